"""A corpus of any size, made of real sentences put together anew, with vectors near real ones.

A chunk is a few sentences drawn at random from the public sets, so that two chunks share few five-word runs; its analysis is summed
from those of its sentences, and its vector is that of a real passage with noise. So 100,000 chunks take seconds instead of hours.
The noise goes evenly in all directions, which no text does and is the hardest case for any index, or in the directions in which real
passages differ (`spread_of`).
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from comity.kernel.text import sentences
from comity.knowledge.search import Entry, chunk_terms
from comity.knowledge.search.terms import CONTENT_MAX, ChunkTerms, read_terms
from evals.answer_sets import read_lines

SENTENCES = 6
NOISE = 0.35
"""How far a made vector lies from the real one, as a share of its length."""
PER_NUMBER = 500


@dataclass(frozen=True, slots=True)
class Sentence:
    """A real sentence and its analysis."""

    text: str
    terms: ChunkTerms


def real_sentences(data: Path) -> list[Sentence]:
    """The sentences of XQuAD in three languages and of a part of the Thai articles, analysed once."""
    files = [data / f"xquad/{language}_corpus.jsonl.gz" for language in ("en", "vi", "zh")]
    texts = [row["text"] for file in files for row in read_lines(file)]
    texts += [row["text"] for row in read_lines(data / "iapp-th/corpus.jsonl.gz")[:300]]
    found = dict.fromkeys(text[a:b].strip() for text in texts for a, b in sentences(text) if b - a >= 30)
    return [Sentence(text, read_terms(_analysed(text))) for text in found]


def _analysed(text: str) -> bytes:
    return chunk_terms(content=text, title="", headings=[], keywords=[], questions=[])


def spread_of(vectors: np.ndarray) -> np.ndarray:
    """The directions in which real passages differ, each as long as they differ in it, [directions, dimensions]."""
    _, lengths, directions = np.linalg.svd(vectors - vectors.mean(0), full_matrices=False)
    return lengths[:, None] * directions


def corpus(
    known: Sequence[Sentence], vectors: np.ndarray, count: int, *, seed: int = 7, spread: np.ndarray | None = None
) -> Iterator[tuple[str, Entry]]:
    """`count` chunks with their texts; `vectors` are real passages' that the made ones lie near.

    `spread`: the directions of the noise, without it all alike.
    """
    draw, noise = random.Random(seed), np.random.default_rng(seed)
    by_script: dict[str, list[Sentence]] = {}
    for one in known:
        by_script.setdefault(one.terms.scripts[0] if one.terms.scripts else "Other", []).append(one)
    pools = list(by_script.values())
    weights = [len(pool) for pool in pools]
    for number in range(count):
        (pool,) = draw.choices(pools, weights)
        chosen = draw.sample(pool, min(SENTENCES, len(pool)))
        vector = _near(vectors[draw.randrange(len(vectors))], noise, spread)
        yield " ".join(one.text for one in chosen), _entry(number, chosen, vector)


def _near(real: np.ndarray, noise: np.random.Generator, spread: np.ndarray | None) -> np.ndarray:
    away = noise.normal(size=real.shape) if spread is None else noise.normal(size=len(spread)) @ spread
    return _unit(real + NOISE * _unit(away)).astype("<f2")


def _unit(vector: np.ndarray) -> np.ndarray:
    return vector / np.linalg.norm(vector)


def _entry(number: int, chosen: Sequence[Sentence], vector: np.ndarray) -> Entry:
    counts: Counter[str] = Counter()
    for one in chosen:
        counts.update(one.terms.counts)
    terms = ChunkTerms(
        lengths=[sum(one.terms.lengths[0] for one in chosen), 0, 0, 0, 0],
        counts={term: min(count, CONTENT_MAX) for term, count in counts.items()},
        codes=list(dict.fromkeys(code for one in chosen for code in one.terms.codes)),
        parts=list(dict.fromkeys(part for one in chosen for part in one.terms.parts)),
        scripts=list(dict.fromkeys(script for one in chosen for script in one.terms.scripts)),
    )
    return Entry(
        chunk_id=f"chunk-{number:07}",
        seq=1 + number // PER_NUMBER,
        removed=False,
        revision_id=f"revision-{number:07}",
        revision=1,
        document_id=f"document-{number // 50:05}",
        expires_us=None,
        labels=(),
        metadata={},
        terms=msgspec.msgpack.encode(terms),
        vectors=(vector,),
    )
