"""What the embedded engine promises beside the contract: the nearest in large bases, and that it stands in where pgvector is missing."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from comity.knowledge.search import Entry, Filters, Head, chunk_terms, read_query
from comity.knowledge.search import engines as every
from comity.knowledge.search.engines import EmbeddedEngine, PostgresSearchMissing, open_engine
from comity.knowledge.search.engines.embedded import Snapshots, index, view

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


@pytest.fixture(scope="module", autouse=True)
def _large() -> Iterator[None]:
    """A base of these is searched by codes, which else begins with 50,000."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (index, view):
            patch.setattr(module, "SCAN_LIMIT", 8_000)
        patch.setattr(view, "MEASURED_LEAST", 3_000)
        yield


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


@dataclass
class Standing:
    """What the rows say of a base."""

    purges: int = 0
    exists: bool = True
    revisions: bool = True

    def standing(self, base_id: str) -> tuple[int, int] | None:
        """Caught up to `HEAD`."""
        return (self.purges, COUNT) if self.exists else None

    def has_revision(self, revision_id: str) -> bool:
        """All or none."""
        return self.revisions


@dataclass
class Install:
    """A data directory that keeps indexes of any size as files, and processes that start on it one after another."""

    folder: Path
    rows: np.ndarray
    standing: Standing

    def started(self) -> tuple[EmbeddedEngine, list[int]]:
        """An engine that has taken the base in, and from where on it read rows; what it keeps as a file is written by then."""
        feed, read = Rows(self.rows), []
        entries = feed.entries
        feed.entries = lambda head, after, *, vectors: read.append(after) or entries(head, after, vectors=vectors)
        snapshots = Snapshots(self.folder, self.standing)
        engine = EmbeddedEngine(feed, 100, snapshots)
        engine.catch_up(HEAD)
        for thread in [one for one in threading.enumerate() if one.name == "index-file"]:
            thread.join()
        return engine, read

    def files(self) -> list[Path]:
        """Every file that is kept."""
        return [file for file in self.folder.rglob("*") if file.is_file()]


@pytest.fixture
def install(tmp_path: Path, rows: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> Install:
    """An install where one process has run."""
    monkeypatch.setattr(index, "SAVED_FROM", 1_000)
    made = Install(tmp_path / "index", rows, Standing())
    _, read = made.started()
    assert read[0] == 0
    assert made.files()
    return made


def answers(engine: EmbeddedEngine, rows: np.ndarray) -> list[Any]:
    """What all arms find and their material, for a question."""
    view, vector, query = engine.view(HEAD, Filters(), 0), rows[77].astype(np.float32), read_query("pump 4711")
    found = {"lexical": view.lexical(query), "dense": view.dense(vector), "exact": view.exact(query)}
    material = view.material(query, vector, found)
    return [found, material.weights.tolist(), material.cosines.tolist(), list(material.held)]


def test_a_process_that_starts_again_reads_no_rows_and_finds_the_same(
    install: Install, engine: EmbeddedEngine, rows: np.ndarray
) -> None:
    again, read = install.started()
    assert read == []
    assert again.reached(HEAD) == engine.reached(HEAD)
    assert again.counts(HEAD) == (COUNT, COUNT)
    assert answers(again, rows) == answers(engine, rows)
    rare = Filters(labels=["rare"])
    vector = rows[100].astype(np.float32)
    assert again.view(HEAD, rare, 0).dense(vector) == engine.view(HEAD, rare, 0).dense(vector)


def test_what_changes_after_a_start_from_files_is_taken_in(install: Install, rows: np.ndarray) -> None:
    again, _ = install.started()
    changed = replace(HEAD, seq=COUNT + 1)
    pump, note = (
        Entry("c00077", COUNT + 1, removed, "r-new", 2, "d1", None, (), {}, TERMS, ()) for removed in (True, False)
    )
    feed: Any = again._feed
    feed.entries = lambda head, after, *, vectors: [pump, replace(note, chunk_id="new")] if after == COUNT else []
    again.catch_up(changed)
    assert again.counts(changed) == (COUNT, COUNT - 1)
    view = again.view(changed, Filters(), 0)
    assert "c00077" not in view.dense(rows[77].astype(np.float32))
    assert "new" in again.view(changed, Filters(document_ids=["d1"]), 0).lexical(read_query("pump"))


@pytest.mark.parametrize("name", ["meta", "docs.npy"])
def test_a_file_that_is_damaged_is_made_anew(install: Install, name: str) -> None:
    (file,) = (file for file in install.files() if file.name == name)
    file.write_bytes(file.read_bytes()[:-9])
    again, read = install.started()
    assert read[0] == 0
    assert again.counts(HEAD) == (COUNT, COUNT)
    assert install.started()[1] == []


def test_files_of_rows_that_a_restored_database_does_not_have_are_not_used(install: Install) -> None:
    install.standing.revisions = False
    assert install.started()[1][0] == 0


def test_files_are_taken_away_after_a_purge_and_with_their_base(install: Install) -> None:
    engine, _ = install.started()
    install.standing.purges = 1
    engine.tidy()
    assert install.files() == []
    install.started()
    assert install.files()
    install.standing.exists = False
    engine.tidy()
    assert install.files() == []
