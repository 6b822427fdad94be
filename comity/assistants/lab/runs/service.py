"""The verbs of runs: cancel, show, delete."""

from typing import Any

from comity import accounts
from comity.assistants.lab.errors import LabRunNotFinished, LabRunNotFound
from comity.assistants.lab.events import LabRunFinished
from comity.assistants.lab.models import LabRun
from comity.assistants.lab.replays.queries import delete_turns
from comity.assistants.lab.runs import queries
from comity.assistants.lab.runs.figures import summarise
from comity.assistants.lab.runs.showing import show_run, told_of
from comity.assistants.lab.testsets.queries import find_set, forget_steps
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Page, Tx
from comity.kernel.events import publish as announce_event
from comity.kernel.jobs import enqueue
from comity.kernel.realtime import announce, wake_after_commit

READ_RIGHT = "genai.lab.read"
RUN_JOB = "lab.run"
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


def cancel_run(tx: Tx, actor: Actor, run_id: str) -> LabRun:
    """Cancels a run: one that waits ends at once, one that runs after the steps in flight. One that has ended stays as it is."""
    run = get_run(tx, actor, run_id, lock=True)
    if run.status not in queries.OPEN or run.cancel_requested:
        return run
    run.cancel_requested = True
    if run.status == "queued":
        end_run(tx, run, "cancelled")
    else:
        enqueue_run(tx, run, delay_seconds=ABANDONED_SECONDS)
        tell(tx, run)
    wake_after_commit(tx, f"lab:{run.id}")
    audit(tx, actor, run, "labRun.cancelled")
    return run


def delete_run(tx: Tx, actor: Actor, run_id: str) -> None:
    """Deletes a run with its results; raises `LabRunNotFinished` (409911) before its end."""
    run = get_run(tx, actor, run_id, lock=True)
    if run.status in queries.OPEN:
        raise LabRunNotFinished
    queries.delete_results(tx, run)
    if run.replay is not None:
        delete_turns(tx, run)
    audit(tx, actor, run, "labRun.deleted")
    tx.session.delete(run)
    tx.flush()
    if run.replay is None:
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


def enqueue_run(tx: Tx, run: LabRun, lane: str | None = None, delay_seconds: float = 0) -> None:
    """Has a run carried out."""
    payload = {"id": run.id, "workspaceId": run.workspace_id}
    enqueue(tx, RUN_JOB, payload, workspace_id=run.workspace_id, lane=lane, delay_seconds=delay_seconds)


def _forget_file(tx: Tx, run: LabRun) -> None:
    """Deletes the steps of a file that nobody needs any more: another took its place, and no other run was made of it."""
    found = find_set(tx, run.workspace_id, run.test_set_id)
    forget_steps(tx, run.workspace_id, run.test_set_id, but=found.file_revision if found else None)


def audit(tx: Tx, actor: Actor, run: LabRun, action: str, **change: Any) -> None:
    """Notes what somebody did with a run."""
    accounts.audit(tx, actor, action, target_kind="labRun", target_id=run.id, target_label=run.test_set_name, **change)
