"""A move of the search killed again and again: `python -m bench.move_kills --folder F --database URL [--kills 5] [--data D]`.

The folder and the database are those of `bench.million fill` (any size) on PostgreSQL with pgvector, its engine set to `embedded`. While
`comity knowledge move --to postgres` runs and is killed with SIGKILL, another process searches all the time. In the end the counts and
the answers to 200 questions, asked before the move and after it, are compared. Prints what happened and one JSON line.
"""

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.filling import questions
from bench.million import _BASE, WORKSPACE
from comity import knowledge
from comity.kernel.config import Settings
from comity.kernel.runtime import Runtime
from comity.knowledge.moving.service import in_use
from comity.knowledge.search.searcher import searcher
from comity.knowledge.versions.serving import LIVE, head_of
from comity.worker import every_queue, open_runtime

QUESTIONS = 200
TOLERANCE = 1e-3
Ten = list[tuple[str, float]]


class Searching:
    """Searches one after another until told to stop, and remembers how each went."""

    def __init__(self, rt: Runtime, base_id: str, asked: Sequence[str]) -> None:
        self._rt, self._base_id, self._asked = rt, base_id, asked
        self.spent: list[float] = []
        self.left_out: list[str] = []
        self.empty = 0
        self.stopped = False

    async def run(self) -> None:
        """Asks."""
        while not self.stopped:
            text = self._asked[len(self.spent) % len(self._asked)]
            begun = time.perf_counter()
            result = await knowledge.search(self._rt, WORKSPACE, self._base_id, [text])
            self.spent.append((time.perf_counter() - begun) * 1000)
            self.left_out += [one["code"] for one in result.warnings]
            self.empty += not result.hits
            await asyncio.sleep(0.05)


async def ten(rt: Runtime, base_id: str, text: str) -> Ten:
    """What a question finds."""
    result = await knowledge.search(rt, WORKSPACE, base_id, [text])
    assert not result.warnings, result.warnings
    return [(hit.chunk_id, hit.sorting_score) for hit in result.hits]


async def counts(rt: Runtime, base_id: str) -> tuple[int, int]:
    """Chunks and vectors in the index that is searched."""
    head = (await rt.db.aread(lambda tx: head_of(tx, WORKSPACE, base_id, LIVE)))[1]
    return await asyncio.to_thread(lambda: searcher(rt).engine(head.engine).counts(head))


def compare(before: Sequence[Ten], after: Sequence[Ten]) -> dict[str, Any]:
    """How many questions have the same ids and scores, and what share of ids is common."""
    same = sum(_same(one, other) for one, other in zip(before, after, strict=True))
    common = [
        len(dict(one).keys() & dict(other).keys()) / max(len(one), 1) for one, other in zip(before, after, strict=True)
    ]
    apart = [
        abs(value - dict(other)[id_])
        for one, other in zip(before, after, strict=True)
        for id_, value in one
        if id_ in dict(other)
    ]
    return {
        "equal": same,
        "asked": len(before),
        "ids in common": round(float(np.mean(common)), 4),
        "score apart most": max(apart),
    }


def _same(one: Ten, other: Ten) -> bool:
    """The same scores at each place, and the same ids but for those that score as the last."""
    if len(one) != len(other) or any(abs(a - b) > TOLERANCE for (_, a), (_, b) in zip(one, other, strict=True)):
        return False
    last = min((value for _, value in one), default=0.0) + TOLERANCE
    return {id_ for id_, value in one if value > last} == {id_ for id_, value in other if value > last}


def _started(command: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, env=environment, start_new_session=True, stderr=subprocess.DEVNULL)


async def kill_again_and_again(command: list[str], kills: int, seconds: float, environment: dict[str, str]) -> int:
    """Runs the move, killed so often, then to its end; returns how it ended."""
    for number in range(kills):
        process = _started(command, environment)
        await asyncio.sleep(seconds)
        is_running = process.poll() is None
        os.killpg(process.pid, signal.SIGKILL) if is_running else None
        process.wait()
        print(f"kill {number + 1}: {'while it ran' if is_running else 'too late, it had ended'}", flush=True)
    return await asyncio.to_thread(lambda: subprocess.run(command, env=environment, check=False).returncode)


async def measure(settings: Settings, data: Path, kills: int, seconds: float) -> dict[str, Any]:
    """All of it."""
    every_queue()
    knobs = {"COMITY_DATABASE__URL": settings.database.url, "COMITY_KNOWLEDGE__ENGINE": "embedded"}
    command = [
        sys.executable,
        "-m",
        "comity",
        "knowledge",
        "move",
        "--to",
        "postgres",
        "--data-dir",
        str(settings.data_dir),
    ]
    asked = questions(data)[:QUESTIONS]
    async with open_runtime(settings) as rt:
        base_id = await rt.db.aread(lambda tx: tx.value(_BASE))
        await _until_whole(rt, base_id, asked[0])
        held, before = await counts(rt, base_id), [await ten(rt, base_id, text) for text in asked]
        searching = Searching(rt, base_id, asked)
        work = asyncio.create_task(searching.run())
        code = await kill_again_and_again(command, kills, seconds, {**os.environ, **knobs})
        engines = await rt.db.aread(in_use)
        searching.stopped = True
        await work
        after = [await ten(rt, base_id, text) for text in asked]
        return {
            "exit code": code,
            "engine": engines[0],
            "counts before, after": [held, await counts(rt, base_id)],
            **compare(before, after),
            "searches meanwhile": len(searching.spent),
            "with an arm left out": len(searching.left_out),
            "without a hit": searching.empty,
            "ms p50, p95": [round(float(np.quantile(searching.spent, q))) for q in (0.5, 0.95)],
        }


async def _until_whole(rt: Runtime, base_id: str, question: str) -> None:
    result = await knowledge.search(rt, WORKSPACE, base_id, [question])
    if result.warnings:
        await asyncio.sleep(0.5)
        await _until_whole(rt, base_id, question)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--database", required=True)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=12.0, help="how long each run lives")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("COMITY_EVAL_DATA", "evals/data")))
    chosen = parser.parse_args()
    settings = Settings(data_dir=chosen.folder, database={"url": chosen.database}, knowledge={"engine": "embedded"})  # pyright: ignore[reportArgumentType]
    found = asyncio.run(measure(settings, chosen.data, chosen.kills, chosen.seconds))
    for name, value in found.items():
        print(f"{name:24}{value}")
    print(json.dumps({"bench": "move_kills", **found}))


if __name__ == "__main__":
    main()
