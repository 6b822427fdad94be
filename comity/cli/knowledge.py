"""`comity knowledge move`: searching every base by another engine."""

import asyncio
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from comity.cli.options import DataDir, refusals, settings

if TYPE_CHECKING:
    from comity.kernel.config import Settings
    from comity.knowledge.moving.service import Standing


def add_to(app: typer.Typer) -> None:
    """Adds the command with its sub-command."""
    group = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
    group.callback()(knowledge)
    group.command()(move)
    app.add_typer(group, name="knowledge", help="Look after the search of knowledge bases.")


def knowledge() -> None:
    """Look after the search of knowledge bases."""


def move(
    to: Annotated[Literal["postgres", "embedded"], typer.Option(help="The engine to search by from now on.")],
    stop: Annotated[bool, typer.Option("--stop", help="Give a move up that has not ended, instead.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Move the search of every knowledge base to another engine, while bases are searched and changed.

    The new index is made beside the old one, both are compared by their counts and 200 questions a base, and then one step
    switches every process. What was interrupted goes on where it stopped when it is run again, or by a server's own worker.
    """
    loaded = settings(data_dir)
    with refusals():
        if stop:
            stopped = asyncio.run(_stop(loaded))
            typer.echo("The move was given up; searches go on as before." if stopped else "Nothing is being moved.")
        else:
            asyncio.run(_move(loaded, to))
            typer.echo(f"All bases are searched by the engine '{to}'.")


async def _move(loaded: "Settings", to: str) -> None:
    """Works on the jobs of the move in this process too; a server on the same database does not mind."""
    from comity.knowledge.moving import driving
    from comity.worker import open_runtime, working

    await _prepare(loaded)
    async with open_runtime(loaded) as rt, working(rt, {"upkeep"}, schedules=False):
        await driving.move(rt, to, _Progress().tell)


async def _stop(loaded: "Settings") -> bool:
    from comity.knowledge.moving import service
    from comity.worker import open_runtime

    await _prepare(loaded)
    async with open_runtime(loaded) as rt:
        return await rt.db.awrite(service.stop)


async def _prepare(loaded: "Settings") -> None:
    from comity.kernel.db.schema import bring_to_head
    from comity.migrations import FOLDER
    from comity.worker import every_queue

    every_queue()
    await asyncio.to_thread(bring_to_head, loaded, FOLDER)


class _Progress:
    """Says on the terminal how a move stands, whenever that reads otherwise than before."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def tell(self, standing: "Standing") -> None:
        """Hears how it stands."""
        from comity.knowledge.jobs.upkeep import show

        for job in standing.running:
            self._say(f"{job.title}: {show(job).reason.message}")
        for name in standing.waits_for:
            self._say(f"{name}: waiting for other work on this base to end")
        self._say(f"{standing.copied} of {standing.bases} bases are copied")

    def _say(self, line: str) -> None:
        if line not in self._said:
            self._said.add(line)
            typer.echo(line, err=True)
