"""The zip of a run: `Summary.csv` and `Test-cases.csv`, as spreadsheets read them (`assistants.md` 3.13); of a replay also what differs."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from comity.assistants.lab.runs.schemas import MODE_LABELS, CaseRead, Figures, RecordedRead, ResultRead, RunRead
from comity.kernel import clock
from comity.kernel.text import BYTE_ORDER_MARK, csv_text

COLUMNS = (
    "no.", "question", "expected chunk id", "expected answer", "actual chunk ids", "scores", "match", "rank",
    "answer with actual km", "answer with expected km", "checks", "judge score", "passed", "seconds", "error",
)  # fmt: skip
THEN_AND_NOW = (
    "session", "turn", "question", "target", "differs", "first in its session", "version then", "answered then at", "rating then",
    "outcome then", "outcome now", "chunk ids then", "chunk ids now", "answer then", "answer now",
)  # fmt: skip


def pack(run: RunRead, cases: Sequence[CaseRead]) -> bytes:
    """The zip. Where several targets were compared each has rows of its own, told apart by a last column `target`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("Summary.csv", _file(_summary(run)))
        files.writestr("Test-cases.csv", _file(_cases(run, cases)))
        if run.replay is not None:
            files.writestr("Differences.csv", _file(_differences(cases)))
    return out.getvalue()


def _file(rows: Iterable[Sequence[Any]]) -> bytes:
    return (BYTE_ORDER_MARK + csv_text(rows)).encode()


def _summary(run: RunRead) -> list[list[Any]]:
    """`metric,value` rows; the whole list once for each target."""
    rows: list[list[Any]] = [["metric", "value"]]
    for target in run.targets:
        mine = next((one for one in run.figures if one.target == target.target), None)
        named = (
            target.target if target.version is None or target.target != "live" else f"live (version {target.version})"
        )
        rows += [
            ["run", run.id],
            ["assistant", run.assistant_name],
            ["target", named],
            ["model", target.model],
            ["modes", "; ".join(MODE_LABELS[mode] for mode in run.modes)],
            ["started", clock.iso(run.started_at) if run.started_at else ""],
            ["ended", clock.iso(run.ended_at) if run.ended_at else ""],
            *(_figures(mine) if mine else []),
        ]
    return rows


def _figures(one: Figures) -> list[list[Any]]:
    return [
        ["cases", one.cases],
        ["steps", one.steps],
        ["matched", one.matched],
        ["not matched", one.not_matched],
        ["n/a", one.not_asked],
        ["match rate", one.match_rate],
        ["mean rank", one.mean_rank],
        ["pass rate", one.pass_rate],
        ["fallbacks", one.fallbacks],
        ["errors", one.errors],
        ["mean seconds", one.mean_seconds],
        ["p95 seconds", one.p95_seconds],
        ["tokens", one.prompt_tokens + one.completion_tokens],
        *(
            [[f"{name} that differ", count] for name, count in one.differing.model_dump().items()]
            if one.differing
            else []
        ),
    ]


def _cases(run: RunRead, cases: Sequence[CaseRead]) -> list[Sequence[Any]]:
    several = len(run.targets) > 1
    rows: list[Sequence[Any]] = [[*COLUMNS, "target"] if several else COLUMNS]
    for case in cases:
        for target in run.targets:
            mine = {one.mode: one for one in case.results if one.target == target.target}
            if mine:
                rows.append([*_row(case, mine), *([target.target] if several else [])])
    return rows


def _differences(cases: Sequence[CaseRead]) -> Iterable[Sequence[Any]]:
    """The turns that were not answered as they were, then and now; a turn whose record was erased has nothing to compare."""
    yield THEN_AND_NOW
    for case in cases:
        for now in case.results:
            if case.recorded is not None and now.differences:
                yield _then_and_now(case, case.recorded, now)


def _then_and_now(case: CaseRead, then: RecordedRead, now: ResultRead) -> list[Any]:
    return [
        then.session_id,
        case.step,
        case.question,
        now.target,
        "; ".join(now.differences or []),
        "yes" if now.target in case.first_difference else "no",
        then.version,
        clock.iso(then.at),
        then.rating,
        then.outcome,
        now.outcome,
        "|".join(then.chunk_ids),
        "|".join(chunk.id for chunk in now.chunks),
        then.answer,
        now.answer,
    ]


def _row(case: CaseRead, by_mode: dict[Any, ResultRead]) -> list[Any]:
    found = list(by_mode.values())
    searched = by_mode.get("search_km") or by_mode.get("actual_km")
    actual, expected = by_mode.get("actual_km"), by_mode.get("expected_km")
    shown = searched or expected
    judged = next((one.judge for one in (actual, expected) if one and one.judge), None)
    return [
        case.no,
        case.question,
        "|".join(case.expected.expected_chunk_ids),
        case.expected.expected_answer,
        "|".join(chunk.id for chunk in shown.chunks) if shown else "",
        "|".join(f"{chunk.score:.4f}" for chunk in shown.chunks) if shown else "",
        searched.match.replace("_", " ") if searched else "n/a",
        searched.rank if searched else None,
        actual.answer if actual else "",
        expected.answer if expected else "",
        "; ".join(_checks(one, several=len(found) > 1) for one in found if one.checks),
        judged.score if judged else None,
        _passed([one.passed for one in found]),
        round(sum(one.seconds for one in found), 3),
        "; ".join(text for one in found if (text := one.error or one.skipped)),
    ]


def _checks(one: ResultRead, *, several: bool) -> str:
    said = "; ".join(f"{check.check}: {'ok' if check.passed else 'failed'} ({check.detail})" for check in one.checks)
    return f"{one.mode}: {said}" if several else said


def _passed(values: Sequence[bool | None]) -> str:
    if False in values:
        return "no"
    return "yes" if True in values else "n/a"
