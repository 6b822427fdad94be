"""Which new chunk is which old one (`knowledge.md` 3.4)."""

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_SPACES = re.compile(r"\s+")
SHARED_MIN = 0.8
EDITED_SHARED_MIN = 1 / 3
GRAM = 5


def new_chunk_id() -> str:
    """Twelve characters of base32: 60 random bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))


def text_hash(text: str) -> str:
    """SHA-256 of a text, whatever its white space."""
    return hashlib.sha256(_SPACES.sub(" ", text).strip().encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Old:
    """A chunk as the last reading left it: what its source said, and whether people changed it since."""

    id: str
    digest: str
    text: str
    heading_path: list[str]
    edited: bool = False


def match(old: Sequence[Old], drafts: Sequence[Any]) -> list[str | None]:
    """The old id of each draft, None for a new one.

    Same text first; then at least 80 % shared 5-grams under the same heading. An edited chunk is not lost as easily: it belongs to
    the nearest text under its heading that shares a third, so that both can be shown.
    """
    by_hash: dict[str, list[str]] = {}
    for one in old:
        by_hash.setdefault(one.digest, []).append(one.id)
    found: list[str | None] = []
    for draft in drafts:
        ids = by_hash.get(text_hash(draft.content))
        found.append(ids.pop(0) if ids else None)
    taken = {id_ for id_ in found if id_}
    left = [one for one in old if one.id not in taken]
    grams = {one.id: _grams(one.text) for one in left}
    for among, least in ((left, SHARED_MIN), ([one for one in left if one.edited], EDITED_SHARED_MIN)):
        _match_alike(found, drafts, among, grams, least)
    return found


def _match_alike(
    found: list[str | None], drafts: Sequence[Any], among: Sequence[Old], grams: dict[str, set[str]], least: float
) -> None:
    taken = {id_ for id_ in found if id_}
    left = [one for one in among if one.id not in taken]
    for place, draft in enumerate(drafts):
        if found[place] is None and left:
            id_ = found[place] = _nearest(draft, left, grams, least)
            left = [one for one in left if one.id != id_]


def _nearest(draft: Any, left: Sequence[Old], grams: dict[str, set[str]], least: float) -> str | None:
    mine = _grams(draft.content)
    best, best_share = None, least
    for one in left:
        if one.heading_path != draft.heading_path:
            continue
        share = len(mine & grams[one.id]) / max(1, max(len(mine), len(grams[one.id])))
        if share >= best_share:
            best, best_share = one.id, share
    return best


def _grams(text: str) -> set[str]:
    flat = _SPACES.sub(" ", text)
    return {flat[i : i + GRAM] for i in range(max(1, len(flat) - GRAM + 1))}
