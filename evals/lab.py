"""The AI Lab on 200 real questions of the open sets, without a model: what a customer's own test set would say.

    python -m evals.lab [--data DIR] [--model DIR] [--csv FILE]

A server is started; everything goes over its HTTP API. Three bases: XQuAD in English and in Chinese, each paragraph a row of a CSV,
and 160 whole Thai articles of iApp as documents, cut by the product. One assistant searches all three and quotes. Its test set has
160 questions with the chunk that answers them (in articles: the chunks that hold the answer) and the words that the answer must
hold, exactly as the set has them; and 40 that must be refused: 25 real ones whose paragraph or article was left out, and 15 about
something else (BANKING77, Thai NLU). The lab runs it in two modes, *Search KM Answer* and *Generate Answer with Actual KM*.

DATA (`COMITY_EVAL_DATA`, else `evals/data`) holds `xquad/`, `iapp-th/`, `banking77/` and `thai-nlu/`.
"""

import argparse
import csv
import io
import os
import random
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.answer_sets import read_lines
from evals.gaps import Server, served

SEED = 7
ANSWERED = {"en": 60, "zh": 40, "th": 60}
LEFT_OUT = {"en": 10, "zh": 5, "th": 10}
ELSEWHERE = {"en": 10, "th": 5}
ARTICLES = 160
BOUNDARY = "lab-eval-boundary"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the test set: where it comes from, the document that answers it and what the answer says; neither where none does."""

    language: str
    kind: str
    text: str
    document: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """What is put into the base of a language, and what is asked."""

    name: str
    rows: list[dict[str, Any]]
    asked: list[Asked]


def language_set(data: Path, name: str) -> Language:
    """The documents of a language without those that were left out, and its questions, one for each document."""
    folder = "iapp-th/corpus" if name == "th" else f"xquad/{name}_corpus"
    queries = read_lines(
        data / ("iapp-th/queries_valid.jsonl.gz" if name == "th" else f"xquad/{name}_queries.jsonl.gz")
    )
    dice = random.Random(SEED)
    dice.shuffle(queries)
    first = {query["doc"]: query for query in reversed(queries)}
    chosen = list(first.values())[: ANSWERED[name] + LEFT_OUT[name]]
    out = {query["doc"] for query in chosen[ANSWERED[name] :]}
    wanted = {query["doc"] for query in chosen[: ANSWERED[name]]}
    rows = [row for row in read_lines(data / f"{folder}.jsonl.gz") if row["id"] not in out]
    rows.sort(key=lambda row: row["id"] not in wanted)
    asked = [Asked(name, "answered", q["text"], q["doc"], q["answers"][0]) for q in chosen[: ANSWERED[name]]]
    asked += [Asked(name, "left out", q["text"]) for q in chosen[ANSWERED[name] :]]
    return Language(name, rows[:ARTICLES] if name == "th" else rows, asked + _elsewhere(data, name, dice))


def _elsewhere(data: Path, name: str, dice: random.Random) -> list[Asked]:
    if name not in ELSEWHERE:
        return []
    file = "thai-nlu/th_eval.jsonl.gz" if name == "th" else "banking77/test.jsonl.gz"
    texts = sorted({row["text"] for row in read_lines(data / file)})
    return [Asked(name, "elsewhere", text) for text in dice.sample(texts, ELSEWHERE[name])]


def fill(server: Server, one: Language) -> tuple[str, dict[str, list[tuple[str, str]]]]:
    """The base of a language, once it can be searched; with the chunks of each document, as id and text."""
    if one.name == "th":
        return _articles(server, one)
    base = server.call("POST", "/knowledge-bases", {"name": one.name, "type": "csv", "language": one.name})
    content = _table([("id", "content"), *((row["id"], row["text"]) for row in one.rows)])
    _send(server, "PUT", f"/knowledge-bases/{base['id']}/csv", [("file", "rows.csv", content)])
    _until_ready(server, base["id"], 1)
    return base["id"], {row["id"]: [(row["id"], row["text"])] for row in one.rows}


def _articles(server: Server, one: Language) -> tuple[str, dict[str, list[tuple[str, str]]]]:
    base = server.call("POST", "/knowledge-bases", {"name": one.name, "type": "documents", "language": "th"})
    files = [("files[]", f"{row['id']}.md", f"# {row['title']}\n\n{row['text']}\n") for row in one.rows]
    for begin in range(0, len(files), 20):
        _send(server, "POST", f"/knowledge-bases/{base['id']}/documents", files[begin : begin + 20])
    _until_ready(server, base["id"], len(files))
    found: dict[str, list[tuple[str, str]]] = {}
    for chunk in _every(server, f"/knowledge-bases/{base['id']}/chunks"):
        found.setdefault(Path(chunk["path"].partition("#")[0]).stem, []).append((chunk["chunkId"], chunk["content"]))
    return base["id"], found


def _every(server: Server, path: str) -> Iterable[dict[str, Any]]:
    cursor = ""
    while True:
        page = server.call("GET", f"{path}?limit=200{cursor}")
        yield from page["data"]
        if page["nextCursor"] is None:
            return
        cursor = f"&cursor={page['nextCursor']}"


def _until_ready(server: Server, base_id: str, documents: int) -> None:
    end = time.monotonic() + 1800
    while (counts := server.call("GET", f"/knowledge-bases/{base_id}")["counts"])["ready"] < documents:
        if counts["failed"] or time.monotonic() > end:
            raise RuntimeError(f"the documents are not ready: {counts}")
        time.sleep(1)


def _send(server: Server, method: str, path: str, files: Sequence[tuple[str, str, str]], **fields: str) -> Any:
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}' for name, value in fields.items()]
    parts += [
        f'Content-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n{content}'
        for field, name, content in files
    ]
    body = "".join(f"--{BOUNDARY}\r\n{part}\r\n" for part in parts) + f"--{BOUNDARY}--\r\n"
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    return server.call(method, path, body.encode(), headers=headers)


def _table(rows: Iterable[Sequence[str]]) -> str:
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue()


def test_set(asked: Sequence[Asked], chunks: dict[str, dict[str, list[tuple[str, str]]]]) -> str:
    """The CSV of the lab."""
    rows: list[Sequence[str]] = [("no.", "question", "expected chunk id", "must contain", "expect", "tags")]
    for number, one in enumerate(asked, 1):
        held = chunks[one.language].get(one.document, [])
        gold = [id_ for id_, text in held if one.answer in text] or [id_ for id_, _ in held]
        expect = "" if one.document else "fallback"
        tags = f"{one.language}|{one.kind}"
        rows.append((f"case-{number}-1", one.text, "|".join(gold[:20]), one.answer.replace("|", " "), expect, tags))
    return _table(rows)


def run(server: Server, fulfillments: list[str], content: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The ended run of the test set on an assistant that searches every base, with its cases."""
    desk = server.call("POST", "/assistants", {"name": "Desk", "fulfillmentIds": fulfillments})
    made = _send(server, "POST", "/lab/test-sets", [("file", "real-questions.csv", content)], name="Real questions")
    wanted = {"testSetId": made["id"], "assistantId": desk["id"], "modes": ["search_km", "actual_km"]}
    begun = server.call("POST", "/lab/runs", {**wanted, "allowMultipleKnowledgeBases": True})
    while (told := server.call("GET", f"/lab/runs/{begun['id']}"))["endedAt"] is None:
        time.sleep(1)
    return told, list(_every(server, f"/lab/runs/{begun['id']}/cases"))


