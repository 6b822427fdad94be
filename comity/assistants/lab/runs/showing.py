"""Runs as the API shows them: how far they are, their figures, their cases with results."""

from collections.abc import Sequence
from dataclasses import dataclass

from comity.assistants.lab.models import LabResult, LabRun, TestStep
from comity.assistants.lab.replays.reading import shown_of
from comity.assistants.lab.runs import queries
from comity.assistants.lab.runs.figures import Told, baseline_of, regressions
from comity.assistants.lab.runs.schemas import (
    CaseRead,
    Figures,
    RecordedRead,
    ReplayRead,
    ResultRead,
    RunOptions,
    RunRead,
    Shown,
    TargetRead,
)
from comity.assistants.lab.testsets.schemas import StepSpec
from comity.kernel.db import Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.http.schema import Listing


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
            differences=one.differences,
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
        test_set_id=run.test_set_id if run.replay is None else None,
        test_set_name=run.test_set_name,
        file_revision=run.file_revision,
        replay=ReplayRead.model_validate(run.replay) if run.replay is not None else None,
        assistant_id=run.assistant_id,
        assistant_name=run.assistant_name,
        modes=run.modes,  # pyright: ignore[reportArgumentType]  checked by the schema
        targets=targets,
        baseline=baseline_of([one.target for one in targets]),
        options=RunOptions.model_validate(run.options),
        judge_model=(run.options.get("judgeModel") or "").partition("/")[2] or None,
        knowledge_versions={base: seen["version"] for base, seen in run.knowledge_versions.items()},
        knowledge_bases={base: seen["name"] for base, seen in run.knowledge_versions.items()},
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


def list_cases(tx: Tx, run: LabRun, shown: Shown, limit: int, cursor: str | None) -> Listing[CaseRead]:
    """A page of a run's steps with their results, in the order of the file; `cursor` is the position to go on from."""
    after = _position(cursor)
    steps = queries.steps_of(tx, run)
    regressed = _regressed(tx, run, steps)
    wanted = [step for step in steps if step.position >= after and _is_shown(shown, step, regressed)]
    here = wanted[:limit]
    results: dict[int, list[LabResult]] = {}
    for one in queries.results_at(tx, run, [step.position for step in here]):
        results.setdefault(one.position, []).append(one)
    recorded = shown_of(tx, run, here)
    data = [
        _show_case(step, results.get(step.position, []), regressed, run, recorded.get(step.position)) for step in here
    ]
    following = str(wanted[limit].position) if len(wanted) > limit else None
    return Listing(data=data, next_cursor=following)


@dataclass(frozen=True, slots=True)
class _Regressed:
    """The targets on which a case fails though it passes on the baseline, and the cases that fail anywhere.

    `first`: in a replay, the targets on which the turn at a position is the first of its session that differs.
    """

    by_case: dict[str, list[str]]
    failing: set[str]
    first: dict[int, list[str]]


def _regressed(tx: Tx, run: LabRun, steps: Sequence[TestStep]) -> _Regressed:
    results = queries.results_of(tx, run)
    told = told_of(steps, results)
    names = [one["target"] for one in run.targets]
    baseline = baseline_of(names)
    by_case: dict[str, list[str]] = {}
    for name in names if baseline else ():
        mine, before = ([one for one in told if one.target == which] for which in (name, baseline))
        for mode in run.modes if name != baseline else ():
            for case in regressions([o for o in before if o.mode == mode], [o for o in mine if o.mode == mode]):
                by_case.setdefault(case, []).append(name)
    return _Regressed(by_case, {one.case for one in told if one.passed is False}, _first(steps, results))


def _first(steps: Sequence[TestStep], results: Sequence[LabResult]) -> dict[int, list[str]]:
    """Results come in the order of the turns."""
    cases = {step.position: step.case for step in steps}
    found: dict[tuple[str, str], int] = {}
    for one in results:
        if one.differences:
            found.setdefault((cases[one.position], one.target), one.position)
    by_position: dict[int, list[str]] = {}
    for (_, target), position in found.items():
        by_position.setdefault(position, []).append(target)
    return by_position


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


def _show_case(
    step: TestStep,
    results: Sequence[LabResult],
    regressed: _Regressed,
    run: LabRun,
    recorded: tuple[str, RecordedRead] | None,
) -> CaseRead:
    order = {one["target"]: at for at, one in enumerate(run.targets)}
    ranked = sorted(results, key=lambda one: (order.get(one.target, 99), run.modes.index(one.mode)))
    return CaseRead(
        position=step.position,
        no=step.no,
        case=step.case,
        step=step.step,
        question=recorded[0] if recorded else step.question,
        expected=StepSpec.model_validate(step.spec),
        results=[ResultRead.model_validate(one) for one in ranked],
        regressions=list(dict.fromkeys(regressed.by_case.get(step.case, []))),
        recorded=recorded[1] if recorded else None,
        first_difference=regressed.first.get(step.position, []),
    )
