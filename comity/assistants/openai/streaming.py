"""A run as a stream of chunks: text as it is released, which is by whole checked sentences, then the end (`assistants.md` 4.4)."""

import asyncio
import contextlib
from typing import Any

import msgspec
from starlette.types import Receive, Send

from comity.assistants.errors import ModelProvider
from comity.assistants.messaging import frames
from comity.assistants.messaging.asking import caller_left
from comity.assistants.messaging.reader import BLOCKED_SECONDS, PING_SECONDS
from comity.assistants.messaging.run import OpenRun
from comity.assistants.openai import replies
from comity.assistants.openai.replies import Completion
from comity.kernel.errors import Unavailable


class Follower:
    """One connection that follows one run. What it sent stays sent: an answer that begins otherwise ends it with an error."""

    def __init__(self, run: OpenRun, completion: Completion, send: Send, *, with_usage: bool) -> None:
        self._run = run
        self._completion = completion
        self._send = send
        self._with_usage = with_usage
        self._sent = ""
        self._news = asyncio.Event()
        self._left = self._closing = False

    def wake(self) -> None:
        """There is something new."""
        self._news.set()

    def leave_politely(self) -> None:
        """This process stops; another one will write the answer."""
        self._closing = True
        self._news.set()

    def leave(self) -> None:
        """The caller has gone."""
        self._left = True
        self._news.set()

    async def follow(self) -> None:
        """Sends chunks until the end of the run, or until the caller leaves."""
        self._run.add_listener(self)
        try:
            await self._write(self._completion.opening())
            await self._go_on()
        finally:
            self._run.remove_listener(self)

    async def _go_on(self) -> None:
        while not self._left:
            self._news.clear()
            if self._run.done.is_set():
                await self._write(self._end())
                return
            if self._closing:
                error = Unavailable("This process is stopping. The answer is written by another one: ask again.")
                await self._write(replies.event(replies.refusal(error)))
                return
            await self._write(self._more(self._run.text))
            if not await self._something_new():
                await self._write(frames.PING)

    async def _something_new(self) -> bool:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PING_SECONDS):
                await self._news.wait()
                return True
        return False

    def _more(self, text: str) -> bytes:
        if len(text) <= len(self._sent) or not text.startswith(self._sent):
            return b""
        piece, self._sent = text[len(self._sent) :], text
        return self._completion.piece(piece)

    def _end(self) -> bytes:
        run = self._run
        if run.error is not None:
            error = msgspec.json.decode(run.error)
            return replies.event(replies.error_of(error["status"], error["code"], error["message"]))
        reply: dict[str, Any] = msgspec.json.decode(run.reply or b"{}")
        if not reply["answer"].startswith(self._sent):
            return replies.event(replies.refusal(_broken_off(run.exchange.message_id)))
        return self._more(reply["answer"]) + self._completion.closing(reply, with_usage=self._with_usage)

    async def _write(self, body: bytes) -> None:
        if body:
            async with asyncio.timeout(BLOCKED_SECONDS):
                await self._send({"type": "http.response.body", "body": body, "more_body": True})


def _broken_off(message_id: str) -> ModelProvider:
    return ModelProvider(
        f"The model failed after a part of its answer was sent. The complete answer is at /api/v1/messages/{message_id}."
    )


async def stream(follower: Follower, receive: Receive, send: Send, headers: dict[str, str]) -> None:
    """Sends a run as server-sent events until its end, or until the caller leaves or blocks for too long."""
    head = [*frames.HEADERS, *((k.lower().encode(), v.encode()) for k, v in headers.items())]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    leaving = asyncio.create_task(caller_left(receive))
    leaving.add_done_callback(lambda _left: follower.leave())
    try:
        await follower.follow()
    except TimeoutError:  # a reply without its end is one that the server cuts off
        return
    finally:
        leaving.cancel()
    await send({"type": "http.response.body", "body": b"", "more_body": False})
