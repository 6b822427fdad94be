"""The wire shapes of knowledge (`knowledge.md` 2.1, 4)."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

from comity.kernel.http.schema import Wire
from comity.knowledge import limits
from comity.knowledge.external.schemas import EndpointFields, EndpointRead

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]
Language = Annotated[str, StringConstraints(pattern=r"^(auto|[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)$")]
Keyword = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=limits.KEYWORD_CHARACTERS)]
Question = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=limits.QUESTION_CHARACTERS)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
OcrLanguage = Annotated[str, StringConstraints(pattern=r"^[a-z]{3}(_[A-Za-z]{2,10}){0,2}$")]
"""A language as Tesseract names its packs, such as `tha` or `chi_sim`."""
OcrLanguages = Annotated[
    list[OcrLanguage], Field(max_length=10), AfterValidator(lambda all_: list(dict.fromkeys(all_)))
]


def _small(value: dict[str, Any]) -> dict[str, Any]:
    if len(msgspec.json.encode(value)) > limits.METADATA_BYTES:
        raise ValueError("At most 8 KB of metadata.")
    return value


Metadata = Annotated[dict[str, Any], AfterValidator(_small)]


class Chunking(Wire):
    """How documents are cut."""

    mode: Literal["structure", "fixed"] = "structure"
    target_tokens: int = Field(default=350, ge=100, le=800)
    overlap_percent: int = Field(default=10, ge=0, le=30)


class BaseCreate(EndpointFields):
    """A new knowledge base."""

    name: Name
    description: str = Field(default="", max_length=500)
    type: Literal["csv", "documents", "external"] = "documents"
    generate: bool = False
    language: Language = "auto"
    chunking: Chunking = Chunking()
    ocr: Literal["off", "auto", "always"] = "auto"
    ocr_languages: OcrLanguages = []
    """As Tesseract names them; empty: from `language`, else all that are installed of tha, eng, jpn, chi_sim, kor."""
    reranker: str | None = Field(default=None, max_length=100)
    """Judges the best 30 candidates of each search; none: their fused score stands."""
    publishing: Literal["automatic", "manual"] = "automatic"
    keep_versions: int = Field(default=30, ge=1, le=100)


class BaseUpdate(EndpointFields):
    """What can be changed of a base."""

    name: Name | None = None
    description: str | None = Field(default=None, max_length=500)
    generate: bool | None = None
    language: Language | None = None
    """Another one begins to analyse the base anew; it serves once that has ended."""
    chunking: Chunking | None = None
    ocr: Literal["off", "auto", "always"] | None = None
    ocr_languages: OcrLanguages | None = None
    publishing: Literal["automatic", "manual"] | None = None
    embedder: str | None = Field(default=None, min_length=1, max_length=100)
    """Another one begins to embed the base anew; it serves once that has ended."""
    reranker: str | None = Field(default=None, max_length=100)
    """Null: searches are ordered without one."""
    keep_versions: int | None = Field(default=None, ge=1, le=100)


class BaseCounts(Wire):
    """Counted from rows at the moment of asking."""

    documents: int = 0
    ready: int = 0
    working: int = 0
    failed: int = 0
    chunks: int = 0


class BaseRead(EndpointRead):
    """A knowledge base as it is read back."""

    id: str
    name: str
    description: str
    type: str
    generate: bool
    language: str
    next_language: str | None
    """For which language the base is being analysed anew; it has it once that serves."""
    chunking: Chunking
    ocr: str
    ocr_languages: list[str]
    embedder: str
    reranker: str | None
    publishing: str
    keep_versions: int
    live_version: int
    has_changes: bool
    """Whether something was changed that no version holds yet."""
    publish_at: datetime | None
    revision: int
    paused: bool
    health: str
    used_by: dict[str, int]
    counts: BaseCounts
    created_at: datetime
    updated_at: datetime


class OcrRead(Wire):
    """Whether pages that are pictures can be read here: Tesseract and its language packs."""

    installed: bool
    version: str
    languages: list[str]


class Reason(Wire):
    """Why a document is where it is."""

    code: str
    message: str
    until: datetime | None = None


class Progress(Wire):
    """How far a step has come."""

    done: int
    total: int
    unit: str


class DocumentRead(Wire):
    """A document with its state, which always has a reason."""

    id: str
    base_id: str
    source: str
    title: str
    path: str
    mime: str
    size_bytes: int
    sha256: str
    language: str
    enabled: bool
    review_by: datetime | None
    expires_at: datetime | None
    labels: list[str]
    metadata: dict[str, Any]
    revision: int
    version: int
    pages: int
    page_labels: list[str] = []
    state: str
    reason: Reason
    progress: Progress
    searchable: str
    attempt: int
    last_progress_at: datetime | None
    warnings: list[dict[str, Any]]
    paused: bool
    chunks: int
    created_at: datetime
    updated_at: datetime
    created_by: str


class DocumentTaken(Wire):
    """What became of one file of an upload: a document that is queued, or the error that refused it."""

    name: str | None
    document_id: str | None = None
    state: str | None = None
    error: dict[str, Any] | None = None


class DocumentsTaken(Wire):
    """The files of an upload in the order they were sent."""

    data: list[DocumentTaken]


class TextCreate(Wire):
    """Pasted text as a document."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]
    text: str = Field(min_length=1, max_length=limits.TEXT_CHARACTERS)
    format: Literal["md", "txt"] = "md"