def show(told: dict[str, Any], cases: list[dict[str, Any]]) -> str:
    """The figures as lines of a table: of each language, and of all."""
    lines = [
        "| | questions | expected chunk found (rank 1) | answer holds the words | left out: refused | elsewhere: refused |"
    ]
    for name in ("en", "zh", "th", ""):
        mine = [case for case in cases if not name or name in case["expected"]["tags"]]
        lines.append(f"| {name or 'all'} | {len(mine)} | {_counts(mine)} |")
    for figures in told["figures"]:
        rate, interval = figures["passRate"], figures["interval"]
        lines.append(
            f"{figures['mode'] or 'both'}: {figures['passed']} of {figures['passed'] + figures['failed']} pass ({rate:.3f}, "
            f"95 % {interval['low']:.3f} to {interval['high']:.3f}), errors {figures['errors']}, "
            f"mean {figures['meanSeconds']} s, p95 {figures['p95Seconds']} s"
        )
    return "\n".join(lines)


def _counts(cases: list[dict[str, Any]]) -> str:
    answered = [case for case in cases if "answered" in case["expected"]["tags"]]
    found = [_result(case, "search_km") for case in answered]
    matched, first = sum(one["match"] == "match" for one in found), sum(one["rank"] == 1 for one in found)
    told = sum(_holds(_result(case, "actual_km"), "must contain") for case in answered)
    cells = [f"{matched} ({first}) of {len(answered)}", f"{told} of {len(answered)}"]
    for kind in ("left out", "elsewhere"):
        mine = [case for case in cases if kind in case["expected"]["tags"]]
        refused = sum(_result(case, "actual_km")["outcome"] == "fallback" for case in mine)
        cells.append(f"{refused} of {len(mine)}")
    return " | ".join(cells)


def _result(case: dict[str, Any], mode: str) -> dict[str, Any]:
    return next(one for one in case["results"] if one["mode"] == mode)


def _holds(result: dict[str, Any], name: str) -> bool:
    return any(one["passed"] for one in result["checks"] if one["check"] == name)


def main() -> None:
    """Fills the bases, runs the lab and prints what it says; `--csv` keeps the test set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("COMITY_EVAL_DATA", Path(__file__).parent / "data"))
    model = Path(tempfile.gettempdir()) / "comity-evals-model"
    parser.add_argument("--model", type=Path, default=model, help="a data directory that holds the derived model")
    parser.add_argument("--csv", type=Path, help="where to write the test set")
    chosen = parser.parse_args()
    languages = [language_set(chosen.data, name) for name in ("en", "zh", "th")]
    with served(chosen.model) as server:
        chunks, fulfillments = {}, []
        for one in languages:
            base, chunks[one.name] = fill(server, one)
            search = {"kind": "search", "name": one.name, "knowledgeBaseId": base}
            fulfillments.append(server.call("POST", "/fulfillments", search)["id"])
        content = test_set([asked for one in languages for asked in one.asked], chunks)
        if chosen.csv is not None:
            chosen.csv.write_text(content, "utf-8")
        told, cases = run(server, fulfillments, content)
    print(show(told, cases))


if __name__ == "__main__":
    main()
