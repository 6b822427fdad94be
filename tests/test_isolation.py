"""A second workspace sees nothing of the first: tried with every call of the API and the ids of every row of every table."""

import re
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from sqlalchemy import Table, select

from comity import accounts, fulfillments
from comity.app import assemble
from comity.assistants.gaps.models import Decay, Gap, GapQuestion
from comity.assistants.gaps.service import begin as begin_search
from comity.assistants.memorized import MemorizedWrite, create_response
from comity.assistants.report.models import MessageExport
from comity.cli.demo.making import make
from comity.fulfillments.calls.models import FulfillmentCall
from comity.kernel import clock
from comity.kernel.context import system_actor
from comity.kernel.db import Tx
from comity.kernel.runtime import Runtime
from comity.knowledge.embedders.models import WorkspaceEmbedder
from comity.knowledge.rerankers.models import WorkspaceReranker
from comity.knowledge.sources.models import WebPage, WebSource
from tests.conftest import Store

TABLE_OF = {
    "assistant_id": ("assistants", "id"),
    "base_id": ("knowledge_bases", "id"),
    "call_id": ("fulfillment_calls", "id"),
    "chunk_id": ("chunks", "chunk_id"),
    "connection_id": ("model_connections", "id"),
    "document_id": ("documents", "id"),
    "embedder_id": ("embedders", "id"),
    "reranker_id": ("rerankers", "id"),
    "export_id": ("assistant_exports", "id"),
    "fulfillment_id": ("fulfillments", "id"),
    "gap_id": ("gaps", "id"),
    "job_id": ("document_versions", "id"),
    "key_id": ("api_keys", "id"),
    "message_id": ("assistant_messages", "id"),
    "run_id": ("lab_runs", "id"),
    "response_id": ("memorized_responses", "id"),
    "set_id": ("lab_test_sets", "id"),
    "source_id": ("web_sources", "id"),
    "session_id": ("assistant_sessions", "key"),
    "template_id": ("prompt_templates", "id"),
}
"""Which table and column a parameter of a path takes; a new parameter needs its line here."""
NUMBERS = {"number": "1"}
ENDLESS_OR_OWN = {"/api/v1/setup", "/api/v1/sign-in", "/api/v1/sign-out", "/api/v1/stream"}
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture
async def theirs(signed_in: httpx2.AsyncClient, runtime: Runtime, store: Store) -> Rows:
    """Everything of the first workspace by table, after the client signed in as the admin of a second one."""
    await fill(signed_in, runtime)
    first = await runtime.db.aread(lambda tx: accounts.find_workspace_by_slug(tx, "demo"))
    assert first is not None
    await runtime.db.awrite(lambda tx: add_embedder(tx, first.id))
    await runtime.db.awrite(lambda tx: add_reranker(tx, first.id))
    workspace = accounts.SetupWorkspace(name="Second", slug="second")
    account = accounts.SetupAccount(email="second@example.com", display_name="Second", password="Abcdef1!")
    await runtime.db.awrite(lambda tx: accounts.add_workspace(tx, workspace, account))
    signed_in.headers["X-Comity-Workspace"] = "second"
    reply = await signed_in.post("/api/v1/sign-in", json={"email": account.email, "password": account.password})
    signed_in.headers["X-CSRF-Token"] = reply.json()["csrfToken"]
    return await runtime.db.aread(lambda tx: rows_of(tx, store, first.id))


