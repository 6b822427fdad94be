"""`comity serve`."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.options import DataDir, quick_imports, refusals, settings

if TYPE_CHECKING:
    from comity.app import Beside
    from comity.kernel.config import Settings


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(serve)


def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on. Default: 127.0.0.1, this machine only.")
    ] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on. Default: 8080")] = None,
    data_dir: DataDir = None,
    jobs: Annotated[bool, typer.Option(help="Run background jobs in this server too.")] = True,
    demo: Annotated[bool, typer.Option("--demo", help="Make the demo workspace first, as 'comity demo' does.")] = False,
) -> None:
    """Start Comity: the console, the API and the background jobs.

    On the first start it prints a set-up link that works for 60 minutes.
    """
    with quick_imports():
        from comity.app import serve as serve_application
        from comity.worker import every_queue

        loaded = settings(data_dir, host=host, port=port)
        every_queue()
    beside = _prepared_demo(loaded) if demo else None
    serve_application(loaded, ["--data-dir", str(loaded.data_dir)], jobs=jobs, beside=beside)


def _prepared_demo(loaded: "Settings") -> "Beside":
    from comity.cli.demo import prepare, tell_when_ready
    from comity.kernel.db.schema import bring_to_head
    from comity.migrations import FOLDER

    with refusals():
        bring_to_head(loaded, FOLDER)
        made = asyncio.run(prepare(loaded))
    return lambda rt: tell_when_ready(rt, made)
