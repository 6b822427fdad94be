"""What of the knowledge has aged: documents past their review, memorized answers that differ, chunks that were rated down."""

from datetime import datetime, timedelta
from typing import Any

import msgspec

from comity.assistants.gaps.comparing import differing_numbers, stood_on
from comity.assistants.models import Message
from comity.kernel import clock
from comity.kernel.runtime import Runtime
from tests.assistants.gaps.conftest import Call, Search
from tests.assistants.gaps.test_drafting import base
from tests.assistants.report.conftest import Say

__all__ = ["base"]
REFUND = "A refund is paid within 7 days of the return."


async def chunk(call: Call, base: dict[str, str], text: str) -> dict[str, Any]:
    """A chunk of the base as the API shows it."""
    return await call("POST", f"/knowledge-bases/{base['id']}/chunks", json={"content": text})


async def test_documents_past_their_review_are_listed_until_they_are_reviewed(
    frozen_clock: datetime, call: Call, base: dict[str, str]
) -> None:
    (document,) = (await call("GET", f"/knowledge-bases/{base['id']}/documents"))["data"]
    path, due = f"/knowledge-bases/{base['id']}/documents/{document['id']}", clock.now() + timedelta(days=1)
    headers = {"If-Match": f'"{document["revision"]}"'}
    changed = await call("PATCH", path, json={"reviewBy": clock.iso(due)}, headers=headers)
    assert (await call("GET", "/gaps/decay"))["documents"] == []
    clock.tick(86_401)
    (listed,) = (await call("GET", "/gaps/decay", params={"baseId": base["id"]}))["documents"]
    assert (listed["documentId"], listed["reviewBy"]) == (document["id"], clock.iso(due))
    assert (await call("GET", "/gaps/decay", params={"baseId": "other"}))["documents"] == []
    headers = {"If-Match": f'"{changed["revision"]}"'}
    await call("PATCH", path, json={"reviewBy": None}, headers=headers)
    assert (await call("GET", "/gaps/decay"))["documents"] == []


async def test_memorized_answers_whose_numbers_differ_from_the_top_chunk_are_listed_until_they_agree(
    call: Call, search: Search, base: dict[str, str]
) -> None:
    refund = await chunk(call, base, REFUND)
    question = "Within how many days is a refund paid?"
    made = await call("POST", "/memorized-responses", json={"question": question, "answer": "Within 14 days."})
    agreed = {"question": "When is a refund paid after the return?", "answer": "Within 7 days."}
    await call("POST", "/memorized-responses", json=agreed)
    await search()
    (found,) = (await call("GET", "/gaps/decay"))["memorizedResponses"]
    assert (found["memorizedResponseId"], found["question"], found["numbers"]) == (made["id"], question, ["14"])
    assert (found["chunkId"], found["knowledgeBaseId"]) == (refund["chunkId"], base["id"])
    headers = {"If-Match": f'"{made["revision"]}"'}
    await call("PATCH", f"/memorized-responses/{made['id']}", json={"answer": "Within 7 days."}, headers=headers)
    await search()
    assert (await call("GET", "/gaps/decay"))["memorizedResponses"] == []


async def test_a_chunk_is_suspect_once_three_answers_that_stood_on_it_were_rated_down(
    say: Say, call: Call, search: Search, base: dict[str, str], runtime: Runtime
) -> None:
    refund, suspects = await chunk(call, base, REFUND), []
    for number in range(3):
        message = await say(f"Question {number}?", user=f"u-{number}")
        await runtime.db.awrite(lambda tx, id_=message: stand_on(tx, id_, refund))
        await call("PUT", f"/messages/{message}/feedback", json={"rating": "down"})
        await search()
        suspects = (await call("GET", "/gaps/decay", params={"baseId": base["id"]}))["chunks"]
        assert [one["ratedDown"] for one in suspects] == ([3] if number == 2 else [])
    assert suspects[0]["chunkId"] == refund["chunkId"]


def stand_on(tx: Any, message_id: str, refund: dict[str, Any]) -> None:
    """Has an answer stand on a chunk."""
    given = {"document": {"id": refund["chunkId"], "documentId": refund["documentId"]}, "sortingScore": 0.8}
    reply = {"answer": "a", "inspection": {"warnings": []}, "searchResults": {"total": 1, "data": [given]}}
    tx.session.get(Message, message_id).reply = msgspec.json.encode(reply).decode()


def test_an_answer_stood_on_what_its_sentences_name_or_else_on_what_it_was_given() -> None:
    given = {"data": [{"document": {"id": "a", "documentId": "d"}}, {"document": {"id": "b", "documentId": "d"}}]}
    cited = {"sentences": [{"sources": [{"chunkId": "a", "documentId": "d"}]}, {"sources": []}]}
    told = {"searchResults": given, "inspection": {"grounding": cited}}
    assert stood_on(msgspec.json.encode(told).decode()) == {("d", "a")}
    assert stood_on(msgspec.json.encode({"searchResults": given}).decode()) == {("d", "a"), ("d", "b")}
    assert stood_on("{}") == set()


def test_numbers_differ_only_where_the_source_has_numbers_and_not_this_one() -> None:
    assert differing_numbers("Within 14 days, at 1,500 baht.", "Within 7 days, at 1500 baht.") == ["14"]
    assert differing_numbers("ภายใน ๗ วัน", "ภายใน 7 วัน") == []
    assert differing_numbers("In the year 2569.", "Since 2026.") == []
    assert differing_numbers("Within 14 days.", "Within some days.") == []
    assert differing_numbers("Call PPR-9087.", "Within 7 days.") == []
