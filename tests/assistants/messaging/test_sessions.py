"""Sessions: history, soft resets, lists, and that none of it leaks (`assistants.md` 3.2)."""

import pytest

from comity.kernel import clock
from comity.kernel.db import SQL
from tests.assistants.messaging.conftest import DIRECT, Desk
from tests.assistants.messaging.model_server import ModelServer, Say

pytestmark = pytest.mark.anyio


def history(model: ModelServer) -> list[str]:
    """What the last prompt holds beside its first message and the question."""
    return [message["content"] for message in model.prompts[-1][1:-1]]


async def test_earlier_exchanges_of_the_session_are_sent_and_the_newest_are_kept(
    desk: Desk, model: ModelServer
) -> None:
    await desk.change(historyTurns=2)
    for number in range(4):
        model.say = Say((f"answer {number}",))
        await desk.ask(f"question {number}", sessionId="s")
    assert history(model) == ["question 1", "answer 1", "question 2", "answer 2"]
    await desk.ask("elsewhere", sessionId="other")
    assert history(model) == []


async def test_stopped_and_failed_exchanges_are_not_history(desk: Desk, model: ModelServer) -> None:
    model.say = Say(("half ", "said"), between_seconds=5)
    async with desk.open("stopped one", sessionId="s") as stream:
        await stream.data(limit=1)
        await desk.call("POST", f"/messages/{stream.headers['Comity-Message-Id']}/stop")
        await stream.data()
    model.say = Say(("fine",))
    await desk.ask("next", sessionId="s")
    assert history(model) == []


async def test_after_an_hour_of_silence_history_is_left_out_and_the_session_id_stays(
    desk: Desk, model: ModelServer
) -> None:
    with clock.frozen(clock.now()):
        await desk.ask("one", sessionId="s")
        clock.tick(3599)
        second = await desk.ask("two", sessionId="s")
        assert len(history(model)) == 2
        assert (second["inspection"]["softReset"], second["inspection"]["segment"]) == (False, 1)
        clock.tick(3600)
        third = await desk.ask("three", sessionId="s")
        assert history(model) == []
        assert (third["sessionId"], third["inspection"]["softReset"], third["inspection"]["segment"]) == ("s", True, 2)
        _, listed, _ = await desk.call("GET", "/sessions/s/messages")
        assert [message["question"] for message in listed["data"]] == ["one", "two", "three"]


async def test_with_zero_hours_a_session_never_resets(desk: Desk, model: ModelServer) -> None:
    await desk.change(sessionResetHours=0)
    with clock.frozen(clock.now()):
        await desk.ask("one", sessionId="s")
        clock.tick(400 * 24 * 3600)
        reply = await desk.ask("two", sessionId="s")
    assert (len(history(model)), reply["inspection"]["softReset"]) == (2, False)


async def test_a_deleted_session_begins_anew_under_the_same_id(desk: Desk, model: ModelServer) -> None:
    await desk.ask("one", sessionId="s")
    assert (await desk.call("DELETE", "/sessions/s"))[0] == 204
    reply = await desk.ask("two", sessionId="s")
    assert history(model) == []
    assert (reply["inspection"]["segment"], reply["inspection"]["softReset"]) == (2, False)


async def test_a_session_is_listed_oldest_first_in_pages(desk: Desk) -> None:
    for number in range(3):
        await desk.ask(f"q{number}", sessionId="s")
    _, first, _ = await desk.call("GET", "/sessions/s/messages?limit=2")
    assert [message["question"] for message in first["data"]] == ["q0", "q1"]
    _, second, _ = await desk.call("GET", f"/sessions/s/messages?limit=2&cursor={first['nextCursor']}")
    assert ([message["question"] for message in second["data"]], second["nextCursor"]) == (["q2"], None)
    assert (await desk.call("GET", "/sessions/s/messages?limit=101"))[0] == 422


async def test_without_a_session_id_a_new_one_is_made_and_told(desk: Desk) -> None:
    one, two = await desk.ask(), await desk.ask()
    assert one["sessionId"] != two["sessionId"]
    assert len(one["sessionId"]) == 36


async def test_the_same_session_id_in_two_assistants_never_mixes(desk: Desk, model: ModelServer) -> None:
    other = await desk.another("Other", **DIRECT)
    mine = await desk.ask("mine", sessionId="same")
    await other.ask("theirs", sessionId="same")
    assert history(model) == []
    _, listed, _ = await other.call("GET", "/sessions/same/messages")
    assert [message["question"] for message in listed["data"]] == ["theirs"]
    for method, path in (
        ("GET", ""),
        ("GET", "/stream"),
        ("POST", "/stop"),
        ("PUT", "/feedback"),
    ):
        body = {"rating": "up"} if method == "PUT" else None
        status, reply, _ = await other.call(method, f"/messages/{mine['messageId']}{path}", body)
        assert (status, reply["code"]) == (404, 404901), path
    await other.call("DELETE", "/sessions/same")
    await desk.ask("still here", sessionId="same")
    assert history(model)[0] == "mine"


async def test_feedback_is_kept_once_for_each_user_and_replaced(desk: Desk) -> None:
    reply = await desk.ask(sessionId="s")
    path = f"/messages/{reply['messageId']}/feedback"
    for body in (
        {"rating": "up", "userId": "u1"},
        {"rating": "down", "userId": "u1", "comment": "no"},
        {"rating": "up", "userId": "u2"},
    ):
        assert (await desk.call("PUT", path, body))[0] == 200
    _, listed, _ = await desk.call("GET", "/sessions/s/messages")
    found = {item["userId"]: item["rating"] for item in listed["data"][0]["feedback"]}
    assert found == {"u1": "down", "u2": "up"}
    assert (await desk.call("PUT", path, {"rating": None, "userId": "u1"}))[1] == {
        "messageId": reply["messageId"],
        "rating": None,
    }
    for wrong in (
        {"rating": "maybe"},
        {"rating": "up", "comment": "x" * 2001},
        {"rating": "up", "correctAnswer": "x" * 10_001},
        {},
    ):
        assert (await desk.call("PUT", path, wrong))[0] == 422
    count = SQL("SELECT count(*) FROM assistant_feedback")
    assert await desk.rt.db.aread(lambda tx: tx.value(count)) == 2
