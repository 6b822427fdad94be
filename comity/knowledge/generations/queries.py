"""The SQL of generations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from comity.kernel.db import SQL, Tx
from comity.knowledge.models import Generation

_NO_VECTOR = (
    """NOT EXISTS (SELECT 1 FROM chunk_vectors v WHERE v.revision_id = r.id AND v.generation_id = :generation_id)"""
)
_COLUMNS = "r.id, r.content, r.title, r.heading_path, r.questions, r.tokens"
_CURRENT = """FROM chunks c JOIN chunk_revisions r ON r.chunk_row_id = c.id AND r.number = c.current_revision
    WHERE c.base_id = :base_id AND NOT c.deleted"""
_UNEMBEDDED = SQL(
    f"SELECT c.id AS place, {_COLUMNS} {_CURRENT} AND c.id > :after AND {_NO_VECTOR} ORDER BY c.id LIMIT :limit"
)
_COUNT = SQL(f"SELECT count(*) AS chunks, coalesce(sum(r.tokens), 0) AS tokens {_CURRENT}")
_COUNT_UNEMBEDDED = SQL(f"SELECT count(*) {_CURRENT} AND {_NO_VECTOR}")
_KEPT = f"""FROM (SELECT DISTINCT revision_id FROM revision_spans WHERE base_id = :base_id AND revision_id > :after) s
    JOIN chunk_revisions r ON r.id = s.revision_id WHERE {_NO_VECTOR}"""
_UNEMBEDDED_KEPT = SQL(f"SELECT r.id AS place, {_COLUMNS} {_KEPT} ORDER BY r.id LIMIT :limit")
_COUNT_KEPT = SQL(f"SELECT count(*) {_KEPT}")
_EMBEDDED = SQL(
    """SELECT count(*) FROM chunks c JOIN chunk_revisions r ON r.chunk_row_id = c.id AND r.number = c.current_revision
    WHERE c.base_id = :base_id AND NOT c.deleted AND EXISTS (
        SELECT 1 FROM chunk_vectors v WHERE v.revision_id = r.id AND v.generation_id = :generation_id)"""
)
_SAMPLE = SQL(f"SELECT c.id AS place, {_COLUMNS} {_CURRENT} ORDER BY c.chunk_id LIMIT :limit")
_DROP_SOME = SQL(
    """DELETE FROM chunk_vectors WHERE generation_id = :generation_id AND revision_id IN (
    SELECT DISTINCT revision_id FROM chunk_vectors WHERE generation_id = :generation_id AND base_id = :base_id LIMIT :limit)"""
)


_UNANALYSED = """FROM chunk_revisions r WHERE r.base_id = :base_id AND r.content <> '' AND r.analysed_as <> :analysed_as
    AND NOT EXISTS (SELECT 1 FROM generation_terms t WHERE t.revision_id = r.id AND t.generation_id = :generation_id)"""
_LACKING_TERMS = SQL(
    f"""SELECT r.id, r.content, r.title, r.heading_path, r.keywords, r.questions {_UNANALYSED} AND r.id > :after
    ORDER BY r.id LIMIT :limit"""
)
_COUNT_UNANALYSED = SQL(f"SELECT count(*) {_UNANALYSED}")
_STORE_TERMS = SQL(
    """INSERT INTO generation_terms (revision_id, generation_id, workspace_id, base_id, terms)
    VALUES (:revision_id, :generation_id, :workspace_id, :base_id, :terms) ON CONFLICT DO NOTHING"""
)
_DROP_TERMS = SQL(
    """DELETE FROM generation_terms WHERE generation_id = :generation_id AND revision_id IN (
    SELECT revision_id FROM generation_terms WHERE generation_id = :generation_id AND base_id = :base_id LIMIT :limit)"""
)
_UNCOPIED = """FROM chunk_vectors v WHERE v.base_id = :base_id AND v.generation_id = :source AND NOT EXISTS (
    SELECT 1 FROM chunk_vectors w WHERE w.revision_id = v.revision_id AND w.generation_id = :target)"""
_LACKING_VECTORS = SQL(
    f"SELECT DISTINCT v.revision_id {_UNCOPIED} AND v.revision_id > :after ORDER BY v.revision_id LIMIT :limit"
)
_COUNT_UNCOPIED = SQL(f"SELECT count(DISTINCT v.revision_id) {_UNCOPIED}")
_COPY = SQL(
    """INSERT INTO chunk_vectors (revision_id, generation_id, part, workspace_id, base_id, vector)
    SELECT revision_id, :target, part, workspace_id, base_id, vector FROM chunk_vectors
    WHERE base_id = :base_id AND generation_id = :source AND revision_id BETWEEN :first AND :last ON CONFLICT DO NOTHING"""
)
_ANY_REVISION = SQL("SELECT 1 FROM chunk_revisions WHERE base_id = :base_id LIMIT 1")
_OUTDATED = SQL(
    """SELECT b.id, b.workspace_id FROM knowledge_bases b JOIN generations g ON g.base_id = b.id AND g.state = 'serving'
    WHERE b.deleted_at IS NULL AND g.analyser_version <> :version
    AND NOT EXISTS (SELECT 1 FROM base_jobs j WHERE j.claim = b.id)"""
)


def generations(tx: Tx, base_id: str) -> Sequence[Generation]:
    """The generations of a base that have vectors, the newest first."""
    mine = select(Generation).where(Generation.base_id == base_id, Generation.state != "dropped")
    return tx.session.scalars(mine.order_by(Generation.id.desc())).all()


def find_state(tx: Tx, base_id: str, state: str) -> Generation | None:
    """The generation of a base in a state."""
    mine = select(Generation).where(Generation.base_id == base_id, Generation.state == state)
    return tx.session.scalars(mine.order_by(Generation.id.desc()).limit(1)).first()


def due_to_drop(tx: Tx, before: datetime) -> Sequence[Generation]:
    """Generations of every workspace that were retired before a time, and those that nothing wants any more."""
    old = (Generation.state == "retired") & (Generation.retired_at < before)
    return tx.session.scalars(select(Generation).where(old | (Generation.state == "dropping"))).all()


def unembedded(tx: Tx, base_id: str, generation_id: str, after: str, limit: int) -> Sequence[Any]:
    """Current revisions without a vector in a generation, in order of their chunks, after one."""
    return tx.rows(_UNEMBEDDED, base_id=base_id, generation_id=generation_id, after=after, limit=limit)


def count_unembedded(tx: Tx, base_id: str, generation_id: str) -> int:
    """How many they are."""
    return tx.value(_COUNT_UNEMBEDDED, base_id=base_id, generation_id=generation_id)


def unembedded_kept(tx: Tx, base_id: str, generation_id: str, after: str, limit: int) -> Sequence[Any]:
    """Revisions of kept versions without a vector in a generation, in order, after one."""
    return tx.rows(_UNEMBEDDED_KEPT, base_id=base_id, generation_id=generation_id, after=after, limit=limit)


def count_unembedded_kept(tx: Tx, base_id: str, generation_id: str) -> int:
    """How many they are."""
    return tx.value(_COUNT_KEPT, base_id=base_id, generation_id=generation_id, after="")


def count_embedded(tx: Tx, base_id: str, generation_id: str) -> int:
    """How many living chunks a generation has vectors of."""
    return tx.value(_EMBEDDED, base_id=base_id, generation_id=generation_id)


def size_of(tx: Tx, base_id: str) -> Any:
    """How many chunks live in a base, and about how many tokens they have."""
    return tx.row(_COUNT, base_id=base_id)


def sample(tx: Tx, base_id: str, limit: int) -> Sequence[Any]:
    """Some chunks, for trying."""
    return tx.rows(_SAMPLE, base_id=base_id, limit=limit)


def drop_some(tx: Tx, base_id: str, generation_id: str, limit: int) -> int:
    """Deletes what a generation has of some revisions; returns how many vectors and analyses."""
    some = {"base_id": base_id, "generation_id": generation_id, "limit": limit}
    return tx.run(_DROP_SOME, **some) + tx.run(_DROP_TERMS, **some)


def unanalysed(tx: Tx, generation: Generation, after: str, limit: int) -> Sequence[Any]:
    """Revisions of a base, of whatever version, without terms for a generation, in order, after one."""
    return tx.rows(_LACKING_TERMS, **_of(generation), after=after, limit=limit)


def count_unanalysed(tx: Tx, generation: Generation) -> int:
    """How many they are."""
    return tx.value(_COUNT_UNANALYSED, **_of(generation))


def _of(generation: Generation) -> dict[str, str]:
    return {
        "base_id": generation.base_id,
        "generation_id": generation.id,
        "analysed_as": generation.analysed_as,
    }


def store_terms(tx: Tx, generation: Generation, made: Sequence[tuple[str, bytes]]) -> None:
    """Stores terms (revision id, terms) for a generation."""
    of_base = {"workspace_id": generation.workspace_id, "base_id": generation.base_id, "generation_id": generation.id}
    tx.run_many(_STORE_TERMS, [{**of_base, "revision_id": id_, "terms": terms} for id_, terms in made])


def uncopied(tx: Tx, base_id: str, source: str, target: str, after: str, limit: int) -> list[str]:
    """Revisions that one generation has vectors of and another has not, in order, after one."""
    rows = tx.rows(_LACKING_VECTORS, base_id=base_id, source=source, target=target, after=after, limit=limit)
    return [row.revision_id for row in rows]


def count_uncopied(tx: Tx, base_id: str, source: str, target: str) -> int:
    """How many they are."""
    return tx.value(_COUNT_UNCOPIED, base_id=base_id, source=source, target=target)


def copy_vectors(tx: Tx, base_id: str, source: str, target: str, first: str, last: str) -> None:
    """Copies the vectors of the revisions from one to another, as far as the other generation lacks them."""
    tx.run(_COPY, base_id=base_id, source=source, target=target, first=first, last=last)


def holds_anything(tx: Tx, base_id: str) -> bool:
    """Whether a base ever held a chunk."""
    return tx.row(_ANY_REVISION, base_id=base_id) is not None


def outdated(tx: Tx, version: int) -> Sequence[Any]:
    """Living bases (id, workspace_id) of every workspace that are served by another analyser than this one, and are free."""
    return tx.rows(_OUTDATED, version=version)
