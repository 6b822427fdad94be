"""Stored sessions asked again: turn by turn, with what other systems answered then, compared with the old answers."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from comity import assistants
from comity.assistants.lab import models
from comity.kernel import clock
from comity.kernel.llm import Script, Scripted, ToolCall
from tests.assistants.lab.conftest import API, REFUNDS, SAID, Lab, a_desk
from tests.fulfillments.conftest import runtime, target
from tests.fulfillments.target_server import TargetServer

__all__ = ["runtime", "target"]


async def test_the_same_version_answers_the_same(lab: Lab) -> None:
    desk = await a_desk(lab, model="extractive")
    for session, question in (("a", "When are refunds paid?"), ("a", "Open on Sunday?"), ("b", "Who won the cup?")):
        await desk.ask(question, session)
    run = await desk.replay(targets=["1", "draft"])
    assert (run["status"], run["done"], run["failed"]) == ("finished", 6, 0)
    assert (run["testSetId"], run["replay"]["sessions"], run["replay"]["isCut"]) == (None, 2, False)
    assert [one["differing"]["turns"] for one in run["figures"]] == [0, 0]
    turns = await lab.cases(run["id"])
    assert [turn["question"] for turn in turns] == ["Who won the cup?", "When are refunds paid?", "Open on Sunday?"]
    assert [turn["recorded"]["sessionId"] for turn in turns] == ["b", "a", "a"]
    assert all(one["differences"] == [] and one["passed"] for turn in turns for one in turn["results"])


async def test_a_changed_draft_shows_what_differs_and_where_first(lab: Lab) -> None:
    desk = await a_desk(lab, model="extractive")
    for question in ("Open on Sunday?", "When are refunds paid?", "When exactly are refunds paid?"):
        await desk.ask(question)
    topics = [{"name": "Money", "phrases": ["refunds paid"], "reply": "Ask a person."}]
    await lab.call("PATCH", f"/assistants/{desk.id}", json={"blockedTopics": topics})
    run = await desk.replay(targets=["draft"])
    assert run["figures"][0]["differing"] == {"turns": 2, "outcome": 2, "sources": 2, "answer": 2}
    assert (run["failed"], run["figures"][0]["passed"], run["figures"][0]["failed"]) == (2, 0, 1)
    first, second, third = await lab.cases(run["id"])
    assert [turn["firstDifference"] for turn in (first, second, third)] == [[], ["draft"], []]
    assert second["recorded"]["answer"].startswith(REFUNDS)
    assert (second["recorded"]["outcome"], second["results"][0]["outcome"]) == ("answered", "refused")
    assert second["results"][0]["differences"] == ["outcome", "sources", "answer"]
    assert len(await lab.cases(run["id"], show="failed")) == 3


async def test_the_zip_of_a_replay_holds_what_differs_then_and_now(lab: Lab) -> None:
    desk = await a_desk(lab, model="extractive")
    for question in ("Open on Sunday?", "When are refunds paid?", "=1+1 when are refunds paid?"):
        await desk.ask(question)
    topics = [{"name": "Money", "phrases": ["refunds paid"], "reply": "Ask a person."}]
    await lab.call("PATCH", f"/assistants/{desk.id}", json={"blockedTopics": topics})
    run = await desk.replay(targets=["draft", "1"])
    reply = await lab.http.get(f"{API}/lab/runs/{run['id']}/download")
    files = zipfile.ZipFile(io.BytesIO(reply.content))
    assert files.namelist() == ["Summary.csv", "Test-cases.csv", "Differences.csv"]
    rows = list(csv.DictReader(io.StringIO(files.read("Differences.csv").decode("utf-8-sig"))))
    assert [(row["turn"], row["target"], row["first in its session"]) for row in rows] == [
        ("2", "draft", "yes"),
        ("3", "draft", "no"),
    ]
    first, second = rows
    assert (first["differs"], first["outcome then"], first["outcome now"]) == (
        "outcome; sources; answer",
        "answered",
        "refused",
    )
    assert first["answer then"].startswith(REFUNDS) and first["answer now"] == "Ask a person."
    assert first["chunk ids then"] and not first["chunk ids now"]
    assert second["question"].startswith("'=1+1")
    assert "turns that differ,2" in files.read("Summary.csv").decode()


async def test_turns_are_asked_in_order_with_their_own_history(lab: Lab, speaking: Callable[..., Script]) -> None:
    desk = await a_desk(lab)
    await desk.ask("When are refunds paid?")
    await desk.ask("And on Sunday?")
    script = speaking(Scripted(texts=("Newly said. [1]",)))
    run = await desk.replay(targets=["live"])
    assert run["failed"] == 2
    last = [message["content"] for message in script.calls[-1].request.messages]
    assert "When are refunds paid?" in last and "Newly said. [1]" in last and SAID not in last


async def test_other_systems_are_not_asked_again(
    lab: Lab, speaking: Callable[..., Script], target: TargetServer
) -> None:
    number = {"type": "object", "properties": {"number": {"type": "string"}}, "required": ["number"]}
    action = {"method": "GET", "url": f"{target.url}/orders/{{{{number}}}}", "parameters": number}
    body = {"kind": "action", "name": "get_order", "action": action | {"safe": True, "confirm": "none"}}
    made = await lab.call("POST", "/fulfillments", json=body)
    desk = await a_desk(lab, fulfillmentIds=[lab.fulfillment, made["id"]])
    wants = Scripted(tool_calls=(ToolCall("c1", "get_order", '{"number": "17"}'),))
    speaking(wants, Scripted(texts=("Your order has shipped.",)))
    await desk.ask("Where is my order 17?")
    assert len(target.asked) == 1
    script = speaking(wants, Scripted(texts=("Your order has shipped.",)))
    run = await desk.replay(targets=["1"])
    told = [one["content"] for call in script.calls for one in call.request.messages if one["role"] == "tool"]
    assert run["failed"] == 0 and len(target.asked) == 1
    assert "shipped" in told[0]
    speaking(
        Scripted(tool_calls=(ToolCall("c1", "get_order", '{"number": "18"}'),)), Scripted(texts=("I cannot see it.",))
    )
    run = await desk.replay(targets=["1"])
    assert run["figures"][0]["differing"]["answer"] == 1 and len(target.asked) == 1


async def test_memorized_answers_hold_as_of_then(lab: Lab) -> None:
    until = clock.iso(clock.now() + timedelta(hours=1))
    entry = {"question": "Parking?", "answer": "In the yard.", "validTo": until}
    await lab.call("POST", "/memorized-responses", json=entry)
    desk = await a_desk(lab, model="extractive")
    assert (await desk.ask("Parking?"))["inspection"]["outcome"] == "memorized"
    clock.tick(2 * 3600)
    run = await desk.replay(targets=["live"])
    assert run["failed"] == 0
    assert (await desk.ask("Parking?"))["inspection"]["outcome"] != "memorized"


async def test_sessions_are_chosen_by_filters_or_by_name(lab: Lab) -> None:
    desk = await a_desk(lab, model="extractive")
    asked = [await desk.ask(question, f"s-{n}") for n, question in enumerate(("Refunds paid?", "Who won?", "Sunday?"))]

    async def preview(**more: Any) -> tuple[int, int, bool]:
        found = await lab.call("POST", "/lab/replays/preview", json={"assistantId": desk.id, **more})
        return found["sessions"], found["turns"], found["isCut"]

    assert await preview() == (3, 3, False)
    assert await preview(sessions=2) == (2, 2, True)
    assert await preview(filters={"outcome": ["fallback"]}) == (1, 1, False)
    assert await preview(messageIds=[asked[0]["messageId"], asked[0]["messageId"]]) == (1, 1, False)
    assert await preview(filters={"outcome": ["failed"]}) == (0, 0, False)
    assert (await lab.call("GET", "/lab/runs"))["data"] == []


async def test_what_cannot_be_replayed_is_refused_and_nothing_begins(lab: Lab) -> None:
    desk = await a_desk(lab, model="extractive")
    for body, path in (
        ({}, "filters"),
        ({"messageIds": ["0192f0c0-0000-7000-8000-000000000000"]}, "messageIds[0]"),
        ({"filters": {"source": ["lab"]}}, "filters"),
        ({"sessions": 201}, "sessions"),
        ({"targets": ["draft", "draft"]}, "targets"),
    ):
        reply = await lab.http.post(f"{API}/lab/replays", json={"assistantId": desk.id, **body})
        assert reply.status_code == 422, reply.text
        assert path in reply.json()["errors"][0]["path"]
    missing = await lab.http.post(f"{API}/lab/replays", json={"assistantId": desk.id, "targets": ["7"]})
    assert (missing.status_code, missing.json()["code"]) == (404, 404902)
    assert (await lab.call("GET", "/lab/runs"))["data"] == []


async def test_erasing_a_person_empties_their_replays(lab: Lab) -> None:
    desk = await a_desk(lab, model="extractive")
    await desk.ask("Are refunds paid to Somchai?", userId="u-7")
    run = await desk.replay()
    assert (await lab.cases(run["id"]))[0]["question"] == "Are refunds paid to Somchai?"
    workspace = (await lab.http.get(f"{API}/me")).json()["workspaces"][0]["id"]
    erased = await assistants.erase_user(lab.rt, workspace, "u-7")
    assert erased.messages == 2
    turn = (await lab.cases(run["id"]))[0]
    assert (turn["question"], turn["recorded"]) == ("", None)
    assert (turn["results"][0]["answer"], turn["results"][0]["chunks"]) == ("", [])
    kept = await lab.call("GET", "/gen-ai/messages", params={"source": "replay"})
    assert [row["question"] for row in kept["data"]] == [""]


async def test_a_replay_goes_on_where_it_was_left_and_is_deleted_with_its_turns(lab: Lab) -> None:
    desk = await a_desk(lab, model="extractive")
    for number in range(12):
        await desk.ask("When are refunds paid?", f"s-{number}")
    run = await lab.call("POST", "/lab/replays", json={"assistantId": desk.id})
    async with lab.working():
        await lab.progressed(run["id"], 3)
    async with lab.working():
        run = await lab.ended(run["id"])
    assert (run["done"], run["total"], run["failed"]) == (12, 12, 0)
    kept = await lab.call("GET", "/gen-ai/messages", params={"source": "replay"})
    assert len(kept["data"]) == 12
    await lab.call("DELETE", f"/lab/runs/{run['id']}")
    left = await lab.rt.db.aread(lambda tx: tx.session.scalar(select(func.count()).select_from(models.TestStep)))
    assert left == 0
