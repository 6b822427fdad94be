"""Bringing a database to the schema of this program: a new one, an old one, or the right one, which costs one query.

Migrations are numbered files (`0001_initial.py`); the number is the revision. Alembic is imported only when there is work.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, inspect, make_url

from comity.kernel.config import Settings
from comity.kernel.db.moving import refuse_moved
from comity.kernel.db.sqlite import open_sqlite

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATION_LOCK = 7_204_991


class SchemaIsNewer(SystemExit):
    """The data was written by a newer Comity; starting this one could damage it (`accounts.md` 3.16). Ends the program."""


def head_of(folder: Path) -> str:
    """The newest revision in a folder of migrations: the highest number, by file name."""
    return max(file.name.partition("_")[0] for file in (folder / "versions").glob("[0-9]*_*.py"))


def current_revision(connection: Connection) -> str | None:
    """The revision that the database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def bring_to_head(settings: Settings, folder: Path) -> None:
    """Upgrades the database that the settings name, one process at a time, in one transaction.

    Raises `SchemaIsNewer` when the database is ahead of this program, `MovedAway` when its rows are in PostgreSQL by now; then
    nothing is changed.
    """
    engine = open_for_migration(settings)
    try:
        with engine.connect() as connection:
            if settings.is_embedded:
                refuse_moved(connection)
            if _is_behind(connection, head_of(folder)):
                connection.rollback()
                _lock(connection)
                if _is_behind(connection, head_of(folder)):
                    upgrade(connection, folder)
                connection.commit()
    finally:
        engine.dispose()


def open_for_migration(settings: Settings) -> Engine:
    """An engine with one writing connection, for schema work only."""
    if settings.is_embedded:
        file = settings.sqlite_file
        file.parent.mkdir(parents=True, exist_ok=True)
        return open_sqlite(file, read_only=False)
    return create_engine(make_url(settings.database.url).set(drivername="postgresql+psycopg"), pool_size=1)


def upgrade(connection: Connection, folder: Path) -> None:
    """Runs the migrations that are missing, on an open transaction that the caller commits."""
    from alembic import command

    command.upgrade(alembic_config(folder, connection), "head")


def alembic_config(folder: Path, connection: Connection) -> "Config":
    """Alembic's configuration for our folder, on the caller's connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder))
    config.attributes["connection"] = connection
    return config


def _is_behind(connection: Connection, head: str) -> bool:
    current = current_revision(connection)
    if current is not None and current > head:
        raise SchemaIsNewer(
            f"The database is at schema {current}, this program knows {head}. Start the newer Comity again."
        )
    return current != head


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
