"""What a search answers with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Hit:
    """A found chunk: what it says and how it scored. `arms`: rank and value of each arm; `terms`: those of the question.

    `questions`: those that the base holds for it (a CSV row's, generated ones). `analysis`: what `content_terms` reads.
    `remote_score`: the figure that an external base gave it, as it came. `reranked`: what a reranker made of it, 0 to 1, in the place
    of `fused`.
    """

    chunk_id: str
    revision: int
    document_id: str
    document_version: int
    base_id: str
    title: str
    content: str
    path: str
    metadata: dict[str, Any]
    heading_path: list[str]
    questions: tuple[str, ...]
    kind: str
    page: int | None
    start: int | None
    end: int | None
    fused: float
    sorting_score: float
    arms: dict[str, dict[str, Any]]
    terms: frozenset[str]
    language: str
    analysis: bytes = b""
    remote_score: float | None = None
    reranked: float | None = None
    duplicates: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits best first, how many chunks were candidates, and what was left out on the way. An external base has no version."""

    hits: list[Hit]
    candidates: int
    knowledge_version: int | None
    language: str
    terms: list[str]
    codes: list[str]
    words: list[str]
    took_ms: int
    warnings: list[dict[str, str]]
    idf: Callable[[str], float]
