"""Verdicts: does a used chunk say what a sentence of the answer says? (`assistants.md` 3.6, mode `rules`)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal as OneOf

from comity.assistants.answering import literals
from comity.assistants.answering.chunks import SelectedChunk, SourceSpan
from comity.assistants.answering.literals import Literal, is_content
from comity.assistants.answering.not_factual import is_not_factual, without_citations
from comity.assistants.answering.passages import Idf, Passage, even_idf, passages
from comity.assistants.answering.polarity import Polarity, agree, polarity
from comity.assistants.answering.vectors import SentenceVectors, main_script
from comity.kernel.text import Term, fold, terms_with_spans

Verdict = OneOf["supported", "partly", "unsupported", "not_factual"]

SUPPORTED = 0.60
PARTLY = 0.35
COMPARED = 3
WORTH_ENCODING = 0.10
NAME_BIGRAMS = 3


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one sentence; `score` 0..1 of the best source sentence, `sources` where it stands."""

    verdict: Verdict
    score: float
    sources: tuple[SourceSpan, ...]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What grounding knows of one passage, worked out once for each text."""

    terms: frozenset[str]
    keys: frozenset[str]
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class _Known:
    """What grounding knows of one chunk's text: its passages, which of them hold a term, and the whole text folded."""

    passages: tuple[Passage, ...]
    postings: dict[str, tuple[int, ...]]
    folded: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A sentence of the answer, ready to be compared."""

    text: str
    terms: frozenset[str]
    weight: float
    demands: tuple[Literal, ...]
    names: frozenset[str]
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A source sentence, or two that stand together: passages `first` to `last` of chunk `rank`."""

    rank: int
    first: int
    last: int
    containment: float


