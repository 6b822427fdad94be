"""The SQL of test sets."""

from collections.abc import Sequence

from sqlalchemy import and_, delete, func, select

from comity.assistants.lab.models import LabRun, TestSet, TestStep
from comity.kernel.db import Page, Tx, page, scoped


def find_set(tx: Tx, workspace_id: str, set_id: str, *, lock: bool = False) -> TestSet | None:
    """A living set of the workspace."""
    statement = scoped(TestSet, workspace_id).where(TestSet.id == set_id, TestSet.deleted_at.is_(None))
    return tx.session.scalars(statement.with_for_update() if lock else statement).first()


def find_by_name(tx: Tx, workspace_id: str, name_key: str) -> TestSet | None:
    """The set with this name, ignoring case."""
    return tx.session.scalars(scoped(TestSet, workspace_id).where(TestSet.name_key == name_key)).first()


def list_sets(tx: Tx, workspace_id: str, q: str, limit: int, cursor: str | None) -> Page[TestSet]:
    """Living sets, the newest first; `q` is a part of the name."""
    statement = scoped(TestSet, workspace_id).where(TestSet.deleted_at.is_(None))
    if q:
        statement = statement.where(TestSet.name_key.contains(q.casefold(), autoescape=True))
    return page(tx, statement, TestSet.created_at, TestSet.id, limit=limit, cursor=cursor)


def steps_of(tx: Tx, workspace_id: str, set_id: str, file_revision: int) -> Sequence[TestStep]:
    """The steps of one file of a set, in its order."""
    statement = select(TestStep).where(
        TestStep.workspace_id == workspace_id,
        TestStep.test_set_id == set_id,
        TestStep.file_revision == file_revision,
    )
    return tx.session.scalars(statement.order_by(TestStep.position)).all()


def page_of_steps(
    tx: Tx, workspace_id: str, set_id: str, file_revision: int, limit: int, cursor: str | None
) -> Page[TestStep]:
    """A page of the steps of one file."""
    statement = select(TestStep).where(
        TestStep.workspace_id == workspace_id,
        TestStep.test_set_id == set_id,
        TestStep.file_revision == file_revision,
    )
    return page(tx, statement, TestStep.position, limit=limit, cursor=cursor, descending=False)


def forget_steps(tx: Tx, workspace_id: str, set_id: str, *, but: int | None) -> None:
    """Deletes the steps of files that no run was made of, except those of file `but`."""
    used = select(LabRun.file_revision).where(LabRun.workspace_id == workspace_id, LabRun.test_set_id == set_id)
    statement = delete(TestStep).where(
        TestStep.workspace_id == workspace_id, TestStep.test_set_id == set_id, TestStep.file_revision.not_in(used)
    )
    if but is not None:
        statement = statement.where(TestStep.file_revision != but)
    tx.session.execute(statement)


def last_runs(tx: Tx, workspace_id: str, set_ids: Sequence[str]) -> dict[str, LabRun]:
    """The newest run of each set."""
    newest = (
        select(LabRun.test_set_id, func.max(LabRun.id).label("id"))
        .where(LabRun.workspace_id == workspace_id, LabRun.test_set_id.in_(set_ids))
        .group_by(LabRun.test_set_id)
        .subquery()
    )
    statement = select(LabRun).join(newest, and_(newest.c.id == LabRun.id))
    return {run.test_set_id: run for run in tx.session.scalars(statement)}


def has_open_run(tx: Tx, workspace_id: str, set_id: str) -> bool:
    """Whether a run of the set has not ended."""
    statement = select(LabRun.id).where(
        LabRun.workspace_id == workspace_id, LabRun.test_set_id == set_id, LabRun.status.in_(("queued", "running"))
    )
    return tx.session.scalar(statement.limit(1)) is not None
