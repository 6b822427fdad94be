"""The verbs of test sets."""

from collections.abc import Sequence
from typing import Any

from comity import accounts, knowledge
from comity.assistants import queries as assistant_queries
from comity.assistants.lab.errors import TestSetNotFound
from comity.assistants.lab.models import LabRun, TestSet, TestStep
from comity.assistants.lab.testsets import csvfile, queries
from comity.assistants.lab.testsets.csvfile import CaseFile, Step
from comity.assistants.lab.testsets.schemas import LastRun, Notice, StepRead, StepSpec, TestSetRead
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Page, Tx
from comity.kernel.errors import Conflict, InUse, Validation, field_error
from comity.kernel.http.schema import check_revision
from comity.kernel.realtime import announce

READ_RIGHT = "genai.lab.read"
NAME_MAX = 255


def get_set(tx: Tx, actor: Actor, set_id: str, *, lock: bool = False) -> TestSet:
    """The set; raises `TestSetNotFound` (404910) also for another workspace's."""
    found = queries.find_set(tx, actor.workspace_id, set_id, lock=lock)
    if found is None:
        raise TestSetNotFound
    return found


def create_set(tx: Tx, actor: Actor, name: str, file_name: str, file: CaseFile) -> TestSet:
    """A new set of a file's cases. Raises `Validation` (422000) when the name is taken."""
    _check_name(tx, actor, name, None)
    made = TestSet(
        workspace_id=actor.workspace_id,
        name=name,
        name_key=name.casefold(),
        created_by=actor.name,
        **_about(actor, file_name, file),
    )
    tx.session.add(made)
    tx.flush()
    _store_steps(tx, made, file.steps)
    _audit(tx, actor, made, "testSet.created", after={"name": name, "steps": made.steps})
    return _changed(tx, made)


def replace_file(
    tx: Tx, actor: Actor, set_id: str, file_name: str, file: CaseFile, revision: int | None = None
) -> TestSet:
    """Puts another file in the place of a set's; runs keep the one they were made of."""
    found = get_set(tx, actor, set_id, lock=True)
    check_revision(revision, found.revision, lambda: show_set(tx, found))
    before = found.steps
    for name, value in _about(actor, file_name, file).items():
        setattr(found, name, value)
    found.revision += 1
    found.file_revision += 1
    _store_steps(tx, found, file.steps)
    queries.forget_steps(tx, actor.workspace_id, found.id, but=found.file_revision)
    _audit(tx, actor, found, "testSet.changed", before={"steps": before}, after={"steps": found.steps})
    return _changed(tx, found)


def rename_set(tx: Tx, actor: Actor, set_id: str, name: str, revision: int | None) -> TestSet:
    """Gives a set another name; raises `StaleRevision` (409001) when `revision` is behind."""
    found = get_set(tx, actor, set_id, lock=True)
    check_revision(revision, found.revision, lambda: show_set(tx, found))
    _check_name(tx, actor, name, found.id)
    before, found.name, found.name_key = found.name, name, name.casefold()
    found.revision += 1
    found.edited_by = actor.name
    _audit(tx, actor, found, "testSet.changed", before={"name": before}, after={"name": name})
    return _changed(tx, found)


def delete_set(tx: Tx, actor: Actor, set_id: str) -> None:
    """Deletes a set; its runs stay. Raises `InUse` (409003) listing the gates that name it, `Conflict` while it runs."""
    found = get_set(tx, actor, set_id, lock=True)
    if users := gates_with(tx, actor.workspace_id, found.id):
        raise InUse("This test set guards the publishing of assistants. Take it out of their gates first.", users)
    if queries.has_open_run(tx, actor.workspace_id, found.id):
        raise Conflict("A run of this test set has not ended yet. Wait for its end, or cancel it.")
    found.deleted_at, found.name_key = clock.now(), f"deleted:{found.id}"
    queries.forget_steps(tx, actor.workspace_id, found.id, but=None)
    _audit(tx, actor, found, "testSet.deleted", before={"name": found.name})
    announce(tx, found.workspace_id, "testSet.deleted", {"id": found.id}, right=READ_RIGHT)


def list_sets(tx: Tx, actor: Actor, q: str, limit: int, cursor: str | None) -> tuple[Page[TestSet], dict[str, LabRun]]:
    """A page of the workspace's sets, with the newest run of each."""
    page = queries.list_sets(tx, actor.workspace_id, q, limit, cursor)
    return page, queries.last_runs(tx, actor.workspace_id, [row.id for row in page.rows])


def list_steps(tx: Tx, actor: Actor, set_id: str, limit: int, cursor: str | None) -> Page[TestStep]:
    """A page of a set's steps, in the order of its file."""
    found = get_set(tx, actor, set_id)
    return queries.page_of_steps(tx, actor.workspace_id, found.id, found.file_revision, limit, cursor)


def file_of(tx: Tx, actor: Actor, set_id: str) -> tuple[TestSet, bytes]:
    """The set as the CSV file that an upload takes."""
    found = get_set(tx, actor, set_id)
    rows = queries.steps_of(tx, actor.workspace_id, found.id, found.file_revision)
    return found, csvfile.write([(row.no, row.question, StepSpec.model_validate(row.spec)) for row in rows])


