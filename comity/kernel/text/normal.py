"""Unicode normalisation: what is stored (`normalise`) and what is compared (`fold`)."""

import re
import unicodedata
from dataclasses import dataclass

_STRAY = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_TONE_BEFORE_VOWEL = re.compile("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e3a\u0e47])")
_AM_THEN_TONE = re.compile("\u0e33([\u0e48-\u0e4b])")
_DOUBLED = re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4c])\\1+")
_SPACES = re.compile(r"\s+")
_THAI = re.compile("[\u0e00-\u0e7f]")
_THAI_DIGITS = {0x0E50 + i: str(i) for i in range(10)}


@dataclass(frozen=True, slots=True)
class Normalised:
    """Repaired text with the way back: `offsets[i]` is where `text[i]` stood, and one more entry for the end."""

    text: str
    offsets: tuple[int, ...]


def normalise(text: str) -> Normalised:
    """NFC, with Thai sara am joined, tone and vowel order repaired, doubled marks and stray zero-width characters dropped."""
    if text.isascii() or (unicodedata.is_normalized("NFC", text) and not _needs_repair(text)):
        return Normalised(text, tuple(range(len(text) + 1)))
    out: list[str] = []
    offsets: list[int] = []
    for start, cluster in _clusters(text):
        repaired = _repair(cluster)
        out.append(repaired)
        offsets += [min(start + i, start + len(cluster) - 1) for i in range(len(repaired))]
    offsets.append(len(text))
    return Normalised("".join(out), tuple(offsets))


def fold(text: str) -> str:
    """The comparing form: NFKC with sara am joined, lower case, Thai vowel order repaired, Thai digits as digits, single spaces."""
    folded = unicodedata.normalize("NFKC", text)
    if not folded.isascii():
        folded = _repair_thai(_STRAY.sub("", folded)).translate(_THAI_DIGITS)
    return _SPACES.sub(" ", folded.lower()).strip()


def unaccent(word: str) -> str:
    """A Latin word without its diacritics; the word itself when it has none."""
    if word.isascii():
        return word
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace("ł", "l").replace("ø", "o")


def _needs_repair(text: str) -> bool:
    if _STRAY.search(text):
        return True
    if not _THAI.search(text):
        return False
    patterns = (_SARA_AM, _TONE_BEFORE_VOWEL, _AM_THEN_TONE, _DOUBLED)
    return any(pattern.search(text) for pattern in patterns)


def _clusters(text: str) -> list[tuple[int, str]]:
    """Runs that normalise on their own: a character with the marks behind it."""
    found: list[tuple[int, str]] = []
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or not _joins(text[i]):
            found.append((start, text[start:i]))
            start = i
    return found


def _joins(char: str) -> bool:
    return bool(unicodedata.combining(char)) or char in "\u0e31\u0e33\u0e32\u0e47\u0e4d" or "\u0e34" <= char <= "\u0e3a"


def _repair(cluster: str) -> str:
    return _repair_thai(_STRAY.sub("", unicodedata.normalize("NFC", cluster)))


def _repair_thai(text: str) -> str:
    text = _SARA_AM.sub("\\1\u0e33", text)
    text = _AM_THEN_TONE.sub("\\1\u0e33", text)
    text = _TONE_BEFORE_VOWEL.sub("\\2\\1", text)
    return _DOUBLED.sub("\\1", text)
