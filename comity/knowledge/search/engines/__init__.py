"""The engines, one folder each, and the registry that chooses one for an install."""

from collections.abc import Callable
from pathlib import Path

from comity.kernel.db import Database
from comity.kernel.logs import logger
from comity.knowledge.search.engines.embedded import EmbeddedEngine, Snapshots
from comity.knowledge.search.engines.postgres import PostgresEngine, PostgresSearchMissing
from comity.knowledge.search.feed import Standings
from comity.knowledge.search.port import Engine, Feed

log = logger("knowledge.search")


def _embedded(database: Database, feed: Feed, cache_mb: int, folder: Path | None) -> Engine:
    return EmbeddedEngine(feed, cache_mb, Snapshots(folder, Standings(database)) if folder else None)


def _postgres(database: Database, feed: Feed, cache_mb: int, folder: Path | None) -> Engine:
    return PostgresEngine(database, feed)


ENGINES: dict[str, Callable[[Database, Feed, int, Path | None], Engine]] = {
    "embedded": _embedded,
    "postgres": _postgres,
}


def open_engine(name: str, database: Database, feed: Feed, cache_mb: int, folder: Path | None = None) -> Engine:
    """The engine of an install; blocking. `auto` follows the database, and takes the embedded one where pgvector is missing.

    `folder`: where an engine may keep files that it can make again.

    Raises `PostgresSearchMissing` when `postgres` is asked for and cannot be had.
    """
    if name != "auto":
        return ENGINES[name](database, feed, cache_mb, folder)
    if database.dialect != "postgresql":
        return ENGINES["embedded"](database, feed, cache_mb, folder)
    try:
        return ENGINES["postgres"](database, feed, cache_mb, folder)
    except PostgresSearchMissing as missing:
        log.warning("search_falls_back", engine="embedded", reason=missing.message)
        return ENGINES["embedded"](database, feed, cache_mb, folder)


__all__ = ["ENGINES", "EmbeddedEngine", "PostgresEngine", "PostgresSearchMissing", "open_engine"]
