"""Finding gaps: which exchanges count, how they are grouped, and that a search can die, be repeated and be asked for twice."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from comity.assistants.gaps import collecting, running, service
from comity.assistants.gaps.models import GapQuestion
from comity.assistants.messaging.ledger import Facts
from comity.kernel import clock
from comity.kernel.jobs import Job
from comity.kernel.runtime import Runtime
from tests.assistants.gaps.conftest import LAOS, WRAPPING, Ask, Call, Search
from tests.assistants.report.conftest import Say


async def test_questions_that_ask_the_same_are_one_gap_with_its_figures_and_what_was_said(
    ask: Ask, say: Say, search: Search, assistant: dict[str, Any]
) -> None:
    await ask(*LAOS)
    await ask(LAOS[0], user="u-0")
    await ask(WRAPPING)
    await say("When are refunds paid?")
    laos, wrapping = await search()
    assert (laos["count"], laos["people"], laos["harm"]) == (4, 3, 4)
    assert laos["label"] in LAOS
    assert laos["reasons"] == {"fallback": 4, "unsupported": 0, "ratedDown": 0}
    assert laos["trend"] == [0] * 29 + [4]
    assert len(laos["examples"]) == 2, "letter case and end marks make no wording"
    assert laos["examples"][0]["answer"] == "I could not find this."
    assert laos["assistantIds"] == [assistant["id"]]
    assert (wrapping["label"], wrapping["state"], wrapping["count"]) == (WRAPPING, "open", 1)


async def test_what_stood_on_nothing_for_half_of_it_counts_double_and_what_was_rated_down_threefold(
    say: Say, call: Call, search: Search
) -> None:
    await say("Is there parking?", facts=Facts(supported=1, unsupported=1))
    await say("Can I bring my dog along?", facts=Facts(supported=2, unsupported=1))
    rated = await say("Which card was declined and why?", facts=Facts(supported=2))
    await call("PUT", f"/messages/{rated}/feedback", json={"rating": "down"})
    found = await search()
    assert [(gap["label"], gap["harm"]) for gap in found] == [
        ("Which card was declined and why?", 3),
        ("Is there parking?", 2),
    ]


async def test_only_what_people_really_asked_counts(ask: Ask, search: Search) -> None:
    await ask("From the lab", source="lab")
    await ask("From the sandbox", source="sandbox")
    await ask("Over a channel", source="channel")
    assert [gap["label"] for gap in await search()] == ["Over a channel"]


async def test_the_dashboard_leads_from_an_unanswered_question_to_its_gap(
    ask: Ask, call: Call, search: Search, assistant: dict[str, Any]
) -> None:
    base = await call("POST", "/knowledge-bases", json={"name": "Policies"})
    wanted = {"kind": "search", "name": "Policies", "knowledgeBaseId": base["id"]}
    fulfillment = await call("POST", "/fulfillments", json=wanted)
    headers = {"If-Match": f'"{assistant["revision"]}"'}
    await call("PATCH", f"/assistants/{assistant['id']}", json={"fulfillmentIds": [fulfillment["id"]]}, headers=headers)
    await ask(*LAOS)
    unanswered = (await call("GET", "/gen-ai/dashboard"))["topUnanswered"]
    assert [one["gap"] for one in unanswered] == [None, None], "nothing was searched for yet"
    (gap,) = await search()
    unanswered = (await call("GET", "/gen-ai/dashboard"))["topUnanswered"]
    there = {"id": gap["id"], "state": "open", "knowledgeBaseId": base["id"]}
    assert [one["gap"] for one in unanswered] == [there, there]


async def test_a_gap_keeps_its_id_from_search_to_search_and_takes_in_what_came_since(ask: Ask, search: Search) -> None:
    await ask(LAOS[0], WRAPPING)
    before = {gap["label"]: gap["id"] for gap in await search()}
    await ask(LAOS[1], user="later")
    after = await search()
    assert {gap["id"] for gap in after} == set(before.values())
    assert (after[0]["id"], after[0]["count"]) == (before[LAOS[0]], 2)


async def test_a_rating_that_comes_later_counts_and_one_taken_back_counts_no_more(
    say: Say, call: Call, search: Search
) -> None:
    message = await say(WRAPPING)
    assert await search() == []
    await call("PUT", f"/messages/{message}/feedback", json={"rating": "down"})
    assert [gap["label"] for gap in await search()] == [WRAPPING]
    await call("PUT", f"/messages/{message}/feedback", json={"rating": "up"})
    assert await search() == []


async def test_what_nobody_asked_for_thirty_days_is_gone(frozen_clock: datetime, ask: Ask, search: Search) -> None:
    await ask(*LAOS)
    clock.tick(29 * 86_400)
    await ask(WRAPPING)
    assert {gap["label"]: gap["trend"][0] for gap in await search()}[WRAPPING] == 0
    clock.tick(2 * 86_400)
    assert [gap["label"] for gap in await search()] == [WRAPPING]


async def test_a_search_that_died_goes_on_where_it_was_and_counts_nothing_twice(
    ask: Ask, call: Call, search: Search, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ask(*LAOS, WRAPPING, "Is there parking?")
    monkeypatch.setattr(collecting, "BATCH", 2)
    store, calls = collecting._store, []

    def dies(*arguments: Any) -> None:
        calls.append(arguments)
        if len(calls) == 2:
            raise RuntimeError("killed")
        store(*arguments)

    monkeypatch.setattr(collecting, "_store", dies)
    await call("POST", "/gaps/search")
    workspace_id = (await call("GET", "/me"))["workspaces"][0]["id"]
    with pytest.raises(RuntimeError):
        await running.search(runtime, workspace_id)
    first = (await call("GET", "/gaps/overview"))["run"]
    assert (first["state"], first["phase"], first["done"], first["total"]) == ("running", "collecting", 2, 5)
    await running.search(runtime, workspace_id)
    assert len(calls) == 4, "the first two questions were not sorted in again"
    found = (await call("GET", "/gaps"))["data"]
    assert sorted(gap["count"] for gap in found) == [1, 1, 3]
    assert await runtime.db.aread(lambda tx: tx.session.scalar(select(func.count()).select_from(GapQuestion))) == 5
    assert sorted(gap["count"] for gap in await search()) == [1, 1, 3]


async def test_two_searches_of_a_workspace_are_one(call: Call, runtime: Runtime, ask: Ask) -> None:
    first, second = await call("POST", "/gaps/search"), await call("POST", "/gaps/search")
    assert first == second and first["state"] == "queued"
    kinds = select(func.count()).where(Job.kind == service.JOB)
    assert await runtime.db.aread(lambda tx: tx.session.scalar(kinds)) == 1


async def test_a_search_whose_job_gave_up_is_told_as_failed_and_can_be_begun_again(
    frozen_clock: datetime, call: Call
) -> None:
    begun = await call("POST", "/gaps/search")
    clock.tick(16 * 60)
    assert (await call("GET", "/gaps/overview"))["run"]["state"] == "failed"
    again = await call("POST", "/gaps/search")
    assert (again["state"], again["begunAt"] > begun["begunAt"]) == ("queued", True)


async def test_every_night_at_two_each_workspace_is_searched_once(
    frozen_clock: datetime, ask: Ask, call: Call, runtime: Runtime, search: Search
) -> None:
    assert await runtime.db.awrite(service.begin_due) == 0, "nothing was asked here yet"
    await ask(WRAPPING)
    assert await runtime.db.awrite(service.begin_due) == 0, "its first night has not come"
    night = frozen_clock.replace(hour=19, minute=0, second=0)  # two o'clock in Bangkok
    clock.tick((night - frozen_clock).total_seconds() - 1)
    assert await runtime.db.awrite(service.begin_due) == 0
    clock.tick(2)
    assert await runtime.db.awrite(service.begin_due) == 1
    assert (await call("GET", "/gaps/overview"))["run"]["requestedBy"] == ""
    await search()
    assert await runtime.db.awrite(service.begin_due) == 0
    clock.tick(timedelta(days=1).total_seconds())
    assert await runtime.db.awrite(service.begin_due) == 1


async def test_personal_data_is_masked_wherever_a_gap_shows_text(ask: Ask, say: Say, search: Search) -> None:
    asked = "My e-mail is somchai@example.com, where is my parcel?"
    await ask(asked, answer="I wrote to somchai@example.com.")
    (gap,) = await search()
    assert gap["label"] == "My e-mail is <EMAIL_1>, where is my parcel?"
    assert gap["examples"][0]["answer"] == "I wrote to <EMAIL_1>."
    assert "somchai" not in str(gap)