async def fill(client: httpx2.AsyncClient, runtime: Runtime) -> None:
    """The demo, with something in every part that the API shows."""
    demo = await make(runtime)
    key = {"Authorization": f"Bearer {demo.assistants[0].secret_key}"}
    assert (
        await client.post("/api/v1/messages", json={"message": "Hello", "sessionId": "theirs"}, headers=key)
    ).is_success
    workspace = {"Authorization": f"Bearer {demo.api_key}"}
    connection = {"name": "Local", "baseUrl": "https://models.example/v1", "models": [{"name": "m"}]}
    made = await client.post("/api/v1/model-connections", json=connection, headers=workspace)
    assert made.is_success, made.text
    external = {"type": "external", "targetEndpoint": "https://93.184.215.14/q", "authorization": "Bearer k"}
    made = await client.post("/api/v1/knowledge-bases", json={"name": "Partner", **external}, headers=workspace)
    assert made.is_success, made.text
    made = await client.post("/api/v1/knowledge-bases", json={"name": "Site"}, headers=workspace)
    website = {"startUrl": "https://93.184.215.14/", "mode": "page"}
    made = await client.post(f"/api/v1/knowledge-bases/{made.json()['id']}/sources", json=website, headers=workspace)
    assert made.is_success, made.text
    await runtime.db.awrite(add_page)
    await runtime.db.awrite(add_export)
    await runtime.db.awrite(add_memorized)
    await runtime.db.awrite(add_call)
    await runtime.db.awrite(add_gap)
    files = {"file": ("cases.csv", b"no.,question\ncase-1-1,Open?", "text/csv")}
    made = await client.post("/api/v1/lab/test-sets", files=files, headers=workspace)
    begun = {"testSetId": made.json()["id"], "assistantId": demo.assistants[0].id, "allowMultipleKnowledgeBases": True}
    made = await client.post("/api/v1/lab/runs", json=begun, headers=workspace)
    assert made.is_success, made.text
    template = {"name": "Own", "body": "Answer from <CONTEXT>."}
    made = await client.post("/api/v1/prompt-templates", json=template, headers=workspace)
    assert made.is_success, made.text


def add_export(tx: Tx) -> None:
    """An export of the report whose file is written."""
    workspace = accounts.find_workspace_by_slug(tx, "demo")
    assert workspace is not None
    tx.session.add(MessageExport(workspace_id=workspace.id, filters={}, state="done"))


def add_page(tx: Tx) -> None:
    """A page of the website."""
    source = tx.session.scalars(select(WebSource)).one()
    page = {"source_id": source.id, "base_id": source.base_id, "url": source.start_url, "url_key": "k"}
    tx.session.add(WebPage(workspace_id=source.workspace_id, **page))


def add_call(tx: Tx) -> None:
    """A call in the log of a fulfillment."""
    workspace = accounts.find_workspace_by_slug(tx, "demo")
    assert workspace is not None
    found = fulfillments.list_fulfillments(tx, system_actor(workspace.id), "", 1, None).rows[0]
    place = {"workspace_id": workspace.id, "fulfillment_id": found.id, "fulfillment_revision": 1}
    call = {"tool": "getOrder", "purpose": "test", "safe": True, "arguments": {}, "context": {}, "ms": 1}
    tx.session.add(FulfillmentCall(**place, **call))


def add_gap(tx: Tx) -> None:
    """A gap, the question in it, and the search that found it."""
    workspace = accounts.find_workspace_by_slug(tx, "demo")
    assert workspace is not None
    begin_search(tx, system_actor(workspace.id))
    gap = Gap(workspace_id=workspace.id, label="Laos?", leader="Laos?", first_at=clock.now(), last_at=clock.now())
    tx.session.add(gap)
    tx.flush()
    tx.session.add(GapQuestion(message_id="m", workspace_id=workspace.id, gap_id=gap.id, at=clock.now_us()))
    place = {"kind": "chunk", "target": "t", "base_id": "b", "detail": {}}
    tx.session.add(Decay(workspace_id=workspace.id, at=clock.now(), **place))


def add_memorized(tx: Tx) -> None:
    """A memorized answer."""
    workspace = accounts.find_workspace_by_slug(tx, "demo")
    assert workspace is not None
    create_response(tx, system_actor(workspace.id), MemorizedWrite(question="Open?", answer="From 10."))


def add_embedder(tx: Tx, workspace_id: str) -> None:
    row = WorkspaceEmbedder(workspace_id=workspace_id, name="Own", name_key="own")
    row.base_url, row.model = "https://models.example/v1", "m"
    tx.session.add(row)


