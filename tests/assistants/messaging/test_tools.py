"""Tools that a model calls: the loop, its bounds, and what is only done once a person said yes (`assistants.md` 3.3, 3.10)."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from comity.assistants.messaging import leases
from comity.kernel import clock
from comity.kernel.config import OutboundSettings
from tests.assistants.messaging.conftest import Desk
from tests.assistants.messaging.model_server import ModelServer, Say, Wants
from tests.fulfillments.target_server import TargetServer, target_server

ORDER = {"type": "object", "properties": {"orderId": {"type": "string"}}, "required": ["orderId"]}


@pytest.fixture
async def target() -> AsyncIterator[TargetServer]:
    """The system that actions call."""
    async with target_server() as server:
        yield server


@pytest.fixture
def outbound(model: ModelServer, target: TargetServer) -> OutboundSettings:
    """What the configuration opens: the model and the system."""
    return OutboundSettings(allow=(model.place, target.place))


async def tooled(desk: Desk, target: TargetServer, *, documents: str = "", **content: Any) -> Desk:
    """A desk with a reading and a changing action, for a model that calls tools."""
    offers = [{"name": "m-1", "contextTokens": 32_000, "maxOutputTokens": 4096, "tools": True}]
    connection_id = desk.reference.partition("/")[0]
    await desk.manage("PATCH", f"/model-connections/{connection_id}", {"models": offers})
    read = {
        "method": "GET",
        "url": f"{target.url}/orders/{{{{orderId}}}}",
        "parameters": ORDER,
        "safe": True,
        "confirm": "none",
    }
    change = {"method": "POST", "url": f"{target.url}/orders/{{{{orderId}}}}/cancel", "parameters": ORDER}
    change |= {"body": '{"who": "{{metadata.who}}"}'}
    made = [
        await desk.manage("POST", "/fulfillments", {"kind": "action", "name": name, "action": action})
        for name, action in (("getOrder", read), ("cancelOrder", change))
    ]
    ids = [one["id"] for one in made]
    content = {"groundingPolicy": "flag", "prompt": "Help with orders.", **content}
    return await desk.another("Orders", fulfillmentIds=ids, **content)


async def ids_of(desk: Desk) -> list[str]:
    """The fulfillments of the desk's assistant."""
    return (await desk.manage("GET", f"/assistants/{desk.assistant_id}"))["fulfillmentIds"]


def wants(name: str, **arguments: Any) -> Say:
    return Say(texts=(), wants=(Wants(name, json.dumps(arguments)),))


async def test_a_model_calls_a_safe_tool_and_answers_with_its_result(
    desk: Desk, model: ModelServer, target: TargetServer
) -> None:
    orders = await tooled(desk, target)
    model.queue = [wants("getOrder", orderId="17"), Say(texts=("The order ", "17 is shipped."))]
    reply = await orders.ask("Where is my order 17?")
    assert (reply["answer"], reply["inspection"]["outcome"]) == ("The order 17 is shipped.", "answered")
    call = reply["inspection"]["toolCalls"][0]
    assert {**call, "ms": 0} == {
        "fulfillmentId": call["fulfillmentId"], "tool": "getOrder", "arguments": {"orderId": "17"},
        "status": 200, "ms": 0, "confirmed": None,
    }  # fmt: skip
    assert [asked.path for asked in target.asked] == ["/orders/17"]
    told = model.bodies[-1]["messages"][-1]
    assert (told["role"], json.loads(told["content"])) == ("tool", target.reply)
    assert [tool["function"]["name"] for tool in model.bodies[0]["tools"]] == ["getOrder", "cancelOrder"]
    assert reply["inspection"]["grounding"]["supported"] == 1
    log = await desk.manage("GET", f"/fulfillments/{call['fulfillmentId']}/calls")
    assert (log["data"][0]["messageId"], log["data"][0]["status"]) == (reply["messageId"], 200)


