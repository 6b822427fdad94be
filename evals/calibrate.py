"""Measure the calibrations of the bundled models: `python -m evals.calibrate DATA [INSTALL_DATA_DIR]`.

DATA holds `xquad/{en,zh,vi}_{corpus,queries}.jsonl.gz` and `iapp-th/{corpus,queries_valid}.jsonl.gz` (see the READMEs of
those sets). Prints, per model and per pair of languages, the median cosine of unrelated pairs, the 95th percentile of
related ones, how well the two are told apart (AUROC), and the means that go into `comity/kernel/embed/calibrations.py`.
"""

import gzip
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from comity.kernel.embed import cheap_encoder, local_embedder
from comity.kernel.text import sentences

Encode = Callable[[Sequence[str]], np.ndarray]
Pairs = tuple[np.ndarray, np.ndarray]
SAME = ("en", "zh", "vi", "th")
CROSS = (("zh", "en"), ("vi", "en"), ("en", "zh"), ("en", "vi"))
QUESTIONS = 400
THAI_PASSAGE_CHARS = 700


def rows(path: Path) -> list[dict[str, Any]]:
    """The records of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def passages(data: Path, language: str) -> list[dict[str, Any]]:
    """Questions with the passage that answers them, the sentence in it, and its article: question, text, sentence, group, id."""
    if language == "th":
        return _thai(data)
    texts = {row["id"]: row for row in rows(data / f"xquad/{language}_corpus.jsonl.gz")}
    found = []
    for query in rows(data / f"xquad/{language}_queries.jsonl.gz"):
        text = texts[query["doc"]]["text"]
        sentence = _sentence_at(text, query["start"])
        found.append({"id": query["id"], "question": query["text"], "text": text, "sentence": sentence})
        found[-1]["group"] = query["doc"].split("-")[0]
    return found


def _thai(data: Path) -> list[dict[str, Any]]:
    texts = {row["id"]: row["text"] for row in rows(data / "iapp-th/corpus.jsonl.gz")}
    found = []
    for query in rows(data / "iapp-th/queries_valid.jsonl.gz"):
        text, at = texts[query["doc"]], texts[query["doc"]].find(query["answers"][0])
        if at < 0:
            continue
        start = max(0, at - THAI_PASSAGE_CHARS // 2)
        passage = text[start : start + THAI_PASSAGE_CHARS]
        sentence = _sentence_at(passage, at - start)
        found.append(
            {"id": query["id"], "question": query["text"], "text": passage, "sentence": sentence, "group": query["doc"]}
        )
    return found


def _sentence_at(text: str, position: int) -> str:
    spans = sentences(text)
    start, end = next((span for span in spans if span[0] <= position < span[1]), spans[0])
    return text[start:end]


def spread(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """At most `QUESTIONS` items, evenly over all articles."""
    return items[:: max(1, len(items) // QUESTIONS)][:QUESTIONS]


def cosines(asked: np.ndarray, answering: np.ndarray, groups: Sequence[str]) -> Pairs:
    """Cosines of the related pairs (row with row) and of all pairs from different articles."""
    every = asked @ answering.T
    names = np.array(groups)
    return np.diag(every), every[names[:, None] != names[None, :]]


def auroc(related: np.ndarray, unrelated: np.ndarray) -> float:
    """The share of (related, unrelated) pairs that the cosine orders rightly."""
    place = np.searchsorted(np.sort(unrelated), related)
    return float(place.mean() / len(unrelated))


def report(name: str, pairs: Pairs) -> tuple[float, float]:
    """Print one line and return (lo, hi)."""
    related, unrelated = pairs
    lo, hi = float(np.median(unrelated)), float(np.percentile(related, 95))
    at = np.percentile((related - lo) / (hi - lo), [5, 25, 50])
    print(
        f"{name:14} lo {lo:.3f} hi {hi:.3f} AUROC {auroc(related, unrelated):.4f} related at 5/25/50%: {np.round(at, 2)}"
    )
    return lo, hi


def measure(name: str, sets: dict[str, list[dict[str, Any]]], ask: Encode, answer: Encode, field: str) -> None:
    """Print the calibration of one model over all pairs of languages."""
    asked = {language: ask([row["question"] for row in items]) for language, items in sets.items()}
    answering = {language: answer([row[field] for row in items]) for language, items in sets.items()}
    groups = {language: [row["group"] for row in items] for language, items in sets.items()}
    same = {one: report(f"{name} {one}", cosines(asked[one], answering[one], groups[one])) for one in sets}
    cross = [
        report(f"{name} {a}>{b}", cosines(asked[a], answering[b], groups[a]))
        for a, b in CROSS
        if a in sets and b in sets
    ]
    (lo, hi), (cross_lo, cross_hi) = np.mean([*same.values()], axis=0), np.mean(cross, axis=0)
    print(f"{name}: lo={lo:.3f}, hi={hi:.3f}, cross_lo={cross_lo:.3f}, cross_hi={cross_hi:.3f}")
    print({one: tuple(round(end, 3) for end in ends) for one, ends in same.items()}, "\n")


def main() -> None:
    """Measure both bundled models."""
    data = Path(sys.argv[1])
    embedder = local_embedder(Path(sys.argv[2] if len(sys.argv) > 2 else "data"))
    encoder = cheap_encoder()
    sets = {language: spread(passages(data, language)) for language in SAME}
    measure("local", sets, embedder.encode_queries, embedder.encode_passages, "text")
    sets.pop("vi")  # not among the languages of the encoder
    measure("cheap", sets, encoder.encode, encoder.encode, "sentence")


if __name__ == "__main__":
    main()
