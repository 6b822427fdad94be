"""Leaving, stopping, waiting: a run lives apart from whoever asked (`assistants.md` 3.11)."""

import asyncio
import time

import pytest

from comity.assistants.messaging import leases
from comity.assistants.messaging.run import OpenRun
from comity.assistants.messaging.runs import Writing
from tests.assistants.messaging.conftest import Desk
from tests.assistants.messaging.model_server import Say
from tests.assistants.messaging.sse import text_of

pytestmark = pytest.mark.anyio
LONG = Say([f"w{i} " for i in range(200)], between_seconds=0.05)


async def test_who_leaves_finds_the_answer_later(desk: Desk) -> None:
    desk.model.say = Say([f"w{i} " for i in range(20)], between_seconds=0.02)
    async with desk.open() as stream:
        await stream.data(limit=1)
        message_id = stream.headers["Comity-Message-Id"]
    shown = await desk.ended(message_id)
    assert (shown["status"], shown["inspection"]["outcome"]) == ("finished", "answered")
    assert shown["answer"].endswith("w19 ")
    assert desk.model.aborted_at == []


@pytest.mark.parametrize("stream", [True, False])
async def test_with_cancel_the_model_is_aborted_soon_after_the_last_reader_left(
    desk: Desk, stream: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.assistants.messaging.runs.LEAVE_GRACE_SECONDS", 0.5)
    desk.model.say = LONG
    calling = asyncio.create_task(
        desk.call("POST", "/messages", {"message": "x", "stream": stream, "onDisconnect": "cancel", "sessionId": "s"})
    )
    await asyncio.sleep(0.5)
    calling.cancel()
    await asyncio.gather(calling, return_exceptions=True)
    left = time.monotonic()
    _, listed, _ = await desk.call("GET", "/sessions/s/messages")
    shown = await desk.ended(listed["data"][0]["messageId"])
    assert (shown["status"], shown["inspection"]["outcome"]) == ("stopped", "stopped")
    assert shown["answer"].startswith("w0 w1")
    assert 0.3 < desk.model.aborted_at[0] - left < 3


async def test_with_cancel_an_answer_that_is_read_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.assistants.messaging.runs.LEAVE_GRACE_SECONDS", 0.3)
    desk.model.say = Say([f"w{i} " for i in range(30)], between_seconds=0.05)
    async with desk.open(onDisconnect="cancel") as stream:
        await stream.data(limit=1)
        message_id = stream.headers["Comity-Message-Id"]
    async with desk.resume(message_id) as again:
        last = (await again.data())[-1].data or {}
    assert last["inspection"]["outcome"] == "answered"


async def test_a_stop_aborts_the_model_within_a_second_and_the_stream_ends_with_the_text_so_far(desk: Desk) -> None:
    desk.model.say = LONG
    async with desk.open() as stream:
        seen = await stream.data(limit=3)
        message_id = stream.headers["Comity-Message-Id"]
        asked = time.monotonic()
        status, reply, _ = await desk.call("POST", f"/messages/{message_id}/stop")
        last = (await stream.data())[-1]
    assert (status, reply) == (202, {"messageId": message_id, "status": "stopping"})
    assert (last.data or {})["__status"] == "finished"
    assert (last.data or {})["inspection"]["outcome"] == "stopped"
    assert (last.data or {})["answer"].startswith(text_of(seen))
    assert last.at - asked < 1
    await asyncio.sleep(0.1)
    assert desk.model.aborted_at[0] - asked < 1
    again = await desk.call("POST", f"/messages/{message_id}/stop")
    assert again[:2] == (200, {"messageId": message_id, "status": "stopped"})


async def test_a_stop_before_the_first_word_and_while_waiting_in_the_queue_ends_the_run_too(desk: Desk) -> None:
    desk.model.say = Say(("late",), first_seconds=30)
    async with desk.open(sessionId="q") as first, desk.open(sessionId="q") as second:
        for stream in (second, first):
            message_id = stream.headers["Comity-Message-Id"]
            assert (await desk.call("POST", f"/messages/{message_id}/stop"))[0] == 202
            last = (await asyncio.wait_for(stream.data(), 3))[-1].data or {}
            assert (last["answer"], last["inspection"]["outcome"]) == ("", "stopped")
            assert (await desk.ended(message_id))["status"] == "stopped"


async def test_a_stop_that_another_process_was_asked_for_is_heard(desk: Desk) -> None:
    desk.model.say = LONG
    async with desk.open() as stream:
        await stream.data(limit=1)
        message_id = stream.headers["Comity-Message-Id"]
        asked = time.monotonic()
        await desk.rt.db.awrite(lambda tx: leases.ask_stop(tx, message_id))
        last = (await stream.data())[-1]
    assert (last.data or {})["inspection"]["outcome"] == "stopped"
    assert last.at - asked < 1


async def test_who_does_not_want_to_wait_is_told_where_the_answer_will_be(desk: Desk) -> None:
    desk.model.say = Say(("slow",), first_seconds=1.5)
    status, reply, headers = await desk.call(
        "POST", "/messages", {"message": "x", "sessionId": "s-1", "waitSeconds": 1}
    )
    message_id = reply["messageId"]
    assert (status, reply) == (202, {"messageId": message_id, "sessionId": "s-1", "status": "running"})
    assert headers["Location"] == f"/api/v1/messages/{message_id}"
    assert (await desk.ended(message_id))["answer"] == "slow"


async def test_an_answer_that_takes_longer_than_the_assistant_allows_fails_in_the_documented_shape(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = desk.rt.parts["runs"]
    make = runs._new_writing

    async def in_a_hurry(run: OpenRun) -> tuple[Writing, float]:
        return (await make(run))[0], 0.3

    monkeypatch.setattr(runs, "_new_writing", in_a_hurry)
    desk.model.say = LONG
    last = (await desk.stream())[-1].data or {}
    assert (last["__error"], last["name"], last["code"], last["status"]) == (True, "RunTimeoutException", 504900, 504)
