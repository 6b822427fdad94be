"""External Knowledge Bases over HTTP: what is kept, what is asked, and what is told of failures (`knowledge.md` 3.7)."""

import json
from typing import Any

import httpx2
import pytest

from comity.kernel.outbound import Outbound
from comity.kernel.runtime import Runtime
from tests.knowledge.external.conftest import Make
from tests.knowledge.external.endpoint_server import EndpointServer

pytestmark = pytest.mark.anyio
PATH = "/api/v1/knowledge-bases"
SECRET = "Bearer s3cret-of-partner"


async def test_a_base_is_kept_with_its_secrets_hidden_and_its_changes_on_record(
    signed_in: httpx2.AsyncClient, external: Make, runtime: Runtime
) -> None:
    base = await external(authorization=SECRET, headers={"X-Tenant": "tenant-77881"})
    shown = {name: base[name] for name in ("authorizationMasked", "headers", "timeoutSeconds", "sendGeneratedTerms")}
    assert shown == {
        "authorizationMasked": "••••",
        "headers": {"X-Tenant": "••••"},
        "timeoutSeconds": 10,
        "sendGeneratedTerms": False,
    }
    url = f"{PATH}/{base['id']}"
    changed = await signed_in.patch(url, json={"timeoutSeconds": 3, "headers": {"X-Tenant": None}})
    assert (changed.json()["timeoutSeconds"], changed.json()["headers"]) == (3, {})
    assert changed.json()["authorizationMasked"] == "••••"
    removed = await signed_in.patch(url, json={"authorization": None})
    assert removed.json()["authorizationMasked"] is None
    rows = (await signed_in.get("/api/v1/audit?action=knowledgeBase.endpointChanged")).json()["data"]
    assert [row["after"]["hasAuthorization"] for row in rows] == [False, True, True]
    texts = [json.dumps(rows), (await signed_in.get(PATH)).text, changed.text]
    tables = ("console_events", "external_endpoints", "audit_rows")
    stored = await runtime.db.aread(
        lambda tx: str([tx.connection.exec_driver_sql(f"SELECT * FROM {table}").all() for table in tables])
    )
    assert not [text for text in [*texts, stored] for word in ("s3cret", "77881") if word in text]


@pytest.mark.parametrize(
    ("fields", "code", "path", "rule"),
    [
        ({"targetEndpoint": None}, 422000, "targetEndpoint", "required"),
        ({"targetEndpoint": "http://search.example.com/q"}, 422000, "targetEndpoint", "scheme"),
        ({"targetEndpoint": "https://e.com/" + "x" * 2048}, 422000, "targetEndpoint", "maxLength"),
        ({"targetEndpoint": "https://127.0.0.1/q"}, 422558, "targetEndpoint", "127.0.0.0/8"),
        ({"targetEndpoint": "https://169.254.169.254/q"}, 422558, "targetEndpoint", "169.254.0.0/16"),
        ({"targetEndpoint": "https://0x7f000001/q"}, 422558, "targetEndpoint", "127.0.0.0/8"),
        ({"timeoutSeconds": 31}, 422000, "timeoutSeconds", "max"),
        ({"headers": {f"X-{n}": "v" for n in range(11)}}, 422000, "headers", "maxItems"),
        ({"headers": {"Authorization": "x"}}, 422000, "headers.Authorization", "pattern"),
        ({"type": "documents"}, 422000, "targetEndpoint", "notForThisType"),
    ],
)
async def test_a_field_that_breaks_its_rule_is_named(
    signed_in: httpx2.AsyncClient, endpoint: EndpointServer, fields: dict[str, Any], code: int, path: str, rule: str
) -> None:
    body = {"name": "Partner", "type": "external", "targetEndpoint": f"{endpoint.url}/good", **fields}
    reply = (await signed_in.post(PATH, json=body)).json()
    assert (reply["code"], reply["errors"][0]["path"], reply["errors"][0]["rule"]) == (code, path, rule)
    assert (await signed_in.get(PATH)).json()["data"] == []


