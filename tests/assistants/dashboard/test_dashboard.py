"""Each number of the dashboard is one of messages that the report shows under the same filter (`assistants.md` 5)."""

from datetime import datetime
from typing import Any

import httpx2

from comity.assistants.messaging.ledger import Facts
from comity.kernel import clock
from tests.assistants.report.conftest import Say, assistant, make, say, stranger

__all__ = ["assistant", "make", "say", "stranger"]

PATH = "/api/v1/gen-ai/dashboard"
REPORT = "/api/v1/gen-ai/messages"


async def shown(client: httpx2.AsyncClient, **query: Any) -> dict[str, Any]:
    """The dashboard."""
    reply = await client.get(PATH, params=query)
    assert reply.status_code == 200, reply.text
    return reply.json()


async def count(client: httpx2.AsyncClient, **query: Any) -> int:
    """How many messages the report shows."""
    reply = await client.get(REPORT, params={"limit": 200, **query})
    assert reply.status_code == 200, reply.text
    return len(reply.json()["data"])


async def some(say: Say, client: httpx2.AsyncClient) -> None:
    """Twelve exchanges of several kinds."""
    priced = Facts(cost_nano=2_000_000, currency="USD", supported=2, unsupported=1)
    for n in range(6):
        await say(session=f"s{n % 2}", user=f"u{n % 3}", latency_ms=100 * (n + 1), facts=priced, tokens=(10, 5))
    for n in range(3):
        await say("Do you ship to Laos?", outcome="fallback", session=f"f{n}", facts=Facts(below_threshold=True))
    rated = await say(outcome="memorized", source="channel", session="m", latency_ms=50)
    await client.put(f"/api/v1/messages/{rated}/feedback", json={"rating": "up"})
    await say(outcome="failed", session="x", latency_ms=0)
    await say(source="sandbox", session="tried")


async def test_the_numbers_of_a_span(signed_in: httpx2.AsyncClient, say: Say) -> None:
    await some(say, signed_in)
    totals = (await shown(signed_in))["totals"]
    assert totals == {
        "messages": 11,
        "sessions": 7,
        "users": 3,
        "promptTokens": 60,
        "completionTokens": 30,
        "costs": [{"amount": "0.012", "currency": "USD"}],
        "p50Ms": 400,
        "p95Ms": 1000,
        "answered": 6,
        "memorized": 1,
        "fallback": 3,
        "refused": 0,
        "stopped": 0,
        "failed": 1,
        "degraded": 0,
        "answeredShare": 0.6364,
        "memorizedShare": 0.0909,
        "belowThreshold": 3,
        "belowThresholdShare": 0.2727,
        "judgedSentences": 18,
        "unsupportedSentences": 6,
        "unsupportedShare": 0.3333,
        "unsupportedMessages": 6,
        "up": 1,
        "down": 0,
    }


async def test_every_number_of_messages_is_the_length_of_its_list_in_the_report(
    signed_in: httpx2.AsyncClient, say: Say
) -> None:
    await some(say, signed_in)
    board = await shown(signed_in)
    span = {"from": board["from"], "to": board["to"], "source": ",".join(board["sources"])}
    for number, query in {
        "messages": {},
        "answered": {"outcome": "answered"},
        "memorized": {"outcome": "memorized"},
        "fallback": {"outcome": "fallback"},
        "failed": {"outcome": "failed"},
        "belowThreshold": {"mark": "belowThreshold"},
        "unsupportedMessages": {"mark": "unsupported"},
        "up": {"rating": "up"},
    }.items():
        assert await count(signed_in, **span, **query) == board["totals"][number], number
    for day in board["daily"]:
        assert await count(signed_in, **{**span, "from": day["from"], "to": day["to"]}) == day["messages"]
    for top in board["topQuestions"]:
        assert await count(signed_in, **span, questionKey=top["questionKey"]) == top["asked"]
    for top in board["topUnanswered"]:
        query = {**span, "questionKey": top["questionKey"], "outcome": "fallback"}
        assert await count(signed_in, **query) == top["asked"]


async def test_the_questions_asked_most_come_with_how_many_were_answered(
    signed_in: httpx2.AsyncClient, say: Say
) -> None:
    await some(say, signed_in)
    board = await shown(signed_in)
    tops = [(top["question"], top["asked"], top["answered"]) for top in board["topQuestions"]]
    assert tops == [("When are refunds paid?", 8, 7), ("Do you ship to Laos?", 3, 0)]
    assert [(top["question"], top["asked"]) for top in board["topUnanswered"]] == [("Do you ship to Laos?", 3)]


async def test_a_day_is_one_of_the_workspaces_zone(
    signed_in: httpx2.AsyncClient, say: Say, frozen_clock: datetime
) -> None:
    await say(session="a")  # 10:04 in Bangkok
    clock.tick(14 * 3600)  # 17:04 UTC the same day, 00:04 of the next in Bangkok
    await say(session="b")
    clock.tick(1)
    board = await shown(signed_in)
    assert (board["timeZone"], len(board["daily"])) == ("Asia/Bangkok", 30)
    assert [(day["day"], day["messages"]) for day in board["daily"][-2:]] == [("2026-03-02", 1), ("2026-03-03", 1)]
    assert board["daily"][-1]["from"] == "2026-03-02T17:00:00Z"


async def test_the_span_before_is_counted_for_comparison(
    signed_in: httpx2.AsyncClient, say: Say, frozen_clock: datetime
) -> None:
    await say(session="a")
    clock.tick(86_400)
    begin = clock.iso(clock.now())
    await say(session="b")
    await say(session="c")
    clock.tick(86_400)
    board = await shown(signed_in, **{"from": begin, "to": clock.iso(clock.now())})
    assert (board["totals"]["messages"], board["before"]["messages"]) == (2, 1)


async def test_source_and_assistant_narrow_every_number(
    signed_in: httpx2.AsyncClient, say: Say, assistant: dict[str, Any]
) -> None:
    await some(say, signed_in)
    assert (await shown(signed_in, source="sandbox"))["totals"]["messages"] == 1
    assert (await shown(signed_in, source="channel", assistantId=assistant["id"]))["totals"]["messages"] == 1
    assert (await shown(signed_in, assistantId="other"))["totals"]["messages"] == 0


async def test_the_days_are_given_as_csv(signed_in: httpx2.AsyncClient, say: Say) -> None:
    await some(say, signed_in)
    reply = await signed_in.get(f"{PATH}/csv")
    lines = reply.text.splitlines()
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    assert lines[0].startswith("\ufeffday,messages,answered,memorized,fallback")
    assert (len(lines), lines[-1].split(",")[1]) == (31, "11")


async def test_a_span_of_more_than_a_year_or_backwards_is_refused(signed_in: httpx2.AsyncClient) -> None:
    for query in ({"from": "2020-01-01T00:00:00Z"}, {"from": "2026-03-02T00:00:00Z", "to": "2026-03-01T00:00:00Z"}):
        reply = await signed_in.get(PATH, params=query)
        assert (reply.status_code, reply.json()["errors"][0]["rule"]) == (422, "order"), reply.text


async def test_another_workspace_counts_nothing_of_this_one(
    signed_in: httpx2.AsyncClient, say: Say, stranger: dict[str, str]
) -> None:
    await some(say, signed_in)
    signed_in.cookies.clear()
    board = (await signed_in.get(PATH, headers=stranger)).json()
    assert (board["totals"]["messages"], board["topQuestions"]) == (0, [])
