"""Giving space back: a part at a time, each in a transaction of its own."""

from collections.abc import Callable
from datetime import timedelta

from comity.kernel import clock
from comity.kernel.db import Tx
from comity.kernel.runtime import Runtime
from comity.knowledge.tidying import queries

PART = 500
DELETED_AFTER = timedelta(hours=1)
EXPORTS_KEPT = timedelta(days=7)


async def tidy(rt: Runtime) -> None:
    """Everything that can be given back now."""
    for base_id, newest in await rt.db.aread(queries.bases):
        await _drain(rt, lambda tx, b=base_id: queries.drop_vectors(tx, b, PART))
        await _drain(rt, lambda tx, b=base_id: queries.blank_texts(tx, b, PART))
        await rt.db.awrite(lambda tx, b=base_id, n=newest: queries.drop_spans(tx, b, n))
        await _drop_readings(rt, base_id)
    before = clock.now() - DELETED_AFTER
    for base_id in await rt.db.aread(lambda tx: queries.deleted_bases(tx, before)):
        await _drain(rt, lambda tx, b=base_id: queries.empty_base(tx, b, PART))
        await _drop_readings(rt, base_id)
        await rt.db.awrite(lambda tx, b=base_id: queries.note_emptied(tx, b))
    await _drop_exports(rt)


async def _drain(rt: Runtime, some: Callable[[Tx], int]) -> None:
    left = True
    while left:
        left = await rt.db.awrite(some) > 0


async def _drop_readings(rt: Runtime, base_id: str) -> None:
    while rows := await rt.db.aread(lambda tx: queries.unkept_readings(tx, base_id, PART)):
        for row in rows:
            if await rt.db.awrite(lambda tx, r=row: queries.drop_reading(tx, r.id, r.file_key)):
                await rt.storage.delete(row.file_key)


async def _drop_exports(rt: Runtime) -> None:
    before = clock.now() - EXPORTS_KEPT
    for job in await rt.db.aread(lambda tx: queries.old_exports(tx, before)):
        await rt.storage.delete(job.file_key)
        await rt.db.awrite(lambda tx, j=job: queries.forget_file(tx, j.id))
