"""What differs between two texts, as pieces that people can read."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

_TOKEN = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
TOKENS_MAX = 3_000
CONTEXT = 80
"""Characters shown on each side of a change; what lies between is left out."""


def hunks(before: str, after: str) -> list[tuple[str, str]]:
    """Pieces (`same`, `removed`, `added`) from the one text to the other; long stretches that are the same are shortened."""
    found = list(_pieces(before, after))
    return [(op, _shortened(text, at, len(found)) if op == "same" else text) for at, (op, text) in enumerate(found)]


def _pieces(before: str, after: str) -> Iterator[tuple[str, str]]:
    old, new = _tokens(before, after)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", "".join(old[a:b])
            continue
        if b > a:
            yield "removed", "".join(old[a:b])
        if d > c:
            yield "added", "".join(new[c:d])


def _tokens(before: str, after: str) -> tuple[list[str], list[str]]:
    """Words and single signs; of long texts lines, for comparing takes the square of their number."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) + len(new) > 2 * TOKENS_MAX:
        return _LINE.findall(before), _LINE.findall(after)
    return old, new


def _shortened(text: str, at: int, total: int) -> str:
    if len(text) <= 2 * CONTEXT + 20:
        return text
    first, last = at == 0, at == total - 1
    head, tail = "" if first else text[:CONTEXT], "" if last else text[-CONTEXT:]
    return f"{head} … {tail}".strip(" ") if first or last else f"{head} … {tail}"
