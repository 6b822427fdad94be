"""Scripts: which writing system a character, a term or a text belongs to."""

import re
from bisect import bisect_right
from functools import lru_cache

# (first, last, name): the blocks that matter for cutting and scoring; what is not listed counts as Latin when it
# is a Latin letter, else as "Other". Source: the Unicode block list.
_BLOCKS = [
    (0x0041, 0x024F, "Latin"),
    (0x0370, 0x03FF, "Greek"),
    (0x0400, 0x052F, "Cyrillic"),
    (0x0530, 0x058F, "Armenian"),
    (0x0590, 0x05FF, "Hebrew"),
    (0x0600, 0x06FF, "Arabic"),
    (0x0750, 0x077F, "Arabic"),
    (0x08A0, 0x08FF, "Arabic"),
    (0x0900, 0x097F, "Devanagari"),
    (0x0980, 0x09FF, "Bengali"),
    (0x0A00, 0x0A7F, "Gurmukhi"),
    (0x0A80, 0x0AFF, "Gujarati"),
    (0x0B00, 0x0B7F, "Oriya"),
    (0x0B80, 0x0BFF, "Tamil"),
    (0x0C00, 0x0C7F, "Telugu"),
    (0x0C80, 0x0CFF, "Kannada"),
    (0x0D00, 0x0D7F, "Malayalam"),
    (0x0D80, 0x0DFF, "Sinhala"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Lao"),
    (0x0F00, 0x0FFF, "Tibetan"),
    (0x1000, 0x109F, "Myanmar"),
    (0x10A0, 0x10FF, "Georgian"),
    (0x1100, 0x11FF, "Hangul"),
    (0x1200, 0x137F, "Ethiopic"),
    (0x1780, 0x17FF, "Khmer"),
    (0x1E00, 0x1EFF, "Latin"),
    (0x1F00, 0x1FFF, "Greek"),
    (0x3005, 0x3007, "Han"),
    (0x3041, 0x30FF, "Kana"),
    (0x3130, 0x318F, "Hangul"),
    (0x31F0, 0x31FF, "Kana"),
    (0x3400, 0x4DBF, "Han"),
    (0x4E00, 0x9FFF, "Han"),
    (0xAC00, 0xD7AF, "Hangul"),
    (0xF900, 0xFAFF, "Han"),
    (0xFB50, 0xFDFF, "Arabic"),
    (0xFE70, 0xFEFF, "Arabic"),
    (0xFF21, 0xFF5A, "Latin"),
    (0xFF66, 0xFF9F, "Kana"),
    (0x20000, 0x3134F, "Han"),
]
_STARTS = [first for first, _, _ in _BLOCKS]

THAI = "\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e"
GRAM_SCRIPTS = "\u0e80-\u0ecf\u0edc-\u0eff\u1000-\u103f\u1050-\u108f\u1780-\u17d3\u17d7"
HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
HIRAGANA = "\u3041-\u309f"
KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
ARABIC = (
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u08a0-\u08ff"
)
# Marks that a word of the other scripts may carry: combining accents and the vowel signs of India.
MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962-\u0963\u0981-\u0983"
    "\u09bc-\u09cd\u09d7\u0a01-\u0a03\u0a3c-\u0a4d\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03"
    "\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0c00-\u0c03\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-"
    "\u0d03\u0d3b-\u0d4d\u0d82\u0d83\u0dca-\u0ddf\u0f71-\u0f84\u0f90-\u0fbc"
)
_WORD = f"[^\\W_\u0e00-\u0eff\u1000-\u108f\u1780-\u17d7{HAN}{HIRAGANA}{KATAKANA}{HANGUL}{ARABIC}]"
WORD = f"{_WORD}+(?:[{MARKS}]+{_WORD}*)*"

_LETTER_RUNS = re.compile(
    f"(?P<Thai>[{THAI}]+)|(?P<Han>[{HAN}]+)|(?P<Kana>[{HIRAGANA}{KATAKANA}]+)|(?P<Hangul>[{HANGUL}]+)"
    f"|(?P<Arabic>[{ARABIC}]+)|(?P<Latin>[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+)|(?P<other>[^\\W\\d_])"
)


def char_script(char: str) -> str:
    """The script of one character: 'Latin', 'Thai', 'Han', 'Kana', ...; 'Digit' or 'Other'."""
    if char.isdecimal():
        return "Digit"
    at = bisect_right(_STARTS, ord(char)) - 1
    if at >= 0 and ord(char) <= _BLOCKS[at][1]:
        return _BLOCKS[at][2]
    return "Other"


@lru_cache(maxsize=65_536)
def script_of(term: str) -> str:
    """The script of a term: that of its first letter; 'Digit' for a number, 'Other' when it has neither."""
    found = "Other"
    for char in term:
        script = char_script(char)
        if script not in ("Other", "Digit"):
            return script
        if script == "Digit":
            found = "Digit"
    return found


def script_counts(text: str) -> dict[str, int]:
    """Letters (and Thai, Arabic marks) of `text` by script; digits, spaces and punctuation are not counted."""
    counts: dict[str, int] = {}
    for run in _LETTER_RUNS.finditer(text):
        name = run.lastgroup or "other"
        if name == "other":
            name = char_script(run[0])
        counts[name] = counts.get(name, 0) + run.end() - run.start()
    return counts


def script_shares(text: str) -> dict[str, float]:
    """Share of the letters of `text` that each script makes up, 0..1; empty for a text without letters."""
    counts = script_counts(text)
    total = sum(counts.values())
    return {script: count / total for script, count in counts.items()} if total else {}
