"""The figures of a run: rates with their 95 % Wilson interval, regressions, times (`assistants.md` 3.13). Pure."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Z = 1.959963984540054
NANO = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """What is counted of one result."""

    case: str
    target: str
    mode: str
    passed: bool | None
    match: str
    rank: int | None
    outcome: str | None
    skipped: bool
    error: bool
    seconds: float
    prompt_tokens: int
    completion_tokens: int
    cost_nano: int
    currency: str | None
    differences: Sequence[str] | None = None


def wilson(passed: int, count: int) -> tuple[float, float] | None:
    """The 95 % interval of a rate (Wilson 1927); None without a case."""
    if not count:
        return None
    rate, square = passed / count, Z * Z
    middle = (rate + square / (2 * count)) / (1 + square / count)
    half = Z * math.sqrt(rate * (1 - rate) / count + square / (4 * count * count)) / (1 + square / count)
    return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)


def cases_of(results: Iterable[Told]) -> dict[str, bool | None]:
    """Whether each case passes: all its steps do; None where nothing was asked of any."""
    found: dict[str, bool | None] = {}
    for one in results:
        before = found.setdefault(one.case, None)
        if one.passed is False or before is False:
            found[one.case] = False
        elif one.passed:
            found[one.case] = True
    return found


def regressions(baseline: Sequence[Told], candidate: Sequence[Told]) -> list[str]:
    """The cases that pass on the baseline and fail on the candidate."""
    before, after = cases_of(baseline), cases_of(candidate)
    return [case for case, passed in after.items() if passed is False and before.get(case)]


def baseline_of(targets: Sequence[str]) -> str | None:
    """What the other targets of a comparison are measured by; None where nothing is compared."""
    if len(targets) < 2:
        return None
    return "live" if "live" in targets else targets[0]


def summarise(results: Sequence[Told], targets: Sequence[str], modes: Sequence[str]) -> list[dict[str, Any]]:
    """The figures of each target: all modes together first, then each of several."""
    baseline = baseline_of(targets)
    asked: list[str | None] = [None, *modes] if len(modes) > 1 else list(modes)
    return [_figures(results, target, mode, baseline) for target in targets for mode in asked]


def _of(results: Sequence[Told], target: str, mode: str | None) -> list[Told]:
    return [one for one in results if one.target == target and mode in (None, one.mode)]


def _figures(results: Sequence[Told], target: str, mode: str | None, baseline: str | None) -> dict[str, Any]:
    mine = _of(results, target, mode)
    cases = cases_of(mine)
    passed, failed = (sum(one is value for one in cases.values()) for value in (True, False))
    ranks = [one.rank for one in mine if one.rank is not None]
    matched, missed = (sum(one.match == value for one in mine) for value in ("match", "no_match"))
    interval = wilson(passed, passed + failed)
    regressed = regressions(_of(results, baseline, mode), mine) if baseline and baseline != target else []
    return {
        "target": target,
        "mode": mode,
        "cases": len(cases),
        "steps": len(mine),
        "passed": passed,
        "failed": failed,
        "passRate": _share(passed, passed + failed),
        "interval": {"low": interval[0], "high": interval[1]} if interval else None,
        "matched": matched,
        "notMatched": missed,
        "notAsked": sum(one.match == "n/a" for one in mine),
        "matchRate": _share(matched, matched + missed),
        "meanRank": round(sum(ranks) / len(ranks), 2) if ranks else None,
        "skipped": sum(one.skipped for one in mine),
        "fallbacks": sum(one.outcome == "fallback" for one in mine),
        "errors": sum(one.error for one in mine),
        **_amounts(mine),
        "regressions": regressed,
        "differing": _differing(mine),
    }


def _differing(mine: Sequence[Told]) -> dict[str, int] | None:
    compared = [one.differences for one in mine if one.differences is not None]
    if not compared:
        return None
    counts = {name: sum(name in one for one in compared) for name in ("outcome", "sources", "answer")}
    return {"turns": sum(bool(one) for one in compared), **counts}


def _amounts(mine: Sequence[Told]) -> dict[str, Any]:
    seconds = sorted(one.seconds for one in mine if not one.skipped)
    currency = next((one.currency for one in mine if one.currency), None)
    cost = sum(one.cost_nano for one in mine if one.currency == currency)
    return {
        "meanSeconds": round(sum(seconds) / len(seconds), 3) if seconds else None,
        "p95Seconds": round(seconds[math.ceil(0.95 * len(seconds)) - 1], 3) if seconds else None,
        "promptTokens": sum(one.prompt_tokens for one in mine),
        "completionTokens": sum(one.completion_tokens for one in mine),
        "cost": {"amount": f"{cost / NANO:.6f}", "currency": currency} if currency else None,
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
