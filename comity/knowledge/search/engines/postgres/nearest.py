"""The index of nearest vectors (HNSW) that each large base has in PostgreSQL: made while the base is searched and changed.

Until it is whole, and where pgvector is older than 0.8, every vector is measured. PostgreSQL goes on with an index when the process
that asked for it dies; what a server that died left half made is dropped and made anew. Sources: "HNSW" and "Iterative index scans"
in pgvector's README, `CREATE INDEX` in PostgreSQL's manual.
"""

import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy.exc import DBAPIError

from comity.kernel.db import SQL, Database, Tx
from comity.kernel.logs import logger
from comity.knowledge.search.port import SCAN_LIMIT

log = logger("knowledge.search")

NEIGHBOURS, CONSIDERED = 24, 100
"""`m` and `ef_construction`: with 16 and 64, a million vectors would have to be searched more widely than pgvector lets one."""
DIMENSIONS_MOST = 4_000
"""So many an index of `halfvec` can have."""
MEMORY_MOST = 2 << 30
"""Bytes that making an index may take, when the server does not allow more by itself."""
NEEDED = (0, 8)
NO_ROOM = "53"
"""The class of PostgreSQL's errors of missing memory and space."""
_VERSION = SQL("SELECT extversion FROM pg_extension WHERE extname = 'vector'")
_NAME = "'comity_search.nearest_' || b.no"
IS_MADE = f"coalesce((SELECT i.indisvalid FROM pg_index i WHERE i.indexrelid = to_regclass({_NAME})), false)"
"""Whether the base of a row `b` has a whole one."""
_WANTING = SQL(
    f"""SELECT * FROM (SELECT b.no, b.base_id, b.chunks, to_regclass({_NAME}) IS NOT NULL AS is_half_made,
        (SELECT vector_dims(v.embedding) FROM comity_search.vectors v WHERE v.no = b.no LIMIT 1) AS dimensions
        FROM comity_search.bases b WHERE b.chunks > :most AND b.seq > 0 AND b.vector_seq = b.seq AND NOT {IS_MADE}) AS w
    WHERE dimensions <= :dimensions ORDER BY no"""
)
_LEFT_OVER = SQL(
    """SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'comity_search'::regnamespace AND c.relkind = 'i'
    AND c.relname ~ '^nearest_[0-9]+$' AND substr(c.relname, 9)::integer NOT IN (SELECT no FROM comity_search.bases)"""
)
_TRY_LOCK = SQL("SELECT pg_try_advisory_lock(hashtextextended('comity_search.nearest', 0))")
_TIME = SQL("SELECT set_config('statement_timeout', '0', false)")
_MEMORY = SQL(
    """SELECT set_config('maintenance_work_mem',
    greatest(pg_size_bytes(current_setting('maintenance_work_mem')), CAST(:bytes AS bigint)) / 1024 || 'kB', false)"""
)
_ALONE = SQL("SELECT set_config('max_parallel_maintenance_workers', '0', false)")


def can_be_made(database: Database) -> bool:
    """Whether this pgvector has what is needed; says so in the log when it has not."""
    version = str(database.read(lambda tx: tx.value(_VERSION)))
    if tuple(map(int, version.split(".")[:2])) >= NEEDED:
        return True
    log.warning(
        "nearest_index_left_out", pgvector=version, needed="0.8", effect="every vector of a large base is measured"
    )
    return False


def is_work(tx: Tx) -> bool:
    """Whether an index is missing, or left over from a base that is gone."""
    return bool(_wanting(tx) or tx.rows(_LEFT_OVER))


def make_missing(database: Database) -> None:
    """Makes the indexes that are missing, one after another, and drops those of bases that are gone. Takes minutes for a large base.

    When another process is at it, there is nothing to do. An index that cannot be made is told of in the log and tried again next time.
    """
    with database.piecemeal() as tx:
        if not tx.value(_TRY_LOCK):
            return
        tx.value(_TIME)
        for row in tx.rows(_LEFT_OVER):
            tx.run(_dropping(row.name))
        for row in _wanting(tx):
            _make(tx, row)


def _wanting(tx: Tx) -> Sequence[Any]:
    return tx.rows(_WANTING, most=SCAN_LIMIT, dimensions=DIMENSIONS_MOST)


def _make(tx: Tx, row: Any) -> None:
    begun, name = time.monotonic(), f"nearest_{row.no}"
    if row.is_half_made:
        tx.run(_dropping(name))
    tx.value(_MEMORY, bytes=min(MEMORY_MOST, row.chunks * _bytes_each(row.dimensions)))
    log.info("nearest_index_begun", base=row.base_id, chunks=row.chunks)
    try:
        _create(tx, name, row)
    except DBAPIError as error:
        log.error("nearest_index_failed", base=row.base_id, error=str(error.orig))
        return
    log.info("nearest_index_made", base=row.base_id, seconds=round(time.monotonic() - begun))


def _create(tx: Tx, name: str, row: Any) -> None:
    """Workers share memory that a container may not have (64 MB of `/dev/shm`): then it is made without them."""
    statement = SQL(
        f"""CREATE INDEX CONCURRENTLY {name} ON comity_search.vectors
        USING hnsw (CAST(embedding AS halfvec({row.dimensions})) halfvec_ip_ops)
        WITH (m = {NEIGHBOURS}, ef_construction = {CONSIDERED}) WHERE no = {row.no}"""
    )
    try:
        tx.run(statement)
    except DBAPIError as error:
        if not str(getattr(error.orig, "sqlstate", "")).startswith(NO_ROOM):
            raise
        tx.run(_dropping(name))
        tx.value(_ALONE)
        tx.run(statement)


def _dropping(name: str) -> SQL:
    return SQL(f"DROP INDEX CONCURRENTLY IF EXISTS comity_search.{name}")


def _bytes_each(dimensions: int) -> int:
    """What pgvector holds of each vector while it makes an index: half precision, two lists of neighbours, the rest."""
    return 2 * dimensions + 32 * NEIGHBOURS + 256
