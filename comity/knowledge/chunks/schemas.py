"""The wire shapes of chunks."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from comity.kernel.http.schema import Wire
from comity.knowledge import limits
from comity.knowledge.schemas import Keyword, Metadata, Question


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
