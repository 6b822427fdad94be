"""Publishing once the gate passed: its test sets are run, and the last of them to end decides (`assistants.md` 3.13)."""

from typing import Any

from comity.assistants import service as assistants
from comity.assistants.lab.gate import service as gate
from comity.assistants.lab.models import LabRun
from comity.assistants.lab.runs import queries, service, starting
from comity.assistants.lab.runs.schemas import RunCreate
from comity.assistants.writing.configs import configs_of
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import ComityError
from comity.kernel.runtime import Runtime


def run_gate(tx: Tx, actor: Actor, assistant_id: str, note: str) -> list[LabRun]:
    """Begins the runs that the draft's gate still needs; the draft is published when they passed. Empty when none is needed."""
    assistant = assistants.get_assistant(tx, actor, assistant_id, lock=True)
    if assistant.gate.get("mode", "off") == "off":
        return []
    targets = ["live", "draft"] if assistant.live_version else ["draft"]
    publish = {"note": note, "contentHash": assistant.draft_hash}
    return [
        starting.start_run(
            tx,
            actor,
            RunCreate(
                test_set_id=set_id,
                assistant_id=assistant.id,
                modes=[gate.MODE],
                targets=targets,
                allow_multiple_knowledge_bases=True,
            ),
            publish,
        )
        for set_id in gate.sets_to_run(tx, assistant)
    ]


async def publish_when_passed(rt: Runtime, workspace_id: str, run_id: str) -> None:
    """Publishes the draft that a run was begun for, if it is still the same and its gate passes; notes on the run how that went."""
    if await rt.db.awrite(lambda tx: _publish(tx, workspace_id, run_id)):
        configs_of(rt).clear()


def _publish(tx: Tx, workspace_id: str, run_id: str) -> bool:
    run = queries.find_run(tx, workspace_id, run_id, lock=True)
    if run is None or run.publish is None or run.status in queries.OPEN or _is_settled(run.publish):
        return False
    if _waits_for_others(tx, run):
        return False
    actor = Actor(kind="user", id=run.actor_id, name=run.requested_by, workspace_id=workspace_id)
    try:
        told = _try(tx, actor, run, run.publish)
    except ComityError as error:
        told = {"refused": error.message}
    run.publish = {**run.publish, **told}
    tx.flush()
    service.tell(tx, run)
    return "version" in told


def _try(tx: Tx, actor: Actor, run: LabRun, wanted: dict[str, Any]) -> dict[str, Any]:
    if run.status != "finished":
        return {"refused": "The run did not come to its end."}
    assistant = assistants.get_assistant(tx, actor, run.assistant_id, lock=True)
    if assistant.draft_hash != wanted["contentHash"]:
        return {"refused": "The draft was changed while the run went on."}
    version, _ = assistants.publish_assistant(tx, actor, assistant.id, wanted["note"])
    return {"version": version.number}


def _is_settled(publish: dict[str, Any]) -> bool:
    return "version" in publish or "refused" in publish


def _waits_for_others(tx: Tx, run: LabRun) -> bool:
    """Whether another run for the same publishing has not ended."""
    page = queries.list_runs(tx, run.workspace_id, "", run.assistant_id, 50, None)
    return any(
        other.id != run.id
        and other.status in queries.OPEN
        and other.publish is not None
        and other.publish.get("contentHash") == (run.publish or {}).get("contentHash")
        for other in page.rows
    )