async def test_without_a_source_only_what_a_tool_said_is_an_answer(
    desk: Desk, model: ModelServer, target: TargetServer
) -> None:
    orders = await tooled(desk, target, fallbackBehaviour="fixed_text")
    model.queue = [Say(texts=("The moon is made of cheese.",))]
    frames = await orders.stream("What is the moon made of?")
    assert frames[-1].data["inspection"]["outcome"] == "fallback"
    assert "cheese" not in json.dumps([frame.data for frame in frames])


async def test_a_model_that_is_not_marked_as_calling_tools_gets_none(
    desk: Desk, model: ModelServer, target: TargetServer
) -> None:
    orders = await tooled(desk, target)
    offers = [{"name": "m-1", "contextTokens": 32_000, "maxOutputTokens": 4096}]
    await desk.manage("PATCH", f"/model-connections/{desk.reference.partition('/')[0]}", {"models": offers})
    other = await desk.another("Other", fulfillmentIds=await ids_of(orders), fallbackBehaviour="model_answers")
    reply = await other.ask("Where is my order?")
    assert "tools" not in model.bodies[-1]
    assert [warning["code"] for warning in reply["inspection"]["warnings"]] == ["tools_unavailable"]


async def test_failures_are_told_twice_and_then_the_tools_are_gone(
    desk: Desk, model: ModelServer, target: TargetServer
) -> None:
    orders = await tooled(desk, target)
    target.status, target.reply = 500, "down"
    model.queue = [wants("getOrder", orderId="1"), wants("getOrder", orderId="2"), Say(texts=("I cannot see it now.",))]
    reply = await orders.ask("Where is my order?")
    assert reply["answer"] == "I cannot see it now."
    assert [json.loads(m["content"]) for m in model.bodies[-1]["messages"] if m["role"] == "tool"] == [
        {"error": "The service answered 500: down"}
    ] * 2
    assert "tools" in model.bodies[1]
    assert "tools" not in model.bodies[2]


async def test_five_calls_are_made_and_no_sixth(desk: Desk, model: ModelServer, target: TargetServer) -> None:
    orders = await tooled(desk, target)
    many = Say(texts=(), wants=tuple(Wants("getOrder", json.dumps({"orderId": str(n)})) for n in range(4)))
    model.queue = [many, many, Say(texts=("Enough.",))]
    reply = await orders.ask("Where are all my orders?")
    assert (len(target.asked), len(reply["inspection"]["toolCalls"])) == (5, 5)
    assert "tools" not in model.bodies[2]


async def test_an_address_of_this_machine_is_refused_and_told(
    desk: Desk, model: ModelServer, target: TargetServer
) -> None:
    orders = await tooled(desk, target)
    target.status, target.headers = 302, {"Location": "http://127.0.0.1:1/admin"}
    model.queue = [wants("getOrder", orderId="1"), Say(texts=("I cannot see it now.",))]
    reply = await orders.ask("Where is my order?")
    told = json.loads(model.bodies[-1]["messages"][-1]["content"])
    assert told["error"].startswith("The call was refused")
    assert reply["inspection"]["toolCalls"][0]["status"] is None
    assert orders.rt.outbound.guard.refusals[-1].rule == "port"


async def asked_to_cancel(orders: Desk, model: ModelServer, **more: Any) -> dict[str, Any]:
    """A reply that ends with the question whether to cancel."""
    model.queue = [wants("cancelOrder", orderId="17")]
    reply = await orders.ask("Cancel my order 17", sessionId="s-1", metadata={"who": "nok"}, **more)
    assert reply["actions"][0]["type"] == "confirm"
    return reply


async def confirm(orders: Desk, reply: dict[str, Any], accept: bool = True) -> tuple[int, Any]:
    body = {"confirmationId": reply["actions"][0]["confirmationId"], "accept": accept}
    status, answer, _ = await orders.call("POST", f"/messages/{reply['messageId']}/confirm", body)
    return status, answer


