"""Versions of a base: what is served, what is kept, what differs, and how one goes back (`knowledge.md` 3.10)."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx2

from comity.kernel import clock
from comity.kernel.db import SQL
from comity.kernel.runtime import Runtime
from comity.knowledge import tasks
from comity.knowledge.tidying import service as tidying
from tests.knowledge.conftest import Drain, Knowledge, open_base

REFUND = b"# Refunds\n\nRefunds are paid within 7 days of the return of the goods.\n"
PARKING = b"# Parking\n\nVisitors park their cars in the basement of the building.\n"
LEAVE = b"# Leave\n\nEmployees take fifteen days of annual leave in each year.\n"


async def manual(http: httpx2.AsyncClient, drain: Drain) -> Knowledge:
    return await open_base(http, drain, "Served by hand", publishing="manual")


async def publish(base: Knowledge, **body: Any) -> dict[str, Any]:
    reply = await base.http.post(f"{base.path}/publish", json=body)
    assert reply.is_success, reply.text
    return reply.json()


async def versions(base: Knowledge) -> dict[str, Any]:
    return (await base.http.get(f"{base.path}/versions")).json()


async def diff(base: Knowledge, from_: int, to: int | str, **more: Any) -> dict[str, Any]:
    reply = await base.http.get(f"{base.path}/diff", params={"from": from_, "to": to, **more})
    assert reply.is_success, reply.text
    return reply.json()


async def said(base: Knowledge, query: str, **more: Any) -> list[str]:
    reply = await base.http.post(f"{base.path}/search", json={"query": query, **more})
    assert reply.status_code == 200, reply.text
    return [hit["document"]["content"] for hit in reply.json()["data"]]


async def test_edits_of_a_manual_base_are_seen_after_publishing_only(
    signed_in: httpx2.AsyncClient, drain: Drain
) -> None:
    base = await manual(signed_in, drain)
    await base.take("refund.md", REFUND)
    assert await base.search("refunds") == []
    assert len(await base.search("refunds", version="head")) == 1
    first = await publish(base, note="First")
    assert (first["version"]["number"], first["created"], first["version"]["counts"]) == (
        1,
        True,
        {"documents": 1, "chunks": 1},
    )
    chunk = (await base.search("refunds"))[0]
    await base.http.patch(f"{base.path}/chunks/{chunk}", json={"content": "Refunds are paid within 30 days."})
    await base.take("parking.md", PARKING)
    assert "7 days" in (await said(base, "refunds"))[0]
    assert not any("cars" in text for text in await said(base, "parking"))
    assert (await base.http.get(base.path)).json()["hasChanges"] is True
    assert (await publish(base))["version"]["number"] == 2
    assert "30 days" in (await said(base, "refunds"))[0]
    assert "cars" in (await said(base, "parking"))[0]
    assert "7 days" in (await said(base, "refunds", version=1))[0]


async def test_a_manual_base_says_that_nothing_is_published(signed_in: httpx2.AsyncClient, drain: Drain) -> None:
    base = await manual(signed_in, drain)
    reply = await base.http.post(f"{base.path}/search", json={"query": "anything"})
    assert [warning["code"] for warning in reply.json()["warnings"]] == ["nothing_published"]


async def test_publishing_an_unchanged_head_gives_its_number(base: Knowledge) -> None:
    await base.take("refund.md", REFUND)
    replies = await asyncio.gather(*(publish(base, note=str(n)) for n in range(50)))
    assert {reply["version"]["number"] for reply in replies} == {1}
    assert sum(reply["created"] for reply in replies) == 1
    assert len((await versions(base))["data"]) == 1


async def test_a_quiet_base_gets_a_version_by_itself_and_no_second_one(base: Knowledge, runtime: Runtime) -> None:
    await base.take("refund.md", REFUND)
    await tasks.cut_versions(runtime)
    assert (await versions(base))["data"] == []
    with clock.frozen(clock.now() + timedelta(seconds=61)):
        await tasks.cut_versions(runtime)
        await tasks.cut_versions(runtime)
    listed = (await versions(base))["data"]
    assert [(v["number"], v["live"], v["author"]) for v in listed] == [(1, True, "")]


async def test_a_planned_publication_happens_once(
    signed_in: httpx2.AsyncClient, drain: Drain, runtime: Runtime
) -> None:
    base = await manual(signed_in, drain)
    await base.take("refund.md", REFUND)
    at = clock.now() + timedelta(minutes=5)
    reply = await base.http.post(f"{base.path}/publish", json={"publishAt": clock.iso(at), "note": "Monday"})
    assert reply.status_code == 202
    await tasks.cut_versions(runtime)
    assert await base.search("refunds") == []
    with clock.frozen(at + timedelta(seconds=1)):
        await tasks.cut_versions(runtime)
        await base.take("parking.md", PARKING)
        await tasks.cut_versions(runtime)
    state = await versions(base)
    assert [(v["number"], v["note"], v["author"]) for v in state["data"]] == [(1, "Monday", "Nok")]
    assert (state["publishAt"], state["changed"]) == (None, True)
    past = await base.http.post(f"{base.path}/publish", json={"publishAt": "2020-01-01T00:00:00Z"})
    assert past.status_code == 422


async def test_going_back_brings_back_what_was_deleted_edited_and_replaced(base: Knowledge) -> None:
    refund = await base.take("refund.md", REFUND)
    leave = await base.take("leave.md", LEAVE)
    await publish(base)
    before = {query: await said(base, query) for query in ("refunds", "annual leave", "parking")}
    await base.http.delete(f"{base.path}/documents/{leave['id']}")
    await base.replace(refund["id"], "refund.md", REFUND.replace(b"7 days", b"30 days"))
    await base.take("parking.md", PARKING)
    await publish(base)
    assert await said(base, "annual leave", version=2) != before["annual leave"]
    reply = await base.http.post(f"{base.path}/versions/1/rollback")
    assert (reply.json()["version"]["number"], reply.json()["version"]["restoredFrom"]) == (3, 1)
    for version in ("live", 3):
        assert {query: await said(base, query, version=version) for query in before} == before
    assert "cars" in (await said(base, "parking", version=2))[0]
    assert {d["title"] for d in (await base.http.get(f"{base.path}/documents")).json()["data"]} == {"refund", "leave"}
    again = await base.upload(("leave.md", LEAVE))
    assert again.status_code == 409
    difference = await diff(base, 1, 3)
    assert difference["data"] == []


async def test_going_back_loses_no_change_that_no_version_holds(base: Knowledge) -> None:
    await base.take("refund.md", REFUND)
    await publish(base)
    await base.take("parking.md", PARKING)
    reply = (await base.http.post(f"{base.path}/versions/1/rollback")).json()
    assert reply["version"]["number"] == 3
    assert "cars" in (await said(base, "parking", version=2))[0]


async def test_an_edit_after_going_back_does_not_meet_the_number_of_an_older_one(base: Knowledge) -> None:
    await base.take("refund.md", REFUND)
    await publish(base)
    chunk = (await base.chunks())[0]["chunkId"]
    for text in ("Refunds take 8 days.", "Refunds take 9 days."):
        await base.http.patch(f"{base.path}/chunks/{chunk}", json={"content": text})
    await base.http.post(f"{base.path}/versions/1/rollback")
    reply = await base.http.patch(f"{base.path}/chunks/{chunk}", json={"content": "Refunds take 10 days."})
    assert (reply.status_code, reply.json()["revision"]) == (200, 4)


async def test_a_difference_names_documents_and_chunks_with_the_changed_words(base: Knowledge) -> None:
    refund = await base.take("refund.md", REFUND)
    leave = await base.take("leave.md", LEAVE)
    await publish(base)
    chunk = next(c["chunkId"] for c in await base.chunks() if c["documentId"] == refund["id"])
    await base.http.patch(f"{base.path}/chunks/{chunk}", json={"content": "Refunds are paid within 30 days."})
    await base.http.delete(f"{base.path}/documents/{leave['id']}")
    await base.take("parking.md", PARKING)
    for to in ("head", (await publish(base))["version"]["number"]):
        found = await diff(base, 1, to)
        assert found["documents"] == {"added": 1, "removed": 1, "changed": 0}
        assert found["chunks"] == {"added": 1, "removed": 1, "changed": 1}
        changed = next(item for item in found["data"] if item["kind"] == "chunk" and item["change"] == "changed")
        assert {"op": "added", "text": "30"} in changed["hunks"]
        assert (changed["chunkId"], changed["by"]) == (chunk, "Nok")


async def test_a_document_has_changed_when_its_file_has_and_not_when_that_was_read_again(base: Knowledge) -> None:
    refund = await base.take("refund.md", REFUND)
    await base.take("parking.md", PARKING)
    await publish(base)
    assert (await base.http.post(f"{base.path}/documents/{refund['id']}/retry")).is_success
    await base.drain()
    assert (await diff(base, 1, "head"))["data"] == []
    await base.replace(refund["id"], "refund.md", REFUND + b"\nCards are not taken.\n")
    for to in ("head", (await publish(base))["version"]["number"]):
        found = await diff(base, 1, to)
        (document,) = [item for item in found["data"] if item["kind"] == "document"]
        assert (document["documentId"], document["change"], document["fields"]) == (
            refund["id"],
            "changed",
            ["content"],
        )


async def test_a_difference_is_read_page_by_page(base: Knowledge) -> None:
    await publish(base)
    for n in range(3):
        await base.take(f"{n}.md", REFUND + str(n).encode())
    await publish(base)
    seen, cursor = [], None
    while True:
        page = await diff(base, 1, 2, limit=2, **({"cursor": cursor} if cursor else {}))
        seen += [(item["kind"], item["chunkId"] or item["documentId"]) for item in page["data"]]
        cursor = page["nextCursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 6
    assert (await base.http.get(f"{base.path}/diff", params={"from": 1, "to": 2, "cursor": "xx"})).status_code == 422


async def test_pinned_versions_outlive_the_number_that_is_kept(base: Knowledge) -> None:
    await base.http.patch(base.path, json={"keepVersions": 2})
    for n in range(2):
        await base.take(f"{n}.md", REFUND + str(n).encode())
        await publish(base)
    assert (await base.http.put(f"{base.path}/versions/1/pin")).json()["pinned"] is True
    for n in range(2, 4):
        await base.take(f"{n}.md", REFUND + str(n).encode())
        await publish(base)
    assert [v["number"] for v in (await versions(base))["data"]] == [4, 3, 1]
    gone = await base.http.post(f"{base.path}/search", json={"query": "refunds", "version": 2})
    assert (gone.status_code, gone.json()["code"]) == (404, 404953)
    await base.http.delete(f"{base.path}/versions/1/pin")
    assert [v["number"] for v in (await versions(base))["data"]] == [4, 3]


async def test_documents_in_work_join_the_next_version(base: Knowledge, runtime: Runtime) -> None:
    await base.take("refund.md", REFUND)
    await base.upload(("parking.md", PARKING))
    assert (await publish(base))["version"]["counts"] == {"documents": 1, "chunks": 1}
    await base.drain()
    assert (await publish(base))["version"]["counts"] == {"documents": 2, "chunks": 2}


async def test_a_purged_document_is_in_no_version(signed_in: httpx2.AsyncClient, drain: Drain) -> None:
    base = await manual(signed_in, drain)
    refund = await base.take("refund.md", REFUND)
    await base.take("parking.md", PARKING)
    await publish(base)
    assert len(await base.search("refunds")) == 1
    await base.http.delete(f"{base.path}/documents/{refund['id']}", params={"purge": True})
    for version in ("live", "head", 1):
        assert await base.search("refunds", version=version) == []
        assert len(await base.search("cars", version=version)) == 1


async def test_a_base_that_becomes_manual_goes_on_serving_what_it_served(base: Knowledge) -> None:
    await base.take("refund.md", REFUND)
    await base.http.patch(base.path, json={"publishing": "manual"})
    await base.take("parking.md", PARKING)
    assert len(await base.search("refunds")) == 1
    assert await base.search("cars") == []
    await base.http.patch(base.path, json={"publishing": "automatic"})
    assert len(await base.search("cars")) == 1


async def stored(runtime: Runtime) -> tuple[int, int, int]:
    def count(tx: Any) -> tuple[int, int, int]:
        texts = tx.value(SQL("SELECT count(*) FROM chunk_revisions WHERE content <> ''"))
        files = tx.value(SQL("SELECT count(*) FROM document_versions WHERE file_key <> ''"))
        return texts, tx.value(SQL("SELECT count(DISTINCT revision_id) FROM chunk_vectors")), files

    return await runtime.db.aread(count)


async def test_what_no_kept_version_holds_is_given_back(base: Knowledge, runtime: Runtime) -> None:
    await base.http.patch(base.path, json={"keepVersions": 1})
    leave = await base.take("leave.md", LEAVE)
    await base.take("refund.md", REFUND)
    await publish(base)
    await base.http.delete(f"{base.path}/documents/{leave['id']}")
    await tidying.tidy(runtime)
    assert await stored(runtime) == (2, 2, 2)
    assert await said(base, "annual leave", version=1)
    await publish(base)
    await tidying.tidy(runtime)
    assert await stored(runtime) == (1, 1, 1)
    assert len(await base.search("refunds")) == 1


async def test_a_deleted_base_gives_its_space_back(base: Knowledge, runtime: Runtime) -> None:
    await base.take("refund.md", REFUND)
    await publish(base)
    await base.http.delete(base.path)
    with clock.frozen(clock.now() + timedelta(hours=2)):
        await tidying.tidy(runtime)
        await tidying.tidy(runtime)
    assert await stored(runtime) == (0, 0, 0)
