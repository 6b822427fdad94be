"""A bundle in the place of a base's head: whole or not at all, with ids, vectors and the way back (`knowledge.md` 3.11, 3.14)."""

import io
import json
import zipfile
from typing import Any

import pytest

from comity.kernel.db import SQL
from comity.kernel.runtime import Runtime
from comity.knowledge.bundles import importing, replacing
from tests.knowledge.bundling import PARKING, REFUND, export, filled, manifest, results, rewritten, send
from tests.knowledge.conftest import Drain, Knowledge, open_base

NEW_REFUND = b"# Refunds\n\nRefunds are paid within 30 days of the return of the goods.\n"


async def put(base: Knowledge, runtime: Runtime, bundle: bytes) -> dict[str, Any]:
    """The ended job that put a bundle in the place of the base's head."""
    reply = await send(base.http, bundle, into=base.id)
    assert reply.status_code == 202, reply.text
    await importing.import_(runtime, reply.json()["jobId"])
    return (await base.http.get(f"/api/v1/jobs/{reply.json()['jobId']}")).json()


async def texts(base: Knowledge, version: str = "head") -> set[str]:
    reply = await base.http.post(f"{base.path}/search", json={"query": "refunds paid days", "version": version})
    return {hit["document"]["content"] for hit in reply.json()["data"]}


async def hidden(runtime: Runtime) -> int:
    return await runtime.db.aread(
        lambda tx: tx.value(SQL("SELECT count(*) FROM knowledge_bases WHERE name_key LIKE 'importing:%'"))
    )


async def test_what_a_bundle_holds_is_served_and_the_way_back_is_open(base: Knowledge, runtime: Runtime) -> None:
    await filled(base)
    before, ids = await results(base), {chunk["chunkId"] for chunk in await base.chunks()}
    bundle = await export(base, runtime)
    refund = next(d for d in (await base.http.get(f"{base.path}/documents")).json()["data"] if d["title"] == "refund")
    await base.replace(refund["id"], "refund.md", NEW_REFUND)
    await base.take("more.md", b"# More\n\nRefunds by card take 30 days.\n")
    assert any("card" in text for text in await texts(base))
    job = await put(base, runtime, bundle)
    assert (job["state"], job["kind"], job["knowledgeBaseId"]) == ("done", "replace", base.id)
    assert (job["result"]["chunks"], job["result"]["renamedCount"], job["result"]["embedded"]) == (3, 0, True)
    assert await results(base) == before
    assert {chunk["chunkId"] for chunk in await base.chunks()} == ids
    documents = (await base.http.get(f"{base.path}/documents")).json()["data"]
    assert {d["title"] for d in documents} == {"refund", "parking"} | {
        d["title"] for d in documents if d["source"] == "manual"
    }
    assert refund["id"] in {d["id"] for d in documents}
    assert (await base.http.get(f"{base.path}/documents/{refund['id']}/file")).content == REFUND
    versions = (await base.http.get(f"{base.path}/versions")).json()["data"]
    assert versions[0]["number"] == job["result"]["version"] and "bundle" in versions[0]["note"]
    assert any("card" in text for text in await texts(base, str(versions[1]["number"])))
    back = await base.http.post(f"{base.path}/versions/{versions[1]['number']}/rollback")
    assert back.status_code == 200, back.text
    assert any("card" in text for text in await texts(base))
    assert len((await base.http.get(f"{base.path}/documents")).json()["data"]) == len(documents) + 1
    assert await hidden(runtime) == 0


async def test_what_says_the_same_gets_no_new_revision(base: Knowledge, runtime: Runtime) -> None:
    await filled(base)
    bundle = await export(base, runtime)
    chunks = {chunk["chunkId"]: chunk["revision"] for chunk in await base.chunks()}
    vectors = SQL("SELECT count(*) FROM chunk_vectors")
    count = await runtime.db.aread(lambda tx: tx.value(vectors))
    job = await put(base, runtime, bundle)
    assert job["state"] == "done"
    assert {chunk["chunkId"]: chunk["revision"] for chunk in await base.chunks()} == chunks
    number = job["result"]["version"]
    differences = await base.http.get(f"{base.path}/diff", params={"from": number - 1, "to": number})
    assert differences.json()["data"] == []
    assert await runtime.db.aread(lambda tx: tx.value(vectors)) == count


async def test_a_bundle_of_another_base_takes_new_ids_where_they_are_taken(
    base: Knowledge, runtime: Runtime, drain: Drain
) -> None:
    await filled(base)
    before = await results(base)
    bundle = await export(base, runtime)
    other = await open_base(base.http, drain, name="Other")
    await other.take("old.md", b"# Old\n\nOnly the old text about lions.\n")
    job = await put(other, runtime, bundle)
    assert (job["state"], job["result"]["renamedCount"]) == ("done", 3)
    assert await results(other) == before and await results(base) == before
    assert {d["title"] for d in (await other.http.get(f"{other.path}/documents")).json()["data"]} >= {
        "refund",
        "parking",
    }
    assert "old" not in {d["title"] for d in (await other.http.get(f"{other.path}/documents")).json()["data"]}


