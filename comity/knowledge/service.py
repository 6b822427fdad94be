"""The verbs of knowledge bases."""

from collections.abc import Callable, Sequence
from typing import Any

from comity import accounts
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Page, Tx
from comity.kernel.errors import InUse, Validation, field_error
from comity.kernel.events import publish
from comity.kernel.http.schema import check_revision
from comity.kernel.realtime import announce
from comity.kernel.secrets import Secrets
from comity.kernel.text import ANALYSER_VERSION
from comity.knowledge import limits, queries
from comity.knowledge.errors import KnowledgeBaseBusy, KnowledgeBaseNotFound, KnowledgeLimit, NotForThisType
from comity.knowledge.events import KnowledgeBaseCreated, KnowledgeBaseDeleted
from comity.knowledge.external import queries as endpoint_queries
from comity.knowledge.external.models import ExternalEndpoint
from comity.knowledge.external.schemas import EndpointFields
from comity.knowledge.external.service import check_type, set_endpoint, show_endpoint
from comity.knowledge.generating.asking import ask as ask_to_generate
from comity.knowledge.jobs import queries as job_queries
from comity.knowledge.jobs.models import BaseJob
from comity.knowledge.models import Generation, KnowledgeBase
from comity.knowledge.rerankers.service import check_known
from comity.knowledge.schemas import BaseCounts, BaseCreate, BaseRead, BaseUpdate
from comity.knowledge.versions.cutting import cut

READ_RIGHT = "genai.knowledge.read"
LEGACY = "documents_legacy"

UsersHook = Callable[[Tx, str, str], list[dict[str, Any]]]
USED_BY: list[UsersHook] = []
"""Filled from above: who uses a base (workspace id, base id), as items {path, rule, message, kind, id} of `errors[]`."""

DetachHook = Callable[[Tx, Actor, str], None]
DETACH: list[DetachHook] = []
"""Filled from above: lets go of a base that is deleted by force."""


def get_base(tx: Tx, actor: Actor, base_id: str, *, lock: bool = False) -> KnowledgeBase:
    """The base; raises `KnowledgeBaseNotFound` (404950) also for another workspace's."""
    found = queries.find_base(tx, actor.workspace_id, base_id, lock=lock)
    if found is None:
        raise KnowledgeBaseNotFound
    return found


def get_holding_base(tx: Tx, actor: Actor, base_id: str, *, lock: bool = False) -> KnowledgeBase:
    """The base, when it holds chunks of its own; raises `NotForThisType` (422951) for an external one."""
    found = get_base(tx, actor, base_id, lock=lock)
    if found.type == "external":
        raise NotForThisType(
            "An external base holds nothing itself: it asks its Target Endpoint. Use another base for this."
        )
    return found


def get_editable_base(tx: Tx, actor: Actor, base_id: str, *, lock: bool = True) -> KnowledgeBase:
    """The base, when what it holds can be added to and changed; raises `NotForThisType` (422951) for a legacy one too."""
    found = get_holding_base(tx, actor, base_id, lock=lock)
    if found.type == LEGACY:
        raise NotForThisType("A legacy base can be read and searched, not changed. Convert it first.")
    return found


def convert_base(tx: Tx, actor: Actor, base_id: str) -> KnowledgeBase:
    """Makes a `documents` base of a legacy one, in place: its chunks keep their ids, and whoever uses it goes on without a gap.

    Raises `NotForThisType` (422951), `KnowledgeBaseBusy` (409953).
    """
    base = get_base(tx, actor, base_id, lock=True)
    if base.type != LEGACY:
        raise NotForThisType("Only a base of type 'documents_legacy' can be converted.")
    if queries.is_claimed(tx, base.id):
        raise KnowledgeBaseBusy
    base.type = "documents"
    base.revision += 1
    cut(tx, base, clock.now(), author=actor.name, note="Converted")
    accounts.audit(
        tx, actor, "knowledgeBase.converted", target_kind="knowledgeBase", target_id=base.id, target_label=base.name
    )
    announce_base(tx, base)
    return base


def list_bases(tx: Tx, actor: Actor, q: str, type_: str, limit: int, cursor: str | None) -> Page[KnowledgeBase]:
    """A page of the workspace's bases."""
    return queries.list_bases(tx, actor.workspace_id, q, type_, limit, cursor)


