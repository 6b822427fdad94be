"""Asking from within a process, without HTTP: the same ledger, run and pipeline as the API's messages."""

import asyncio
from collections.abc import Callable
from typing import Any

import msgspec

from comity.assistants.messaging import ledger
from comity.assistants.messaging.ledger import Asked
from comity.assistants.messaging.run import OpenRun
from comity.assistants.messaging.runs import Runs
from comity.assistants.writing.configs import AssistantConfig, configs_of
from comity.assistants.writing.warming import make_ready
from comity.kernel.errors import ComityError
from comity.kernel.ids import new_id
from comity.kernel.runtime import Runtime


async def ask_once(
    rt: Runtime, workspace_id: str, assistant_id: str, question: str, say: Callable[[str], None]
) -> dict[str, Any]:
    """Asks the live version in a session of its own; `say` gets the answer in pieces, the documented reply is returned.

    It waits for the indexes first: this process has only begun, and nobody asks a second time.

    Raises `AssistantNotPublished` (409900) and whatever ended the run.
    """
    runs: Runs = rt.parts["runs"]
    config = await configs_of(rt).get(workspace_id, assistant_id, "live")
    await make_ready(rt, config)
    accepted = await rt.db.awrite(lambda tx: ledger.accept(tx, _asked(config, question), runs.owner))
    assert accepted.exchange is not None  # no idempotency key was given
    run = runs.start(accepted.exchange, cancel_on_leave=True, waits=False)
    await _follow(run, say)
    if run.error is not None:
        raise ComityError(msgspec.json.decode(run.error)["message"])
    return msgspec.json.decode(run.reply or b"{}")


def _asked(config: AssistantConfig, question: str) -> Asked:
    return Asked(
        workspace_id=config.workspace_id,
        assistant_id=config.assistant_id,
        session_key=new_id(),
        question=question,
        source="api",
        version="live",
        user_id=None,
        metadata=None,
        max_runs=config.max_runs,
    )


class _Listener:
    """Wakes whoever follows; a process that stops ends the run, and with it the following."""

    def __init__(self) -> None:
        self.news = asyncio.Event()

    def wake(self) -> None:
        self.news.set()

    def leave_politely(self) -> None:
        self.news.set()


async def _follow(run: OpenRun, say: Callable[[str], None]) -> None:
    listener, said = _Listener(), ""
    run.add_listener(listener)
    while True:
        listener.news.clear()
        text = run.text
        if text != said:
            say(text[len(said) :] if text.startswith(said) else f"\n\n{text}")
            said = text
        if run.done.is_set() and run.text == said:
            return
        await listener.news.wait()
