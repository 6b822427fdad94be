"""The database: one synchronous unit of work over SQLite or PostgreSQL.

`Database.write(fn)` runs `fn(tx)` in one transaction and returns its result; `read(fn)` likewise without the right to change.
`awrite` and `aread` are the same for coroutines. On SQLite one writer thread commits many callers' work as one group;
on PostgreSQL each has a connection of the pool. Nothing inside `fn` may wait for a network: `kernel.outbound` refuses then.
"""

from comity.kernel.db.columns import Base, Blob, Entity, Id, Json, Time, Timestamps
from comity.kernel.db.database import Database, open_database
from comity.kernel.db.paging import Page, cursor_at, page, read_cursor
from comity.kernel.db.sql import SQL
from comity.kernel.db.transaction import Tx, scoped

__all__ = [
    "SQL",
    "Base",
    "Blob",
    "Database",
    "Entity",
    "Id",
    "Json",
    "Page",
    "Time",
    "Timestamps",
    "Tx",
    "cursor_at",
    "open_database",
    "page",
    "read_cursor",
    "scoped",
]
