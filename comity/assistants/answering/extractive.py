"""The `extractive` provider: answers without a model, by quoting the documents (`assistants.md` 3.4)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from comity.assistants.answering.chunks import SelectedChunk, SourceSpan
from comity.assistants.answering.clauses import to_the_point
from comity.assistants.answering.expecting import Kind, expected, holds
from comity.assistants.answering.passages import (
    Idf,
    Passage,
    content_terms,
    even_idf,
    quotable,
    without_mark,
)
from comity.assistants.answering.select import FOREIGN
from comity.assistants.answering.vectors import SentenceVectors, main_script
from comity.kernel.text import code_forms, codes, terms_with_spans

KEEP = 0.35
MOST_SENTENCES = 3
MOST_CHARACTERS = 700
MOST_ITEMS = 5
COMPARED = 12
CONTEXT = 0.7
MISSED = 0.2
LABELS_ONLY = 0.5
FITTING = 0.15
FOUND_WELL = 0.2
NEARLY = 0.75
AS_GOOD = 0.97
ADDS = 0.15
SAME_QUESTION = 0.85
QUESTION_SHARE = 0.3
ROW_SHARE = 0.5
_PRODUCT = re.compile(r"[a-z]{2,}[0-9]{3,}[a-z0-9]*")
_REFERS_BACK = re.compile(
    r"(?:it|its|they|their|this|these|those|that|he|she|both|neither|such|the latter)\b|[它他她][们們]?|[这這此该該其][些个個]?"
    r"|(?:それ|これ|この|その)|(?:이|그)(?:것|들|는)\S*\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage of the chunk at `rank` (from 0), its place among the chunk's passages, and its score 0..1.

    `context` is what the sentences beside it and the headings above it add: it moves a sentence before others, as a text names
    its subject once and then says "it"; but only the sentence's own score decides whether it is kept. `adds`: the share of the
    question that each of its terms covered is.
    """

    rank: int
    at: int
    passage: Passage
    score: float
    context: float = 0.0
    adds: Mapping[str, float] = field(default_factory=dict)

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
    """The best sentences verbatim, the one that answers first, each with its `[n]`; None when none is good enough.

    `chunks` are best first; `idf` weighs a term by the base's statistics; without `vectors` the score is lexical only.
    The same input gives the same output.
    """
    kept = _keep(question, score_passages(question, chunks, idf=idf, vectors=vectors), chunks)
    return _compose(kept, chunks, cite=cite) if kept else None


def score_passages(
    question: str, chunks: Sequence[SelectedChunk], *, idf: Idf = even_idf, vectors: SentenceVectors | None = None
) -> list[Scored]:
    """Every sentence of the chunks with its score, best first: half term share, half similarity (of the 12 best by terms)."""
    asked = asked_weights(question, idf)
    found = [one for rank, chunk in enumerate(chunks) for one in _shares(asked, rank, chunk)]
    if vectors is not None:
        found = _blend(question, found, chunks, vectors)
    return sorted((_leaned(question, one, chunks[one.rank]) for one in found), key=lambda scored: scored.order)


@lru_cache(maxsize=1024)
def asked_terms(question: str) -> frozenset[str]:
    """The terms of a question; a code counts once, in whatever way it is written: PPR9087 is PPR-9087."""
    forms = [code_forms(code) for code in codes(question)]
    parts = {part for form in forms if _is_mixed(form.joined) for part in (form.written, form.joined, *form.parts)}
    return (content_terms(question) - parts) | _marks(question)


def asked_weights(question: str, idf: Idf) -> dict[str, float]:
    """The share of the question that each of its terms is, by idf; a Thai word and the trigrams inside it share what the word weighs.

    Else a long name of a thing would outweigh what is asked about it.
    """
    weights = {term: idf(term) for term in asked_terms(question)}
    by_word: dict[str, float] = {}
    for word, parts in _thai_words(question):
        mass = sum(weights[part] for part in parts) or 1.0
        for part in parts:
            by_word[part] = max(by_word.get(part, 0.0), weights[part] * weights[word] / mass)
    weights |= by_word
    total = sum(weights.values()) or 1.0
    return {term: value / total for term, value in weights.items()}


