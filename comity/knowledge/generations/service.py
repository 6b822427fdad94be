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
from comity.knowledge.jobs.upkeep import Wanted
from comity.knowledge.models import Generation, KnowledgeBase
from comity.knowledge.queries import serving_generation
from comity.knowledge.service import announce_base

KIND = "reembed"
ANALYSE = "reanalyse"
UNDO_WITHIN = timedelta(hours=24)


def reembed(tx: Tx, actor: Actor, base: KnowledgeBase, embedder: str) -> BaseJob:
    """Begins to embed a base anew, beside what serves. The caller holds the base's row.

    Raises `Validation` (422000) for an embedder that is none, `KnowledgeBaseBusy` (409953) while the base is busy.
    """
    if base.type == "external":
        raise NotForThisType("An external base has no vectors: it asks its Target Endpoint.")
    wanted = find_embedder(tx, actor.workspace_id, embedder)
    job = upkeep.start(tx, actor, base, KIND, {"embedder": wanted}, alone=True)
    _audit(tx, actor, base, "knowledgeBase.reembedStarted", {"embedder": wanted}, {"embedder": base.embedder})
    announce_base(tx, base)
    return job


def change_language(tx: Tx, actor: Actor, base: KnowledgeBase, language: str) -> BaseJob | None:
    """Begins to analyse a base for another language, beside what serves; None where nothing needs to be. The caller holds its row.

    The base has its new language from the switch on, or at once when it holds nothing. Raises `KnowledgeBaseBusy` (409953).
    """
    open_job = job_queries.find_claim(tx, base.id)
    if language == base.language or (open_job is not None and open_job.language == language):
        return None
    if queries.holds_anything(tx, base.id):
        job = upkeep.start(tx, actor, base, ANALYSE, {"language": language}, alone=True)
        _audit(tx, actor, base, "knowledgeBase.reanalysisStarted", {"language": language}, {"language": base.language})
        announce_base(tx, base)
        return job
    _audit(tx, actor, base, "knowledgeBase.changed", {"language": language}, {"language": base.language})
    base.language = language
    serving = serving_generation(tx, base.id)
    if serving is not None:
        serving.language = language
    tx.flush()
    return None


def analyse_outdated(tx: Tx) -> int:
    """Begins to analyse anew every base that an older analyser analysed; returns how many."""
    found = queries.outdated(tx, ANALYSER_VERSION)
    for row in found:
        base = tx.session.get_one(KnowledgeBase, row.id, with_for_update=True)
        params = {"language": base.language}
        upkeep.start(tx, system_actor(row.workspace_id), base, ANALYSE, params, alone=True)
    return len(found)


def begin_analysis(tx: Tx, wanted: Wanted) -> tuple[Generation, str]:
    """The generation that a job analyses for, and the one that serves (empty: none), whose embedder it has."""
    upkeep.held(tx, wanted.job_id)
    serving = serving_generation(tx, wanted.base_id)
    base = tx.session.get_one(KnowledgeBase, wanted.base_id)
    if undo := wanted.params.get("undo"):
        return tx.session.get_one(Generation, undo), serving.id if serving else ""
    by = (serving.embedder, serving.embedder_revision, serving.dimensions) if serving else (base.embedder, "", 0)
    made = begin_generation(tx, wanted.job_id, *by, wanted.params["language"])
    return made, serving.id if serving else ""


def find_embedder(tx: Tx, workspace_id: str, embedder: str) -> str:
    """The id of an embedder by its id or name; raises `Validation` (422000)."""
    if embedder.casefold() == LOCAL:
        return LOCAL
    found = embedder_queries.find_embedder(tx, workspace_id, embedder)
    found = found or embedder_queries.find_by_name(tx, workspace_id, embedder.casefold())
    if found is None:
        raise Validation([field_error("embedder", "exists", "There is no such embedder in this workspace.")])
    return found.id


def begin_generation(tx: Tx, job_id: str, embedder: str, revision: str, dimensions: int, language: str) -> Generation:
    """The generation that a job builds: the one it began before it was interrupted, or a new one."""
    job = upkeep.held(tx, job_id)
    known = queries.find_state(tx, job.base_id, "building")
    wanted = (embedder, revision, ANALYSER_VERSION, language)
    if (
        known is not None
        and (known.embedder, known.embedder_revision, known.analyser_version, known.language) == wanted
    ):
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
        language=language,
        state="building",
    )
    tx.session.add(made)
    tx.flush()
    return made


