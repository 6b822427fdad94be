"""Documents over HTTP: taking, refusing, replacing, deleting, and the state everybody sees (`knowledge.md` 3.1, 3.12, 3.14)."""

import asyncio
import hashlib
import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from comity.kernel import clock
from comity.kernel.db import SQL
from comity.kernel.runtime import Runtime
from comity.knowledge import limits, tasks
from tests.knowledge.conftest import Drain, Knowledge, open_base

REFUNDS = b"# Refunds\n\nRefunds are paid within 7 days of the return of the goods.\n\n# Shipping\n\nParcels leave on Mondays.\n"


async def test_each_file_of_an_upload_is_answered_apart(base: Knowledge) -> None:
    reply = await base.upload(("a.md", REFUNDS), ("b.exe", b"MZ\x90"), ("c.txt", b"Opening hours are nine to five."))
    assert reply.status_code == 202
    taken, refused, other = reply.json()["data"]
    assert (taken["state"], other["state"]) == ("queued", "queued")
    assert (refused["name"], refused["error"]["code"]) == ("b.exe", 415950)


async def test_sample_documents_are_taken_like_an_upload_and_answer_their_question(base: Knowledge) -> None:
    reply = await base.http.post(f"{base.path}/documents/samples")
    assert reply.status_code == 202
    taken = reply.json()["data"]
    assert {one["state"] for one in taken} == {"queued"}
    await base.drain()
    found = await base.http.post(f"{base.path}/search", json={"query": "How fast are refunds paid?"})
    assert "7 days" in found.text
    again = await base.http.post(f"{base.path}/documents/samples")
    assert (again.status_code, again.json()["data"][0]["error"]["code"]) == (409, 409951)


async def test_an_upload_of_only_refused_files_has_the_first_error_s_status(base: Knowledge) -> None:
    reply = await base.upload(("b.exe", b"MZ\x90"), ("old.doc", b"\xd0\xcf\x11\xe0"))
    assert reply.status_code == 415
    assert "save as .docx" in reply.json()["data"][1]["error"]["message"]


async def test_a_file_at_the_limit_is_taken_and_one_byte_more_is_refused(
    base: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 100)
    assert (await base.upload(("a.txt", b"x" * 100))).status_code == 202
    reply = await base.upload(("b.txt", b"y" * 101))
    assert reply.status_code == 413
    assert reply.json()["data"][0]["error"]["code"] == 413950


async def test_the_same_bytes_again_are_refused_with_the_id_of_the_first(base: Knowledge) -> None:
    first = (await base.upload(("a.md", REFUNDS))).json()["data"][0]["documentId"]
    reply = await base.upload(("other-name.md", REFUNDS))
    error = reply.json()["data"][0]["error"]
    assert (reply.status_code, error["code"]) == (409, 409951)
    assert error["errors"][0]["documentId"] == first


async def test_a_hundred_uploads_of_the_same_bytes_at_once_make_one_document(base: Knowledge) -> None:
    replies = await asyncio.gather(*(base.upload((f"{n}.md", REFUNDS)) for n in range(100)))
    codes = [reply.json()["data"][0].get("error", {}).get("code") for reply in replies]
    assert sorted(codes, key=str) == [409951] * 99 + [None]
    listed = await base.http.get(f"{base.path}/documents")
    assert len(listed.json()["data"]) == 1


async def test_a_read_document_is_ready_and_its_base_counts_it(base: Knowledge) -> None:
    document = await base.take("refunds.md", REFUNDS)
    assert (document["state"], document["searchable"], document["reason"]["code"]) == ("ready", "full", "ready")
    shown = (await base.http.get(base.path)).json()
    assert shown["counts"] == {"documents": 1, "ready": 1, "working": 0, "failed": 0, "chunks": document["chunks"]}
    assert shown["health"] == "ok"


async def test_a_waiting_document_says_so(base: Knowledge) -> None:
    id_ = (await base.upload(("a.md", REFUNDS))).json()["data"][0]["documentId"]
    document = await base.document(id_)
    assert (document["state"], document["reason"]["code"]) == ("queued", "waiting_for_worker")


async def test_pasted_text_becomes_a_document(base: Knowledge) -> None:
    body = {"title": "Hours", "text": "# Hours\n\nWe open at nine in the morning.", "format": "md"}
    reply = await base.http.post(f"{base.path}/documents", json=body)
    assert reply.status_code == 202
    await base.drain()
    assert await base.search("when do you open in the morning")


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "empty_document"),
        ("blank.md", b"   \n\n  ", "empty_document"),
        ("cut.docx", packed(a=b"x" * 5000)[:60], "corrupt_file"),
        ("no-word.docx", packed(a=b"x"), "corrupt_file"),
        ("bomb.docx", packed(a=b"\0" * 30_000_000), "archive_bomb"),
        ("locked.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password_protected"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<", "corrupt_file"),
        ("cut.xlsx", packed(a=b"x"), "corrupt_file"),
        ("cut.pptx", packed(a=b"x"), "corrupt_file"),
    ],
    # A packed file holds the time at which it was made, and a test's name must be the same in every process.
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
async def test_what_cannot_be_read_fails_at_once_with_its_own_reason(
    base: Knowledge, name: str, content: bytes, code: str
) -> None:
    document = await base.take(name, content)
    assert (document["state"], document["reason"]["code"]) == ("failed", code)
    assert document["reason"]["message"].endswith(".")


