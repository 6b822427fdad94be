"""Blocks from the words that Tesseract found on a page. Pure.

Its table has a line per word with its place in pixels and its confidence. Thai, Chinese and Japanese come a letter or two at a
time: where such pieces stand close they are one word, and only a wide gap is a space.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from comity.knowledge.parsing.blocks import Block

POINTS_PER_INCH = 72
WORD_LEVEL = "5"
SPACE_SHARE = 0.45
"""A gap of this share of the letters' height is a space (measured on printed Thai: spaces 0.45 to 0.7, letters up to 0.4)."""


THAI_FOLLOWING = frozenset(map(chr, [*range(0x0E30, 0x0E3B), 0x0E45, *range(0x0E47, 0x0E4F)]))
THAI_LEADING = frozenset("เแโใไ")
"""Vowels and marks that never begin a word, and vowels that never end one."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a piece of one, with its box in pixels from the top left. `place`: its block and paragraph; `confidence`: 0 to 1."""

    text: str
    place: tuple[int, int]
    line: int
    x: int
    y: int
    width: int
    height: int
    confidence: float


def words_in(table: str) -> list[Word]:
    """The words of Tesseract's TSV, in reading order."""
    rows = (line.split("\t", 11) for line in table.split("\n")[1:])
    return [_word(row) for row in rows if len(row) == 12 and row[0] == WORD_LEVEL and row[11].strip()]


def blocks_of(words: Sequence[Word], dpi: float) -> list[Block]:
    """A paragraph for each that Tesseract told apart, marked `ocr`, with its confidence, and its box in points."""
    return [_block(list(group), POINTS_PER_INCH / dpi) for _, group in groupby(words, key=lambda word: word.place)]


def confidence_of(words: Sequence[Word]) -> float:
    """The mean over the letters, 0 to 1; 0 without words."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _word(row: list[str]) -> Word:
    _, _, block, paragraph, line, _, x, y, width, height = map(int, row[:10])
    confidence = min(1.0, max(0.0, float(row[10]) / 100))
    return Word(row[11].strip(), (block, paragraph), line, x, y, width, height, confidence)


def _block(words: list[Word], scale: float) -> Block:
    x, y = min(word.x for word in words), min(word.y for word in words)
    right, bottom = max(word.x + word.width for word in words), max(word.y + word.height for word in words)
    box = (round(x * scale, 1), round(y * scale, 1), round((right - x) * scale, 1), round((bottom - y) * scale, 1))
    lines = [_line(list(group)) for _, group in groupby(words, key=lambda word: word.line)]
    return Block("paragraph", _flow(lines), bbox=box, ocr=True, confidence=round(confidence_of(words), 2))


def _line(words: list[Word]) -> str:
    space = median(word.height for word in words) * SPACE_SHARE
    text, right = words[0].text, words[0].x + words[0].width
    for word in words[1:]:
        text += _between(text[-1], word.text[0], is_wide=word.x - right >= space) + word.text
        right = max(right, word.x + word.width)
    return text


def _between(before: str, after: str, *, is_wide: bool) -> str:
    """What stands between two pieces: Thai and figures or Latin letters are always parted, its letters only by a wide gap."""
    if not (_is_unspaced(before) or _is_unspaced(after)):
        return " "
    if after in THAI_FOLLOWING or before in THAI_LEADING:
        return ""
    if _is_unspaced(before) != _is_unspaced(after) and (_is_thai(before) or _is_thai(after)):
        other = after if _is_thai(before) else before
        return " " if is_wide or other.isalnum() else ""
    return " " if is_wide else ""


def _flow(lines: Iterable[str]) -> str:
    """Lines as running text: no space where the script writes none, words that were cut at a line's end joined."""
    out = ""
    for line in lines:
        if len(out) > 1 and out.endswith("-") and out[-2].islower() and line[0].islower():
            out = out[:-1] + line
        else:
            joined = not out or (_is_unspaced(out[-1]) and _is_unspaced(line[0]))
            out += line if joined else f" {line}"
    return out


def _is_thai(letter: str) -> bool:
    return "\u0e00" <= letter <= "\u0e7f"


def _is_unspaced(letter: str) -> bool:
    """Letters of Thai, Lao, Burmese, Khmer, Chinese and Japanese, which write no space between words."""
    return (
        "\u0e00" <= letter <= "\u0eff"
        or "\u1000" <= letter <= "\u109f"
        or "\u1780" <= letter <= "\u17ff"
        or "\u3000" <= letter <= "\u30ff"
        or "\u3400" <= letter <= "\u9fff"
        or "\uff00" <= letter <= "\uffef"
    )
