"""The verbs of runs: begin, cancel, show, delete."""

from collections.abc import Sequence
from typing import Any

from comity import accounts, fulfillments, knowledge, models
from comity.assistants.lab.errors import LabAssistantNotSupported, LabRunNotFinished, LabRunNotFound
from comity.assistants.lab.events import LabRunFinished
from comity.assistants.lab.models import LabRun
from comity.assistants.lab.runs import queries
from comity.assistants.lab.runs.figures import summarise
from comity.assistants.lab.runs.schemas import RunCreate, RunOptions
from comity.assistants.lab.runs.showing import show_run, told_of
from comity.assistants.lab.testsets.queries import find_set, forget_steps
from comity.assistants.lab.testsets.service import get_set
from comity.assistants.models import Assistant
from comity.assistants.schemas import Content
from comity.assistants.service import content_hash, get_assistant
from comity.assistants.writing.configs import content_at
from comity.kernel import clock
from comity.kernel.context import Actor, system_actor
from comity.kernel.db import Page, Tx
from comity.kernel.errors import LimitReached
from comity.kernel.events import publish as announce_event
from comity.kernel.jobs import enqueue
from comity.kernel.realtime import announce, wake_after_commit

READ_RIGHT = "genai.lab.read"
RUN_JOB = "lab.run"
OPEN_MAX = 20
ABANDONED_SECONDS = 660
"""After the longest step: a cancelled run that nobody carries out any more is settled then."""


def get_run(tx: Tx, actor: Actor, run_id: str, *, lock: bool = False) -> LabRun:
    """The run; raises `LabRunNotFound` (404911) also for another workspace's."""
    found = queries.find_run(tx, actor.workspace_id, run_id, lock=lock)
    if found is None:
        raise LabRunNotFound
    return found


def list_runs(tx: Tx, actor: Actor, set_id: str, assistant_id: str, limit: int, cursor: str | None) -> Page[LabRun]:
    """A page of the workspace's runs, the newest first."""
    return queries.list_runs(tx, actor.workspace_id, set_id, assistant_id, limit, cursor)


def start_run(tx: Tx, actor: Actor, wanted: RunCreate, publish: dict[str, Any] | None = None) -> LabRun:
    """Begins a run; somebody's runs go one after the other. `publish`: what to publish the draft with once its gate passes.

    Raises 404900, 404902, 404910, 409900, and 422911 for an assistant that searches several bases.
    """
    assistant = get_assistant(tx, actor, wanted.assistant_id)
    found = get_set(tx, actor, wanted.test_set_id)
    if queries.count_open(tx, actor.workspace_id, actor.id) >= OPEN_MAX:
        raise LimitReached(
            f"{OPEN_MAX} of your runs are waiting already. Wait, or cancel some.", retry_after_seconds=60
        )
    targets = [_target(tx, assistant, name) for name in wanted.targets]
    bases = [bases_of(tx, actor.workspace_id, one["content"]["fulfillmentIds"]) for one in targets]
    if not wanted.allow_multiple_knowledge_bases and any(len(one) > 1 for one in bases):
        raise LabAssistantNotSupported
    options = RunOptions.model_validate(wanted.model_dump()).model_dump(mode="json")
    run = LabRun(
        workspace_id=actor.workspace_id,
        test_set_id=found.id,
        test_set_name=found.name,
        file_revision=found.file_revision,
        assistant_id=assistant.id,
        assistant_name=assistant.name,
        modes=list(wanted.modes),
        targets=targets,
        options={**options, "judgeModel": _judge_model(tx, actor, targets) if wanted.judge else None},
        knowledge_versions={base: seen for one in bases for base, seen in one.items()},
        total=found.steps * len(targets) * len(wanted.modes),
        publish=publish,
        actor_id=actor.id,
        requested_by=actor.name,
    )
    tx.session.add(run)
    tx.flush()
    _enqueue(tx, run, lane=f"lab:{actor.workspace_id}:{actor.id}")
    _audit(tx, actor, run, "labRun.started", after={"targets": list(wanted.targets), "modes": run.modes})
    tell(tx, run)
    return run


