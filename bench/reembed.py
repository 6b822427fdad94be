"""A base embedded anew while it is searched (`knowledge.md` check 29): `python -m bench.reembed --folder F [--data D] [--kills 1]`.

Twenty searches a second, sent on time whatever the earlier ones do, first in quiet, then while all chunks are embedded by another
embedder (`bench.mock_embedder`, behind an address), whose worker is killed with SIGKILL on the way. Then the same 200 questions
as before are asked after the undo. Prints what happened and one JSON line.
"""

import asyncio
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psutil

from bench.filling import questions
from bench.install import ROOT
from bench.large import Large, Searchers, large, options

PER_SECOND = 20
QUESTIONS = 200


@contextmanager
def embedding(port: int) -> Iterator[None]:
    """Runs the other embedder."""
    command = [sys.executable, "-m", "bench.mock_embedder", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT) as process:
        try:
            yield
        finally:
            process.terminate()


def texts(port: int) -> int:
    """How many texts the other embedder was asked for."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stats", timeout=5) as reply:
        return json.loads(reply.read())["texts"]


def kill_worker(server: int) -> bool:
    """Kills the server's worker; whether there was one."""
    for child in psutil.Process(server).children():
        with suppress(psutil.Error):
            if "worker" in child.cmdline():
                child.kill()
                return True
    return False


async def followed(base: Large, job_id: str, kills: int) -> dict[str, Any]:
    """Watches a job to its end, killing its worker at even parts of the way; what was done before and after each kill."""
    at, killed = [(n + 1) / (kills + 1) for n in range(kills)], []
    serving = {await asyncio.to_thread(_serving, base)}
    begun = time.perf_counter()
    while (job := await asyncio.to_thread(base.job, job_id))["state"] in ("queued", "running"):
        done, total = job["progress"]["done"], job["progress"]["total"] or 1
        if at and done / total >= at[0] and kill_worker(base.install.pid):
            at.pop(0)
            killed.append(done)
        serving.add(await asyncio.to_thread(_serving, base))
        await asyncio.sleep(0.5)
    assert job["state"] == "done", job
    serving.add(await asyncio.to_thread(_serving, base))
    return {
        "seconds": round(time.perf_counter() - begun),
        "killed at": killed,
        "generations that served": len(serving),
    }


def _serving(base: Large) -> str:
    return next(one["id"] for one in base.get("/generations")["data"] if one["state"] == "serving")


async def measure(base: Large, chosen: Any) -> dict[str, Any]:
    """All of it."""
    asked = questions(chosen.data)
    checked = asked[:QUESTIONS]
    base.wait_until_whole(asked[0])
    before = [base.ten(text) for text in checked]
    url = f"http://127.0.0.1:{chosen.embedder_port}/v1"
    embedder = base.install.post("/embedders", {"name": f"Other {time.time()}", "baseUrl": url, "model": "mock"})
    known = texts(chosen.embedder_port)
    searchers, stop = Searchers.of(base, asked[QUESTIONS:], PER_SECOND), asyncio.Event()
    work = asyncio.create_task(searchers.run(stop))
    await asyncio.sleep(10)
    quiet = time.perf_counter()
    await asyncio.sleep(chosen.quiet)
    start = time.perf_counter()
    started = await asyncio.to_thread(
        base.install.post, f"/knowledge-bases/{base.base_id}/reembed", {"embedder": embedder["id"]}
    )
    told = await followed(base, started["job"]["jobId"], chosen.kills)
    switched, made = time.perf_counter(), texts(chosen.embedder_port) - known
    await asyncio.sleep(chosen.quiet)
    stop.set()
    await work
    other = [base.ten(text) for text in checked]
    undone = base.install.post(f"/knowledge-bases/{base.base_id}/reembed/undo", {})
    if undone["job"]:
        base.wait_for(undone["job"]["jobId"])
    index_made = base.wait_until_other(checked[0], other[0])
    after = [base.ten(text) for text in checked]
    return {
        "quiet": searchers.told(quiet, start),
        "embedding": searchers.told(start, switched),
        "after the switch": searchers.told(switched),
        "failed": len(searchers.failed),
        "of them": searchers.failed[:3],
        "with an arm left out": searchers.left_out,
        **told,
        "texts embedded, questions too": made,
        "undone at once": undone["done"],
        "seconds until the old index answered again": index_made,
        "questions with other results by the other embedder": sum(
            one != two for one, two in zip(before, other, strict=True)
        ),
        "the same after the undo": sum(one == two for one, two in zip(before, after, strict=True)),
    }


def main() -> None:
    """Measures and prints."""
    parser = options(__doc__, port=9920, documents=5_000)
    parser.add_argument("--kills", type=int, default=1)
    parser.add_argument("--quiet", type=float, default=60.0, help="seconds of searches alone")
    parser.add_argument("--embedder-port", type=int, default=9921)
    chosen = parser.parse_args()
    allowed = json.dumps([f"127.0.0.1:{chosen.embedder_port}"])
    with embedding(chosen.embedder_port), large(chosen, COMITY_OUTBOUND__ALLOW=allowed) as base:
        found = asyncio.run(measure(base, chosen))
    for name, value in found.items():
        print(f"{name:52}{value}")
    print(json.dumps({"bench": "reembed", **found}))


if __name__ == "__main__":
    main()
