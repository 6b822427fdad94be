"""What becomes of a gap: accepted, assigned, ignored, back again; and who may do that."""

from typing import Any

import httpx2
import pytest

from comity.kernel.runtime import Runtime
from tests.accounts.test_rights import add_member
from tests.assistants.conftest import Make
from tests.assistants.gaps.conftest import API, LAOS, WRAPPING, Ask, Call, Search

ANSWER = {"question": LAOS[0], "answer": "Yes, within 5 to 7 days.", "alternates": [LAOS[1]]}


async def test_an_accepted_gap_has_a_memorized_response_answer_the_next_such_question(
    ask: Ask, call: Call, search: Search, make: Make, client: httpx2.AsyncClient
) -> None:
    desk = await make(name="Desk")
    await call("POST", f"/assistants/{desk['id']}/publish", json={})
    await ask(*LAOS)
    (gap,) = await search()
    shown = await call("POST", f"/gaps/{gap['id']}/accept", json={"memorizedResponse": ANSWER})
    assert (shown["state"], shown["decidedBy"], shown["effect"]["answered"]) == ("accepted", "Nok", 0)
    said = await call("POST", f"/assistants/{desk['id']}/messages", json={"message": "Do you ship parcels to Laos"})
    assert (said["answer"], said["inspection"]["memorized"]["id"]) == (
        ANSWER["answer"],
        shown["effect"]["memorizedResponseId"],
    )
    again = await call("GET", f"/gaps/{gap['id']}")
    assert (again["effect"]["answered"], again["effect"]["stillAsked"]) == (1, 0)


async def test_an_accepted_gap_becomes_a_text_document_of_a_base(ask: Ask, call: Call, search: Search) -> None:
    base = await call("POST", "/knowledge-bases", json={"name": "Policies"})
    await ask(*LAOS)
    (gap,) = await search()
    text = {"knowledgeBaseId": base["id"], "title": LAOS[0], "text": "We ship to Laos within 5 to 7 days."}
    shown = await call("POST", f"/gaps/{gap['id']}/accept", json={"document": text})
    assert shown["effect"]["answered"] is None
    documents = (await call("GET", f"/knowledge-bases/{base['id']}/documents"))["data"]
    assert [(one["id"], one["title"], one["source"]) for one in documents] == [
        (shown["effect"]["documentId"], LAOS[0], "text")
    ]


async def test_a_gap_is_accepted_once_and_a_refusal_leaves_nothing_behind(
    ask: Ask, call: Call, search: Search, signed_in: httpx2.AsyncClient, runtime: Runtime
) -> None:
    base = await call("POST", "/knowledge-bases", json={"name": "Policies"})
    await ask(*LAOS, WRAPPING)
    laos, wrapping = await search()
    path, text = f"{API}/gaps/{laos['id']}/accept", {"title": "A", "text": "Same text", "knowledgeBaseId": base["id"]}
    for body, status in (
        ({}, 422000),
        ({"memorizedResponse": ANSWER, "document": text}, 422000),
        ({"document": {**text, "knowledgeBaseId": "nowhere"}}, 404950),
        ({"memorizedResponse": {**ANSWER, "assistantIds": ["nobody"]}}, 422000),
    ):
        assert (await signed_in.post(path, json=body)).json()["code"] == status
    await call("POST", f"/gaps/{wrapping['id']}/accept", json={"document": text})
    files = sorted(file for file in (runtime.settings.data_dir / "files").rglob("*") if file.is_file())
    assert (await signed_in.post(path, json={"document": text})).json()["code"] == 409951
    assert sorted(file for file in (runtime.settings.data_dir / "files").rglob("*") if file.is_file()) == files
    assert (await call("GET", f"/gaps/{laos['id']}"))["state"] == "open"
    await call("POST", f"/gaps/{laos['id']}/accept", json={"memorizedResponse": ANSWER})
    for path in ("accept", "ignore"):
        body = {"memorizedResponse": {**ANSWER, "question": "Another?", "alternates": []}}
        reply = await signed_in.post(f"{API}/gaps/{laos['id']}/{path}", json=body)
        assert reply.json()["code"] == 409930
    assert len((await call("GET", "/memorized-responses"))["data"]) == 1


async def test_an_accepted_gap_that_keeps_growing_is_open_again(ask: Ask, call: Call, search: Search) -> None:
    await ask(*LAOS)
    (gap,) = await search()
    await call("POST", f"/gaps/{gap['id']}/accept", json={"memorizedResponse": ANSWER})
    await ask(*LAOS[:2])
    (still,) = await search()
    assert (still["state"], still["effect"]["stillAsked"]) == ("accepted", 2)
    await ask(LAOS[2])
    (back,) = await search()
    assert (back["id"], back["state"], back["effect"]["stillAsked"]) == (gap["id"], "open", 3)


async def test_an_ignored_gap_returns_when_its_count_has_doubled(ask: Ask, call: Call, search: Search) -> None:
    await ask(*LAOS)
    (gap,) = await search()
    assert (await call("POST", f"/gaps/{gap['id']}/ignore"))["state"] == "ignored"
    await ask(*LAOS[:2])
    assert [one["state"] for one in await search()] == ["ignored"]
    await ask(LAOS[2])
    (back,) = await search(state="open,assigned")
    assert (back["id"], back["count"]) == (gap["id"], 6)


