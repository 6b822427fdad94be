"""Splitting and merging chunks over HTTP: ids, places, new readings, undoing, versions and bundles (`knowledge.md` 3.4)."""

from typing import Any

import httpx2
import pytest

from bench.ingestion import made_pdf
from comity.kernel.db import SQL
from comity.kernel.runtime import Runtime
from tests.knowledge.bundling import bring_in, export
from tests.knowledge.conftest import Drain, Knowledge, open_base
from tests.knowledge.test_chunks import PARAGRAPHS, policy, work_off
from tests.knowledge.test_versions import publish

SEAM = "together with form 3-1"


@pytest.fixture
async def base(signed_in: httpx2.AsyncClient, drain: Drain) -> Knowledge:
    """A base whose chunks are short, a rule each."""
    chunking = {"mode": "structure", "targetTokens": 100, "overlapPercent": 10}
    return await open_base(signed_in, drain, "Rules", chunking=chunking)


async def rule(base: Knowledge, number: int) -> dict[str, Any]:
    return next(chunk for chunk in await base.chunks() if f"Rule {number} says" in chunk["content"])


async def split(base: Knowledge, chunk: dict[str, Any], seam: str = SEAM, **more: Any) -> httpx2.Response:
    body = {"at": chunk["content"].index(seam), **more}
    headers = {"If-Match": f'"{chunk["revision"]}"'}
    return await base.http.post(f"{base.path}/chunks/{chunk['chunkId']}/split", json=body, headers=headers)


async def merge(base: Knowledge, chunk: dict[str, Any], *others: dict[str, Any], **more: Any) -> httpx2.Response:
    body = {"chunks": [{"chunkId": one["chunkId"], "revision": one["revision"]} for one in others], **more}
    headers = {"If-Match": f'"{chunk["revision"]}"'}
    return await base.http.post(f"{base.path}/chunks/{chunk['chunkId']}/merge", json=body, headers=headers)


async def undo(base: Knowledge, chunk: dict[str, Any]) -> httpx2.Response:
    headers = {"If-Match": f'"{chunk["revision"]}"'}
    return await base.http.post(f"{base.path}/chunks/{chunk['chunkId']}/undo", headers=headers)


async def made_by(reply: httpx2.Response) -> list[dict[str, Any]]:
    assert reply.status_code == 200, reply.text
    return reply.json()["chunks"]


async def texts(base: Knowledge) -> list[str]:
    return [chunk["content"] for chunk in await base.chunks()]


async def test_a_chunk_is_split_in_two_that_follow_each_other_at_their_places_in_the_document(base: Knowledge) -> None:
    document = await base.take("policy.md", policy())
    before = await base.chunks()
    chunk = await rule(base, 3)
    first, second = await made_by(await split(base, chunk))
    assert (first["chunkId"], first["revision"], second["revision"]) == (chunk["chunkId"], 2, 1)
    after = await base.chunks()
    at = [one["chunkId"] for one in after].index(first["chunkId"])
    assert [one["chunkId"] for one in after[at : at + 2]] == [first["chunkId"], second["chunkId"]]
    assert [one["ordinal"] for one in after] == list(range(len(before) + 1))
    text = await base.text(document["id"])
    assert all(text[one["start"] : one["end"]] == one["content"] for one in after)
    assert f"{first['content']} {second['content']}" == chunk["content"]
    assert all(one["edited"] and one["reshaping"]["kind"] == "split" for one in after[at : at + 2])


async def test_search_finds_the_halves_at_once_by_words_and_then_by_meaning(base: Knowledge, runtime: Runtime) -> None:
    await base.take("policy.md", policy())
    chunk = await rule(base, 3)
    first, second = await made_by(await split(base, chunk))
    found = await base.search("form 3-2")
    assert found[0] == second["chunkId"]
    await work_off(runtime)
    assert {first["chunkId"], second["chunkId"]} <= set(await base.search("rule 3", arms=["dense"], limit=20))


async def test_a_dry_run_shows_what_would_come_out_and_changes_nothing(base: Knowledge) -> None:
    await base.take("policy.md", policy())
    before = await base.chunks()
    chunk = await rule(base, 3)
    first, second = await made_by(await split(base, chunk, dryRun=True))
    assert (first["chunkId"], second["chunkId"], second["revision"]) == (chunk["chunkId"], None, None)
    assert second["content"].startswith(SEAM)
    [joined] = await made_by(await merge(base, chunk, await rule(base, 4), dryRun=True))
    assert "Rule 3 says" in joined["content"]
    assert "Rule 4 says" in joined["content"]
    assert await base.chunks() == before


