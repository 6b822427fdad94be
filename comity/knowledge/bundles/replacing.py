"""Putting a bundle in the place of a base's head: brought in beside it first, then switched in one transaction (`knowledge.md` 3.11).

Until the switch nobody sees any of it, so that a search never waits and a broken-off import leaves the head as it is. What the
base and the bundle both have keeps its id: a document gets another version, a chunk another revision, or none where it says the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from comity import accounts
from comity.kernel import clock
from comity.kernel.context import Actor, system_actor
from comity.kernel.db import Tx
from comity.kernel.ids import new_id
from comity.knowledge import queries as base_queries
from comity.knowledge.bundles import format as f
from comity.knowledge.bundles import head, queries
from comity.knowledge.bundles.service import REPLACE, Placed
from comity.knowledge.documents.service import stop_reading
from comity.knowledge.errors import KnowledgeBaseNotFound, NotForThisType, UnpublishedChanges
from comity.knowledge.ingestion import edits
from comity.knowledge.jobs import upkeep
from comity.knowledge.jobs.models import BaseJob
from comity.knowledge.jobs.upkeep import Wanted
from comity.knowledge.models import Document, DocumentVersion, Generation, KnowledgeBase
from comity.knowledge.service import announce_base, mark_changed
from comity.knowledge.versions.cutting import cut

BEFORE = "What was changed before the bundle"
TAKEN_OVER = (
    "source", "title", "path", "mime", "size_bytes", "sha256", "language", "enabled", "expires_at", "review_by", "labels",
    "metadata_",
)  # fmt: skip


def ask_replace(tx: Tx, actor: Actor, base: KnowledgeBase, manifest: f.Manifest, file_key: str) -> BaseJob:
    """A job that puts a bundle in the place of the base's head. The caller holds the base's row.

    Raises `NotForThisType` (422951), `UnpublishedChanges` (409954), `KnowledgeBaseBusy` (409953).
    """
    if base.type != manifest.type:
        raise NotForThisType(
            f"A bundle of type '{manifest.type}' cannot take the place of a base of type '{base.type}'."
        )
    _check_kept(base)
    hidden = KnowledgeBase(
        id=new_id(),
        workspace_id=base.workspace_id,
        name=base.name,
        type=base.type,
        language=base.language,
        chunking=base.chunking,
        created_by=actor.name,
        deleted_at=clock.now(),
    )
    hidden.name_key = f"importing:{hidden.id}"
    tx.session.add(hidden)
    tx.flush()
    params = {"from": manifest.name[:255], "version": manifest.version, "beside": hidden.id}
    _audit(tx, actor, base, "knowledgeBase.replaceStarted", params)
    return upkeep.start(tx, actor, base, REPLACE, params, alone=True, file_key=file_key)


def _check_kept(base: KnowledgeBase) -> None:
    """In a base that is published by hand, only a person may say what becomes of changes that no version holds."""
    if base.publishing == "manual" and base.changed_at is not None and base.live_version:
        raise UnpublishedChanges


def beside(job: Wanted) -> Wanted:
    """The job as it works on the hidden base."""
    return replace(job, base_id=job.params["beside"])


def folder_of(job: Wanted) -> str:
    """Where the bundle's original files are stored: under the base's own folder, apart from what lies there."""
    return f"{job.workspace_id}/knowledge/{job.base_id}/{job.params['beside']}"


def homes_of(tx: Tx, base_id: str, rows: Sequence[f.DocumentLine]) -> dict[str, str]:
    """Which documents of a bundle the base has already, by the bundle's ids: the one file of a CSV base is the same whatever its id."""
    base = tx.session.get_one(KnowledgeBase, base_id)
    known = queries.documents_of(tx, base_id, [row.id for row in rows])
    homes = {row.id: row.id for row in rows if row.id in known}
    for row in rows:
        if row.id not in homes and base.type != "documents" and row.source in ("csv", "manual"):
            found = queries.newest_document(tx, base_id, row.source)
            if found is not None:
                homes[row.id] = found
    return homes


def embeds_as(tx: Tx, base_id: str, made_by: f.EmbedderOf | None) -> str | None:
    """The base's embedder, if it made the bundle's vectors."""
    serving = base_queries.serving_generation(tx, base_id)
    if serving is None or made_by is None:
        return None
    is_same = serving.embedder_revision == made_by.revision and serving.dimensions == made_by.dimensions
    return serving.embedder if is_same else None


