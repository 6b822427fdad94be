"""The verbs of runs: begin, cancel, show, delete."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from comity import accounts, fulfillments, knowledge, models
from comity.assistants.lab.errors import LabAssistantNotSupported, LabRunNotFinished, LabRunNotFound
from comity.assistants.lab.events import LabRunFinished
from comity.assistants.lab.models import LabResult, LabRun, TestStep
from comity.assistants.lab.runs import queries
from comity.assistants.lab.runs.figures import Told, baseline_of, regressions, summarise
from comity.assistants.lab.runs.schemas import (
    CaseRead,
    Figures,
    ResultRead,
    RunCreate,
    RunOptions,
    RunRead,
    Shown,
    TargetRead,
)
from comity.assistants.lab.testsets.queries import find_set, forget_steps
from comity.assistants.lab.testsets.schemas import StepSpec
from comity.assistants.lab.testsets.service import get_set
from comity.assistants.models import Assistant
from comity.assistants.schemas import Content
from comity.assistants.service import content_hash, get_assistant
from comity.assistants.writing.configs import content_at
from comity.kernel import clock
from comity.kernel.context import Actor, system_actor
from comity.kernel.db import Page, Tx
from comity.kernel.errors import LimitReached, Validation, field_error
from comity.kernel.events import publish as announce_event
from comity.kernel.http.schema import Listing
from comity.kernel.jobs import enqueue
from comity.kernel.realtime import announce, wake_after_commit

READ_RIGHT = "genai.lab.read"
RUN_JOB = "lab.run"
OPEN_MAX = 20
LIVE = "live"


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
        knowledge_versions={base: version for one in bases for base, version in one.items()},
        total=found.steps * len(targets) * len(wanted.modes),
        publish=publish,
        actor_id=actor.id,
        requested_by=actor.name,
    )
    tx.session.add(run)
    tx.flush()
    lane = f"lab:{actor.workspace_id}:{actor.id}"
    enqueue(tx, RUN_JOB, {"id": run.id, "workspaceId": run.workspace_id}, workspace_id=run.workspace_id, lane=lane)
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


def bases_of(tx: Tx, workspace_id: str, fulfillment_ids: Sequence[str]) -> dict[str, int]:
    """The bases that fulfillments search, each with its live version."""
    found = fulfillments.in_order(tx, workspace_id, list(fulfillment_ids))
    ids = dict.fromkeys(one.knowledge_base_id for one in found if one.kind == "search" and one.knowledge_base_id)
    actor = system_actor(workspace_id)
    return {id_: knowledge.get_base(tx, actor, id_).live_version for id_ in ids}


def told_of(steps: Sequence[TestStep], results: Sequence[LabResult]) -> list[Told]:
    """What is counted of results."""
    cases = {step.position: step.case for step in steps}
    return [
        Told(
            case=cases[one.position],
            target=one.target,
            mode=one.mode,
            passed=one.passed,
            match=one.match,
            rank=one.rank,
            outcome=one.outcome,
            skipped=bool(one.skipped),
            error=bool(one.error),
            seconds=one.seconds,
            prompt_tokens=one.prompt_tokens,
            completion_tokens=one.completion_tokens,
            cost_nano=one.cost_nano,
            currency=one.currency,
        )
        for one in results
        if one.position in cases
    ]


def show_run(run: LabRun) -> RunRead:
    """The wire object."""
    targets = [TargetRead.model_validate({k: v for k, v in one.items() if k != "content"}) for one in run.targets]
    publish = run.publish or {}
    return RunRead(
        id=run.id,
        status="cancelling" if run.cancel_requested and run.status in queries.OPEN else run.status,  # pyright: ignore[reportArgumentType]
        test_set_id=run.test_set_id,
        test_set_name=run.test_set_name,
        file_revision=run.file_revision,
        assistant_id=run.assistant_id,
        assistant_name=run.assistant_name,
        modes=run.modes,  # pyright: ignore[reportArgumentType]  checked by the schema
        targets=targets,
        baseline=baseline_of([one.target for one in targets]),
        options=RunOptions.model_validate(run.options),
        judge_model=(run.options.get("judgeModel") or "").partition("/")[2] or None,
        knowledge_versions=run.knowledge_versions,
        done=run.done,
        total=run.total,
        failed=run.failed,
        figures=[Figures.model_validate(one) for one in run.summary],
        publishes=run.publish is not None,
        published_version=publish.get("version"),
        publish_refused=publish.get("refused"),
        error=run.error,
        requested_by=run.requested_by,
        created_at=run.created_at,
        started_at=run.started_at,
        ended_at=run.ended_at,
    )


def list_cases(tx: Tx, actor: Actor, run_id: str, shown: Shown, limit: int, cursor: str | None) -> Listing[CaseRead]:
    """A page of the steps with their results, in the order of the file; `cursor` is the position to go on from."""
    run = get_run(tx, actor, run_id)
    after = _position(cursor)
    steps = queries.steps_of(tx, run)
    regressed = _regressed(tx, run, steps)
    wanted = [step for step in steps if step.position >= after and _is_shown(shown, step, regressed)]
    here = wanted[:limit]
    results: dict[int, list[LabResult]] = {}
    for one in queries.results_at(tx, run, [step.position for step in here]):
        results.setdefault(one.position, []).append(one)
    data = [_show_case(step, results.get(step.position, []), regressed.by_case, run) for step in here]
    following = str(wanted[limit].position) if len(wanted) > limit else None
    return Listing(data=data, next_cursor=following)


@dataclass(frozen=True, slots=True)
class _Regressed:
    """The targets on which a case fails though it passes on the baseline, and the cases that fail anywhere."""

    by_case: dict[str, list[str]]
    failing: set[str]


def _regressed(tx: Tx, run: LabRun, steps: Sequence[TestStep]) -> _Regressed:
    told = told_of(steps, queries.results_of(tx, run))
    names = [one["target"] for one in run.targets]
    baseline = baseline_of(names)
    by_case: dict[str, list[str]] = {}
    for name in names if baseline else ():
        mine, before = ([one for one in told if one.target == which] for which in (name, baseline))
        for mode in run.modes if name != baseline else ():
            for case in regressions([o for o in before if o.mode == mode], [o for o in mine if o.mode == mode]):
                by_case.setdefault(case, []).append(name)
    return _Regressed(by_case, {one.case for one in told if one.passed is False})


def _is_shown(shown: Shown, step: TestStep, regressed: _Regressed) -> bool:
    if shown == "failed":
        return step.case in regressed.failing
    return shown == "all" or step.case in regressed.by_case


def _position(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not cursor.isascii() or not cursor.isdigit() or len(cursor) > 6:
        message = "This cursor is not one that was given out. Start again without a cursor."
        raise Validation([field_error("cursor", "cursor", message)])
    return int(cursor)


def _show_case(step: TestStep, results: Sequence[LabResult], regressed: dict[str, list[str]], run: LabRun) -> CaseRead:
    order = {one["target"]: at for at, one in enumerate(run.targets)}
    ranked = sorted(results, key=lambda one: (order.get(one.target, 99), run.modes.index(one.mode)))
    return CaseRead(
        position=step.position,
        no=step.no,
        case=step.case,
        step=step.step,
        question=step.question,
        expected=StepSpec.model_validate(step.spec),
        results=[ResultRead.model_validate(one) for one in ranked],
        regressions=list(dict.fromkeys(regressed.get(step.case, []))),
    )


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
