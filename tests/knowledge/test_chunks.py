"""Chunks over HTTP: ids for life, editing, and what a new reading keeps (`knowledge.md` 3.4)."""

import asyncio
import csv
import io

import httpx2
import pytest

from bench.ingestion import made_pdf, sentence
from comity.kernel.jobs import Runner, waiting
from comity.kernel.runtime import Runtime
from comity.knowledge.chunks import exporting
from tests.knowledge.conftest import Drain, Knowledge, open_base

PARAGRAPHS = [
    f"## Rule {n}\n\n"
    + f"Rule {n} says that department {n} keeps its records for {n + 3} years and hands them to the archive "
    + " ".join(f"together with form {n}-{i}, which the officer in charge signs on every working day" for i in range(3))
    + "."
    for n in range(1, 7)
]


@pytest.fixture
async def base(signed_in: httpx2.AsyncClient, drain: Drain) -> Knowledge:
    """A base whose chunks are short, a rule each."""
    chunking = {"mode": "structure", "targetTokens": 100, "overlapPercent": 10}
    return await open_base(signed_in, drain, "Rules", chunking=chunking)


async def work_off(runtime: Runtime) -> None:
    """Runs every job that the answering process runs, until none waits."""
    runner = Runner(runtime, runtime.db, schedules=False)
    await runner.start()
    while runner.is_busy or await runtime.db.aread(lambda tx: waiting(tx, "main")):  # noqa: ASYNC110  it tells nobody
        await asyncio.sleep(0.02)
    await runner.stop()


def policy(*changed: tuple[int, str]) -> bytes:
    parts = list(PARAGRAPHS)
    for place, text in changed:
        parts[place] = text
    return ("# Records\n\n" + "\n\n".join(parts)).encode()


async def test_unedited_chunks_are_spans_of_the_document_s_text(base: Knowledge) -> None:
    document = await base.take("policy.md", policy())
    text = await base.text(document["id"])
    chunks = await base.chunks()
    assert len(chunks) >= 6
    assert all(text[chunk["start"] : chunk["end"]] == chunk["content"] for chunk in chunks)
    assert [chunk["ordinal"] for chunk in chunks] == list(range(len(chunks)))


async def test_a_new_reading_keeps_the_ids_of_all_but_the_touched_chunks(base: Knowledge) -> None:
    document = await base.take("policy.md", policy())
    before = {chunk["content"]: chunk["chunkId"] for chunk in await base.chunks()}
    new = (
        "## Rule 3\n\nNothing of the old text is left. " + "From now on clerks decide alone, whatever others say. " * 6
    )
    await base.replace(document["id"], "policy.md", policy((2, new)))
    after = {chunk["content"]: chunk["chunkId"] for chunk in await base.chunks()}
    same = set(before) & set(after)
    assert len(same) == len(before) - 1
    assert all(before[content] == after[content] for content in same)


async def test_a_pdf_with_one_changed_paragraph_keeps_the_ids_of_the_other_pages(base: Knowledge) -> None:
    old = made_pdf(5, 3)
    document = await base.take("handbook.pdf", old)
    before = {chunk["chunkId"]: chunk["content"] for chunk in await base.chunks()}
    await base.replace(
        document["id"],
        "handbook.pdf",
        old.replace(sentence(7)[:40].encode(), b"The officer of this place was sent away."),
    )
    after = {chunk["chunkId"]: chunk["content"] for chunk in await base.chunks()}
    changed = [id_ for id_, content in after.items() if before.get(id_) != content]
    assert len(after) == len(before) >= 5
    assert len(changed) == 1
    assert "sent away" in after[changed[0]]


async def test_a_chunk_changed_a_little_keeps_its_id(base: Knowledge) -> None:
    document = await base.take("policy.md", policy())
    before = [chunk["chunkId"] for chunk in await base.chunks()]
    await base.replace(document["id"], "policy.md", policy((2, PARAGRAPHS[2].replace("6 years", "9 years"))))
    chunks = await base.chunks()
    assert [chunk["chunkId"] for chunk in chunks] == before
    assert any("9 years" in chunk["content"] for chunk in chunks)