class Grounding:
    """The used chunks of one answer, against which its sentences are judged. Pure: the same input gives the same verdicts."""

    def __init__(
        self, chunks: Sequence[SelectedChunk], *, idf: Idf = even_idf, vectors: SentenceVectors | None = None
    ) -> None:
        self._chunks = chunks
        self._idf = idf
        self._vectors = vectors
        self._known = [_know(chunk.content) for chunk in chunks]
        self._headings = [fold(" ".join((chunk.title, *chunk.heading_path))) for chunk in chunks]

    def judge(self, sentences: Sequence[str], fallback_texts: Sequence[str] = ()) -> list[Judgement]:
        """The verdict on each sentence of an answer. `fallback_texts` are the assistant's own texts for want of an answer."""
        claims: list[_Claim | None] = []
        for sentence in sentences:
            bare = without_citations(sentence)
            claims.append(None if is_not_factual(bare, fallback_texts) else self._claim(bare))
        found = [self._candidates(claim) if claim else [] for claim in claims]
        self._warm(claims, found)
        return [
            self._verdict(claim, candidates) if claim else Judgement("not_factual", 0.0, ())
            for claim, candidates in zip(claims, found, strict=True)
        ]

    def _claim(self, text: str) -> _Claim:
        spans = terms_with_spans(text)
        terms = frozenset(term.text for term in spans if is_content(term))
        demands = tuple(literals.demanded(text))
        names = literals.names(text, spans) | self._unseen(text, spans)
        total = sum(map(self._idf, terms))
        return _Claim(text, terms, total, demands, frozenset(names), polarity(text, spans))

    def _unseen(self, text: str, spans: list[Term]) -> set[str]:
        """Content terms of no used chunk that may be names: in scripts without capitals, or the first word of a sentence."""
        found: set[str] = set()
        run: list[str] = []
        for term in spans:
            unseen = is_content(term) and term.kind != "gram" and not self._seen(term.text)
            if term.kind == "bigram":
                run = [*run, term.text] if unseen else []
                found |= set(run) if len(run) >= NAME_BIGRAMS else set()
            elif unseen and (term.script not in {"Latin", "Cyrillic", "Greek", "Digit"} or text[term.start].isupper()):
                found.add(term.text)
        return found

    def _seen(self, term: str) -> bool:
        return any(term in known.postings or term in known.folded for known in self._known)

    def _candidates(self, claim: _Claim) -> list[_Candidate]:
        """The source sentences that hold most of the claim's terms; two that stand together where one is not enough."""
        if not claim.weight:
            return []
        held: Counter[tuple[int, int]] = Counter()
        for term in claim.terms:
            value = self._idf(term)
            for rank, known in enumerate(self._known):
                for at in known.postings.get(term, ()):
                    held[rank, at] += value  # pyright: ignore[reportArgumentType]
        best = sorted(held.items(), key=lambda item: (-item[1], item[0]))[:COMPARED]
        return [self._widened(claim, rank, at, value / claim.weight) for (rank, at), value in best]

    def _widened(self, claim: _Claim, rank: int, at: int, containment: float) -> _Candidate:
        found = _Candidate(rank, at, at, containment)
        if containment >= 0.9:
            return found
        pieces = self._known[rank].passages
        for first, last in ((at - 1, at), (at, at + 1)):
            if first >= 0 and last < len(pieces):
                both = claim.terms & (pieces[first].terms | pieces[last].terms)
                share = sum(map(self._idf, both)) / claim.weight
                if share >= found.containment + 0.15:
                    found = _Candidate(rank, first, last, share)
        return found

    def _text(self, candidate: _Candidate) -> str:
        pieces = self._known[candidate.rank].passages[candidate.first : candidate.last + 1]
        return pieces[0].text if len(pieces) == 1 else " ".join(piece.text for piece in pieces)

    def _warm(self, claims: Sequence[_Claim | None], found: Sequence[list[_Candidate]]) -> None:
        """Encodes everything that will be compared in one batch, which is cheaper than one by one."""
        if self._vectors is None:
            return
        texts: dict[str, None] = {}
        for claim, candidates in zip(claims, found, strict=True):
            for candidate in candidates:
                if claim and self._is_worth_encoding(claim, candidate):
                    texts |= {claim.text: None, self._text(candidate): None}
        if texts:
            self._vectors.vectors(list(texts))

    def _is_worth_encoding(self, claim: _Claim, candidate: _Candidate) -> bool:
        """Not for a word-for-word quotation, nor where sentences of one script share next to nothing."""
        if self._is_quoted(claim, candidate.rank):
            return False
        return candidate.containment >= WORTH_ENCODING or main_script(claim.text) != main_script(self._text(candidate))

    def _is_quoted(self, claim: _Claim, rank: int) -> bool:
        return fold(claim.text).rstrip(".。 ") in self._known[rank].folded

    def _verdict(self, claim: _Claim, candidates: list[_Candidate]) -> Judgement:
        judged = [self._weigh(claim, candidate) for candidate in candidates]
        for verdict in ("supported", "partly"):
            fitting = [one for one in judged if one.verdict == verdict]
            if fitting:
                return max(fitting, key=lambda one: one.score)
        return Judgement("unsupported", max((one.score for one in judged), default=0.0), ())

    def _weigh(self, claim: _Claim, candidate: _Candidate) -> Judgement:
        score = self._score(claim, candidate)
        if score < PARTLY:
            return Judgement("unsupported", score, ())
        sources = self._sources(candidate)
        if score < SUPPORTED:
            return Judgement("partly", score, sources)
        evidence = [
            _evidence(p.text) for p in self._known[candidate.rank].passages[candidate.first : candidate.last + 1]
        ]
        terms = frozenset().union(*(one.terms for one in evidence))
        denial = Polarity(tuple(scope for one in evidence for scope in one.polarity.scopes))
        if not self._is_quoted(claim, candidate.rank) and not agree(claim.polarity, claim.terms, denial, terms):
            return Judgement("unsupported", score, ())
        missing = self._missing(claim, terms, frozenset().union(*(one.keys for one in evidence)), candidate.rank)
        if not missing:
            return Judgement("supported", score, sources)
        elsewhere = all(self._stands_elsewhere(keys) for keys in missing)
        return Judgement("partly", score, sources) if elsewhere else Judgement("unsupported", score, ())

    def _score(self, claim: _Claim, candidate: _Candidate) -> float:
        if self._is_quoted(claim, candidate.rank):
            return 1.0
        if self._vectors is None:
            return round(candidate.containment, 4)
        alike = 0.0
        if self._is_worth_encoding(claim, candidate):
            (alike,) = self._vectors.similarities(claim.text, [self._text(candidate)])
        return round(0.5 * candidate.containment + 0.5 * alike, 4)

    def _missing(self, claim: _Claim, terms: frozenset[str], keys: frozenset[str], rank: int) -> list[frozenset[str]]:
        """What the source sentence lacks: keys of literals, and terms of names. The chunk's title and headings count as its own."""
        lacking = [literal.keys for literal in claim.demands if not literal.keys & keys]
        heading = self._headings[rank]
        lacking += [frozenset({name}) for name in sorted(claim.names) if name not in terms and name not in heading]
        return lacking

    def _stands_elsewhere(self, keys: frozenset[str]) -> bool:
        return any(keys & known.keys or any(key in known.postings for key in keys) for known in self._known)

    def _sources(self, candidate: _Candidate) -> tuple[SourceSpan, ...]:
        chunk = self._chunks[candidate.rank]
        pieces = self._known[candidate.rank].passages[candidate.first : candidate.last + 1]
        return tuple(chunk.span(piece.start, piece.end) for piece in pieces)


@lru_cache(maxsize=4096)
def _know(content: str) -> _Known:
    pieces = passages(content)
    postings: dict[str, list[int]] = {}
    for at, piece in enumerate(pieces):
        for term in piece.terms:
            postings.setdefault(term, []).append(at)
    frozen = {term: tuple(places) for term, places in postings.items()}
    return _Known(pieces, frozen, fold(content), literals.held(content))


@lru_cache(maxsize=16384)
def _evidence(text: str) -> _Evidence:
    spans = terms_with_spans(text)
    return _Evidence(frozenset(term.text for term in spans), literals.held(text), polarity(text, spans))
