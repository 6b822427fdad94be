"""Following a run that is not in this process's memory: one that ended, or one that another process writes."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from comity.assistants.errors import MessageNotFound
from comity.assistants.messaging import ledger, run_log
from comity.assistants.messaging.ledger import Exchange
from comity.assistants.messaging.run import OpenRun
from comity.kernel.runtime import Runtime

POLL_SECONDS = 0.25
_NUMBER = re.compile(r"[0-9]{1,9}")
TERMINAL = {"finished", "failed", "stopped"}


@asynccontextmanager
async def mirrored(rt: Runtime, message_id: str, after: int) -> AsyncIterator[OpenRun]:
    """A run rebuilt from its log beyond number `after`; it goes on being copied while another process writes it.

    Raises `MessageNotFound` (404901).
    """
    run = OpenRun(_shell(message_id, after), cancel_on_leave=False)
    copying = None if await _copy(rt, run, message_id) else asyncio.create_task(_go_on(rt, run, message_id))
    try:
        yield run
    finally:
        if copying is not None:
            copying.cancel()
            await asyncio.gather(copying, return_exceptions=True)


async def _go_on(rt: Runtime, run: OpenRun, message_id: str) -> None:
    while not await _copy(rt, run, message_id):  # noqa: ASYNC110  another process writes: there is no event to wait for
        await asyncio.sleep(POLL_SECONDS)


async def _copy(rt: Runtime, run: OpenRun, message_id: str) -> bool:
    """Takes in what the log has beyond the run; True once the run has ended."""
    state, new = await rt.db.aread(
        lambda tx: (ledger.find_state(tx, message_id), run_log.log_after(tx, message_id, run.last_seq))
    )
    if state is None:
        raise MessageNotFound
    for seq, piece in new:
        if seq != run.last_seq + 1:
            run.jump_to(seq)
        if piece is None:
            run.reset()
        else:
            run.say(piece)
    if state.status not in TERMINAL:
        return False
    # The terminal frame keeps its number where the log was pruned or `after` was no number of this run.
    run.base = state.last_seq - len(run.log)
    settle(run, state)
    return True


def settle(run: OpenRun, state: Any) -> None:
    """Ends a mirrored run with the stored reply or error."""
    reply = state.reply.encode() if state.reply else None
    run.end(reply=reply, error=state.error.encode() if state.error else None)


def _shell(message_id: str, after: int) -> Exchange:
    return Exchange(
        message_id=message_id,
        workspace_id="",
        assistant_id="",
        session_key="",
        question="",
        source="",
        version="",
        user_id=None,
        metadata=None,
        options={},
        created_us=0,
        first_seq=after,
    )


def read_after(message_id: str, header: str, query: str) -> int:
    """The number in `Last-Event-ID` (`<messageId>:<seq>`) or `?after=`; 0, from the start, for what cannot be read."""
    id_, _, number = header.rpartition(":")
    text = number if id_ == message_id else "" if header else query
    return int(text) if _NUMBER.fullmatch(text) else 0