async def test_a_replaced_document_serves_its_old_text_until_the_new_one_is_searchable(base: Knowledge) -> None:
    document = await base.take("refunds.md", REFUNDS)
    new = REFUNDS.replace(b"7 days", b"14 days")
    reply = await base.http.put(f"{base.path}/documents/{document['id']}", files={"file": ("refunds.md", new)})
    assert (reply.status_code, reply.json()["state"]) == (202, "queued")
    assert await base.search("refunds 7 days")
    await base.drain()
    found = await base.chunks(q="14 days")
    assert found
    assert not await base.chunks(q="7 days")
    assert (await base.document(document["id"]))["version"] == 2


async def test_a_replacement_upload_cancels_the_one_still_waiting(base: Knowledge, runtime: Runtime) -> None:
    id_ = (await base.upload(("a.md", REFUNDS))).json()["data"][0]["documentId"]
    document = await base.replace(id_, "a.md", REFUNDS + b"More.")
    assert (document["state"], document["version"]) == ("ready", 2)
    states = await runtime.db.aread(lambda tx: tx.rows(SQL("SELECT number, state FROM document_versions")))
    assert sorted((row.number, row.state) for row in states) == [(1, "cancelled"), (2, "ready")]


async def test_a_deleted_document_is_out_of_search_at_once(base: Knowledge) -> None:
    document = await base.take("refunds.md", REFUNDS)
    assert await base.search("refunds")
    assert (await base.http.delete(f"{base.path}/documents/{document['id']}")).status_code == 204
    assert await base.search("refunds") == []
    assert (await base.http.get(f"{base.path}/documents/{document['id']}")).json()["code"] == 404951


async def test_a_purged_string_is_in_no_table_and_no_stored_file(base: Knowledge, runtime: Runtime) -> None:
    secret = "zanzibar-9917"
    document = await base.take(f"{secret}.md", f"# {secret}\n\nThe word is {secret} and no other.".encode())
    chunk = (await base.chunks())[0]
    edited = {"content": f"Now it is {secret} again."}
    await base.http.patch(f"{base.path}/chunks/{chunk['chunkId']}", json=edited)
    await base.http.delete(f"{base.path}/documents/{document['id']}", params={"purge": True})
    assert await base.search(secret) == []
    assert await tables_holding(runtime, secret) == []
    await tasks.forget(runtime, {"keys": []})
    assert files_of_the_database_holding(runtime, secret) == []
    stored = [file for file in runtime.settings.data_dir.rglob("*") if file.is_file() and "comity.db" not in file.name]
    assert not any(secret.encode() in file.read_bytes() for file in stored)


def files_of_the_database_holding(runtime: Runtime, text: str) -> list[str]:
    """Which of SQLite's files hold the text anywhere in their bytes."""
    if runtime.db.dialect != "sqlite":
        return []
    file = Path(runtime.db.engine.url.database or "")
    return [found.name for found in file.parent.glob(f"{file.name}*") if text.encode() in found.read_bytes()]


async def tables_holding(runtime: Runtime, text: str) -> list[str]:
    def look(tx: Any) -> list[str]:
        found = []
        for table in runtime_tables():
            rows = tx.connection.exec_driver_sql(f'SELECT * FROM "{table.name}"').all()
            if any(text in str(value) for row in rows for value in row):
                found.append(table.name)
        return found

    return await runtime.db.aread(look)


def runtime_tables() -> list[Any]:
    from comity.kernel.db import Base

    return Base.metadata.sorted_tables


async def test_cancelling_stops_and_retrying_starts_again(base: Knowledge) -> None:
    id_ = (await base.upload(("a.md", REFUNDS))).json()["data"][0]["documentId"]
    cancelled = await base.http.post(f"{base.path}/documents/{id_}/cancel")
    assert (cancelled.json()["state"], cancelled.json()["reason"]["code"]) == ("cancelled", "cancelled")
    await base.drain()
    assert (await base.document(id_))["state"] == "cancelled"
    await base.http.post(f"{base.path}/documents/{id_}/retry")
    await base.drain()
    assert (await base.document(id_))["state"] == "ready"


async def test_a_paused_document_waits_until_it_may_go_on(base: Knowledge) -> None:
    id_ = (await base.upload(("a.md", REFUNDS))).json()["data"][0]["documentId"]
    paused = await base.http.post(f"{base.path}/documents/{id_}/pause")
    assert paused.json()["reason"]["code"] == "paused"
    await base.drain()
    assert (await base.document(id_))["state"] == "queued"
    await base.http.post(f"{base.path}/documents/{id_}/pause", params={"paused": False})
    await base.drain()
    assert (await base.document(id_))["state"] == "ready"