async def test_a_gap_is_assigned_to_somebody_who_may_change_knowledge(
    ask: Ask, call: Call, search: Search, signed_in: httpx2.AsyncClient, runtime: Runtime
) -> None:
    await runtime.db.awrite(lambda tx: add_member(tx, "viewer@example.com", {"genai": "viewer"}))
    await ask(WRAPPING)
    (gap,) = await search()
    people = (await call("GET", "/gaps/people"))["data"]
    assert [person["name"] for person in people] == ["Nok"], "a viewer only reads"
    shown = await call("POST", f"/gaps/{gap['id']}/assign", json={"assigneeId": people[0]["id"]})
    assert (shown["state"], shown["assignee"]) == ("assigned", people[0])
    assert len(await search(assigneeId=people[0]["id"])) == 1
    assert await search(assigneeId="nobody") == []
    refused = await signed_in.post(f"{API}/gaps/{gap['id']}/assign", json={"assigneeId": "nobody"})
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "assigneeId")
    assert (await call("POST", f"/gaps/{gap['id']}/assign", json={"assigneeId": None}))["state"] == "open"
    await call("POST", f"/gaps/{gap['id']}/ignore")
    assert (await call("POST", f"/gaps/{gap['id']}/assign", json={}))["state"] == "open"
    counts = (await call("GET", "/gaps/overview"))["counts"]
    assert counts == {"open": 1, "assigned": 0, "accepted": 0, "ignored": 0}


async def test_every_decision_is_in_the_audit_log_without_what_people_asked(
    ask: Ask, call: Call, search: Search
) -> None:
    await ask(*LAOS)
    (gap,) = await search()
    await call("POST", f"/gaps/{gap['id']}/assign", json={"assigneeId": None})
    await call("POST", f"/gaps/{gap['id']}/ignore")
    await call("POST", f"/gaps/{gap['id']}/accept", json={"memorizedResponse": ANSWER})
    rows = [row for row in (await call("GET", "/audit"))["data"] if row["action"].startswith("gap.")]
    assert [row["action"] for row in rows] == ["gap.accepted", "gap.ignored", "gap.assigned"]
    assert "Laos" not in str(rows)


@pytest.mark.parametrize("scopes", [["knowledge:read"], ["knowledge:write"], ["knowledge:read", "knowledge:write"]])
async def test_a_key_does_what_its_scopes_allow(
    ask: Ask, call: Call, search: Search, client: httpx2.AsyncClient, scopes: list[str]
) -> None:
    await ask(*LAOS)
    (gap,) = await search()
    key = (await call("POST", "/api-keys", json={"name": "k", "scopes": scopes}))["key"]
    client.cookies.clear()
    bearer = {"Authorization": f"Bearer {key}"}
    path, reads, writes = f"{API}/gaps/{gap['id']}", "knowledge:read" in scopes, "knowledge:write" in scopes
    assert (await client.get(path, headers=bearer)).status_code == (200 if reads else 403)
    refused = await client.post(f"{path}/accept", headers=bearer, json={"memorizedResponse": ANSWER})
    assert refused.json()["code"] == 403551
    assert ("assistants:write" if writes else "knowledge:write") in refused.json()["message"]
    ignored = await client.post(f"{path}/ignore", headers=bearer)
    assert ignored.status_code == (200 if writes else 403)


async def test_another_workspace_sees_no_gap(
    ask: Ask, search: Search, client: httpx2.AsyncClient, stranger: dict[str, str]
) -> None:
    await ask(*LAOS)
    (gap,) = await search()
    client.cookies.clear()
    assert (await client.get(f"{API}/gaps", headers=stranger)).json()["data"] == []
    assert (await client.get(f"{API}/gaps/overview", headers=stranger)).json()["run"]["state"] == "never"
    for method, path in (("GET", ""), ("POST", "/ignore"), ("POST", "/draft")):
        reply = await client.request(method, f"{API}/gaps/{gap['id']}{path}", headers=stranger)
        assert reply.json()["code"] == 404930


async def test_the_gaps_of_a_base_are_those_its_assistants_are_asked_and_those_no_base_is_asked_about(
    ask: Ask, call: Call, search: Search, assistant: dict[str, Any]
) -> None:
    base = await call("POST", "/knowledge-bases", json={"name": "Policies"})
    other = await call("POST", "/knowledge-bases", json={"name": "Other"})
    await ask(WRAPPING)
    assert len(await search(baseId=base["id"])) == 1
    body = {"kind": "search", "name": "Policies", "knowledgeBaseId": base["id"]}
    found = await call("POST", "/fulfillments", json=body)
    headers = {"If-Match": f'"{assistant["revision"]}"'}
    await call("PATCH", f"/assistants/{assistant['id']}", json={"fulfillmentIds": [found["id"]]}, headers=headers)
    (gap,) = await search(baseId=base["id"])
    assert gap["knowledgeBaseIds"] == [base["id"]]
    assert await search(baseId=other["id"]) == []
