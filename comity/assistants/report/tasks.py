"""Work of the report: reading words, writing exports, forgetting what has had its time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from comity.assistants.report import exporting, queries, service, words
from comity.assistants.report.words import Words
from comity.kernel import clock
from comity.kernel.db import Tx
from comity.kernel.jobs import every, job
from comity.kernel.runtime import Runtime

BATCH = 500
WORDS_EVERY_SECONDS = 3


@asynccontextmanager
async def lifespan(rt: Runtime) -> AsyncIterator[None]:
    """Has the word index made where it is missing."""
    await asyncio.to_thread(words.prepare, rt.db)
    yield


@job(service.EXPORT_JOB, lease_seconds=120)
async def export(rt: Runtime, payload: dict[str, Any]) -> None:
    """Writes one export."""
    await exporting.write_export(rt, payload["workspaceId"], payload["id"])


@every(WORDS_EVERY_SECONDS, "assistants.report.words")
async def read_words(rt: Runtime) -> None:
    """Puts the words of new exchanges into the index."""
    while await _read_some(rt) == BATCH:
        continue


async def _read_some(rt: Runtime) -> int:
    due = await rt.db.aread(lambda tx: queries.words_due(tx, BATCH))
    found = await asyncio.to_thread(_words_of, due)
    if due:
        await rt.db.awrite(lambda tx: _store(tx, due, found))
    return len(due)


def _words_of(due: list[Any]) -> list[Words]:
    return [
        words.read(row.message_id, row.workspace_id, row.at, row.question, row.answer)
        for row in due
        if row.question  # None where the message is gone
    ]


def _store(tx: Tx, due: list[Any], found: list[Words]) -> None:
    still = queries.still_due(tx, [row.message_id for row in due])
    words.store(tx, [one for one in found if one.message_id in still])
    queries.words_done(tx, [row.message_id for row in due])


@every(600, "assistants.report.stuck")
async def end_stuck_exports(rt: Runtime) -> None:
    """Ends exports that nobody writes any more, so that whoever waits for them is told."""
    while await rt.db.awrite(lambda tx: service.give_up(tx, BATCH)) == BATCH:
        continue


@every(3600, "assistants.report.retention")
async def retention(rt: Runtime) -> None:
    """Deletes exchanges past their assistant's retention, 500 at a time, and exports older than seven days."""

    def forget(tx: Tx) -> int:
        messages = queries.expired(tx, BATCH)
        queries.delete_messages(tx, messages)
        return len(messages)

    while await rt.db.awrite(forget) == BATCH:
        continue
    await _forget_exports(rt)


async def _forget_exports(rt: Runtime) -> None:
    before = clock.now() - timedelta(days=service.EXPORT_DAYS)

    def forget(tx: Tx) -> list[str]:
        old = queries.old_exports(tx, before, BATCH)
        return [service.delete_export(tx, one) for one in old]

    for key in await rt.db.awrite(forget):
        await rt.storage.delete(key)
