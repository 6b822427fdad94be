"""`comity worker`."""

import asyncio
from typing import Annotated

import typer

from comity.cli.options import DataDir, quick_imports, settings


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(worker)


def worker(
    queue: Annotated[
        list[str] | None, typer.Option(help="Work only on this queue; may be given several times.")
    ] = None,
    idle_exit: Annotated[float | None, typer.Option(help="End after this many seconds without work.")] = None,
    parent: Annotated[int | None, typer.Option(hidden=True, help="The process that this one ends with.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Run background jobs in a process of their own, beside a server that uses the same database.

    'comity serve' runs jobs itself; start workers when you want more of them, or on other machines.
    """
    with quick_imports():
        from comity.worker import every_queue, work

        every_queue()

    asyncio.run(work(settings(data_dir), set(queue or ()), idle_exit, parent))
