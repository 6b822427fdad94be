"""Readers of a run: they have no queue. When the socket is writable a reader gets the newest content, so a slow one skips frames."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from comity.assistants.messaging import frames
from comity.assistants.messaging.run import OpenRun

Write = Callable[[bytes], Awaitable[None]]
PING_SECONDS = 15.0
BLOCKED_SECONDS = 30.0
TICK_SECONDS = 0.5


class Ticker:
    """One clock for all readers: pings after silence, and an end to writes that block too long."""

    def __init__(self) -> None:
        self._readers: set[Reader] = set()
        self._task: asyncio.Task[None] | None = None

    def add(self, reader: "Reader") -> None:
        """Watches over a reader from now on."""
        self._readers.add(reader)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    def remove(self, reader: "Reader") -> None:
        """Lets a reader go."""
        self._readers.discard(reader)

    async def reconnect_all(self, seconds: float) -> None:
        """Tells every reader to come back later, for this process stops; waits at most `seconds` until they have gone."""
        until = time.monotonic() + seconds
        for reader in self._readers:
            reader.leave_politely()
        while self._readers and time.monotonic() < until:  # noqa: ASYNC110  a second at most, once in a life
            await asyncio.sleep(0.05)

    async def _run(self) -> None:
        while self._readers:
            await asyncio.sleep(TICK_SECONDS)
            now = time.monotonic()
            for reader in list(self._readers):
                reader.tick(now)


class Reader:
    """One connection that follows one run, in cumulative or delta format, from after a number."""

    def __init__(self, run: OpenRun, write: Write, *, as_deltas: bool, after: int) -> None:
        self._run = run
        self._write = write
        self._as_deltas = as_deltas
        self._seen = after if after <= run.last_seq else 0
        self._event = asyncio.Event()
        self._last_write = time.monotonic()
        self._writing_since: float | None = None
        self._pace: asyncio.TimerHandle | None = None
        self._ping = False
        self._reconnect = self._left = False
        self._task: asyncio.Task[Any] | None = None
        self.is_blocked = False

    def wake(self) -> None:
        """There is something new; held back while the pace says so, but not at the end."""
        if self._pace is None or self._run.done.is_set():
            self._event.set()

    def tick(self, now: float) -> None:
        """Called by the ticker."""
        if self._writing_since is not None:
            if now - self._writing_since > BLOCKED_SECONDS and self._task is not None:
                self.is_blocked = True
                self._task.cancel()
        elif now - self._last_write >= PING_SECONDS - TICK_SECONDS:
            self._ping = True
            self._event.set()

    def leave_politely(self) -> None:
        """Ends the stream with a request to reconnect."""
        self._reconnect = True
        self._event.set()

    def leave(self) -> None:
        """The caller has gone: there is nobody to send to."""
        self._left = True
        self._event.set()

    async def follow(self) -> None:
        """Sends frames until the terminal one is sent, the caller leaves, or a write blocked for 30 s (`is_blocked`)."""
        task = self._task = asyncio.current_task()
        self._run.add_listener(self)
        try:
            await self._follow()
        except asyncio.CancelledError:
            if not self.is_blocked or task is None:
                raise
            task.uncancel()
        finally:
            self._run.remove_listener(self)
            if self._pace is not None:
                self._pace.cancel()

    async def _follow(self) -> None:
        run = self._run
        while not self._reconnect and not self._left:
            self._event.clear()
            await self._send_new()
            if run.done.is_set() and self._seen >= run.last_seq:
                await self._send(self._terminal())
                return
            if self._ping:
                self._ping = False
                await self._send(frames.PING)
            await self._event.wait()
        if not self._left:
            await self._send(frames.RECONNECT)

    async def _send_new(self) -> None:
        run = self._run
        if self._seen >= run.last_seq or (self._pace is not None and not run.done.is_set()):
            return
        if self._as_deltas:
            await self._send_deltas()
        elif run.done.is_set():
            self._seen = run.last_seq
        else:
            await self._send_whole()

    async def _send_whole(self) -> None:
        run = self._run
        self._seen = run.last_seq
        if not run.text:
            return
        frame = frames.cumulative(run.id_bytes, run.last_seq, run.text)
        await self._send(frame)
        self._hold_back(frames.pace_seconds(len(frame)))

    def _hold_back(self, seconds: float) -> None:
        """Nothing more is sent for so long, unless the run ends."""
        if self._pace is not None:
            self._pace.cancel()
        self._pace = asyncio.get_running_loop().call_later(seconds, self._pace_is_over)

    def _pace_is_over(self) -> None:
        self._pace = None
        self._event.set()

    async def _send_deltas(self) -> None:
        run = self._run
        new, self._seen = run.after(self._seen), run.last_seq
        if len(new) == 1 and new[0] is not None:
            await self._send(frames.delta(run.id_bytes, run.last_seq, new[0]))
        elif new:
            await self._send(frames.deltas(run.id_bytes, run.last_seq, new))
        self._hold_back(frames.PACE_MIN_SECONDS)

    def _terminal(self) -> bytes:
        run = self._run
        seq = run.last_seq + 1
        if run.error is not None:
            return frames.failed(run.id_bytes, seq, run.error)
        return frames.finished(run.id_bytes, seq, run.reply or b"{}")

    async def _send(self, body: bytes) -> None:
        self._writing_since = time.monotonic()
        await self._write(body)
        self._last_write = time.monotonic()
        self._writing_since = None