def switch_when_whole(tx: Tx, job_id: str, generation_id: str, *, vectors_of: str | None = None) -> bool:
    """Serves from a generation, in one step, if it lacks no vector and no terms; returns whether it does.

    `vectors_of`: the generation that it takes its vectors over from; it then lacks none that this one has.
    """
    job = upkeep.held(tx, job_id)
    base = tx.session.get_one(KnowledgeBase, job.base_id, with_for_update=True)
    made = tx.session.get_one(Generation, generation_id)
    if _lacks(tx, made, vectors_of):
        return False
    if made.state != "serving":
        action = "knowledgeBase.reembedded" if vectors_of is None else "knowledgeBase.reanalysed"
        _audit(tx, system_actor(base.workspace_id), base, action, *_switch(tx, base, made))
    return True


def _lacks(tx: Tx, made: Generation, vectors_of: str | None) -> bool:
    if vectors_of is None:
        lacking = queries.count_unembedded(tx, made.base_id, made.id)
    else:
        lacking = queries.count_uncopied(tx, made.base_id, vectors_of, made.id)
    return bool(lacking or queries.count_unanalysed(tx, made))


def _switch(tx: Tx, base: KnowledgeBase, made: Generation) -> tuple[dict[str, str], dict[str, str]]:
    """Makes a generation the serving one; returns what the base has of it now, and what it had before."""
    before = {"embedder": base.embedder, "language": base.language}
    for known in queries.generations(tx, base.id):
        if known.state == "retired" and known.id != made.id:
            known.state = "dropping"
    serving = serving_generation(tx, base.id)
    if serving is not None:
        serving.state, serving.retired_at = "retired", clock.now()
    made.state, made.retired_at = "serving", None
    base.embedder, base.language = made.embedder, made.language
    base.revision += 1
    tx.flush()
    if serving is None or not _has_the_vectors_of(made, serving):
        publish(tx, ReembedFinished(base.workspace_id, base.id, made.embedder))
    announce_base(tx, base)
    return {"embedder": base.embedder, "language": base.language}, before


def _has_the_vectors_of(one: Generation, other: Generation) -> bool:
    return (one.embedder, one.embedder_revision) == (other.embedder, other.embedder_revision)


def undo(tx: Tx, actor: Actor, base: KnowledgeBase) -> UndoReply:
    """Serves from the generation before again. What was changed since is made for it first, by a job, if there is any.

    The caller holds the base's row. Raises `Conflict` (409000) when there is none to go back to.
    """
    before = queries.find_state(tx, base.id, "retired")
    if before is None or before.retired_at is None or before.retired_at < clock.now() - UNDO_WITHIN:
        raise Conflict("There is nothing to go back to: what served before is kept for 24 hours after the switch.")
    serving = serving_generation(tx, base.id)
    source = serving.id if serving is not None and _has_the_vectors_of(before, serving) else None
    if not _lacks(tx, before, source) and job_queries.find_claim(tx, base.id) is None:
        _audit(tx, actor, base, "knowledgeBase.reembedUndone", *_switch(tx, base, before))
        return UndoReply(done=True, job=None)
    kind, params = (KIND, {"embedder": before.embedder}) if source is None else (ANALYSE, {"language": before.language})
    job = upkeep.start(tx, actor, base, kind, {**params, "undo": before.id}, alone=True)
    _audit(tx, actor, base, "knowledgeBase.reembedUndoStarted", params)
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
    job = job_queries.find_claim(tx, base.id)
    return GenerationList(
        data=[
            _show(tx, row, names.get(row.embedder, row.embedder), makes.get(row.embedder) == row.embedder_revision)
            for row in rows
            if row.state != "dropping"
        ],
        job=upkeep.show(job) if job and job.kind in (KIND, ANALYSE) else None,
    )


def _show(tx: Tx, row: Generation, name: str, is_current: bool) -> GenerationRead:
    same = ("id", "embedder", "embedder_revision", "dimensions", "language", "state", "created_at")
    return GenerationRead(
        **{field: getattr(row, field) for field in same},
        embedder_name=name,
        current=is_current,
        chunks=queries.count_embedded(tx, row.base_id, row.id),
        undo_until=row.retired_at + UNDO_WITHIN if row.state == "retired" and row.retired_at else None,
    )


def _audit(
    tx: Tx,
    actor: Actor,
    base: KnowledgeBase,
    action: str,
    after: dict[str, str],
    before: dict[str, str] | None = None,
) -> None:
    accounts.audit(
        tx,
        actor,
        action,
        target_kind="knowledgeBase",
        target_id=base.id,
        target_label=base.name,
        before=before,
        after=after,
    )
