"""A closed-loop load client for streams over HTTP/1.1: about 6 µs of CPU for a received chunk, so one core carries it and the model server.

Tokens are recognised by the "~" that the model server puts into each: it works whatever framing the target uses.
"""

import asyncio
import contextlib
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httptools
import psutil

MARK = b"~"
now = time.perf_counter


def percentile(values: list[float], p: float) -> float | None:
    """The p-th percentile, interpolated; None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    place = (len(ordered) - 1) * p / 100
    low = int(place)
    return ordered[low] + (ordered[min(low + 1, len(ordered) - 1)] - ordered[low]) * (place - low)


class Connection(asyncio.Protocol):
    """One keep-alive connection; one request at a time."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.ended: asyncio.Future[str | None] | None = None
        self.closed = False
        self.status = 0

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.parser = httptools.HttpResponseParser(self)

    def send(self, raw: bytes) -> "asyncio.Future[str | None]":
        """Sends a request; the result is None at the end of the reply, or what went wrong."""
        self.sent_at = now()
        self.arrivals: list[float] = []
        self.marks = self.status = 0
        self.refusal = b""
        self.ended = self.loop.create_future()
        self.transport.write(raw)
        return self.ended

    def data_received(self, data: bytes) -> None:
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserError as error:
            self._end(f"parse: {error}")

    def on_body(self, body: bytes) -> None:
        count = body.count(MARK)
        if count:
            self.marks += count
            self.arrivals.append(now())
        if self.status == 0:
            self.status = self.parser.get_status_code()
        if self.status != 200:
            self.refusal += body[:400]

    def on_message_complete(self) -> None:
        self.status = self.parser.get_status_code()
        if not self.parser.should_keep_alive():
            self.closed = True
            self.transport.close()
        self._end(None)

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed = True
        with contextlib.suppress(httptools.HttpParserError):
            self.parser.feed_data(b"")  # a body that the end of the connection ends
        self._end("closed" if self.status == 0 else None)

    def _end(self, error: str | None) -> None:
        if self.ended and not self.ended.done():
            self.ended_at = now()
            self.ended.set_result(error)


class Keeping(Connection):
    """One that keeps what it gets."""

    kept = b""

    def on_body(self, body: bytes) -> None:
        super().on_body(body)
        self.kept += body


