"""Search over a large base: `python -m bench.search [--data DIR] [--chunks 100000] [--questions 300] [--model DIR]`.

Measures the engine in this process: the question's embedding, the three arms, scoring; building from entries and memory beside it.
References in the same run: the embedding alone, and a plain float32 scan of all vectors. Prints a table and one JSON line.
"""

import argparse
import asyncio
import json
import os
import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from bench.corpus import corpus, real_sentences
from comity.kernel.computing import computed
from comity.kernel.embed import Embedder, local_embedder
from comity.knowledge.search import ARMS, Entry, Filters, Head, read_query, score
from comity.knowledge.search.engines import EmbeddedEngine
from evals.answer_sets import read_lines

BATCH = 2_000
IN_FLIGHT = 10
REAL_PASSAGES = 64


class Made:
    """The corpus as a feed."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._numbers = [one.seq for one in entries]
        self._place = {one.revision_id: one for one in entries}

    def entries(self, head: Head, after: int, *, vectors: bool) -> Sequence[Entry]:
        """The next batch, never cut within a number."""
        begin = bisect_right(self._numbers, after)
        if begin == len(self._entries):
            return []
        last = self._numbers[min(begin + BATCH, len(self._entries)) - 1]
        return self._entries[begin : bisect_right(self._numbers, last)]

    def vectors(self, head: Head, after: int, upto: int) -> dict[str, tuple[np.ndarray, ...]]:
        """The vectors of a range."""
        part = self._entries[bisect_right(self._numbers, after) : bisect_right(self._numbers, upto)]
        return {one.revision_id: one.vectors for one in part}

    def stored(self, head: Head, revision_ids: Sequence[str]) -> dict[str, tuple[np.ndarray, ...]]:
        """Vectors by revision."""
        return {id_: self._place[id_].vectors for id_ in revision_ids}


def questions(data: Path, count: int) -> list[str]:
    """Distinct real questions in four languages."""
    files = [data / f"xquad/{one}_queries.jsonl.gz" for one in ("en", "zh", "vi")] + [
        data / "iapp-th/queries_valid.jsonl.gz"
    ]
    asked = [row["text"] for rows in zip(*(read_lines(file) for file in files), strict=False) for row in rows]
    return list(dict.fromkeys(asked))[:count]


def timed(work: Callable[[str], Any], asked: Sequence[str], in_flight: int = 1) -> dict[str, float]:
    """Milliseconds a call, over all questions; each is computed in its turn, as in a serving process."""
    cpu = time.process_time()
    spent = asyncio.run(_asked(work, asked, in_flight))
    cpu_ms = (time.process_time() - cpu) * 1000 / len(asked)
    return {"p50": float(np.median(spent)), "p95": float(np.quantile(spent, 0.95)), "cpu": cpu_ms}


async def _asked(work: Callable[[str], Any], asked: Sequence[str], in_flight: int) -> list[float]:
    """So many callers, each of which asks its next question when it has an answer; milliseconds a question."""
    waiting, spent = iter(asked), []

    async def caller() -> None:
        for text in waiting:
            begun = time.perf_counter()
            await computed(work, text)
            spent.append((time.perf_counter() - begun) * 1000)

    await asyncio.gather(*(caller() for _ in range(in_flight)))
    return spent


def recall(engine: EmbeddedEngine, head: Head, matrix: np.ndarray, vectors: np.ndarray) -> float:
    """The share of the ten truly nearest that the dense arm finds."""
    hits = 0
    for vector in vectors:
        nearest = np.argsort(-(matrix @ vector))[:10]
        found = engine.view(head, Filters(), 0).dense(vector)
        hits += sum(f"chunk-{one:07}" in found for one in nearest)
    return hits / (10 * len(vectors))


def measure(data: Path, chunks: int, asked: Sequence[str], embedder: Embedder) -> dict[str, Any]:
    """All figures."""
    process = psutil.Process()
    sentences = real_sentences(data)
    real = [row["text"] for row in read_lines(data / "xquad/en_corpus.jsonl.gz")[:REAL_PASSAGES]]
    entries = [entry for _, entry in corpus(sentences, embedder.encode_passages(real), chunks)]
    head = Head("bench", "base", "generation", entries[-1].seq)
    engine = EmbeddedEngine(Made(entries), cache_mb=10_000)
    before, begun, cpu = process.memory_info().rss, time.perf_counter(), time.process_time()
    engine.catch_up(head)
    built = {"seconds": time.perf_counter() - begun, "cpu": time.process_time() - cpu}
    index_mb = (process.memory_info().rss - before) / 1e6

    def embed(text: str) -> np.ndarray:
        return embedder.encode_queries([text])[0]

    def search(text: str) -> None:
        query, vector = read_query(text), embed(text)
        view = engine.view(head, Filters(), 0)
        found = {arm: getattr(view, arm)(vector if arm == "dense" else query) for arm in ARMS}
        score(view.material(query, vector, found), query, embedder.calibration)

    third = len(asked) // 3
    matrix = np.stack([one.vectors[0] for one in entries]).astype(np.float32)
    return {
        "chunks": chunks,
        "build": built,
        "index_mb": index_mb,
        "search": timed(search, asked[:third]),
        "search, 10 in flight": timed(search, asked[third : 2 * third], IN_FLIGHT),
        "embedding alone": timed(embed, asked[2 * third :]),
        "plain scan": timed(lambda text: np.argsort(-(matrix @ embed(text)))[:200], asked[2 * third :]),
        "recall@10": recall(engine, head, matrix, embedder.encode_queries(asked[:30])),
    }


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("COMITY_EVAL_DATA", "evals/data")))
    parser.add_argument("--chunks", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument(
        "--model", type=Path, default=Path("data"), help="the data directory that keeps the derived model"
    )
    chosen = parser.parse_args()
    if not (chosen.data / "xquad").is_dir():
        parser.error(
            f"{chosen.data} holds no xquad/. Pass --data or set COMITY_EVAL_DATA to the folder with xquad/ and iapp-th/."
        )
    embedder = local_embedder(chosen.model)
    found = measure(chosen.data, chosen.chunks, questions(chosen.data, chosen.questions), embedder)
    for name, value in found.items():
        shown = {key: round(one, 2) for key, one in value.items()} if isinstance(value, dict) else round(value, 3)
        print(f"{name:24}{shown}")
    print(json.dumps({"bench": "search", **found}))


if __name__ == "__main__":
    main()
