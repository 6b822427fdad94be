"""`comity serve`."""

from typing import Annotated

import typer

from comity.cli.options import DataDir, settings


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
) -> None:
    """Start Comity: the console, the API and the background jobs.

    On the first start it prints a set-up link that works for 60 minutes.
    """
    from comity.app import serve as serve_application

    loaded = settings(data_dir, host=host, port=port)
    serve_application(loaded, ["--data-dir", str(loaded.data_dir)], jobs=jobs)
