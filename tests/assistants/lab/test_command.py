"""The command line of the lab: exit codes for build servers, and JUnit (`assistants.md` 3.13)."""

import asyncio
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

from comity.assistants.lab.runs.junit import to_junit
from comity.assistants.lab.runs.schemas import CaseRead, RunRead
from comity.cli import build
from tests.assistants.lab.conftest import Lab, a_desk

GOOD = "no.,question,must contain\ncase-1-1,When are refunds paid?,7 days"
BAD = "no.,question,must contain\ncase-1-1,When are refunds paid?,90 days"


@pytest.fixture
def settled(lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the lab's files, on a database that the command finds as its server does."""
    monkeypatch.setattr("comity.kernel.db.schema.bring_to_head", lambda *_: None)
    monkeypatch.setattr("comity.worker.open_database", lambda _settings: lab.rt.db)
    monkeypatch.setattr(lab.rt.db, "close", lambda: None)
    # Else the logs of every later test would go to the output of this command, which is closed by then.
    monkeypatch.setattr("comity.kernel.logs.configure_logs", lambda _settings: None)
    return tmp_path


def command(folder: Path, assistant: str, text: str, *more: str) -> Result:
    """Runs the command on a file of this text."""
    (folder / "cases.csv").write_text(text, "utf-8")
    fixed = ["lab", "run", "--assistant", assistant, "--file", str(folder / "cases.csv"), "--data-dir", str(folder)]
    return CliRunner().invoke(build(), [*fixed, *more])


async def test_the_exit_code_says_how_it_went(lab: Lab, settled: Path) -> None:
    desk = await lab.assistant(model="extractive")

    async def code(text: str, *more: str, assistant: str = desk["id"]) -> int:
        return (await asyncio.to_thread(command, settled, assistant, text, *more)).exit_code

    out = settled / "out.xml"
    assert await code(GOOD, "--target", "draft", "--junit", str(out)) == 0
    assert ElementTree.parse(out).getroot().get("failures") == "0"
    assert await code(BAD, "--junit", str(out)) == 1
    assert ElementTree.parse(out).getroot().get("failures") == "1"
    assert await code(BAD, "--min-pass-rate", "0") == 0
    assert await code("no.,question\ncase1,When?") == 2
    assert await code(GOOD, assistant="Nobody") == 2
    assert await code(GOOD, "--target", "live") == 2
    assert await code(GOOD, "--mode", "guess") == 2


async def test_a_replay_of_sessions_ends_by_how_many_answers_differ(lab: Lab, settled: Path) -> None:
    desk = await a_desk(lab, model="extractive")
    await desk.ask("When are refunds paid?")

    async def replayed(*more: str, assistant: str = desk.id) -> Result:
        fixed = ["lab", "replay", "--assistant", assistant, "--data-dir", str(settled), *more]
        return await asyncio.to_thread(CliRunner().invoke, build(), fixed)

    same = await replayed("--max-different", "0")
    assert (same.exit_code, "0 of 1 answers differ" in same.output) == (0, True)
    topics = [{"name": "Money", "phrases": ["refunds paid"], "reply": "Ask a person."}]
    await lab.call("PATCH", f"/assistants/{desk.id}", json={"blockedTopics": topics})
    other = await replayed("--max-different", "0")
    assert other.exit_code == 1 and "session-1-1" in other.output and "refunds" not in other.output
    assert (await replayed()).exit_code == 0
    assert (await replayed("--outcome", "failed")).exit_code == 2
    assert (await replayed(assistant="Nobody")).exit_code == 2


def test_a_run_as_junit_tells_failures_errors_and_what_was_skipped() -> None:
    results = [
        result(passed=True),
        result(passed=False, checks=[{"check": "must contain", "passed": False, "detail": "7 \x01days"}]),
        result(passed=False, error="The model did not answer."),
        result(passed=None),
    ]
    cases = [case(at, one) for at, one in enumerate(results)]
    root = ElementTree.fromstring(to_junit(run(), cases))
    suite = root.find("testsuite")
    assert suite is not None
    told = {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped", "time")}
    assert told == {"tests": "4", "failures": "1", "errors": "1", "skipped": "1", "time": "2.000"}
    assert [child.tag for one in suite for child in one] == ["failure", "error", "skipped"]
    failure = suite.find("testcase/failure")
    assert failure is not None and failure.get("message") == "case-1-1: must contain: 7 \ufffddays"


def run() -> RunRead:
    """A run of one target in one mode."""
    return RunRead.model_validate(
        {
            **dict.fromkeys(("id", "testSetId", "assistantId", "assistantName", "requestedBy", "error"), ""),
            **dict.fromkeys(("baseline", "judgeModel", "publishedVersion", "publishRefused", "startedAt", "endedAt")),
            "status": "finished", "testSetName": "Cases", "fileRevision": 1, "modes": ["actual_km"], "options": {},
            "targets": [{"target": "draft", "version": None, "contentHash": "", "model": "extractive"}],
            "knowledgeVersions": {}, "knowledgeBases": {}, "done": 4, "total": 4, "failed": 2, "figures": [], "publishes": False,
            "createdAt": "2026-03-02T03:04:05Z",
        }
    )  # fmt: skip


def result(**fields: Any) -> dict[str, Any]:
    """A result of the draft."""
    bare = {
        "outcome": "answered",
        "answer": "Soon.",
        "chunks": [],
        "match": "n/a",
        "rank": None,
        "checks": [],
        "judge": None,
    }
    place = {"target": "draft", "mode": "actual_km", "messageId": None, "promptTokens": 0, "completionTokens": 0}
    return {**bare, **place, "skipped": "", "error": "", "seconds": 0.5, **fields}


def case(number: int, one: dict[str, Any]) -> CaseRead:
    """A case of one step with one result."""
    place = {"position": number, "no": f"case-{number}-1", "case": f"case-{number}", "step": 1, "question": "When?"}
    return CaseRead.model_validate({**place, "expected": {}, "results": [one], "regressions": []})
