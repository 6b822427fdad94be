"""What saving has in common, one entry or ten thousand: exact forms as keys, variants as rows, and who would answer twice."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from comity.assistants.memorized.matching import exact_form
from comity.assistants.memorized.models import MemorizedResponse
from comity.assistants.memorized.schemas import MemorizedQuestions, MemorizedWrite
from comity.kernel.errors import field_error
from comity.kernel.text import fold

_SEPARATOR = "\n"


@dataclass(frozen=True, slots=True)
class Embedded:
    """Vectors that were made before a transaction, as half-precision bytes by text, and the revision that made them."""

    embedder: str = ""
    vectors: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry answers: to whom, in which language and when."""

    id: str
    question: str
    assistant_ids: frozenset[str]
    language: str
    begins: datetime | None
    ends: datetime | None

    def meets(self, other: "Place") -> bool:
        """Whether there is a moment, an assistant and a language in which both would answer."""
        if self.assistant_ids and other.assistant_ids and not self.assistant_ids & other.assistant_ids:
            return False
        if self.language and other.language and self.language != other.language:
            return False
        return not (_is_over(self.ends, other.begins) or _is_over(other.ends, self.begins))


def _is_over(ends: datetime | None, begins: datetime | None) -> bool:
    return ends is not None and begins is not None and ends <= begins


@lru_cache(maxsize=65_536)
def key_of(text: str) -> str:
    """The hash under which a question's exact form is looked up."""
    return hashlib.sha256(exact_form(text).encode()).hexdigest()


def primary(language: str | None) -> str:
    """The language without its region; empty for every language."""
    return (language or "").split("-")[0].lower()


def place_of(row: MemorizedResponse) -> Place:
    """Where a stored entry answers."""
    where = (frozenset(row.assistant_ids), primary(row.language), row.valid_from, row.valid_to)
    return Place(row.id, row.question, *where)


def wanted_place(id_: str, wanted: MemorizedQuestions) -> Place:
    """Where an entry would answer that is about to be saved."""
    where = (frozenset(wanted.assistant_ids), primary(wanted.language), wanted.valid_from, wanted.valid_to)
    return Place(id_, wanted.question, *where)


def different(question: str, alternates: Iterable[str]) -> list[str]:
    """The alternates that are not the question or one another in other letters, in their order."""
    forms = {exact_form(question): question}
    for alternate in alternates:
        forms.setdefault(exact_form(alternate), alternate)
    return list(forms.values())[1:]


def search_text(question: str, alternates: Sequence[str], answer: str) -> str:
    """What the list's search looks through."""
    return fold(_SEPARATOR.join([question, *alternates, answer]))


def variant_rows(workspace_id: str, response_id: str, texts: Sequence[str], embedded: Embedded) -> list[dict[str, Any]]:
    """The question and its alternates as rows, each with its vector where there is one."""
    rows = []
    for position, text in enumerate(texts):
        vector = embedded.vectors.get(text)
        row = {"workspace_id": workspace_id, "response_id": response_id, "position": position, "text": text}
        row |= {"key": key_of(text), "vector": vector, "embedder": embedded.embedder if vector else None}
        rows.append(row)
    return rows


def clash(path: str, text: str, other: Place, **beside: Any) -> dict[str, Any]:
    """An item of `errors[]` for a question that another entry answers."""
    message = f"'{other.question}' answers this question already. Change that entry, or the scope, language or dates."
    return field_error(path, "conflict", message, id=other.id, question=other.question, **beside)


def paths_of(alternates: int) -> list[str]:
    """The wire paths of the question and each alternate."""
    return ["question", *(f"alternates[{at}]" for at in range(alternates))]


def columns_of(wanted: MemorizedWrite) -> dict[str, Any]:
    """The columns that an entry's wire form gives."""
    alternates = different(wanted.question, wanted.alternates)
    return {
        **wanted.model_dump(by_alias=False),
        "assistant_ids": list(dict.fromkeys(wanted.assistant_ids)),
        "alternates": alternates,
        "question_key": key_of(wanted.question),
        "search_text": search_text(wanted.question, alternates, wanted.answer),
    }