async def test_an_unsafe_tool_is_asked_for_and_called_once_however_often_it_is_confirmed(
    desk: Desk, model: ModelServer, target: TargetServer
) -> None:
    orders = await tooled(desk, target)
    reply = await asked_to_cancel(orders, model)
    action = reply["actions"][0]
    assert (action["tool"], action["arguments"]) == ("cancelOrder", {"orderId": "17"})
    assert "cancelOrder (orderId: 17)" in reply["answer"]
    assert (reply["inspection"]["toolCalls"][0]["confirmed"], target.asked) == (False, [])
    model.queue = [Say(texts=("Your order 17 is cancelled.",))]
    answers = await asyncio.gather(*(confirm(orders, reply) for _ in range(5)))
    assert {status for status, _ in answers} == {200}
    assert len({answer["messageId"] for _, answer in answers}) == 1
    done = answers[0][1]
    assert (done["answer"], done["sessionId"]) == ("Your order 17 is cancelled.", "s-1")
    assert done["inspection"]["toolCalls"][0]["confirmed"] is True
    assert (len(target.asked), target.asked[0].body) == (1, '{"who":"nok"}')
    assert target.asked[0].headers["Idempotency-Key"] == action["confirmationId"]
    assert (await confirm(orders, reply, accept=False))[1]["messageId"] == done["messageId"]
    _, page, _ = await orders.call("GET", "/sessions/s-1/messages")
    assert [m["question"] for m in page["data"]] == ["Cancel my order 17", "Yes"]


@pytest.mark.parametrize(("word", "calls"), [("Yes!", 1), ("ยืนยันค่ะ", 1), ("no", 0), ("ไม่ครับ", 0)])
async def test_a_listed_word_right_after_the_question_settles_it(
    desk: Desk, model: ModelServer, target: TargetServer, word: str, calls: int
) -> None:
    orders = await tooled(desk, target)
    reply = await asked_to_cancel(orders, model)
    model.queue = [Say(texts=("Your order 17 is cancelled.",))]
    done = await orders.ask(word, sessionId="s-1")
    assert (len(target.asked), done["inspection"]["toolCalls"][0]["confirmed"]) == (calls, bool(calls))
    assert (await confirm(orders, reply))[1]["messageId"] == done["messageId"]
    assert len(target.asked) == calls


async def test_a_yes_to_something_else_confirms_nothing(desk: Desk, model: ModelServer, target: TargetServer) -> None:
    orders = await tooled(desk, target)
    await asked_to_cancel(orders, model)
    model.queue = [Say(texts=("We open at nine. Anything else?",)), Say(texts=("What would you like?",))]
    await orders.ask("When do you open?", sessionId="s-1")
    await orders.ask("yes", sessionId="s-1")
    await orders.ask("yes", sessionId="s-2")
    assert target.asked == []


async def test_a_late_confirmation_is_gone_and_a_foreign_one_unknown(
    desk: Desk, model: ModelServer, target: TargetServer
) -> None:
    orders = await tooled(desk, target)
    reply = await asked_to_cancel(orders, model)
    other = {"actions": [{"confirmationId": "nothing"}], "messageId": reply["messageId"]}
    assert (await confirm(orders, other))[1]["code"] == 404907
    assert (await confirm(desk, reply))[1]["code"] == 404901
    with clock.frozen(clock.now()):
        clock.tick(15 * 60 + 1)
        assert (await confirm(orders, reply))[1]["code"] == 410900
    assert target.asked == []


async def test_what_an_agent_has_to_confirm_no_word_of_the_contact_does(
    desk: Desk, model: ModelServer, target: TargetServer
) -> None:
    orders = await tooled(desk, target)
    shown = (await desk.manage("GET", "/fulfillments?q=cancel"))["data"][0]
    await desk.manage("PATCH", f"/fulfillments/{shown['id']}", {"action": {**shown["action"], "confirm": "agent"}})
    reply = await asked_to_cancel(orders, model)
    await orders.ask("yes", sessionId="s-1")
    assert (await confirm(orders, reply))[1]["code"] == 403000
    assert target.asked == []
    model.queue = [Say(texts=("Your order 17 is cancelled.",))]
    body = {"confirmationId": reply["actions"][0]["confirmationId"], "accept": True}
    await desk.manage("POST", f"/messages/{reply['messageId']}/confirm", body)
    assert len(target.asked) == 1


