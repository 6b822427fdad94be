"""The tables of knowledge (`knowledge.md` 2.1, 2.2)."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, Integer, String, Text, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel.db import Base, Blob, Entity, Id, Json, Time


class KnowledgeBase(Base, Entity):
    """A named set of sources. `index_seq` counts every change that retrieval must see, `purges` what was taken out of old versions."""

    __tablename__ = "knowledge_bases"

    name: Mapped[str] = mapped_column(String(255))
    name_key: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(String(500), default="")
    type: Mapped[str] = mapped_column(String(20))
    generate: Mapped[bool] = mapped_column(Boolean, default=False)
    language: Mapped[str] = mapped_column(String(35), default="auto")
    chunking: Mapped[dict[str, Any]] = mapped_column(Json)
    ocr: Mapped[str] = mapped_column(String(10), default="auto")
    ocr_languages: Mapped[list[str]] = mapped_column(Json, default=list)
    embedder: Mapped[str] = mapped_column(String(100), default="local")
    reranker: Mapped[str | None] = mapped_column(Id, default=None)
    publishing: Mapped[str] = mapped_column(String(10), default="automatic")
    keep_versions: Mapped[int] = mapped_column(Integer, default=30)
    live_version: Mapped[int] = mapped_column(Integer, default=0)
    revision: Mapped[int] = mapped_column(Integer, default=1)
    index_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    purges: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    changed_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    change_began_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    publish_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    publish_note: Mapped[str] = mapped_column(String(500), default="", server_default="")
    publish_by: Mapped[str] = mapped_column(String(100), default="", server_default="")
    paused: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    deleted_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    created_by: Mapped[str] = mapped_column(String(100), default="")

    __table_args__ = (UniqueConstraint("workspace_id", "name_key"),)


class Document(Base, Entity):
    """One source in a base. `content_key` is the sha256 while it lives, so that the same bytes are taken once."""

    __tablename__ = "documents"

    base_id: Mapped[str] = mapped_column(Id, ForeignKey("knowledge_bases.id"))
    source: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(255))
    path: Mapped[str] = mapped_column(String(2048))
    mime: Mapped[str] = mapped_column(String(120))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    content_key: Mapped[str | None] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(35), default="und")
    enabled: Mapped[bool] = mapped_column(Boolean, default=True, server_default=true())
    owner: Mapped[str | None] = mapped_column(Id, default=None)
    review_by: Mapped[datetime | None] = mapped_column(Time, default=None)
    expires_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    labels: Mapped[list[str]] = mapped_column(Json, default=list)
    metadata_: Mapped[dict[str, Any]] = mapped_column("metadata", Json, default=dict)
    serving_version_id: Mapped[str | None] = mapped_column(Id, default=None)
    latest_version_id: Mapped[str | None] = mapped_column(Id, default=None)
    revision: Mapped[int] = mapped_column(Integer, default=1)
    deleted_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    created_by: Mapped[str] = mapped_column(String(100), default="")

    __table_args__ = (
        UniqueConstraint("base_id", "content_key"),
        Index("ix_documents_base", "base_id", "created_at"),
    )


class DocumentVersion(Base, Entity):
    """One reading of a document's file and how far it has come (`knowledge.md` 3.1)."""

    __tablename__ = "document_versions"

    document_id: Mapped[str] = mapped_column(Id, ForeignKey("documents.id"), index=True)
    base_id: Mapped[str] = mapped_column(Id, index=True)
    number: Mapped[int] = mapped_column(Integer)
    file_key: Mapped[str] = mapped_column(String(300))
    file_type: Mapped[str] = mapped_column(String(10))
    parser_version: Mapped[int] = mapped_column(Integer, default=1)
    state: Mapped[str] = mapped_column(String(12))
    reason_code: Mapped[str] = mapped_column(String(40), default="")
    reason_message: Mapped[str] = mapped_column(String(1000), default="")
    reason_until: Mapped[datetime | None] = mapped_column(Time, default=None)
    progress_done: Mapped[int] = mapped_column(Integer, default=0)
    progress_total: Mapped[int] = mapped_column(Integer, default=0)
    progress_unit: Mapped[str] = mapped_column(String(10), default="page")
    searchable: Mapped[str] = mapped_column(String(5), default="none")
    warnings: Mapped[list[Any]] = mapped_column(Json, default=list)
    attempt: Mapped[int] = mapped_column(Integer, default=0)
    step_began_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    last_progress_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    asked_by: Mapped[str] = mapped_column(String(100), default="")
    head: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    page_count: Mapped[int] = mapped_column(Integer, default=0)

    __table_args__ = (UniqueConstraint("document_id", "number"), Index("ix_document_versions_state", "state"))


