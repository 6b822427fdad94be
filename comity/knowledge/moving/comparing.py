"""Whether two indexes of one base answer alike: the same counts, and the same ids and scores for questions made of the base itself.

A question is the beginning of a chunk with the chunk's own vector, so that no embedder is asked. Both sides look as thoroughly as they
can. In a large base each still looks at a part of what holds a question's words, so that at the end of ten one side may know a chunk
that the other passed over: that may be the case for 3 of 100. A chunk that both know must have one score.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from comity.kernel import clock
from comity.kernel.embed import Calibration
from comity.knowledge.search import Filters, Head, read_query, score
from comity.knowledge.search.port import Engine, View

QUESTIONS = 200
QUESTION_CHARACTERS = 120
FIRST = 10
TOLERANCE = 1e-3
MISSED_SHARE = 0.03
EXACT_MOST = 8_000
"""In a base of up to so many chunks nothing is passed over, and nothing may differ."""
CALIBRATION = Calibration(lo=0.7, hi=0.9, cross_lo=0.7, cross_hi=0.9)
"""Any does: both engines are scored by the same."""
Ten = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Question:
    """The beginning of a chunk, and its vector if it has one."""

    text: str
    vector: np.ndarray | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A question, the best that each side finds, whether they score a chunk differently, and how many one side does not know."""

    question: Question
    first: Ten
    second: Ten
    is_scored_otherwise: bool
    missed: int

    def __str__(self) -> str:
        return f"'{self.question.text}' finds {_shown(self.second)} in the copy, where it finds {_shown(self.first)}"


def counted_otherwise(one: Engine, other: Engine, head: Head) -> str:
    """In a sentence how two engines that have both taken in a base up to `head` differ in what they hold; empty when they do not."""
    counts, others = one.counts(head), other.counts(head)
    if counts == others:
        return ""
    return f"the copy has {others[0]} chunks and {others[1]} vectors, where {counts[0]} and {counts[1]} are"


def answered_otherwise(one: Engine, other: Engine, head: Head, questions: Sequence[Question]) -> list[Difference]:
    """The questions that they answer otherwise."""
    now = clock.now_us()
    views = one.view(head, Filters(), now), other.view(head, Filters(), now)
    found = (_difference(question, *(first_ten(view, question) for view in views)) for question in questions)
    return [one for one in found if one.is_scored_otherwise or one.missed]


def are_alike(found: Sequence[Difference], asked: int, chunks: int) -> bool:
    """Whether two indexes that differ in so few of the questions asked are taken for the same."""
    allowed = MISSED_SHARE * FIRST * asked if chunks > EXACT_MOST else 0
    return not any(one.is_scored_otherwise for one in found) and sum(one.missed for one in found) <= allowed


def first_ten(view: View, question: Question) -> Ten:
    """The ids and scores of the best ten, and of all that score as the tenth."""
    query = read_query(question.text)
    found = {"lexical": view.lexical(query, exactly=True), "exact": view.exact(query)}
    if question.vector is not None:
        found["dense"] = view.dense(question.vector, exactly=True)
    scored = score(view.material(query, question.vector, found), query, CALIBRATION)
    last = scored[FIRST - 1].sorting_score - TOLERANCE if len(scored) >= FIRST else 0.0
    return [(one.held.chunk_id, one.sorting_score) for one in scored if one.sorting_score >= last]


def _difference(question: Question, first: Ten, second: Ten) -> Difference:
    known, other = dict(first), dict(second)
    scored_otherwise = any(abs(value - other[id_]) > TOLERANCE for id_, value in first if id_ in other)
    missed = sum(id_ not in other for id_, _ in first[:FIRST]), sum(id_ not in known for id_, _ in second[:FIRST])
    return Difference(question, first, second, scored_otherwise, max(missed))


def _shown(ten: Ten) -> str:
    return ", ".join(f"{id_} {value:.3f}" for id_, value in ten[:3]) or "nothing"