async def test_a_run_is_marked_before_the_call_and_then_never_begun_again(
    desk: Desk, model: ModelServer, target: TargetServer
) -> None:
    orders = await tooled(desk, target)
    reply = await asked_to_cancel(orders, model)
    target.seconds = 0.3
    confirming = asyncio.create_task(confirm(orders, reply))
    async with asyncio.timeout(10):
        while not target.asked:  # noqa: ASYNC110  the call is on its way
            await asyncio.sleep(0.01)
    runs = orders.rt.parts["runs"]
    message_id = next(iter(runs._open))
    marked = await orders.rt.db.awrite(lambda tx: leases.mark_unsafe_call(tx, message_id, runs.owner))
    assert marked is False, "another process that took the run over would not call again"
    fulfillment_id = reply["inspection"]["toolCalls"][0]["fulfillmentId"]
    log = await desk.manage("GET", f"/fulfillments/{fulfillment_id}/calls")
    assert [(row["error"], row["status"]) for row in log["data"]] == [
        ("The process ended before the reply was read.", None)
    ]
    elsewhere = await orders.rt.db.aread(leases.open_runs)
    assert [(run.message_id, run.unsafe_calls) for run in elsewhere] == [(message_id, 1)]
    await confirming
    assert len(target.asked) == 1
    log = await desk.manage("GET", f"/fulfillments/{fulfillment_id}/calls")
    assert [(row["error"], row["status"]) for row in log["data"]] == [(None, 200)]


async def test_an_action_that_changed_since_it_was_asked_about_is_not_called(
    desk: Desk, model: ModelServer, target: TargetServer
) -> None:
    orders = await tooled(desk, target)
    reply = await asked_to_cancel(orders, model)
    shown = (await desk.manage("GET", "/fulfillments?q=cancel"))["data"][0]
    await desk.manage(
        "PATCH", f"/fulfillments/{shown['id']}", {"action": {**shown["action"], "url": f"{target.url}/all"}}
    )
    _, done = await confirm(orders, reply)
    assert "no longer" in done["answer"]
    assert target.asked == []


async def test_a_confirmed_call_is_told_even_when_the_model_has_failed_meanwhile(
    desk: Desk, model: ModelServer, target: TargetServer
) -> None:
    orders = await tooled(desk, target)
    reply = await asked_to_cancel(orders, model)
    model.queue, model.say, target.reply = [], Say(status=400), "cancelled as C-1"
    _, done = await confirm(orders, reply)
    assert (done["answer"], done["inspection"]["degraded"]) == ("Done.\n\ncancelled as C-1", True)
    assert len(target.asked) == 1


async def test_a_model_asks_for_a_person_and_the_caller_gets_the_action(
    desk: Desk, model: ModelServer, target: TargetServer
) -> None:
    orders = await tooled(
        desk, target, handoff={"enabled": True, "offerAfterFallbacks": 2}, fallbackBehaviour="fixed_text"
    )
    model.queue = [
        wants("request_human", reason="asked_for_human", summary="Wants to talk about order 17."),
        Say(texts=("I have asked a colleague to join.",)),
    ]
    reply = await orders.ask("I want to talk to a person")
    assert reply["answer"] == "I have asked a colleague to join."
    assert reply["actions"] == [
        {"type": "handoff", "reason": "asked_for_human", "summary": "Wants to talk about order 17."}
    ]
    model.say = Say(texts=("Hm.",))
    assert [(await orders.ask("Lorem?", sessionId="f"))["actions"] for _ in range(2)][1][0]["reason"] == "fallback"
