"""What is suggested for a gap: by a model, by what a user gave as the right answer, by the documents; and what goes with a person."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from sqlalchemy import select

from comity import assistants
from comity.assistants.gaps.models import Gap, GapQuestion
from comity.kernel.llm import SCRIPTS, play
from comity.kernel.runtime import Runtime
from tests.assistants.gaps.conftest import LAOS, WRAPPING, Ask, Call, Search
from tests.assistants.report.conftest import Say

SHIPPING = "Parcels are shipped to Laos and Cambodia within seven days."
PRICES = "Shipping a parcel to another country costs 300 baht."


@pytest.fixture
def replies() -> Iterator[Any]:
    """Has the scripted model reply this from now on."""
    yield lambda *texts: play("gaps", *texts)
    SCRIPTS.pop("gaps", None)


@pytest.fixture
async def base(call: Call, assistant: dict[str, Any]) -> AsyncIterator[dict[str, str]]:
    """A base of two chunks that the assistant searches: its id, and the chunks' by what they say."""
    made = await call("POST", "/knowledge-bases", json={"name": "Policies"})
    found = {"id": made["id"]}
    for text in (SHIPPING, PRICES):
        chunk = await call("POST", f"/knowledge-bases/{made['id']}/chunks", json={"content": text})
        found[text] = chunk["chunkId"]
    search = {"kind": "search", "name": "Policies", "knowledgeBaseId": made["id"]}
    fulfillment = await call("POST", "/fulfillments", json=search)
    headers = {"If-Match": f'"{assistant["revision"]}"'}
    change = {"fulfillmentIds": [fulfillment["id"]]}
    await call("PATCH", f"/assistants/{assistant['id']}", json=change, headers=headers)
    yield found


@pytest.fixture
async def model(call: Call, replies: Any) -> None:
    """The workspace's model is a scripted one."""
    replies("")
    body = {"name": "Scripted", "baseUrl": "scripted://gaps", "models": [{"name": "m"}]}
    connection = await call("POST", "/model-connections", json=body)
    await call("PUT", "/model-connections/default", json={"model": f"{connection['id']}/m"})


async def test_without_a_model_the_nearest_chunks_are_quoted_with_their_sources(
    ask: Ask, search: Search, base: dict[str, str]
) -> None:
    await ask(*LAOS)
    (gap,) = await search()
    assert gap["chunks"][0]["id"] == base[SHIPPING] and gap["chunks"][0]["excerpt"] == SHIPPING
    assert gap["chunks"][0]["knowledgeBaseId"] == base["id"]
    assert (gap["draft"]["by"], gap["draft"]["text"]) == ("documents", SHIPPING)
    assert [source["id"] for source in gap["draft"]["sources"]] == [base[SHIPPING]]


async def test_nothing_is_suggested_where_the_knowledge_says_nothing(
    ask: Ask, search: Search, base: dict[str, str]
) -> None:
    await ask("Who won the football match?")
    (gap,) = await search()
    assert gap["draft"] is None


async def test_what_a_user_gave_as_the_right_answer_is_suggested_masked(
    ask: Ask, call: Call, search: Search, base: dict[str, str]
) -> None:
    (message, *_) = await ask(*LAOS)
    said = {"rating": "down", "correctAnswer": "Yes; write to lao@example.com."}
    await call("PUT", f"/messages/{message}/feedback", json=said)
    (gap,) = await search()
    assert gap["draft"] == {"text": "Yes; write to <EMAIL_1>.", "by": "feedback", "sources": []}


async def test_a_model_drafts_from_the_sources_and_is_asked_again_only_when_something_changed(
    ask: Ask, call: Call, search: Search, base: dict[str, str], model: None, replies: Any
) -> None:
    script = replies('{"answer": "Yes, within seven days.", "sources": [1]}', '{"answer": "Again.", "sources": [9]}')
    await ask(LAOS[0])
    (gap,) = await search()
    assert (gap["draft"]["text"], gap["draft"]["by"]) == ("Yes, within seven days.", "model")
    assert [source["id"] for source in gap["draft"]["sources"]] == [base[SHIPPING]]
    told = script.calls[0].request.messages[1]["content"]
    assert LAOS[0] in told and SHIPPING in told
    await search()
    assert len(script.calls) == 1
    again = await call("POST", f"/gaps/{gap['id']}/draft")
    assert (again["draft"]["text"], again["draft"]["sources"]) == ("Again.", [])


@pytest.mark.parametrize("reply", ['{"answer": "", "sources": []}', "I cannot say.", '{"answer": 5}'])
async def test_a_model_that_has_nothing_to_say_leaves_it_to_the_documents(
    ask: Ask, search: Search, base: dict[str, str], model: None, replies: Any, reply: str
) -> None:
    replies(reply)
    await ask(*LAOS)
    assert (await search())[0]["draft"]["by"] == "documents"


async def test_what_an_erased_person_asked_is_in_no_gap(
    ask: Ask, say: Say, call: Call, search: Search, base: dict[str, str], runtime: Runtime
) -> None:
    secret = "Does Somchai of Baan Kluay ship to Laos?"
    await ask(secret, user="erased")
    await ask("Can Somchai wrap my gift?", user="erased")
    await search()
    await ask("Does Baan Kluay ship to Laos?", user="stays")
    before = await search()
    assert sorted(gap["count"] for gap in before) == [1, 2]
    workspace_id = (await call("GET", "/me"))["workspaces"][0]["id"]
    erased = await assistants.erase_user(runtime, workspace_id, "erased")
    assert erased.elsewhere >= 2
    (gap,) = (await call("GET", "/gaps"))["data"]
    assert gap["label"] == "Does Baan Kluay ship to Laos?" and len(gap["examples"]) == 1

    def texts(tx: Any) -> str:
        rows = tx.session.execute(select(*Gap.__table__.columns)).all()
        return str([*rows, *tx.session.execute(select(*GapQuestion.__table__.columns)).all()])

    assert "Somchai" not in await runtime.db.aread(texts)
    (gap,) = await search()
    assert (gap["label"], gap["count"]) == ("Does Baan Kluay ship to Laos?", 1)


async def test_a_label_stays_what_it_is_while_a_gap_does_not_change(ask: Ask, search: Search) -> None:
    await ask(*LAOS, WRAPPING)
    assert [gap["label"] for gap in await search()] == [gap["label"] for gap in await search()]
