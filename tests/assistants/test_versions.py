"""Publishing, comparing, restoring, duplicating and deleting over HTTP (`assistants.md` 3.1, checks 3, 4)."""

import asyncio
from typing import Any

import httpx2

from tests.assistants.conftest import Make

PATH = "/api/v1/assistants"


async def publish(http: httpx2.AsyncClient, assistant: dict[str, Any], **body: Any) -> dict[str, Any]:
    reply = await http.post(f"{PATH}/{assistant['id']}/publish", json=body)
    assert reply.status_code == 200, reply.text
    return reply.json()


async def change(http: httpx2.AsyncClient, assistant: dict[str, Any], **fields: Any) -> None:
    assert (await http.patch(f"{PATH}/{assistant['id']}", json=fields)).status_code == 200


async def search(http: httpx2.AsyncClient, name: str) -> dict[str, Any]:
    reply = await http.post("/api/v1/fulfillments", json={"name": name})
    assert reply.status_code == 201, reply.text
    return reply.json()


async def test_fifty_publishes_at_once_make_one_version(signed_in: httpx2.AsyncClient, make: Make) -> None:
    made = await make()
    replies = await asyncio.gather(*(publish(signed_in, made) for _ in range(50)))
    assert [reply["version"]["number"] for reply in replies] == [1] * 50
    assert sum(reply["created"] for reply in replies) == 1
    versions = (await signed_in.get(f"{PATH}/{made['id']}/versions")).json()["data"]
    assert [(version["number"], version["live"]) for version in versions] == [(1, True)]
    rows = (await signed_in.get("/api/v1/audit?action=assistant.published")).json()["data"]
    assert [row["after"]["liveVersion"] for row in rows] == [1]


async def test_an_unchanged_draft_keeps_its_version_and_a_changed_one_gets_the_next(
    signed_in: httpx2.AsyncClient, make: Make
) -> None:
    made = await make()
    first = await publish(signed_in, made, note="First")
    again = await publish(signed_in, made)
    assert (first["created"], again["created"], again["version"]["number"]) == (True, False, 1)
    assert (await signed_in.get(f"{PATH}/{made['id']}")).json()["draftChanged"] is False
    await change(signed_in, made, enabled=False)
    assert (await publish(signed_in, made))["created"] is False
    await change(signed_in, made, chunkLimit=7)
    assert (await signed_in.get(f"{PATH}/{made['id']}")).json()["draftChanged"] is True
    second = (await publish(signed_in, made))["version"]
    one = (await signed_in.get(f"{PATH}/{made['id']}/versions/1")).json()
    assert (second["number"], one["note"], one["publishedBy"], one["live"]) == (2, "First", "Nok", False)
    assert (one["content"]["chunkLimit"], "enabled" in one["content"]) == (5, False)


async def test_a_comparison_tells_each_field_and_the_lines_of_texts(signed_in: httpx2.AsyncClient, make: Make) -> None:
    made = await make(prompt="One\nTwo\n<CONTEXT>")
    await publish(signed_in, made)
    await change(signed_in, made, prompt="One\nTwo and a half\n<CONTEXT>", chunkLimit=7)
    found = (await signed_in.get(f"{PATH}/{made['id']}/diff?from=1&to=draft")).json()
    items = {item["path"]: item for item in found["data"]}
    assert set(items) == {"prompt", "chunkLimit"}
    assert (items["chunkLimit"]["before"], items["chunkLimit"]["after"]) == (5, 7)
    assert items["prompt"]["hunks"] == [
        {
            "beforeStart": 1,
            "afterStart": 1,
            "lines": [
                {"kind": "same", "text": "One"},
                {"kind": "removed", "text": "Two"},
                {"kind": "added", "text": "Two and a half"},
                {"kind": "same", "text": "<CONTEXT>"},
            ],
        }
    ]
    assert (found["from"], found["to"]) == ("1", "draft")
    same = (await signed_in.get(f"{PATH}/{made['id']}/diff?from=live&to=1")).json()
    assert (same["data"], same["fulfillments"]) == ([], [])
    for other in ("9", "0", "nonsense", "99999999999999999999"):
        assert (await signed_in.get(f"{PATH}/{made['id']}/diff?from={other}")).json()["code"] == 404902, other


