"""Searches beside the reading of 1,000 PDFs (`knowledge.md` check 42): `python -m bench.beside --folder F [--pdfs 1000] [--rounds 10]`.

A served base of 100,000 chunks is searched at a steady pace. In turns nothing else happens, and a part of the PDFs is uploaded to the
same base and read to its end, so that other work on the machine weighs on both alike. Prints a line for each turn, the figures of
both kinds together, and one JSON line. The folder is made when it is new, as by `bench.reembed`.
"""

import asyncio
import json
import time
from typing import Any

import httpx2
import numpy as np

from bench.filling import questions
from bench.ingestion import made_pdf
from bench.large import Large, Searchers, large, options

AT_ONCE = 20
Window = tuple[float, float]


def upload(base: Large, writer: httpx2.Client, first: int, count: int, pages: int) -> None:
    """Sends PDFs that say what no other does."""
    for start in range(first, first + count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, first + count))
        files = [("files[]", (f"{n}.pdf", made_pdf(pages, first=n * pages))) for n in numbers]
        taken = writer.post(base.path + "/documents", files=files).raise_for_status().json()["data"]
        assert len(taken) == len(numbers), taken


def read(base: Large, writer: httpx2.Client, first: int, count: int, pages: int) -> None:
    """Uploads PDFs and waits until they are read, vectors included."""
    upload(base, writer, first, count, pages)
    while base.reader.get("/api/v1/jobs", params={"state": "open"}).raise_for_status().json()["data"]:
        time.sleep(0.5)


async def measure(base: Large, chosen: Any) -> dict[str, Any]:
    """All of it."""
    asked = questions(chosen.data)
    base.wait_until_whole(asked[0])
    headers = {"Authorization": f"Bearer {base.install.key('knowledge:read', 'knowledge:write')}"}
    searchers, stop = Searchers.of(base, asked, chosen.per_second), asyncio.Event()
    work = asyncio.create_task(searchers.run(stop))
    windows: dict[str, list[Window]] = {"quiet": [], "beside": []}
    await asyncio.sleep(10)
    part, seed = chosen.pdfs // chosen.rounds, int(time.time()) % 1_000_000 * 1_000
    with httpx2.Client(base_url=base.install.url, headers=headers, timeout=300) as writer:
        for number in range(chosen.rounds):
            windows["quiet"].append(await _quiet(chosen.quiet))
            windows["beside"].append(await _beside(base, writer, seed + number * part, part, chosen.pages))
            told = {kind: searchers.told(*of[-1]) for kind, of in windows.items()}
            seconds = round(windows["beside"][-1][1] - windows["beside"][-1][0])
            print(f"round {number + 1}: {told}, {part} PDFs in {seconds} s", flush=True)
            await asyncio.sleep(chosen.settle)
    stop.set()
    await work
    spent = {kind: _spent(searchers, of) for kind, of in windows.items()}
    p95 = {kind: float(np.quantile(found, 0.95)) for kind, found in spent.items()}
    ratios = [_p95(searchers, two) / _p95(searchers, one) for one, two in zip(*windows.values(), strict=True)]
    return {
        "PDFs, pages each": [part * chosen.rounds, chosen.pages],
        **{f"{kind}: searches; ms p50, p95": [len(of), *_quantiles(of)] for kind, of in spent.items()},
        "p95 beside over quiet": round(p95["beside"] / p95["quiet"], 2),
        "the same, median of the rounds": round(float(np.median(ratios)), 2),
        "failed": len(searchers.failed),
        "with an arm left out": searchers.left_out,
    }


async def _quiet(seconds: float) -> Window:
    begun = time.perf_counter()
    await asyncio.sleep(seconds)
    return begun, time.perf_counter()


async def _beside(base: Large, writer: httpx2.Client, first: int, count: int, pages: int) -> Window:
    begun = time.perf_counter()
    await asyncio.to_thread(read, base, writer, first, count, pages)
    return begun, time.perf_counter()


def _spent(searchers: Searchers, windows: list[Window]) -> list[float]:
    return [ms for at, ms in searchers.spent if any(since <= at < until for since, until in windows)]


def _p95(searchers: Searchers, window: Window) -> float:
    return float(np.quantile(_spent(searchers, [window]), 0.95))


def _quantiles(spent: list[float]) -> list[int]:
    return [round(float(np.quantile(spent, q))) for q in (0.5, 0.95)]


def main() -> None:
    """Measures and prints."""
    parser = options(__doc__, port=9920, documents=5_000)
    parser.add_argument("--pdfs", type=int, default=1_000)
    parser.add_argument("--pages", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--quiet", type=float, default=20.0, help="seconds of searches alone before each part")
    parser.add_argument("--settle", type=float, default=3.0, help="seconds after each part that count for neither")
    parser.add_argument("--per-second", type=float, default=5.0, help="searches")
    chosen = parser.parse_args()
    with large(chosen) as base:
        found = asyncio.run(measure(base, chosen))
    for name, value in found.items():
        print(f"{name:36}{value}")
    print(json.dumps({"bench": "beside", **found}))


if __name__ == "__main__":
    main()
