"""What was generated for a chunk, and how it stands beside what people wrote. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from comity.kernel.text import fold
from comity.knowledge.chunks.service import Said

TITLE_MOST = 80
KEYWORDS_MOST, KEYWORD_LONGEST = 8, 100
QUESTIONS_MOST, QUESTION_LONGEST = 3, 500
HELD_MOST = 20
"""Keywords, and questions, that a chunk may hold (`knowledge.md` 2.3)."""


class Generated(msgspec.Struct, frozen=True):
    """Values made for one chunk."""

    title: str = ""
    keywords: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    def to_row(self) -> dict[str, Any]:
        """As `Chunk.made` keeps it."""
        return msgspec.to_builtins(self)


def read_generated(row: Mapping[str, Any] | None) -> Generated:
    """What `Chunk.made` holds."""
    return msgspec.convert(dict(row or {}), Generated)


def new_beside(said: Said, made: Generated) -> Generated:
    """What of the generated values people did not write themselves; a title only where there is none."""
    title = "" if said.title else made.title
    return Generated(title, _new(said.keywords, made.keywords), _new(said.questions, made.questions))


def together(said: Said, new: Generated) -> Said:
    """What people wrote, first and whole, with what is new beside it behind."""
    values = {
        "title": said.title or new.title,
        "keywords": [*said.keywords, *new.keywords],
        "questions": [*said.questions, *new.questions],
    }
    generated = [name for name, value in values.items() if value != getattr(said, name)]
    return replace(said, **values, generated=generated)


def apart(said: Said, made: Generated) -> Said:
    """What people wrote, without what was generated: the way back from `together`. A field that somebody edited is theirs."""
    values: dict[str, Any] = {name: _without(getattr(said, name), getattr(made, name)) for name in said.generated}
    return replace(said, **values, generated=[])


def _without(held: str | list[str], made: str | tuple[str, ...]) -> str | list[str]:
    if isinstance(held, str):
        return "" if held == made else held
    return [one for one in held if one not in made]


def _new(own: Sequence[str], made: Sequence[str]) -> tuple[str, ...]:
    known = {fold(one) for one in own}
    new = {fold(one): one for one in reversed(made) if fold(one) not in known}
    return tuple(reversed(new.values()))[: max(0, HELD_MOST - len(own))]