@pytest.mark.parametrize("broken", ["_take_out", "_vectors", "_end"])
async def test_broken_off_at_any_point_the_head_is_as_it_was(
    base: Knowledge, runtime: Runtime, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    await filled(base)
    bundle = await export(base, runtime)
    await base.take("more.md", b"# More\n\nRefunds by card take days.\n")
    before, documents = await texts(base), (await base.http.get(f"{base.path}/documents")).json()["data"]
    reply = await send(base.http, bundle, into=base.id)
    real = getattr(replacing, broken)

    def killed(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(replacing, broken, killed)
    with pytest.raises(KeyboardInterrupt):
        await importing.import_(runtime, reply.json()["jobId"])
    assert await texts(base) == before
    assert (await base.http.get(f"{base.path}/documents")).json()["data"] == documents
    monkeypatch.setattr(replacing, broken, real)
    await importing.import_(runtime, reply.json()["jobId"])
    assert (await base.http.get(f"/api/v1/jobs/{reply.json()['jobId']}")).json()["state"] == "done"
    assert not any("card" in text for text in await texts(base))


async def test_one_that_is_cancelled_leaves_nothing(base: Knowledge, runtime: Runtime) -> None:
    await filled(base)
    bundle = await export(base, runtime)
    before = await results(base)
    reply = await send(base.http, bundle, into=base.id)
    job = reply.json()["jobId"]
    busy = await send(base.http, bundle, into=base.id)
    assert (busy.status_code, busy.json()["code"]) == (409, 409953)
    reembed = await base.http.post(f"{base.path}/reembed", json={"embedder": "local"})
    assert reembed.json()["code"] == 409953
    assert (await base.http.post(f"/api/v1/jobs/{job}/cancel")).json()["state"] == "cancelled"
    await importing.import_(runtime, job)
    assert await results(base) == before
    assert await hidden(runtime) == 0
    assert (await put(base, runtime, bundle))["state"] == "done"


async def test_what_does_not_fit_is_refused_and_nothing_is_stored(base: Knowledge, runtime: Runtime) -> None:
    await filled(base)
    bundle = await export(base, runtime)
    table = await base.http.post("/api/v1/knowledge-bases", json={"name": "Table", "type": "csv"})
    wrong = await send(base.http, bundle, into=table.json()["id"])
    assert (wrong.status_code, wrong.json()["code"]) == (422, 422951)
    nobody = await send(base.http, bundle, into="0192f0c0-0000-7000-8000-000000000000")
    assert (nobody.status_code, nobody.json()["code"]) == (404, 404950)
    broken = await send(base.http, rewritten(bundle, manifest(format=9)), into=base.id)
    assert (broken.status_code, broken.json()["code"]) == (422, 422953)
    assert await hidden(runtime) == 0


async def test_by_hand_published_bases_keep_what_nobody_published(base: Knowledge, runtime: Runtime) -> None:
    await filled(base)
    bundle = await export(base, runtime)
    shown = (await base.http.get(base.path)).json()
    await base.http.patch(base.path, json={"publishing": "manual"}, headers={"If-Match": f'"{shown["revision"]}"'})
    await base.http.post(f"{base.path}/publish", json={})
    await base.take("more.md", b"# More\n\nRefunds by card take days.\n")
    refused = await send(base.http, bundle, into=base.id)
    assert (refused.status_code, refused.json()["code"]) == (409, 409954)
    await base.http.post(f"{base.path}/publish", json={})
    job = await put(base, runtime, bundle)
    assert (job["state"], job["result"]["version"]) == ("done", None)
    assert any("card" in text for text in await texts(base, "live"))
    assert not any("card" in text for text in await texts(base))
    await base.http.post(f"{base.path}/publish", json={})
    assert not any("card" in text for text in await texts(base, "live"))


async def test_rows_of_a_csv_base_are_replaced_by_their_ids(
    csv_base: Knowledge, runtime: Runtime, drain: Drain
) -> None:
    table = csv_base
    old = b"id,content\nr1,Refunds are paid within 7 days.\nr2,Parking is in the yard.\n"
    await table.put_csv(old)
    await drain()
    bundle = await export(table, runtime)
    new = b"id,content\nr1,Refunds are paid within 30 days.\nr3,Shops open at ten.\n"
    await table.put_csv(new)
    await drain()
    job = await put(table, runtime, bundle)
    assert (job["state"], job["result"]["renamedCount"]) == ("done", 0), job
    rows = {chunk["chunkId"]: chunk["content"] for chunk in await table.chunks()}
    assert rows == {"r1": "Refunds are paid within 7 days.", "r2": "Parking is in the yard."}
    again = (await table.put_csv(new)).json()
    assert (again["added"], again["changed"], again["removed"]) == (1, 1, 1), again


async def test_without_its_embedder_it_is_found_by_words_and_embedded_after(base: Knowledge, runtime: Runtime) -> None:
    await filled(base)
    before = await results(base)

    def other_embedder(entries: dict[str, bytes]) -> None:
        told = json.loads(entries["manifest.json"])
        told["embedder"]["revision"] = "somebody-else"
        entries["manifest.json"] = json.dumps(told).encode()

    bundle = rewritten(await export(base, runtime), other_embedder)
    with zipfile.ZipFile(io.BytesIO(bundle)) as held:
        assert json.loads(held.read("manifest.json"))["embedder"]["revision"] == "somebody-else"
    await base.take("more.md", PARKING + b"\nMore of it.\n")
    job = await put(base, runtime, bundle)
    assert (job["state"], job["result"]["embedded"]) == ("done", False)
    await base.drain()
    assert await results(base) == before