async def test_a_fulfillment_that_was_edited_since_is_listed_with_both_revisions(
    signed_in: httpx2.AsyncClient, make: Make
) -> None:
    policies = await search(signed_in, "Policies")
    made = await make(fulfillmentIds=[policies["id"]])
    await publish(signed_in, made)
    await signed_in.patch(f"/api/v1/fulfillments/{policies['id']}", json={"description": "Rules of the house"})
    found = (await signed_in.get(f"{PATH}/{made['id']}/diff")).json()
    assert found["data"] == []
    assert found["fulfillments"] == [{"id": policies["id"], "name": "Policies", "before": 1, "after": 2}]


async def test_a_restore_fills_the_draft_and_with_publish_makes_the_next_version(
    signed_in: httpx2.AsyncClient, make: Make
) -> None:
    made = await make()
    url = f"{PATH}/{made['id']}"
    for limit in (5, 6, 7):
        await change(signed_in, made, chunkLimit=limit)
        await publish(signed_in, made)
    into_draft = (await signed_in.post(f"{url}/versions/2/restore")).json()
    assert (into_draft["assistant"]["chunkLimit"], into_draft["version"], into_draft["warnings"]) == (6, None, [])
    assert into_draft["assistant"]["liveVersion"] == 3
    at_once = (await signed_in.post(f"{url}/versions/2/restore", json={"publish": True})).json()
    assert (at_once["version"]["number"], at_once["version"]["restoredFrom"]) == (4, 2)
    assert at_once["assistant"]["liveVersion"] == 4
    assert (await signed_in.get(f"{url}/diff?from=2&to=4")).json()["data"] == []
    assert (await signed_in.post(f"{url}/versions/9/restore")).json()["code"] == 404902
    actions = [row["action"] for row in (await signed_in.get("/api/v1/audit?action=assistant.&limit=2")).json()["data"]]
    assert actions == ["assistant.published", "assistant.restored"]


async def test_a_restore_leaves_out_a_fulfillment_that_is_gone_and_says_so(
    signed_in: httpx2.AsyncClient, make: Make
) -> None:
    gone, kept = await search(signed_in, "Gone"), await search(signed_in, "Kept")
    made = await make(fulfillmentIds=[gone["id"], kept["id"]])
    await publish(signed_in, made)
    await change(signed_in, made, fulfillmentIds=[kept["id"]])
    still = await signed_in.delete(f"/api/v1/fulfillments/{gone['id']}")
    assert (still.status_code, still.json()["code"], still.json()["errors"][0]["name"]) == (409, 409003, "Help desk")
    await publish(signed_in, made)
    assert (await signed_in.delete(f"/api/v1/fulfillments/{gone['id']}")).status_code == 204
    restored = (await signed_in.post(f"{PATH}/{made['id']}/versions/1/restore")).json()
    assert restored["assistant"]["fulfillmentIds"] == [kept["id"]]
    assert [(warning["code"], warning["id"]) for warning in restored["warnings"]] == [
        ("fulfillment_missing", gone["id"])
    ]


async def test_a_duplicate_has_the_draft_a_name_of_its_own_and_its_own_key(
    signed_in: httpx2.AsyncClient, make: Make
) -> None:
    made = await make(name="x" * 255, chunkLimit=7)
    names, copy = [], made
    for _ in range(3):
        copy = (await signed_in.post(f"{PATH}/{made['id']}/duplicate")).json()
        assert (copy["chunkLimit"], copy["liveVersion"]) == (7, None)
        names.append(copy["name"])
    assert names == ["x" * 248 + " (copy)", "x" * 246 + " (copy 2)", "x" * 246 + " (copy 3)"]
    keys = [
        (await signed_in.get(f"{PATH}/{one}/secret-key?reveal=true")).json()["secretKey"]
        for one in (made["id"], copy["id"])
    ]
    assert len(set(keys)) == 2


