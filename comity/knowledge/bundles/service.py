"""The verbs of bundles: asking for one, and the steps of bringing one in, each one transaction's part."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from comity import accounts
from comity.kernel import clock
from comity.kernel.context import Actor, system_actor
from comity.kernel.db import Tx
from comity.kernel.events import publish
from comity.kernel.ids import new_id
from comity.kernel.text import ANALYSER_VERSION
from comity.knowledge import queries as base_queries
from comity.knowledge.bundles import format as f
from comity.knowledge.bundles import naming, queries
from comity.knowledge.chunking.identity import text_hash
from comity.knowledge.chunks.service import NewChunk, Said, add_chunks
from comity.knowledge.embedders.using import LOCAL
from comity.knowledge.errors import KnowledgeVersionNotFound, NotForThisType
from comity.knowledge.events import KnowledgeBaseCreated
from comity.knowledge.generating.values import Generated
from comity.knowledge.ingestion import vectors as stored
from comity.knowledge.jobs import queries as job_queries
from comity.knowledge.jobs import upkeep
from comity.knowledge.jobs.models import BaseJob
from comity.knowledge.jobs.upkeep import Wanted
from comity.knowledge.models import (
    Document,
    DocumentPage,
    DocumentVersion,
    Generation,
    KnowledgeBase,
)
from comity.knowledge.schemas import Chunking
from comity.knowledge.service import announce_base
from comity.knowledge.versions import queries as version_queries
from comity.knowledge.versions.cutting import cut

EXPORT, IMPORT, REPLACE = "export", "import", "replace"
BY_BUNDLE = "bundle"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a document of a bundle went."""

    document: Document
    version_id: str


@dataclass(frozen=True, slots=True)
class Left:
    """Files that a broken-off import leaves."""

    keys: list[str]
    folder: str


def ask_export(tx: Tx, actor: Actor, base: KnowledgeBase, version: int | None, *, files: bool) -> BaseJob:
    """A job that writes a bundle of a kept version. Without a number: of the newest, cut now in an automatic base.

    The caller holds the base's row. Raises `KnowledgeVersionNotFound` (404953), `NotForThisType` (422951).
    """
    if base.type == "external":
        raise NotForThisType("An external base holds nothing that could be carried away.")
    if version is None and base.publishing == "automatic" and (base.changed_at or not base.live_version):
        cut(tx, base, clock.now(), author=actor.name)
    number = version or base.live_version
    found = version_queries.find_version(tx, base.id, number)
    if found is None:
        raise KnowledgeVersionNotFound
    params = {"version": number, "files": files, "chunks": found.chunks}
    after = {"version": number, "files": files}
    _audit(tx, actor, base, "knowledgeBase.exported", after)
    return upkeep.start(tx, actor, base, EXPORT, params, alone=False)


def ask_import(tx: Tx, actor: Actor, manifest: f.Manifest, file_key: str, name: str | None) -> BaseJob:
    """A job that brings a bundle in as a new base, which is hidden until it is whole."""
    base = KnowledgeBase(
        id=new_id(),
        workspace_id=actor.workspace_id,
        name=(name or manifest.name or "Imported").strip()[:255] or "Imported",
        description=manifest.description[:500],
        type=manifest.type,
        generate=manifest.generate,
        language=manifest.language[:35],
        chunking=_chunking(manifest),
        ocr=manifest.ocr if manifest.ocr in ("off", "auto", "always") else "auto",
        ocr_languages=[one[:20] for one in manifest.ocr_languages[:20]],
        created_by=actor.name,
        deleted_at=clock.now(),
    )
    base.name_key = f"importing:{base.id}"
    tx.session.add(base)
    tx.flush()
    params = {"from": manifest.name[:255], "version": manifest.version}
    _audit(tx, actor, base, "knowledgeBase.importStarted", params)
    return upkeep.start(tx, actor, base, IMPORT, params, alone=True, file_key=file_key)


def _chunking(manifest: f.Manifest) -> dict[str, Any]:
    try:
        return Chunking.model_validate(manifest.chunking).model_dump(mode="json")
    except ValueError:
        return Chunking().model_dump(mode="json")