async def test_a_name_that_leads_to_a_private_network_is_refused_at_save_and_at_call_once_it_does(
    signed_in: httpx2.AsyncClient, runtime: Runtime
) -> None:
    address = ["10.1.2.3"]

    async def look_up(host: str, port: int) -> list[str]:
        return list(address)

    runtime.outbound = Outbound(look_up=look_up)
    body = {"name": "Moving", "type": "external", "targetEndpoint": "https://moving.example.com/q"}
    assert (await signed_in.post(PATH, json=body)).json()["code"] == 422558
    address[0] = "93.184.215.14"
    base = (await signed_in.post(PATH, json=body)).json()
    address[0] = "127.0.0.1"
    tried = (await signed_in.post(f"{PATH}/{base['id']}/test-connection", json={})).json()
    assert (tried["code"], tried["errors"][0]["rule"]) == (502950, "blockedAddress")
    assert tried["errors"][0]["exchange"]["status"] is None


async def test_secrets_do_not_follow_the_address_to_another_host(signed_in: httpx2.AsyncClient, external: Make) -> None:
    base = await external(authorization=SECRET, headers={"X-Tenant": "t"})
    url = f"{PATH}/{base['id']}"
    elsewhere = {"targetEndpoint": "https://93.184.215.14/q"}
    moved = (await signed_in.patch(url, json=elsewhere)).json()
    assert moved["errors"][0]["path"] == "authorization"
    moved = (await signed_in.patch(url, json={**elsewhere, "authorization": "Bearer other"})).json()
    assert moved["errors"][0]["path"] == "headers"
    told = {**elsewhere, "authorization": "Bearer other", "headers": {"X-Tenant": None}}
    assert (await signed_in.patch(url, json=told)).json()["targetEndpoint"] == elsewhere["targetEndpoint"]


async def test_a_search_asks_with_exactly_two_keys_and_the_headers(
    signed_in: httpx2.AsyncClient, external: Make, endpoint: EndpointServer
) -> None:
    base = await external(authorization=SECRET, headers={"X-Tenant": "t1"})
    found = (await signed_in.post(f"{PATH}/{base['id']}/search", json={"query": "คืนเงินกี่วัน"})).json()
    assert endpoint.asked == [{"message": "คืนเงินกี่วัน", "message_en": "คืนเงินกี่วัน"}]
    assert (endpoint.headers[0]["Authorization"], endpoint.headers[0]["X-Tenant"]) == (SECRET, "t1")
    assert endpoint.headers[0]["Content-Type"] == "application/json"
    hit = found["data"][0]
    assert (hit["score"], hit["sortingScore"], hit["document"]["path"]) == (0.82, 0.82, "p")
    assert (hit["document"]["id"][0], hit["document"]["documentId"], found["knowledgeVersion"]) == ("x", None, None)


@pytest.mark.parametrize(
    ("replies", "asked", "rule"),
    [
        ((500, 500), 2, "serverError"),
        ((403,), 1, "refused"),
        ((301,), 1, "redirect"),
        (("<html></html>",), 1, "notJson"),
        ((["x"],), 1, "noData"),
        ((3.0,), 1, "timeout"),
        (("x" * (2 * 1024 * 1024 + 1),), 1, "tooLarge"),
    ],
)
async def test_a_failure_is_named_and_only_a_broken_server_is_asked_twice(
    signed_in: httpx2.AsyncClient, external: Make, endpoint: EndpointServer, replies: Any, asked: int, rule: str
) -> None:
    base = await external(targetEndpoint=endpoint.says("odd", *replies), timeoutSeconds=1)
    refused = (await signed_in.post(f"{PATH}/{base['id']}/search", json={"query": "refund"})).json()
    assert (refused["code"], refused["errors"][0]["rule"], len(endpoint.asked)) == (502950, rule, asked)