class DocumentPage(Base, Entity):
    """A parsed page: the checkpoint of parsing and what the split view shows. `start` is its place in the document's text."""

    __tablename__ = "document_pages"

    document_version_id: Mapped[str] = mapped_column(Id, ForeignKey("document_versions.id"))
    number: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
    blocks: Mapped[list[Any]] = mapped_column(Json)
    status: Mapped[str] = mapped_column(String(10))
    start: Mapped[int] = mapped_column(Integer, default=0)
    width: Mapped[float] = mapped_column(default=0.0)
    height: Mapped[float] = mapped_column(default=0.0)
    label: Mapped[str] = mapped_column(String(255), default="")

    __table_args__ = (UniqueConstraint("document_version_id", "number"),)


class IngestJob(Base, Entity):
    """The work on a document version that has not ended: exactly one for each (`knowledge.md` 3.1)."""

    __tablename__ = "ingest_jobs"

    base_id: Mapped[str] = mapped_column(Id, index=True)
    document_id: Mapped[str] = mapped_column(Id)
    document_version_id: Mapped[str] = mapped_column(Id, unique=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    pages: Mapped[int] = mapped_column(Integer, default=1)
    step: Mapped[str] = mapped_column(String(12))
    attempt: Mapped[int] = mapped_column(Integer, default=0)
    crashes: Mapped[int] = mapped_column(Integer, default=0)
    not_before: Mapped[datetime] = mapped_column(Time)
    lease_owner: Mapped[str | None] = mapped_column(String(120), default=None)
    lease_until: Mapped[datetime | None] = mapped_column(Time, default=None)
    heartbeat_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    paused: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    waiting_code: Mapped[str] = mapped_column(String(40), default="")
    waiting_until: Mapped[datetime | None] = mapped_column(Time, default=None)
    waiting_since: Mapped[datetime | None] = mapped_column(Time, default=None)


class Chunk(Base, Entity):
    """A piece of knowledge with an id for life. `index_seq` is the base's count at its last change that retrieval must see.

    `made`: the values that were generated for it; `made_for`: the hash of the text they are about, empty before.
    """

    __tablename__ = "chunks"

    base_id: Mapped[str] = mapped_column(Id, ForeignKey("knowledge_bases.id"))
    chunk_id: Mapped[str] = mapped_column(String(128))
    document_id: Mapped[str] = mapped_column(Id, ForeignKey("documents.id"), index=True)
    document_version: Mapped[int] = mapped_column(Integer, default=1)
    ordinal: Mapped[int] = mapped_column(Integer)
    source_hash: Mapped[str] = mapped_column(String(64), default="")
    source_text: Mapped[str | None] = mapped_column(Text, default=None)
    source_changed: Mapped[bool] = mapped_column(Boolean, default=False)
    edited: Mapped[bool] = mapped_column(Boolean, default=False)
    manual: Mapped[bool] = mapped_column(Boolean, default=False)
    made: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    made_for: Mapped[str] = mapped_column(String(64), default="")
    current_revision: Mapped[int] = mapped_column(Integer, default=1)
    deleted: Mapped[bool] = mapped_column(Boolean, default=False)
    deleted_by_user: Mapped[bool] = mapped_column(Boolean, default=False)
    index_seq: Mapped[int] = mapped_column(BigInteger, default=0)

    __table_args__ = (
        UniqueConstraint("base_id", "chunk_id"),
        Index("ix_chunks_workspace_chunk", "workspace_id", "chunk_id"),
        Index("ix_chunks_base_seq", "base_id", "index_seq"),
        Index("ix_chunks_base_document", "base_id", "document_id", "ordinal"),
    )


class ChunkRevision(Base, Entity):
    """What a chunk said from one change to the next; never written again. Which versions hold it is told by its spans.

    `terms` are its analysis, `analysed_as` by which analyser and for which language: those of its base at the time. `sources` are the
    pieces of the document that a chunk which was split or merged stands for, none for any other; `reshaping` is the split or merge
    that the revision came from: its `kind`, and the chunks `before` and `after` it with their revisions.
    """

    __tablename__ = "chunk_revisions"

    chunk_row_id: Mapped[str] = mapped_column(Id, ForeignKey("chunks.id"))
    base_id: Mapped[str] = mapped_column(Id, index=True)
    number: Mapped[int] = mapped_column(Integer)
    content: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(String(255), default="")
    heading_path: Mapped[list[str]] = mapped_column(Json, default=list)
    keywords: Mapped[list[str]] = mapped_column(Json, default=list)
    questions: Mapped[list[str]] = mapped_column(Json, default=list)
    metadata_: Mapped[dict[str, Any]] = mapped_column("metadata", Json, default=dict)
    generated: Mapped[list[str]] = mapped_column(Json, default=list)
    kind: Mapped[str] = mapped_column(String(12), default="paragraph")
    tokens: Mapped[int] = mapped_column(Integer, default=0)
    page: Mapped[int | None] = mapped_column(Integer, default=None)
    start: Mapped[int | None] = mapped_column("start_offset", Integer, default=None)
    end: Mapped[int | None] = mapped_column("end_offset", Integer, default=None)
    boxes: Mapped[list[Any]] = mapped_column(Json, default=list)
    path: Mapped[str] = mapped_column(String(2200), default="")
    enabled: Mapped[bool] = mapped_column(Boolean, default=True)
    edited: Mapped[bool] = mapped_column(Boolean, default=False)
    language: Mapped[str] = mapped_column(String(35), default="und")
    terms: Mapped[bytes] = mapped_column(Blob)
    analysed_as: Mapped[str] = mapped_column(String(50), default="", server_default="")
    sources: Mapped[list[Any]] = mapped_column(Json, default=list)
    reshaping: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    author: Mapped[str] = mapped_column(String(100), default="")

    __table_args__ = (UniqueConstraint("chunk_row_id", "number"),)


class Generation(Base, Entity):
    """What searches of a base look at: by which embedder and analyser, for which language; being built, serving or retired."""

    __tablename__ = "generations"

    base_id: Mapped[str] = mapped_column(Id, ForeignKey("knowledge_bases.id"), index=True)
    embedder: Mapped[str] = mapped_column(String(100))
    embedder_revision: Mapped[str] = mapped_column(String(100))
    dimensions: Mapped[int] = mapped_column(Integer)
    analyser_version: Mapped[int] = mapped_column(Integer)
    language: Mapped[str] = mapped_column(String(35), default="auto", server_default="auto")
    state: Mapped[str] = mapped_column(String(10))
    retired_at: Mapped[datetime | None] = mapped_column(Time, default=None)

    @property
    def analysed_as(self) -> str:
        """Names its analyser and language as chunk revisions do."""
        return f"{self.analyser_version}:{self.language}"


class ChunkVector(Base):
    """The vector of one window or question of a chunk revision: little-endian float16."""

    __tablename__ = "chunk_vectors"

    revision_id: Mapped[str] = mapped_column(Id, ForeignKey("chunk_revisions.id"), primary_key=True)
    generation_id: Mapped[str] = mapped_column(Id, primary_key=True)
    part: Mapped[str] = mapped_column(String(20), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(Id)
    base_id: Mapped[str] = mapped_column(Id, index=True)
    vector: Mapped[bytes] = mapped_column(Blob)


class GenerationTerms(Base):
    """The analysis of a chunk revision for a generation of another analyser or language than the revision was written under."""

    __tablename__ = "generation_terms"

    revision_id: Mapped[str] = mapped_column(Id, ForeignKey("chunk_revisions.id"), primary_key=True)
    generation_id: Mapped[str] = mapped_column(Id, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(Id)
    base_id: Mapped[str] = mapped_column(Id, index=True)
    terms: Mapped[bytes] = mapped_column(Blob)


class CsvFile(Base, Entity):
    """The one file of a base of type `csv` as it was last taken."""

    __tablename__ = "csv_files"

    base_id: Mapped[str] = mapped_column(Id, ForeignKey("knowledge_bases.id"), unique=True)
    document_id: Mapped[str] = mapped_column(Id)
    name: Mapped[str] = mapped_column(String(255))
    ignored_columns: Mapped[list[str]] = mapped_column(Json, default=list)
    rows: Mapped[int] = mapped_column(Integer)


class Tombstone(Base):
    """The hash of something purged, so that it does not come back."""

    __tablename__ = "knowledge_tombstones"

    workspace_id: Mapped[str] = mapped_column(Id, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    purged_at: Mapped[datetime] = mapped_column(Time)