def http_request(method: str, host: str, port: int, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    """The bytes of a request with a JSON body."""
    head = {"Host": f"{host}:{port}", "Accept": "*/*", "Content-Type": "application/json", **headers}
    head["Content-Length"] = str(len(body))
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body


class Tree:
    """CPU seconds (with ended children) and resident bytes of a process tree."""

    def __init__(self, pid: int) -> None:
        self.root = psutil.Process(pid)
        self.peak = 0
        self._seen: dict[int, float] = {}

    def sample(self) -> tuple[float, int]:
        """CPU seconds so far and resident bytes now."""
        resident = 0
        for process in self._processes():
            with contextlib.suppress(psutil.NoSuchProcess):
                resident += process.memory_info().rss
                times = process.cpu_times()
                self._seen[process.pid] = times.user + times.system
        self.peak = max(self.peak, resident)
        return sum(self._seen.values()), resident

    def _processes(self) -> list[psutil.Process]:
        try:
            return [self.root, *self.root.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []


@dataclass(slots=True)
class Tally:
    """What came back inside the window."""

    first: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)
    done: int = 0
    tokens: float = 0.0

    def error(self, kind: str) -> None:
        """Counts an error."""
        self.errors[kind] = self.errors.get(kind, 0) + 1


class Load:
    """`streams` workers, each of which sends its next request when the last one ended.

    Counted is what happens between `begin` and `end` (clock of `now`); `want`: the tokens that a good reply holds.
    """

    def __init__(self, port: int, make: Callable[[int], bytes], want: int, *, patience_seconds: float = 90) -> None:
        self._port, self._make, self._want = port, make, want
        self._patience = patience_seconds
        self._connections: list[Connection] = []
        self.tally = Tally()
        self.stopping = False
        self.left: int | None = None
        self.begin, self.end = 0.0, float("inf")

    async def worker(self, number: int, after_seconds: float) -> None:
        """One caller."""
        await asyncio.sleep(after_seconds)
        connection: Connection | None = None
        while not self.stopping and self._may_go_on():
            if connection is None or connection.closed or connection.transport.is_closing():
                connection = await self._connect()
            if connection is not None:
                await self._one(connection, number)

    def _may_go_on(self) -> bool:
        if self.left is not None:
            self.left -= 1
        return self.left is None or self.left >= 0

    async def _connect(self) -> Connection | None:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(10):
                _, connection = await loop.create_connection(lambda: Connection(loop), "127.0.0.1", self._port)
        except OSError:
            self.tally.error("connect")
            await asyncio.sleep(0.1)
            return None
        self._connections.append(connection)
        return connection

    async def _one(self, connection: Connection, number: int) -> None:
        error = await self._reply(connection, number)
        ended, arrivals = now(), connection.arrivals
        self._count_tokens(connection)
        if error:
            if self.begin <= ended:
                self.tally.error(error)
            connection.closed = True
            connection.transport.abort()
            await asyncio.sleep(0.02)
            return
        if self.begin <= connection.sent_at < self.end or self.begin <= ended < self.end:
            self.tally.first.append((arrivals[0] - connection.sent_at) * 1000)
            self.tally.gaps += [(b - a) * 1000 for a, b in itertools.pairwise(arrivals)]
        self.tally.done += self.begin <= ended < self.end

    async def _reply(self, connection: Connection, number: int) -> str | None:
        ended = connection.send(self._make(number))
        try:
            error = await asyncio.wait_for(asyncio.shield(ended), self._patience)
        except TimeoutError:
            return "timeout"
        if error is None and connection.status != 200:
            return f"http {connection.status} {connection.refusal[:160]!r}"
        if error is None and connection.marks < self._want:
            return f"short {connection.marks}/{self._want}"
        return error

    def _count_tokens(self, connection: Connection) -> None:
        arrivals = connection.arrivals
        if arrivals:
            inside = sum(1 for at in arrivals if self.begin <= at < self.end)
            self.tally.tokens += inside * min(connection.marks, self._want) / len(arrivals)

    def count_open(self) -> None:
        """The tokens of streams that are still open."""
        for connection in self._connections:
            if not connection.closed and connection.ended and not connection.ended.done():
                self._count_tokens(connection)

    def abort(self) -> None:
        """Closes every connection."""
        for connection in self._connections:
            connection.transport.abort()


async def one_by_one(port: int, make: Callable[[int], bytes], count: int, want: int) -> dict[str, Any]:
    """`count` requests, each after the end of the one before."""
    load = Load(port, make, want)
    load.left = count
    await load.worker(0, 0)
    load.abort()
    return {
        "first_p50": percentile(load.tally.first, 50),
        "first_p95": percentile(load.tally.first, 95),
        "errors": load.tally.errors,
    }


async def bodies(port: int, make: Callable[[int], bytes], count: int) -> list[str]:
    """The whole reply to each of `count` requests, one after another."""
    found = []
    loop = asyncio.get_running_loop()
    for _ in range(count):
        _, connection = await loop.create_connection(lambda: Keeping(loop), "127.0.0.1", port)
        await connection.send(make(0))
        found.append(connection.kept.decode())
        connection.transport.abort()
    return found


async def each_once(
    port: int, make: Callable[[int], bytes], streams: int, want: int, *, over_seconds: float, tree: Tree | None = None
) -> dict[str, Any]:
    """One request from each of `streams` callers, begun evenly over `over_seconds`, each read to its end."""
    load = Load(port, make, want, patience_seconds=180)
    load.left = streams
    workers = [asyncio.create_task(load.worker(i, over_seconds * i / streams)) for i in range(streams)]
    begun = now()
    watching = asyncio.create_task(_watch(tree, begun + 600))
    await asyncio.wait(workers)
    watching.cancel()
    load.abort()
    return _summary(load.tally, streams, now() - begun, want, None, tree, 0)


async def many_at_once(
    port: int,
    make: Callable[[int], bytes],
    streams: int,
    want: int,
    *,
    seconds: float,
    ramp_seconds: float = 2.08,
    warm_seconds: float = 3,
    tree: Tree | None = None,
) -> dict[str, Any]:
    """`streams` callers for a window of `seconds`, after they have all begun; `tree`: whose CPU and memory to watch."""
    load = Load(port, make, want)
    start = now()
    load.begin, load.end = start + ramp_seconds + warm_seconds, start + ramp_seconds + warm_seconds + seconds
    workers = [asyncio.create_task(load.worker(i, ramp_seconds * i / streams)) for i in range(streams)]
    await asyncio.sleep(load.begin - now())
    cpu = tree.sample()[0] if tree else 0.0
    await _watch(tree, load.end)
    cpu = (tree.sample()[0] if tree else 0.0) - cpu
    load.stopping = True
    _, pending = await asyncio.wait(workers, timeout=15)
    for worker in pending:
        worker.cancel()
    load.count_open()
    load.abort()
    return _summary(load.tally, streams, seconds, want, cpu if tree else None, tree, len(pending))


async def _watch(tree: Tree | None, until: float) -> None:
    while (left := until - now()) > 0:
        if tree:
            tree.sample()
        await asyncio.sleep(min(left, 0.5))


def _summary(
    tally: Tally, streams: int, seconds: float, want: int, cpu: float | None, tree: Tree | None, pending: int
) -> dict[str, Any]:
    whole = tally.tokens / want
    if pending:
        tally.errors["not drained"] = pending
    return {
        "streams": streams,
        "per_second": round(whole / seconds, 2),
        "first_p50": percentile(tally.first, 50),
        "first_p95": percentile(tally.first, 95),
        "gap_p99": percentile(tally.gaps, 99),
        "cpu_ms_per_stream": round(1000 * cpu / whole, 2) if cpu is not None and whole else None,
        "peak_mb": round(tree.peak / 1e6, 1) if tree else None,
        "errors": tally.errors,
    }
