"""The verbs of generations: beginning one, switching to it in one step, going back within a day."""

from datetime import timedelta

from comity import accounts
from comity.kernel import clock
from comity.kernel.context import Actor, system_actor
from comity.kernel.db import Tx
from comity.kernel.errors import Conflict, Validation, field_error
from comity.kernel.events import publish
from comity.kernel.text import ANALYSER_VERSION
from comity.knowledge.embedders import queries as embedder_queries
from comity.knowledge.embedders.using import LOCAL
from comity.knowledge.errors import NotForThisType
from comity.knowledge.events import ReembedFinished
from comity.knowledge.generations import queries
from comity.knowledge.generations.schemas import GenerationList, GenerationRead, UndoReply
from comity.knowledge.jobs import queries as job_queries
from comity.knowledge.jobs import upkeep
from comity.knowledge.jobs.models import BaseJob
from comity.knowledge.models import Generation, KnowledgeBase
from comity.knowledge.queries import serving_generation
from comity.knowledge.service import announce_base

KIND = "reembed"
UNDO_WITHIN = timedelta(hours=24)


def reembed(tx: Tx, actor: Actor, base: KnowledgeBase, embedder: str) -> BaseJob:
    """Begins to embed a base anew, beside what serves. The caller holds the base's row.

    Raises `Validation` (422000) for an embedder that is none, `KnowledgeBaseBusy` (409953) while the base is busy.
    """
    if base.type == "external":
        raise NotForThisType("An external base has no vectors: it asks its Target Endpoint.")
    wanted = find_embedder(tx, actor.workspace_id, embedder)
    job = upkeep.start(tx, actor, base, KIND, {"embedder": wanted}, alone=True)
    _audit(tx, actor, base, "knowledgeBase.reembedStarted", wanted)
    announce_base(tx, base)
    return job


def find_embedder(tx: Tx, workspace_id: str, embedder: str) -> str:
    """The id of an embedder by its id or name; raises `Validation` (422000)."""
    if embedder.casefold() == LOCAL:
        return LOCAL
    found = embedder_queries.find_embedder(tx, workspace_id, embedder)
    found = found or embedder_queries.find_by_name(tx, workspace_id, embedder.casefold())
    if found is None:
        raise Validation([field_error("embedder", "exists", "There is no such embedder in this workspace.")])
    return found.id


def begin_generation(tx: Tx, job_id: str, embedder: str, revision: str, dimensions: int) -> Generation:
    """The generation that a job builds: the one it began before it was interrupted, or a new one."""
    job = upkeep.held(tx, job_id)
    known = queries.find_state(tx, job.base_id, "building")
    if known is not None and (known.embedder, known.embedder_revision) == (embedder, revision):
        return known
    if known is not None:
        known.state = "dropping"
    made = Generation(
        workspace_id=job.workspace_id,
        base_id=job.base_id,
        embedder=embedder,
        embedder_revision=revision,
        dimensions=dimensions,
        analyser_version=ANALYSER_VERSION,
        state="building",
    )
    tx.session.add(made)
    tx.flush()
    return made


def switch_when_whole(tx: Tx, job_id: str, generation_id: str) -> bool:
    """Serves from a generation, in one step, if it lacks no vector; returns whether it does."""
    job = upkeep.held(tx, job_id)
    base = tx.session.get_one(KnowledgeBase, job.base_id, with_for_update=True)
    if queries.count_unembedded(tx, base.id, generation_id):
        return False
    made = tx.session.get_one(Generation, generation_id)
    if made.state != "serving":
        _switch(tx, base, made)
        _audit(tx, system_actor(base.workspace_id), base, "knowledgeBase.reembedded", made.embedder)
    return True


def _switch(tx: Tx, base: KnowledgeBase, made: Generation) -> None:
    for known in queries.generations(tx, base.id):
        if known.state == "retired" and known.id != made.id:
            known.state = "dropping"
    serving = serving_generation(tx, base.id)
    if serving is not None:
        serving.state, serving.retired_at = "retired", clock.now()
    made.state, made.retired_at = "serving", None
    base.embedder = made.embedder
    base.revision += 1
    tx.flush()
    publish(tx, ReembedFinished(base.workspace_id, base.id, made.embedder))
    announce_base(tx, base)


def undo(tx: Tx, actor: Actor, base: KnowledgeBase) -> UndoReply:
    """Serves from the generation before again. What was changed since is embedded first, by a job, if there is any.

    The caller holds the base's row. Raises `Conflict` (409000) when there is none to go back to.
    """
    before = queries.find_state(tx, base.id, "retired")
    if before is None or before.retired_at is None or before.retired_at < clock.now() - UNDO_WITHIN:
        raise Conflict("There is nothing to go back to: the vectors before are kept for 24 hours after the switch.")
    if not queries.count_unembedded(tx, base.id, before.id) and job_queries.find_claim(tx, base.id) is None:
        _switch(tx, base, before)
        _audit(tx, actor, base, "knowledgeBase.reembedUndone", before.embedder)
        return UndoReply(done=True, job=None)
    job = upkeep.start(tx, actor, base, KIND, {"embedder": before.embedder, "undo": before.id}, alone=True)
    return UndoReply(done=False, job=upkeep.show(job))


def abandon(tx: Tx, job_id: str) -> None:
    """After a job that was cancelled or failed: what it built is not wanted."""
    job = job_queries.find_any(tx, job_id)
    building = queries.find_state(tx, job.base_id, "building") if job else None
    if job is not None and building is not None and job.state in ("cancelled", "failed"):
        building.state = "dropping"


def show_generations(tx: Tx, base: KnowledgeBase, local_revision: str) -> GenerationList:
    """The wire form of a base's generations."""
    rows = queries.generations(tx, base.id)
    embedders = {row.id: row for row in embedder_queries.list_embedders(tx, base.workspace_id)}
    makes = {LOCAL: local_revision, **{id_: row.vectors_of for id_, row in embedders.items() if row.state == "ok"}}
    names = {id_: row.name for id_, row in embedders.items()}
    job = job_queries.latest_of(tx, base.id, KIND)
    return GenerationList(
        data=[
            _show(tx, row, names.get(row.embedder, row.embedder), makes.get(row.embedder) == row.embedder_revision)
            for row in rows
            if row.state != "dropping"
        ],
        job=upkeep.show(job) if job and job.state in upkeep.OPEN else None,
    )


def _show(tx: Tx, row: Generation, name: str, is_current: bool) -> GenerationRead:
    same = ("id", "embedder", "embedder_revision", "dimensions", "state", "created_at")
    return GenerationRead(
        **{field: getattr(row, field) for field in same},
        embedder_name=name,
        current=is_current,
        chunks=queries.count_embedded(tx, row.base_id, row.id),
        undo_until=row.retired_at + UNDO_WITHIN if row.state == "retired" and row.retired_at else None,
    )


def _audit(tx: Tx, actor: Actor, base: KnowledgeBase, action: str, embedder: str) -> None:
    after = {"embedder": embedder}
    accounts.audit(
        tx, actor, action, target_kind="knowledgeBase", target_id=base.id, target_label=base.name, after=after
    )
