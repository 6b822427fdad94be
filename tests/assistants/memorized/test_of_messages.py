"""Answers of the report memorized together: what becomes an entry, and what is left out and why."""

from typing import Any

import httpx2

from tests.assistants.lab.conftest import API, REFUNDS, Lab, a_desk, lab, speaking

__all__ = ["lab", "speaking"]


async def memorize(http: httpx2.AsyncClient, ids: list[str], **more: Any) -> dict[str, Any]:
    """What became of exchanges."""
    reply = await http.post(f"{API}/memorized-responses/of-messages", json={"messageIds": ids, **more})
    assert reply.status_code == 201, reply.text
    return reply.json()


async def test_answers_are_memorized_for_their_assistant_and_answer_at_once(lab: Lab) -> None:
    desk = await a_desk(lab, model="extractive")
    first = await desk.ask("When are refunds paid?", "a")
    again = await desk.ask("when are refunds paid", "b")
    nothing = await desk.ask("Who won the cup?", "c")
    unknown = "0192f0c0-0000-7000-8000-000000000000"
    ids = [one["messageId"] for one in (first, again, nothing)]
    made = await memorize(lab.http, [*ids, unknown])
    assert len(made["ids"]) == 1
    assert [(one["messageId"], one["reason"]) for one in made["skipped"]] == [
        (ids[1], "duplicate"),
        (ids[2], "noAnswer"),
        (unknown, "gone"),
    ]
    assert made["skipped"][0]["responseId"] == made["ids"][0]
    entry = await lab.call("GET", f"/memorized-responses/{made['ids'][0]}")
    assert (entry["answer"], entry["language"], entry["assistantIds"]) == (REFUNDS, "en", [desk.id])
    assert (await desk.ask("When are refunds paid?", "d"))["inspection"]["outcome"] == "memorized"


async def test_entries_for_every_assistant_are_asked_for(lab: Lab) -> None:
    desk = await a_desk(lab, model="extractive")
    first = await desk.ask("When are refunds paid?")
    made = await memorize(lab.http, [first["messageId"]], allAssistants=True)
    assert (await lab.call("GET", f"/memorized-responses/{made['ids'][0]}"))["assistantIds"] == []
    for body in ({"messageIds": []}, {"messageIds": ["x"] * 201}):
        assert (await lab.http.post(f"{API}/memorized-responses/of-messages", json=body)).status_code == 422
