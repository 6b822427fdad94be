"""What a search engine takes and gives: entries in, raw material for scoring out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Entry:
    """A chunk as an index holds it. `removed`: it must not be found any more. `vectors`: float16 rows."""

    chunk_id: str
    seq: int
    removed: bool
    revision_id: str
    revision: int
    document_id: str
    expires_us: int | None
    labels: tuple[str, ...]
    metadata: Mapping[str, Any]
    terms: bytes
    vectors: tuple[np.ndarray, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a candidate must be before any arm ranks it; empty parts ask for nothing."""

    metadata: Mapping[str, Any] = field(default_factory=dict)
    document_ids: Sequence[str] = ()
    labels: Sequence[str] = ()

    def asks(self) -> bool:
        """Whether anything is asked."""
        return bool(self.metadata or self.document_ids or self.labels)

    def allows(self, entry: "Held") -> bool:
        """Whether an entry is what was asked for: metadata equal to a value or one of a list, any of the labels."""
        if self.document_ids and entry.document_id not in self.document_ids:
            return False
        if self.labels and not set(self.labels) & set(entry.labels):
            return False
        return all(_matches(entry.metadata.get(key), wanted) for key, wanted in self.metadata.items())


def _matches(value: Any, wanted: Any) -> bool:
    return value in wanted if isinstance(wanted, list) else value == wanted


@dataclass(frozen=True, slots=True)
class Held:
    """What an index keeps of a chunk beside postings and vectors."""

    chunk_id: str
    revision_id: str
    document_id: str
    expires_us: int | None
    labels: tuple[str, ...]
    metadata: Mapping[str, Any]
    scripts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """An analysed question: distinct terms with their scripts, keyword terms that weigh in the lexical arm only, codes."""

    text: str
    language: str
    terms: tuple[str, ...]
    scripts: tuple[str, ...]
    codes: tuple[tuple[str, str], ...]
    shown_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Raw material of one found chunk for one query: BM25F weight by query term, best cosine, share of the codes held."""

    held: Held
    weights: np.ndarray
    cosine: float | None
    exact: float
    lexical_rank: int | None = None
    dense_rank: int | None = None
    exact_rank: int | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """Everything scoring needs for one query: idf by query term, the candidates, and whether vectors exist."""

    idf: np.ndarray
    candidates: list[Candidate]
    has_vectors: bool


Fetch = Callable[[int], Sequence[Entry]]
"""Gives the entries changed after a number, in order of their numbers; an empty list at the end."""
