"""How grounding judges what a real model writes, true and invented, where `evals.grounding` only seeds falsehoods.

    python -m evals.small_models chat                                      (in another shell)
    python -m evals.model_answers --data DIR [--address http://127.0.0.1:8217/v1] [--count 60] [--examples]

Questions of XQuAD with the paragraph that answers them and a near one, asked with the product's prompt through its own client.
An answer is `right` when it holds a gold answer. What a wrong answer says may still stand in the sources, or stand there about
something else, so its share of flagged sentences has no ideal; `--examples` prints what to read. Same model, same figures.
"""

import argparse
import asyncio
import json
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from comity.assistants.answering import Grounding, SentenceVectors, answer_sentences, build_prompt
from comity.kernel.embed import cheap_encoder
from comity.kernel.llm import ChatRequest, Connection, Llm
from comity.kernel.outbound import Outbound
from evals.answer_sets import Corpus, Item, load

PROMPT = "You answer questions from the sources.\n\n<CONTEXT>\n\nAnswer in one short sentence."
SOURCES = 2
MOST_TOKENS = 60
PATIENCE_SECONDS = 300.0
FLAGGED = ("partly", "unsupported")


@dataclass(frozen=True)
class Told:
    """What the model answered, whether that holds a gold answer, and the verdict on each of its sentences."""

    item: Item
    text: str
    right: bool
    verdicts: tuple[tuple[str, str], ...]

    @property
    def flagged(self) -> bool:
        """Whether any sentence is flagged."""
        return any(verdict in FLAGGED for verdict, _ in self.verdicts)


async def told(llm: Llm, address: str, item: Item, corpus: Corpus, vectors: SentenceVectors) -> Told:
    """One question asked and judged."""
    chunks = [item.gold, *(chunk for chunk in item.chunks if chunk is not item.gold)][:SOURCES]
    prompt = build_prompt(PROMPT, item.question, chunks, window=4096, max_answer_tokens=MOST_TOKENS, cite=False)
    request = ChatRequest(
        connection=Connection("evals", address),
        model="any",
        messages=prompt.messages,
        temperature=0.0,
        max_tokens=MOST_TOKENS,
        first_token_seconds=PATIENCE_SECONDS,
        between_seconds=PATIENCE_SECONDS,
    )
    text = (await llm.complete(request)).text.strip()
    parts = [text[start:end] for start, end in answer_sentences(text)]
    judged = Grounding(prompt.used, idf=corpus.idf, vectors=vectors).judge(parts)
    right = any(answer.casefold() in text.casefold() for answer in item.answers)
    return Told(item, text, right, tuple((one.verdict, part) for one, part in zip(judged, parts, strict=True)))


def figures(answers: list[Told]) -> dict[str, float]:
    """Shares over answers, and over sentences by verdict."""
    right = [one for one in answers if one.right]
    wrong = [one for one in answers if not one.right]
    verdicts = Counter(verdict for one in answers for verdict, _ in one.verdicts)
    return {
        "questions": len(answers),
        "right": len(right) / max(1, len(answers)),
        "right flagged": sum(one.flagged for one in right) / max(1, len(right)),
        "wrong flagged": sum(one.flagged for one in wrong) / max(1, len(wrong)),
        **{f"sentences {verdict}": count for verdict, count in sorted(verdicts.items())},
    }


async def measure(args: argparse.Namespace) -> list[Told]:
    """Every answer, one after the other."""
    corpus, items = load(args.data, args.language, limit=args.count)
    outbound, vectors = Outbound((urlsplit(args.address).netloc,)), SentenceVectors(cheap_encoder())
    try:
        llm = Llm(outbound)
        return [await told(llm, args.address, item, corpus, vectors) for item in items]
    finally:
        await outbound.aclose()


def main() -> None:
    """Prints the figures and one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--address", default="http://127.0.0.1:8217/v1")
    parser.add_argument("--language", default="en")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--examples", action="store_true")
    args = parser.parse_args()
    begun = time.perf_counter()
    answers = asyncio.run(measure(args))
    found = figures(answers)
    for name, value in found.items():
        print(f"{name:24} {value:.3f}" if isinstance(value, float) else f"{name:24} {value}")
    for one in answers if args.examples else ():
        print(f"\n{'right' if one.right else 'wrong'}: {one.item.question} (gold: {one.item.answers[0]})")
        print(*(f"   {verdict}: {text}" for verdict, text in one.verdicts), sep="\n")
    print(json.dumps({"eval": "model_answers", "seconds": round(time.perf_counter() - begun), **found}))


if __name__ == "__main__":
    main()