def add_reranker(tx: Tx, workspace_id: str) -> None:
    row = WorkspaceReranker(workspace_id=workspace_id, name="Own", name_key="own")
    row.base_url, row.model = "https://models.example/v1", "m"
    row.calibration = {"logits": False, "lo": 0, "hi": 1, "byLanguage": {}}
    tx.session.add(row)


def rows_of(tx: Tx, store: Store, workspace_id: str) -> Rows:
    return {
        table.name: [dict(row._mapping) for row in tx.connection.execute(of_workspace(table, workspace_id))]
        for table in store.tables.sorted_tables
        if "workspace_id" in table.columns
    }


def of_workspace(table: Table, workspace_id: str) -> Any:
    return select(table).where(table.c.workspace_id == workspace_id).order_by(*table.primary_key.columns)


def calls() -> Iterator[tuple[str, str]]:
    for path, methods in assemble()[1].openapi()["paths"].items():
        if path not in ENDLESS_OR_OWN:
            yield from ((method.upper(), path) for method in methods)


def addresses(path: str, rows: Rows) -> Iterator[str]:
    """The path with the ids of rows that belong together as far as it names several: the first rows of each table."""
    names = re.findall(r"\{(\w+)\}", path)
    unknown = [name for name in names if name not in TABLE_OF and name not in NUMBERS]
    assert not unknown, f"{path}: say in TABLE_OF which table {unknown} comes from"
    for i in range(3 if names else 1):
        address = path
        for name in names:
            address = address.replace(f"{{{name}}}", NUMBERS.get(name) or _value(rows, *TABLE_OF[name], i))
        yield address


def _value(rows: Rows, table: str, column: str, i: int) -> str:
    found = rows[table]
    return str(found[min(i, len(found) - 1)][column])


def ids_in(rows: Rows) -> set[str]:
    return {
        row["id"] for found in rows.values() for row in found if isinstance(row.get("id"), str) and len(row["id"]) == 36
    }


async def test_no_call_shows_or_changes_anything_of_another_workspace(
    signed_in: httpx2.AsyncClient, runtime: Runtime, store: Store, theirs: Rows
) -> None:
    empty = [table for table, _column in TABLE_OF.values() if not theirs[table]]
    assert empty == [], "the first workspace must have rows for the test to mean something"
    ids = ids_in(theirs)
    for method, path in calls():
        for address in addresses(path, theirs):
            body = None if method == "GET" else {}
            reply = await signed_in.request(method, address, json=body)
            asked = set(re.findall(r"[0-9a-f-]{36}", address))
            leaked = [id_ for id_ in ids - asked if id_ in reply.text]
            assert not leaked, f"{method} {address} shows {leaked}"
            if "{" in path and "/sessions/" not in path:
                assert reply.status_code in {400, 403, 404, 405, 409, 413, 415, 422}, (
                    f"{method} {address}: {reply.text}"
                )
                assert method != "GET" or reply.status_code in {404, 422}, f"GET {address}: {reply.text}"
    workspace_id = theirs["assistants"][0]["workspace_id"]
    assert await runtime.db.aread(lambda tx: rows_of(tx, store, workspace_id)) == theirs


async def test_every_table_but_those_of_the_install_belongs_to_a_workspace(store: Store) -> None:
    of_install = {
        "workspaces", "accounts", "credentials", "sign_in_sessions", "sign_in_attempts", "setup_tokens",
        "knowledge_engine",
    }  # fmt: skip
    reached_by_a_secret_hash_or_through_their_row = {
        "rate_windows", "rate_bursts", "idempotency_records", "assistant_message_keys", "assistant_run_log",
    }  # fmt: skip
    without = {table.name for table in store.tables.sorted_tables if "workspace_id" not in table.columns}
    assert without - of_install - reached_by_a_secret_hash_or_through_their_row == set()
