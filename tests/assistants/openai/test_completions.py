"""OpenAI's own client works unchanged, and what it was shown is never taken back (`assistants.md` 4.4)."""

import json
from typing import Any

import openai
import pytest

from tests.assistants.messaging.conftest import Desk
from tests.assistants.messaging.model_server import Say

ASKED: list[Any] = [{"role": "user", "content": "When are refunds paid?"}]
TWO_SENTENCES = ("Refunds are ", "paid within 7 days. ", "They go to the card ", "you paid with", ".")


async def pieces(client: openai.AsyncOpenAI, **more: Any) -> list[Any]:
    """Every chunk of a stream."""
    stream = await client.chat.completions.create(model="any", messages=ASKED, stream=True, **more)
    return [chunk async for chunk in stream]


def text_of(chunks: list[Any]) -> str:
    return "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)


async def test_the_client_gets_a_whole_answer_with_usage_and_what_explains_it(
    desk: Desk, client: openai.AsyncOpenAI
) -> None:
    reply = await client.chat.completions.create(model="gpt-4o", messages=ASKED, user="u7")
    assert reply.model == "gpt-4o"
    assert reply.object == "chat.completion"
    assert reply.choices[0].message.content == "Refunds are paid within 7 days."
    assert reply.choices[0].finish_reason == "stop"
    assert reply.usage is not None and reply.usage.total_tokens > 0
    told: dict[str, Any] = reply.model_extra["comity"]  # pyright: ignore[reportOptionalSubscript]
    assert set(told) == {"messageId", "sessionId", "inspection", "searchResults", "actions"}
    assert told["inspection"]["source"] == "openai"
    assert told["inspection"]["warnings"] == []
    stored = await desk.ended(told["messageId"])
    assert stored["answer"] == reply.choices[0].message.content


async def test_a_stream_ends_with_a_chunk_that_carries_what_explains_the_answer(client: openai.AsyncOpenAI) -> None:
    chunks = await pieces(client)
    assert text_of(chunks) == "Refunds are paid within 7 days."
    assert chunks[0].choices[0].delta.role == "assistant"
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert chunks[-1].comity["inspection"]["outcome"] == "answered"
    assert all("comity" not in chunk.model_extra for chunk in chunks[:-1])


async def test_the_usage_is_the_last_chunk_when_it_was_asked_for(client: openai.AsyncOpenAI) -> None:
    chunks = await pieces(client, stream_options={"include_usage": True})
    assert chunks[-1].choices == []
    assert chunks[-1].usage.completion_tokens > 0
    assert chunks[-1].comity["messageId"]


@pytest.mark.parametrize("policy", ["off", "flag"])
async def test_text_is_released_by_whole_sentences(desk: Desk, client: openai.AsyncOpenAI, policy: str) -> None:
    await desk.change(groundingPolicy=policy)
    desk.model.say = Say(texts=TWO_SENTENCES, between_seconds=0.05)
    chunks = await pieces(client)
    shown = [c.choices[0].delta.content for c in chunks if c.choices and c.choices[0].delta.content]
    assert shown == ["Refunds are paid within 7 days.", " They go to the card you paid with."]


async def test_a_refusing_policy_shows_nothing_before_the_whole_answer_is_checked(
    desk: Desk, client: openai.AsyncOpenAI
) -> None:
    await desk.change(groundingPolicy="refuse")
    desk.model.say = Say(texts=TWO_SENTENCES)
    chunks = await pieces(client)
    assert chunks[-1].comity["inspection"]["outcome"] == "fallback"
    assert text_of(chunks) == "I could not find this in the documents I have."


async def test_a_forbidden_phrase_in_the_last_sentence_leaves_only_the_fallback_text(
    desk: Desk, client: openai.AsyncOpenAI
) -> None:
    await desk.change(forbiddenPhrases=["the card"])
    desk.model.say = Say(texts=TWO_SENTENCES, between_seconds=0.02)
    assert text_of(await pieces(client)) == "I could not find this in the documents I have."


async def test_a_model_that_dies_before_a_sentence_is_whole_is_replaced_without_a_trace(
    desk: Desk, client: openai.AsyncOpenAI
) -> None:
    desk.model.say = Say(texts=TWO_SENTENCES, dies_after=1)
    chunks = await pieces(client)
    assert chunks[-1].comity["inspection"]["degraded"] is True
    assert text_of(chunks) == "I could not find this in the documents I have."


