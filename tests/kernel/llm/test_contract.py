"""What every provider promises, tried on the scripted one and on a real HTTP endpoint (`assistants.md` 3.5)."""

import asyncio
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import pytest

from comity.kernel.llm import ChatRequest, CircuitOpen, Done, ModelFailed, Scripted, ToolCall, Usage
from tests.kernel.llm.conftest import Model

pytestmark = pytest.mark.anyio


def ask(model: Model, **more: Any) -> ChatRequest:
    messages = [{"role": "user", "content": "Where is my order?"}]
    return ChatRequest(connection=model.connection, model="m-1", messages=messages, **more)


async def read(model: Model, **more: Any) -> tuple[str, list[Done]]:
    items = [item async for item in model.llm.stream(ask(model, **more))]
    return "".join(i for i in items if isinstance(i, str)), [i for i in items if isinstance(i, Done)]


async def test_a_reply_is_texts_and_then_one_end_with_its_usage(model: Model) -> None:
    model.say(Scripted(("It ", "is ", "ที่นี่"), finish_reason="length", usage=Usage(40, 3)))
    assert await read(model) == ("It is ที่นี่", [Done("length", Usage(40, 3))])


async def test_texts_arrive_as_they_are_written(model: Model) -> None:
    model.say(Scripted(("a", "b", "c"), between_seconds=0.05))
    items = [item async for item in model.llm.stream(ask(model))]
    assert items[:3] == ["a", "b", "c"]


async def test_a_whole_reply_can_be_asked_for(model: Model) -> None:
    model.say(Scripted(("a", "b"), usage=Usage(1, 2)))
    completion = await model.llm.complete(ask(model))
    assert (completion.text, completion.done.usage) == ("ab", Usage(1, 2))


async def test_tools_are_offered_and_the_wanted_calls_come_with_the_end(model: Model) -> None:
    wanted = (ToolCall("c1", "getOrder", '{"orderId": "17"}'), ToolCall("c2", "getStock", "{}"))
    model.say(Scripted(("One moment.",), tool_calls=wanted, finish_reason="tool_calls"))
    tool = {"type": "function", "function": {"name": "getOrder", "parameters": {"type": "object"}}}
    text, ends = await read(model, tools=[tool])
    assert (text, ends) == ("One moment.", [Done("tool_calls", None, wanted)])
    assert model.offered == [tool]


@pytest.mark.parametrize(
    ("reply", "reason", "calls"),
    [
        (Scripted(status=500), "provider_5xx", 2),
        (Scripted(status=503), "provider_5xx", 2),
        (Scripted(status=429), "rate_limited", 2),
        (Scripted(status=401), "bad_key", 1),
        (Scripted(status=403), "bad_key", 1),
        (Scripted(status=404, detail="no such model"), "provider_5xx", 1),
        (Scripted(status=400, detail="This model's maximum context length is 8192 tokens."), "too_long", 1),
        (Scripted(("a",), dies_after=0), "connect", 2),
        (Scripted(("a",), first_seconds=9), "timeout", 2),
    ],
)
async def test_each_failure_has_its_reason_and_only_passing_ones_are_tried_again(
    model: Model, reply: Scripted, reason: str, calls: int
) -> None:
    model.say(reply)
    with pytest.raises(ModelFailed) as caught:
        await read(model, first_token_seconds=0.1 if reason == "timeout" else 5.0)
    assert (caught.value.reason, model.calls) == (reason, calls)


async def test_a_second_try_that_works_is_an_answer(model: Model) -> None:
    model.say(Scripted(status=500), "fine")
    assert (await read(model))[0] == "fine"


async def test_nothing_is_tried_again_once_text_was_shown(model: Model) -> None:
    model.say(Scripted(("a", "b", "c"), dies_after=2))
    got = []
    with pytest.raises(ModelFailed) as caught:
        async for item in model.llm.stream(ask(model)):
            got.append(item)
    assert "".join(got) == "ab"
    assert (caught.value.reason, model.calls) == ("connect", 1)


async def test_silence_between_tokens_is_a_timeout(model: Model) -> None:
    model.say(Scripted(("a", "b"), between_seconds=9))
    with pytest.raises(ModelFailed) as caught:
        await read(model, between_seconds=0.1)
    assert (caught.value.reason, model.calls) == ("timeout", 1)


async def test_a_short_retry_after_is_waited_and_a_long_one_is_not(model: Model) -> None:
    model.say(Scripted(status=429, retry_after_seconds=0.02), Scripted(status=429, retry_after_seconds=3600))
    with pytest.raises(ModelFailed) as caught:
        await asyncio.wait_for(read(model), 3)
    assert (caught.value.retry_after_seconds, model.calls) == (3600, 2)


async def test_five_failures_in_a_row_open_the_circuit_and_nothing_more_is_sent(model: Model) -> None:
    model.say(Scripted(status=500))
    for _ in range(3):
        with pytest.raises(ModelFailed):
            await read(model)
    sent = model.calls
    with pytest.raises(CircuitOpen) as caught:
        await read(model)
    assert (sent, model.calls, caught.value.reason) == (5, 5, "circuit_open")
    assert model.llm.circuit(model.connection.id) == "open"


async def test_a_prompt_that_is_too_long_says_nothing_about_the_connection(model: Model) -> None:
    model.say(Scripted(status=400, detail="context_length_exceeded"))
    for _ in range(8):
        with pytest.raises(ModelFailed):
            await read(model)
    assert model.llm.circuit(model.connection.id) == "closed"


async def test_closing_the_stream_aborts_the_call(model: Model) -> None:
    model.say(Scripted(("a",) * 1000, between_seconds=0.01))
    async with aclosing(model.llm.stream(ask(model))) as items:
        await anext(items)
    assert await model.was_aborted()
    assert model.llm.circuit(model.connection.id) == "closed"


async def test_cancelling_the_reader_aborts_the_call(model: Model) -> None:
    model.say(Scripted(("a",) * 1000, between_seconds=0.01))
    task = asyncio.create_task(read(model))
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await model.was_aborted()


async def test_a_connection_without_a_key_that_needs_one_says_so(model: Model) -> None:
    model.say(Scripted(status=401))
    model.connection = replace(model.connection, api_key="", headers={})
    with pytest.raises(ModelFailed) as caught:
        await read(model)
    assert caught.value.reason == "no_key"


async def test_a_hundred_streams_do_not_mix(model: Model) -> None:
    model.say(Scripted(tuple("0123456789"), between_seconds=0.005))
    results = await asyncio.gather(*(read(model) for _ in range(100)))
    assert {text for text, _ in results} == {"0123456789"}