async def test_neighbours_become_one_that_keeps_its_id_and_is_found_by_the_words_of_both(base: Knowledge) -> None:
    document = await base.take("policy.md", policy())
    third, fourth = await rule(base, 3), await rule(base, 4)
    [joined] = await made_by(await merge(base, fourth, third))
    assert joined["chunkId"] == fourth["chunkId"]
    assert joined["content"].index("Rule 3 says") < joined["content"].index("Rule 4 says")
    assert (joined["start"], joined["end"]) == (third["start"], fourth["end"])
    assert third["chunkId"] not in [one["chunkId"] for one in await base.chunks()]
    assert (await base.search("department 3"))[0] == joined["chunkId"]
    text = await base.text(document["id"])
    assert text[joined["start"] : joined["end"]].split() == joined["content"].split()


async def test_sentences_that_neighbours_share_stand_once_in_what_they_become(
    signed_in: httpx2.AsyncClient, drain: Drain
) -> None:
    base = await open_base(
        signed_in, drain, "Long", chunking={"mode": "structure", "targetTokens": 100, "overlapPercent": 30}
    )
    sentences = [f"The officer of place {n} signs form {n} on every working day of the year." for n in range(40)]
    await base.take("long.md", ("# Signing\n\n" + " ".join(sentences)).encode())
    first, second = (await base.chunks())[:2]
    assert first["end"] > second["start"], "the neighbours share no sentence, so this says nothing"
    [joined] = await made_by(await merge(base, first, second))
    assert all(joined["content"].count(f"place {n} ") <= 1 for n in range(40))
    assert len(joined["content"]) == joined["end"] - joined["start"]


async def test_what_was_typed_goes_with_the_half_that_it_belongs_to(base: Knowledge) -> None:
    await base.take("policy.md", policy())
    chunk = await rule(base, 3)
    body = {
        "keywords": ["department 3", "form 3-2", "blue"],
        "questions": ["Which form is 3-2?", "How many years does department 3 keep its records?"],
        "metadata": {"a": 1},
    }
    await base.http.patch(f"{base.path}/chunks/{chunk['chunkId']}", json=body)
    first, second = await made_by(await split(base, await rule(base, 3)))
    assert (first["keywords"], second["keywords"]) == (["department 3", "blue"], ["form 3-2"])
    assert (first["questions"], second["questions"]) == ([body["questions"][1]], [body["questions"][0]])
    assert first["metadata"] == second["metadata"] == {"a": 1}
    both = {one["chunkId"]: one for one in await base.chunks()}
    [joined] = await made_by(await merge(base, both[first["chunkId"]], both[second["chunkId"]]))
    assert joined["keywords"] == ["department 3", "blue", "form 3-2"]
    assert sorted(joined["questions"]) == sorted(body["questions"])


async def test_neighbours_are_those_before_and_after_in_the_document(base: Knowledge) -> None:
    await base.take("policy.md", policy())
    await base.take("other.md", b"# Other\n\nAnother document altogether, about gardens.\n")
    chunks = await base.chunks(documentId=(await rule(base, 1))["documentId"])
    for place, chunk in enumerate(chunks):
        shown = (await base.http.get(f"{base.path}/chunks/{chunk['chunkId']}/neighbours")).json()
        assert shown["before"] == (chunks[place - 1] if place else None)
        assert shown["after"] == (chunks[place + 1] if place + 1 < len(chunks) else None)


async def test_what_cannot_be_split_or_merged_is_refused_and_nothing_is_written(base: Knowledge) -> None:
    document = await base.take("policy.md", policy())
    other = await base.take("other.md", b"# Other\n\nAnother document altogether, about gardens.\n")
    first, third, fourth = await rule(base, 1), await rule(base, 3), await rule(base, 4)
    before = await base.chunks()
    path = f"{base.path}/chunks/{third['chunkId']}"
    outside = await base.http.post(f"{path}/split", json={"at": len(third["content"])})
    assert (outside.json()["code"], outside.json()["errors"][0]["path"]) == (422000, "at")
    apart = await merge(base, first, third)
    foreign = (await base.chunks(documentId=other["id"]))[0]
    assert [(await merge(base, first, one)).json()["errors"][0]["rule"] for one in (third, foreign, first)] == (
        ["neighbours"] * 3
    ), apart.text
    stale = await split(base, {**third, "revision": 7})
    assert stale.json()["code"] == 409001
    stale = await merge(base, third, {**fourth, "revision": 7})
    assert stale.json()["code"] == 409001
    assert (await undo(base, third)).json()["code"] == 422000
    assert await base.chunks() == before
    assert document["id"]


