"""Moving every row of an install from SQLite to PostgreSQL: all of them or none, and compared before it counts.

One transaction on each side. The one on SQLite holds the place of its writer, so that nothing changes meanwhile, and readers go on.
What is left behind refuses every change from then on: two stores that both take writes would drift apart.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, Table, func, insert, select
from sqlalchemy.exc import DBAPIError

from comity.kernel.errors import Conflict

BATCH = 1_000
MARK = "moved_away"
_VERBS = ("INSERT", "UPDATE", "DELETE")
_REFUSAL = "This data was moved to PostgreSQL. Restart Comity with COMITY_DATABASE__URL set to its address."
Tell = Callable[[str, int], None]


class TargetHoldsRows(Conflict):
    """What is moved to an install that is in use would mix with it."""

    def __init__(self, table: str) -> None:
        super().__init__(f"The database to move to holds rows in '{table}' already. Give an empty one.")


class NotTaken(Conflict):
    """PostgreSQL does not take what SQLite holds, or holds something else than it was given."""


class MovedAway(SystemExit):
    """The data directory was left; starting on it would write to what nobody reads any more. Ends the program."""


def move_rows(
    source: Engine, target: Engine, tables: Sequence[Table], tell: Tell, finish: Callable[[Connection], None]
) -> int:
    """Copies every row of `tables` (in order of what refers to what), compares, and marks the source; returns how many rows.

    `tell` hears of each table with its rows; `finish` adds to the target what only it needs. Raises `TargetHoldsRows`, `NotTaken`
    (409000): then nothing was moved, and it can be tried again.
    """
    total = 0
    with source.connect() as one:
        one.exec_driver_sql("BEGIN IMMEDIATE")
        with target.begin() as other:
            for table in tables:
                rows = _move_table(one, other, table)
                tell(table.name, rows)
                total += rows
            finish(other)
        for table in tables:
            _close(one, table)
        one.commit()
    return total


def is_moved_away(connection: Connection) -> bool:
    """Whether the rows of this SQLite file were moved away."""
    found = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name LIKE ? LIMIT 1", (f"{MARK}%",)
    )
    return found.first() is not None


def refuse_moved(connection: Connection) -> None:
    """Raises `MovedAway` for a file whose rows were moved away."""
    if is_moved_away(connection):
        raise MovedAway(_REFUSAL)


def _move_table(one: Connection, other: Connection, table: Table) -> int:
    if other.execute(select(func.count()).select_from(table)).scalar():
        raise TargetHoldsRows(table.name)
    count, total = 0, 0
    try:
        for rows in _read(one, table):
            other.execute(insert(table), [dict(row) for row in rows])
            count, total = count + len(rows), _added(total, rows)
    except (DBAPIError, ValueError) as error:
        reason = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
        raise NotTaken(f"PostgreSQL does not take a row of '{table.name}': {reason}. Nothing was moved.") from error
    known, found = 0, 0
    for rows in _read(other, table):
        known, found = known + len(rows), _added(found, rows)
    if (count, total) != (known, found):
        raise NotTaken(
            f"'{table.name}' came out different: {known} of {count} rows, or other values. Nothing was moved."
        )
    return count


def _read(connection: Connection, table: Table) -> Iterator[Sequence[Any]]:
    statement = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
    yield from connection.execute(statement).mappings().partitions(BATCH)


def _added(total: int, rows: Sequence[Any]) -> int:
    """The sum of the rows' hashes: the same whatever order a database gives them in."""
    for row in rows:
        written = msgspec.msgpack.encode(list(row.values()))
        total += int.from_bytes(blake2b(written, digest_size=8).digest())
    return total % (1 << 64)


def _close(one: Connection, table: Table) -> None:
    for verb in _VERBS:
        one.exec_driver_sql(
            f'CREATE TRIGGER "{MARK}_{table.name}_{verb.lower()}" BEFORE {verb} ON "{table.name}" '
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )
