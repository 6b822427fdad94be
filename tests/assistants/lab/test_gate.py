"""The gate before a publish: runs that passed on this draft and this knowledge (`assistants.md` 3.13)."""

from collections.abc import Callable
from typing import Any

import pytest

from comity.kernel.llm import Script
from tests.assistants.lab.conftest import API, SAID, Lab

FILE = "no.,question,must contain\ncase-1-1,When are refunds paid?,7 days\ncase-2-1,Are refunds paid soon?,7 days"
BROKEN = {"blockedTopics": [{"name": "Money", "phrases": ["refunds paid"], "reply": "No."}]}


@pytest.fixture
async def gated(lab: Lab) -> tuple[str, str]:
    """An assistant whose gate blocks, published once, and the gate's test set."""
    made = await lab.upload(FILE)
    desk = await lab.assistant()
    await lab.call("POST", f"/assistants/{desk['id']}/publish", json={})
    gate = {"mode": "block", "testSetIds": [made["id"]], "minPassRate": 1, "maxRegressions": 0}
    await lab.call("PATCH", f"/assistants/{desk['id']}", json={"gate": gate, "greetingMessage": "Hello"})
    return desk["id"], made["id"]


async def publish(lab: Lab, assistant_id: str, **body: Any) -> tuple[int, Any]:
    """Status and body of a publish."""
    reply = await lab.http.post(f"{API}/assistants/{assistant_id}/publish", json=body)
    return reply.status_code, reply.json()


async def test_a_draft_that_was_not_run_is_not_published(lab: Lab, gated: tuple[str, str]) -> None:
    status, refused = await publish(lab, gated[0])
    assert (status, refused["code"], refused["name"]) == (409, 409902, "PublishBlockedException")
    assert [(one["rule"], one["testSetId"]) for one in refused["errors"]] == [("notRun", gated[1])]


async def test_a_draft_whose_cases_pass_is_published_with_the_run_that_says_so(
    lab: Lab, gated: tuple[str, str]
) -> None:
    run = await lab.tried(gated[1], gated[0], targets=["live", "draft"])
    status, reply = await publish(lab, gated[0])
    assert (status, reply["version"]["number"], reply["version"]["labRunId"]) == (200, 2, run["id"])


async def test_a_broken_draft_is_refused_naming_its_cases(lab: Lab, gated: tuple[str, str]) -> None:
    await lab.call("PATCH", f"/assistants/{gated[0]}", json=BROKEN)
    run = await lab.tried(gated[1], gated[0], targets=["live", "draft"])
    status, refused = await publish(lab, gated[0])
    assert status == 409
    found = [(one["rule"], one.get("case")) for one in refused["errors"]]
    assert found[:3] == [("passRate", None), ("failed", "case-1"), ("failed", "case-2")]
    assert found[3:] == [("regressions", None), ("regression", "case-1"), ("regression", "case-2")]
    assert all(one["labRunId"] == run["id"] for one in refused["errors"])


async def test_an_override_needs_the_right_and_a_reason_and_is_audited(lab: Lab, gated: tuple[str, str]) -> None:
    status, refused = await publish(lab, gated[0], override=True, overrideReason=" ")
    assert (status, refused["errors"][0]["path"]) == (422, "overrideReason")
    status, _ = await publish(lab, gated[0], override=True, overrideReason="The shop opens today.")
    assert status == 200
    rows = (await lab.call("GET", "/audit", params={"action": "assistant.gateOverridden"}))["data"]
    assert [row["reason"] for row in rows if row["action"] == "assistant.gateOverridden"] == ["The shop opens today."]


async def test_new_knowledge_makes_a_passed_run_count_no_more(lab: Lab, gated: tuple[str, str]) -> None:
    await lab.tried(gated[1], gated[0], targets=["live", "draft"])
    await lab.call("POST", f"/knowledge-bases/{lab.base}/chunks", json={"content": "Refunds are paid in cash."})
    status, refused = await publish(lab, gated[0])
    assert (status, refused["errors"][0]["rule"]) == (409, "notRun")


async def test_a_version_that_is_cut_of_the_knowledge_a_run_saw_changes_nothing(
    lab: Lab, gated: tuple[str, str]
) -> None:
    await lab.tried(gated[1], gated[0], targets=["live", "draft"])
    await lab.call("POST", f"/knowledge-bases/{lab.base}/publish", json={})
    assert (await publish(lab, gated[0]))[0] == 200


async def test_a_gate_that_warns_lets_through_and_says_so(lab: Lab, gated: tuple[str, str]) -> None:
    gate = {"mode": "warn", "testSetIds": [gated[1]]}
    await lab.call("PATCH", f"/assistants/{gated[0]}", json={"gate": gate})
    status, reply = await publish(lab, gated[0])
    assert (status, [one["code"] for one in reply["warnings"]]) == (200, ["gate_failed"])


async def test_a_publish_runs_its_gate_and_follows_when_it_passes(lab: Lab, gated: tuple[str, str]) -> None:
    status, begun = await publish(lab, gated[0], runGate=True, note="By the gate")
    assert status == 202
    async with lab.working():
        run = await lab.ended(begun["labRunId"])
    assert (run["publishedVersion"], run["publishRefused"]) == (2, None)
    versions = (await lab.call("GET", f"/assistants/{gated[0]}/versions"))["data"]
    assert (versions[0]["number"], versions[0]["note"], versions[0]["live"]) == (2, "By the gate", True)


async def test_a_publish_whose_gate_fails_does_not_follow(
    lab: Lab, gated: tuple[str, str], speaking: Callable[..., Script]
) -> None:
    speaking("Nobody knows.")
    _, begun = await publish(lab, gated[0], runGate=True)
    async with lab.working():
        run = await lab.ended(begun["labRunId"])
    assert run["publishedVersion"] is None and "blocks publishing" in run["publishRefused"]
    assert (await lab.call("GET", f"/assistants/{gated[0]}"))["liveVersion"] == 1
    speaking(SAID)


async def test_restoring_with_publish_passes_the_gate_too(lab: Lab, gated: tuple[str, str]) -> None:
    path = f"{API}/assistants/{gated[0]}/versions/1/restore"
    blocked = await lab.http.post(path, json={"publish": True})
    assert blocked.json()["code"] == 409902
    by_force = {"publish": True, "override": True, "overrideReason": "Back to what worked."}
    assert (await lab.http.post(path, json=by_force)).json()["version"]["number"] == 2


async def test_a_gate_names_test_sets_that_there_are(lab: Lab) -> None:
    body = {"name": "Other", "gate": {"mode": "block", "testSetIds": ["0197aaaa-0000-7000-8000-000000000000"]}}
    refused = await lab.http.post(f"{API}/assistants", json=body)
    assert refused.json()["errors"][0]["path"] == "gate.testSetIds[0]"