def show_set(tx: Tx, found: TestSet) -> TestSetRead:
    """The wire object; its notices are those of this moment."""
    last = queries.last_runs(tx, found.workspace_id, [found.id]).get(found.id)
    return _show(found, notices_of(tx, found), last, gates_with(tx, found.workspace_id, found.id))


def show_in_list(found: TestSet, last: LabRun | None) -> TestSetRead:
    """The wire object of a list, without what takes reading the file."""
    return _show(found, [], last, [])


def show_step(row: TestStep) -> StepRead:
    """A step on the wire."""
    place = {"position": row.position, "no": row.no, "case": row.case, "step": row.step, "question": row.question}
    return StepRead.model_validate({**row.spec, **place})


def notices_of(tx: Tx, found: TestSet) -> list[Notice]:
    """Columns that are not used, and expected chunks that nobody has now."""
    notices = [
        Notice(code="column_ignored", message=f"The column '{name}' is not used.", value=name)
        for name in found.ignored_columns
    ]
    rows = queries.steps_of(tx, found.workspace_id, found.id, found.file_revision)
    named = {id_: row.position for row in reversed(rows) for id_ in row.spec["expectedChunkIds"]}
    known = {hit.chunk_id for hit in knowledge.chunks_by_id(tx, found.workspace_id, list(named))}
    return notices + [
        Notice(code="chunk_unknown", message=f"No knowledge base has the chunk '{id_}' now.", row=row, value=id_)
        for id_, row in sorted(named.items(), key=lambda item: item[1])
        if id_ not in known
    ]


def gates_with(tx: Tx, workspace_id: str, set_id: str) -> list[dict[str, Any]]:
    """Assistants whose gate names a set, as items of `errors[]`."""
    return [
        field_error(
            "gate.testSetIds",
            "inUse",
            f"The gate of assistant '{assistant.name}' uses it.",
            kind="assistant",
            id=assistant.id,
            name=assistant.name,
        )
        for assistant, _ in assistant_queries.contents_in_use(tx, workspace_id)
        if assistant.gate.get("mode", "off") != "off" and set_id in assistant.gate.get("testSetIds", [])
    ]


def free_name(tx: Tx, workspace_id: str, wanted: str) -> str:
    """The name, counting on when it is taken."""
    plain = wanted.strip()[:NAME_MAX] or "Test set"
    name, count = plain, 2
    while queries.find_by_name(tx, workspace_id, name.casefold()) is not None:
        suffix = f" ({count})"
        name, count = plain[: NAME_MAX - len(suffix)] + suffix, count + 1
    return name


def _about(actor: Actor, file_name: str, file: CaseFile) -> dict[str, Any]:
    return {
        "file_name": file_name[:NAME_MAX],
        "cases": file.cases,
        "steps": len(file.steps),
        "ignored_columns": file.ignored,
        "edited_by": actor.name,
    }


def as_step(row: TestStep) -> Step:
    """A stored step as a line of a file."""
    spec = StepSpec.model_validate(row.spec)
    return Step(row.position, row.no, row.case, row.step, row.question, spec, row.message_id)


def _store_steps(tx: Tx, found: TestSet, steps: Sequence[Step]) -> None:
    for at, step in enumerate(steps):
        tx.session.add(
            TestStep(
                test_set_id=found.id,
                file_revision=found.file_revision,
                position=at,
                workspace_id=found.workspace_id,
                no=step.no,
                case=step.case,
                step=step.step,
                question=step.question,
                spec=step.spec.model_dump(mode="json"),
                message_id=step.message_id,
            )
        )
    tx.flush()


def _check_name(tx: Tx, actor: Actor, name: str, but: str | None) -> None:
    taken = queries.find_by_name(tx, actor.workspace_id, name.casefold())
    if taken is not None and taken.id != but:
        message = f"Another test set is called '{name}'. Choose another name."
        raise Validation([field_error("name", "unique", message)])


def _show(found: TestSet, notices: list[Notice], last: LabRun | None, used_by: list[dict[str, Any]]) -> TestSetRead:
    return TestSetRead(
        id=found.id,
        name=found.name,
        file_name=found.file_name,
        revision=found.revision,
        file_revision=found.file_revision,
        cases=found.cases,
        steps=found.steps,
        notices=notices,
        last_run=LastRun.model_validate(last) if last else None,
        used_by=used_by,
        created_by=found.created_by,
        edited_by=found.edited_by,
        created_at=found.created_at,
        updated_at=found.updated_at,
    )


def _changed(tx: Tx, found: TestSet) -> TestSet:
    tx.flush()
    shown = show_in_list(found, None).model_dump(mode="json")
    announce(tx, found.workspace_id, "testSet.changed", shown, right=READ_RIGHT)
    return found


def _audit(tx: Tx, actor: Actor, found: TestSet, action: str, **change: Any) -> None:
    accounts.audit(tx, actor, action, target_kind="testSet", target_id=found.id, target_label=found.name, **change)
