"""`comity ask`."""

import asyncio
import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from comity.cli.options import DataDir, refusals, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.assistants.models import Assistant
    from comity.kernel.config import Settings
    from comity.kernel.db import Tx

DEMO_SLUG = "demo"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(ask)


def ask(
    question: Annotated[str, typer.Argument(help="What you want to know, in any language.")],
    assistant: Annotated[
        str | None,
        typer.Option(help="The assistant's name or id. Default: the demo's first, else the first published one."),
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Ask a published assistant and print its answer while it is written, with the sources it stands on."""
    with refusals():
        reply = asyncio.run(_ask(settings(data_dir), question, assistant))
    typer.echo("\n")
    for line in sources(reply):
        typer.echo(line)


async def _ask(loaded: "Settings", question: str, wanted: str | None) -> dict[str, Any]:
    """Asks in this process, through the same pipeline as the API; a server on the same database does not mind."""
    import msgspec

    from comity.assistants.messaging.directly import ask_once
    from comity.assistants.messaging.requests import read_request
    from comity.kernel.db.schema import bring_to_head
    from comity.migrations import FOLDER
    from comity.worker import every_queue, lifespans, open_runtime

    checked = read_request("application/json", msgspec.json.encode({"message": question}))
    every_queue()
    await asyncio.to_thread(bring_to_head, loaded, FOLDER)
    async with open_runtime(loaded) as rt:
        chosen = await rt.db.aread(lambda tx: choose(tx, wanted))
        async with lifespans(rt, "endpoints"):
            return await ask_once(rt, chosen.workspace_id, chosen.id, checked.message, _say)


def _say(text: str) -> None:
    typer.echo(text, nl=False)


def choose(tx: "Tx", wanted: str | None) -> "Assistant":
    """The published assistant with this name or id, or the first one, the demo's before others.

    Raises `AssistantNotFound` (404900) with what to do.
    """
    from comity.assistants.errors import AssistantNotFound

    found = list(_published(tx))
    if wanted is None and not found:
        raise AssistantNotFound("No assistant is published here. Publish one in the console, or run 'comity demo'.")
    for assistant in found:
        if wanted is None or assistant.id == wanted or assistant.name.casefold() == wanted.casefold():
            return assistant
    names = ", ".join(f"'{assistant.name}'" for assistant in found) or "none"
    raise AssistantNotFound(f"No published assistant is called '{wanted}'. Published here: {names}.")


def _published(tx: "Tx") -> "Iterator[Assistant]":
    """Every published assistant of the install, the demo's workspace first, the oldest first."""
    from comity import accounts, assistants
    from comity.accounts.queries import workspace_ids
    from comity.kernel.context import system_actor

    demo = accounts.find_workspace_by_slug(tx, DEMO_SLUG)
    for id_ in sorted(workspace_ids(tx), key=lambda id_: (demo is None or id_ != demo.id, id_)):
        rows = assistants.list_assistants(tx, system_actor(id_), "", 100, None).rows
        yield from sorted((row for row in rows if row.live_version), key=lambda row: row.id)


def sources(reply: dict[str, Any]) -> list[str]:
    """The places an answer stands on, under the numbers its text uses; none when it found no answer."""
    if reply["inspection"]["outcome"] != "answered":
        return []
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", reply["answer"])}
    lines = []
    for number, result in enumerate(reply["searchResults"]["data"], 1):
        if number in cited or (result["used"] and not cited):
            document = result["document"]
            place = " > ".join(document["headingPath"]) or document["title"] or ""
            lines.append(f"[{number}] {document['path']}  {place}".rstrip())
    return lines