def create_base(tx: Tx, actor: Actor, wanted: BaseCreate, *, secrets: Secrets | None = None) -> KnowledgeBase:
    """A new, empty base with the bundled embedder; raises `Validation` (422000) when the name is taken.

    `secrets` seal what an external base is let in with; the address of its endpoint must have passed the egress guard.
    """
    check_type(wanted.type, wanted, is_new=True)
    if queries.count_bases(tx, actor.workspace_id) >= limits.BASES_PER_WORKSPACE:
        raise KnowledgeLimit(f"A workspace holds {limits.BASES_PER_WORKSPACE} knowledge bases. Delete one first.")
    _check_name(tx, actor, wanted.name, None)
    _checked_reranker(tx, actor, wanted.type, wanted.reranker)
    base = KnowledgeBase(
        workspace_id=actor.workspace_id,
        name_key=wanted.name.casefold(),
        chunking=wanted.chunking.model_dump(mode="json"),
        created_by=actor.name,
        **wanted.model_dump(exclude={"chunking", *EndpointFields.model_fields}, by_alias=False),
    )
    tx.session.add(base)
    tx.flush()
    if base.type == "external" and secrets is not None:
        set_endpoint(tx, secrets, actor, base, wanted)
    accounts.audit(
        tx, actor, "knowledgeBase.created", target_kind="knowledgeBase", target_id=base.id, target_label=base.name
    )
    publish(tx, KnowledgeBaseCreated(base.workspace_id, base.id))
    announce_base(tx, base)
    return base


def update_base(
    tx: Tx, actor: Actor, base_id: str, change: BaseUpdate, revision: int | None, *, secrets: Secrets | None = None
) -> KnowledgeBase:
    """Changes a base's fields; raises `StaleRevision` (409001) when `revision` is behind. `secrets`: as for a new one.

    The language and the embedder are not among them: what the base holds is first made anew (`generations`).
    """
    base = get_base(tx, actor, base_id, lock=True)
    check_revision(revision, base.revision, lambda: show_base(tx, base))
    check_type(base.type, change, is_new=False)
    before = _settings(base)
    if base.type == "external" and secrets is not None:
        set_endpoint(tx, secrets, actor, base, change)
    if change.name is not None:
        _check_name(tx, actor, change.name, base.id)
        base.name, base.name_key = change.name, change.name.casefold()
    if change.chunking is not None:
        base.chunking = change.chunking.model_dump(mode="json")
    if change.publishing == "manual" and base.publishing == "automatic" and (base.changed_at or not base.live_version):
        cut(tx, base, clock.now(), author=actor.name)
    if change.generate and not base.generate:
        ask_to_generate(tx, base)
    if "reranker" in change.model_fields_set:
        base.reranker = _checked_reranker(tx, actor, base.type, change.reranker)
    for field in ("description", "generate", "ocr", "ocr_languages", "publishing", "keep_versions"):
        if (value := getattr(change, field)) is not None:
            setattr(base, field, value)
    base.revision += 1
    tx.flush()
    _audit_change(tx, actor, base, before)
    announce_base(tx, base)
    return base


def _settings(base: KnowledgeBase) -> dict[str, Any]:
    return {
        "name": base.name,
        "description": base.description,
        "chunking": base.chunking,
        "generate": base.generate,
        "ocr": base.ocr,
        "ocrLanguages": base.ocr_languages,
        "publishing": base.publishing,
        "keepVersions": base.keep_versions,
        "reranker": base.reranker,
    }


def _audit_change(tx: Tx, actor: Actor, base: KnowledgeBase, before: dict[str, Any]) -> None:
    """Writes which settings were changed from what to what, if any was."""
    changed = {name: value for name, value in _settings(base).items() if value != before[name]}
    if changed:
        accounts.audit(
            tx,
            actor,
            "knowledgeBase.changed",
            target_kind="knowledgeBase",
            target_id=base.id,
            target_label=base.name,
            before={name: before[name] for name in changed},
            after=changed,
        )


def delete_base(tx: Tx, actor: Actor, base_id: str, *, force: bool) -> None:
    """Deletes a base and everything in it from retrieval.

    Raises `InUse` (409003) with its users unless forced; then they let go of it in the same transaction.
    """
    base = get_base(tx, actor, base_id, lock=True)
    users = [user for hook in USED_BY for user in hook(tx, actor.workspace_id, base.id)]
    if users and not force:
        raise InUse("This knowledge base is still used. Detach it there, or delete it with force.", users)
    for detach in DETACH:
        detach(tx, actor, base.id)
    base.deleted_at = clock.now()
    base.name_key = f"deleted:{base.id}"
    if endpoint := endpoint_queries.find_endpoint(tx, base.workspace_id, base.id):
        tx.session.delete(endpoint)
    queries.stop_readings(tx, base.id)
    tx.flush()
    after = {"forced": force, "users": len(users)}
    accounts.audit(
        tx,
        actor,
        "knowledgeBase.deleted",
        target_kind="knowledgeBase",
        target_id=base.id,
        target_label=base.name,
        after=after,
    )
    publish(tx, KnowledgeBaseDeleted(base.workspace_id, base.id))
    announce(tx, base.workspace_id, "knowledgeBase.deleted", {"id": base.id}, right=READ_RIGHT)


