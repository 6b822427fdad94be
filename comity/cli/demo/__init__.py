"""`comity demo`: a workspace with documents, two assistants and keys, ready to be asked."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.options import DataDir, refusals, settings

if TYPE_CHECKING:
    from comity.cli.demo.secrets import Demo
    from comity.kernel.config import Settings
    from comity.kernel.runtime import Runtime


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(demo)


def demo(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Make the demo workspace, wait until it can be asked, and print how to sign in and how to call it.

    It holds two manuals, a price list, a CSV of questions and two published assistants, one in English and one in Thai. Run it
    beside a server or without one, as often as you like: it goes on where it stopped and prints the same each time.
    """
    from comity.cli.demo.printing import as_json, as_text

    loaded = settings(data_dir)
    with refusals():
        made = asyncio.run(_made_and_ready(loaded))
    typer.echo(as_json(made) if json else as_text(made))


async def prepare(loaded: "Settings") -> "Demo":
    """Makes what is missing of the demo, without waiting for its documents to be read: a second or less."""
    from comity.cli.demo.making import make
    from comity.worker import open_runtime

    async with open_runtime(loaded) as rt:
        return await make(rt)


async def tell_when_ready(rt: "Runtime", made: "Demo") -> None:
    """Beside a server: waits until the documents are read, then prints how to go on."""
    from comity.cli.demo.printing import as_text
    from comity.cli.demo.waiting import wait_until_ready

    with refusals():
        await wait_until_ready(rt)
    print(as_text(made), flush=True)


async def _made_and_ready(loaded: "Settings") -> "Demo":
    from comity.cli.demo.making import make
    from comity.cli.demo.waiting import work_until_ready
    from comity.kernel.db.schema import bring_to_head
    from comity.migrations import FOLDER
    from comity.worker import open_runtime

    await asyncio.to_thread(bring_to_head, loaded, FOLDER)
    async with open_runtime(loaded) as rt:
        made = await make(rt)
        await work_until_ready(rt)
        return made
