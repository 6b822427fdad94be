"""Answers from memory over 10,000 entries (`assistants.md` check 28), asked of a server of its own.

    python -m bench.memorized [--data DIR] [--entries 10000] [--questions 300]

Imports BANKING77 questions as entries, waits until they have vectors, makes and publishes an assistant, and asks one question after
the other: entries in other letters (exact) and questions of the test part (alike, where they hit). Prints the time of the whole call
at the 50th and 95th percentile, how long the import and the vectors took, and one JSON line. DATA: `COMITY_EVAL_DATA`.
"""

import argparse
import csv
import io
import json
import os
import random
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx2
import numpy as np

from bench.install import Install, running
from comity.assistants.memorized.matching import exact_form
from evals.answer_sets import read_lines

PATH = "/api/v1/memorized-responses"


def distinct(data: Path, count: int) -> tuple[list[str], list[str]]:
    """Questions for entries, no two the same, and others to ask."""
    rows = [
        row["text"].strip() for part in ("train", "test") for row in read_lines(data / f"banking77/{part}.jsonl.gz")
    ]
    texts = list({exact_form(text): text for text in rows if len(text) <= 1000}.values())
    random.Random(28).shuffle(texts)
    return texts[:count], texts[count:]


def as_csv(questions: list[str]) -> bytes:
    """A file to import."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("question", "answer", "language"))
    writer.writerows((text, f"Answer {at}.", "en") for at, text in enumerate(questions))
    return out.getvalue().encode()


def ask(client: httpx2.Client, headers: dict[str, str], text: str) -> tuple[float, int, dict[str, Any]]:
    """Milliseconds to the end of the stream, the number of its data frames, and the terminal one."""
    began = time.perf_counter()
    reply = client.post("/api/v1/messages", json={"message": text, "stream": True}, headers=headers).raise_for_status()
    frames = [json.loads(line[6:]) for line in reply.text.split("\n") if line.startswith("data: ")]
    return (time.perf_counter() - began) * 1000, len(frames), frames[-1]


def measured(name: str, asked: list[tuple[float, int, dict[str, Any]]]) -> dict[str, Any]:
    """The figures of one kind of question."""
    hits = [(ms, frames) for ms, frames, end in asked if end["inspection"]["outcome"] == "memorized"]
    times = [ms for ms, _ in hits]
    found = {
        "asked": len(asked),
        "hits": len(hits),
        "p50Ms": round(float(np.percentile(times, 50)), 1),
        "p95Ms": round(float(np.percentile(times, 95)), 1),
        "twoFrames": all(frames == 2 for _, frames in hits),
    }
    print(f"{name:6} {found}")
    return found


def imported(install: Install, entries: list[str]) -> float:
    """Imports the entries; seconds."""
    began = time.perf_counter()
    install.admin.post(f"{PATH}/import", files={"file": ("m.csv", as_csv(entries), "text/csv")}).raise_for_status()
    return round(time.perf_counter() - began, 1)


def main() -> None:
    """Imports, asks and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=9920)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("COMITY_EVAL_DATA", "evals/data")))
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--settle", type=float, default=150.0, help="seconds to wait for the vectors")
    wanted = parser.parse_args()
    entries, others = distinct(wanted.data, wanted.entries)
    with (
        tempfile.TemporaryDirectory(prefix="comity-memorized-") as folder,
        running(Path(folder), wanted.port) as install,
    ):
        import_seconds = imported(install, entries)
        headers = {"Authorization": f"Bearer {install.assistant(name='Bench')}"}
        print(f"imported {len(entries)} in {import_seconds} s; waiting {wanted.settle} s for vectors")
        time.sleep(wanted.settle)
        with httpx2.Client(base_url=install.url, timeout=120) as client:
            for text in others[-5:]:
                ask(client, headers, text)
            exact = measured("exact", [ask(client, headers, text.upper()) for text in entries[: wanted.questions]])
            alike = measured("alike", [ask(client, headers, text) for text in others[: wanted.questions]])
    print(json.dumps({"entries": len(entries), "importSeconds": import_seconds, "exact": exact, "alike": alike}))


if __name__ == "__main__":
    main()
