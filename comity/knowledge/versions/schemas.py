"""The wire shapes of versions (`knowledge.md` 3.10, 4)."""

from datetime import datetime
from typing import Any, Literal

from pydantic import AwareDatetime, Field

from comity.kernel.http.schema import Wire


class VersionCounts(Wire):
    """What a version held when it was cut."""

    documents: int
    chunks: int


class BaseVersionRead(Wire):
    """A kept version. `live`: it is the newest, which is what a base with manual publishing serves."""

    number: int
    note: str
    author: str
    counts: VersionCounts
    pinned: bool
    live: bool
    restored_from: int | None
    published_at: datetime


class VersionsRead(Wire):
    """A page of versions, and how the head stands. `changed`: it differs from the newest; `publishAt`: when it will be published."""

    data: list[BaseVersionRead]
    next_cursor: str | None
    changed: bool
    publish_at: datetime | None
    publish_note: str
    publish_by: str


class BasePublishRequest(Wire):
    """What to write beside the number, and when; without a time now."""

    note: str = Field(default="", max_length=500)
    publish_at: AwareDatetime | None = None


class BasePublishReply(Wire):
    """The version that holds the head, and whether it is new; or when it will be published."""

    version: BaseVersionRead | None
    created: bool
    publish_at: datetime | None


class Hunk(Wire):
    """A piece of a changed text: the same in both, added, or removed."""

    op: Literal["same", "added", "removed"]
    text: str


class BaseDiffItem(Wire):
    """One document or chunk that differs. `fields`: what is different of it; `by`: who made it so."""

    kind: Literal["document", "chunk"]
    change: Literal["added", "removed", "changed"]
    document_id: str
    chunk_id: str | None = None
    title: str
    path: str = ""
    before: str | None = None
    after: str | None = None
    hunks: list[Hunk] = []
    fields: list[str] = []
    by: str = ""


class DiffCounts(Wire):
    """How many were added, removed and changed."""

    added: int = 0
    removed: int = 0
    changed: int = 0


class SettingChange(Wire):
    """A setting of the base that differs."""

    name: str
    before: Any
    after: Any


class BaseDiffRead(Wire):
    """What differs between two versions; `to` is null for the head."""

    from_: int = Field(alias="from")
    to: int | None
    documents: DiffCounts
    chunks: DiffCounts
    settings: list[SettingChange]
    data: list[BaseDiffItem]
    next_cursor: str | None
