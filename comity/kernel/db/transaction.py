"""One open transaction, as the verbs see it."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, NestedTransaction, Select, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from comity.kernel.db.columns import Entity
from comity.kernel.db.sql import SQL

E = TypeVar("E", bound=Entity)
_LOCK = SQL("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")


class Tx:
    """The caller's unit of work: an ORM session for the ordinary, fixed SQL for the hot paths, effects after the commit.

    `shared`: other units of work are committed with this one. Then the session gets a savepoint of its own, for when a flush
    fails it rolls back the innermost transaction it knows of, which must not be everybody's.

    Fixed SQL goes to the driver itself: measured at a third of its cost through the engine. What the driver refuses is raised
    as the engine would raise it.
    """

    def __init__(self, connection: Connection, *, shared: bool = False) -> None:
        self.connection = connection
        self.dialect = connection.dialect.name
        self._driver: Any = connection.connection.driver_connection
        self.effects: list[Callable[[], None]] = []
        self._session: Session | None = None
        self._shared = shared
        self._savepoint: NestedTransaction | None = None

    @property
    def session(self) -> Session:
        """The ORM session of this transaction, made when first asked for. Never commit it: the transaction does."""
        if self._session is None:
            self._savepoint = self.connection.begin_nested() if self._shared else None
            self._session = Session(bind=self.connection, join_transaction_mode="rollback_only", expire_on_commit=False)
        return self._session

    def run(self, statement: SQL, **parameters: Any) -> int:
        """Executes fixed SQL; returns the number of rows it touched."""
        return self._execute(statement, parameters).rowcount

    def run_many(self, statement: SQL, rows: Sequence[dict[str, Any]]) -> None:
        """Executes fixed SQL once for each row."""
        if rows:
            self.flush()
            self.connection.exec_driver_sql(statement.for_dialect(self.dialect), list(rows))

    def copy(self, statement: str, *parts: bytes) -> None:
        """Feeds a `COPY ... FROM STDIN` of PostgreSQL."""
        self.flush()
        with self._driver.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write(b"".join(parts))

    def rows(self, statement: SQL, **parameters: Any) -> Sequence[Any]:
        """All rows of fixed SQL, with columns as attributes."""
        cursor = self._execute(statement, parameters)
        return list(map(statement.row_of(cursor.description), cursor.fetchall()))

    def row(self, statement: SQL, **parameters: Any) -> Any | None:
        """The first row of fixed SQL, or None."""
        cursor = self._execute(statement, parameters)
        found = cursor.fetchone()
        row = None if found is None else statement.row_of(cursor.description)(found)
        cursor.close()
        return row

    def value(self, statement: SQL, **parameters: Any) -> Any:
        """The first column of the first row of fixed SQL, or None."""
        cursor = self._execute(statement, parameters)
        found = cursor.fetchone()
        cursor.close()
        return None if found is None else found[0]

    def lock(self, name: str) -> None:
        """Waits until no other transaction holds this name, then holds it to the end. SQLite has one writer anyway."""
        if self.dialect == "postgresql":
            self._execute(_LOCK, {"name": name})

    def after_commit(self, effect: Callable[[], None]) -> None:
        """Runs `effect` once the transaction is committed (not if it is rolled back). It must be quick and must not fail."""
        self.effects.append(effect)

    def flush(self) -> None:
        """Writes what the session holds, so that fixed SQL sees it."""
        if self._session is not None:
            self._session.flush()

    def close(self) -> None:
        """Ends the session, leaving the transaction to its owner."""
        if self._session is not None:
            self._session.close()
        if self._savepoint is not None and self._savepoint.is_active:
            self._savepoint.commit()

    def _execute(self, statement: SQL, parameters: dict[str, Any]) -> Any:
        self.flush()
        text = statement.for_dialect(self.dialect)
        base = self.connection.dialect.loaded_dbapi.Error
        try:
            return self._driver.execute(text, parameters)
        except base as error:
            raise DBAPIError.instance(text, parameters, error, base, dialect=self.connection.dialect) from error


def scoped(model: type[E], workspace_id: str) -> Select[E]:
    """The beginning of every query: the rows of `model` in one workspace."""
    return select(model).where(model.workspace_id == workspace_id)