async def test_a_server_that_works_at_the_second_try_is_a_success(
    signed_in: httpx2.AsyncClient, external: Make, endpoint: EndpointServer
) -> None:
    good = {"data": [{"score": 0.5, "document": {"content": "Yes."}}]}
    base = await external(targetEndpoint=endpoint.says("odd", 503, good))
    found = (await signed_in.post(f"{PATH}/{base['id']}/search", json={"query": "refund"})).json()
    assert (found["total"], len(endpoint.asked)) == (1, 2)


async def test_trying_the_connection_shows_the_exchange_and_never_a_secret_that_comes_back(
    signed_in: httpx2.AsyncClient, external: Make, endpoint: EndpointServer
) -> None:
    echo = {"data": [{"score": 7, "document": {"content": f"You sent {SECRET}"}}, {}]}
    base = await external(targetEndpoint=endpoint.says("echo", echo), authorization=SECRET)
    tried = await signed_in.post(f"{PATH}/{base['id']}/test-connection", json={"question": "Hello?"})
    shown = tried.json()
    assert (shown["exchange"]["status"], shown["exchange"]["sent"]["message"]) == (200, "Hello?")
    assert shown["exchange"]["headers"]["Authorization"] == "••••"
    assert (shown["entries"][0]["score"], shown["entries"][0]["sortingScore"]) == (7, 1)
    assert [warning["code"] for warning in shown["warnings"]] == ["score_out_of_range", "entry_skipped"]
    searched = await signed_in.post(f"{PATH}/{base['id']}/search", json={"query": "Hello?"})
    assert "s3cret" not in tried.text + searched.text
    failed = await external(name="Broken", targetEndpoint=endpoint.says("broken", "no"))
    refused = (await signed_in.post(f"{PATH}/{failed['id']}/test-connection", json={})).json()
    assert (refused["code"], refused["errors"][0]["exchange"]["body"]) == (502950, "no")
    other = (await signed_in.post(PATH, json={"name": "Documents"})).json()
    assert (await signed_in.post(f"{PATH}/{other['id']}/test-connection", json={})).json()["code"] == 422951


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/documents"),
        ("POST", "/documents"),
        ("GET", "/chunks"),
        ("POST", "/chunks"),
        ("GET", "/csv"),
        ("GET", "/versions"),
        ("POST", "/publish"),
        ("POST", "/convert"),
        ("GET", "/generations"),
        ("PATCH", ""),
    ],
)
async def test_every_verb_that_needs_chunks_of_its_own_is_not_for_this_type(
    signed_in: httpx2.AsyncClient, external: Make, method: str, path: str
) -> None:
    base = await external()
    bodies: dict[str, Any] = {"/documents": {"title": "T", "text": "T", "format": "md"}, "/chunks": {"content": "T"}}
    bodies[""] = {"publishing": "manual"}
    body = bodies.get(path, {}) if method != "GET" else None
    reply = await signed_in.request(method, f"{PATH}/{base['id']}{path}", json=body)
    assert reply.json()["code"] == 422951


async def test_a_search_of_several_bases_leaves_out_the_one_that_fails_and_says_so(
    signed_in: httpx2.AsyncClient, external: Make, endpoint: EndpointServer
) -> None:
    good, broken = await external(), await external(name="Broken", targetEndpoint=endpoint.says("broken", "no"))
    body = {"query": "refund", "knowledgeBaseIds": [broken["id"], good["id"]]}
    found = (await signed_in.post(f"{PATH}/search", json=body)).json()
    assert (found["total"], [warning["code"] for warning in found["warnings"]]) == (1, ["external_unavailable"])


async def test_a_deleted_base_leaves_no_sealed_secret_behind(
    signed_in: httpx2.AsyncClient, external: Make, runtime: Runtime
) -> None:
    base = await external(authorization=SECRET)
    assert (await signed_in.delete(f"{PATH}/{base['id']}")).status_code == 204
    count = "SELECT COUNT(*) FROM external_endpoints"
    assert await runtime.db.aread(lambda tx: tx.connection.exec_driver_sql(count).scalar()) == 0
