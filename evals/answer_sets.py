"""The public question sets as answering meets them: a question, its gold paragraph among near ones, and term weights."""

import gzip
import json
import math
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from comity.assistants.answering import SelectedChunk
from comity.assistants.answering.passages import content_terms
from comity.kernel.text import sentences

PIECE_CHARACTERS = 900


@dataclass(frozen=True)
class Item:
    """A question with its gold answers; `chunks` are best first by words alone and hold the gold paragraph `gold`."""

    question: str
    answers: tuple[str, ...]
    gold: SelectedChunk
    chunks: tuple[SelectedChunk, ...]


@dataclass(frozen=True)
class Corpus:
    """Paragraphs with an inverted index."""

    chunks: list[SelectedChunk]
    idf: Callable[[str], float]
    postings: dict[str, list[int]]

    def nearest(self, question: str, count: int, leave_out: str = "") -> list[SelectedChunk]:
        """The paragraphs that share most weight with a question, best first."""
        scores: Counter[int] = Counter()
        for term in content_terms(question):
            for at in self.postings.get(term, ()):
                scores[at] += self.idf(term)  # pyright: ignore[reportArgumentType]
        ranked = sorted(scores, key=lambda at: (-scores[at], at))
        return [self.chunks[at] for at in ranked if self.chunks[at].chunk_id != leave_out][:count]


def read_lines(path: Path) -> list[dict]:
    """The rows of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def load(data: Path, language: str, *, limit: int = 0, seed: int = 7) -> tuple[Corpus, list[Item]]:
    """XQuAD for en, zh and vi; iApp for th, its articles cut into pieces. `limit` takes a fixed random sample of the questions."""
    folder, prefix = (data / "iapp-th", "") if language == "th" else (data / "xquad", f"{language}_")
    rows = read_lines(folder / f"{prefix}corpus.jsonl.gz")
    queries = read_lines(folder / ("queries_valid.jsonl.gz" if language == "th" else f"{prefix}queries.jsonl.gz"))
    random.Random(seed).shuffle(queries)
    corpus = _index([piece for row in rows for piece in _pieces(row)])
    pieces: dict[str, list[SelectedChunk]] = {}
    for chunk in corpus.chunks:
        pieces.setdefault(chunk.document_id, []).append(chunk)
    items = [item for query in queries for item in _item(query, pieces[query["doc"]], corpus)]
    return corpus, items[: limit or len(items)]


def _item(query: dict, pieces: list[SelectedChunk], corpus: Corpus) -> list[Item]:
    """One item, when some piece of the document holds the answer; the piece that shares most with the question is the gold one."""
    answers = tuple(query["answers"])
    holding = [piece for piece in pieces if any(answer in piece.content for answer in answers)]
    if not holding:
        return []
    asked = content_terms(query["text"])
    gold = max(holding, key=lambda piece: sum(map(corpus.idf, asked & content_terms(piece.content))))
    near = corpus.nearest(query["text"], 5)
    chunks = near if gold in near else [*near[:4], gold]
    return [Item(query["text"], answers, gold, tuple(chunks))]


def _pieces(row: dict) -> list[SelectedChunk]:
    """A text as chunks of about 900 characters, cut between sentences; short ones stay whole."""
    text, found, begin, end = row["text"], [], 0, 0
    for _, stop in sentences(text):
        if stop - begin > PIECE_CHARACTERS and end > begin:
            found.append((begin, end))
            begin = end
        end = stop
    found.append((begin, len(text)))
    return [
        SelectedChunk(f"{row['id']}-{n}", text[a:b], document_id=row["id"], title=row.get("title", ""), start=a, end=b)
        for n, (a, b) in enumerate(found)
    ]


def _index(chunks: list[SelectedChunk]) -> Corpus:
    postings: dict[str, list[int]] = {}
    for at, chunk in enumerate(chunks):
        for term in content_terms(chunk.content):
            postings.setdefault(term, []).append(at)
    total = len(chunks)
    unseen = math.log(1 + (total + 0.5) / 0.5)
    weights = {t: math.log(1 + (total - len(p) + 0.5) / (len(p) + 0.5)) for t, p in postings.items()}
    return Corpus(chunks, lambda term: weights.get(term, unseen), postings)