async def test_an_edit_is_found_by_the_next_search_and_remembered(base: Knowledge) -> None:
    await base.take("policy.md", policy())
    chunk = (await base.chunks())[1]
    path = f"{base.path}/chunks/{chunk['chunkId']}"
    reply = await base.http.patch(path, json={"content": "Marmalade is served on Sundays."}, headers={"If-Match": "1"})
    assert (reply.status_code, reply.json()["revision"], reply.json()["edited"]) == (200, 2, True)
    assert await base.search("marmalade") == [chunk["chunkId"]]
    revisions = (await base.http.get(f"{path}/revisions")).json()["data"]
    assert [revision["content"] for revision in revisions] == ["Marmalade is served on Sundays.", chunk["content"]]
    stale = await base.http.patch(path, json={"content": "Late"}, headers={"If-Match": "1"})
    assert stale.json()["code"] == 409001


async def test_an_edit_survives_a_new_reading_and_a_changed_source_is_shown_beside_it(base: Knowledge) -> None:
    document = await base.take("policy.md", policy())
    chunk = next(c for c in await base.chunks() if "Rule 3" in c["content"])
    path = f"{base.path}/chunks/{chunk['chunkId']}"
    await base.http.patch(path, json={"content": "My own words about rule three."})
    await base.replace(document["id"], "policy.md", policy((5, PARAGRAPHS[5] + " And more.")))
    kept = (await base.http.get(path)).json()
    assert (kept["content"], kept["sourceChanged"]) == ("My own words about rule three.", False)
    await base.replace(document["id"], "policy.md", policy((2, PARAGRAPHS[2].replace("6 years", "9 years"))))
    flagged = (await base.http.get(path)).json()
    assert (flagged["content"], flagged["sourceChanged"]) == ("My own words about rule three.", True)
    assert "9 years" in flagged["sourceText"]
    settled = (await base.http.patch(path, json={"keepMine": False})).json()
    assert ("9 years" in settled["content"], settled["sourceChanged"], settled["edited"]) == (True, False, False)


async def test_what_people_write_is_found_by_its_meaning_too(base: Knowledge, runtime: Runtime) -> None:
    document = await base.take("policy.md", policy())
    chunk = (await base.chunks())[1]
    path = f"{base.path}/chunks/{chunk['chunkId']}"
    await base.http.patch(path, json={"content": "Dogs must wait outside the building."})
    body = {"content": "The canteen opens at noon.", "documentId": document["id"]}
    made = (await base.http.post(f"{base.path}/chunks", json=body)).json()
    before = await base.search("When can I eat?", arms=["dense"])
    await work_off(runtime)
    after = await base.search("When can I eat?", arms=["dense"])
    assert set(after) - set(before) == {chunk["chunkId"], made["chunkId"]}


async def test_an_edit_outlives_a_source_that_was_rewritten_or_has_gone(base: Knowledge) -> None:
    document = await base.take("policy.md", policy())
    first, second = [c for c in await base.chunks() if "Rule 3" in c["content"] or "Rule 5" in c["content"]]
    for chunk in (first, second):
        await base.http.patch(f"{base.path}/chunks/{chunk['chunkId']}", json={"content": f"Mine: {chunk['title']}."})
    rewritten = (
        "## Rule 3\n\n" + " ".join(PARAGRAPHS[2].split()[9:25]) + " and nothing besides, as was decided in spring."
    )
    await base.replace(document["id"], "policy.md", policy((2, rewritten), (4, "")))
    chunks = {c["chunkId"]: c for c in await base.chunks()}
    one, other = chunks[first["chunkId"]], chunks[second["chunkId"]]
    assert (one["content"], one["sourceChanged"]) == ("Mine: Rule 3.", True)
    assert "as was decided in spring" in one["sourceText"]
    assert (other["content"], other["sourceChanged"], other["sourceText"]) == ("Mine: Rule 5.", True, "")
    assert len(chunks) == len(PARAGRAPHS)
    path = f"{base.path}/chunks/{second['chunkId']}"
    refused = (await base.http.patch(path, json={"keepMine": False})).json()
    assert (refused["code"], refused["errors"][0]["path"]) == (422000, "keepMine")
    assert (await base.http.patch(path, json={"keepMine": True})).json()["sourceChanged"] is False
    await base.replace(document["id"], "policy.md", policy((0, PARAGRAPHS[0] + " New."), (4, "")))
    assert (await base.http.get(path)).json()["sourceChanged"] is False


