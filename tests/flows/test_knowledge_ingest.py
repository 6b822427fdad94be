"""The story of docs/flows/knowledge-ingest.md: files in, searchable chunks out, whatever is killed on the way."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.ingestion import made_pdf
from tests.flows.server import Server

PATIENCE_SECONDS = 150
PAGES = 80
KILL_AT = 41


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path)
    made.start()
    made.set_up()
    yield made
    made.close()


def children(pid: int) -> list[int]:
    """The processes that a process started and that have not ended."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == pid and state != "Z":
            found.append(int(stat.parent.name))
    return found


def until(look: Any) -> Any:
    """What `look` gives once it gives something."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def moved(document: dict[str, Any], before: dict[str, Any]) -> dict[str, Any] | None:
    """The document, once it stands elsewhere than before."""
    return document if document["progress"] != before else None


def test_killing_worker_and_server_loses_nothing_and_doubles_nothing(server: Server) -> None:
    base = server.post("/knowledge-bases", {"name": "Policies"})["id"]
    path = f"/api/v1/knowledge-bases/{base}"
    small = [(f"{n}.md", f"# Room {n}\n\nRoom {n} opens at {n + 6} hours.".encode()) for n in range(6)]
    files = [("files[]", file) for file in [("handbook.pdf", made_pdf(PAGES, 4)), *small]]
    assert server.admin.post(f"{path}/documents", files=files).status_code == 202
    assert server.process is not None

    def documents() -> dict[str, Any]:
        return {d["title"]: d for d in server.admin.get(f"{path}/documents").json()["data"]}

    until(lambda: documents()["handbook"]["progress"]["done"] >= KILL_AT)
    (worker,) = children(server.process.pid)
    os.kill(worker, signal.SIGKILL)
    read = documents()["handbook"]["progress"]
    (worker,) = until(lambda: children(server.process.pid))  # pyright: ignore[reportOptionalMemberAccess]
    after = until(lambda: moved(documents()["handbook"], read))
    assert after["state"] != "parsing" or after["progress"]["done"] > read["done"] >= KILL_AT
    server.signal(signal.SIGKILL)
    server.ended()
    until(lambda: not is_alive(worker))
    server.start()
    until(lambda: all(d["state"] == "ready" for d in documents().values()))

    assert {d["attempt"] for d in documents().values()} == {0}
    assert documents()["handbook"]["pages"] == PAGES
    chunks = server.admin.get(f"{path}/chunks", params={"limit": 200}).json()["data"]
    assert len({(chunk["documentId"], chunk["ordinal"]) for chunk in chunks}) == len(chunks)
    assert len({chunk["content"] for chunk in chunks}) == len(chunks)
    jobs = server.admin.get("/api/v1/jobs", params={"state": "open"}).json()["data"]
    assert jobs == []
    found = server.post(f"/knowledge-bases/{base}/search", {"query": "When does room 4 open?"})
    assert found["data"][0]["document"]["content"].endswith("Room 4 opens at 10 hours.")