def begin(tx: Tx, job: Wanted, manifest: f.Manifest, embedder: str | None, total: int) -> str | None:
    """Clears what an earlier try left; returns the id of the generation for the bundle's vectors, if they can be used."""
    upkeep.enter(tx, job.job_id, "reading", total)
    queries.clear(tx, job.base_id)
    if embedder is None or manifest.embedder is None:
        return None
    made = Generation(
        workspace_id=job.workspace_id,
        base_id=job.base_id,
        embedder=embedder,
        embedder_revision=manifest.embedder.revision,
        dimensions=manifest.embedder.dimensions,
        analyser_version=ANALYSER_VERSION,
        language=manifest.language[:35],
        state="serving",
    )
    tx.session.add(made)
    tx.flush()
    return made.id


def add_documents(tx: Tx, job: Wanted, rows: Sequence[f.DocumentLine], keys: Mapping[str, str]) -> dict[str, Placed]:
    """Documents with their version, read and ready; ids stay unless they are taken."""
    upkeep.held(tx, job.job_id)
    placed = {row.id: _add_document(tx, job, row, keys.get(row.id, "")) for row in rows}
    tx.flush()
    return placed


def _add_document(tx: Tx, job: Wanted, row: f.DocumentLine, file_key: str) -> Placed:
    is_ours = len(row.id) == 36 and not queries.is_document_taken(tx, row.id)
    document = Document(
        id=row.id if is_ours else new_id(),
        workspace_id=job.workspace_id,
        base_id=job.base_id,
        source=row.source,
        title=row.title,
        path=row.path or row.title,
        mime=row.mime,
        size_bytes=max(0, min(row.size_bytes, 2**60)),
        sha256=row.sha256[:64],
        language=row.language,
        enabled=row.enabled,
        expires_at=_time(row.expires_at),
        review_by=_time(row.review_by),
        labels=row.labels,
        metadata_=row.metadata,
        created_by=BY_BUNDLE,
    )
    document.content_key = document.sha256 or document.id
    tx.session.add(document)
    tx.flush()
    version = DocumentVersion(
        id=new_id(),
        workspace_id=job.workspace_id,
        document_id=document.id,
        base_id=job.base_id,
        number=max(1, min(row.version, 2**31 - 1)),
        file_key=file_key,
        file_type=row.file_type,
        state="ready",
        searchable="full",
        page_count=max(0, min(row.pages, 2**31 - 1)),
        head=row.head,
        last_progress_at=clock.now(),
    )
    tx.session.add(version)
    document.serving_version_id = document.latest_version_id = version.id
    return Placed(document, version.id)


