"""Ingestion under `kill -9`: many small mixed documents while worker and server are killed again and again, then left alone.

    python -m bench.ingest_kills [--documents 1000] [--kills 24] [--every 5] [--server-every 8] [--port 8361]

Every document must end `ready`, or `failed` with a reason; nothing may be lost, no chunk may be there twice, and no reading may
stand still for more than a minute while it claims to be worked on. Prints what was found, as JSON in its last line; returns 1 when
one of these does not hold.
"""

import argparse
import io
import json
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import psutil

from bench.ingestion import made_pdf
from bench.install import Install, running

BATCH = 50
SILENT_SECONDS = 60
PATIENCE_SECONDS = 1800
ENDED = {"ready", "failed", "cancelled"}


def sentence(n: int) -> str:
    """A short text that no other number makes."""
    return f"Room {n} belongs to department {n % 37}; its key {n * 7919 % 100_003} hangs behind desk {n % 11}."


def word(n: int) -> bytes:
    """A Word file of a heading and a sentence."""
    file, out = docx.Document(), io.BytesIO()
    file.add_heading(f"Room {n}", 1)
    file.add_paragraph(sentence(n))
    file.save(out)
    return out.getvalue()


MAKERS: list[tuple[str, Callable[[int], bytes]]] = [
    ("md", lambda n: f"# Room {n}\n\n{sentence(n)}\n".encode()),
    ("txt", lambda n: sentence(n).encode()),
    ("html", lambda n: f"<main><h1>Room {n}</h1><p>{sentence(n)}</p></main>".encode()),
    ("csv", lambda n: f"room,about\n{n},{sentence(n)}\n".encode()),
    ("docx", word),
    ("pdf", lambda n: made_pdf(1, 3).replace(b"Chapter 1", f"Room {n:04}".encode())),
    ("pdf", lambda n: b"%PDF-1.7\n% cut short " + str(n).encode()),
]
BROKEN = len(MAKERS) - 1


def document(n: int) -> tuple[str, bytes]:
    """The n-th file; one in fifty is a broken PDF."""
    kind = BROKEN if n % 50 == 49 else n % BROKEN
    ending, make = MAKERS[kind]
    return f"d{n}.{ending}", make(n)


@dataclass
class Watch:
    """What was seen while it ran."""

    kills: Counter[str] = field(default_factory=Counter)
    silent: dict[str, float] = field(default_factory=dict)

    def look(self, documents: list[dict[str, Any]]) -> Counter[str]:
        """Notes readings that claim to be worked on and have not moved for a minute; returns how many are in each state."""
        now = datetime.now(UTC)
        for one in documents:
            still = (now - datetime.fromisoformat(one["lastProgressAt"])).total_seconds()
            if one["state"] not in ENDED and one["reason"]["code"] == "working" and still > SILENT_SECONDS:
                self.silent[one["title"]] = max(still, self.silent.get(one["title"], 0))
        return Counter(one["state"] for one in documents)


def every(install: Install, path: str) -> list[dict[str, Any]]:
    """All rows of a listing."""
    rows: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        reply = install.admin.get(path, params={"limit": 200, **({"cursor": cursor} if cursor else {})}).json()
        rows += reply["data"]
        cursor = reply["nextCursor"]
    return rows


def upload(install: Install, base: str, count: int) -> None:
    """Sends the documents, some at a time."""
    for first in range(0, count, BATCH):
        files = [("files[]", document(n)) for n in range(first, min(count, first + BATCH))]
        reply = install.admin.post(f"{base}/documents", files=files)
        if reply.status_code != 202:
            raise RuntimeError(reply.text)


def worker_of(install: Install) -> psutil.Process | None:
    """The ingestion process of a server."""
    found = [child for child in psutil.Process(install.pid).children() if "worker" in child.cmdline()]
    return found[0] if found else None


