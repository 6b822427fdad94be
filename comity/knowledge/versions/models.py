"""The tables of versions: which revision of a chunk and which state of a document belong to which numbers."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, Integer, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel.db import Base, Entity, Id, Json, Time


class KnowledgeVersion(Base, Entity):
    """What a base held when it was published. `seq`: the base's count of changes up to which it was looked through."""

    __tablename__ = "knowledge_versions"

    base_id: Mapped[str] = mapped_column(Id, ForeignKey("knowledge_bases.id"))
    number: Mapped[int] = mapped_column(Integer)
    note: Mapped[str] = mapped_column(String(500), default="")
    author: Mapped[str] = mapped_column(String(100), default="")
    documents: Mapped[int] = mapped_column(Integer, default=0)
    chunks: Mapped[int] = mapped_column(Integer, default=0)
    pinned: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    restored_from: Mapped[int | None] = mapped_column(Integer, default=None)
    settings: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    seq: Mapped[int] = mapped_column(BigInteger, default=0)
    published_at: Mapped[datetime] = mapped_column(Time)

    __table_args__ = (UniqueConstraint("base_id", "number"),)


class RevisionSpan(Base):
    """A revision is what its chunk says in the versions from `valid_from` to before `valid_to` (None: up to the newest).

    A revision that a rollback brings back has a second span. Narrow, so that a hundred thousand are written in a second or two.
    """

    __tablename__ = "revision_spans"

    chunk_row_id: Mapped[str] = mapped_column(Id, primary_key=True)
    valid_from: Mapped[int] = mapped_column(Integer, primary_key=True)
    valid_to: Mapped[int | None] = mapped_column(Integer, default=None)
    workspace_id: Mapped[str] = mapped_column(Id)
    base_id: Mapped[str] = mapped_column(Id)
    document_id: Mapped[str] = mapped_column(Id)
    revision_id: Mapped[str] = mapped_column(Id, index=True)
    revision: Mapped[int] = mapped_column(Integer)
    ordinal: Mapped[int] = mapped_column(Integer)
    document_version: Mapped[int] = mapped_column(Integer)
    source_hash: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        Index("ix_revision_spans_place", "base_id", "chunk_row_id"),
        Index("ix_revision_spans_to", "base_id", "valid_to"),
        Index("ix_revision_spans_from", "base_id", "valid_from"),
        Index("ix_revision_spans_document", "document_id", "valid_from"),
    )


class DocumentState(Base):
    """What was known of a document in the versions from `valid_from` to before `valid_to`."""

    __tablename__ = "document_states"

    document_id: Mapped[str] = mapped_column(Id, primary_key=True)
    valid_from: Mapped[int] = mapped_column(Integer, primary_key=True)
    valid_to: Mapped[int | None] = mapped_column(Integer, default=None)
    workspace_id: Mapped[str] = mapped_column(Id)
    base_id: Mapped[str] = mapped_column(Id, index=True)
    revision: Mapped[int] = mapped_column(Integer)
    version_id: Mapped[str] = mapped_column(Id)
    title: Mapped[str] = mapped_column(String(255))
    path: Mapped[str] = mapped_column(String(2048))
    mime: Mapped[str] = mapped_column(String(120))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(35))
    enabled: Mapped[bool] = mapped_column(Boolean)
    expires_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    labels: Mapped[list[str]] = mapped_column(Json, default=list)
    metadata_: Mapped[dict[str, Any]] = mapped_column("metadata", Json, default=dict)
