"""Analysing a base anew, for another language or by a newer analyser: beside what serves, and without embedding anything again."""

import asyncio
from collections.abc import Sequence
from time import monotonic
from typing import Any

import msgspec

from comity.kernel.db import Database, Tx
from comity.kernel.runtime import Runtime
from comity.knowledge.chunks import queries as chunk_queries
from comity.knowledge.generations import queries, service
from comity.knowledge.jobs import upkeep
from comity.knowledge.jobs.upkeep import Wanted
from comity.knowledge.models import Generation
from comity.knowledge.search.terms import chunk_terms

BATCH = 100
COPY_BATCH = 500
AHEAD, COPY_AHEAD = 2_000, 20_000
"""Revisions read at a time: to find those that lack something takes a look at every one of the base."""
TELL_SECONDS = 0.5


class Analysing:
    """One run of a job that analyses a base for a language; its vectors are those that it has."""

    def __init__(self, rt: Runtime, wanted: Wanted) -> None:
        self._db = rt.db
        self._job = wanted

    async def run(self) -> None:
        """Vectors taken over and terms made of all that the base holds and its versions hold, then the switch."""
        generation_id, serving_id = await self._db.awrite(self._begin)
        while True:
            await self._take_over(serving_id, generation_id)
            await analyse(self._db, self._job, generation_id)
            if await self._db.awrite(
                lambda tx: service.switch_when_whole(tx, self._job.job_id, generation_id, vectors_of=serving_id)
            ):
                break
        result = {"language": self._job.params["language"]}
        await self._db.awrite(lambda tx: upkeep.end(tx, self._job.job_id, result))

    def _begin(self, tx: Tx) -> tuple[str, str]:
        made, serving_id = service.begin_analysis(tx, self._job)
        left = queries.count_unanalysed(tx, made)
        upkeep.enter(tx, self._job.job_id, "analysing", left)
        return made.id, serving_id

    async def _take_over(self, serving_id: str, generation_id: str) -> None:
        """Copies the vectors of the serving generation, some revisions at a time."""
        after = ""
        while ids := await self._db.aread(
            lambda tx, a=after: queries.uncopied(tx, self._job.base_id, serving_id, generation_id, a, COPY_AHEAD)
        ):
            for at in range(0, len(ids), COPY_BATCH):
                some = ids[at : at + COPY_BATCH]
                await self._db.awrite(lambda tx, i=some: self._copy(tx, serving_id, generation_id, i))
            after = ids[-1]

    def _copy(self, tx: Tx, serving_id: str, generation_id: str, revision_ids: Sequence[str]) -> None:
        upkeep.held(tx, self._job.job_id)
        chunk_queries.hold_off_purges(tx, self._job.base_id)
        queries.copy_vectors(tx, self._job.base_id, serving_id, generation_id, revision_ids[0], revision_ids[-1])


async def analyse(db: Database, job: Wanted, generation_id: str) -> None:
    """Makes the terms that a generation lacks; each batch is a checkpoint. Most lack none: they were written under its analysis."""
    generation = await db.aread(lambda tx: tx.session.get_one(Generation, generation_id))
    after, done, told = "", 0, 0.0
    while rows := await db.aread(lambda tx, a=after: queries.unanalysed(tx, generation, a, AHEAD)):
        for at in range(0, len(rows), BATCH):
            made = await asyncio.to_thread(_terms, rows[at : at + BATCH], generation.language)
            done += len(made)
            is_time = monotonic() - told >= TELL_SECONDS
            told = monotonic() if is_time else told
            await db.awrite(lambda tx, m=made, d=done if is_time else None: _save(tx, job, generation, m, d))
        after = rows[-1].id


def _terms(rows: Sequence[Any], language: str) -> list[tuple[str, bytes]]:
    return [
        (
            row.id,
            chunk_terms(
                content=row.content,
                title=row.title,
                headings=msgspec.json.decode(row.heading_path),
                keywords=msgspec.json.decode(row.keywords),
                questions=msgspec.json.decode(row.questions),
                language=language,
            ),
        )
        for row in rows
    ]


def _save(tx: Tx, job: Wanted, generation: Generation, made: Sequence[tuple[str, bytes]], done: int | None) -> None:
    upkeep.held(tx, job.job_id)
    said = chunk_queries.still_said(tx, generation.base_id, [id_ for id_, _terms in made])
    queries.store_terms(tx, generation, [one for one in made if one[0] in said])
    if done is not None:
        upkeep.advance(tx, job.job_id, done)