async def test_a_deleted_assistant_is_gone_for_the_console_and_for_its_key(
    signed_in: httpx2.AsyncClient, make: Make
) -> None:
    made = await make()
    await publish(signed_in, made)
    url = f"{PATH}/{made['id']}"
    key = (await signed_in.get(f"{url}/secret-key?reveal=true")).json()["secretKey"]
    headers = {"Authorization": f"Bearer {key}"}
    assert (await signed_in.post("/api/v1/messages", json={"message": "Hello"}, headers=headers)).status_code == 200
    assert (await signed_in.delete(url)).status_code == 204
    for path in ("", "/versions", "/versions/1", "/diff", "/secret-key", "/samples"):
        assert (await signed_in.get(url + path)).json()["code"] == 404900, path
    assert (await signed_in.delete(url)).json()["code"] == 404900
    refused = await signed_in.post("/api/v1/messages", json={"message": "Hello"}, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (401, 401000)
    assert (await signed_in.get(PATH)).json()["data"] == []
    row = (await signed_in.get("/api/v1/audit?action=assistant.deleted")).json()["data"][0]
    assert row["target"] == {"kind": "assistant", "id": made["id"], "label": "Help desk"}


async def test_nothing_of_one_workspace_is_reachable_from_another(
    signed_in: httpx2.AsyncClient, make: Make, stranger: dict[str, str]
) -> None:
    base = (await signed_in.post("/api/v1/knowledge-bases", json={"name": "Rules"})).json()
    policies = await search(signed_in, "Policies")
    made = await make(fulfillmentIds=[policies["id"]])
    await publish(signed_in, made)
    template = (await signed_in.post("/api/v1/prompt-templates", json={"name": "Ours", "body": "<CONTEXT>"})).json()
    mine, theirs = f"{PATH}/{made['id']}", f"/api/v1/fulfillments/{policies['id']}"
    prompt = f"/api/v1/prompt-templates/{template['id']}"
    calls: list[tuple[str, str, Any]] = [
        *(("GET", mine + path, None) for path in ("", "/versions", "/versions/1", "/diff", "/secret-key", "/samples")),
        ("GET", f"{mine}/sessions/s/messages", None),
        ("PATCH", mine, {"name": "Taken over"}),
        ("DELETE", mine, None),
        *(("POST", mine + path, {}) for path in ("/duplicate", "/publish", "/versions/1/restore")),
        *(("POST", mine + path, {}) for path in ("/secret-key/rotate", "/secret-key/revoke")),
        ("POST", f"{mine}/messages", {"message": "Hello"}),
        ("GET", theirs, None),
        ("PATCH", theirs, {"name": "Taken over"}),
        ("DELETE", theirs, None),
        ("POST", f"{theirs}/test", {"question": "Hello"}),
        ("PATCH", prompt, {"name": "Theirs", "body": "x"}),
        ("DELETE", prompt, None),
        ("GET", f"/api/v1/knowledge-bases/{base['id']}", None),
    ]
    for method, url, body in calls:
        reply = await signed_in.request(method, url, json=body, headers=stranger)
        assert reply.status_code == 404, f"{method} {url} {reply.text}"
    for path in ("/assistants", "/fulfillments", "/knowledge-bases"):
        assert (await signed_in.get(f"/api/v1{path}", headers=stranger)).json()["data"] == []
    body = {"name": "Borrowing", "fulfillmentIds": [policies["id"]]}
    borrowed = await signed_in.post(PATH, json=body, headers=stranger)
    assert borrowed.json()["errors"][0]["rule"] == "exists"
    borrowed = await signed_in.post(
        "/api/v1/fulfillments", json={"name": "B", "knowledgeBaseId": base["id"]}, headers=stranger
    )
    assert borrowed.json()["errors"][0]["path"] == "knowledgeBaseId"
    assert (await signed_in.get(mine)).json()["name"] == "Help desk"