def cancel_run(tx: Tx, actor: Actor, run_id: str) -> LabRun:
    """Cancels a run: one that waits ends at once, one that runs after the steps in flight. One that has ended stays as it is."""
    run = get_run(tx, actor, run_id, lock=True)
    if run.status not in queries.OPEN or run.cancel_requested:
        return run
    run.cancel_requested = True
    if run.status == "queued":
        end_run(tx, run, "cancelled")
    else:
        _enqueue(tx, run, delay_seconds=ABANDONED_SECONDS)
        tell(tx, run)
    wake_after_commit(tx, f"lab:{run.id}")
    _audit(tx, actor, run, "labRun.cancelled")
    return run


def delete_run(tx: Tx, actor: Actor, run_id: str) -> None:
    """Deletes a run with its results; raises `LabRunNotFinished` (409911) before its end."""
    run = get_run(tx, actor, run_id, lock=True)
    if run.status in queries.OPEN:
        raise LabRunNotFinished
    queries.delete_results(tx, run)
    _audit(tx, actor, run, "labRun.deleted")
    tx.session.delete(run)
    tx.flush()
    _forget_file(tx, run)
    announce(tx, run.workspace_id, "labRun.deleted", {"id": run.id}, right=READ_RIGHT)


def end_run(tx: Tx, run: LabRun, status: str, error: str = "") -> None:
    """Settles a run with its figures; terminal states never change."""
    run.status, run.error, run.ended_at = status, error, clock.now()
    told = told_of(queries.steps_of(tx, run), queries.results_of(tx, run))
    run.summary = summarise(told, [one["target"] for one in run.targets], run.modes)
    tx.flush()
    announce_event(tx, LabRunFinished(run.workspace_id, run.id, run.assistant_id, status))
    tell(tx, run)


def tell(tx: Tx, run: LabRun) -> None:
    """Shows the consoles how far a run is."""
    announce(tx, run.workspace_id, "labRun.changed", show_run(run).model_dump(mode="json"), right=READ_RIGHT)


def bases_of(tx: Tx, workspace_id: str, fulfillment_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The bases that fulfillments search, each with its live version and a mark that changes with what its searches see.

    An automatic base serves every change at once, and its versions are cut later: there the mark is its count of changes.
    """
    found = fulfillments.in_order(tx, workspace_id, list(fulfillment_ids))
    ids = dict.fromkeys(one.knowledge_base_id for one in found if one.kind == "search" and one.knowledge_base_id)
    actor = system_actor(workspace_id)
    return {id_: _knowledge_of(knowledge.get_base(tx, actor, id_)) for id_ in ids}


def _knowledge_of(base: knowledge.KnowledgeBase) -> dict[str, Any]:
    seen = base.index_seq if base.publishing == "automatic" else base.live_version
    return {"version": base.live_version, "mark": f"{base.publishing} {seen} {base.purges}"}


def _enqueue(tx: Tx, run: LabRun, lane: str | None = None, delay_seconds: float = 0) -> None:
    payload = {"id": run.id, "workspaceId": run.workspace_id}
    enqueue(tx, RUN_JOB, payload, workspace_id=run.workspace_id, lane=lane, delay_seconds=delay_seconds)


def _target(tx: Tx, assistant: Assistant, name: str) -> dict[str, Any]:
    number, raw = content_at(tx, assistant, name)
    content = Content.model_validate(raw)
    return {
        "target": name,
        "version": number,
        "contentHash": content_hash(content),
        "model": content.model,
        "content": content.model_dump(mode="json"),
    }


def _judge_model(tx: Tx, actor: Actor, targets: Sequence[dict[str, Any]]) -> str | None:
    """The workspace's model, else the first that a target answers with; None where there is none."""
    named = [models.workspace_default(tx, actor.workspace_id), *(one["content"]["model"] for one in targets)]
    known = [name for name in named if name != models.EXTRACTIVE and models.is_listed(tx, actor.workspace_id, name)]
    return known[0] if known else None


def _forget_file(tx: Tx, run: LabRun) -> None:
    """Deletes the steps of a file that nobody needs any more: another took its place, and no other run was made of it."""
    found = find_set(tx, run.workspace_id, run.test_set_id)
    forget_steps(tx, run.workspace_id, run.test_set_id, but=found.file_revision if found else None)


def _audit(tx: Tx, actor: Actor, run: LabRun, action: str, **change: Any) -> None:
    accounts.audit(tx, actor, action, target_kind="labRun", target_id=run.id, target_label=run.test_set_name, **change)