async def test_chunks_that_are_too_long_together_are_refused(base: Knowledge) -> None:
    await base.take("policy.md", policy())
    third, fourth = await rule(base, 3), await rule(base, 4)
    for one in (third, fourth):
        await base.http.patch(f"{base.path}/chunks/{one['chunkId']}", json={"content": "word " * 3000})
        one["revision"] = 2
    refused = (await merge(base, third, fourth)).json()
    assert (refused["code"], refused["errors"][0]["rule"]) == (422000, "maxLength")


async def test_rows_of_a_csv_are_split_in_the_file(csv_base: Knowledge) -> None:
    await csv_base.put_csv(b"id,content\na,One two three\nb,Four five\n")
    chunk = (await csv_base.chunks())[0]
    reply = await csv_base.http.post(f"{csv_base.path}/chunks/{chunk['chunkId']}/split", json={"at": 4})
    assert reply.json()["code"] == 422951


async def test_a_split_and_a_merge_survive_new_readings_and_follow_their_text(base: Knowledge) -> None:
    document = await base.take("policy.md", policy())
    halves = await made_by(await split(base, await rule(base, 3)))
    [joined] = await made_by(await merge(base, await rule(base, 5), await rule(base, 6)))
    before = await texts(base)
    await base.replace(document["id"], "policy.md", policy((0, "## Preface\n\nA new beginning, said at length. " * 9)))
    after = await base.chunks()
    text = await base.text(document["id"])
    ids = [one["chunkId"] for one in after]
    at = ids.index(halves[0]["chunkId"])
    assert ids[at + 1] == halves[1]["chunkId"]
    assert [one["content"] for one in after][-4:] == before[-4:]
    assert all(text[one["start"] : one["end"]] == one["content"] for one in after[at : at + 2])
    assert after[at]["start"] != halves[0]["start"]
    assert ids[-1] == joined["chunkId"]
    assert not any(one["sourceChanged"] for one in after)
    assert [one["ordinal"] for one in after] == sorted(one["ordinal"] for one in after)


async def test_a_changed_source_is_shown_beside_each_half_and_taking_it_makes_one_chunk_again(base: Knowledge) -> None:
    document = await base.take("policy.md", policy())
    chunk = await rule(base, 3)
    first, second = await made_by(await split(base, chunk))
    await base.replace(document["id"], "policy.md", policy((2, PARAGRAPHS[2].replace("6 years", "19 years"))))
    both = {one["chunkId"]: one for one in await base.chunks() if one["sourceChanged"]}
    assert set(both) == {first["chunkId"], second["chunkId"]}
    assert both[first["chunkId"]]["content"] == first["content"]
    assert all("19 years" in one["sourceText"] for one in both.values())
    assert (await split(base, both[second["chunkId"]], "3-2")).json()["errors"][0]["path"] == "chunkId"
    taken = await base.http.patch(f"{base.path}/chunks/{second['chunkId']}", json={"keepMine": False})
    assert taken.json()["chunkId"] == chunk["chunkId"]
    assert ("19 years" in taken.json()["content"], taken.json()["edited"]) == (True, False)
    now = await base.chunks()
    assert second["chunkId"] not in [one["chunkId"] for one in now]
    text = await base.text(document["id"])
    assert all(text[one["start"] : one["end"]] == one["content"] for one in now)
    await base.replace(document["id"], "policy.md", policy((0, ""), (2, PARAGRAPHS[2].replace("6 years", "19 years"))))
    assert len([text for text in await texts(base) if "Rule 3 says" in text]) == 1


async def test_each_half_can_be_kept_and_stays_settled(base: Knowledge) -> None:
    document = await base.take("policy.md", policy())
    chunk = await rule(base, 3)
    first, second = await made_by(await split(base, chunk))
    new = policy((2, PARAGRAPHS[2].replace("6 years", "19 years")))
    await base.replace(document["id"], "policy.md", new)
    for one in (first, second):
        await base.http.patch(f"{base.path}/chunks/{one['chunkId']}", json={"keepMine": True})
    await base.replace(document["id"], "policy.md", new + b"\n\n## Rule 7\n\nA last rule.\n")
    assert not [one for one in await base.chunks() if one["sourceChanged"]]
    assert not [text for text in await texts(base) if "19 years" in text]