async def test_a_deleted_chunk_stays_away_while_its_text_is_unchanged(base: Knowledge) -> None:
    document = await base.take("policy.md", policy())
    chunk = next(c for c in await base.chunks() if "Rule 3" in c["content"])
    assert (await base.http.delete(f"{base.path}/chunks/{chunk['chunkId']}")).status_code == 204
    await base.replace(document["id"], "policy.md", policy((5, PARAGRAPHS[5] + " And more.")))
    assert chunk["chunkId"] not in [c["chunkId"] for c in await base.chunks()]
    assert not [c for c in await base.chunks() if "Rule 3" in c["content"]]


async def test_a_disabled_chunk_is_in_no_result(base: Knowledge) -> None:
    await base.take("policy.md", policy())
    found = await base.search("department 3 records", limit=20)
    await base.http.patch(f"{base.path}/chunks/{found[0]}", json={"enabled": False})
    for arm in ("lexical", "dense", "exact"):
        assert found[0] not in await base.search("department 3 records", limit=20, arms=[arm])


async def test_a_chunk_made_by_hand_is_found_and_survives_readings(base: Knowledge) -> None:
    document = await base.take("policy.md", policy())
    body = {"content": "The canteen opens at noon.", "documentId": document["id"]}
    made = await base.http.post(f"{base.path}/chunks", json=body)
    assert made.status_code == 201
    await base.replace(document["id"], "policy.md", policy((5, PARAGRAPHS[5] + " And more.")))
    assert await base.search("canteen noon") == [made.json()["chunkId"]]


async def test_visible_ids_are_twelve_base32_characters(base: Knowledge) -> None:
    await base.take("policy.md", policy())
    ids = [chunk["chunkId"] for chunk in await base.chunks()]
    assert all(len(id_) == 12 and set(id_) <= set("abcdefghijklmnopqrstuvwxyz234567") for id_ in ids)


async def test_chunks_are_exported_as_a_csv_with_the_ids_that_the_lab_takes(base: Knowledge) -> None:
    await base.take("policy.md", policy())
    shown = await base.chunks()
    edit = {"keywords": ["archive", "ปี"], "enabled": False}
    await base.http.patch(f"{base.path}/chunks/{shown[0]['chunkId']}", json=edit, headers={"If-Match": '"1"'})
    reply = await base.http.get(f"{base.path}/chunks.csv")
    assert reply.headers["content-type"].startswith("text/csv")
    back = list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig"), newline="")))
    assert [(row["id"], row["content"]) for row in back] == [(chunk["chunkId"], chunk["content"]) for chunk in shown]
    assert (back[0]["keywords"], back[0]["document"], back[0]["enabled"]) == ('["archive","ปี"]', "policy", "false")


async def test_an_export_holds_what_its_filters_let_through_whatever_the_number(
    base: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "PAGE", 2)
    await base.take("policy.md", policy())
    every = await base.http.get(f"{base.path}/chunks.csv")
    some = await base.http.get(f"{base.path}/chunks.csv", params={"q": "department 3"})
    assert len(list(csv.reader(io.StringIO(every.text)))) == len(await base.chunks()) + 1
    assert len(list(csv.reader(io.StringIO(some.text)))) == 2


async def test_the_export_of_an_unknown_base_is_refused_before_anything_is_sent(base: Knowledge) -> None:
    reply = await base.http.get("/api/v1/knowledge-bases/0198f3d2-0000-7000-8000-000000000000/chunks.csv")
    assert reply.status_code == 404
