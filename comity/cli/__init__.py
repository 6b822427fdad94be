"""The command line, `comity`: one module for each command. Heavy parts are imported by the command that needs them."""

from importlib import import_module

import typer

COMMANDS = ("serve", "demo", "ask", "lab", "knowledge", "move", "setup", "worker", "openapi", "version")


def build() -> typer.Typer:
    """The command line with every command that exists."""
    app = typer.Typer(
        name="comity",
        help="Comity answers questions from your documents, and shows where each sentence came from.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    for name in COMMANDS:
        import_module(f"comity.cli.{name}").add_to(app)
    return app


def main() -> None:
    """Runs the command that the arguments name."""
    build()()
