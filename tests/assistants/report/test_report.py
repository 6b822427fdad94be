"""The Message Report: every filter, the search, paging, and what a row tells (`assistants.md` 4.5, 5)."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import pytest

from comity.assistants.messaging.ledger import Facts
from comity.kernel import clock
from tests.assistants.report.conftest import Say

PATH = "/api/v1/gen-ai/messages"
Words = Callable[[], Awaitable[None]]


async def found(client: httpx2.AsyncClient, **query: Any) -> list[str]:
    """The ids of a page of the report."""
    reply = await client.get(PATH, params=query)
    assert reply.status_code == 200, reply.text
    return [row["messageId"] for row in reply.json()["data"]]


async def test_a_row_tells_everything_of_an_exchange_and_what_people_thought_of_it(
    signed_in: httpx2.AsyncClient, say: Say, assistant: dict[str, Any]
) -> None:
    facts = Facts(cost_nano=180_000, currency="USD", degraded=True, unsupported=1)
    id_ = await say(user="u7", session="s-42", facts=facts, tokens=(812, 96), latency_ms=1420)
    thought = {"rating": "down", "comment": "Too vague", "userId": "u7"}
    assert (await signed_in.put(f"/api/v1/messages/{id_}/feedback", json=thought)).status_code == 200
    row = (await signed_in.get(PATH)).json()["data"][0]
    assert row["feedback"][0]["comment"] == "Too vague"
    del row["feedback"], row["createdAt"]
    assert row == {
        "messageId": id_,
        "sessionId": "s-42",
        "assistantId": assistant["id"],
        "userId": "u7",
        "source": "api",
        "version": "live",
        "question": "When are refunds paid?",
        "questionEn": None,
        "answer": "Within 7 days.",
        "outcome": "answered",
        "fulfillments": [{"id": "f-1", "name": "Policies"}],
        "chunks": [{"id": "c7k2m9qpx4dz", "score": 0.81}],
        "marks": ["degraded", "unsupported"],
        "promptTokens": 812,
        "completionTokens": 96,
        "cost": {"amount": "0.00018", "currency": "USD"},
        "seconds": 1.42,
        "rating": "down",
    }


async def test_each_filter_keeps_what_it_names_alone(
    signed_in: httpx2.AsyncClient, say: Say, assistant: dict[str, Any]
) -> None:
    plain = await say()
    special = await say(
        "Do you ship to Laos?", outcome="fallback", source="channel", user="u7", session="s-9", latency_ms=9000,
        facts=Facts(below_threshold=True),
    )  # fmt: skip
    await signed_in.put(f"/api/v1/messages/{special}/feedback", json={"rating": "up"})
    for query in (
        {"outcome": "fallback"},
        {"outcome": "fallback,refused"},
        {"source": "channel"},
        {"source": ["channel", "sandbox"]},
        {"userId": "u7"},
        {"sessionId": "s-9"},
        {"rating": "up"},
        {"mark": "belowThreshold"},
        {"minLatencyMs": 5000},
        {"assistantId": assistant["id"], "source": "channel"},
    ):
        assert await found(signed_in, **query) == [special], query
    assert await found(signed_in) == [special, plain]
    assert await found(signed_in, assistantId=assistant["id"]) == [special, plain]
    assert await found(signed_in, rating="down") == []


async def test_what_was_only_tried_is_left_out_unless_it_is_asked_for(signed_in: httpx2.AsyncClient, say: Say) -> None:
    real = [await say(source=name, session=name) for name in ("api", "openai", "channel")]
    tried = [await say(source=name, session=name) for name in ("sandbox", "lab", "replay")]
    assert await found(signed_in) == real[::-1]
    assert await found(signed_in, source="sandbox,lab,replay") == tried[::-1]


async def test_a_period_includes_its_beginning_and_not_its_end(
    signed_in: httpx2.AsyncClient, say: Say, frozen_clock: Any
) -> None:
    first = await say(session="a")
    noon = clock.iso(clock.now())
    clock.tick(60)
    second = await say(session="b")
    later = clock.iso(clock.now())
    assert await found(signed_in, **{"from": noon, "to": later}) == [first]
    assert await found(signed_in, **{"from": later}) == [second]
    assert await found(signed_in, to=later) == [first]


@pytest.mark.parametrize(
    ("q", "hits"),
    [
        ("refund", True),
        ("REFUNDS paid", True),
        ("คืนเงิน", True),
        ("ภายใน 7 วัน", True),
        ("invoice", False),
        ("refunds invoice", False),
        ("7", True),
    ],
)
async def test_the_search_finds_words_of_question_and_answer_in_any_language(
    signed_in: httpx2.AsyncClient, say: Say, words: Words, q: str, hits: bool
) -> None:
    id_ = await say("When are refunds paid? ขอคืนเงินกี่วัน", "คืนเงินภายใน 7 วัน")
    await say("Where is your shop?", "In Bangkok.", session="s-2")
    await words()
    assert await found(signed_in, q=q) == ([id_] if hits else [])


async def test_the_search_goes_with_other_filters_and_pages(
    signed_in: httpx2.AsyncClient, say: Say, words: Words
) -> None:
    ids = [await say(f"Refund number {n}", user=f"u{n % 2}", session=f"s{n}") for n in range(6)]
    await words()
    mine = [id_ for n, id_ in enumerate(ids) if n % 2][::-1]
    assert await found(signed_in, q="refund", userId="u1") == mine
    page = (await signed_in.get(PATH, params={"q": "refund", "userId": "u1", "limit": 2})).json()
    rest = await found(signed_in, q="refund", userId="u1", limit=2, cursor=page["nextCursor"])
    assert [row["messageId"] for row in page["data"]] + rest == mine


async def test_pages_follow_each_other_without_gap_or_repeat(signed_in: httpx2.AsyncClient, say: Say) -> None:
    sources = ("api", "channel")
    ids = [await say(source=sources[n % 2], session=f"s{n}") for n in range(7)]
    seen: list[str] = []
    cursor: str | None = None
    while True:
        query = {"limit": 3, "source": "api,channel", **({"cursor": cursor} if cursor else {})}
        page = (await signed_in.get(PATH, params=query)).json()
        seen += [row["messageId"] for row in page["data"]]
        if (cursor := page["nextCursor"]) is None:
            break
    assert seen == ids[::-1]


async def test_equal_questions_share_a_key_whatever_their_case_and_marks(
    signed_in: httpx2.AsyncClient, say: Say
) -> None:
    from comity.assistants.report.noting import question_key

    same = [await say(q, session=q) for q in ("Open on  Sunday?", "open on sunday")]
    await say("Open on Monday?", session="m")
    assert await found(signed_in, questionKey=question_key("Open on Sunday!")) == same[::-1]


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ({"source": "fax"}, "source[0]"),
        ({"rating": "meh"}, "rating"),
        ({"cursor": "x"}, "cursor"),
        ({"q": "?!"}, "q"),
        ({"from": "2026-01-02T00:00:00"}, "from"),
    ],
)
async def test_a_broken_filter_is_refused_by_its_name(
    signed_in: httpx2.AsyncClient, query: dict[str, str], path: str
) -> None:
    reply = await signed_in.get(PATH, params=query)
    assert (reply.status_code, reply.json()["code"]) == (422, 422000)
    assert reply.json()["errors"][0]["path"] == path


async def test_another_workspace_sees_nothing(
    signed_in: httpx2.AsyncClient, say: Say, words: Words, stranger: dict[str, str]
) -> None:
    id_ = await say(user="u7")
    await words()
    signed_in.cookies.clear()
    for query in ({}, {"q": "refunds"}, {"userId": "u7"}):
        reply = await signed_in.get(PATH, params=query, headers=stranger)
        assert reply.status_code == 200 and id_ not in reply.text