@lru_cache(maxsize=1024)
def _thai_words(question: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each Thai word among the terms of a question, with the trigrams inside it."""
    asked = asked_terms(question)
    found = [term for term in terms_with_spans(question) if term.script == "Thai" and term.text in asked]
    words = [term for term in found if term.kind == "word"]
    return tuple(
        (word.text, frozenset(t.text for t in found if word.start <= t.start and t.end <= word.end)) for word in words
    )


@lru_cache(maxsize=16384)
def _marks(text: str) -> frozenset[str]:
    """The codes of letters and digits in a text, as terms that no word can be taken for."""
    return frozenset(f"#{code}" for code in _codes_of(text) if _is_mixed(code))


def _is_mixed(code: str) -> bool:
    return not code.isalpha() and not code.isdigit() and "@" not in code


def _shares(asked: Mapping[str, float], rank: int, chunk: SelectedChunk) -> list[Scored]:
    """The share of the question's weighted terms that each passage of a chunk covers."""
    terms = asked.keys()
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
        covered = terms & (passage.terms | _marks(passage.text))
        adds = {term: asked[term] for term in covered}
        share = sum(adds.values()) * (LABELS_ONLY if covered <= passage.labels else 1.0)
        beside_it = sum(asked[term] for term in (terms & near) - covered)
        missed = max(0.0, 1.0 - sum(adds.values()) - beside_it)
        context = CONTEXT * beside_it - MISSED * missed
        found.append(Scored(rank, at, passage, share, context, adds))
    return found


def _pieces(chunk: SelectedChunk) -> tuple[Passage, ...]:
    return quotable(chunk.content, chunk.questions)


def _blend(
    question: str, found: list[Scored], chunks: Sequence[SelectedChunk], vectors: SentenceVectors
) -> list[Scored]:
    """With the similarity of the 12 best, or of a question that the base holds for the chunk when that is more alike."""
    found = sorted(found, key=lambda scored: (-scored.score - scored.context, scored.rank, scored.at))
    compared = found[:COMPARED]
    questions = list(dict.fromkeys(known for one in compared for known in chunks[one.rank].questions))
    similar = vectors.similarities(question, [*(one.passage.text for one in compared), *questions])
    by_question = dict(zip(questions, similar[len(compared) :], strict=True))
    alike = [0.0] * len(found)
    for at, (one, value) in enumerate(zip(compared, similar, strict=False)):
        same_script = [by_question[q] for q in chunks[one.rank].questions if main_script(q) == main_script(question)]
        known = max(same_script, default=0.0)
        alike[at] = max(value, known) if known >= SAME_QUESTION and sum(one.adds.values()) >= QUESTION_SHARE else value
    return [
        replace(one, score=0.5 * one.score + 0.5 * value, context=0.5 * one.context)
        for one, value in zip(found, alike, strict=True)
    ]


def _leaned(question: str, one: Scored, chunk: SelectedChunk) -> Scored:
    """With what else speaks for a sentence: it holds the kind of thing asked for, its chunk was found well, it is in one's own script."""
    kind = expected(question)
    lean = FITTING if kind and holds(one.passage.text, kind) else 0.0
    lean += FOUND_WELL * chunk.sorting_score
    if main_script(question) != main_script(one.passage.text):
        lean -= FOREIGN
    return replace(one, context=one.context + lean)


def _keep(question: str, scored: list[Scored], chunks: Sequence[SelectedChunk]) -> list[Scored]:
    """The best first, and behind it what is as good or adds to it, in the order of the chunks."""
    named = _products(question)
    if named and not named <= frozenset().union(*(_products(f"{chunk.title} {chunk.content}") for chunk in chunks)):
        return []
    kind = expected(question)
    good = [one for one in scored if one.score >= KEEP and _may_answer(one, named, kind)]
    kept: list[Scored] = []
    for one in good:
        if len(kept) == MOST_SENTENCES:
            break
        if not kept or (_belongs(question, one, kept) and len(one.passage.text) <= _room(kept)):
            kept.append(one)
    groups = [_whole(one, chunks) for one in [*kept[:1], *sorted(kept[1:], key=lambda one: (one.rank, one.at))]]
    asked = content_terms(question)
    found = {(one.rank, one.at): one for group in groups for one in group}
    return [replace(one, passage=to_the_point(one.passage, asked, kind)) for one in found.values()]


def _may_answer(one: Scored, named: frozenset[str], kind: Kind | None) -> bool:
    """Whether a passage speaks of a product asked for, if it names any; and, of a row, whether it says what is asked.

    A row names a thing and its values: alike as it is to each question about the thing, it answers those about a value.
    """
    of = _products(one.passage.text)
    if named and of and not named & of:
        return False
    if one.passage.kind != "row" or (kind and holds(one.passage.text, kind)):
        return True
    return sum(one.adds.values()) >= ROW_SHARE


@lru_cache(maxsize=16384)
def _products(text: str) -> frozenset[str]:
    return frozenset(code for code in _codes_of(text) if _PRODUCT.fullmatch(code))


def _room(kept: list[Scored]) -> int:
    return MOST_CHARACTERS - sum(len(one.passage.text) for one in kept)


def _belongs(question: str, one: Scored, kept: list[Scored]) -> bool:
    """Whether a sentence stands beside the best: in the same script, and as good, with more of what was asked for or for another case."""
    best = kept[0]
    if main_script(one.passage.text) != main_script(best.passage.text):
        return False
    if any(one.passage.text == known.passage.text for known in kept):
        return False
    share = (one.score + one.context) / (best.score + best.context)
    adds = sum(part for term, part in one.adds.items() if all(term not in known.adds for known in kept))
    kind = expected(question)
    fits = kind is None or holds(one.passage.text, kind) or not holds(best.passage.text, kind)
    is_needed = adds >= ADDS or _is_another_case(one, best)
    return fits and (share >= AS_GOOD or (share >= NEARLY and is_needed))


def _is_another_case(one: Scored, best: Scored) -> bool:
    """Whether both are items of one list or rows of one table that answer the same for different cases: 120 baht here, 250 there."""
    of_one_list = (
        one.rank == best.rank and one.passage.kind == best.passage.kind and one.passage.kind in ("item", "row")
    )
    return of_one_list and one.adds.keys() == best.adds.keys()


def _whole(one: Scored, chunks: Sequence[SelectedChunk]) -> list[Scored]:
    """A sentence with what it needs: the one that it refers back to, the list that it announces."""
    return [*_antecedent(one, chunks), one, *_list_behind(one, chunks)]


@lru_cache(maxsize=4096)
def _codes_of(text: str) -> frozenset[str]:
    return frozenset(code_forms(code).joined for code in codes(text))


def _antecedent(one: Scored, chunks: Sequence[SelectedChunk]) -> list[Scored]:
    """The sentence before one that begins with "It" or "They", which could not be understood alone."""
    if not one.at or not _REFERS_BACK.match(one.passage.text):
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
