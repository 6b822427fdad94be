"""What the embedded engine promises beside the contract: the nearest in large bases, and that it stands in where pgvector is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from comity.knowledge.search import Entry, Filters, Head, chunk_terms
from comity.knowledge.search import engines as every
from comity.knowledge.search.engines import EmbeddedEngine, PostgresSearchMissing, open_engine

COUNT, WIDTH = 12_000, 96
HEAD = Head("ws", "base", "generation", COUNT)
TERMS = chunk_terms(content="pump", title="", headings=[], keywords=[], questions=[])


@dataclass
class Rows:
    """A feed of chunks that differ in their vectors; every hundredth is labelled."""

    vectors_: np.ndarray

    def entries(self, head: Head, after: int, *, vectors: bool) -> Sequence[Entry]:
        """The next 4,000."""
        return [self._entry(at) for at in range(after, min(after + 4_000, COUNT))]

    def _entry(self, at: int) -> Entry:
        labels = ("rare",) if at % 100 == 0 else ()
        return Entry(f"c{at:05}", at + 1, False, f"r{at:05}", 1, f"d{at // 50}", None, labels, {}, TERMS, ())

    def vectors(self, head: Head, after: int, upto: int) -> dict[str, tuple[np.ndarray, ...]]:
        """Those of a range."""
        return {f"r{at:05}": (self.vectors_[at],) for at in range(after, upto)}

    def stored(self, head: Head, revision_ids: Sequence[str]) -> dict[str, tuple[np.ndarray, ...]]:
        """By revision."""
        return {id_: (self.vectors_[int(id_[1:])],) for id_ in revision_ids}


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def rows() -> np.ndarray:
    """Vectors in 200 crowds, all on one side of the space, as those of real embedders."""
    draw = np.random.default_rng(3)
    crowds = _unit(draw.normal(size=(200, WIDTH))) + 0.8
    return _unit(crowds[draw.integers(0, 200, COUNT)] + 0.1 * draw.normal(size=(COUNT, WIDTH))).astype("<f2")


@pytest.fixture(scope="module")
def engine(rows: np.ndarray) -> EmbeddedEngine:
    """The engine with all of them taken in."""
    made = EmbeddedEngine(Rows(rows), cache_mb=100)
    made.catch_up(HEAD)
    return made


def test_at_least_97_of_100_nearest_chunks_are_found_in_a_base_that_is_searched_by_codes(
    engine: EmbeddedEngine, rows: np.ndarray
) -> None:
    hits, exact = 0, rows.astype(np.float32)
    for at in range(0, COUNT, 400):
        found = list(engine.view(HEAD, Filters(), 0).dense(exact[at]))
        hits += sum(f"c{near:05}" in found for near in np.argsort(-(exact @ exact[at]))[:10])
    assert hits >= 0.97 * 10 * (COUNT / 400)


def test_a_filter_that_leaves_few_chunks_is_searched_exactly(engine: EmbeddedEngine, rows: np.ndarray) -> None:
    vector = rows[100].astype(np.float32)
    found = engine.view(HEAD, Filters(labels=["rare"]), 0).dense(vector)
    rare = np.arange(0, COUNT, 100)
    truly = rare[np.argsort(-(rows[rare].astype(np.float32) @ vector))][:100]
    assert list(found)[:100] == [f"c{at:05}" for at in truly]
    assert next(iter(found.values())) == pytest.approx(1.0, abs=1e-3)


def test_the_embedded_engine_stands_in_where_the_database_has_no_pgvector(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: Any) -> Any:
        raise PostgresSearchMissing

    class OnPostgres:
        dialect = "postgresql"

    monkeypatch.setitem(every.ENGINES, "postgres", missing)
    database: Any = OnPostgres()
    feed = Rows(np.zeros((1, WIDTH)))
    assert open_engine("auto", database, feed, 16).name == "embedded"
    with pytest.raises(PostgresSearchMissing):
        open_engine("postgres", database, feed, 16)
