"""How often an answer without a model quotes the right sentence, and how often it rightly refuses.

    python -m evals.extractive --data DIR [--limit 400]

`first` and `three`: a gold answer stands in the best sentence, in the three best, with the gold paragraph among five.
`answered`: at least one sentence is kept. `refused off-topic`: questions of another set (banking) against the same
paragraphs, which ought to be refused. `refused unanswerable`: the question with its own paragraph taken away.
"""

import argparse
import json
import random
import time
from pathlib import Path

from comity.assistants.answering import SentenceVectors, extract
from comity.assistants.answering.extractive import score_passages
from comity.kernel.embed import cheap_encoder
from evals.answer_sets import Corpus, Item, load, read_lines

TARGETS = {"en": (0.80, 0.94), "th": (0.62, 0.85)}


def measure(
    language: str, corpus: Corpus, items: list[Item], off_topic: list[str], vectors: SentenceVectors | None
) -> dict:
    """The figures of one language."""
    first = three = answered = quoted = unanswerable = alone_first = alone_three = 0
    begun = time.process_time()
    for item in items:
        best = [s.passage.text for s in score_passages(item.question, item.chunks, idf=corpus.idf, vectors=vectors)[:3]]
        first += _holds(best[:1], item)
        three += _holds(best, item)
        alone = [
            s.passage.text for s in score_passages(item.question, [item.gold], idf=corpus.idf, vectors=vectors)[:3]
        ]
        alone_first += _holds(alone[:1], item)
        alone_three += _holds(alone, item)
        answer = extract(item.question, item.chunks, idf=corpus.idf, vectors=vectors)
        answered += answer is not None
        quoted += answer is not None and _holds([answer.text], item)
        others = corpus.nearest(item.question, 5, leave_out=item.gold.chunk_id)
        unanswerable += extract(item.question, others, idf=corpus.idf, vectors=vectors) is None
    spent = time.process_time() - begun
    refused = sum(extract(q, corpus.nearest(q, 5), idf=corpus.idf, vectors=vectors) is None for q in off_topic)
    n = len(items)
    return {
        "language": language, "questions": n, "first": first / n, "three": three / n,
        "alone first": alone_first / n, "alone three": alone_three / n,
        "answered": answered / n, "answer quotes gold": quoted / n,
        "refused unanswerable": unanswerable / n, "refused off-topic": refused / max(1, len(off_topic)),
        "ms": 1000 * spent / n,
    }  # fmt: skip


def _holds(texts: list[str], item: Item) -> bool:
    return any(answer in text for answer in item.answers for text in texts)


def off_topic_questions(data: Path, language: str, count: int = 200, seed: int = 3) -> list[str]:
    """Questions that have nothing to do with the paragraphs: banking in English, assistant commands in Thai."""
    name = "thai-nlu/th_eval.jsonl.gz" if language == "th" else "banking77/test.jsonl.gz"
    texts = [row["text"] for row in read_lines(data / name)]
    random.Random(seed).shuffle(texts)
    return texts[:count]


def main() -> None:
    """Prints a table, and writes JSON when asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--languages", default="en,zh,th")
    parser.add_argument("--without-encoder", action="store_true")
    args = parser.parse_args()
    vectors = None if args.without_encoder else SentenceVectors(cheap_encoder())
    results = []
    for language in args.languages.split(","):
        corpus, items = load(args.data, language, limit=args.limit)
        results.append(measure(language, corpus, items, off_topic_questions(args.data, language), vectors))
    for name in results[0]:
        print(f"{name:24}", *(f"{r[name]:>10.3f}" if isinstance(r[name], float) else f"{r[name]:>10}" for r in results))
    print(json.dumps(results))


if __name__ == "__main__":
    main()
