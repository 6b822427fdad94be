"""A served base of any size for a measurement, and people who search it at a steady pace over HTTP."""

import asyncio
import os
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import numpy as np

from bench.filling import fill
from bench.install import Install, running

NAME = "Large"
PAUSE_SECONDS = 0.5
Ten = list[tuple[str, float]]


@dataclass(frozen=True)
class Large:
    """A running server with its base."""

    install: Install
    base_id: str
    reader: httpx2.Client
    """One with a key that may read a hundred times a second."""

    @property
    def path(self) -> str:
        """The base's own path."""
        return f"/api/v1/knowledge-bases/{self.base_id}"

    def get(self, path: str, **query: Any) -> Any:
        """What is read under the base."""
        return self.reader.get(self.path + path, params=query).raise_for_status().json()

    def ten(self, text: str, version: str = "head") -> Ten:
        """What a question finds, with scores; nothing may be left out."""
        body = {"query": text, "version": version, "limit": 10}
        found = self.reader.post(self.path + "/search", json=body).raise_for_status().json()
        assert not found["warnings"], found["warnings"]
        return [(hit["document"]["id"], hit["sortingScore"]) for hit in found["data"]]

    def wait_for(self, job_id: str) -> dict[str, Any]:
        """The job once it has ended; raises `RuntimeError` where it failed."""
        while (job := self.job(job_id))["state"] not in ("done", "failed", "cancelled"):
            time.sleep(PAUSE_SECONDS)
        if job["state"] != "done":
            raise RuntimeError(f"the job ended as {job['state']}: {job['errors']}")
        return job

    def job(self, job_id: str) -> dict[str, Any]:
        """A job as it now is."""
        return self.reader.get(f"/api/v1/jobs/{job_id}").raise_for_status().json()

    def wait_until_whole(self, question: str, version: str = "head") -> None:
        """Searches until no arm is left out."""
        body = {"query": question, "version": version}
        while self.reader.post(self.path + "/search", json=body).raise_for_status().json()["warnings"]:
            time.sleep(PAUSE_SECONDS)

    def wait_until_other(self, question: str, than: Ten, seconds: float = 120) -> float:
        """Searches until something else is found than before: after a switch the old index answers until the new one is made.

        Returns the seconds; raises `TimeoutError`.
        """
        begun = time.monotonic()
        while self.ten(question) == than:
            if time.monotonic() - begun > seconds:
                raise TimeoutError(f"{question!r} still finds the same.")
            time.sleep(PAUSE_SECONDS)
        return round(time.monotonic() - begun, 1)


@contextmanager
def large(chosen: Any, **settings: str) -> Iterator[Large]:
    """Serves the base of `chosen.folder`, made there when it is new, until the end of the block."""
    with running(chosen.folder, chosen.port, **settings) as install:
        headers = {"Authorization": f"Bearer {install.key('knowledge:read')}"}
        with httpx2.Client(base_url=install.url, headers=headers, timeout=60) as reader:
            known = reader.get("/api/v1/knowledge-bases").raise_for_status().json()["data"]
            if known:
                yield Large(install, known[0]["id"], reader)
                return
            base = install.post("/knowledge-bases", {"name": NAME, "type": "documents"})
            made = Large(install, base["id"], reader)
            _first_document(made)
            fill(install.data_dir, chosen.data, base["id"], chosen.chunks, documents=chosen.documents)
            yield made


def _first_document(made: Large) -> None:
    """Makes the generation that serves."""
    install = made.install
    install.post(f"/knowledge-bases/{made.base_id}/documents", {"title": "First", "text": "The first document."})
    while made.get("/documents")["data"][0]["searchable"] != "full":
        time.sleep(PAUSE_SECONDS)


def options(about: str | None, *, port: int, documents: int) -> ArgumentParser:
    """What every measurement of a large base may be told."""
    parser = ArgumentParser(description=(about or "").partition("\n")[0])
    parser.add_argument(
        "--folder", type=Path, required=True, help="where the install is; the base is made when it is new"
    )
    parser.add_argument("--chunks", type=int, default=100_000)
    parser.add_argument("--documents", type=int, default=documents)
    parser.add_argument("--port", type=int, default=port)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("COMITY_EVAL_DATA", "evals/data")))
    return parser


@dataclass
class Searchers:
    """Questions sent at a steady pace, whether the earlier ones were answered or not; how each went."""

    url: str
    path: str
    headers: dict[str, str]
    asked: Sequence[str]
    per_second: float
    spent: list[tuple[float, float]] = field(default_factory=list)
    """When each was sent, and milliseconds to its reply."""
    failed: list[str] = field(default_factory=list)
    left_out: int = 0

    @classmethod
    def of(cls, base: Large, asked: Sequence[str], per_second: float) -> "Searchers":
        """Those of a base."""
        return cls(base.install.url, base.path, dict(base.reader.headers), asked, per_second)

    async def run(self, until: asyncio.Event) -> None:
        """Asks until told to stop, then waits for the last replies."""
        limits = httpx2.Limits(max_connections=200, max_keepalive_connections=50)
        async with (
            httpx2.AsyncClient(base_url=self.url, headers=self.headers, timeout=60, limits=limits) as client,
            asyncio.TaskGroup() as group,
        ):
            begun, number = time.perf_counter(), 0
            while not until.is_set():
                group.create_task(self._ask(client, self.asked[number % len(self.asked)]))
                number += 1
                await asyncio.sleep(max(0.0, begun + number / self.per_second - time.perf_counter()))

    async def _ask(self, client: httpx2.AsyncClient, text: str) -> None:
        begun = time.perf_counter()
        try:
            reply = await client.post(self.path + "/search", json={"query": text, "limit": 10})
        except httpx2.HTTPError as error:
            self.failed.append(repr(error))
            return
        self.spent.append((begun, (time.perf_counter() - begun) * 1000))
        if reply.status_code != 200 or not reply.json()["data"]:
            self.failed.append(reply.text[:200])
        else:
            self.left_out += bool(reply.json()["warnings"])

    def told(self, since: float = 0, until: float = float("inf")) -> dict[str, Any]:
        """The figures of the searches that were sent in a time."""
        spent = [ms for at, ms in self.spent if since <= at < until]
        return {
            "searches": len(spent),
            "ms p50, p95, most": [round(float(np.quantile(spent, q))) for q in (0.5, 0.95, 1)] if spent else [],
        }
