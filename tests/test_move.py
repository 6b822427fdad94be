"""`comity move`: all rows of an install from SQLite to PostgreSQL, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import MetaData, func, select

from comity.cli import move
from comity.cli.demo.making import make
from comity.kernel.config import Settings
from comity.kernel.db import SQL, open_database
from comity.kernel.db.moving import MovedAway, NotTaken, TargetHoldsRows
from comity.kernel.db.schema import bring_to_head
from comity.kernel.errors import Invalid
from comity.knowledge import queries
from comity.migrations import FOLDER
from comity.worker import open_runtime


@dataclass(frozen=True)
class Both:
    """An install with the demo on SQLite, and an empty database on PostgreSQL."""

    tables: MetaData
    here: Settings
    there: Settings

    def move(self) -> int:
        """The whole move."""
        return move._move(self.here, self.there.database.url)

    def counts(self, settings: Settings) -> dict[str, int]:
        """Rows by table."""
        database = open_database(settings)
        names = {table.name: select(func.count()).select_from(table) for table in self.tables.sorted_tables}
        try:
            return database.read(
                lambda tx: {name: tx.connection.execute(one).scalar() or 0 for name, one in names.items()}
            )
        finally:
            database.close()

    def write(self, settings: Settings, statement: str) -> None:
        """Changes something."""
        database = open_database(settings)
        try:
            database.write(lambda tx: tx.run(SQL(statement)))
        finally:
            database.close()


@pytest.fixture
async def both(settings_of: Any, tables: MetaData) -> Both:
    """As said."""
    here = settings_of("sqlite")
    made = Both(tables, here, settings_of("postgresql").model_copy(update={"data_dir": here.data_dir}))
    bring_to_head(made.here, FOLDER)
    async with open_runtime(made.here) as rt:
        await make(rt)
    return made


def tables_with_rows(counts: dict[str, int]) -> Sequence[str]:
    """Their names."""
    return [name for name, count in counts.items() if count]


async def test_every_row_is_moved_and_searches_stay_with_their_engine(both: Both) -> None:
    before = both.counts(both.here)
    assert len(tables_with_rows(before)) > 15
    assert both.move() == sum(before.values())
    assert both.counts(both.there) == {**before, "knowledge_engine": 1}
    async with open_runtime(both.there) as rt:
        base = await rt.db.aread(lambda tx: tx.row(SQL("SELECT id, workspace_id FROM knowledge_bases LIMIT 1")))
        assert base is not None
        head = await rt.db.aread(lambda tx: queries.base_head(tx, base.workspace_id, base.id))
    assert head is not None
    assert head.engine == "embedded"


async def test_what_is_left_behind_can_be_read_and_refuses_changes_and_a_start(both: Both) -> None:
    both.move()
    assert both.counts(both.here)["workspaces"] == 1
    with pytest.raises(Exception, match="This data was moved to PostgreSQL"):
        both.write(both.here, "UPDATE workspaces SET name = 'x'")
    with pytest.raises(MovedAway):
        bring_to_head(both.here, FOLDER)
    with pytest.raises(MovedAway):
        both.move()


async def test_a_database_that_is_in_use_is_not_mixed_with(both: Both) -> None:
    bring_to_head(both.there, FOLDER)
    both.write(both.there, "INSERT INTO sign_in_attempts (id, at, ip, device, result) VALUES ('x', 1, 'x', 'x', 'x')")
    with pytest.raises(TargetHoldsRows, match="sign_in_attempts"):
        both.move()
    both.write(both.here, "UPDATE workspaces SET name = 'still here'")


async def test_a_row_that_postgresql_does_not_take_leaves_everything_where_it_is(both: Both) -> None:
    both.write(
        both.here,
        "UPDATE memberships SET workspace_id = 'this is longer than any identifier that PostgreSQL would take'",
    )
    with pytest.raises(NotTaken, match="memberships"):
        both.move()
    assert tables_with_rows(both.counts(both.there)) == []
    both.write(both.here, "UPDATE workspaces SET name = 'still here'")


async def test_what_cannot_be_moved_is_said(both: Both) -> None:
    with pytest.raises(Invalid, match="postgresql://"):
        move._move(both.here, "mysql://x")
    with pytest.raises(Invalid, match="not in SQLite"):
        move._move(both.there, both.there.database.url)
