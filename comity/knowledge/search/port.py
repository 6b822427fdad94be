"""The port of a search engine: what it takes in (entries), what it is asked (three arms), and the raw material it gives for scoring.

An engine holds what it was fed of each base, finds candidates, and hands out their terms and vectors. It never scores: scores
are made in `scoring` from the same material, so that every engine gives the same numbers.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Protocol

import numpy as np

ARMS = ("lexical", "dense", "exact")
ARM_LIMIT = 200
SCAN_LIMIT = 50_000
"""Of so many vectors each is measured; of more, an index chooses which."""
COMMON_SHARE = 0.2
"""Terms in a larger share of the chunks do not fetch when rarer ones exist, which is to say in some chunk of the base."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A chunk as an index holds it. `removed`: it must not be found any more. `vectors`: float16 rows.

    `expires_us` is when it stops being found, in microseconds since the epoch.
    """

    chunk_id: str
    seq: int
    removed: bool
    revision_id: str
    revision: int
    document_id: str
    expires_us: int | None
    labels: tuple[str, ...]
    metadata: Mapping[str, Any]
    terms: bytes
    vectors: tuple[np.ndarray, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a candidate must be before any arm ranks it; empty parts ask for nothing."""

    metadata: Mapping[str, Any] = field(default_factory=dict)
    document_ids: Sequence[str] = ()
    labels: Sequence[str] = ()

    def asks(self) -> bool:
        """Whether anything is asked."""
        return bool(self.metadata or self.document_ids or self.labels)

    def allows(self, entry: "Held") -> bool:
        """Whether an entry is what was asked for: metadata equal to a value or one of a list, any of the labels."""
        if self.document_ids and entry.document_id not in self.document_ids:
            return False
        if self.labels and not set(self.labels) & set(entry.labels):
            return False
        return all(_matches(entry.metadata.get(key), wanted) for key, wanted in self.metadata.items())


def _matches(value: Any, wanted: Any) -> bool:
    options = wanted if isinstance(wanted, list) else [wanted]
    return any(value == one and isinstance(value, bool) == isinstance(one, bool) for one in options)


@dataclass(frozen=True, slots=True)
class Held:
    """What an index keeps of a chunk beside postings and vectors."""

    chunk_id: str
    revision_id: str
    document_id: str
    labels: tuple[str, ...]
    metadata: Mapping[str, Any]
    scripts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """An analysed question: distinct terms with their scripts, and codes as (written, joined).

    `language` is that of the question; terms of keywords weigh in the lexical arm only. `worth`: how much of its idf each term
    counts in the score.
    """

    text: str
    language: str
    terms: tuple[str, ...]
    scripts: tuple[str, ...]
    worth: tuple[float, ...]
    codes: tuple[tuple[str, str], ...]
    shown_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The state of a base that a search must see: every change up to `seq`, vectors of `generation_id` (empty: none).

    `view`: empty for the base as it is being edited, else a mark (`@live.0`, `@v7.0`) of the kept version that is looked at.
    `engine`: by which it is searched, empty for that of the settings.
    """

    workspace_id: str
    base_id: str
    generation_id: str
    seq: int
    view: str = ""
    engine: str = ""

    @property
    def index_id(self) -> str:
        """Names the index of this generation and view within the base."""
        return self.generation_id + self.view


Ranked = dict[str, float]
"""What an arm found: chunk id and value, best first, equal values by chunk id."""


Ranks = tuple[int | None, int | None, int | None]
"""A chunk's place in each of `ARMS`."""


@dataclass(frozen=True, slots=True)
class Material:
    """What scoring needs of the found chunks for one query, as one array for all of them.

    `idf` by query term; `weights`: BM25F weights [terms, chunks]; `cosines`: the best of each chunk, NaN without a vector;
    `exact`: the share of the codes held.
    """

    idf: np.ndarray
    held: Sequence[Held]
    weights: np.ndarray
    cosines: np.ndarray
    exact: np.ndarray
    ranks: Sequence[Ranks]


def ranks_of(ids: Sequence[str], found: Mapping[str, Ranked]) -> list[Ranks]:
    """The places of chunks in what each arm found."""
    lexical, dense, exact = (dict(zip(found.get(arm, ()), count(1))) for arm in ARMS)
    return list(zip(map(lexical.get, ids), map(dense.get, ids), map(exact.get, ids), strict=True))


class View(Protocol):
    """One look at a base under one set of filters. Blocking; its methods may be called from several threads at once.

    `in_memory`: as its engine's.
    """

    in_memory: bool

    def lexical(self, query: Query, *, exactly: bool = False) -> Ranked:
        """The best 200 by words. `exactly`: as thoroughly as the engine can, whatever that takes."""
        ...

    def dense(self, vector: np.ndarray, *, exactly: bool = False) -> Ranked:
        """The best 200 by meaning; `vector` is the question's. `exactly`: by measuring every vector, whatever that takes."""
        ...

    def exact(self, query: Query) -> Ranked:
        """At most 200 that hold codes of the question, by the share they hold."""
        ...

    def material(self, query: Query, vector: np.ndarray | None, found: Mapping[str, Ranked]) -> Material:
        """What scoring needs of everything that the arms found, `found` by the arm's name. No arm filters another."""
        ...

    def idf(self, query: Query, shown: Sequence[Held]) -> Callable[[str], float]:
        """How telling terms are in this base, for those of the question and of these chunks; the highest for an unseen one."""
        ...


@dataclass(frozen=True, slots=True)
class Reached:
    """How far an engine has taken in a base: changes up to `seq`, their vectors up to `vector_seq`."""

    seq: int
    vector_seq: int


class Feed(Protocol):
    """Where an engine gets a base's chunks from: the rows of the database, in order of their numbers."""

    def entries(self, head: Head, after: int, *, vectors: bool) -> Sequence[Entry]:
        """The next entries changed after a number, never cut within one number; an empty list at the end."""
        ...

    def vectors(self, head: Head, after: int, upto: int) -> dict[str, tuple[np.ndarray, ...]]:
        """The vectors of chunks changed in a range of numbers, by revision id."""
        ...

    def stored(self, head: Head, revision_ids: Sequence[str]) -> dict[str, tuple[np.ndarray, ...]]:
        """The vectors of some revisions."""
        ...


class Engine(Protocol):
    """An engine over all bases of an install. Blocking: called from threads.

    `in_memory`: what has been taken in is looked at without waiting for anything, so that no thread is needed for `reached`,
    for `view` without filters and for a view's `idf`.
    """

    name: str
    in_memory: bool

    def reached(self, head: Head) -> Reached:
        """How far a base has been taken in; cheap."""
        ...

    def catch_up(self, head: Head) -> None:
        """Takes in every change up to `head.seq`, text before vectors. One caller works, others wait for it."""
        ...

    def view(self, head: Head, filters: Filters, now_us: int) -> View:
        """A look at what has been taken in so far; chunks expired before `now_us` are not in it."""
        ...

    def counts(self, head: Head) -> tuple[int, int]:
        """How many chunks can be found in what has been taken in, and how many vectors they have."""
        ...

    def tidy(self) -> None:
        """Lets go of what is not needed any more; called now and then."""
        ...
