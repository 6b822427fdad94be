"""A run as JUnit XML, which build servers read: one test case for each case, target and mode. Pure."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from comity.assistants.lab.runs.schemas import CaseRead, ResultRead, RunRead
from comity.kernel import clock

_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""
Steps = list[tuple[CaseRead, ResultRead]]


def to_junit(run: RunRead, cases: Sequence[CaseRead]) -> bytes:
    """The document: a test suite for each target and mode; what others are measured by has none, for it is not what is tried."""
    root = ElementTree.Element("testsuites", name=_fit(run.test_set_name))
    totals = {"tests": 0, "failures": 0, "errors": 0, "time": 0.0}
    for target in (one for one in run.targets if one.target != run.baseline):
        for mode in run.modes:
            suite = _suite(root, run, target.target, mode, _by_case(cases, target.target, mode))
            for name in ("tests", "failures", "errors"):
                totals[name] += int(suite.get(name, "0"))
            totals["time"] += float(suite.get("time", "0"))
    for name, value in totals.items():
        root.set(name, f"{value:.3f}" if name == "time" else str(value))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _by_case(cases: Sequence[CaseRead], target: str, mode: str) -> dict[str, Steps]:
    found: dict[str, Steps] = {}
    for case in cases:
        for one in case.results:
            if (one.target, one.mode) == (target, mode):
                found.setdefault(case.case, []).append((case, one))
    return found


def _suite(
    root: ElementTree.Element, run: RunRead, target: str, mode: str, by_case: dict[str, Steps]
) -> ElementTree.Element:
    name = f"{run.test_set_name}.{target}.{mode}"
    suite = ElementTree.SubElement(root, "testsuite", name=_fit(name))
    kinds = [_case(suite, name, case, steps) for case, steps in by_case.items()]
    seconds = sum(one.seconds for steps in by_case.values() for _, one in steps)
    told = {"tests": len(kinds), "failures": kinds.count("failure"), "errors": kinds.count("error")}
    told["skipped"] = kinds.count("skipped")
    for key, value in told.items():
        suite.set(key, str(value))
    suite.set("time", f"{seconds:.3f}")
    suite.set("timestamp", clock.iso(run.started_at or run.created_at)[:19])
    suite.set("hostname", "comity")
    return suite


def _case(suite: ElementTree.Element, suite_name: str, case: str, steps: Steps) -> str:
    """Adds a case; returns what became of it: `passed`, `failure`, `error` or `skipped`."""
    seconds = sum(one.seconds for _, one in steps)
    element = ElementTree.SubElement(
        suite, "testcase", classname=_fit(suite_name), name=_fit(case), time=f"{seconds:.3f}"
    )
    errors = [f"{step.no}: {one.error}" for step, one in steps if one.error]
    failures = [f"{step.no}: {said}" for step, one in steps for said in failures_of(one)]
    if errors or failures:
        kind, said = ("error", errors) if errors else ("failure", failures)
        child = ElementTree.SubElement(element, kind, message=_fit(said[0][:300]), type=kind)
        child.text = _fit("\n".join(said + [f"{step.no}: answer: {one.answer}" for step, one in steps if one.answer]))
        return kind
    if all(one.passed is None for _, one in steps):
        ElementTree.SubElement(element, "skipped", message=_fit(steps[0][1].skipped or "Nothing was asked of it."))
        return "skipped"
    return "passed"


def failures_of(one: ResultRead) -> list[str]:
    """What a step failed by, in words."""
    if one.passed is not False:
        return []
    said = [f"{check.check}: {check.detail}" for check in one.checks if not check.passed]
    if one.match == "no_match":
        said.append("no expected chunk was found")
    if one.judge is not None and not one.judge.passed:
        said.append(f"judge: {one.judge.reason}")
    return said or ([] if one.error else ["failed"])


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
