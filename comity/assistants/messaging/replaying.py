"""Following a run that is not in this process's memory: one that ended, or one that another process writes."""

import asyncio
from typing import Any

from comity.assistants.errors import MessageNotFound
from comity.assistants.messaging import ledger
from comity.assistants.messaging.ledger import Exchange
from comity.assistants.messaging.run import OpenRun
from comity.kernel.runtime import Runtime

POLL_SECONDS = 0.25
TERMINAL = {"finished", "failed", "stopped"}


async def mirror(rt: Runtime, message_id: str, after: int) -> tuple[OpenRun, asyncio.Task[None] | None]:
    """A run rebuilt from its log, and the task that goes on copying while another process writes it.

    Raises `MessageNotFound` (404901).
    """
    run = OpenRun(_shell(message_id, after), cancel_on_leave=False)
    ended = await _copy(rt, run, message_id)
    return run, None if ended else asyncio.create_task(_go_on(rt, run, message_id))


async def _go_on(rt: Runtime, run: OpenRun, message_id: str) -> None:
    while not await _copy(rt, run, message_id):  # noqa: ASYNC110  another process writes: there is no event to wait for
        await asyncio.sleep(POLL_SECONDS)


async def _copy(rt: Runtime, run: OpenRun, message_id: str) -> bool:
    """Takes in what the log has beyond the run; True once the run has ended."""
    state, new = await rt.db.aread(
        lambda tx: (ledger.find_state(tx, message_id), ledger.log_after(tx, message_id, run.last_seq))
    )
    if state is None:
        raise MessageNotFound
    for _, piece in new:
        if piece is None:
            run.reset()
        else:
            run.say(piece)
    if state.status not in TERMINAL:
        return False
    _align(run, state.last_seq)
    settle(run, state)
    return True


def _align(run: OpenRun, last_seq: int) -> None:
    """The terminal frame keeps its number even when the log was pruned."""
    if run.last_seq < last_seq:
        run.base = last_seq - len(run.log)


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


def read_after(header: str, query: str) -> int:
    """The number in `Last-Event-ID` (`<messageId>:<seq>`) or `?after=`; 0 for what cannot be read."""
    text = header.rpartition(":")[2] if header else query
    return int(text) if text.isdigit() else 0
