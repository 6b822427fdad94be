"""Ingestion never gets stuck, loses nothing and doubles nothing (`knowledge.md` 3.1, 3.10, 3.12)."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bench.ingestion import made_pdf
from comity import knowledge
from comity.kernel import clock
from comity.kernel.context import system_actor
from comity.kernel.db import SQL
from comity.kernel.runtime import Runtime
from comity.knowledge import tasks
from comity.knowledge.ingestion import ledger
from comity.knowledge.ingestion.ledger import LeaseLost
from comity.knowledge.ingestion.turns import Turns
from comity.knowledge.parsing.sandbox import ParserProcess
from tests.knowledge.conftest import Drain, Knowledge

TEXT = b"# Refunds\n\nRefunds are paid within 7 days of the return of the goods.\n"


async def test_a_lost_job_is_made_again_by_the_watchdog(base: Knowledge, runtime: Runtime) -> None:
    id_ = (await base.upload(("a.md", TEXT))).json()["data"][0]["documentId"]
    await runtime.db.awrite(lambda tx: tx.run(SQL("DELETE FROM ingest_jobs")))
    await tasks.watchdog(runtime)
    await base.drain()
    assert (await base.document(id_))["state"] == "ready"


async def test_a_lease_that_ran_out_is_given_to_another_and_the_first_writes_no_more(
    base: Knowledge, runtime: Runtime
) -> None:
    await base.upload(("a.md", TEXT))
    job = await runtime.db.awrite(lambda tx: ledger.claim(tx, "elsewhere:1:1", Turns(), small_only=False))
    assert job is not None
    assert await runtime.db.awrite(lambda tx: ledger.claim(tx, "other:1:1", Turns(), small_only=False)) is None
    with clock.frozen(clock.now() + timedelta(seconds=61)):
        await tasks.watchdog(runtime)
        again = await runtime.db.awrite(lambda tx: ledger.claim(tx, "other:1:1", Turns(), small_only=False))
        assert again is not None
        with pytest.raises(LeaseLost):
            await runtime.db.awrite(lambda tx: ledger.hold(tx, job.document_version_id, "elsewhere:1:1"))


async def test_a_stopped_reading_goes_on_at_its_next_page_and_reads_none_twice(
    base: Knowledge, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = (await base.upload(("a.pdf", made_pdf(12, 4)))).json()["data"][0]["documentId"]
    read: list[int] = []
    real = ParserProcess.page
    enough = asyncio.Event()

    async def page(self: ParserProcess, number: int, **more: Any) -> Any:
        if number == 6 and not enough.is_set():
            enough.set()
            await asyncio.Event().wait()
        read.append(number)
        return await real(self, number, **more)

    monkeypatch.setattr(ParserProcess, "page", page)
    first = asyncio.ensure_future(base.drain())
    await enough.wait()
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    assert (await base.document(id_))["progress"] == {"done": 5, "total": 12, "unit": "page"}
    await base.drain()
    document = await base.document(id_)
    assert (document["state"], read) == ("ready", list(range(1, 13)))
    chunks = [chunk["content"] for chunk in await base.chunks()]
    assert len(set(chunks)) == len(chunks)


async def test_a_page_that_always_dies_is_skipped_with_a_warning(
    base: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    from comity.knowledge.parsing.sandbox import PageDied

    real = ParserProcess.page
    tried: list[int] = []

    async def page(self: ParserProcess, number: int, **more: Any) -> Any:
        tried.append(number)
        if number == 3:
            raise PageDied("The reader died.")
        return await real(self, number, **more)

    monkeypatch.setattr(ParserProcess, "page", page)
    document = await base.take("a.pdf", made_pdf(8, 4))
    assert (document["state"], tried.count(3)) == ("ready", 2)
    assert [(w["code"], w["page"]) for w in document["warnings"]] == [("page_failed", 3)]


async def test_more_than_a_fifth_of_the_pages_lost_fails_the_document_and_a_retry_reads_them_again(
    base: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    from comity.knowledge.parsing.sandbox import PageDied

    async def page(self: ParserProcess, number: int, **more: Any) -> Any:
        raise PageDied("The reader died.")

    with monkeypatch.context() as broken:
        broken.setattr(ParserProcess, "page", page)
        document = await base.take("a.pdf", made_pdf(3, 4))
    assert (document["state"], document["reason"]["code"]) == ("failed", "corrupt_file")
    await base.http.post(f"{base.path}/documents/{document['id']}/retry")
    await base.drain()
    again = await base.document(document["id"])
    assert (again["state"], again["warnings"]) == ("ready", [])


async def test_two_workers_at_once_read_each_document_once(base: Knowledge, runtime: Runtime, drain: Drain) -> None:
    await base.upload(*((f"{n}.txt", f"Document {n} is about room {n}.".encode()) for n in range(12)))
    await asyncio.gather(drain(), drain())
    chunks = await base.chunks()
    assert len(chunks) == len({chunk["content"] for chunk in chunks}) == 12
    left = await runtime.db.aread(lambda tx: tx.value(SQL("SELECT count(*) FROM ingest_jobs")))
    assert left == 0


async def test_a_quiet_base_gets_its_next_version_number_after_a_minute(base: Knowledge, runtime: Runtime) -> None:
    await base.take("a.md", TEXT)
    await tasks.cut_versions(runtime)
    assert (await base.http.get(base.path)).json()["liveVersion"] == 0
    with clock.frozen(clock.now() + timedelta(seconds=61)):
        await tasks.cut_versions(runtime)
        await tasks.cut_versions(runtime)
    assert (await base.http.get(base.path)).json()["liveVersion"] == 1
    reply = await base.http.post(f"{base.path}/search", json={"query": "refunds", "arms": ["lexical"]})
    assert reply.json()["knowledgeVersion"] == 1


async def test_another_workspace_s_base_is_not_there_and_its_copy_is_its_own(base: Knowledge, runtime: Runtime) -> None:
    other = system_actor("elsewhere")
    theirs = await runtime.db.awrite(
        lambda tx: knowledge.create_base(tx, other, knowledge.BaseCreate(name="Policies")).id
    )
    file = await knowledge.store_file(runtime, "elsewhere", "a.md", TEXT)
    await runtime.db.awrite(
        lambda tx: knowledge.add_document(tx, other, knowledge.get_base(tx, other, theirs), file).id
    )
    mine = await base.take("a.md", TEXT)
    for method, path in (("GET", ""), ("GET", "/documents"), ("GET", "/chunks"), ("DELETE", "")):
        reply = await base.http.request(method, f"/api/v1/knowledge-bases/{theirs}{path}")
        assert (reply.status_code, reply.json()["code"]) == (404, 404950)
    reply = await base.http.post(f"/api/v1/knowledge-bases/{theirs}/search", json={"query": "refunds"})
    assert reply.json()["code"] == 404950
    await base.http.delete(f"{base.path}/documents/{mine['id']}", params={"purge": True})
    found = await knowledge.search(runtime, "elsewhere", theirs, ["refunds"], arms=("lexical",))
    assert len(found.hits) == 1
