"""The engines, one folder each, and the registry that chooses one for an install."""

from collections.abc import Callable

from comity.kernel.db import Database
from comity.kernel.logs import logger
from comity.knowledge.search.engines.embedded import EmbeddedEngine
from comity.knowledge.search.engines.postgres import PostgresEngine, PostgresSearchMissing
from comity.knowledge.search.port import Engine, Feed

log = logger("knowledge.search")


def _embedded(database: Database, feed: Feed, cache_mb: int) -> Engine:
    return EmbeddedEngine(feed, cache_mb)


def _postgres(database: Database, feed: Feed, cache_mb: int) -> Engine:
    return PostgresEngine(database, feed)


ENGINES: dict[str, Callable[[Database, Feed, int], Engine]] = {"embedded": _embedded, "postgres": _postgres}


def open_engine(name: str, database: Database, feed: Feed, cache_mb: int) -> Engine:
    """The engine of an install; blocking. `auto` follows the database, and takes the embedded one where pgvector is missing.

    Raises `PostgresSearchMissing` when `postgres` is asked for and cannot be had.
    """
    if name != "auto":
        return ENGINES[name](database, feed, cache_mb)
    if database.dialect != "postgresql":
        return ENGINES["embedded"](database, feed, cache_mb)
    try:
        return ENGINES["postgres"](database, feed, cache_mb)
    except PostgresSearchMissing as missing:
        log.warning("search_falls_back", engine="embedded", reason=missing.message)
        return ENGINES["embedded"](database, feed, cache_mb)


__all__ = ["ENGINES", "EmbeddedEngine", "PostgresEngine", "PostgresSearchMissing", "open_engine"]
