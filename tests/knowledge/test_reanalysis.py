"""Another language of a base: its words are analysed anew beside what serves, and nothing is embedded again (`knowledge.md` 3.9)."""

import asyncio
from typing import Any

import pytest

from comity.kernel.db import SQL
from comity.kernel.runtime import Runtime
from comity.knowledge.generations import analysing, building, service
from comity.knowledge.jobs import upkeep
from comity.knowledge.search import terms
from tests.knowledge.conftest import Knowledge

HOUSES = "# Kauf\n\nDie Häuser wurden im vergangenen Jahr an eine Familie verkauft, die nun dort wohnt.\n"
STORED = SQL("SELECT count(*) FROM generation_terms")


async def ask(base: Knowledge, language: str, status: int = 200) -> dict[str, Any]:
    shown = (await base.http.get(base.path)).json()
    headers = {"If-Match": f'"{shown["revision"]}"'}
    reply = await base.http.patch(base.path, json={"language": language}, headers=headers)
    assert reply.status_code == status, reply.text
    return reply.json()


async def open_job(base: Knowledge) -> str:
    return (await base.http.get(f"{base.path}/generations")).json()["job"]["jobId"]


async def speak(base: Knowledge, runtime: Runtime, language: str) -> None:
    await ask(base, language)
    await building.build(runtime, await open_job(base))


async def found(base: Knowledge, query: str, arm: str = "lexical", version: Any = "head") -> list[tuple[str, float]]:
    """What is found once the index answers for all of the base, which on a busy machine takes longer than a search waits."""
    asked = {"query": query, "arms": [arm], "version": version}
    async with asyncio.timeout(60):
        while (reply := (await base.http.post(f"{base.path}/search", json=asked)).json())["warnings"]:
            pass
    return [(hit["document"]["id"], hit["score"]) for hit in reply["data"]]


async def cosines(base: Knowledge) -> list[float]:
    """How near the chunks are in meaning, whatever their words."""
    asked = {"query": "Wer wohnt dort?", "arms": ["dense"], "version": "head", "explain": True}
    reply = (await base.http.post(f"{base.path}/search", json=asked)).json()
    return [hit["arms"]["dense"]["value"] for hit in reply["data"]]


async def soon(base: Knowledge, query: str, version: Any = "head") -> list[tuple[str, float]]:
    """What is found once the index of the new generation answers; until then the old one does."""
    async with asyncio.timeout(60):
        while not (hits := await found(base, query, version=version)):
            pass
    return hits


@pytest.fixture
async def houses(base: Knowledge, runtime: Runtime) -> Knowledge:
    """A base of English with a German text in it."""
    await ask(base, "en")
    await base.take("kauf.md", HOUSES.encode())
    return base


