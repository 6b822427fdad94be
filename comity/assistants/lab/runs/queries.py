"""The SQL of runs and their results."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select, update

from comity.assistants.lab.models import LabResult, LabRun, TestStep
from comity.assistants.lab.testsets.schemas import StepSpec
from comity.assistants.models import AssistantSession
from comity.kernel.db import Page, Tx, page, scoped

OPEN = ("queued", "running")


def find_run(tx: Tx, workspace_id: str, run_id: str, *, lock: bool = False) -> LabRun | None:
    """A run of the workspace; `lock` holds the row until the end of the transaction."""
    statement = scoped(LabRun, workspace_id).where(LabRun.id == run_id)
    return tx.session.scalars(statement.with_for_update() if lock else statement).first()


def list_runs(
    tx: Tx, workspace_id: str, set_id: str, assistant_id: str, limit: int, cursor: str | None
) -> Page[LabRun]:
    """Runs, the newest first; of a set and of an assistant where they are named."""
    statement = scoped(LabRun, workspace_id)
    if set_id:
        statement = statement.where(LabRun.test_set_id == set_id)
    if assistant_id:
        statement = statement.where(LabRun.assistant_id == assistant_id)
    return page(tx, statement, LabRun.created_at, LabRun.id, limit=limit, cursor=cursor)


def finished_runs(tx: Tx, workspace_id: str, assistant_id: str, set_id: str, limit: int) -> Sequence[LabRun]:
    """The newest runs of a set on an assistant that came to their end."""
    statement = scoped(LabRun, workspace_id).where(
        LabRun.assistant_id == assistant_id, LabRun.test_set_id == set_id, LabRun.status == "finished"
    )
    return tx.session.scalars(statement.order_by(LabRun.id.desc()).limit(limit)).all()


def count_open(tx: Tx, workspace_id: str, actor_id: str) -> int:
    """How many runs of somebody have not ended."""
    statement = select(func.count()).where(
        LabRun.workspace_id == workspace_id, LabRun.actor_id == actor_id, LabRun.status.in_(OPEN)
    )
    return tx.session.scalar(statement) or 0


def steps_of(tx: Tx, run: LabRun) -> Sequence[TestStep]:
    """The steps of the file a run was made of, in its order."""
    statement = select(TestStep).where(
        TestStep.workspace_id == run.workspace_id,
        TestStep.test_set_id == run.test_set_id,
        TestStep.file_revision == run.file_revision,
    )
    return tx.session.scalars(statement.order_by(TestStep.position)).all()


def results_of(tx: Tx, run: LabRun) -> Sequence[LabResult]:
    """Every result of a run, in the order of the file."""
    statement = select(LabResult).where(LabResult.workspace_id == run.workspace_id, LabResult.run_id == run.id)
    return tx.session.scalars(statement.order_by(LabResult.position)).all()


def results_at(tx: Tx, run: LabRun, positions: Sequence[int]) -> Sequence[LabResult]:
    """The results of some steps."""
    statement = select(LabResult).where(
        LabResult.workspace_id == run.workspace_id, LabResult.run_id == run.id, LabResult.position.in_(positions)
    )
    return tx.session.scalars(statement).all()


def has_result(tx: Tx, run_id: str, position: int, target: str, mode: str) -> bool:
    """Whether a step has its result already."""
    return tx.session.get(LabResult, (run_id, position, target, mode)) is not None


def find_session(tx: Tx, assistant_id: str, source: str, key: str) -> str | None:
    """The id of the session that a case began."""
    statement = select(AssistantSession.id).where(
        AssistantSession.assistant_id == assistant_id, AssistantSession.source == source, AssistantSession.key == key
    )
    return tx.session.scalar(statement)


def delete_results(tx: Tx, run: LabRun) -> None:
    """Deletes what a run found."""
    tx.session.execute(delete(LabResult).where(LabResult.workspace_id == run.workspace_id, LabResult.run_id == run.id))


def blank_results(tx: Tx, workspace_id: str, message_ids: Sequence[str]) -> int:
    """Takes out what results, and steps of test sets, hold of messages; returns how many there were."""
    results = (
        update(LabResult)
        .where(LabResult.workspace_id == workspace_id, LabResult.message_id.in_(message_ids))
        .values(answer="", chunks=[], judge=None)
    )
    steps = (
        update(TestStep)
        .where(TestStep.workspace_id == workspace_id, TestStep.message_id.in_(message_ids))
        .values(question="", spec=StepSpec().model_dump(mode="json"))
    )
    return sum(tx.session.execute(one).rowcount for one in (results, steps))  # pyright: ignore[reportAttributeAccessIssue]  an update has it
