"""The answer stream beside the model server itself and the bare relay, in one run.

    python -m bench.answer_stream [--only plain|grounded|long] [--rounds 3] [--seconds 10] [--data DIR] [--data-dir DIR]

plain     an assistant without knowledge (`model_answers`, grounding off), server pinned to one core, 200 streams
grounded  retrieval over 10,000 chunks (threshold 0) and grounding on, not pinned, 50 streams, with the time of each stage
long      200 streams begun evenly over 20 s, 20 tokens/s for 60 s, over 100,000 chunks, grounding off: first token and growth of memory

The chunks are real sentences of the public sets in `--data` (`evals/README.md`), put together anew and written to the tables with
made vectors. `--data-dir` keeps them for the next run.
"""

import argparse
import asyncio
import contextlib
import dataclasses
import itertools
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import comparing, filling, loadgen
from bench.install import Install, running

PORT = 8250
CHUNKS, MANY_CHUNKS = 10_000, 100_000
ALLOW = {"COMITY_OUTBOUND__ALLOW": f'["127.0.0.1:{comparing.MODEL_PORT}"]'}
DIRECT = {"fallbackBehaviour": "model_answers", "groundingPolicy": "off", "prompt": "Answer briefly."}
STAGE_CALLS = 40


def body(question: str) -> dict[str, Any]:
    """What a caller sends: no two questions are the same, each caller has a session of its own."""
    return {"message": question, "sessionId": "bench-{i}-{n}", "stream": True, "streamFormat": "delta"}


@contextlib.contextmanager
def target(
    folder: Path, *, cores: str = "", data: Path | None = None, chunks: int = CHUNKS, grounding: str = "flag"
) -> Iterator[tuple[Install, comparing.Target]]:
    """A server and its assistant as a target; with `data` it searches and grounds."""
    with running(folder, PORT, cores=cores, **ALLOW) as install:
        model = install.model(f"http://127.0.0.1:{comparing.MODEL_PORT}/v1")
        content, asked = DIRECT, ["When is order {n} paid back?"]
        if data is not None:
            search = corpus(install, data, chunks)
            content = {"fulfillmentIds": [search], "confidenceThreshold": 0, "groundingPolicy": grounding}
            asked = [f"{question} ({{n}})" for question in filling.questions(data)]
        key = install.assistant(name=f"Bench {time.time()}", model=model, **content)
        url = f"{install.url}/api/v1/messages"
        made = [comparing.target("comity", url, body(question), key=key, pid=install.pid) for question in asked]
        turns = itertools.cycle(made)
        yield install, dataclasses.replace(made[0], make=lambda caller: next(turns).make(caller))


def corpus(install: Install, data: Path, chunks: int) -> str:
    """A search fulfillment over so many chunks, made the first time; returns its id."""
    found = install.admin.get("/api/v1/fulfillments").json()["data"]
    if found:
        return found[0]["id"]
    base = install.post("/knowledge-bases", {"name": "Encyclopedia", "type": "documents"})
    path = f"/api/v1/knowledge-bases/{base['id']}/documents"
    files = [("files[]", ("first.md", b"# First\n\nThe first document makes the place for all the others."))]
    install.admin.post(path, files=files, timeout=120).raise_for_status()
    while unread(install, path):
        time.sleep(0.5)
    filling.fill(install.data_dir, data, base["id"], chunks)
    return install.post("/fulfillments", {"kind": "search", "name": "All", "knowledgeBaseId": base["id"]})["id"]


def unread(install: Install, path: str) -> int:
    """How many documents are not ready yet."""
    documents = install.admin.get(f"{path}?limit=200").json()["data"]
    if failed := [document for document in documents if document["state"] == "failed"]:
        raise RuntimeError(failed[0]["reason"]["message"])
    return sum(document["state"] != "ready" for document in documents)


def plain(folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """What the path itself costs."""
    with comparing.references() as references, target(folder, cores="0") as (_, comity):
        targets = [*references, comity]
        return comparing.compare(targets, streams=asked.streams or 200, seconds=asked.seconds, rounds=asked.rounds)


def grounded(folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """What retrieval and grounding add: for answers without a sentence to check, and for answers in the words of the sources."""
    shown = {}
    with comparing.references() as references, target(folder, data=asked.data) as (_, comity):
        targets = [*references, comity]
        for name, prose in (("no sentences", 0), ("sentences of the sources", 1)):
            comparing.configure(0, 0, comparing.TOKENS, prose)
            found = comparing.compare(targets, streams=asked.streams or 50, seconds=asked.seconds, rounds=asked.rounds)
            comparing.configure(0, 0, comparing.TOKENS)
            shown[name] = {**found, "stages ms p50": stages(comity)}
    return shown


def stages(comity: comparing.Target) -> dict[str, float]:
    """The median time of each stage, one question after another."""
    replies = asyncio.run(loadgen.bodies(comity.port, comity.make, STAGE_CALLS))
    shown = [json.loads(text.rpartition("data: ")[2])["inspection"]["stages"] for text in replies]
    names = [stage["name"] for stage in shown[0]]
    return {name: statistics.median(s["ms"] for one in shown for s in one if s["name"] == name) for name in names}


def long(folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Many long answers at the same time."""
    streams = asked.streams or 200
    many_chunks = {"data": asked.data, "chunks": MANY_CHUNKS, "grounding": "off"}
    with comparing.references() as (direct, *_), target(folder, **many_chunks) as (_, comity):
        shown = {}
        for one in (direct, comity):
            comparing.configure(0, 1, 20)
            asyncio.run(loadgen.one_by_one(one.port, one.make, 30, 1))
            comparing.configure(100, 50, 1200)
            tree = loadgen.Tree(one.pid) if one.pid else None
            before = tree.sample()[1] / 1e6 if tree else 0
            many = asyncio.run(loadgen.each_once(one.port, one.make, streams, 1200, over_seconds=20, tree=tree))
            shown[one.name] = {**many, "grew_mb": round((many["peak_mb"] or 0) - before, 1)}
        added = shown["comity"]["first_p95"] - shown["direct"]["first_p95"]
        return {**shown, "added first token p95 ms": round(added, 1)}


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = {"plain": plain, "grounded": grounded, "long": long}
    parser.add_argument("--only", choices=list(parts), action="append")
    parser.add_argument("--streams", type=int)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--data", type=Path, default=Path("evals/data"), help="the public sets, for the 10,000 chunks")
    asked = parser.parse_args()
    for name in asked.only or list(parts):
        with contextlib.ExitStack() as stack:
            temporary = stack.enter_context(tempfile.TemporaryDirectory(prefix="comity-bench-"))
            found = parts[name](asked.data_dir or Path(temporary), asked)
            print(json.dumps({name: found}, indent=1), flush=True)


if __name__ == "__main__":
    main()
