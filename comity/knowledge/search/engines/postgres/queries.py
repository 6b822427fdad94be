"""The SQL of the index in PostgreSQL. `no` is a base's number in it; every statement begins with one."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from comity.kernel.db import SQL, Tx
from comity.knowledge.chunks.queries import TERMS
from comity.knowledge.search.engines.postgres.forms import COPY_END, COPY_HEADER
from comity.knowledge.search.engines.postgres.nearest import IS_MADE
from comity.knowledge.search.port import Filters

TIMES = "SELECT set_config('statement_timeout', :ms, true), set_config('jit', 'off', true)"
_LIMIT_TIME = SQL(TIMES)
_FIND = SQL(
    f"""SELECT b.*, {IS_MADE} AS has_nearest FROM comity_search.bases b
    WHERE base_id = :base_id AND generation_id = :generation_id"""
)
_COUNTS = SQL(
    """SELECT (SELECT count(*) FROM comity_search.chunks c WHERE c.no = b.no) AS chunks,
    (SELECT count(*) FROM comity_search.vectors v WHERE v.no = b.no) AS vectors
    FROM comity_search.bases b WHERE base_id = :base_id AND generation_id = :generation_id"""
)
_ADD = SQL(
    """INSERT INTO comity_search.bases (base_id, generation_id) VALUES (:base_id, :generation_id)
    ON CONFLICT (base_id, generation_id) DO NOTHING"""
)
_REACH = SQL(
    """UPDATE comity_search.bases SET seq = :seq, vector_seq = :vector_seq, chunks = chunks + :chunks,
    lengths = ARRAY(SELECT a + b FROM unnest(lengths, CAST(:lengths AS bigint[])) AS both_(a, b)) WHERE no = :no"""
)
_DROP_OTHERS = SQL(
    """DELETE FROM comity_search.bases b USING comity_search.bases mine WHERE mine.no = :no AND b.base_id = :base_id AND b.no < :no
    AND CASE WHEN split_part(mine.generation_id, '@', 2) LIKE 'v%' THEN b.generation_id LIKE '%@v%' AND b.no NOT IN (
        SELECT no FROM comity_search.bases WHERE base_id = :base_id AND generation_id LIKE '%@v%' ORDER BY no DESC LIMIT :views)
    ELSE split_part(split_part(b.generation_id, '@', 2), '.', 1) = split_part(split_part(mine.generation_id, '@', 2), '.', 1)
        AND NOT EXISTS (SELECT 1 FROM generations g WHERE g.id = split_part(b.generation_id, '@', 1)
            AND split_part(b.generation_id, '@', 2) = split_part(mine.generation_id, '@', 2)) END"""
)
VIEWS_MAX = 3
"""So many old versions of a base keep their indexes."""
_DROP_DEAD = SQL(
    """DELETE FROM comity_search.bases b WHERE NOT EXISTS (
    SELECT 1 FROM knowledge_bases k WHERE k.id = b.base_id AND k.deleted_at IS NULL)"""
)
_BEHIND = SQL(
    """SELECT k.workspace_id, b.base_id, b.generation_id, k.index_seq FROM comity_search.bases b
    JOIN knowledge_bases k ON k.id = b.base_id WHERE k.index_seq > b.vector_seq"""
)
_REMOVE = SQL(
    """DELETE FROM comity_search.chunks WHERE no = :no AND chunk_id = ANY(:ids)
    RETURNING lengths, tsvector_to_array(terms) AS terms"""
)
_REMOVE_VECTORS = SQL("DELETE FROM comity_search.vectors WHERE no = :no AND chunk_id = ANY(:ids)")
_COPY_CHUNKS = """COPY comity_search.chunks (no, chunk_id, revision_id, document_id, expires_us, labels, metadata, lengths, codes,
    terms) FROM STDIN (FORMAT binary)"""
_COPY_VECTORS = "COPY comity_search.vectors (no, chunk_id, part, expires_us, embedding) FROM STDIN (FORMAT binary)"
_COUNT_TERMS = SQL(
    """INSERT INTO comity_search.terms (no, term, chunks)
    SELECT CAST(:no AS integer), term, change FROM unnest(CAST(:terms AS text[]), CAST(:changes AS integer[])) AS t(term, change)
    ORDER BY term ON CONFLICT (no, term) DO UPDATE SET chunks = comity_search.terms.chunks + excluded.chunks"""
)
_FORGET_TERMS = SQL("DELETE FROM comity_search.terms WHERE no = :no AND term = ANY(:terms) AND chunks <= 0")
_HOLDERS = SQL("SELECT term, chunks FROM comity_search.terms WHERE no = :no AND term = ANY(:terms)")
_PLACES = SQL(
    "SELECT chunk_id, revision_id, expires_us FROM comity_search.chunks WHERE no = :no AND revision_id = ANY(:ids)"
)
_MATERIAL = SQL(
    f"""SELECT c.chunk_id, c.revision_id, c.document_id, c.labels, c.metadata, {TERMS} FROM comity_search.chunks c
    JOIN chunk_revisions r ON r.id = c.revision_id WHERE c.no = :no AND c.chunk_id = ANY(:ids) ORDER BY c.chunk_id"""
)
_LEXICAL = """SELECT c.chunk_id, sum(t.weight) AS value
    FROM unnest(CAST(:queries AS text[]), CAST(:weights AS float8[])) AS t(query, weight)
    JOIN comity_search.chunks c ON c.terms @@ CAST(t.query AS tsquery)
    WHERE c.no = :no AND {allowed} GROUP BY c.chunk_id ORDER BY value DESC, c.chunk_id LIMIT :limit"""
_DENSE = """SELECT c.chunk_id, max(-(c.embedding <#> CAST(:vector AS halfvec))) AS value FROM comity_search.vectors c
    WHERE c.no = :no AND {allowed} GROUP BY c.chunk_id ORDER BY value DESC, c.chunk_id LIMIT :limit"""
_NEAREST = """SELECT v.chunk_id, -(CAST(v.embedding AS halfvec({width})) <#> CAST(:vector AS halfvec({width}))) AS value
    FROM comity_search.vectors v WHERE v.no = {no} AND v.expires_us > :now_us AND {allowed}
    ORDER BY CAST(v.embedding AS halfvec({width})) <#> CAST(:vector AS halfvec({width})) LIMIT {limit}"""
_IF_ALLOWED = "(SELECT {allowed} FROM comity_search.chunks c WHERE c.no = v.no AND c.chunk_id = v.chunk_id)"
_WIDELY = SQL(
    """SELECT set_config('hnsw.ef_search', :width, true), set_config('hnsw.iterative_scan', 'relaxed_order', true),
    set_config('hnsw.scan_mem_multiplier', '4', true), set_config('enable_sort', 'off', true)"""
)
_EXACT = """SELECT c.chunk_id FROM comity_search.chunks c
    WHERE c.no = :no AND c.codes && CAST(:codes AS text[]) AND {allowed} ORDER BY c.chunk_id LIMIT :limit"""
_OF_CHUNKS = """c.expires_us > :now_us AND c.chunk_id IN (
    SELECT c.chunk_id FROM comity_search.chunks c WHERE c.no = :no AND {allowed})"""
_LEXICAL_ALL, _DENSE_ALL, _EXACT_ALL = (
    SQL(text.replace("{allowed}", "c.expires_us > :now_us")) for text in (_LEXICAL, _DENSE, _EXACT)
)


def limit_time(tx: Tx, milliseconds: int) -> None:
    """Lets the statements of this transaction run no longer than this."""
    tx.value(_LIMIT_TIME, ms=str(milliseconds))


def find_base(tx: Tx, base_id: str, generation_id: str) -> Any | None:
    """The row of a base and generation."""
    return tx.row(_FIND, base_id=base_id, generation_id=generation_id)


def counts(tx: Tx, base_id: str, generation_id: str) -> Any | None:
    """How many chunks and vectors a base and generation have, counted."""
    return tx.row(_COUNTS, base_id=base_id, generation_id=generation_id)


def open_base(tx: Tx, base_id: str, generation_id: str) -> Any:
    """The row of a base and generation, made when it is missing, for the one transaction that may change it now."""
    tx.lock(f"comity_search:{base_id}")
    tx.run(_ADD, base_id=base_id, generation_id=generation_id)
    return find_base(tx, base_id, generation_id)


def reach(tx: Tx, no: int, seq: int, vector_seq: int, *, chunks: int = 0, lengths: Sequence[int] = (0,) * 5) -> None:
    """Notes how far a base was taken in, and what that changed in its sums."""
    tx.run(_REACH, no=no, seq=seq, vector_seq=vector_seq, chunks=chunks, lengths=list(lengths))


def drop_other_generations(tx: Tx, base_id: str, no: int) -> None:
    """Forgets the generations that are kept no more, and the indexes of versions that were looked at longest ago."""
    tx.run(_DROP_OTHERS, base_id=base_id, no=no, views=VIEWS_MAX)


def drop_dead_bases(tx: Tx) -> int:
    """Forgets every base that was deleted."""
    return tx.run(_DROP_DEAD)


def behind(tx: Tx) -> Sequence[Any]:
    """The bases of the index that have changed since."""
    return tx.rows(_BEHIND)


def remove(tx: Tx, no: int, chunk_ids: Sequence[str]) -> Sequence[Any]:
    """Takes chunks out; returns their lengths and lexemes."""
    remove_vectors(tx, no, chunk_ids)
    return tx.rows(_REMOVE, no=no, ids=list(chunk_ids))


def remove_vectors(tx: Tx, no: int, chunk_ids: Sequence[str]) -> None:
    """Takes the vectors of chunks out."""
    tx.run(_REMOVE_VECTORS, no=no, ids=list(chunk_ids))


def add_chunks(tx: Tx, rows: Sequence[bytes]) -> None:
    """Puts chunks in, as `forms.copied_row` writes them."""
    tx.copy(_COPY_CHUNKS, COPY_HEADER, *rows, COPY_END)


def add_vectors(tx: Tx, rows: Sequence[bytes]) -> None:
    """Puts vectors in, as `forms.copied_row` writes them."""
    tx.copy(_COPY_VECTORS, COPY_HEADER, *rows, COPY_END)


def count_terms(tx: Tx, no: int, changes: Mapping[str, int]) -> None:
    """Changes in how many chunks hold each term."""
    if changes:
        tx.run(_COUNT_TERMS, no=no, terms=list(changes), changes=list(changes.values()))
        gone = [term for term, change in changes.items() if change < 0]
        tx.run(_FORGET_TERMS, no=no, terms=gone) if gone else None


def holders(tx: Tx, no: int, terms: Sequence[str]) -> dict[str, int]:
    """How many chunks hold each of some terms."""
    return {row.term: row.chunks for row in tx.rows(_HOLDERS, no=no, terms=list(terms))}


def places(tx: Tx, no: int, revision_ids: Sequence[str]) -> Sequence[Any]:
    """Chunks of the index by their revisions."""
    return tx.rows(_PLACES, no=no, ids=list(revision_ids))


def material(tx: Tx, no: int, generation_id: str, chunk_ids: Sequence[str]) -> Sequence[Any]:
    """What is held of chunks, with their analysis for a generation."""
    return tx.rows(_MATERIAL, no=no, generation_id=generation_id, ids=list(chunk_ids))


def lexical(tx: Tx, no: int, weighted: Mapping[str, float], filters: Filters, now_us: int, limit: int) -> Sequence[Any]:
    """Chunks by the summed weight of the lexemes they hold."""
    allowed, values = _allowed(filters)
    statement = _LEXICAL_ALL if not values else SQL(_LEXICAL.replace("{allowed}", allowed))
    queries, weights = [quoted(lexeme) for lexeme in weighted], list(weighted.values())
    return tx.rows(statement, no=no, queries=queries, weights=weights, now_us=now_us, limit=limit, **values)


def dense(tx: Tx, no: int, vector: str, filters: Filters, now_us: int, limit: int) -> Sequence[Any]:
    """Chunks by their best cosine."""
    allowed, values = _allowed(filters)
    statement = _DENSE_ALL
    if values:
        statement = SQL(_DENSE.replace("{allowed}", _OF_CHUNKS.replace("{allowed}", allowed)))
    return tx.rows(statement, no=no, vector=vector, now_us=now_us, limit=limit, **values)


def nearest(
    tx: Tx, no: int, vector: str, width: int, filters: Filters, now_us: int, limit: int, considered: int
) -> Sequence[Any]:
    """Vectors that are near one of `width` numbers, by the base's index of them: chunk ids and cosines, about in order.

    Only `limit` that are allowed, of at least `considered` that are looked at; fewer where pgvector gives up looking for more.
    """
    tx.value(_WIDELY, width=str(considered))
    allowed, values = _allowed(filters)
    asked = _IF_ALLOWED.replace("{allowed}", allowed) if values else "true"
    statement = SQL(_NEAREST.format(no=no, width=width, limit=limit, allowed=asked))
    return tx.rows(statement, vector=vector, now_us=now_us, **values)


def holding(tx: Tx, no: int, codes: Sequence[str], filters: Filters, now_us: int, limit: int) -> list[str]:
    """Chunks that hold one of some codes."""
    allowed, values = _allowed(filters)
    statement = _EXACT_ALL if not values else SQL(_EXACT.replace("{allowed}", allowed))
    rows = tx.rows(statement, no=no, codes=list(codes), now_us=now_us, limit=limit, **values)
    return [row.chunk_id for row in rows]


def _allowed(filters: Filters) -> tuple[str, dict[str, Any]]:
    """The condition on a chunk `c` that filters make, and its values; every value is a parameter."""
    parts, values = ["c.expires_us > :now_us"], {}
    if filters.document_ids:
        parts.append("c.document_id = ANY(CAST(:document_ids AS text[]))")
        values["document_ids"] = list(filters.document_ids)
    if filters.labels:
        parts.append("c.labels && CAST(:labels AS text[])")
        values["labels"] = list(filters.labels)
    for number, (key, wanted) in enumerate(filters.metadata.items()):
        options = wanted if isinstance(wanted, list) else [wanted]
        name = "abcdefghijklmnopqrstuvwxyz"[number % 26] * (1 + number // 26)
        parts.append(f"coalesce(c.metadata -> :key_{name}, 'null') = ANY(CAST(:wanted_{name} AS jsonb[]))")
        values |= {f"key_{name}": key, f"wanted_{name}": [msgspec.json.encode(one).decode() for one in options]}
    return " AND ".join(parts), values


def quoted(lexeme: str) -> str:
    """A lexeme as a `tsquery` of its own."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
