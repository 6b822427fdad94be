"""Options that several commands share, and the settings they make."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from comity.kernel.config import Settings

DataDir = Annotated[
    Path | None,
    typer.Option(help="Where Comity keeps its database, files and secrets. Default: ./data", show_default=False),
]


def settings(data_dir: Path | None, **more: Any) -> "Settings":
    """The settings of the environment and `comity.toml`, with what the command line says on top; sets the log format."""
    from comity.kernel.config import load_settings
    from comity.kernel.logs import configure_logs

    loaded = load_settings(data_dir=data_dir, **more)
    configure_logs(loaded)
    return loaded


@contextmanager
def quick_imports() -> Iterator[None]:
    """Imports without looking for garbage, which saves a fifth of the CPU of a start; what was imported stays out of later looks."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def refusals() -> Iterator[None]:
    """Turns a refusal of the product into its sentence on the terminal and an exit with 1."""
    from comity.kernel.errors import ComityError

    try:
        yield
    except ComityError as error:
        for line in [error.message, *(f"- {item['message']}" for item in error.errors)]:
            typer.echo(line, err=True)
        raise typer.Exit(1) from None