def disturb(install: Install, base: str, watch: Watch, asked: argparse.Namespace, left: int) -> int:
    """Kills the worker every few seconds, at last the server; returns how many kills are left."""
    for _ in range(min(left, asked.server_every) - 1):
        time.sleep(asked.every)
        if (worker := worker_of(install)) is not None:
            worker.kill()
            watch.kills["worker"] += 1
        watch.look(every(install, f"{base}/documents"))
    time.sleep(asked.every)
    os.kill(install.pid, signal.SIGKILL)
    watch.kills["server"] += 1
    return left - asked.server_every


def settle(install: Install, base: str, watch: Watch) -> None:
    """Waits until every reading has ended."""
    until, shown = time.monotonic() + PATIENCE_SECONDS, 0.0
    while time.monotonic() < until:
        states = watch.look(every(install, f"{base}/documents"))
        if not set(states) - ENDED:
            return
        if time.monotonic() - shown > 10:
            shown = time.monotonic()
            print(f"{time.strftime('%H:%M:%S')} {dict(states)}", file=sys.stderr)
        time.sleep(5)


def judge(install: Install, base: str, watch: Watch, count: int) -> dict[str, Any]:
    """What is there at the end."""
    documents, chunks = every(install, f"{base}/documents"), every(install, f"{base}/chunks")
    places = Counter((chunk["documentId"], chunk["ordinal"]) for chunk in chunks)
    texts = Counter((chunk["documentId"], chunk["content"]) for chunk in chunks)
    ready = {one["id"] for one in documents if one["state"] == "ready"}
    return {
        "benchmark": "ingest_kills",
        "documents": len(documents),
        "lost": count - len(documents),
        "kills": dict(watch.kills),
        "states": dict(Counter(one["state"] for one in documents)),
        "reasons": dict(Counter(one["reason"]["code"] for one in documents if one["state"] == "failed")),
        "unexplained": sum(one["state"] == "failed" and not one["reason"]["message"] for one in documents),
        "ready_without_chunks": len(ready - {chunk["documentId"] for chunk in chunks}),
        "chunks": len(chunks),
        "chunks_twice": sum(n - 1 for n in places.values()) + sum(n - 1 for n in texts.values()),
        "open_jobs": len(install.admin.get("/api/v1/jobs", params={"state": "open"}).json()["data"]),
        "silent_over_a_minute": len(watch.silent),
    }


def is_good(found: dict[str, Any]) -> bool:
    """Whether everything that was promised holds."""
    zero = ("lost", "unexplained", "ready_without_chunks", "chunks_twice", "open_jobs", "silent_over_a_minute")
    return not any(found[name] for name in zero) and not set(found["states"]) - ENDED


def run(folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """The whole story in one data directory."""
    watch, base, left = Watch(), "", asked.kills
    began = time.monotonic()
    while left > 0:
        with running(folder, asked.port) as install:
            if not base:
                base = f"/api/v1/knowledge-bases/{install.post('/knowledge-bases', {'name': 'Rooms'})['id']}"
                upload(install, base, asked.documents)
            left = disturb(install, base, watch, asked, left)
    alone = time.monotonic()
    with running(folder, asked.port) as install:
        settle(install, base, watch)
        found = judge(install, base, watch, asked.documents)
    ended = time.monotonic()
    return {**found, "seconds_of_kills": round(alone - began), "seconds_alone": round(ended - alone)}


def main() -> int:
    """Runs it as the arguments say."""
    parser = argparse.ArgumentParser(description="Ingestion under kill -9.")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=24, help="how many processes are killed (24)")
    parser.add_argument("--every", type=float, default=5.0, help="seconds between two kills (5)")
    parser.add_argument("--server-every", type=int, default=8, help="every which kill takes the server (8)")
    parser.add_argument("--port", type=int, default=8361)
    with tempfile.TemporaryDirectory(prefix="comity-kills-", ignore_cleanup_errors=True) as folder:
        found = run(Path(folder), parser.parse_args())
    print(json.dumps(found))
    return 0 if is_good(found) else 1


if __name__ == "__main__":
    sys.exit(main())
