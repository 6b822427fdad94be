"""The `extractive` provider: answers without a model, by quoting the documents (`assistants.md` 3.4)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from comity.assistants.answering.chunks import SelectedChunk, SourceSpan
from comity.assistants.answering.expecting import expected, holds
from comity.assistants.answering.passages import Idf, Passage, content_terms, even_idf, quotable, weight, without_mark
from comity.assistants.answering.vectors import SentenceVectors, main_script
from comity.kernel.text import code_forms, codes

KEEP = 0.35
MOST_SENTENCES = 3
MOST_CHARACTERS = 700
MOST_ITEMS = 5
COMPARED = 12
CONTEXT = 0.7
LABELS_ONLY = 0.5
FITTING = 0.12
FOUND_WELL = 0.1
FOREIGN = 0.15
NEARLY = 0.75
_REFERS_BACK = re.compile(
    r"(?:it|its|they|their|this|these|those|that|he|she|both|neither|such|the latter)\b|[它他她][们們]?|[这這此该該其][些个個]?"
    r"|(?:それ|これ|この|その)|(?:이|그)(?:것|들|는)\S*\s",
    re.IGNORECASE,
)


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
    kept = _keep(question, score_passages(question, chunks, idf=idf, vectors=vectors), chunks)
    return _compose(kept, chunks, cite=cite) if kept else None


def score_passages(
    question: str, chunks: Sequence[SelectedChunk], *, idf: Idf = even_idf, vectors: SentenceVectors | None = None
) -> list[Scored]:
    """Every sentence of the chunks with its score, best first: half term share, half similarity (of the 12 best by terms)."""
    asked = content_terms(question)
    found = [one for rank, chunk in enumerate(chunks) for one in _shares(asked, rank, chunk, idf)]
    if vectors is not None:
        found = _blend(question, found, vectors)
    return sorted((_leaned(question, one, chunks[one.rank]) for one in found), key=lambda scored: scored.order)


def _shares(asked: frozenset[str], rank: int, chunk: SelectedChunk, idf: Idf) -> list[Scored]:
    """The share of the question's weighted terms that each passage of a chunk covers."""
    total = weight(asked, idf) or 1.0
    pieces = _pieces(chunk)
    above = content_terms(" ".join((chunk.title, *chunk.heading_path)))
    section: frozenset[str] = frozenset()
    found: list[Scored] = []
    for at, passage in enumerate(pieces):
        if passage.kind == "heading":
            behind_heading = at and pieces[at - 1].kind == "heading"
            section = section | passage.terms if behind_heading else passage.terms
            continue
        beside = [piece.terms for piece in pieces[max(0, at - 1) : at + 2] if piece.kind != "heading"]
        near = above.union(section, *beside)
        covered = asked & passage.terms
        share = weight(covered, idf) / total
        if covered <= passage.labels:
            share *= LABELS_ONLY
        found.append(Scored(rank, at, passage, share, CONTEXT * weight((asked & near) - passage.terms, idf) / total))
    return found


def _pieces(chunk: SelectedChunk) -> tuple[Passage, ...]:
    return quotable(chunk.content, chunk.questions)


def _blend(question: str, found: list[Scored], vectors: SentenceVectors) -> list[Scored]:
    found = sorted(found, key=lambda scored: (-scored.score - scored.context, scored.rank, scored.at))
    similar = vectors.similarities(question, [scored.passage.text for scored in found[:COMPARED]])
    alike = [*similar, *[0.0] * (len(found) - len(similar))]
    return [
        Scored(one.rank, one.at, one.passage, 0.5 * one.score + 0.5 * value, 0.5 * one.context)
        for one, value in zip(found, alike, strict=True)
    ]


def _leaned(question: str, one: Scored, chunk: SelectedChunk) -> Scored:
    """With what else speaks for a sentence: it holds the kind of thing asked for, its chunk was found well, it is in one's own script."""
    kind = expected(question)
    lean = FITTING if kind and holds(one.passage.text, kind) else 0.0
    lean += FOUND_WELL * chunk.sorting_score
    if main_script(question) != main_script(one.passage.text):
        lean -= FOREIGN
    return Scored(one.rank, one.at, one.passage, one.score, one.context + lean)


def _keep(question: str, scored: list[Scored], chunks: Sequence[SelectedChunk]) -> list[Scored]:
    """The best, and what is nearly as good, speaks of the same thing and stays in one script."""
    named = _codes_of(question)
    kept: list[Scored] = []
    room = MOST_CHARACTERS
    for one in scored:
        if len(kept) >= MOST_SENTENCES:
            break
        if one.score < KEEP or (kept and not _belongs(one, kept[0], named)):
            continue
        for new in (*_antecedent(one, chunks, len(kept)), one):
            text = new.passage.text
            if all(text != known.passage.text for known in kept) and (not kept or len(text) <= room):
                kept.append(new)
                room -= len(text)
    pulled = [item for one in kept for item in _list_behind(one, chunks)]
    return sorted({(one.rank, one.at): one for one in [*pulled, *kept]}.values(), key=lambda one: (one.rank, one.at))


def _belongs(one: Scored, best: Scored, named: frozenset[str]) -> bool:
    """Whether a sentence stands beside the best: nearly as good, in the same script, about the code that was asked for."""
    if main_script(one.passage.text) != main_script(best.passage.text):
        return False
    if named & _codes_of(best.passage.text) and not named & _codes_of(one.passage.text):
        return False
    return one.score + one.context >= NEARLY * (best.score + best.context)


@lru_cache(maxsize=4096)
def _codes_of(text: str) -> frozenset[str]:
    return frozenset(code_forms(code).joined for code in codes(text))


def _antecedent(one: Scored, chunks: Sequence[SelectedChunk], kept: int) -> list[Scored]:
    """The sentence before one that begins with "It" or "They", which could not be understood alone."""
    if kept > MOST_SENTENCES - 2 or not one.at or not _REFERS_BACK.match(one.passage.text):
        return []
    before = _pieces(chunks[one.rank])[one.at - 1]
    return [Scored(one.rank, one.at - 1, before, one.score)] if before.kind == "sentence" else []


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
    before: Scored | None = None
    for one in kept:
        passage = one.passage if _follows_lead_in(one, before) else without_mark(one.passage)
        quoted = passage.text if "\n" not in passage.text else " ".join(passage.text.split())
        if before is not None:
            text += " " if passage.kind == before.passage.kind == "sentence" else "\n"
        start = len(text)
        text += quoted + (f" [{one.rank + 1}]" if cite else "")
        source = chunks[one.rank].span(passage.start, passage.end)
        quotes.append(Quote(start, len(text), round(one.score, 4), source))
        before = one
    return ExtractiveAnswer(text, tuple(quotes))


def _follows_lead_in(one: Scored, before: Scored | None) -> bool:
    """Whether a list item stands in a list: behind its lead-in or another item; alone it loses its mark."""
    return before is not None and before.rank == one.rank and before.at == one.at - 1
