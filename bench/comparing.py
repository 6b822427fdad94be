"""A target beside the model server itself and the bare relay, in one run: only ratios mean something on a shared machine.

The model server and the client share the last core; the relay is pinned to the first.
"""

import asyncio
import itertools
import os
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import msgspec

from bench import loadgen
from bench.install import ROOT

MODEL_PORT, RELAY_PORT = 9900, 9901
TOKENS = 100


@dataclass(frozen=True, slots=True)
class Target:
    """Something that streams tokens: where, what to send to it, and whose CPU to watch."""

    name: str
    port: int
    make: Callable[[int], bytes]
    pid: int | None = None


def configure(first_ms: float, interval_ms: float, tokens: int, prose: int | None = None) -> None:
    """Sets the model server's schedule; `prose`: whether answers are in the words of their sources (as before without it)."""
    query = f"ftd={first_ms}&itv={interval_ms}&n={tokens}" + ("" if prose is None else f"&prose={prose}")
    with urllib.request.urlopen(f"http://127.0.0.1:{MODEL_PORT}/_config?{query}", timeout=5) as reply:
        reply.read()


def target(name: str, url: str, body: dict[str, Any], *, key: str = "", pid: int | None = None) -> Target:
    """A target that takes JSON; `{i}` in the body becomes the caller's number, `{n}` a number that never comes twice."""
    parts = urlsplit(url)
    text = msgspec.json.encode(body).decode()
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    numbers = itertools.count(int(time.time()) % 1_000_000 * 1_000)
    port = parts.port or 80

    def make(caller: int) -> bytes:
        sent = text.replace("{i}", str(caller)).replace("{n}", str(next(numbers)))
        return loadgen.http_request("POST", "127.0.0.1", port, parts.path, headers, sent.encode())

    return Target(name, port, make, pid)


@contextmanager
def references() -> Iterator[list[Target]]:
    """Runs the model server and the relay; yields both as targets."""
    os.sched_setaffinity(0, {(os.cpu_count() or 1) - 1})
    model = [sys.executable, "-m", "bench.mock_llm", "--port", str(MODEL_PORT)]
    relay = [sys.executable, "-m", "uvicorn", "bench.relay:app", "--port", str(RELAY_PORT), "--log-level", "warning"]
    children = [subprocess.Popen(model, cwd=ROOT), subprocess.Popen(["taskset", "-c", "0", *relay], cwd=ROOT)]
    try:
        _wait_for(MODEL_PORT)
        _wait_for(RELAY_PORT)
        chat = {"model": "mock", "stream": True, "messages": [{"role": "user", "content": "hello"}]}
        yield [
            target("direct", f"http://127.0.0.1:{MODEL_PORT}/v1/chat/completions", chat),
            target("bare relay", f"http://127.0.0.1:{RELAY_PORT}/", {"q": "hello {i}"}, pid=children[1].pid),
        ]
    finally:
        for child in children:
            child.terminate()
            child.wait(5)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stats", timeout=1).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"nothing answers on port {port}")


async def measure(one: Target, streams: int, seconds: float) -> dict[str, Any]:
    """One stream at a time (20 tokens, 5 ms apart), then many at once (first after 100 ms, 100 tokens, 20 ms apart)."""
    configure(0, 1, 20)
    await loadgen.one_by_one(one.port, one.make, 30, 1)
    configure(0, 5, 20)
    alone = await loadgen.one_by_one(one.port, one.make, 100, 20)
    configure(100, 20, TOKENS)
    tree = loadgen.Tree(one.pid) if one.pid else None
    many = await loadgen.many_at_once(one.port, one.make, streams, TOKENS, seconds=seconds, tree=tree)
    return {"name": one.name, "alone": alone, "many": many}


def compare(targets: Sequence[Target], *, streams: int, seconds: float, rounds: int) -> dict[str, Any]:
    """Every target in turn, `rounds` times; prints each and returns the medians with the ratios of the last to the first two."""
    rows = []
    for _ in range(rounds):
        for one in targets:
            rows.append(asyncio.run(measure(one, streams, seconds)))
            print(_line(rows[-1]), flush=True)
    medians = {one.name: _median([row for row in rows if row["name"] == one.name]) for one in targets}
    direct, relay, last = (medians[one.name] for one in targets)
    return {"medians": medians, "ratios": _ratios(direct, relay, last)}


def _line(row: dict[str, Any]) -> str:
    alone, many = row["alone"], row["many"]
    return (
        f"{row['name']:11s} 1 stream: first token p50 {alone['first_p50']:.2f} ms, p95 {alone['first_p95']:.2f} | "
        f"{many['streams']} streams: {many['per_second']}/s, first token p50 {many['first_p50']:.0f} p95 {many['first_p95']:.0f} ms, "
        f"CPU {many['cpu_ms_per_stream']} ms/stream, peak {many['peak_mb']} MB, errors {many['errors'] or alone['errors'] or 0}"
    )


def _median(rows: Sequence[dict[str, Any]]) -> dict[str, float | None]:
    many = [row["many"] for row in rows]
    return {
        "first_1": statistics.median(row["alone"]["first_p50"] for row in rows),
        "per_second": statistics.median(m["per_second"] for m in many),
        "first_p95": statistics.median(m["first_p95"] for m in many),
        "cpu_ms": statistics.median(m["cpu_ms_per_stream"] or 0 for m in many) or None,
        "errors": sum(sum(m["errors"].values()) for m in many),
    }


def _ratios(direct: dict[str, Any], relay: dict[str, Any], last: dict[str, Any]) -> dict[str, float]:
    return {
        "rate over direct": round(last["per_second"] / direct["per_second"], 3),
        "first token p95 ms": round(last["first_p95"], 1),
        "added first token p95 ms": round(last["first_p95"] - direct["first_p95"], 1),
        "added first token at 1 stream p50 ms": round(last["first_1"] - direct["first_1"], 2),
        "cpu over relay": round(last["cpu_ms"] / relay["cpu_ms"], 2),
        "errors": last["errors"],
    }
