"""The wire shapes of searches."""

from typing import Annotated, Any, Literal

from pydantic import Field

from comity.kernel.http.schema import Wire
from comity.knowledge import limits


class SearchFilters(Wire):
    """What a candidate must be before any arm ranks it."""

    metadata: dict[str, Any] = {}
    document_ids: list[str] = []
    labels: list[str] = []


class SearchRequest(Wire):
    """A search in one base."""

    query: str = Field(max_length=limits.QUERY_CHARACTERS)
    keywords: list[Annotated[str, Field(max_length=100)]] = Field(default=[], max_length=10)
    limit: int = Field(default=10, ge=1, le=200)
    version: str | int = "live"
    filters: SearchFilters = SearchFilters()
    explain: bool = True
    arms: list[Literal["lexical", "dense", "exact"]] = ["lexical", "dense", "exact"]
    rerank: bool = True
    """Whether the base's reranker judges what is found; without one it says nothing."""


class SearchManyRequest(SearchRequest):
    """A search in several bases."""

    knowledge_base_ids: list[str] = Field(min_length=1, max_length=20)


class FoundDocument(Wire):
    """A found chunk, with the place it comes from."""

    id: str
    title: str
    content: str
    path: str
    metadata: dict[str, Any]
    knowledge_base_id: str
    document_id: str | None
    document_version: int | None
    page: int | None
    start: int | None
    end: int | None
    heading_path: list[str]
    highlights: list[tuple[int, int]]


class SearchHit(Wire):
    """A hit with its scores in 0..1; `arms` only when explained."""

    score: float
    sorting_score: float
    fused: float
    arms: dict[str, Any] = {}
    document: FoundDocument
    duplicates: list[str]


class SearchAnalysis(Wire):
    """How the question was read."""

    language: str
    terms: list[str]
    codes: list[str]
    words: list[str]


class SearchReply(Wire):
    """The best chunks for a question; `candidates`: how many the arms found together."""

    total: int
    candidates: int
    knowledge_version: int | None
    analysis: SearchAnalysis
    took_ms: int
    warnings: list[dict[str, str]]
    data: list[SearchHit]
