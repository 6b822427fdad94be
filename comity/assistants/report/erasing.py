"""Erasing what a person said: texts go from every table and file, numbers stay (`assistants.md` 6, `ContactErased`)."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from comity import fulfillments
from comity.assistants.report import erasures, queries, service, words
from comity.kernel.db import Tx
from comity.kernel.runtime import Runtime

BATCH = 500

Eraser = Callable[[Tx, str, Sequence[str]], int]
ERASERS: dict[str, Eraser] = {}
"""Filled by whoever keeps a text of messages elsewhere: given a workspace and messages, it blanks them and says how many rows it had."""


@dataclass(slots=True)
class Erased:
    """How much was blanked, by where it stood."""

    messages: int = 0
    exports: int = 0
    elsewhere: int = 0


async def erase_user(rt: Runtime, workspace_id: str, user_id: str) -> Erased:
    """Blanks question, answer, metadata and every copy of what the user `user_id` of the messaging API said, 500 messages at a time.

    May be repeated: what was asked meanwhile goes the next time. Exports are deleted, for they may hold the same texts.
    """
    erased = Erased()
    while ids := await rt.db.awrite(lambda tx: _erase_some(tx, workspace_id, user_id, erased)):
        erased.messages += len(ids)
    await rt.db.awrite(lambda tx: erasures.blank_sessions(tx, workspace_id, user_id))
    for export in await rt.db.awrite(lambda tx: _drop_exports(tx, workspace_id)):
        await rt.storage.delete(export)
        erased.exports += 1
    if erased.messages:
        await _leave_no_trace(rt)
    return erased


async def _leave_no_trace(rt: Runtime) -> None:
    """Has the word index and the database's log drop what they hold of deleted words; step by step, for answers are written meanwhile."""
    begin = True
    while await rt.db.awrite(partial(words.merge, begin=begin)):
        begin = False
    await asyncio.to_thread(rt.db.forget_deleted)


def _erase_some(tx: Tx, workspace_id: str, user_id: str, erased: Erased) -> list[str]:
    messages = erasures.messages_of_user(tx, workspace_id, user_id, BATCH)
    ids = [id_ for _, id_ in messages]
    if ids:
        erased.elsewhere += erasures.blank_copies(tx, workspace_id, ids) + fulfillments.blank_calls(
            tx, workspace_id, ids
        )
        erased.elsewhere += sum(eraser(tx, workspace_id, ids) for eraser in ERASERS.values())
        erasures.blank_messages(tx, workspace_id, messages)
    return ids


def _drop_exports(tx: Tx, workspace_id: str) -> list[str]:
    return [service.delete_export(tx, export) for export in queries.exports_of(tx, workspace_id)]
