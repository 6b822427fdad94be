"""Normal forms: what is stored (`normalise`, with a map back) and what is compared (`fold`).

Thai rules: U+0E4D U+0E32 (two characters that look like sara am) become U+0E33, because NFKC takes sara am apart and
fonts show both alike; a tone mark typed before its vowel moves behind it; two sara e become sara ae.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_DROPPED = re.compile(
    r"[\u00ad\u200b\u2060\ufeff]|(?<=[\u0e00-\u0e7f\s])[\u200c\u200d]|[\u200c\u200d](?=[\u0e00-\u0e7f\s])"
)
_SARA_AM = re.compile(r"\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32")
_MARKS_OF_ONE = re.compile(r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4c]{2,}")
_TONES = frozenset("\u0e48\u0e49\u0e4a\u0e4b\u0e4c")
_THAI_TROUBLE = re.compile(r"\u0e4d|[\u0e48-\u0e4c][\u0e31\u0e34-\u0e3a\u0e47]|\u0e40\u0e40")
_SPACES = re.compile(r"\s+")
# A character with all that may combine with it: the unit inside which a normal form can change lengths.
_CLUSTER = re.compile(
    r"[\u1100-\u11ff]+|\u0e40+|[\s\S](?:[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u093c\u09bc\u0e31\u0e32\u0e34-\u0e3a"
    r"\u0e47-\u0e4e\u3099\u309a\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\uff9e\uff9f\u00ad\u200b-\u200d\u2060\ufeff])*"
)
_DIGITS = {zero + i: str(i) for zero in (0x0E50, 0x0660, 0x06F0, 0x0966, 0x0ED0, 0x1040, 0x17E0) for i in range(10)}


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text; `offsets[i]` is where `text[i]` began in the original, with one more entry for the end."""

    text: str
    offsets: Sequence[int]


def _thai(text: str) -> str:
    """Repair Thai spelling that looks right and compares wrong."""
    if not _THAI_TROUBLE.search(text):
        return text
    text = _SARA_AM.sub(lambda m: (m[1] or m[2] or "") + "\u0e33", text)
    text = _MARKS_OF_ONE.sub(lambda m: "".join(sorted(m[0], key=_TONES.__contains__)), text)
    return text.replace("\u0e40\u0e40", "\u0e41")


def _stored(text: str) -> str:
    return _thai(unicodedata.normalize("NFC", _DROPPED.sub("", text)))


def _compared(text: str) -> str:
    text = unicodedata.normalize("NFKC", _DROPPED.sub("", text)).lower()
    return _thai(text).translate(_DIGITS)


def aligned(text: str, form: Callable[[str], str]) -> Normalised:
    """Apply `form` to `text` cluster by cluster and keep, for each character that comes out, where it came from."""
    out: list[str] = []
    offsets: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        made = form(cluster[0])
        out.append(made)
        start, last = cluster.start(), cluster.end() - 1
        offsets.extend(min(start + i, last) for i in range(len(made)))
    return Normalised("".join(out), [*offsets, len(text)])


def normalise(text: str) -> Normalised:
    """The form that is stored: NFC, Thai repaired, stray zero-width characters dropped; with offsets into `text`."""
    if text.isascii() or _stored(text) == text:
        return Normalised(text, range(len(text) + 1))
    return aligned(text, _stored)


def comparable(text: str) -> Normalised:
    """The form that is analysed: NFKC, lower case, Thai repaired, digits of all scripts as ASCII; spaces kept."""
    if text.isascii():
        return Normalised(text.lower(), range(len(text) + 1))
    made = _compared(text)
    if len(made) == len(text):
        return Normalised(made, range(len(text) + 1))
    return aligned(text, _compared)


def fold(text: str) -> str:
    """The form in which two texts are compared: as `comparable`, ends trimmed and each run of spaces made one."""
    return _SPACES.sub(" ", comparable(text).text).strip()
