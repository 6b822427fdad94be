"""Keys that make a call happen once, and limits (`assistants.md` 3.2, 3.12)."""

import asyncio

import pytest

from comity.kernel import clock
from comity.kernel.db import SQL
from tests.assistants.messaging.conftest import Desk
from tests.assistants.messaging.model_server import Say
from tests.assistants.messaging.sse import text_of

pytestmark = pytest.mark.anyio
MESSAGES, RUNS = SQL("SELECT count(*) FROM assistant_messages"), SQL("SELECT count(*) FROM assistant_runs")

LIMIT_HEADERS = ("Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")


async def stored(desk: Desk) -> tuple[int, int]:
    """How many messages and runs there are."""
    return await desk.rt.db.aread(lambda tx: (tx.value(MESSAGES), tx.value(RUNS)))


async def test_one_idempotency_key_twenty_times_at_once_is_one_run_and_twenty_equal_replies(desk: Desk) -> None:
    desk.model.say = Say(("once",), first_seconds=0.2)
    key = {"Idempotency-Key": "k-1"}
    calls = [desk.call("POST", "/messages", {"message": "x"}, key) for _ in range(20)]
    replies = await asyncio.gather(*calls)
    assert {status for status, _, _ in replies} == {200}
    assert len({str(reply) for _, reply, _ in replies}) == 1
    assert sum(headers.get("Idempotency-Replayed") == "true" for _, _, headers in replies) == 19
    assert await stored(desk) == (1, 1)
    assert len(desk.model.bodies) == 1


async def test_an_idempotency_key_with_another_body_is_refused_and_on_another_path_it_is_another_key(
    desk: Desk,
) -> None:
    key = {"Idempotency-Key": "k-1"}
    await desk.call("POST", "/messages", {"message": "x"}, key)
    status, reply, _ = await desk.call("POST", "/messages", {"message": "y"}, key)
    assert (status, reply["code"]) == (409, 409000)
    status, reply, headers = await desk.call("POST", f"/assistants/{desk.assistant_id}/messages", {"message": "y"}, key)
    assert (status, "Idempotency-Replayed" in headers) == (200, False)


async def test_a_stream_with_a_known_idempotency_key_attaches_to_its_run(desk: Desk) -> None:
    desk.model.say = Say(("a ", "b ", "c"), between_seconds=0.2)
    key = {"Idempotency-Key": "k-1"}
    async with desk.open(headers=key) as first, desk.open(headers=key) as second:
        one, two = await asyncio.gather(first.data(), second.data())
    assert one[-1].raw == two[-1].raw
    async with desk.open(headers=key) as third:
        assert text_of(await third.data()) == ""
        assert third.seen[-1].raw == one[-1].raw
    assert await stored(desk) == (1, 1)


async def test_an_idempotency_key_is_forgotten_after_a_day_and_may_not_be_too_long(desk: Desk) -> None:
    first = (await desk.call("POST", "/messages", {"message": "x"}, {"Idempotency-Key": "k"}))[1]
    with clock.frozen(clock.now()):
        clock.tick(24 * 3600 + 1)
        second = (await desk.call("POST", "/messages", {"message": "y"}, {"Idempotency-Key": "k"}))[1]
    assert first["messageId"] != second["messageId"]
    status, reply, _ = await desk.call("POST", "/messages", {"message": "x"}, {"Idempotency-Key": "k" * 256})
    assert (status, reply["errors"][0]["rule"]) == (422, "maxLength")


async def test_a_call_over_the_limit_is_told_when_to_come_back_and_then_succeeds(desk: Desk) -> None:
    await desk.manage("PATCH", f"/assistants/{desk.assistant_id}", {"rateLimitPerMinute": 3})
    with clock.frozen(clock.now()):
        for left in (2, 1, 0):
            _, _, headers = await desk.call("POST", "/messages", {"message": "x"})
            assert (headers["RateLimit-Limit"], headers["RateLimit-Remaining"]) == ("3", str(left))
        status, reply, headers = await desk.call("POST", "/messages", {"message": "x"})
        assert (status, reply["code"], reply["name"]) == (429, 429000, "RateLimitException")
        assert all(name in headers for name in LIMIT_HEADERS)
        assert (await stored(desk))[0] == 3
        clock.tick(int(headers["Retry-After"]))
        assert (await desk.call("POST", "/messages", {"message": "x"}))[0] == 200


async def test_a_user_has_a_limit_of_their_own(desk: Desk) -> None:
    await desk.manage("PATCH", f"/assistants/{desk.assistant_id}", {"userRateLimitPerMinute": 1})
    assert (await desk.call("POST", "/messages", {"message": "x", "userId": "u1"}))[0] == 200
    assert (await desk.call("POST", "/messages", {"message": "x", "userId": "u1"}))[0] == 429
    assert (await desk.call("POST", "/messages", {"message": "x", "userId": "u2"}))[0] == 200


async def test_more_runs_at_once_than_the_assistant_may_write_are_refused(desk: Desk) -> None:
    await desk.manage("PATCH", f"/assistants/{desk.assistant_id}", {"maxConcurrentRuns": 2})
    desk.model.say = Say(("slow",), first_seconds=30)
    async with desk.open() as one, desk.open() as two:
        status, reply, headers = await desk.call("POST", "/messages", {"message": "x"})
        assert (status, reply["code"], reply["name"]) == (429, 429900, "TooManyRunsException")
        assert all(name in headers for name in LIMIT_HEADERS)
        assert await stored(desk) == (2, 2)
        for stream in (one, two):
            await desk.call("POST", f"/messages/{stream.headers['Comity-Message-Id']}/stop")


async def test_messages_of_a_session_are_answered_in_order_and_an_eleventh_waiting_one_is_refused(desk: Desk) -> None:
    desk.model.queue = [Say(("first",), first_seconds=30)]
    desk.model.say = Say(("next",))
    async with desk.open("m0", sessionId="busy") as running:
        waiting = []
        for number in range(1, 11):
            waiting.append(asyncio.create_task(desk.ask(f"m{number}", sessionId="busy")))
            while (await stored(desk))[0] <= number:  # noqa: ASYNC110  in the order of their numbers
                await asyncio.sleep(0.01)
        status, reply, headers = await desk.call("POST", "/messages", {"message": "m11", "sessionId": "busy"})
        assert (status, reply["code"], reply["name"]) == (429, 429901, "SessionBusyException")
        assert all(name in headers for name in LIMIT_HEADERS)
        await desk.call("POST", f"/messages/{running.headers['Comity-Message-Id']}/stop")
        await running.data()
    await asyncio.gather(*waiting)
    asked = [prompt[-1]["content"] for prompt in desk.model.prompts]
    assert asked == [f"m{number}" for number in range(11)]
    assert (await stored(desk))[0] == 11
