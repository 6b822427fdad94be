"""The `extractive` provider: answers without a model, by quoting the documents (`assistants.md` 3.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from comity.assistants.answering.chunks import SelectedChunk, SourceSpan
from comity.assistants.answering.passages import Idf, Passage, content_terms, even_idf, quotable, weight
from comity.assistants.answering.vectors import SentenceVectors

KEEP = 0.35
MOST_SENTENCES = 3
MOST_CHARACTERS = 700
MOST_ITEMS = 5
COMPARED = 12
CONTEXT = 0.5


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage of the chunk at `rank` (from 0), its place among the chunk's passages, and its score 0..1.

    `context` is what the sentences beside it and the headings above it add: it moves a sentence before others, as a text names
    its subject once and then says "it"; but only the sentence's own score decides whether it is kept.
    """

    rank: int
    at: int
    passage: Passage
    score: float
    context: float = 0.0

    @property
    def order(self) -> tuple[float, int, int]:
        """Best first, then as the chunks are ranked and written."""
        return (-round(self.score + self.context, 6), self.rank, self.at)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the answer: code points `[start, end)` of it, its score and where it was taken from."""

    start: int
    end: int
    score: float
    source: SourceSpan

    def to_wire(self) -> dict[str, Any]:
        """The item of `inspection.grounding.sentences`."""
        return {
            "start": self.start,
            "end": self.end,
            "verdict": "supported",
            "score": round(self.score, 2),
            "removed": False,
            "sources": [self.source.to_wire()],
        }


@dataclass(frozen=True, slots=True)
class ExtractiveAnswer:
    """The answer's text and its sentences in order."""

    text: str
    quotes: tuple[Quote, ...]

    def to_grounding(self, policy: str) -> dict[str, Any]:
        """`inspection.grounding`: every sentence is supported, as it stands in its source word for word."""
        sentences = [quote.to_wire() for quote in self.quotes]
        return {"policy": policy, "supported": len(sentences), "partly": 0, "unsupported": 0, "sentences": sentences}


def extract(
    question: str,
    chunks: Sequence[SelectedChunk],
    *,
    idf: Idf = even_idf,
    vectors: SentenceVectors | None = None,
    cite: bool = True,
) -> ExtractiveAnswer | None:
    """The best sentences verbatim, in chunk rank then text order, each with its `[n]`; None when none is good enough.

    `chunks` are best first; `idf` weighs a term by the base's statistics; without `vectors` the score is lexical only.
    The same input gives the same output.
    """
    kept = _keep(score_passages(question, chunks, idf=idf, vectors=vectors), chunks)
    return _compose(kept, chunks, cite=cite) if kept else None


def score_passages(
    question: str, chunks: Sequence[SelectedChunk], *, idf: Idf = even_idf, vectors: SentenceVectors | None = None
) -> list[Scored]:
    """Every sentence of the chunks with its score, best first: half term share, half similarity (of the 12 best by terms)."""
    asked = content_terms(question)
    found = [one for rank, chunk in enumerate(chunks) for one in _shares(asked, rank, chunk, idf)]
    if vectors is not None:
        found = _blend(question, found, vectors)
    return sorted(found, key=lambda scored: scored.order)


def _shares(asked: frozenset[str], rank: int, chunk: SelectedChunk, idf: Idf) -> list[Scored]:
    """The share of the question's weighted terms that each passage of a chunk covers."""
    total = weight(asked, idf) or 1.0
    pieces = _pieces(chunk)
    above = content_terms(" ".join((chunk.title, *chunk.heading_path)))
    found: list[Scored] = []
    for at, passage in enumerate(pieces):
        if passage.kind == "heading":
            continue
        near = above.union(*(piece.terms for piece in pieces[max(0, at - 1) : at + 2]))
        beside = weight((asked & near) - passage.terms, idf) / total
        found.append(Scored(rank, at, passage, weight(asked & passage.terms, idf) / total, CONTEXT * beside))
    return found


def _pieces(chunk: SelectedChunk) -> tuple[Passage, ...]:
    return quotable(chunk.content, chunk.questions)


def _blend(question: str, found: list[Scored], vectors: SentenceVectors) -> list[Scored]:
    found = sorted(found, key=lambda scored: (-scored.score, scored.rank, scored.at))
    similar = vectors.similarities(question, [scored.passage.text for scored in found[:COMPARED]])
    alike = [*similar, *[0.0] * (len(found) - len(similar))]
    return [
        replace(scored, score=0.5 * scored.score + 0.5 * value, context=0.5 * scored.context)
        for scored, value in zip(found, alike, strict=True)
    ]


def _keep(scored: list[Scored], chunks: Sequence[SelectedChunk]) -> list[Scored]:
    kept: list[Scored] = []
    seen: set[str] = set()
    room = MOST_CHARACTERS
    for one in scored:
        if len(kept) == MOST_SENTENCES:
            break
        if one.score < KEEP:
            continue
        text = one.passage.text
        if text in seen or (kept and len(text) > room):
            continue
        kept.append(one)
        seen.add(text)
        room -= len(text)
    pulled = [item for one in kept for item in _list_behind(one, chunks) if item.passage.text not in seen]
    return sorted({(one.rank, one.at): one for one in [*pulled, *kept]}.values(), key=lambda one: (one.rank, one.at))


def _list_behind(one: Scored, chunks: Sequence[SelectedChunk]) -> list[Scored]:
    """The list items that follow a sentence which ends in a colon: at most five."""
    if not one.passage.text.rstrip().endswith((":", "：")):
        return []
    items: list[Scored] = []
    for at, passage in enumerate(_pieces(chunks[one.rank])[one.at + 1 :], one.at + 1):
        if passage.kind != "item" or len(items) == MOST_ITEMS:
            break
        items.append(Scored(one.rank, at, passage, one.score))
    return items


def _compose(kept: list[Scored], chunks: Sequence[SelectedChunk], *, cite: bool) -> ExtractiveAnswer:
    text = ""
    quotes: list[Quote] = []
    for one in kept:
        quoted = one.passage.text if "\n" not in one.passage.text else " ".join(one.passage.text.split())
        if text:
            text += "\n" if one.passage.kind != "sentence" else " "
        start = len(text)
        text += quoted + (f" [{one.rank + 1}]" if cite else "")
        source = chunks[one.rank].span(one.passage.start, one.passage.end)
        quotes.append(Quote(start, len(text), round(one.score, 4), source))
    return ExtractiveAnswer(text, tuple(quotes))