async def test_taking_the_source_of_merged_chunks_brings_the_others_back_under_their_ids(base: Knowledge) -> None:
    document = await base.take("policy.md", policy())
    third, fourth = await rule(base, 3), await rule(base, 4)
    [joined] = await made_by(await merge(base, third, fourth))
    await base.replace(document["id"], "policy.md", policy((3, PARAGRAPHS[3].replace("7 years", "20 years"))))
    flagged = (await base.http.get(f"{base.path}/chunks/{joined['chunkId']}")).json()
    assert (flagged["sourceChanged"], "20 years" in flagged["sourceText"]) == (True, True)
    assert len(await base.chunks()) == 5
    await base.http.patch(f"{base.path}/chunks/{joined['chunkId']}", json={"keepMine": False})
    now = {one["chunkId"]: one for one in await base.chunks()}
    assert now[third["chunkId"]]["content"] == third["content"]
    assert "20 years" in now[fourth["chunkId"]]["content"]
    assert [one["ordinal"] for one in now.values()] == list(range(6))


async def test_a_source_that_has_gone_is_flagged_and_there_is_nothing_to_take(base: Knowledge) -> None:
    document = await base.take("policy.md", policy())
    first, _ = await made_by(await split(base, await rule(base, 3)))
    await base.replace(document["id"], "policy.md", policy((2, "")))
    flagged = [one for one in await base.chunks() if one["sourceChanged"]]
    assert [(one["sourceText"], len(flagged)) for one in flagged] == [("", 2)] * 2
    refused = await base.http.patch(f"{base.path}/chunks/{first['chunkId']}", json={"keepMine": False})
    assert refused.json()["errors"][0]["path"] == "keepMine"


async def test_a_split_is_undone_whole_from_either_half(base: Knowledge) -> None:
    await base.take("policy.md", policy())
    chunk = await rule(base, 3)
    before = await base.chunks()
    await split(base, chunk)
    half = next(one for one in await base.chunks() if one["content"].startswith(SEAM))
    assert half["reshaping"] == {"kind": "split", "chunkIds": [chunk["chunkId"]]}
    [back] = await made_by(await undo(base, half))
    assert (back["chunkId"], back["content"], back["revision"]) == (chunk["chunkId"], chunk["content"], 3)
    assert [(one["chunkId"], one["content"], one["edited"]) for one in await base.chunks()] == [
        (one["chunkId"], one["content"], one["edited"]) for one in before
    ]
    assert (await base.search("form 3-2"))[0] == chunk["chunkId"]


async def test_a_merge_is_undone_with_what_people_had_written(base: Knowledge) -> None:
    document = await base.take("policy.md", policy())
    third, fourth = await rule(base, 3), await rule(base, 4)
    edit = {"content": fourth["content"] + " Mine.", "title": "My title"}
    fourth = (await base.http.patch(f"{base.path}/chunks/{fourth['chunkId']}", json=edit)).json()
    await merge(base, third, fourth)
    await undo(base, await rule(base, 3))
    now = {one["chunkId"]: one for one in await base.chunks()}
    assert (now[fourth["chunkId"]]["content"], now[fourth["chunkId"]]["title"]) == (edit["content"], "My title")
    assert (now[third["chunkId"]]["edited"], now[fourth["chunkId"]]["edited"]) == (False, True)
    await base.replace(document["id"], "policy.md", policy((0, "")))
    assert fourth["chunkId"] in [one["chunkId"] for one in await base.chunks()]


async def test_what_was_changed_since_is_not_undone(base: Knowledge) -> None:
    await base.take("policy.md", policy())
    first, second = await made_by(await split(base, await rule(base, 3)))
    await base.http.patch(f"{base.path}/chunks/{second['chunkId']}", json={"content": "Mine."})
    assert (await undo(base, first)).json()["code"] == 409955
    assert "Mine." in await texts(base)


async def test_a_half_can_be_split_again_and_all_become_one(base: Knowledge) -> None:
    await base.take("policy.md", policy())
    chunk = await rule(base, 3)
    first, last = await made_by(await split(base, chunk, "together with form 3-2"))
    first, middle = await made_by(await split(base, {**first}, "together with form 3-1"))
    shown = await base.chunks()
    at = [one["chunkId"] for one in shown].index(first["chunkId"])
    assert [one["chunkId"] for one in shown[at : at + 3]] == [first["chunkId"], middle["chunkId"], last["chunkId"]]
    [whole] = await made_by(await merge(base, first, middle, last))
    assert whole["content"].split() == chunk["content"].split()


