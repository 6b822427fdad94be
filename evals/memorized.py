"""How often a memorized answer is the right one, and the tables that say so (`assistants.md` 3.8, checks 27 and 28).

    python -m evals.memorized [--data DIR] [--cache DIR] [--model DIR] [--embedder URL] [--write] [--examples]

Ours, `evals/questions/paraphrases.tsv`: groups of four questions that ask the same, English and Thai; groups of one topic are each
other's near misses. Each question is asked of all the others, so its entry has a question and two alternates left; and once more
with its entry left out (`siblings`), where any hit is wrong. For each question that has an entry, a tenth of one is thought to lack
its entry and two to be about something else: to a voice assistant (HWU64, Thai NLU) or an encyclopedia (XQuAD, iApp). Groups
in odd lines are for fitting, those in even lines for what is printed.

BANKING77, for comparison and not for fitting: 77 intents of one bank with ten of their questions each; its labels are intents, so
that not all questions of one label ask the same.

`--write` stores the fitted tables in `comity/assistants/memorized/matching/shares.json`, one for the bundled embedder and one for
words alone. DATA (`COMITY_EVAL_DATA`, else `evals/data`) holds `banking77/`, `hwu64/`, `xquad/`, `thai-nlu/` and `iapp-th/`.
"""

import argparse
import json
import os
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from comity.assistants.memorized.matching import Asked, Entry, Index, Shares, Variant, read_variant
from comity.assistants.memorized.matching.entries import ALWAYS_FROM, ALWAYS_TO
from comity.assistants.memorized.matching.shares import FILE, WORDS_ALONE
from evals.answer_sets import read_lines
from evals.embedders import embedder_of
from evals.search_sets import VectorCache

OURS = Path(__file__).parent / "questions/paraphrases.tsv"
WANTED = 0.90
LEAST = 0.15
SIBLINGS, SIBLINGS_FITTING = 0.1, 0.3
"""How many questions without an entry there are for each that has one; more when fitting, so that the table errs on the safe side."""
OTHERS = 2.0
"""How many questions about something else there are for each that has an entry."""
OTHER_QUESTIONS = 600
OTHER_SETS = {
    "en": ("hwu64/train.jsonl.gz", "xquad/en_queries.jsonl.gz"),
    "th": ("thai-nlu/th_train.jsonl.gz", "iapp-th/queries_train.jsonl.gz"),
}
STEP = 0.02
FEWEST, MOST = 8, 0.99
"""Questions a knot stands on at least, and what it says at most: only what is exact is certain."""
BANKING_VARIANTS = 10
BANKING_QUESTIONS = 1_000

PLAIN = (0.0, 1.0), (0.0, 1.0)
Vectors = dict[str, np.ndarray]
Question = tuple[str, str]
"""What is asked, and the entry that answers it."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Memorized questions of one kind by entry, named `topic/number`, and the questions that are asked of them, in two halves."""

    name: str
    language: str
    entries: dict[str, list[str]]
    fitting: list[Question]
    held_out: list[Question]
    others: list[Question]

    def texts(self) -> Iterator[str]:
        """Everything that needs a vector."""
        for variants in self.entries.values():
            yield from variants
        yield from (text for text, _ in self.fitting + self.held_out + self.others)


@dataclass(frozen=True, slots=True)
class Try:
    """One question asked: the likeness of the best entry, whether that is right, and what was in the pool."""

    likeness: float
    right: bool
    kind: str
    asked: str = ""
    matched: str = ""


def pools(data: Path) -> list[Pool]:
    """All pools, the same at every run; ours come first."""
    return [_ours(data, "en"), _ours(data, "th"), _banking(data)]


