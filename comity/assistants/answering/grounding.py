"""Verdicts: does a used chunk say what a sentence of the answer says? (`assistants.md` 3.6, mode `rules`)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from comity.assistants.answering.chunks import SelectedChunk, SourceSpan
from comity.assistants.answering.claims import Claim, claim
from comity.assistants.answering.evidence import Evidence, Known, evidence_of, know
from comity.assistants.answering.literals import lacking
from comity.assistants.answering.not_factual import claim_of, is_not_factual, without_citations
from comity.assistants.answering.passages import Idf, Passage, even_idf
from comity.assistants.answering.polarity import agree
from comity.assistants.answering.vectors import SentenceVectors, main_script
from comity.kernel.text import fold

Verdict = Literal["supported", "partly", "unsupported", "not_factual"]

SUPPORTED = 0.60
PARTLY = 0.35
COMPARED = 3
WIDENING = 0.15
WORTH_ENCODING = 0.10
ASSURED = 0.75
WHOLE = 0.85


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one sentence; `score` 0..1 of the best source sentence, `sources` where it stands."""

    verdict: Verdict
    score: float
    sources: tuple[SourceSpan, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A source sentence, or two that stand together: passages of the chunk at `rank`, with the share of the claim's terms."""

    rank: int
    pieces: tuple[Passage, ...]
    containment: float

    @property
    def text(self) -> str:
        return self.pieces[0].text if len(self.pieces) == 1 else " ".join(piece.text for piece in self.pieces)


class Grounding:
    """The used chunks of one answer, against which its sentences are judged. Pure: the same input gives the same verdicts."""

    def __init__(
        self, chunks: Sequence[SelectedChunk], *, idf: Idf = even_idf, vectors: SentenceVectors | None = None
    ) -> None:
        self._chunks = chunks
        self._idf = idf
        self._vectors = vectors

    def learn(self, chunks: Sequence[SelectedChunk]) -> None:
        """Adds sources that became known while the answer was written."""
        self._chunks = [*self._chunks, *chunks]
        for worked_out in ("_known", "_headings"):
            self.__dict__.pop(worked_out, None)

    @cached_property
    def _known(self) -> list[Known]:
        return [know(chunk.content) for chunk in self._chunks]

    @cached_property
    def _bags(self) -> list[Collection[str]]:
        """The terms of each chunk: from its index where they are at hand, else by analysing it."""
        pairs = zip(self._chunks, self._known, strict=True)
        return [chunk.bag() if chunk.bag else known.postings for chunk, known in pairs]

    @cached_property
    def _headings(self) -> list[str]:
        return [fold(" ".join((chunk.title, *chunk.heading_path))) for chunk in self._chunks]

    def judge(self, sentences: Sequence[str], fallback_texts: Sequence[str] = ()) -> list[Judgement]:
        """The verdict on each sentence of an answer. `fallback_texts` are the assistant's own texts for want of an answer."""
        claims = [self._claim(sentence, fallback_texts) for sentence in sentences]
        found = [self._candidates(one) if one else [] for one in claims]
        judged = self._verdicts(claims, [candidates[:1] for candidates in found])
        rest = [self._left(*each) for each in zip(claims, judged, found, strict=True)]
        again = self._verdicts(claims, rest)
        return [second if more else first for first, second, more in zip(judged, again, rest, strict=True)]

    def _left(self, one: Claim | None, first: Judgement, candidates: list[_Candidate]) -> list[_Candidate]:
        """The candidates that are still to be weighed after the first: of a sentence partly held, only those that may bear it whole."""
        if one is None or first.verdict == "supported" or len(candidates) < 2:
            return []
        if first.verdict == "unsupported":
            return candidates
        bearing = [other for other in candidates[1:] if self._may_bear(one, other)]
        return [candidates[0], *bearing] if bearing else []

    def _may_bear(self, one: Claim, candidate: _Candidate) -> bool:
        """Whether the likeness of the two sentences, whatever it is, leaves room for `supported`."""
        if candidate.containment < 2 * SUPPORTED - 1 and not self._is_quoted(one, candidate):
            return False
        evidence = evidence_of(candidate.pieces)
        agrees = self._is_quoted(one, candidate) or self._agrees(one, evidence)
        return agrees and not self._missing(one, evidence, candidate.rank)

    def _claim(self, sentence: str, fallback_texts: Sequence[str]) -> Claim | None:
        bare = without_citations(sentence)
        return None if is_not_factual(bare, fallback_texts) else claim(claim_of(bare), self._idf, self._seen)

    def _seen(self, term: str) -> bool:
        return any(term in bag for bag in self._bags) or any(term in known.folded for known in self._known)

    def _candidates(self, one: Claim) -> list[_Candidate]:
        """The source sentences that hold most of the claim's terms; two that stand together where one is not enough.

        No sentence holds more than its chunk, so that chunks are read from the fullest on, and only while they may matter.
        """
        if not one.weight:
            return []
        values = {term: self._idf(term) for term in one.terms}
        best: list[tuple[float, int, int]] = []
        for most, rank in sorted((-self._most(values, rank), rank) for rank in range(len(self._chunks))):
            is_full = len(best) == COMPARED and best[-1][0] < most
            if is_full or self._is_beside_the_point(one, rank, -most / one.weight):
                continue
            best = sorted([*best, *self._held(values, rank)])[:COMPARED]
        widened = [self._widened(one, rank, at, -value / one.weight) for value, rank, at in best]
        return sorted(widened, key=lambda candidate: -candidate.containment)

    def _most(self, values: Mapping[str, float], rank: int) -> float:
        """The weight of the claim's terms that a chunk holds somewhere."""
        bag = self._bags[rank]
        return sum(value for term, value in values.items() if term in bag)

    def _held(self, values: Mapping[str, float], rank: int) -> list[tuple[float, int, int]]:
        """The passages of a chunk with the weight of the claim's terms that they hold, negative for the order."""
        held: dict[int, float] = {}
        postings = self._known[rank].postings
        for term, value in values.items():
            for at in postings.get(term, ()):
                held[at] = held.get(at, 0.0) - value
        return [(value, rank, at) for at, value in held.items()]

    def _is_beside_the_point(self, one: Claim, rank: int, share: float) -> bool:
        """Whether a chunk holds so little of a claim that it cannot bear it: it is neither encoded nor quoted."""
        return not share or (
            share < WORTH_ENCODING and main_script(one.text) == main_script(self._chunks[rank].content)
        )

    def _widened(self, one: Claim, rank: int, at: int, containment: float) -> _Candidate:
        pieces = self._known[rank].passages
        found = _Candidate(rank, pieces[at : at + 1], containment)
        if containment >= 1 - WIDENING:
            return found
        for first in (at - 1, at):
            pair = pieces[max(0, first) : first + 2]
            if len(pair) == 2:
                share = sum(map(self._idf, one.terms & (pair[0].terms | pair[1].terms))) / one.weight
                if share >= found.containment + WIDENING:
                    found = _Candidate(rank, pair, share)
        return found

    def _verdicts(self, claims: Sequence[Claim | None], found: Sequence[list[_Candidate]]) -> list[Judgement]:
        """The verdict on each claim by these candidates, the best first: most claims need no other."""
        self._encode_at_once(claims, found)
        return [
            self._verdict(one, candidates) if one else Judgement("not_factual", 0.0, ())
            for one, candidates in zip(claims, found, strict=True)
        ]

    def _encode_at_once(self, claims: Sequence[Claim | None], found: Sequence[list[_Candidate]]) -> None:
        """Encodes everything that will be compared in one batch, which is cheaper than one by one."""
        if self._vectors is None:
            return
        texts: dict[str, None] = {}
        for one, candidates in zip(claims, found, strict=True):
            for candidate in candidates:
                if one and self._is_worth_encoding(one, candidate):
                    texts |= {one.text: None, candidate.text: None}
        if texts:
            self._vectors.vectors(list(texts))

    def _is_worth_encoding(self, one: Claim, candidate: _Candidate) -> bool:
        """Only where it may change the verdict, as it costs more than all the rest.

        Not for a word-for-word quotation, nor where one sentence holds nearly every term (then the containment is the score),
        nor where sentences of one script share next to nothing.
        """
        if candidate.containment >= ASSURED or self._is_quoted(one, candidate):
            return False
        return candidate.containment >= WORTH_ENCODING or main_script(one.text) != main_script(candidate.text)

    def _is_quoted(self, one: Claim, candidate: _Candidate) -> bool:
        return one.folded in self._known[candidate.rank].folded

    def _verdict(self, one: Claim, candidates: list[_Candidate]) -> Judgement:
        judged = [self._weigh(one, candidate) for candidate in candidates]
        for verdict in ("supported", "partly"):
            fitting = [each for each in judged if each.verdict == verdict]
            if fitting:
                return max(fitting, key=lambda each: each.score)
        return Judgement("unsupported", max((each.score for each in judged), default=0.0), ())

    def _weigh(self, one: Claim, candidate: _Candidate) -> Judgement:
        score = self._score(one, candidate)
        if score < PARTLY:
            return Judgement("unsupported", score, ())
        sources = tuple(self._chunks[candidate.rank].span(piece.start, piece.end) for piece in candidate.pieces)
        if score < SUPPORTED:
            return Judgement("partly", score, sources)
        evidence = evidence_of(candidate.pieces)
        if not self._is_quoted(one, candidate) and not self._agrees(one, evidence):
            return Judgement("unsupported", score, ())
        missing = self._missing(one, evidence, candidate.rank)
        if not missing:
            return Judgement("supported", score, sources)
        elsewhere = all(self._stands_elsewhere(keys) for keys in missing)
        return Judgement("partly", score, sources) if elsewhere else Judgement("unsupported", score, ())

    def _score(self, one: Claim, candidate: _Candidate) -> float:
        if self._is_quoted(one, candidate):
            return 1.0
        if self._vectors is None or candidate.containment >= ASSURED:
            return round(candidate.containment, 4)
        alike = 0.0
        if self._is_worth_encoding(one, candidate):
            (alike,) = self._vectors.similarities(one.text, [candidate.text])
        return round(0.5 * candidate.containment + 0.5 * alike, 4)

    def _agrees(self, one: Claim, evidence: Evidence) -> bool:
        """Whether both affirm and deny the same; strictly when the claim repeats nearly everything the source says."""
        if not one.polarity.scopes and not evidence.polarity.scopes:
            return True
        total = sum(map(self._idf, evidence.terms))
        whole = sum(map(self._idf, evidence.terms & one.terms)) >= WHOLE * total
        return agree(one.polarity, one.terms, evidence.polarity, evidence.terms, whole=whole)

    def _missing(self, one: Claim, evidence: Evidence, rank: int) -> list[frozenset[str]]:
        """What the source sentence lacks: keys of literals, and terms of names. The chunk's title and headings count as its own."""
        found = [literal.keys for literal in lacking(one.demands, evidence.keys)]
        heading = self._headings[rank]
        found += [frozenset({n}) for n in sorted(one.names) if n not in evidence.terms and n not in heading]
        return found

    def _stands_elsewhere(self, keys: frozenset[str]) -> bool:
        return any(key in known.keys or key in known.postings for known in self._known for key in keys)
