"""`comity move`: every row of an install from SQLite to PostgreSQL."""

from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.options import DataDir, refusals, settings

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from comity.kernel.config import Settings


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(move)


def move(
    to: Annotated[str, typer.Option(help="The empty database to move to: postgresql://user:password@host:port/name")],
    data_dir: DataDir = None,
) -> None:
    """Move the data of this install from SQLite to PostgreSQL. Stop Comity first: until it ends, only reading works.

    All rows are copied and compared, or none are; then the SQLite file refuses every change. Files and secrets stay where they are.
    """
    loaded = settings(data_dir)
    with refusals():
        total = _move(loaded, to)
    typer.echo(
        f"{total} rows are in PostgreSQL. Start Comity with COMITY_DATABASE__URL set to that address from now on."
    )
    typer.echo(
        "Searches go on with the embedded engine. To search in PostgreSQL too: comity knowledge move --to postgres"
    )


def _move(loaded: "Settings", to: str) -> int:
    from comity.kernel.db.moving import move_rows
    from comity.kernel.db.schema import bring_to_head, open_for_migration
    from comity.kernel.errors import Invalid
    from comity.migrations import FOLDER
    from comity.worker import tables

    if not loaded.is_embedded:
        raise Invalid("The data of this install is not in SQLite: COMITY_DATABASE__URL names another database.")
    if not loaded.sqlite_file.exists():
        raise Invalid(f"There is no data here to move: {loaded.sqlite_file} does not exist. Name the data directory.")
    if not to.startswith("postgresql://"):
        raise Invalid("Give the address of a PostgreSQL database: postgresql://user:password@host:port/name")
    database = loaded.database.model_copy(update={"url": to})
    elsewhere = loaded.model_copy(update={"database": database})
    every = tables().sorted_tables
    for one in (loaded, elsewhere):
        bring_to_head(one, FOLDER)
    source, target = open_for_migration(loaded), open_for_migration(elsewhere)
    try:
        return move_rows(source, target, every, _tell, _finish)
    finally:
        source.dispose()
        target.dispose()


def _tell(table: str, rows: int) -> None:
    if rows:
        typer.echo(f"{table}: {rows} rows", err=True)


def _finish(connection: "Connection") -> None:
    """Searches stay with the engine they had, until its index is made in PostgreSQL too; words of the report are indexed again."""
    from comity.assistants.report.queries import note_all_words
    from comity.kernel.db import Tx
    from comity.knowledge.moving.service import stay_with

    tx = Tx(connection)
    stay_with(tx, "embedded")
    note_all_words(tx)
    tx.flush()
    tx.close()
