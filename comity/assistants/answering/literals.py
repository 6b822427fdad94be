"""Literals of a sentence: what must stand in a source to the letter (`assistants.md` 3.6).

Numbers, dates, amounts, codes, e-mails, URLs and proper names become keys that compare after normalisation: Thai digits,
thousands separators, Buddhist years, month names, number words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from comity.kernel.text import STOP_WORDS, THAI_FUNCTION_WORDS, Term, code_forms, codes

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９", "01234567890123456789")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[,\u00a0]\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?")
_ISO_DATE = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_SLASH_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{2,4})\b")
_RANGE = re.compile(r"(\d{1,4})-(\d{1,4})")
_CJK_MONTH = re.compile(r"(\d{1,2})\s*[月월]")
_CITATION = re.compile(r"\[\d+(?:\s*,\s*\d+)*\]")
_BUDDHIST = 543

_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "once": 1, "twice": 2, "first": 1, "second": 2, "third": 3,
    "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_UNSPACED = {
    "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9, "สิบ": 10, "ร้อย": 100, "พัน": 1000,
    "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "百": 100,
    "하나": 1, "둘": 2, "셋": 3, "넷": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10,
}  # fmt: skip
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan มกราคม ม.ค.", "february feb กุมภาพันธ์ ก.พ.", "march มีนาคม มี.ค.", "april apr เมษายน เม.ย.",
            "พฤษภาคม พ.ค.", "june jun มิถุนายน มิ.ย.", "july jul กรกฎาคม ก.ค.", "august aug สิงหาคม ส.ค.",
            "september sep sept กันยายน ก.ย.", "october oct ตุลาคม ต.ค.", "november nov พฤศจิกายน พ.ย.",
            "december dec ธันวาคม ธ.ค.",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_LATIN_WORD = re.compile(r"[A-Za-z]+")
_MAY = re.compile(r"\bMay\b")
_THAI_MONTH = re.compile("|".join(re.escape(name) for name in _MONTHS if not name.isascii()))
_UNSPACED_WORD = re.compile("|".join(_UNSPACED))


@dataclass(frozen=True, slots=True)
class Literal:
    """Something to be found to the letter: any one of `keys` will do. `written` is how the sentence has it."""

    written: str
    keys: frozenset[str]


def demanded(text: str) -> list[Literal]:
    """The numbers, dates, amounts, codes, e-mails and URLs that a sentence states; citation marks are none."""
    plain = _CITATION.sub(" ", text).translate(_THAI_DIGITS)
    found: list[Literal] = []
    for code in codes(plain):
        if not (_is_date(code) or _is_range(code)):
            found.append(Literal(code, frozenset({_code_key(code), *_as_number(code)})))
            plain = plain.replace(code, " ")
    months = sorted(_months(plain))
    plain = _ISO_DATE.sub(r"\1 \3", _SLASH_DATE.sub(r"\1 \3", plain))
    found += [Literal(number, _number_keys(number)) for number in _NUMBER.findall(plain)]
    found += [Literal(str(month), frozenset({f"m:{month}"})) for month in months]
    return found


@lru_cache(maxsize=16384)
def held(text: str) -> Mapping[str, int]:
    """Every key that a source text can satisfy and how often; more generous than what is demanded: number words count too."""
    plain = text.translate(_THAI_DIGITS)
    keys: Counter[str] = Counter(f"n:{_plain_number(number)}" for number in _NUMBER.findall(plain))
    for code in codes(plain):
        forms = code_forms(code)
        keys.update({f"c:{form}" for form in (forms.joined, *forms.parts)})
    keys.update(f"n:{_WORDS[word]}" for word in _LATIN_WORD.findall(plain.lower()) if word in _WORDS)
    keys.update(f"n:{_UNSPACED[word]}" for word in _UNSPACED_WORD.findall(plain))
    keys.update(f"m:{month}" for month in _months(plain))
    return keys


def lacking(literals: Iterable[Literal], keys: Mapping[str, int]) -> list[Literal]:
    """The literals that a source with these keys does not hold, or does not hold as often."""
    left = dict(keys)
    found: list[Literal] = []
    for literal in literals:
        key = next((key for key in sorted(literal.keys) if left.get(key, 0) > 0), None)
        if key is None:
            found.append(literal)
        elif key.startswith("n:"):
            left[key] -= 1
    return found


def _is_date(code: str) -> bool:
    """Whether a code is a date in figures: its year, month and day are looked for each on its own."""
    return bool(_ISO_DATE.fullmatch(code) or _SLASH_DATE.fullmatch(code))


def _is_range(code: str) -> bool:
    """Whether a code is a range as `9-18`: its ends are looked for each on its own, as a source may write `9–18` or `9 to 18`."""
    ends = _RANGE.fullmatch(code)
    return ends is not None and int(ends[1]) < int(ends[2])


def _as_number(code: str) -> frozenset[str]:
    """A code of nothing but digits, as `1990`, is a number too."""
    return _number_keys(code) if _NUMBER.fullmatch(code) else frozenset()


def _code_key(code: str) -> str:
    return f"c:{code_forms(code).joined}"


def _plain_number(number: str) -> str:
    bare = re.sub(r"[,\u00a0]", "", number)
    return (bare.rstrip("0").rstrip(".") if "." in bare else bare.lstrip("0")) or "0"


def _number_keys(number: str) -> frozenset[str]:
    """A number, and for a year the same year in the other calendar: 2569 of the Buddhist era is 2026."""
    bare = _plain_number(number)
    keys = {f"n:{bare}"}
    if len(bare) == 4 and bare.isdigit():
        year = int(bare)
        if 2400 <= year <= 2700:
            keys.add(f"n:{year - _BUDDHIST}")
        elif 1857 <= year <= 2157:
            keys.add(f"n:{year + _BUDDHIST}")
    return frozenset(keys)


def _months(text: str) -> set[int]:
    found = {_MONTHS[word] for word in _LATIN_WORD.findall(text.lower()) if word in _MONTHS}
    found |= {_MONTHS[name] for name in _THAI_MONTH.findall(text)}
    found |= {int(month) for month in _CJK_MONTH.findall(text) if 1 <= int(month) <= 12}
    found |= {int(month) for _, month, _ in _ISO_DATE.findall(text) if 1 <= int(month) <= 12}
    found |= {int(month) for _, month, _ in _SLASH_DATE.findall(text) if 1 <= int(month) <= 12}
    return found | ({5} if _MAY.search(text) else set())


def names(text: str, terms: list[Term]) -> set[str]:
    """The terms of words capitalised inside a sentence. The first word, and one after a colon or quote, may be only its opening."""
    capitals = [term for term in terms if term.kind == "word" and _is_capital(text, term)]
    found = {term.text for term in capitals if term.text not in STOP_WORDS and not _opens(text, term.start)}
    words = sum(1 for term in terms if term.kind == "word")
    return found if len(capitals) * 10 <= words * 8 or words < 4 else set()


def _is_capital(text: str, term: Term) -> bool:
    """Codes such as PPR9087 are no names: they are compared in their own form."""
    return text[term.start].isupper() and not any(c.isdigit() for c in term.text)


def _opens(text: str, at: int) -> bool:
    before = text[:at].rstrip()
    return not before or before[-1] in "\"'“‘(:：-–—•*#>.!?"


def is_content(term: Term) -> bool:
    """Whether a term can carry a fact: not a stop word, not a single letter."""
    return term.text not in STOP_WORDS and term.text not in THAI_FUNCTION_WORDS and len(term.text) > 1