def _ours(data: Path, language: str) -> Pool:
    lines = [line.split("\t") for line in OURS.read_text("utf-8").splitlines() if line.startswith(language)]
    entries = {f"{topic}/{at}": texts.split(" | ") for at, (_, topic, texts) in enumerate(lines)}
    asked = [(text, key) for key, texts in entries.items() for text in texts]
    odd = [one for one in asked if int(one[1].split("/")[1]) % 2 == 0]
    rng, others = random.Random(27), []
    for name in OTHER_SETS[language]:
        texts = sorted({row["text"] for row in read_lines(data / name)})
        others += [(text, "") for text in rng.sample(texts, OTHER_QUESTIONS // len(OTHER_SETS[language]))]
    return Pool(f"ours {language}", language, entries, odd, [one for one in asked if one not in odd], others)


def _banking(data: Path) -> Pool:
    intents: dict[str, list[str]] = defaultdict(list)
    for row in read_lines(data / "banking77/train.jsonl.gz"):
        intents[row["intent"]].append(row["text"])
    rng = random.Random(28)
    entries = {f"{name}/": rng.sample(texts, BANKING_VARIANTS) for name, texts in intents.items()}
    test = [(row["text"], f"{row['intent']}/") for row in read_lines(data / "banking77/test.jsonl.gz")]
    return Pool("BANKING77", "en", entries, [], rng.sample(test, BANKING_QUESTIONS), [])


def ends(pools: Sequence[Pool], vectors: Vectors) -> dict[str, tuple[float, float]]:
    """What unrelated questions hardly exceed, and the 95th percentile of those that ask the same: cosines by language."""
    found: dict[str, tuple[float, float]] = {}
    for pool in (pool for pool in pools if pool.fitting):
        every = np.stack([vectors[texts[0]] for texts in pool.entries.values()])
        others = {text: [v for v in pool.entries[key] if v != text] for text, key in pool.fitting}
        related = [float(vectors[text] @ vectors[other]) for text, rest in others.items() for other in rest]
        unrelated = np.concatenate([every @ vectors[text] for text in others])
        found[pool.language] = (
            round(float(np.percentile(unrelated, 95)), 3),
            round(float(np.percentile(related, 95)), 3),
        )
    lo, hi = np.mean(list(found.values()), axis=0)
    return {"default": (round(float(lo), 3), round(float(hi), 3)), **found}


def asked(pool: Pool, half: Sequence[Question], shares: Shares, vectors: Vectors) -> list[Try]:
    """Each question of a half: with its entry in the pool, and without it."""
    whole = _index(pool, "", shares, vectors)
    tries = []
    for text, _ in pool.others[::2] if half is pool.fitting else pool.others[1::2]:
        found = whole.answering(Asked(text, "", pool.language, 0, vectors.get(text)), LEAST)
        tries.append(Try(found[0].score if found else 0.0, False, "other", text, found[0].matched if found else ""))
    for text, key in half:
        index = _index(pool, text, shares, vectors) if text in pool.entries[key] else whole
        found = index.answering(Asked(text, "", pool.language, 0, vectors.get(text)), LEAST)
        for kind, matches in (("answerable", found), ("sibling", [match for match in found if match.entry.id != key])):
            best = matches[0] if matches else None
            if best is None or not best.exact:
                right = best is not None and best.entry.id == key
                tries.append(Try(best.score if best else 0.0, right, kind, text, best.matched if best else ""))
    return tries


def _index(pool: Pool, but: str, shares: Shares, vectors: Vectors) -> Index:
    """The pool without one question, with likeness as its score."""
    read = _variants(pool, bool(vectors), vectors)
    index = Index(
        Entry(key, at, True, "", frozenset(), ALWAYS_FROM, ALWAYS_TO, tuple(read[t] for t in texts if t != but))
        for at, (key, texts) in enumerate(pool.entries.items())
    )
    index.by_meaning, index.by_words = (shares, None) if vectors else (None, shares)
    return index


_READ: dict[tuple[str, bool], dict[str, Variant]] = {}


def _variants(pool: Pool, meant: bool, vectors: Vectors) -> dict[str, Variant]:
    if (pool.name, meant) not in _READ:
        texts = [text for texts in pool.entries.values() for text in texts]
        _READ[pool.name, meant] = {text: read_variant(text, vectors.get(text)) for text in texts}
    return _READ[pool.name, meant]


def fit(tries: Sequence[Try]) -> list[tuple[float, float]]:
    """The share of right answers among those of at least a likeness, which is what a threshold gives; never falling.

    Each try counts with the chance of being right that a logistic curve over likeness gives it, so that a few questions
    at the upper end do not bend the table.
    """
    likeness = np.array([one.likeness for one in tries])
    weight = weights_of(tries, SIBLINGS_FITTING)
    chance = _logistic(likeness, np.array([one.right for one in tries], float), weight)
    places = np.round(np.arange(0.0, 1.0 + STEP, STEP), 2)
    kept = [likeness >= x if (likeness >= x).sum() >= FEWEST else None for x in places]
    shares = [float((chance[k] * weight[k]).sum() / weight[k].sum()) if k is not None else 0.0 for k in kept]
    known = [(x, y) for x, y in zip(places, np.maximum.accumulate(shares), strict=True) if y]
    last, reached = known[-1][0], known[-1][1]
    knots = [*known, (1.0, max(reached, MOST))] if last < 1 else known
    return [(0.0, 0.0), *((float(x), round(min(float(y), MOST), 4)) for x, y in knots if x > 0)]


def _logistic(x: np.ndarray, right: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """The fitted chance of each, by Newton's method, with a little weight against extremes."""
    rows = np.stack([np.ones_like(x), x], 1)
    beta = np.zeros(2)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ beta))
        slope = rows.T @ (weight * (right - chance)) - 1e-3 * beta
        curve = (rows * (weight * chance * (1 - chance))[:, None]).T @ rows + 1e-3 * np.eye(2)
        beta += np.linalg.solve(curve, slope)
    return 1 / (1 + np.exp(-rows @ beta))


def weights_of(tries: Sequence[Try], siblings: float = SIBLINGS) -> np.ndarray:
    """How often each question is thought to be asked."""
    count = {kind: sum(one.kind == kind for one in tries) for kind in ("answerable", "sibling", "other")}
    others = OTHERS * count["answerable"] / max(count["other"], 1)
    return np.array([{"answerable": 1.0, "sibling": siblings, "other": others}[one.kind] for one in tries])


def figures(tries: Sequence[tuple[Try, float]]) -> str:
    """Precision and recall at 0.90, and how many questions without an entry would be answered."""
    every = [one for one, _ in tries]
    hit = np.array([share >= WANTED for _, share in tries])
    right, weight = np.array([one.right for one in every]), weights_of(every)
    kinds = {kind: np.array([one.kind == kind for one in every]) for kind in ("answerable", "sibling", "other")}
    shares = {kind: hit[at].mean() if at.any() else 0.0 for kind, at in kinds.items()}
    precision = (weight * hit * right).sum() / max((weight * hit).sum(), 1e-9)
    recall = (hit & right).sum() / kinds["answerable"].sum()
    others = f"answered though not there: siblings {shares['sibling']:.3f} others {shares['other']:.3f}"
    return f"precision {precision:.3f} recall {recall:.3f} ({kinds['answerable'].sum()} questions); {others}"


def main() -> None:
    """Fits, prints what the other half shows, and writes when asked to."""
    arguments = _arguments()
    sets = pools(arguments.data)
    embedder = embedder_of(arguments.model, arguments.embedder)
    cache = VectorCache(embedder, arguments.cache)
    texts = list(dict.fromkeys(text for pool in sets for text in pool.texts()))
    vectors = dict(zip(texts, cache.queries(texts), strict=True))
    tables = {}
    for name, known in (("local", vectors), (WORDS_ALONE, {})):
        measured = ends(sets, vectors) if known else {"default": (0.0, 1.0)}
        plain = Shares(measured, {"default": PLAIN})
        tries = {pool.language: asked(pool, pool.fitting, plain, known) for pool in sets if pool.fitting}
        knots = {language: fit(part) for language, part in tries.items()}
        knots["default"] = fit([one for part in tries.values() for one in part])
        tables[name] = {"ends": measured, "knots": knots}
        fitted = Shares(measured, {language: tuple(zip(*part, strict=True)) for language, part in knots.items()})
        print(name, measured, {language: round(fitted.least_raw(WANTED, language), 2) for language in knots})
        _print(sets, plain, fitted, known, examples=arguments.examples)
    if arguments.write:
        made = {"embedder": embedder.revision, "fittedBy": "evals.memorized"}
        FILE.write_text(json.dumps({**made, "tables": tables}) + "\n", "utf-8")


def _print(sets: Sequence[Pool], plain: Shares, fitted: Shares, vectors: Vectors, *, examples: bool) -> None:
    shipped: list[tuple[Try, float]] = []
    for pool in sets:
        tries = asked(pool, pool.held_out, plain, vectors)
        values = fitted.share(np.array([one.likeness for one in tries]), pool.language)
        shipped += zip(tries, values, strict=True) if pool.fitting else ()
        print(f"  {pool.name:10} held out: {figures(list(zip(tries, values, strict=True)))}")
        for one, share in zip(tries, values, strict=True) if examples and pool.fitting else ():
            if share >= WANTED and not one.right:
                print(f"    wrong {share:.2f} {one.kind}: {one.asked} -> {one.matched}")
    print(f"  {'shipped':10} held out: {figures(shipped)}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data = os.environ.get("COMITY_EVAL_DATA", Path(__file__).parent / "data")
    parser.add_argument("--data", type=Path, default=data)
    temporary = Path(tempfile.gettempdir())
    parser.add_argument("--cache", type=Path, default=temporary / "comity-evals")
    parser.add_argument(
        "--model", type=Path, default=temporary / "comity-evals-model", help="where the model's file goes"
    )
    parser.add_argument(
        "--embedder", default="", help="http://host:port/v1: another one than the bundled; not to be written"
    )
    parser.add_argument("--write", action="store_true", help="store the tables")
    parser.add_argument("--examples", action="store_true", help="print the wrong hits")
    chosen = parser.parse_args()
    if chosen.write and chosen.embedder:
        parser.error("Only the tables of the bundled embedder are kept. Leave out --write or --embedder.")
    return chosen


if __name__ == "__main__":
    main()
