"""Search fulfillments over HTTP: made, changed, tried, and kept while somebody uses them (`assistants.md` 2.2, 3.9)."""

from typing import Any

import httpx2
import pytest

PATH = "/api/v1/fulfillments"


async def create(http: httpx2.AsyncClient, **fields: Any) -> dict[str, Any]:
    reply = await http.post(PATH, json={"name": "Policies", **fields})
    assert reply.status_code == 201, reply.text
    return reply.json()


async def test_a_fulfillment_is_made_shown_changed_and_deleted_with_an_audit_row_each(
    signed_in: httpx2.AsyncClient,
) -> None:
    base = (await signed_in.post("/api/v1/knowledge-bases", json={"name": "Rules"})).json()
    made = await create(signed_in, knowledgeBaseId=base["id"], description="What we promise")
    assert (made["kind"], made["revision"], made["usedBy"]) == ("search", 1, 0)
    assert made["knowledgeBaseName"] == "Rules"
    url = f"{PATH}/{made['id']}"
    shown = await signed_in.get(url)
    assert (shown.json(), shown.headers["ETag"]) == (made, '"1"')
    changed = await signed_in.patch(url, json={"name": "Promises"}, headers={"If-Match": '"1"'})
    assert (changed.json()["revision"], changed.json()["knowledgeBaseId"]) == (2, base["id"])
    let_go = await signed_in.patch(url, json={"knowledgeBaseId": None}, headers={"If-Match": '"2"'})
    assert (let_go.json()["knowledgeBaseId"], let_go.json()["name"]) == (None, "Promises")
    stale = await signed_in.patch(url, json={"name": "Late"}, headers={"If-Match": '"1"'})
    assert (stale.json()["code"], stale.json()["errors"][0]["current"]["name"]) == (409001, "Promises")
    assert (await signed_in.delete(url)).status_code == 204
    assert (await signed_in.get(url)).json()["code"] == 404903
    rows = (await signed_in.get("/api/v1/audit?action=fulfillment.")).json()["data"]
    assert [row["action"].partition(".")[2] for row in rows] == ["deleted", "changed", "changed", "created"]
    assert (rows[1]["before"], rows[1]["after"]) == ({"knowledgeBaseId": base["id"]}, {"knowledgeBaseId": None})


@pytest.mark.parametrize(
    ("fields", "path", "rule"),
    [
        ({"name": ""}, "name", "minLength"),
        ({"name": "x" * 256}, "name", "maxLength"),
        ({"name": "pOLICIES"}, "name", "unique"),
        ({"description": "x" * 501}, "description", "maxLength"),
        ({"kind": "flow"}, "kind", "enum"),
        ({"kind": "action"}, "action", "required"),
        (
            {"kind": "mcp", "searchTermGenerator": True, "mcp": {"url": "https://mcp.example.com"}},
            "searchTermGenerator",
            "kind",
        ),
        ({"searchTermGeneratorPrompt": "x" * 20_001}, "searchTermGeneratorPrompt", "maxLength"),
        ({"knowledgeBaseId": "0197aaaa-0000-7000-8000-000000000000"}, "knowledgeBaseId", "exists"),
    ],
)
async def test_a_field_that_breaks_its_rule_is_named_and_nothing_is_stored(
    signed_in: httpx2.AsyncClient, fields: dict[str, Any], path: str, rule: str
) -> None:
    await create(signed_in)
    reply = await signed_in.post(PATH, json={"name": "Other", **fields})
    assert reply.json()["code"] == 422000
    assert [(item["path"], item["rule"]) for item in reply.json()["errors"]] == [(path, rule)]
    assert len((await signed_in.get(PATH)).json()["data"]) == 1


async def test_a_fulfillment_in_use_counts_its_users_and_is_kept(signed_in: httpx2.AsyncClient) -> None:
    made = await create(signed_in)
    url = f"{PATH}/{made['id']}"
    assistants = [
        (await signed_in.post("/api/v1/assistants", json={"name": name, "fulfillmentIds": [made["id"]]})).json()
        for name in ("Beta", "Alpha")
    ]
    assert (await signed_in.get(url)).json()["usedBy"] == 2
    refused = await signed_in.delete(url)
    assert (refused.json()["code"], [e["name"] for e in refused.json()["errors"]]) == (409003, ["Alpha", "Beta"])
    for assistant in assistants:
        await signed_in.delete(f"/api/v1/assistants/{assistant['id']}")
    assert (await signed_in.delete(url)).status_code == 204


async def test_a_dry_run_without_a_base_says_what_is_missing(signed_in: httpx2.AsyncClient) -> None:
    made = await create(signed_in)
    found = (await signed_in.post(f"{PATH}/{made['id']}/test", json={"question": "Refunds?"})).json()
    assert (found["total"], found["data"], found["warnings"][0]["code"]) == (0, [], "no_base")
    broken = await signed_in.post(f"{PATH}/{made['id']}/test", json={"question": " "})
    assert broken.json()["errors"][0]["path"] == "question"


async def test_fulfillments_are_found_by_a_part_of_their_name(signed_in: httpx2.AsyncClient) -> None:
    for name in ("Refunds", "Prices", "ราคาสินค้า"):
        await create(signed_in, name=name)
    for q, names in (("FUND", ["Refunds"]), ("ราคา", ["ราคาสินค้า"]), ("nothing", [])):
        assert [f["name"] for f in (await signed_in.get(PATH, params={"q": q})).json()["data"]] == names


async def test_a_change_is_told_to_the_consoles_with_the_whole_fulfillment(
    signed_in: httpx2.AsyncClient, runtime: Any
) -> None:
    from comity.kernel.db import SQL

    made = await create(signed_in)
    await signed_in.delete(f"{PATH}/{made['id']}")
    rows = await runtime.db.aread(
        lambda tx: [(r.kind, r.data) for r in tx.rows(SQL("SELECT kind, data FROM console_events ORDER BY seq"))]
    )
    told = [(kind, data) for kind, data in rows if kind.startswith("fulfillment.")]
    assert [kind for kind, _ in told] == ["fulfillment.changed", "fulfillment.deleted"]
    assert '"name":"Policies"' in told[0][1]


async def test_the_generator_begins_with_the_default_prompt_of_the_bases_type_and_keeps_an_own_one_until_it_is_emptied(
    signed_in: httpx2.AsyncClient,
) -> None:
    base = (await signed_in.post("/api/v1/knowledge-bases", json={"name": "Rows", "type": "csv"})).json()
    made = await create(signed_in)
    documents = made["searchTermGeneratorPrompt"]
    assert (made["searchTermGenerator"], "documents" in documents) == (False, True)
    url = f"{PATH}/{made['id']}"
    turned = await signed_in.patch(url, json={"searchTermGenerator": True, "knowledgeBaseId": base["id"]})
    assert turned.json()["searchTermGenerator"] is True
    table = turned.json()["searchTermGeneratorPrompt"]
    assert table != documents
    own = await signed_in.patch(url, json={"searchTermGeneratorPrompt": "Find rows."})
    assert own.json()["searchTermGeneratorPrompt"] == "Find rows."
    emptied = await signed_in.patch(url, json={"searchTermGeneratorPrompt": ""})
    assert emptied.json()["searchTermGeneratorPrompt"] == table
    row = (await signed_in.get("/api/v1/audit?action=fulfillment.changed")).json()["data"][1]
    assert row["after"] == {"searchTermGeneratorPrompt": "Find rows."}
