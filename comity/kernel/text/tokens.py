"""Token counts: a fast, deterministic estimate of how many sub-word tokens a model sees."""

import re

from comity.kernel.text.scripts import HAN, HANGUL, HIRAGANA, KATAKANA, THAI

_PIECES = re.compile(
    rf"(?P<word>[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f]+)|(?P<number>\d+)|(?P<thai>[{THAI}]+)|(?P<han>[{HAN}]+)|(?P<kana>[{HIRAGANA}{KATAKANA}]+)"
    rf"|(?P<hangul>[{HANGUL}]+)|(?P<other>[^\W\d_]+)|(?P<mark>[^\w\s])"
)
# Tokens per character, per script, and the least per run: fitted to the vocabulary of multilingual-e5.
_PER_CHAR = {
    "word": (0.205, 1.0),
    "number": (0.45, 1.0),
    "thai": (0.29, 1.0),
    "han": (0.66, 1.0),
    "kana": (0.52, 1.0),
    "hangul": (0.62, 1.0),
    "other": (0.30, 1.0),
    "mark": (0.9, 0.9),
}


def count_tokens(text: str) -> int:
    """About how many tokens a multilingual model makes of `text`; at least 1 for a text that is not blank."""
    total = 0.0
    for piece in _PIECES.finditer(text):
        per_char, least = _PER_CHAR[piece.lastgroup or "mark"]
        total += max(least, per_char * (piece.end() - piece.start()))
    return int(total + 0.999)
