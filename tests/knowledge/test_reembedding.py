"""Embedders of a workspace, waiting for them, and embedding a base anew beside what serves (`knowledge.md` 2.2, 3.1, 3.9)."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from comity.kernel import clock
from comity.kernel.db import SQL
from comity.kernel.jobs import RetryLater
from comity.kernel.outbound import Outbound
from comity.kernel.runtime import Runtime
from comity.knowledge.embedders import checking
from comity.knowledge.generations import building
from tests.knowledge.conftest import Knowledge
from tests.knowledge.embedding_server import DIMENSIONS, KEY, EmbeddingServer, embedding_server

REFUND = b"# Refunds\n\nRefunds are paid within 7 days of the return of the goods.\n"
PARKING = b"# Parking\n\nVisitors park their cars in the basement of the building.\n"


@pytest.fixture
async def server(runtime: Runtime) -> AsyncIterator[EmbeddingServer]:
    """An embeddings API that the runtime may call."""
    async with embedding_server() as made:
        before, runtime.outbound = runtime.outbound, Outbound((made.url.removeprefix("http://"),))
        yield made
        await runtime.outbound.aclose()
        runtime.outbound = before


async def add(http: httpx2.AsyncClient, server: EmbeddingServer, **more: Any) -> dict[str, Any]:
    body = {"name": "Words", "baseUrl": f"{server.url}/v1", "model": "words-1", "apiKey": KEY, "batchSize": 8, **more}
    reply = await http.post("/api/v1/embedders", json=body)
    assert reply.status_code == 201, reply.text
    return reply.json()


async def reembed(base: Knowledge, runtime: Runtime, embedder: str) -> dict[str, Any]:
    reply = await base.http.post(f"{base.path}/reembed", json={"embedder": embedder})
    assert reply.status_code == 202, reply.text
    job = reply.json()["job"]["jobId"]
    await building.build(runtime, job)
    return (await base.http.get(f"/api/v1/jobs/{job}")).json()


async def scored(base: Knowledge, query: str) -> list[tuple[str, float]]:
    reply = await base.http.post(f"{base.path}/search", json={"query": query, "arms": ["dense"]})
    return [(hit["document"]["id"], hit["score"]) for hit in reply.json()["data"]]


async def generations(base: Knowledge) -> list[tuple[str, str]]:
    rows = (await base.http.get(f"{base.path}/generations")).json()["data"]
    return [(row["embedderName"], row["state"]) for row in rows]


async def test_an_embedder_is_measured_before_it_is_kept_and_its_key_never_comes_out(
    signed_in: httpx2.AsyncClient, server: EmbeddingServer
) -> None:
    made = await add(signed_in, server)
    assert (made["dimensions"], made["state"], made["apiKeyMasked"]) == (DIMENSIONS, "ok", "••••1234")
    assert 0 <= made["calibration"]["lo"] < made["calibration"]["hi"] <= 1
    assert set(made["calibration"]["byLanguage"]) == {"en", "th", "zh", "ja", "ko"}
    listed = (await signed_in.get("/api/v1/embedders")).json()["data"]
    assert [one["kind"] for one in listed] == ["local", "openai_compatible"]
    assert KEY not in str(listed)
    assert server.keys == {f"Bearer {KEY}"}


@pytest.mark.parametrize("status", [401, 429, 500])
async def test_an_embedder_that_does_not_answer_is_not_kept(
    signed_in: httpx2.AsyncClient, server: EmbeddingServer, status: int
) -> None:
    server.status = status
    body = {"name": "Words", "baseUrl": f"{server.url}/v1", "model": "words-1", "apiKey": KEY}
    reply = await signed_in.post("/api/v1/embedders", json=body)
    assert (reply.status_code, reply.json()["code"]) == (422, 422954)
    assert reply.json()["name"] == "EmbedderUnavailableException"
    assert KEY not in reply.text
    assert len((await signed_in.get("/api/v1/embedders")).json()["data"]) == 1


async def test_a_base_is_embedded_anew_and_goes_back_to_the_same_results(
    base: Knowledge, runtime: Runtime, server: EmbeddingServer
) -> None:
    await base.take("refund.md", REFUND)
    await base.take("parking.md", PARKING)
    before = await scored(base, "Where do visitors leave their cars?")
    embedder = await add(base.http, server)
    job = await reembed(base, runtime, "Words")
    assert (job["state"], job["progress"]["done"]) == ("done", job["progress"]["total"])
    assert await generations(base) == [("Words", "serving"), ("local", "retired")]
    assert (await base.http.get(base.path)).json()["embedder"] == embedder["id"]
    async with asyncio.timeout(5):  # until the new index is made, the old one answers
        while await scored(base, "Where do visitors leave their cars?") == before:
            pass
    undone = (await base.http.post(f"{base.path}/reembed/undo")).json()
    assert undone["done"] is True
    assert await scored(base, "Where do visitors leave their cars?") == before


async def test_what_was_changed_since_is_embedded_before_going_back(
    base: Knowledge, runtime: Runtime, server: EmbeddingServer
) -> None:
    await base.take("refund.md", REFUND)
    await add(base.http, server)
    await reembed(base, runtime, "Words")
    parking = await base.take("parking.md", PARKING)
    reply = (await base.http.post(f"{base.path}/reembed/undo")).json()
    assert reply["done"] is False
    await building.build(runtime, reply["job"]["jobId"])
    assert (await generations(base))[-1] == ("local", "serving")
    found = await base.http.post(f"{base.path}/search", json={"query": "Where to park?", "arms": ["dense"]})
    assert parking["id"] in {hit["document"]["documentId"] for hit in found.json()["data"]}


async def test_an_interrupted_embedding_goes_on_and_asks_for_no_text_twice(
    base: Knowledge, runtime: Runtime, server: EmbeddingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(5):
        await base.take(f"{n}.md", REFUND + f"Branch number {n}.".encode())
    await add(base.http, server)
    monkeypatch.setattr(building, "BATCH", 2)
    server.texts.clear()
    reply = await base.http.post(f"{base.path}/reembed", json={"embedder": "Words"})
    job = reply.json()["job"]["jobId"]
    real = building.vectors.encode

    async def dies(embedder: Any, rows: Any) -> Any:
        if sum("Branch" in text for text in server.texts) >= 2:
            raise KeyboardInterrupt
        return await real(embedder, rows)

    monkeypatch.setattr(building.vectors, "encode", dies)
    with pytest.raises(KeyboardInterrupt):
        await building.build(runtime, job)
    monkeypatch.setattr(building.vectors, "encode", real)
    assert (await generations(base))[-1][1] == "serving"
    await building.build(runtime, job)
    own = [text for text in server.texts if "Branch" in text]
    assert len(own) == len(set(own)) == 5
    assert (await generations(base))[0] == ("Words", "serving")


async def test_a_second_embedding_of_one_base_is_refused_and_the_first_can_be_cancelled(
    base: Knowledge, runtime: Runtime, server: EmbeddingServer
) -> None:
    await base.take("refund.md", REFUND)
    await add(base.http, server)
    job = (await base.http.post(f"{base.path}/reembed", json={"embedder": "Words"})).json()["job"]["jobId"]
    again = await base.http.post(f"{base.path}/reembed", json={"embedder": "local"})
    assert (again.status_code, again.json()["code"]) == (409, 409953)
    assert (await base.http.post(f"/api/v1/jobs/{job}/cancel")).json()["state"] == "cancelled"
    await building.build(runtime, job)
    assert await generations(base) == [("local", "serving")]
    jobs = (await base.http.get("/api/v1/jobs")).json()["data"]
    assert {(one["kind"], one["state"]) for one in jobs} == {("ingest", "done"), ("reembed", "cancelled")}


async def test_a_reading_waits_for_its_embedder_with_its_text_searchable(
    base: Knowledge, runtime: Runtime, server: EmbeddingServer
) -> None:
    await add(base.http, server)
    await reembed(base, runtime, "Words")
    server.status, server.retry_after = 429, "300"
    document = await base.take("refund.md", REFUND)
    assert (document["state"], document["searchable"], document["reason"]["code"]) == (
        "embedding",
        "text",
        "rate_limited",
    )
    assert document["reason"]["until"] is not None
    assert len(await base.search("refunds")) == 1
    server.status = 200
    await base.drain()
    assert (await base.document(document["id"]))["state"] == "embedding"
    with clock.frozen(clock.now() + timedelta(seconds=301)):
        await base.drain()
    assert (await base.document(document["id"]))["searchable"] == "full"


async def test_a_reading_gives_up_after_a_day_without_its_embedder(
    base: Knowledge, runtime: Runtime, server: EmbeddingServer
) -> None:
    await add(base.http, server)
    await reembed(base, runtime, "Words")
    server.status = 503
    document = await base.take("refund.md", REFUND)
    assert document["reason"]["code"] == "model_unavailable"
    with clock.frozen(clock.now() + timedelta(hours=25)):
        await base.drain()
    document = await base.document(document["id"])
    assert (document["state"], document["reason"]["code"]) == ("failed", "embedding_unavailable")
    assert len(await base.search("refunds")) == 1


async def test_an_embedder_whose_model_was_changed_is_disabled_until_its_bases_are_embedded_anew(
    base: Knowledge, runtime: Runtime, server: EmbeddingServer
) -> None:
    await base.take("refund.md", REFUND)
    embedder = await add(base.http, server)
    await reembed(base, runtime, "Words")
    server.salt = "another model"
    await checking.check_all(runtime)
    shown = (await base.http.get(f"/api/v1/embedders/{embedder['id']}")).json()
    assert shown["state"] == "embedder_changed"
    reply = (await base.http.post(f"{base.path}/search", json={"query": "refunds"})).json()
    assert [warning["code"] for warning in reply["warnings"]] == ["dense_unavailable"]
    assert reply["total"] == 1
    assert (await reembed(base, runtime, "Words"))["state"] == "done"
    shown = (await base.http.get(f"/api/v1/embedders/{embedder['id']}")).json()
    assert shown["state"] == "ok"
    assert await scored(base, "refunds")


async def test_embedding_waits_while_the_embedder_asks_to(
    base: Knowledge, runtime: Runtime, server: EmbeddingServer
) -> None:
    await base.take("refund.md", REFUND)
    await add(base.http, server)
    job = (await base.http.post(f"{base.path}/reembed", json={"embedder": "Words"})).json()["job"]["jobId"]
    server.status, server.retry_after = 429, "7"
    with pytest.raises(RetryLater) as later:
        await building.build(runtime, job)
    assert later.value.seconds == 7
    shown = (await base.http.get(f"/api/v1/jobs/{job}")).json()
    assert (shown["state"], shown["reason"]["code"]) == ("running", "rate_limited")
    server.status = 200
    await building.build(runtime, job)
    assert (await generations(base))[0] == ("Words", "serving")


async def test_an_estimate_tells_time_and_cost_and_begins_nothing(base: Knowledge, server: EmbeddingServer) -> None:
    await base.take("refund.md", REFUND)
    await add(base.http, server, price={"perMillion": "20", "currency": "THB"})
    reply = await base.http.post(f"{base.path}/reembed", json={"embedder": "Words", "dryRun": True})
    found = reply.json()["estimate"]
    assert (reply.status_code, found["chunks"], found["currency"]) == (200, 1, "THB")
    assert found["tokens"] > 0
    assert found["seconds"] is not None
    assert await generations(base) == [("local", "serving")]


async def test_an_embedder_in_use_is_not_deleted_and_old_vectors_go_after_a_day(
    base: Knowledge, runtime: Runtime, server: EmbeddingServer
) -> None:
    await base.take("refund.md", REFUND)
    embedder = await add(base.http, server)
    await reembed(base, runtime, "Words")
    refused = await base.http.delete(f"/api/v1/embedders/{embedder['id']}")
    assert (refused.status_code, refused.json()["code"]) == (409, 409003)
    await reembed(base, runtime, "local")
    with clock.frozen(clock.now() + timedelta(hours=25)):
        assert (await base.http.post(f"{base.path}/reembed/undo")).status_code == 409
        await building.drop_retired(runtime)
    count = await runtime.db.aread(lambda tx: tx.value(SQL("SELECT count(DISTINCT generation_id) FROM chunk_vectors")))
    assert count == 1
    assert (await base.http.delete(f"/api/v1/embedders/{embedder['id']}")).status_code == 204


async def test_a_text_that_is_purged_while_it_is_embedded_anew_leaves_no_vector(
    base: Knowledge, runtime: Runtime, server: EmbeddingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await base.take("refund.md", REFUND)
    await base.take("parking.md", PARKING)
    await add(base.http, server)
    documents = (await base.http.get(f"{base.path}/documents")).json()["data"]
    parking = next(one["id"] for one in documents if one["path"] == "parking.md")
    encode = building.vectors.encode

    async def purged_meanwhile(embedder: Any, rows: Any) -> Any:
        made = await encode(embedder, rows)
        reply = await base.http.delete(f"{base.path}/documents/{parking}?purge=true")
        assert reply.status_code in {204, 404}
        return made

    monkeypatch.setattr(building.vectors, "encode", purged_meanwhile)
    job = await reembed(base, runtime, "Words")
    assert job["state"] == "done"
    left = SQL(
        """SELECT count(*) FROM chunk_vectors v JOIN chunk_revisions r ON r.id = v.revision_id
        JOIN chunks c ON c.id = r.chunk_row_id WHERE c.document_id = :id"""
    )
    assert await runtime.db.aread(lambda tx: tx.value(left, id=parking)) == 0
    assert await scored(base, "When are refunds paid?")