class DocumentUpdate(Wire):
    """What can be changed of a document without reading it again."""

    title: Name | None = None
    enabled: bool | None = None
    review_by: AwareDatetime | None = None
    expires_at: AwareDatetime | None = None
    labels: list[Label] | None = Field(default=None, max_length=limits.LABELS)
    metadata: Metadata | None = None


class PageRead(Wire):
    """A page as it was parsed."""

    number: int
    label: str
    text: str
    blocks: list[dict[str, Any]]
    status: str
    start: int
    width: float
    height: float


class Reshaping(Wire):
    """The split or merge that a revision came from, with the other chunks that had a part in it."""

    kind: Literal["split", "merge"]
    chunk_ids: list[str]


class ChunkRead(Wire):
    """A chunk with its visible id."""

    chunk_id: str
    revision: int
    document_id: str
    document_version: int
    ordinal: int
    kind: str
    title: str
    heading_path: list[str]
    content: str
    keywords: list[str]
    questions: list[str]
    generated: list[str]
    metadata: dict[str, Any]
    page: int | None
    start: int | None
    end: int | None
    boxes: list[dict[str, Any]]
    tokens: int
    enabled: bool
    edited: bool
    source_changed: bool
    source_text: str | None = None
    path: str
    updated_by: str
    updated_at: datetime
    reshaping: Reshaping | None = None


class ChunkWrite(Wire):
    """What people can change of a chunk."""

    content: str | None = Field(default=None, min_length=1, max_length=limits.CONTENT_CHARACTERS)
    title: str | None = Field(default=None, max_length=limits.TITLE_CHARACTERS)
    keywords: list[Keyword] | None = Field(default=None, max_length=limits.KEYWORDS)
    questions: list[Question] | None = Field(default=None, max_length=limits.QUESTIONS)
    metadata: Metadata | None = None
    enabled: bool | None = None
    keep_mine: bool | None = None


class ChunkCreate(Wire):
    """A chunk made by hand."""

    content: str = Field(min_length=1, max_length=limits.CONTENT_CHARACTERS)
    title: str = Field(default="", max_length=limits.TITLE_CHARACTERS)
    keywords: list[Keyword] = Field(default=[], max_length=limits.KEYWORDS)
    questions: list[Question] = Field(default=[], max_length=limits.QUESTIONS)
    metadata: Metadata = {}
    document_id: str | None = None


class SplitRequest(Wire):
    """Where a chunk is split: before the code point `at` of its content."""

    at: int = Field(ge=1, le=limits.CONTENT_CHARACTERS)
    dry_run: bool = False


class MergedChunk(Wire):
    """A chunk that becomes part of another, in the revision that was read."""

    chunk_id: str = Field(max_length=limits.CHUNK_ID_CHARACTERS)
    revision: int


class MergeRequest(Wire):
    """The neighbours that become part of a chunk."""

    chunks: list[MergedChunk] = Field(min_length=1, max_length=20)
    dry_run: bool = False


class ChunkDraft(Wire):
    """What a chunk says after a split, a merge or its undoing; id and revision are missing where they would be new."""

    chunk_id: str | None
    revision: int | None
    title: str
    heading_path: list[str]
    content: str
    keywords: list[str]
    questions: list[str]
    metadata: dict[str, Any]
    page: int | None
    start: int | None
    end: int | None
    tokens: int


class Neighbours(Wire):
    """The chunks before and after one in its document; none at its ends."""

    before: ChunkRead | None
    after: ChunkRead | None


class ReshapeReply(Wire):
    """The chunks that a split, a merge or its undoing made, or would make, in reading order."""

    dry_run: bool
    chunks: list[ChunkDraft]


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


class CsvReply(Wire):
    """What an upload changed, or would change."""

    rows: int
    added: int
    changed: int
    unchanged: int
    removed: int
    ignored_columns: list[str]
    edited: list[str] = []
    """Ids of rows edited by hand that the upload overwrites, at most 200."""
    dry_run: bool = False


class JobError(Wire):
    """Why a job ended without its result."""

    code: str
    message: str


class JobRead(Wire):
    """A job as the activity tray shows it. `state`: `queued`, `running`, `paused`, `done`, `failed`, `cancelled`."""

    job_id: str
    kind: str
    state: str
    step: str
    reason: Reason
    title: str
    knowledge_base_id: str
    knowledge_base_name: str
    document_id: str
    progress: Progress
    searchable: str
    eta: datetime | None
    errors: list[JobError]
    result: dict[str, Any] = {}
    """What work on a whole base ended with; empty for readings."""
    asked_by: str
    created_at: datetime
    updated_at: datetime


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
