"""A search fulfillment that is narrowed by labels finds documents with any of them and no others (`knowledge.md` 3.12)."""

from typing import Any

import httpx2

from comity.kernel.outbound import Outbound
from comity.kernel.runtime import Runtime
from tests.knowledge.conftest import Knowledge

FULFILLMENTS = "/api/v1/fulfillments"
FILES = {
    "public.md": b"# Refunds\n\nRefunds are paid within seven days.",
    "staff.md": b"# Refunds\n\nStaff may pay refunds at once up to 500 baht.",
    "other.md": b"# Refunds\n\nRefunds of gift cards are paid to the card.",
}


async def labelled(base: Knowledge) -> None:
    """Three documents about refunds, two of them with a label."""
    for name, content in FILES.items():
        document, label = await base.take(name, content), name.partition(".")[0]
        if label != "other":
            url, revision = f"{base.path}/documents/{document['id']}", f'"{document["revision"]}"'
            changed = await base.http.patch(url, json={"labels": [label]}, headers={"If-Match": revision})
            assert changed.status_code == 200, changed.text


async def paths_of(http: httpx2.AsyncClient, url: str, body: dict[str, Any]) -> set[str]:
    reply = await http.post(url, json=body)
    assert reply.status_code == 200, reply.text
    found = reply.json().get("found", reply.json())
    return {hit["document"]["path"] for hit in found["data"]}


async def test_any_of_the_labels_lets_a_document_through(base: Knowledge) -> None:
    await labelled(base)
    base_id, asked = base.id, {"question": "When are refunds paid?"}
    for labels, paths in (
        ([], {"public.md", "staff.md", "other.md"}),
        (["public"], {"public.md"}),
        (["public", "staff", "public"], {"public.md", "staff.md"}),
        (["nobody has this"], set()),
    ):
        wanted = {"name": f"Refunds {labels}", "knowledgeBaseId": base_id, "labels": labels}
        made = (await base.http.post(FULFILLMENTS, json=wanted)).json()
        assert made["labels"] == list(dict.fromkeys(labels))
        assert await paths_of(base.http, f"{FULFILLMENTS}/{made['id']}/test", asked) == paths
        tried = {**asked, "knowledgeBaseId": base_id, "labels": labels}
        assert await paths_of(base.http, f"{FULFILLMENTS}/trial", tried) == paths


async def test_an_answer_is_written_from_the_labelled_documents_alone(base: Knowledge) -> None:
    await labelled(base)
    http = base.http
    wanted = {"name": "For customers", "knowledgeBaseId": base.id, "labels": ["public"]}
    search = (await http.post(FULFILLMENTS, json=wanted)).json()
    made = (await http.post("/api/v1/assistants", json={"name": "Desk", "fulfillmentIds": [search["id"]]})).json()
    url = f"/api/v1/assistants/{made['id']}"
    assert (await http.post(f"{url}/publish", json={})).status_code == 200
    key = (await http.get(f"{url}/secret-key?reveal=true")).json()["secretKey"]
    bearer = {"Authorization": f"Bearer {key}"}
    for question, paths in (
        ("How much may staff pay at once as a refund?", []),
        ("When are refunds paid?", ["public.md"]),
    ):
        said = (await http.post("/api/v1/messages", json={"message": question}, headers=bearer)).json()
        assert [hit["document"]["path"] for hit in said["searchResults"]["data"]] == paths


async def test_labels_are_refused_where_they_would_have_no_effect(base: Knowledge, runtime: Runtime) -> None:
    async def look_up(host: str, port: int) -> list[str]:
        return ["93.184.215.14"]

    runtime.outbound, http = Outbound(look_up=look_up), base.http
    theirs = {"name": "Theirs", "type": "external", "targetEndpoint": "https://partner.example.com/q"}
    outside = (await http.post("/api/v1/knowledge-bases", json=theirs)).json()["id"]
    wanted = {"name": "Theirs", "knowledgeBaseId": outside, "labels": ["public"]}
    refused = await http.post(FULFILLMENTS, json=wanted)
    assert [(e["path"], e["rule"]) for e in refused.json()["errors"]] == [("labels", "kind")]
    made = (await http.post(FULFILLMENTS, json={**wanted, "labels": []})).json()
    late = await http.patch(f"{FULFILLMENTS}/{made['id']}", json={"labels": ["public"]}, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json()["errors"][0]["path"]) == (422, "labels")
    many = await http.post(FULFILLMENTS, json={"name": "Many", "labels": [str(n) for n in range(21)]})
    assert many.json()["errors"][0]["path"] == "labels"
    tool = {"name": "Act", "kind": "action", "labels": ["x"], "action": {"url": "https://example.com", "method": "GET"}}
    assert ("labels", "kind") in {
        (e["path"], e["rule"]) for e in (await http.post(FULFILLMENTS, json=tool)).json()["errors"]
    }
