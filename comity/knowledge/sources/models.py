"""The tables of websites."""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel.db import Base, Entity, Id, Json, Time


class WebSource(Base, Entity):
    """A website that a base follows. `sync_number` counts its syncs; `hosts`: those that its start address led to."""

    __tablename__ = "web_sources"

    base_id: Mapped[str] = mapped_column(Id, ForeignKey("knowledge_bases.id"), index=True)
    start_url: Mapped[str] = mapped_column(String(2048))
    mode: Mapped[str] = mapped_column(String(10))
    depth: Mapped[int] = mapped_column(Integer)
    max_pages: Mapped[int] = mapped_column(Integer)
    include: Mapped[list[str]] = mapped_column(Json, default=list)
    exclude: Mapped[list[str]] = mapped_column(Json, default=list)
    schedule: Mapped[str] = mapped_column(String(10))
    next_sync_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    job_id: Mapped[str | None] = mapped_column(Id, default=None)
    sync_number: Mapped[int] = mapped_column(Integer, default=0)
    hosts: Mapped[list[str]] = mapped_column(Json, default=list)
    last_sync: Mapped[dict[str, Any] | None] = mapped_column(Json, default=None)
    robots: Mapped[dict[str, Any] | None] = mapped_column(Json, default=None)
    revision: Mapped[int] = mapped_column(Integer, default=1)
    deleted_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    created_by: Mapped[str] = mapped_column(String(100), default="")

    __table_args__ = (Index("ix_web_sources_due", "next_sync_at"),)


class WebPage(Base, Entity):
    """An address of a website, what the last look at it gave, and its document. It is the crawl's frontier too.

    Waiting in sync n: `queued_in` = n > `looked_in`. `missing`: in how many syncs running it was not there.
    `left_out`: somebody deleted its document, so that it stays away.
    `effect`: what the last look did to its document (`added`, `changed`, `unchanged`, or nothing).
    `same_as`: the document that has the same content already.
    """

    __tablename__ = "web_pages"

    source_id: Mapped[str] = mapped_column(Id, ForeignKey("web_sources.id"))
    base_id: Mapped[str] = mapped_column(Id, index=True)
    url: Mapped[str] = mapped_column(String(2048))
    url_key: Mapped[str] = mapped_column(String(64))
    depth: Mapped[int] = mapped_column(Integer, default=0)
    hops: Mapped[int] = mapped_column(Integer, default=0)
    queued_in: Mapped[int] = mapped_column(Integer, default=0)
    looked_in: Mapped[int] = mapped_column(Integer, default=0)
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    code: Mapped[str] = mapped_column(String(40), default="")
    message: Mapped[str] = mapped_column(String(500), default="")
    effect: Mapped[str] = mapped_column(String(10), default="")
    document_id: Mapped[str | None] = mapped_column(Id, index=True, default=None)
    same_as: Mapped[str | None] = mapped_column(Id, default=None)
    title: Mapped[str] = mapped_column(String(255), default="")
    etag: Mapped[str] = mapped_column(String(500), default="")
    last_modified: Mapped[str] = mapped_column(String(100), default="")
    digest: Mapped[str] = mapped_column(String(64), default="")
    links: Mapped[list[str]] = mapped_column(Json, default=list)
    left_out: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    missing: Mapped[int] = mapped_column(Integer, default=0)
    looked_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    changed_at: Mapped[datetime | None] = mapped_column(Time, default=None)

    __table_args__ = (
        UniqueConstraint("source_id", "url_key"),
        Index("ix_web_pages_waiting", "source_id", "queued_in", "depth", "id"),
    )