def switch(
    tx: Tx,
    job: Wanted,
    manifest: f.Manifest,
    placed: Mapping[str, Placed],
    homes: Mapping[str, str],
    told: dict[str, Any],
) -> None:
    """The head is the bundle's from here on, in one step; what it was is in the version before.

    Raises `KnowledgeBaseNotFound` (404950) for a base that was deleted meanwhile, `UnpublishedChanges` (409954).
    """
    upkeep.held(tx, job.job_id)
    base = tx.session.get(KnowledgeBase, job.base_id, with_for_update=True)
    if base is None or base.deleted_at is not None:
        raise KnowledgeBaseNotFound
    _check_kept(base)
    if base.publishing == "automatic" and (base.changed_at is not None or not base.live_version):
        cut(tx, base, clock.now(), author=job.asked_by, note=BEFORE)
    seq = mark_changed(tx, base)
    _take_out(tx, base, seq)
    hidden = job.params["beside"]
    for line_id, one in placed.items():
        if line_id in homes:
            _merge(tx, base, one, homes[line_id])
    tx.session.expire_all()
    head.move_in(tx, hidden, base.id, seq, clock.to_us(clock.now()))
    serving = base_queries.serving_generation(tx, base.id)
    _vectors(tx, base, hidden, serving, is_embedded=told["embedded"])
    queries.drop_base(tx, hidden)
    tx.session.expire_all()
    _end(tx, job, base, manifest, told)


def _take_out(tx: Tx, base: KnowledgeBase, seq: int) -> None:
    """The head is empty; readings that have not ended are stopped."""
    for document in base_queries.documents_with(tx, base.id, []):
        stop_reading(tx, document)
        document.deleted_at, document.content_key = clock.now(), None
        document.revision += 1
    tx.flush()
    head.take_out(tx, base.id, seq, clock.to_us(clock.now()))


def _merge(tx: Tx, base: KnowledgeBase, placed: Placed, home: str) -> None:
    """Makes a document of the bundle the next version of one that the base has."""
    came = tx.session.get_one(Document, placed.document.id)
    document = tx.session.get_one(Document, home)
    number = head.next_number(tx, document.id)
    version = tx.session.get_one(DocumentVersion, placed.version_id)
    version.document_id, version.number = document.id, number
    tx.flush()
    head.hand_over(tx, came.id, document.id, number)
    for name in TAKEN_OVER:
        setattr(document, name, getattr(came, name))
    document.deleted_at = None
    document.serving_version_id = document.latest_version_id = version.id
    tx.session.delete(came)
    tx.flush()
    document.content_key = document.sha256 or document.id
    tx.flush()


def _vectors(tx: Tx, base: KnowledgeBase, hidden: str, serving: Generation | None, *, is_embedded: bool) -> None:
    """The bundle's vectors where the base's embedder made them; what has none is embedded, and found by its words until then."""
    if is_embedded and serving is not None:
        head.keep_vectors(tx, hidden, base.id, serving.id)
    head.forget_generation(tx, hidden)
    for document in base_queries.documents_with(tx, base.id, []):
        edits.ask(tx, base, document.id)


def _end(tx: Tx, job: Wanted, base: KnowledgeBase, manifest: f.Manifest, told: dict[str, Any]) -> None:
    version: int | None = None
    if base.publishing == "automatic":
        note = f"Replaced by the bundle: {manifest.name}"[:500]
        version = cut(tx, base, clock.now(), author=job.asked_by, note=note)[0].number
    actor = system_actor(base.workspace_id)
    after = {"chunks": told["chunks"], "from": manifest.name[:255], "by": job.asked_by}
    _audit(tx, actor, base, "knowledgeBase.replaced", after)
    upkeep.end(tx, job.job_id, {**told, "baseId": base.id, "name": base.name, "version": version})
    announce_base(tx, base)


def _audit(tx: Tx, actor: Actor, base: KnowledgeBase, action: str, after: dict[str, Any]) -> None:
    accounts.audit(
        tx, actor, action, target_kind="knowledgeBase", target_id=base.id, target_label=base.name, after=after
    )
