"""What a bundle carries so that a base is the same elsewhere: analysis, vectors, generated values, order (`knowledge.md` 3.11)."""

import base64
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from comity.kernel.db import SQL
from comity.kernel.runtime import Runtime
from tests.knowledge.bundling import PARKING, REFUND, bring_in, export, line, manifest, rewritten, send
from tests.knowledge.conftest import Knowledge

GUIDE = b"Refunds are paid within seven days after the parcel came back. Deliveries are brought by bicycle."
ROWS = b"id,content,keywords\nr1,Refunds are paid within seven days.,money\nr2,Parcels are brought by bicycle.,\n"
STORED = SQL(
    """SELECT c.ordinal, r.content, r.terms, r.language, r.enabled, c.made, c.made_for, v.part, v.vector
    FROM chunks c JOIN chunk_revisions r ON r.chunk_row_id = c.id AND r.number = c.current_revision
    JOIN chunk_vectors v ON v.revision_id = r.id WHERE c.base_id = :base_id ORDER BY r.content, v.part"""
)


async def stored(runtime: Runtime, base: Knowledge) -> list[tuple[Any, ...]]:
    """What an index is made of, and what is known of generated values."""
    rows: Sequence[Any] = await runtime.db.aread(lambda tx: tx.rows(STORED, base_id=base.id))
    return [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in rows]


async def change(base: Knowledge, **settings: Any) -> None:
    reply = await base.http.patch(base.path, json=settings)
    assert reply.status_code == 200, reply.text


async def test_everything_that_is_searched_arrives_byte_for_byte(base: Knowledge, runtime: Runtime) -> None:
    await change(base, language="fr", generate=True)
    await base.take("refund.md", REFUND)
    await base.take("parking.md", PARKING)
    await base.take("guide.txt", GUIDE)
    first, second, _ = [chunk["chunkId"] for chunk in await base.chunks()]
    await base.http.patch(f"{base.path}/chunks/{first}", json={"content": "Les chevaux sont remboursés: PPR-9087."})
    await base.http.patch(f"{base.path}/chunks/{second}", json={"enabled": False})
    await base.drain()
    await change(base, language="en")
    other, _ = await bring_in(base, runtime, await export(base, runtime))
    assert await stored(runtime, other) == await stored(runtime, base)


async def test_what_another_analyser_made_is_analysed_anew(base: Knowledge, runtime: Runtime) -> None:
    await change(base, language="fr")
    await base.take("guide.txt", GUIDE)
    bundle = rewritten(await export(base, runtime), manifest(analyser=0, language="en"))
    other, _ = await bring_in(base, runtime, bundle)
    assert [row[2] for row in await stored(runtime, other)] != [row[2] for row in await stored(runtime, base)]
    assert len(await other.search("delivery")) == 1


async def test_an_imported_base_tells_what_was_generated_from_what_people_wrote(
    csv_base: Knowledge, runtime: Runtime
) -> None:
    await change(csv_base, generate=True)
    await csv_base.put_csv(ROWS)
    await csv_base.drain()
    other, _ = await bring_in(csv_base, runtime, await export(csv_base, runtime))
    generated = [chunk["generated"] for chunk in await other.chunks()]
    assert generated == [chunk["generated"] for chunk in await csv_base.chunks()] == [["title", "keywords"]] * 2
    again = await other.put_csv(ROWS)
    assert (again.json()["unchanged"], again.json()["changed"]) == (2, 0)
    await other.put_csv(ROWS.replace(b"Refunds are paid within seven days", b"Cars are parked in the basement"))
    await other.drain()
    keywords = (await other.chunks())[0]["keywords"]
    assert keywords[0] == "money"
    assert "Refunds" not in keywords


async def test_a_choice_between_an_edit_and_a_changed_source_can_be_made_where_the_base_was_carried(
    base: Knowledge, runtime: Runtime
) -> None:
    guide = await base.take("guide.txt", GUIDE)
    chunk = (await base.chunks())[0]["chunkId"]
    await base.http.patch(f"{base.path}/chunks/{chunk}", json={"content": "Refunds take a week."})
    await base.replace(guide["id"], "guide.txt", GUIDE.replace(b"seven", b"nine"))
    await base.http.post(f"{base.path}/chunks", json={"content": "Made by hand."})
    await base.drain()
    other, told = await bring_in(base, runtime, await export(base, runtime))
    flags = ("content", "edited", "sourceChanged", "sourceText")
    before, after = [[{name: one[name] for name in flags} for one in await of.chunks()] for of in (base, other)]
    assert after == before
    assert [one["sourceChanged"] for one in after] == [True, False]
    reply = await other.http.patch(f"{other.path}/chunks/{told['renamed'][chunk]}", json={"keepMine": False})
    assert reply.status_code == 200, reply.text
    assert "nine days" in (await other.chunks())[0]["content"]


async def test_an_old_version_brings_no_values_that_were_generated_later(base: Knowledge, runtime: Runtime) -> None:
    await base.take("guide.txt", GUIDE)
    await base.http.post(f"{base.path}/publish")
    await change(base, generate=True)
    (chunk,) = await base.chunks()
    await base.http.post(f"{base.path}/chunks/generate", json={"chunkIds": [chunk["chunkId"]]})
    await base.drain()
    other, _ = await bring_in(base, runtime, await export(base, runtime, version=1))
    assert [row[5:7] for row in await stored(runtime, other)] == [("{}", "")]


async def test_chunks_that_must_be_renamed_stay_in_their_order(base: Knowledge, runtime: Runtime) -> None:
    for number in range(12):
        body = {"content": f"Desk {number} is on floor {number}.", "metadata": {"number": number}}
        if number == 0:
            await base.take("refund.md", REFUND)
        assert (await base.http.post(f"{base.path}/chunks", json=body)).status_code == 201
    _, told = await bring_in(base, runtime, await export(base, runtime))
    renamed = told["renamed"]
    assert len(renamed) == 13
    assert [renamed[id_] for id_ in sorted(renamed)] == sorted(renamed.values())


def analysis(lengths: list[int], counts: dict[str, int]) -> str:
    return base64.b64encode(msgspec.msgpack.encode([lengths, counts, [], [], []])).decode()


@pytest.mark.parametrize(
    "changed",
    [
        {"terms": "AAAA"},
        {"terms": analysis([1, 0, 0, 0], {"a": 1})},
        {"terms": analysis([1, 0, 0, 0, 70_000], {"a": 1})},
        {"terms": analysis([1, 0, 0, 0, 0], {"a": 1 << 32})},
        {"terms": analysis([1, 0, 0, 0, 0], {"a": -1})},
        {"terms": "not base64"},
        {"made": {"keywords": ["x"] * 21}},
        {"made": {"title": 7}},
        {"madeFor": "x" * 65},
        {"sourceText": "x" * 20_001},
    ],
)
async def test_an_analysis_or_generated_values_that_cannot_be_are_refused(
    base: Knowledge, runtime: Runtime, changed: dict[str, Any]
) -> None:
    await base.take("refund.md", REFUND)
    reply = await send(base.http, rewritten(await export(base, runtime), line("chunks.jsonl", **changed)))
    assert (reply.status_code, reply.json()["code"]) == (422, 422953), reply.text