async def test_words_are_found_by_the_stems_of_the_new_language_and_no_text_is_embedded_again(
    houses: Knowledge, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    meant = await cosines(houses)
    assert await found(houses, "Haus") == []
    monkeypatch.delattr(building.vectors, "encode")
    shown = await ask(houses, "de")
    assert (shown["language"], shown["nextLanguage"]) == ("en", "de")
    job = await open_job(houses)
    assert await found(houses, "Häuser"), "the old analysis serves meanwhile"
    await building.build(runtime, job)
    told = (await houses.http.get(f"/api/v1/jobs/{job}")).json()
    assert (told["kind"], told["state"], told["result"]["language"]) == ("reanalyse", "done", "de")
    shown = (await houses.http.get(houses.path)).json()
    assert (shown["language"], shown["nextLanguage"]) == ("de", None)
    assert await soon(houses, "Haus")
    assert await cosines(houses) == meant


async def test_it_goes_back_to_the_language_before_for_what_was_added_since_too(
    houses: Knowledge, runtime: Runtime
) -> None:
    await speak(houses, runtime, "de")
    await houses.take("garten.md", b"# Gartenhaus\n\nThe buildings of the gardeners are painted in a dark green.\n")
    undone = (await houses.http.post(f"{houses.path}/reembed/undo")).json()
    assert undone["done"] is False
    await building.build(runtime, undone["job"]["jobId"])
    assert (await houses.http.get(houses.path)).json()["language"] == "en"
    assert len(await soon(houses, "gardener")) == 1
    assert await found(houses, "Haus") == []
    again = (await houses.http.post(f"{houses.path}/reembed/undo")).json()
    assert again["done"] is True
    assert (await houses.http.get(houses.path)).json()["language"] == "de"
    assert await soon(houses, "Haus")


async def test_what_is_written_meanwhile_and_what_older_versions_say_is_analysed_too(
    houses: Knowledge, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = (await houses.http.post(f"{houses.path}/publish", json={})).json()["version"]["number"]
    chunk = (await houses.http.get(f"{houses.path}/chunks")).json()["data"][0]
    await ask(houses, "de")
    real = service.switch_when_whole
    edited: list[int] = []

    def edits_first(tx: Any, *args: Any, **more: Any) -> bool:
        """Between the last batch and the switch somebody changes the chunk."""
        if not edited:
            edited.append(1)
            return False
        return real(tx, *args, **more)

    monkeypatch.setattr(service, "switch_when_whole", edits_first)
    headers = {"If-Match": f'"{chunk["revision"]}"'}
    path = f"{houses.path}/chunks/{chunk['chunkId']}"
    job = await open_job(houses)
    reply = await houses.http.patch(path, json={"content": "Die Bäume wurden gefällt."}, headers=headers)
    assert reply.status_code == 200, reply.text
    await building.build(runtime, job)
    assert edited
    assert await soon(houses, "Baum")
    assert await soon(houses, "Haus", version=number)


async def test_a_killed_analysis_goes_on_and_makes_nothing_twice(
    base: Knowledge, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ask(base, "en")
    for n in range(5):
        await base.take(f"{n}.md", HOUSES.encode() + f"Nummer {n}.".encode())
    await ask(base, "de")
    job, analysed = await open_job(base), []
    monkeypatch.setattr(analysing, "BATCH", 2)
    real = analysing._terms

    def dies(rows: Any, language: str) -> Any:
        if len(analysed) == 2:
            raise KeyboardInterrupt
        analysed.extend(row.id for row in rows)
        return real(rows, language)

    monkeypatch.setattr(analysing, "_terms", dies)
    with pytest.raises(KeyboardInterrupt):
        await building.build(runtime, job)
    monkeypatch.setattr(
        analysing, "_terms", lambda rows, language: (analysed.extend(r.id for r in rows), real(rows, language))[1]
    )
    await building.build(runtime, job)
    assert len(analysed) == len(set(analysed)) == 5
    assert await soon(base, "Haus")


async def test_a_cancelled_one_changes_nothing_and_leaves_nothing(houses: Knowledge, runtime: Runtime) -> None:
    await ask(houses, "de")
    job = await open_job(houses)
    wanted = await runtime.db.awrite(lambda tx: upkeep.begin(tx, job))
    assert wanted is not None
    made, _ = await runtime.db.awrite(lambda tx: service.begin_analysis(tx, wanted))
    await analysing.analyse(runtime.db, wanted, made.id)
    assert await runtime.db.aread(lambda tx: tx.value(STORED)) == 1
    await houses.http.post(f"/api/v1/jobs/{job}/cancel")
    await building.build(runtime, job)
    await building.drop_retired(runtime)
    assert await runtime.db.aread(lambda tx: tx.value(STORED)) == 0
    shown = (await houses.http.get(houses.path)).json()
    assert (shown["language"], shown["nextLanguage"]) == ("en", None)
    assert await found(houses, "Haus") == []


async def test_an_empty_base_has_its_language_at_once_and_a_second_change_waits_for_the_first(
    base: Knowledge, runtime: Runtime
) -> None:
    assert (await ask(base, "de"))["language"] == "de"
    await base.take("kauf.md", HOUSES.encode())
    await ask(base, "en")
    assert (await ask(base, "en"))["nextLanguage"] == "en"
    assert (await ask(base, "th", 409))["code"] == 409953
    jobs = (await base.http.get("/api/v1/jobs")).json()["data"]
    assert [one["kind"] for one in jobs] == ["reanalyse", "ingest"]


async def test_a_newer_analyser_analyses_every_base_that_an_older_one_did(
    houses: Knowledge, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await runtime.db.awrite(service.analyse_outdated) == 0
    for module in (service, terms):
        monkeypatch.setattr(module, "ANALYSER_VERSION", 2)
    assert await runtime.db.awrite(service.analyse_outdated) == 1
    assert await runtime.db.awrite(service.analyse_outdated) == 0
    assert (await houses.http.get(houses.path)).json()["nextLanguage"] is None
    await building.build(runtime, await open_job(houses))
    assert await runtime.db.awrite(service.analyse_outdated) == 0
    assert await found(houses, "Häuser")


async def test_a_purge_takes_the_other_analyses_too(houses: Knowledge, runtime: Runtime) -> None:
    await speak(houses, runtime, "de")
    assert await runtime.db.aread(lambda tx: tx.value(STORED)) == 1
    document = (await houses.http.get(f"{houses.path}/documents")).json()["data"][0]["id"]
    await houses.http.delete(f"{houses.path}/documents/{document}?purge=true")
    assert await runtime.db.aread(lambda tx: tx.value(STORED)) == 0


async def test_a_text_that_is_purged_while_it_is_analysed_leaves_no_terms(
    houses: Knowledge, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ask(houses, "de")
    document = (await houses.http.get(f"{houses.path}/documents")).json()["data"][0]["id"]
    make, loop = analysing.chunk_terms, asyncio.get_running_loop()

    def purged_meanwhile(**told: Any) -> bytes:
        gone = houses.http.delete(f"{houses.path}/documents/{document}?purge=true")
        assert asyncio.run_coroutine_threadsafe(gone, loop).result(30).status_code == 204
        return make(**told)

    monkeypatch.setattr(analysing, "chunk_terms", purged_meanwhile)
    await building.build(runtime, await open_job(houses))
    assert await runtime.db.aread(lambda tx: tx.value(STORED)) == 0


async def test_a_base_without_vectors_is_analysed_anew_and_embedded_later(houses: Knowledge, runtime: Runtime) -> None:
    for table in ("chunk_vectors", "generations"):  # as a bundle leaves it whose embedder is not at hand
        await runtime.db.awrite(lambda tx, t=table: tx.run(SQL(f"DELETE FROM {t}")))
    await speak(houses, runtime, "de")
    assert await soon(houses, "Haus")
    reply = (await houses.http.post(f"{houses.path}/search", json={"query": "Haus", "version": "head"})).json()
    assert "dense_unavailable" in [one["code"] for one in reply["warnings"]]
    job = (await houses.http.post(f"{houses.path}/reembed", json={"embedder": "local"})).json()["job"]["jobId"]
    await building.build(runtime, job)
    serving = (await houses.http.get(f"{houses.path}/generations")).json()["data"][0]
    assert (serving["language"], serving["chunks"], serving["current"]) == ("de", 1, True)
    assert await soon(houses, "Haus")


async def test_the_first_vectors_of_such_a_base_belong_to_what_serves(houses: Knowledge, runtime: Runtime) -> None:
    for table in ("chunk_vectors", "generations"):
        await runtime.db.awrite(lambda tx, t=table: tx.run(SQL(f"DELETE FROM {t}")))
    await speak(houses, runtime, "de")
    await houses.take("garten.md", b"# Garten\n\nDie Gartenh\xc3\xa4user sind gr\xc3\xbcn gestrichen.\n")
    serving = (await houses.http.get(f"{houses.path}/generations")).json()["data"]
    assert [(one["state"], one["chunks"], one["current"]) for one in serving] == [("serving", 1, True)]
    assert await soon(houses, "Gartenhaus")