async def test_a_disabled_or_expired_document_is_in_no_result(base: Knowledge) -> None:
    document = await base.take("refunds.md", REFUNDS)
    path = f"{base.path}/documents/{document['id']}"
    assert (await base.http.patch(path, json={"enabled": False})).status_code == 200
    assert await base.search("refunds") == []
    await base.http.patch(path, json={"enabled": True})
    assert await base.search("refunds")
    soon = clock.now() + timedelta(hours=1)
    await base.http.patch(path, json={"expiresAt": clock.iso(soon)})
    assert await base.search("refunds")
    with clock.frozen(soon + timedelta(seconds=1)):
        assert await base.search("refunds") == []


@pytest.mark.parametrize("when", ["2001-01-01T00:00:00Z", "2031-01-01T00:00:00", "soon"])
async def test_an_expiry_in_the_past_or_without_a_zone_is_refused(base: Knowledge, when: str) -> None:
    document = await base.take("refunds.md", REFUNDS)
    reply = await base.http.patch(f"{base.path}/documents/{document['id']}", json={"expiresAt": when})
    assert (reply.status_code, reply.json()["errors"][0]["path"]) == (422, "expiresAt")


async def test_two_editors_of_one_revision_do_not_overwrite_each_other(base: Knowledge) -> None:
    document = await base.take("refunds.md", REFUNDS)
    path, headers = f"{base.path}/documents/{document['id']}", {"If-Match": str(document["revision"])}
    assert (await base.http.patch(path, json={"title": "Mine"}, headers=headers)).status_code == 200
    late = await base.http.patch(path, json={"title": "Yours"}, headers=headers)
    assert late.json()["code"] == 409001
    assert (await base.document(document["id"]))["title"] == "Mine"


async def test_the_original_file_comes_back_under_its_own_name(base: Knowledge) -> None:
    document = await base.take("คืนเงิน.md", REFUNDS)
    reply = await base.http.get(f"{base.path}/documents/{document['id']}/file")
    assert reply.content == REFUNDS
    assert "filename*=UTF-8''%E0%B8%84" in reply.headers["content-disposition"]


async def test_a_file_is_no_business_of_a_csv_base(csv_base: Knowledge) -> None:
    reply = await csv_base.upload(("a.md", REFUNDS))
    assert reply.json()["data"][0]["error"]["code"] == 422951


async def test_deleting_a_base_ends_its_readings(base: Knowledge, runtime: Runtime) -> None:
    await base.upload(("a.md", REFUNDS))
    assert (await base.http.delete(base.path)).status_code == 204
    left = await runtime.db.aread(lambda tx: tx.value(SQL("SELECT count(*) FROM ingest_jobs")))
    assert left == 0
    assert (await base.http.post(f"{base.path}/search", json={"query": "refunds"})).json()["code"] == 404950


async def test_jobs_tell_how_far_each_reading_is(base: Knowledge) -> None:
    await base.upload(("a.md", REFUNDS), ("b.txt", b"Opening hours are nine to five."))
    waiting = (await base.http.get("/api/v1/jobs", params={"state": "open", "mine": True})).json()["data"]
    assert [(job["kind"], job["state"], job["knowledgeBaseName"]) for job in waiting] == [
        ("ingest", "queued", "Policies")
    ] * 2
    stopped = await base.http.post(f"/api/v1/jobs/{waiting[0]['jobId']}/cancel")
    assert stopped.json()["state"] == "cancelled"
    await base.drain()
    done = (await base.http.get(f"/api/v1/jobs/{waiting[1]['jobId']}")).json()
    assert (done["state"], done["progress"]["unit"], done["errors"]) == ("done", "chunk", [])
    assert (await base.http.get("/api/v1/jobs", params={"state": "open"})).json()["data"] == []
    assert (await base.http.get("/api/v1/jobs", params={"state": "odd"})).status_code == 422


async def test_the_same_name_twice_is_refused(signed_in: httpx2.AsyncClient, drain: Drain) -> None:
    await open_base(signed_in, drain, "Policies")
    reply = await signed_in.post("/api/v1/knowledge-bases", json={"name": "POLICIES"})
    assert (reply.status_code, reply.json()["errors"][0]["rule"]) == (422, "unique")


async def test_who_brought_and_replaced_a_file_stands_in_the_audit_log_by_its_hash(
    base: Knowledge, csv_base: Knowledge
) -> None:
    made = await base.take("secret plan.md", b"# Plan\n\nThe first plan.")
    await base.replace(made["id"], "secret plan.md", b"# Plan\n\nThe second plan.")
    for word in ("one", "two"):
        assert (await csv_base.put_csv(f"id,content\na,The {word} row".encode())).status_code == 202
    rows = (await base.http.get("/api/v1/audit?action=document.")).json()["data"]
    assert [row["action"] for row in rows] == ["document.replaced", "document.added"] * 2
    hashes = [hashlib.sha256(f"# Plan\n\nThe {word} plan.".encode()).hexdigest() for word in ("first", "second")]
    assert [rows[2]["before"]["sha256"], rows[2]["after"]["sha256"]] == hashes
    assert (rows[3]["before"], rows[3]["after"]["baseId"], rows[3]["target"]["id"]) == (None, base.id, made["id"])
    assert "plan" not in str(rows)