async def test_a_model_that_dies_after_a_sentence_was_shown_ends_the_stream_with_an_error(
    desk: Desk, client: openai.AsyncOpenAI
) -> None:
    desk.model.say = Say(texts=TWO_SENTENCES, between_seconds=0.05, dies_after=4)
    shown: list[str] = []
    with pytest.raises(openai.APIError) as refused:
        async for chunk in await client.chat.completions.create(model="any", messages=ASKED, stream=True):
            shown.append(chunk.choices[0].delta.content or "")
    assert "".join(shown) == "Refunds are paid within 7 days."
    assert refused.value.code == "502900"
    message_id = refused.value.message.rpartition("/")[2].rstrip(".")
    stored = await desk.ended(message_id)
    assert stored["inspection"]["degraded"] is True
    assert stored["answer"] == "I could not find this in the documents I have."


async def test_the_error_event_is_the_last_and_no_done_follows(desk: Desk) -> None:
    desk.model.say = Say(texts=TWO_SENTENCES, between_seconds=0.05, dies_after=4)
    body = {"model": "m", "messages": ASKED, "stream": True}
    url = f"{desk.url}/api/v1/openai/chat/completions"
    async with desk.http.post(url, json=body, headers=desk.bearer) as reply:
        events = [line for line in (await reply.text()).split("\n\n") if line.startswith("data: ")]
    assert set(json.loads(events[-1].removeprefix("data: "))) == {"error"}


async def test_the_messages_before_the_last_stand_for_the_stored_history(
    desk: Desk, client: openai.AsyncOpenAI
) -> None:
    await desk.change(historyTurns=1)
    messages: list[Any] = [
        {"role": "system", "content": "Talk like a pirate."},
        {"role": "user", "content": "Do you ship to Laos?"},
        {"role": "assistant", "content": "Yes."},
        {"role": "user", "content": [{"type": "text", "text": "How long?"}]},
        {"role": "assistant", "content": "Five days."},
        {"role": "user", "content": "And refunds?"},
    ]
    reply = await client.chat.completions.create(model="m", messages=messages, temperature=1.5, max_tokens=5)
    sent = desk.model.prompts[-1]
    assert [(m["role"], m["content"]) for m in sent[1:]] == [
        ("user", "How long?"),
        ("assistant", "Five days."),
        ("user", "And refunds?"),
    ]
    assert "pirate" not in sent[0]["content"]
    assert desk.model.bodies[-1]["temperature"] == 0.2
    warnings = reply.model_extra["comity"]["inspection"]["warnings"]  # pyright: ignore[reportOptionalSubscript]
    assert [w["code"] for w in warnings] == ["fields_ignored", "messages_ignored"]
    assert "max_tokens, temperature" in warnings[0]["message"]


@pytest.mark.parametrize(
    ("body", "status", "param"),
    [
        ({"messages": ASKED, "n": 2}, 422, "n"),
        ({"messages": [*ASKED, {"role": "assistant", "content": "x"}]}, 422, "messages"),
        ({"messages": []}, 422, "messages"),
        ({"messages": [{"role": "robot", "content": "x"}]}, 422, "messages[0].role"),
        ({"messages": [{"role": "user", "content": "x" * 4001}]}, 422, "messages"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url"}]}]}, 422, "messages[0].content"),
        ({"messages": ASKED, "user": 5}, 422, "user"),
        ([], 400, None),
    ],
)
async def test_what_cannot_be_answered_is_refused_in_openais_shape(
    desk: Desk, body: Any, status: int, param: str | None
) -> None:
    got, reply, _ = await desk.call("POST", "/openai/chat/completions", body)
    assert got == status
    assert set(reply["error"]) == {"message", "type", "param", "code"}
    assert (reply["error"]["type"], reply["error"]["param"]) == ("invalid_request_error", param)


async def test_a_wrong_key_and_a_disabled_assistant_are_told_as_the_client_expects(
    desk: Desk, client: openai.AsyncOpenAI
) -> None:
    with pytest.raises(openai.AuthenticationError):
        await client.with_options(api_key="cmt_sk_wrong").models.list()
    await desk.manage("PATCH", f"/assistants/{desk.assistant_id}", {"enabled": False})
    with pytest.raises(openai.PermissionDeniedError) as refused:
        await client.chat.completions.create(model="m", messages=ASKED)
    assert refused.value.code == "403900"


async def test_the_models_are_the_assistant_that_the_key_names(desk: Desk, client: openai.AsyncOpenAI) -> None:
    listed = [model async for model in client.models.list()]
    assert [model.id for model in listed] == [desk.assistant_id]


async def test_the_same_idempotency_key_is_one_run(desk: Desk, client: openai.AsyncOpenAI) -> None:
    headers = {"Idempotency-Key": "k1"}
    both = [await client.chat.completions.create(model="m", messages=ASKED, extra_headers=headers) for _ in range(2)]
    assert both[0].id == both[1].id
    assert len(desk.model.bodies) == 1
