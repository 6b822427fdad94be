"""The database keeps what was committed, undoes what failed, and reads alike on both engines."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from comity.accounts.models import ApiKey, Workspace
from comity.kernel.db import SQL, Database, Tx, page, scoped
from comity.kernel.errors import Validation

NAMES = SQL("SELECT name FROM workspaces ORDER BY name")


def add(name: str):
    def work(tx: Tx) -> None:
        tx.session.add(Workspace(name=name, slug=name))

    return work


def names(database: Database) -> list[str]:
    return [row.name for row in database.read(lambda tx: tx.rows(NAMES))]


def test_a_committed_row_is_read_again_with_its_times_and_json(database: Database) -> None:
    moment = datetime(2026, 1, 31, 9, 15, 2, 123456, tzinfo=UTC)
    database.write(
        lambda tx: tx.session.add(
            Workspace(name="One", slug="one", settings={"a": [1, "ก"]}, created_at=moment, updated_at=moment)
        )
    )
    found = database.read(lambda tx: tx.session.scalars(select(Workspace)).one())
    assert found.created_at == moment
    assert found.settings == {"a": [1, "ก"]}


def test_a_failed_unit_of_work_leaves_nothing_and_raises_to_its_caller(database: Database) -> None:
    def fail(tx: Tx) -> None:
        add("lost")(tx)
        tx.flush()
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        database.write(fail)
    assert names(database) == []


async def test_one_failure_among_many_concurrent_writes_undoes_only_itself(database: Database) -> None:
    def fail(tx: Tx) -> None:
        add("lost")(tx)
        tx.flush()
        raise ValueError("no")

    work = [database.awrite(add(f"w{i:03}")) for i in range(60)]
    work.insert(30, database.awrite(fail))
    results = await asyncio.gather(*work, return_exceptions=True)
    assert [type(r) for r in results if r is not None] == [ValueError]
    assert names(database) == [f"w{i:03}" for i in range(60)]


async def test_two_writers_of_one_unique_value_in_a_group_leave_one_winner(database: Database) -> None:
    results = await asyncio.gather(*[database.awrite(add("same")) for _ in range(8)], return_exceptions=True)
    assert sum(result is None for result in results) == 1
    assert names(database) == ["same"]


def test_effects_run_after_the_commit_and_not_after_a_failure(database: Database) -> None:
    heard: list[str] = []

    def work(tx: Tx) -> None:
        add("one")(tx)
        tx.after_commit(lambda: heard.append(",".join(names_outside())))

    def names_outside() -> list[str]:
        with database.engine.connect() as connection:
            return [row[0] for row in connection.exec_driver_sql("SELECT name FROM workspaces")]

    def fail(tx: Tx) -> None:
        tx.after_commit(lambda: heard.append("wrong"))
        raise ValueError

    database.write(work)
    with pytest.raises(ValueError):
        database.write(fail)
    assert heard == ["one"]


def test_a_unit_of_work_inside_another_is_refused(database: Database) -> None:
    with pytest.raises(RuntimeError, match="inside another"):
        database.write(lambda _tx: database.write(add("inner")))
    with pytest.raises(RuntimeError, match="inside another"):
        database.read(lambda _tx: database.read(lambda tx: tx.rows(NAMES)))


def test_fixed_sql_sees_what_the_session_added_before(database: Database) -> None:
    def work(tx: Tx) -> list[str]:
        add("seen")(tx)
        return [row.name for row in tx.rows(NAMES)]

    assert database.write(work) == ["seen"]


def test_fixed_sql_keeps_percent_signs_colons_and_quotes_of_its_values(database: Database) -> None:
    database.write(add("50% of:it 'x'"))
    like = SQL("SELECT name FROM workspaces WHERE name LIKE '50%' AND name = :name")
    assert database.read(lambda tx: tx.value(like, name="50% of:it 'x'")) == "50% of:it 'x'"


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_a_reader_of_the_embedded_database_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match="readonly"):
        database.read(lambda tx: tx.run(SQL("DELETE FROM workspaces")))


def fill_keys(tx: Tx, count: int, workspace_id: str) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for i in range(count):
        key = ApiKey(workspace_id=workspace_id, name=f"k{i}", prefix="p", last4="0000", hash=f"{workspace_id}{i}")
        key.scopes, key.created_at, key.updated_at = [], at, at
        tx.session.add(key)


def test_pages_hold_every_row_once_even_when_rows_come_in_between(database: Database) -> None:
    database.write(lambda tx: fill_keys(tx, 7, "w1"))

    def read(cursor: str | None):
        return database.read(
            lambda tx: page(tx, scoped(ApiKey, "w1"), ApiKey.created_at, ApiKey.id, limit=3, cursor=cursor)
        )

    first = read(None)
    database.write(lambda tx: tx.session.add(_late()))
    second, third = read(first.next_cursor), None
    third = read(second.next_cursor)
    assert third.next_cursor is None
    seen = [row.name for part in (first, second, third) for row in part.rows]
    assert sorted(seen) == [f"k{i}" for i in range(7)]


def _late() -> ApiKey:
    return ApiKey(workspace_id="w1", name="late", prefix="p", last4="0000", hash="late", scopes=[])


def test_a_foreign_cursor_is_refused_as_invalid(database: Database) -> None:
    for cursor in ("x", "e30", "bnVsbA"):
        with pytest.raises(Validation):
            database.read(lambda tx, c=cursor: page(tx, scoped(ApiKey, "w1"), ApiKey.created_at, ApiKey.id, cursor=c))


def test_scoped_shows_nothing_of_another_workspace(database: Database) -> None:
    database.write(lambda tx: fill_keys(tx, 2, "w1"))
    assert database.read(lambda tx: tx.session.scalars(scoped(ApiKey, "w2")).all()) == []
