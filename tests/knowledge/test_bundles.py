"""Bundles: out and in with the same results, whole or not at all, hostile ones refused (`knowledge.md` 2.1, 3.11, 3.12)."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from comity.kernel.db import SQL
from comity.kernel.runtime import Runtime
from comity.knowledge.bundles import importing
from tests.knowledge.bundling import (
    PARKING,
    REFUND,
    bring_in,
    export,
    filled,
    line,
    manifest,
    results,
    rewritten,
    send,
)
from tests.knowledge.conftest import Drain, Knowledge, open_base


async def counted(runtime: Runtime) -> dict[str, int]:
    tables = (
        "knowledge_bases",
        "documents",
        "chunks",
        "chunk_revisions",
        "chunk_vectors",
        "document_pages",
        "generations",
    )
    return await runtime.db.aread(lambda tx: {t: tx.value(SQL(f"SELECT count(*) FROM {t}")) for t in tables})


async def test_a_base_that_is_brought_in_answers_the_same_without_being_embedded(
    base: Knowledge, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(base)
    before = await results(base)
    bundle = await export(base, runtime)

    def never(*_: Any) -> Any:
        raise AssertionError("embedded again")

    monkeypatch.setattr(runtime.parts["embedder"], "encode_passages", never, raising=False)
    other, told = await bring_in(base, runtime, bundle)
    assert (told["documents"], told["chunks"], told["embedded"], told["name"]) == (3, 3, True, "Policies (2)")
    assert await results(other) == before
    assert told["renamedCount"] == 3
    documents = (await base.http.get(f"{other.path}/documents")).json()["data"]
    assert {(d["title"], d["state"], d["searchable"]) for d in documents} >= {("refund", "ready", "full")}
    refund = next(d for d in documents if d["title"] == "refund")
    assert (await base.http.get(f"{other.path}/documents/{refund['id']}/file")).content == REFUND
    assert "7 days" in await other.text(refund["id"])
    assert (await base.http.get(f"{other.path}/versions")).json()["data"][0]["number"] == 1


async def test_ids_stay_where_they_are_free(base: Knowledge, runtime: Runtime) -> None:
    await filled(base)
    ids = {chunk["chunkId"] for chunk in await base.chunks()}
    bundle = await export(base, runtime)
    await runtime.db.awrite(lambda tx: tx.run(SQL("UPDATE chunks SET chunk_id = 'old' || substr(chunk_id, 4)")))
    other, told = await bring_in(base, runtime, bundle, name="Moved")
    assert {chunk["chunkId"] for chunk in await other.chunks()} == ids
    assert (told["renamedCount"], told["name"]) == (0, "Moved")


async def test_an_old_version_is_carried_away_as_it_was(base: Knowledge, runtime: Runtime) -> None:
    await base.take("refund.md", REFUND)
    await base.http.post(f"{base.path}/publish")
    chunk = (await base.chunks())[0]["chunkId"]
    await base.http.patch(f"{base.path}/chunks/{chunk}", json={"content": "Something else entirely."})
    await base.http.post(f"{base.path}/publish")
    other, _ = await bring_in(base, runtime, await export(base, runtime, version=1, files=False))
    assert "7 days" in (await other.chunks())[0]["content"]
    assert (await base.http.post(f"{base.path}/export", params={"version": 9})).json()["code"] == 404953


async def test_without_the_embedder_words_are_found_at_once_and_meaning_after_embedding(
    base: Knowledge, runtime: Runtime
) -> None:
    await filled(base)
    made_by = {"name": "elsewhere", "revision": "elsewhere-1", "dimensions": 384, "calibration": {}}
    other, told = await bring_in(base, runtime, rewritten(await export(base, runtime), manifest(embedder=made_by)))
    assert told["embedded"] is False
    assert len(await other.search("refunds")) == 1
    reply = await base.http.post(f"{other.path}/search", json={"query": "money back", "arms": ["dense"]})
    assert [warning["code"] for warning in reply.json()["warnings"]] == ["dense_unavailable"]


def add(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda entries: entries.__setitem__(name, content)


@pytest.mark.parametrize(
    ("change", "fix"),
    [
        (add("../x", b"1"), True),
        (add("/etc/passwd", b"1"), True),
        (add("files/../../x", b"1"), True),
        (add("files/" + "0" * 64, b"not what its name says"), True),
        (add("vectors/000009.f16", b"12"), True),
        (add("chunks.jsonl", b"changed"), False),
        (add("chunks.jsonl", b"no json\n"), True),
        (add("pages.jsonl", b" " * 3_000_000), True),
        (manifest(format=2), True),
        (manifest(type="external"), True),
        (manifest(parts={}), False),
        (line("chunks.jsonl", document="nobody"), True),
        (line("chunks.jsonl", content=""), True),
        (line("chunks.jsonl", content="x" * 20_001), True),
        (line("chunks.jsonl", vectors=["window 0", "window 1"]), True),
        (line("documents.jsonl", sha256="../../x"), True),
        (lambda entries: entries.pop("manifest.json"), False),
        (lambda entries: entries.pop("documents.jsonl"), True),
    ],
)  # fmt: skip
async def test_a_hostile_bundle_is_refused_and_leaves_nothing(
    base: Knowledge, runtime: Runtime, change: Callable[[dict[str, bytes]], None], fix: bool
) -> None:
    await base.take("refund.md", REFUND)
    bundle = await export(base, runtime)
    before = await counted(runtime)
    reply = await send(base.http, rewritten(bundle, change, fix=fix))
    assert (reply.status_code, reply.json()["code"]) == (422, 422953), reply.text
    assert await counted(runtime) == before
    assert not list((runtime.settings.data_dir).glob("**/imports/*"))


async def test_what_is_no_zip_file_is_refused(base: Knowledge) -> None:
    for content in (b"", b"hello", b"PK\x03\x04" + b"\0" * 100):
        assert (await send(base.http, content)).json()["code"] == 422953


async def test_an_import_that_is_broken_off_leaves_nothing_and_its_repetition_brings_it_in_once(
    base: Knowledge, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(base)
    bundle = await export(base, runtime)
    before = await counted(runtime)
    real = importing.Import._chunks_in

    async def dies(*args: Any) -> None:
        await real(*args)
        raise KeyboardInterrupt

    monkeypatch.setattr(importing.Import, "_chunks_in", dies)
    first, second = [(await send(base.http, bundle)).json()["jobId"] for _ in range(2)]
    for job in (first, second):
        with pytest.raises(KeyboardInterrupt):
            await importing.import_(runtime, job)
    assert len((await base.http.get("/api/v1/knowledge-bases")).json()["data"]) == 1
    monkeypatch.setattr(importing.Import, "_chunks_in", real)
    await base.http.post(f"/api/v1/jobs/{first}/cancel")
    await importing.import_(runtime, first)
    await importing.import_(runtime, second)
    after = await counted(runtime)
    assert after["chunks"] == 2 * before["chunks"]
    assert after["knowledge_bases"] == before["knowledge_bases"] + 1
    await base.http.post(f"/api/v1/jobs/{second}/cancel")
    await importing.import_(runtime, second)
    assert await counted(runtime) == after


def legacy(*contents: str) -> bytes:
    chunks = b"".join(
        json.dumps({"id": f"old-{n}", "content": text}).encode() + b"\n" for n, text in enumerate(contents)
    )
    parts = {"documents.jsonl": b"", "chunks.jsonl": chunks}
    head = {"format": 1, "name": "Made elsewhere", "type": "documents_legacy"}
    head["parts"] = {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in {"manifest.json": json.dumps(head).encode(), **parts}.items():
            made.writestr(name, content)
    return out.getvalue()


async def test_a_legacy_base_is_searched_and_not_changed_until_it_is_converted(
    base: Knowledge, runtime: Runtime
) -> None:
    other, _ = await bring_in(base, runtime, legacy("Refunds take 7 days.", "Cars are parked in the basement."))
    assert (await base.http.get(other.path)).json()["type"] == "documents_legacy"
    assert await other.search("refunds") == ["old-0"]
    tries = [
        await other.upload(("a.md", REFUND)),
        await other.http.post(f"{other.path}/chunks", json={"content": "More."}),
        await other.http.patch(f"{other.path}/chunks/old-0", json={"content": "Other."}),
        await other.http.delete(f"{other.path}/chunks/old-0"),
        await other.put_csv(b"id,content\n1,x\n"),
    ]
    assert {(reply.status_code, reply.json()["code"]) for reply in tries} == {(422, 422951)}
    fulfillment = await base.http.post("/api/v1/fulfillments", json={"name": "Old", "knowledgeBaseId": other.id})
    converted = await base.http.post(f"{other.path}/convert")
    assert (converted.status_code, converted.json()["type"]) == (200, "documents")
    assert await other.search("refunds") == ["old-0"]
    assert (await other.take("a.md", PARKING))["state"] == "ready"
    if fulfillment.is_success:
        found = await base.http.get(f"/api/v1/fulfillments/{fulfillment.json()['id']}")
        assert found.json()["knowledgeBaseId"] == other.id
    again = await base.http.post(f"{other.path}/convert")
    assert again.json()["code"] == 422951


async def test_a_csv_base_keeps_the_ids_of_its_rows(
    csv_base: Knowledge, signed_in: httpx2.AsyncClient, drain: Drain, runtime: Runtime
) -> None:
    await csv_base.put_csv(b"id,content\nr1,Refunds take 7 days.\nr2,Cars are parked in the basement.\n")
    await drain()
    await open_base(signed_in, drain, "Other")
    other, told = await bring_in(csv_base, runtime, await export(csv_base, runtime))
    assert {chunk["chunkId"] for chunk in await other.chunks()} == {"r1", "r2"}
    assert told["renamedCount"] == 0
    reply = await other.put_csv(b"id,content\nr1,Refunds take 7 days.\n")
    assert (reply.json()["unchanged"], reply.json()["removed"]) == (1, 1)