async def test_a_deleted_half_stays_away_after_a_new_reading(base: Knowledge) -> None:
    document = await base.take("policy.md", policy())
    first, second = await made_by(await split(base, await rule(base, 3)))
    for one in (first, second):
        await base.http.delete(f"{base.path}/chunks/{one['chunkId']}")
        await base.replace(document["id"], "policy.md", policy((5, f"## Rule 6\n\nAnother text for {one['start']}.")))
        assert one["chunkId"] not in [left["chunkId"] for left in await base.chunks()]
    assert not [text for text in await texts(base) if "Rule 3 says" in text]


async def test_versions_keep_what_was_whole_and_going_back_brings_it_back(base: Knowledge) -> None:
    document = await base.take("policy.md", policy())
    await publish(base)
    chunk = await rule(base, 3)
    first, second = await made_by(await split(base, chunk))
    [joined] = await made_by(await merge(base, await rule(base, 5), await rule(base, 6)))
    await publish(base)
    reply = await base.http.post(f"{base.path}/search", json={"query": "form 3-2", "version": 1})
    assert reply.json()["data"][0]["document"]["content"] == chunk["content"]
    await base.http.post(f"{base.path}/versions/1/rollback")
    assert (len(await base.chunks()), (await rule(base, 3))["content"]) == (6, chunk["content"])
    await base.http.post(f"{base.path}/versions/2/rollback")
    shown = {one["chunkId"] for one in await base.chunks()}
    assert {first["chunkId"], second["chunkId"], joined["chunkId"]} <= shown
    await base.replace(document["id"], "policy.md", policy((0, PARAGRAPHS[0] + " Said anew.")))
    assert len(await base.chunks()) == 6
    assert not [one for one in await base.chunks() if one["sourceChanged"]]


async def test_a_bundle_carries_what_chunks_stand_for(base: Knowledge, runtime: Runtime) -> None:
    await base.take("policy.md", policy())
    await split(base, await rule(base, 3))
    await merge(base, await rule(base, 5), await rule(base, 6))
    before = await base.chunks()
    other, _ = await bring_in(base, runtime, await export(base, runtime))
    shown = await other.chunks()
    assert [one["content"] for one in shown] == [one["content"] for one in before]
    document = (await base.http.get(f"{other.path}/documents")).json()["data"][0]
    changed = policy((4, PARAGRAPHS[4].replace("8 years", "50 years")))
    await other.replace(document["id"], "policy.md", changed)
    after = await other.chunks()
    assert [one["chunkId"] for one in after] == [one["chunkId"] for one in shown]
    taken = next(one for one in after if one["sourceChanged"])
    await base.http.patch(f"{other.path}/chunks/{taken['chunkId']}", json={"keepMine": False})
    now = await texts(other)
    assert ("50 years" in now[-2], "Rule 6 says" in now[-1]) == (True, True)


async def test_places_on_the_pages_of_a_pdf_are_those_of_each_half(base: Knowledge) -> None:
    await base.take("handbook.pdf", made_pdf(3, 3))
    chunks = await base.chunks()
    [joined] = await made_by(await merge(base, chunks[0], chunks[1]))
    seam = chunks[1]["content"][:30]
    whole = (await base.http.get(f"{base.path}/chunks/{joined['chunkId']}")).json()
    assert {box["page"] for box in whole["boxes"]} == {1, 2}
    first, second = await made_by(await split(base, whole, seam))
    assert (first["page"], second["page"]) == (1, 2)
    half = (await base.http.get(f"{base.path}/chunks/{second['chunkId']}")).json()
    assert ({box["page"] for box in half["boxes"]}, half["path"]) == ({2}, "handbook.pdf#page=2")


async def test_a_purge_leaves_no_piece_behind(base: Knowledge, runtime: Runtime) -> None:
    document = await base.take("policy.md", policy())
    await split(base, await rule(base, 3))
    await base.http.delete(f"{base.path}/documents/{document['id']}", params={"purge": "true"})
    left = SQL("SELECT count(*) FROM chunk_revisions WHERE CAST(sources AS text) LIKE '%Rule 3%'")
    assert await runtime.db.aread(lambda tx: tx.value(left)) == 0


async def test_generated_values_are_made_anew_for_what_comes_out(
    signed_in: httpx2.AsyncClient, drain: Drain, runtime: Runtime
) -> None:
    base = await open_base(signed_in, drain, "Generated", generate=True)
    await base.take("policy.md", policy())
    chunk = (await base.chunks())[0]
    assert "keywords" in chunk["generated"]
    seam = chunk["content"].index("Rule 2 says")
    await base.http.post(f"{base.path}/chunks/{chunk['chunkId']}/split", json={"at": seam})
    await work_off(runtime)
    halves = (await base.chunks())[:2]
    assert all("keywords" in half["generated"] and half["keywords"] for half in halves)
