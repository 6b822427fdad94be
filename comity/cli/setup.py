"""`comity setup`: the first workspace and its admin without a browser, and a new set-up link."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from comity.cli.options import DataDir, refusals, settings

if TYPE_CHECKING:
    from comity.kernel.config import Settings


def add_to(app: typer.Typer) -> None:
    """Adds the command with its sub-command."""
    group = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
    group.callback()(setup)
    group.command()(link)
    app.add_typer(group, name="setup", help="Set Comity up without a browser, or print a new set-up link.")


def setup(
    context: typer.Context,
    email: Annotated[str | None, typer.Option(help="The e-mail of the first admin.")] = None,
    name: Annotated[str, typer.Option(help="The name of the first admin.")] = "Admin",
    workspace: Annotated[str, typer.Option(help="The name of the workspace.")] = "Workspace",
    slug: Annotated[str, typer.Option(help="The workspace in addresses: 3 to 40 of a-z, 0-9 and '-'.")] = "workspace",
    time_zone: Annotated[str, typer.Option(help="The time zone, such as Asia/Bangkok.")] = "UTC",
    language: Annotated[str, typer.Option(help="The language, such as en or th.")] = "en",
    password_stdin: Annotated[bool, typer.Option(help="Read the password from standard input.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Make the first workspace and its admin. Without --password-stdin it asks for the password."""
    if context.invoked_subcommand:
        return
    if not email:
        raise typer.BadParameter("Give the e-mail of the first admin: comity setup --email you@example.com")
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else _ask_password()
    wanted = {
        "workspace": {"name": workspace, "slug": slug, "timeZone": time_zone, "language": language},
        "account": {"email": email, "displayName": name, "password": password},
    }
    _set_up(settings(data_dir), wanted)
    typer.echo(f"Comity is set up. Sign in as {email}.")


def link(data_dir: DataDir = None) -> None:
    """Print a new set-up link; older ones stop working."""
    from comity import accounts

    loaded = settings(data_dir)
    token = _in_database(loaded, accounts.issue_setup_token)
    typer.echo(f"{loaded.base_url}/setup?token={token}")


def _ask_password() -> str:
    return typer.prompt("Password", hide_input=True, confirmation_prompt=True)


def _set_up(loaded: "Settings", wanted: dict[str, Any]) -> None:
    from pydantic import ValidationError

    from comity import accounts

    try:
        workspace = accounts.SetupWorkspace.model_validate(wanted["workspace"])
        account = accounts.SetupAccount.model_validate(wanted["account"])
    except ValidationError as error:
        for item in error.errors():
            typer.echo(f"{'.'.join(map(str, item['loc']))}: {item['msg']}", err=True)
        raise typer.Exit(2) from None
    _in_database(loaded, lambda tx: accounts.set_up(tx, None, workspace, account))


def _in_database(loaded: "Settings", work: Any) -> Any:
    """Runs one unit of work on the database that the settings name; a refusal is printed and ends the command."""
    from comity.kernel.db import open_database
    from comity.kernel.db.schema import bring_to_head
    from comity.migrations import FOLDER
    from comity.worker import every_queue

    every_queue()
    bring_to_head(loaded, FOLDER)
    database = open_database(loaded)
    try:
        with refusals():
            return database.write(work)
    finally:
        database.close()