def _time(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None
    except ValueError:
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


def add_pages(tx: Tx, job: Wanted, rows: Sequence[f.PageLine], documents: Mapping[str, Placed]) -> None:
    """Parsed pages of documents that were taken."""
    upkeep.held(tx, job.job_id)
    for row in rows:
        if (placed := documents.get(row.document)) is not None:
            same = ("number", "text", "blocks", "status", "start", "width", "height", "label")
            values = {name: getattr(row, name) for name in same}
            tx.session.add(DocumentPage(workspace_id=job.workspace_id, document_version_id=placed.version_id, **values))


def add_chunks_of(
    tx: Tx,
    job: Wanted,
    manifest: f.Manifest,
    generation: str | None,
    rows: Sequence[f.ChunkLine],
    said: Sequence[Said],
    vectors: Mapping[str, Sequence[bytes]],
    documents: Mapping[str, Placed],
    planned: Mapping[str, str],
    kept: Collection[str],
    done: int,
) -> dict[str, str]:
    """A batch of chunks with their vectors, under the ids of `naming.plan`; returns those that are not the bundle's.

    `kept`: the ids that stay though they are taken, for they are those of the chunks that are replaced.
    """
    upkeep.held(tx, job.job_id)
    base = tx.session.get_one(KnowledgeBase, job.base_id)
    renamed = (
        {} if base.type == "csv" else naming.renamed(tx, base.workspace_id, [row.id for row in rows], planned, kept)
    )
    seq = base_queries.next_index_seq(tx, base.id)
    for document_id in dict.fromkeys(row.document for row in rows):
        mine = [(row, one) for row, one in zip(rows, said, strict=True) if row.document == document_id]
        new = [NewChunk(renamed.get(row.id, row.id), row.ordinal, _standing(one, planned, kept)) for row, one in mine]
        document = documents[document_id].document
        add_chunks(tx, base, document, new, document_version=1, seq=seq, author=BY_BUNDLE)
    names = {renamed.get(row.id, row.id): row for row in rows}
    _note(tx, job, names)
    if generation is not None:
        _add_vectors(tx, job, generation, names, vectors)
    upkeep.advance(tx, job.job_id, done)
    return renamed


def _standing(said: Said, planned: Mapping[str, str], kept: Collection[str]) -> Said:
    """The pieces that a chunk stands for go by the names that their chunks have here."""
    if not said.sources:
        return said
    named = [
        {**one, "id": one["id"] if one["id"] in kept else planned.get(one["id"], one["id"])} for one in said.sources
    ]
    return replace(said, sources=named)


def _note(tx: Tx, job: Wanted, names: Mapping[str, f.ChunkLine]) -> None:
    """What a chunk is beside what it says: edited, made by hand, from which version and which text, and what was generated."""
    for chunk in queries.chunks_named(tx, job.base_id, list(names)):
        row = names[chunk.chunk_id]
        chunk.edited, chunk.manual = row.edited, row.manual
        chunk.source_changed, chunk.source_text = row.source_changed, row.source_text
        chunk.made, chunk.made_for = row.made.to_row() if row.made != Generated() else {}, row.made_for
        chunk.document_version = max(1, min(row.document_version, 2**31 - 1))
        chunk.source_hash = row.source_hash or ("" if row.manual or row.sources else text_hash(row.content))


def _add_vectors(
    tx: Tx, job: Wanted, generation: str, names: Mapping[str, f.ChunkLine], vectors: Mapping[str, Sequence[bytes]]
) -> None:
    rows = [
        (revision_id, part, vector)
        for chunk_id, revision_id in queries.revisions_named(tx, job.base_id, list(names))
        for part, vector in zip(names[chunk_id].vectors, vectors[names[chunk_id].id], strict=True)
    ]
    stored.store_packed(tx, job.workspace_id, job.base_id, generation, rows)


def finish(tx: Tx, job: Wanted, manifest: f.Manifest, embedder: str | None, result: dict[str, Any]) -> None:
    """The base is seen, with its first version, in one step."""
    upkeep.held(tx, job.job_id)
    base = tx.session.get_one(KnowledgeBase, job.base_id, with_for_update=True)
    base.name = _free_name(tx, base)
    base.name_key, base.deleted_at, base.embedder = base.name.casefold(), None, embedder or LOCAL
    tx.flush()
    if not result["embedded"]:
        queries.mark_text_only(tx, base.id)
    version, _ = cut(tx, base, clock.now(), author=job.asked_by, note=f"Imported: {manifest.name}"[:500])
    actor = system_actor(base.workspace_id)
    _audit(tx, actor, base, "knowledgeBase.imported", {"chunks": result["chunks"], "from": manifest.name[:255]})
    publish(tx, KnowledgeBaseCreated(base.workspace_id, base.id))
    upkeep.end(tx, job.job_id, {**result, "baseId": base.id, "name": base.name, "version": version.number})
    announce_base(tx, base)


def _free_name(tx: Tx, base: KnowledgeBase) -> str:
    name, number = base.name, 1
    while base_queries.base_name_taken(tx, base.workspace_id, name.casefold(), base.id):
        number += 1
        name = f"{base.name[:245]} ({number})"
    return name


def clear_unfinished(tx: Tx, job_id: str) -> Left | None:
    """After an import that was cancelled or failed: deletes every row of it; returns where its files lie."""
    job = job_queries.find_any(tx, job_id)
    if job is None or job.kind not in (IMPORT, REPLACE) or job.state not in ("cancelled", "failed"):
        return None
    hidden = job.wanted.get("beside")
    base = tx.session.get(KnowledgeBase, hidden or job.base_id)
    if base is None or not base.name_key.startswith("importing:"):
        return None
    queries.clear(tx, base.id)
    tx.session.expire_all()
    queries.drop_base(tx, hidden or job.base_id)
    folder = f"{job.workspace_id}/knowledge/{job.base_id}"
    return Left([job.file_key] if job.file_key else [], f"{folder}/{hidden}" if hidden else folder)


def _audit(tx: Tx, actor: Actor, base: KnowledgeBase, action: str, after: dict[str, Any]) -> None:
    accounts.audit(
        tx, actor, action, target_kind="knowledgeBase", target_id=base.id, target_label=base.name, after=after
    )
