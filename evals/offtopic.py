"""Whether questions that the documents do not answer get the honest text, and those that they answer get an answer.

    python -m evals.offtopic --data DIR [--install DEMO_DATA_DIR] [--count 200] [--examples]

Asked through the whole pipeline, no model connected, over the demo's bases. Off topic, seeded: questions about Wikipedia articles
(XQuAD, iApp), commands to a voice assistant (HWU64, SNIPS, Thai NLU) and, as the hardest, questions of bank customers (BANKING77),
which use a shop's words. `refused`: outcome `fallback` and the built-in text in the question's language (check 21 wants 0.90).
In scope: the questions of `evals/questions`, with `--held-out` those that nothing was tuned on;
`right`: the answer holds the fact, `first`: its first sentence does.
"""

import argparse
import asyncio
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from comity.assistants.answering.language import FALLBACK_TEXTS
from evals.answer_sets import read_lines
from evals.demo import Ask, DemoQuestion, asking_demo, demo_questions

SETS = {
    "en": {
        "encyclopedia": ("xquad/en_queries.jsonl.gz", 2),
        "commands": ("hwu64/test.jsonl.gz", 1),
        "media": ("snips/test.jsonl.gz", 1),
    },
    "th": {"encyclopedia": ("iapp-th/queries_valid.jsonl.gz", 2), "commands": ("thai-nlu/th_eval.jsonl.gz", 2)},
}
HARD = {"bank customers": "banking77/test.jsonl.gz"}


def off_topic(data: Path, language: str, count: int, seed: int = 21) -> dict[str, list[str]]:
    """`count` questions of a language by kind, the same for each seed; and for English as many of the hard kind, apart."""
    rng = random.Random(seed)
    parts = sum(share for _, share in SETS[language].values())
    found = {kind: _sample(data / name, count * share // parts, rng) for kind, (name, share) in SETS[language].items()}
    if language == "en":
        found |= {kind: _sample(data / name, count // 2, rng) for kind, name in HARD.items()}
    return found


def _sample(path: Path, count: int, rng: random.Random) -> list[str]:
    texts = sorted({row["text"] for row in read_lines(path) if len(row["text"]) > 10})
    return rng.sample(texts, count)


def is_refused(reply: dict[str, Any], language: str) -> bool:
    """Whether the reply is the built-in text in this language, and says so."""
    return reply["inspection"]["outcome"] == "fallback" and reply["answer"] == FALLBACK_TEXTS[language]


async def refusals(ask: Ask, questions: Sequence[str], language: str) -> list[tuple[bool, str, str]]:
    """For each question whether it was refused, and what was answered."""
    found = []
    for question in questions:
        reply = await ask(question)
        found.append((is_refused(reply, language), question, reply["answer"]))
    return found


async def answers(ask: Ask, questions: Sequence[DemoQuestion]) -> list[tuple[bool, bool, str, str]]:
    """For each question whether the answer is right, whether its first sentence is, and what was answered."""
    found = []
    for one in questions:
        reply = await ask(one.question)
        answered = reply["inspection"]["outcome"] == "answered"
        sentences = (reply["inspection"]["grounding"] or {}).get("sentences") or [{"start": 0, "end": 0}]
        first = reply["answer"][sentences[0]["start"] : sentences[0]["end"]]
        right, at_once = (any(f in text for f in one.facts) for text in (reply["answer"], first))
        found.append((answered and right, answered and at_once, one.question, reply["answer"]))
    return found


async def measure(args: argparse.Namespace) -> dict[str, Any]:
    """Every figure by language and kind: [held, asked]."""
    figures: dict[str, Any] = {}
    async with asking_demo(args.install) as ask:
        begun, asked = time.process_time(), 0
        for language in args.languages.split(","):
            for kind, questions in off_topic(args.data, language, args.count).items():
                found = await refusals(ask, questions, language)
                asked += len(found)
                figures[f"{language} refused: {kind}"] = [sum(r for r, _, _ in found), len(found)]
                _show(args, f"{language} {kind}", [f"{q} -> {a}" for r, q, a in found if not r])
            mine = [q for q in demo_questions(held_out=args.held_out) if q.language == language]
            told = await answers(ask, mine)
            asked += len(told)
            figures[f"{language} in scope: right"] = [sum(r for r, _, _, _ in told), len(told)]
            figures[f"{language} in scope: first"] = [sum(f for _, f, _, _ in told), len(told)]
            _show(args, f"{language} wrong", [f"{q} -> {a}" for r, _, q, a in told if not r])
        figures["cpu ms a question"] = round(1000 * (time.process_time() - begun) / max(1, asked), 1)
    return figures


def _show(args: argparse.Namespace, title: str, lines: list[str]) -> None:
    if args.examples and lines:
        print(f"\n{title}", *lines, sep="\n   ")


def _with_totals(figures: dict[str, Any], languages: list[str]) -> dict[str, Any]:
    for language in languages:
        kinds = [f"{language} refused: {kind}" for kind in SETS[language]]
        figures[f"{language} refused: all but the hard"] = [sum(figures[k][i] for k in kinds) for i in (0, 1)]
    return figures


def main() -> None:
    """Prints a table and one line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--install", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--languages", default="en,th")
    parser.add_argument("--held-out", action="store_true", help="ask the questions that nothing was tuned on")
    parser.add_argument("--examples", action="store_true")
    args = parser.parse_args()
    figures = _with_totals(asyncio.run(measure(args)), args.languages.split(","))
    for name, value in sorted(figures.items()):
        text = f"{value[0] / max(1, value[1]):.3f}  {value[0]} of {value[1]}" if isinstance(value, list) else str(value)
        print(f"{name:36} {text}")
    print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    main()
