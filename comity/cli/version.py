"""`comity version`."""

import typer

import comity


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(version)


def version() -> None:
    """Print the version."""
    typer.echo(comity.__version__)
