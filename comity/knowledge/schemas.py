"""The wire shapes of knowledge (`knowledge.md` 2.1, 4)."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from pydantic import AfterValidator, Field, StringConstraints

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