def ensure_generation(tx: Tx, base: KnowledgeBase, name: str, revision: str, dimensions: int) -> Generation:
    """The base's serving generation, made with its first vectors unless the base was analysed anew before it had any."""
    found = queries.serving_generation(tx, base.id)
    if found is not None:
        if not found.embedder_revision:
            found.embedder, found.embedder_revision, found.dimensions = name, revision, dimensions
        return found
    made = Generation(
        workspace_id=base.workspace_id,
        base_id=base.id,
        embedder=name,
        embedder_revision=revision,
        dimensions=dimensions,
        analyser_version=ANALYSER_VERSION,
        language=base.language,
        state="serving",
    )
    tx.session.add(made)
    tx.flush()
    return made


def mark_changed(tx: Tx, base: KnowledgeBase) -> int:
    """Notes a change that retrieval must see; returns its number. A version is cut once the base is quiet."""
    now = clock.now()
    base.changed_at = now
    base.change_began_at = base.change_began_at or now
    tx.flush()
    seq = queries.next_index_seq(tx, base.id)
    tx.session.refresh(base, ["language"])  # from here on it cannot change under this transaction
    return seq


def show_base(tx: Tx, base: KnowledgeBase) -> BaseRead:
    """The wire form of one base, counts included."""
    return show_bases(tx, [base])[0]


def show_bases(tx: Tx, bases: Sequence[KnowledgeBase]) -> list[BaseRead]:
    """The wire forms of some bases, with their counts read together."""
    ids = [base.id for base in bases]
    states, chunks = queries.state_counts(tx, ids), queries.chunk_counts(tx, ids)
    external = [base.id for base in bases if base.type == "external"]
    endpoints = endpoint_queries.endpoints_of(tx, bases[0].workspace_id, external) if external else {}
    claims = job_queries.claims_of(tx, ids)
    return [
        _show(tx, base, states.get(base.id, {}), chunks.get(base.id, 0), endpoints.get(base.id), claims.get(base.id))
        for base in bases
    ]


def _show(
    tx: Tx,
    base: KnowledgeBase,
    states: dict[str, int],
    chunks: int,
    endpoint: ExternalEndpoint | None,
    job: BaseJob | None,
) -> BaseRead:
    failed = states.get("failed", 0)
    working = sum(states.get(state, 0) for state in queries.WORKING)
    total = sum(states.values())
    health = "failing" if failed else "working" if working else "ok" if total or chunks or endpoint else "empty"
    users = [user for hook in USED_BY for user in hook(tx, base.workspace_id, base.id)]
    kinds = [user.get("kind") for user in users]
    counts = BaseCounts(documents=total, ready=states.get("ready", 0), working=working, failed=failed, chunks=chunks)
    plain = {f: getattr(base, f) for f in BaseRead.model_fields if hasattr(base, f)}
    asked = show_endpoint(endpoint).model_dump(by_alias=False)
    next_language = job.language if job and job.language != base.language else None
    used_by = {"fulfillments": kinds.count("fulfillment"), "assistants": kinds.count("assistant")}
    return BaseRead(
        **plain,
        **asked,
        health=health,
        counts=counts,
        used_by=used_by,
        has_changes=base.changed_at is not None,
        next_language=next_language,
    )


def announce_base(tx: Tx, base: KnowledgeBase) -> None:
    """Shows consoles the base as it now is."""
    announce(
        tx,
        base.workspace_id,
        "knowledgeBase.changed",
        show_base(tx, base).model_dump(mode="json"),
        right=READ_RIGHT,
    )


def _checked_reranker(tx: Tx, actor: Actor, type_: str, reranker_id: str | None) -> str | None:
    """Raises `NotForThisType` (422951) for an external base, which orders by itself, and 422000 for an unknown one."""
    if reranker_id is not None and type_ == "external":
        raise NotForThisType("An external base orders what it finds by itself. Leave the reranker out.")
    if reranker_id is not None:
        check_known(tx, actor.workspace_id, reranker_id)
    return reranker_id


def _check_name(tx: Tx, actor: Actor, name: str, but: str | None) -> None:
    if queries.base_name_taken(tx, actor.workspace_id, name.casefold(), but):
        message = f"Another knowledge base is called '{name}'. Choose another name."
        raise Validation([field_error("name", "unique", message)])
