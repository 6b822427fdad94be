"""The wire shapes of documents."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from comity.kernel.http.schema import Wire
from comity.knowledge import limits
from comity.knowledge.schemas import Label, Metadata, Name, Progress, Reason


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
