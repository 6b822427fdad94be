"""What is sent to an OpenAI-compatible endpoint, and how its bytes become text."""

import json

import pytest

from comity.kernel.llm import Scripted
from comity.kernel.llm.errors import ModelBroken, ModelFailed, ModelUnreachable, PromptTooLong
from comity.kernel.llm.messages import Done, ToolCall, Usage
from comity.kernel.llm.providers.openai_compatible import Reading
from tests.kernel.llm.conftest import Model
from tests.kernel.llm.test_contract import ask, read


def event(text: str, **more: object) -> bytes:
    return b"data: " + json.dumps({"choices": [{"delta": {"content": text}} | more]}).encode() + b"\n\n"


END = b"data: [DONE]\n\n"
STREAM = event("Grüße, ") + b": keep-alive\n\n" + event("สวัสดี") + event("", finish_reason="stop") + END


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50, 10_000])
def test_text_does_not_depend_on_where_the_network_cuts(size: int) -> None:
    reading = Reading()
    text = "".join(reading.feed(STREAM[at : at + size]) for at in range(0, len(STREAM), size))
    assert (text, reading.is_done, reading.done()) == ("Grüße, สวัสดี", True, Done("stop", None))


def test_one_read_with_many_events_is_one_text() -> None:
    assert Reading().feed(event("a") + event("b") + event("c")) == "abc"


def test_line_ends_and_missing_spaces_of_other_servers_are_taken() -> None:
    reading = Reading()
    assert reading.feed(STREAM.replace(b"\n", b"\r\n").replace(b"data: ", b"data:")) == "Grüße, สวัสดี"
    assert reading.is_done


def test_a_stream_without_done_ends_with_its_reason_and_one_without_either_broke_off() -> None:
    finished, cut = Reading(), Reading()
    finished.feed(event("a", finish_reason="length"))
    assert finished.done().finish_reason == "length"
    cut.feed(event("a"))
    with pytest.raises(ModelUnreachable):
        cut.done()


def test_usage_may_come_with_empty_choices_or_with_nulls() -> None:
    reading = Reading()
    reading.feed(event("a", finish_reason="stop"))
    reading.feed(b'data: {"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": null}}\n\n')
    assert reading.done().usage == Usage(7, 0)


def test_whole_calls_without_an_index_are_calls_of_their_own() -> None:
    reading = Reading()
    calls = [{"id": f"c{n}", "function": {"name": "f", "arguments": f'{{"n":{n}}}'}} for n in (1, 2)]
    for call in calls:
        assert reading.feed(event("", delta={"tool_calls": [call]})) == ""
        assert reading.has_token
    reading.feed(event("", finish_reason="tool_calls"))
    assert reading.done().tool_calls == (ToolCall("c1", "f", '{"n":1}'), ToolCall("c2", "f", '{"n":2}'))


def test_reasoning_is_a_sign_of_life_but_no_text() -> None:
    reading = Reading()
    assert reading.feed(b'data: {"choices": [{"delta": {"reasoning_content": "hm"}}]}\n\n') == ""
    assert reading.has_token
    assert reading.feed(b": ping\n\n") == ""
    assert not reading.has_token


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ('{"error": {"message": "overloaded", "code": 529}}', ModelBroken),
        ('{"error": "boom"}', ModelBroken),
        ('{"error": {"message": "exceeds the context window"}}', PromptTooLong),
        ("<html>", ModelBroken),
        ('{"choices": "no"}', ModelBroken),
    ],
)
def test_an_error_inside_the_stream_is_a_failure(event: str, kind: type[ModelFailed]) -> None:
    with pytest.raises(kind):
        Reading().feed(f"data: {event}\n\n".encode())


def test_a_line_without_end_is_not_gathered_for_ever() -> None:
    reading = Reading()
    with pytest.raises(ModelBroken):
        for _ in range(100):
            reading.feed(b"x" * 65_536)


@pytest.mark.anyio
@pytest.mark.parametrize("model", ["openai_compatible"], indirect=True)
async def test_the_request_carries_model_temperature_key_and_headers(model: Model) -> None:
    model.say("ok")
    await read(model, temperature=0.2, max_tokens=64, json_reply=True)
    assert model.bodies == [
        {
            "model": "m-1",
            "messages": ask(model).messages,
            "stream": True,
            "stream_options": {"include_usage": True},
            "temperature": 0.2,
            "max_tokens": 64,
            "response_format": {"type": "json_object"},
        }
    ]
    sent = model.headers[0]
    assert (sent["Authorization"], sent["X-Org"]) == ("Bearer sk-1", "o")


@pytest.mark.anyio
@pytest.mark.parametrize("model", ["openai_compatible"], indirect=True)
async def test_parameters_that_a_model_refuses_are_left_out_and_remembered(model: Model) -> None:
    renamed = (
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
    )
    model.say(
        Scripted(status=400, detail=renamed),
        Scripted(status=400, detail="Unsupported value: 'temperature' does not support 0.2 with this model."),
        "ok",
    )
    assert (await read(model, temperature=0.2, max_tokens=64))[0] == "ok"
    assert (await read(model, temperature=0.2, max_tokens=64))[0] == "ok"
    assert len(model.bodies) == 4
    for body in model.bodies[2:]:
        assert body["max_completion_tokens"] == 64
        assert not {"max_tokens", "temperature"} & set(body)
    assert model.llm.circuit(model.connection.id) == "closed"


@pytest.mark.anyio
@pytest.mark.parametrize("model", ["openai_compatible"], indirect=True)
async def test_a_refusal_for_another_reason_is_not_tried_again(model: Model) -> None:
    model.say(Scripted(status=400, detail="Invalid 'temperature': must be at most 2."))
    with pytest.raises(ModelFailed):
        await read(model, temperature=9)
    assert len(model.bodies) == 1


def test_a_key_does_not_show_when_a_connection_is_printed() -> None:
    from comity.kernel.llm import Connection

    assert "geheim" not in repr(Connection("c", "https://x", api_key="geheim", headers={"X-Key": "geheim"}))
