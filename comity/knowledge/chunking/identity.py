"""Which new chunk is which old one (`knowledge.md` 3.4)."""

import hashlib
import re
import secrets
from collections.abc import Sequence
from typing import Any

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_SPACES = re.compile(r"\s+")
SHARED_MIN = 0.8
GRAM = 5


def new_chunk_id() -> str:
    """Twelve characters of base32: 60 random bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))


def text_hash(text: str) -> str:
    """SHA-256 of a text, whatever its white space."""
    return hashlib.sha256(_SPACES.sub(" ", text).strip().encode()).hexdigest()


def match(old: Sequence[tuple[str, str, str, list[str]]], drafts: Sequence[Any]) -> list[str | None]:
    """The old id of each draft, None for a new one.

    `old`: (id, text hash, text, heading path). Same text first; then at least 80 % shared 5-grams under the same heading.
    """
    by_hash: dict[str, list[str]] = {}
    for id_, digest, _, _ in old:
        by_hash.setdefault(digest, []).append(id_)
    found: list[str | None] = []
    for draft in drafts:
        ids = by_hash.get(text_hash(draft.content))
        found.append(ids.pop(0) if ids else None)
    taken = {id_ for id_ in found if id_}
    left = [(id_, text, path) for id_, _, text, path in old if id_ not in taken]
    grams = {id_: _grams(text) for id_, text, _ in left}
    for place, draft in enumerate(drafts):
        if found[place] is None and left:
            id_ = _nearest(draft, left, grams)
            if id_ is not None:
                found[place] = id_
                left = [item for item in left if item[0] != id_]
    return found


def _nearest(draft: Any, left: list[tuple[str, str, list[str]]], grams: dict[str, set[str]]) -> str | None:
    mine = _grams(draft.content)
    best, best_share = None, SHARED_MIN
    for id_, _, path in left:
        if path != draft.heading_path:
            continue
        share = len(mine & grams[id_]) / max(1, max(len(mine), len(grams[id_])))
        if share >= best_share:
            best, best_share = id_, share
    return best


def _grams(text: str) -> set[str]:
    flat = _SPACES.sub(" ", text)
    return {flat[i : i + GRAM] for i in range(max(1, len(flat) - GRAM + 1))}
