"""`comity openapi`."""

import json
from pathlib import Path
from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(openapi)


def openapi(
    output: Annotated[Path | None, typer.Option(help="Write to this file instead of the terminal.")] = None,
) -> None:
    """Print the description of the HTTP API as OpenAPI 3.1 in JSON."""
    from comity.app import assemble

    text = json.dumps(assemble()[1].openapi(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        typer.echo(text, nl=False)
