"""`comity lab`: a file of cases, or what people really asked, tried on an assistant, for build servers."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from comity.cli.options import DataDir, settings

if TYPE_CHECKING:
    from comity.assistants.lab.directly import Wanted
    from comity.assistants.lab.replays.schemas import ReplayCreate
    from comity.assistants.lab.runs.schemas import CaseRead, Figures, RunRead
    from comity.assistants.models import Assistant
    from comity.kernel.config import Settings
    from comity.kernel.context import Actor
    from comity.kernel.db import Tx
    from comity.kernel.runtime import Runtime

GATE, INPUT, OTHER = 1, 2, 3
"""How it ends, beside 0: the cases did not pass, what was given cannot be tried, anything else."""


def add_to(app: typer.Typer) -> None:
    """Adds the command with its sub-command."""
    group = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
    group.callback()(lab)
    group.command()(run)
    group.command()(replay)
    app.add_typer(group, name="lab", help="Try files of cases, or stored sessions, on an assistant.")


def lab() -> None:
    """Try files of cases, or stored sessions, on an assistant."""


def run(
    assistant: Annotated[str, typer.Option(help="The assistant's id or name.")],
    file: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="The CSV file of cases.")],
    mode: Annotated[
        list[str] | None, typer.Option(help="search_km, actual_km or expected_km; may be given several times.")
    ] = None,
    target: Annotated[
        list[str] | None, typer.Option(help="draft, live or the number of a version; may be given several times.")
    ] = None,
    min_pass_rate: Annotated[float, typer.Option(min=0, max=1, help="The share of cases that must pass.")] = 1.0,
    max_regressions: Annotated[
        int | None,
        typer.Option(min=0, help="How many cases may fail that pass on the live version, which is tried too."),
    ] = None,
    judge: Annotated[bool, typer.Option(help="Have a model judge answers by the expected ones.")] = False,
    junit: Annotated[Path | None, typer.Option(help="Write the results to this file as JUnit XML.")] = None,
    several_bases: Annotated[bool, typer.Option(help="Allow an assistant that searches several bases.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Try a file of cases on an assistant and end with 0 when enough of them pass.

    Ends with 1 when they do not, 2 when the file, the assistant or the version cannot be tried, 3 for anything else.
    The test set with the file's name is made, or gets this file.
    """
    from comity.assistants.lab.directly import Wanted

    with _exit_codes():
        modes, targets = mode or ["actual_km"], target or ["draft"]
        wanted = Wanted(file.stem, file.name, file.read_bytes(), modes, targets, judge, True, several_bases)
        found, cases = asyncio.run(_run(settings(data_dir), assistant, wanted, compares=max_regressions is not None))
        if junit is not None:
            from comity.assistants.lab.runs.junit import to_junit

            junit.write_bytes(to_junit(found, cases))
        _say_cases(cases)
        passed = _judge(found, min_pass_rate, max_regressions)
    raise typer.Exit(0 if passed else GATE)


def replay(
    assistant: Annotated[str, typer.Option(help="The assistant's id or name.")],
    target: Annotated[
        list[str] | None, typer.Option(help="draft, live or the number of a version; may be given several times.")
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=3650, help="How far back the sessions may be.")] = 30,
    outcome: Annotated[
        list[str] | None, typer.Option(help="Only sessions with an answer that ended so, such as fallback.")
    ] = None,
    rating: Annotated[str | None, typer.Option(help="Only sessions with an answer that was rated up or down.")] = None,
    source: Annotated[
        list[str] | None, typer.Option(help="Where they were asked: api, openai, channel, sandbox, copilot.")
    ] = None,
    sessions: Annotated[int, typer.Option(min=1, max=200, help="How many sessions, the newest first.")] = 50,
    max_different: Annotated[
        int | None, typer.Option(min=0, help="How many answers may differ; without it, any number.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Ask stored sessions again, and tell which answers differ in outcome, sources or text.

    No other system is called: what it answered then is told again. Ends with 1 when more answers differ than may, 2 when
    there is nothing to ask or the assistant or version cannot be tried, 3 for anything else.
    """
    from datetime import timedelta

    from comity.assistants.lab.replays.schemas import ReplayCreate
    from comity.kernel import clock

    filters = {
        "from": clock.now() - timedelta(days=days),
        "outcome": outcome or [],
        "source": source or [],
        "rating": rating,
    }
    with _exit_codes():
        wanted = {"assistantId": "", "targets": target or ["draft"], "filters": filters, "sessions": sessions}
        found, turns = asyncio.run(_replay(settings(data_dir), assistant, ReplayCreate.model_validate(wanted)))
        _say_turns(turns)
        passed = _judge_replay(found, max_different)
    raise typer.Exit(0 if passed else GATE)


@contextmanager
def _exit_codes() -> Iterator[None]:
    from pydantic import ValidationError

    from comity.kernel.errors import ComityError, Conflict, Invalid, NotFound

    try:
        yield
    except ComityError as error:
        for line in [error.message, *(f"- {_place(item)}{item['message']}" for item in error.errors)]:
            typer.echo(line, err=True)
        raise typer.Exit(INPUT if isinstance(error, Invalid | NotFound | Conflict) else OTHER) from None
    except ValidationError as error:
        for item in error.errors():
            typer.echo(f"{'.'.join(map(str, item['loc']))}: {item['msg']}", err=True)
        raise typer.Exit(INPUT) from None
    except typer.Exit:
        raise
    except Exception as error:  # a build server must tell a broken run from a failed one
        typer.echo(f"{type(error).__name__}: {error}", err=True)
        raise typer.Exit(OTHER) from error


def _place(item: dict[str, Any]) -> str:
    return f"row {item['row']}, {item['column']}: " if "row" in item and "column" in item else ""


async def _run(loaded: "Settings", name: str, wanted: "Wanted", *, compares: bool) -> "tuple[RunRead, list[CaseRead]]":
    from dataclasses import replace

    from comity.assistants.lab.directly import try_file

    async def work(rt: "Runtime", actor: "Actor", chosen: "Assistant") -> "tuple[RunRead, list[CaseRead]]":
        compares_live = compares and chosen.live_version and "live" not in wanted.targets
        targets = ["live", *wanted.targets] if compares_live else wanted.targets
        return await try_file(rt, actor, chosen, replace(wanted, targets=targets), _Progress("failed").tell)

    return await _at_work(loaded, name, work)


async def _replay(loaded: "Settings", name: str, wanted: "ReplayCreate") -> "tuple[RunRead, list[CaseRead]]":
    from comity.assistants.lab.directly import replay_sessions

    async def work(rt: "Runtime", actor: "Actor", chosen: "Assistant") -> "tuple[RunRead, list[CaseRead]]":
        asked = wanted.model_copy(update={"assistant_id": chosen.id})
        return await replay_sessions(rt, actor, asked, _Progress("differ").tell)

    return await _at_work(loaded, name, work)


async def _at_work(
    loaded: "Settings",
    name: str,
    work: "Callable[[Runtime, Actor, Assistant], Awaitable[tuple[RunRead, list[CaseRead]]]]",
) -> "tuple[RunRead, list[CaseRead]]":
    """Works in this process with a worker of the lab; a server on the same database does not mind."""
    from comity.kernel.context import Actor
    from comity.kernel.db.schema import bring_to_head
    from comity.migrations import FOLDER
    from comity.worker import every_queue, open_runtime, working

    every_queue()
    await asyncio.to_thread(bring_to_head, loaded, FOLDER)
    async with open_runtime(loaded) as rt:
        chosen = await rt.db.aread(lambda tx: choose(tx, name))
        actor = Actor("cli", "cli", "Command line", chosen.workspace_id, all_rights=True)
        async with working(rt, {"lab"}, schedules=False):
            return await work(rt, actor, chosen)


def choose(tx: "Tx", wanted: str) -> "Assistant":
    """The assistant with this id or name in any workspace; raises `AssistantNotFound` (404900)."""
    from comity import assistants
    from comity.accounts.queries import workspace_ids
    from comity.assistants.errors import AssistantNotFound
    from comity.kernel.context import system_actor

    for workspace_id in sorted(workspace_ids(tx)):
        actor, cursor = system_actor(workspace_id), None
        while True:
            page = assistants.list_assistants(tx, actor, "", 100, cursor)
            for row in page.rows:
                if wanted == row.id or wanted.casefold() == row.name.casefold():
                    return row
            if (cursor := page.next_cursor) is None:
                break
    raise AssistantNotFound(f"There is no assistant '{wanted}' here. Give its id, or its name.")


class _Progress:
    """Says on the terminal how far a run is, whenever it is a tenth further."""

    def __init__(self, word: str) -> None:
        self._word = word
        self._said = -1

    def tell(self, run: "RunRead") -> None:
        """Hears of the run."""
        tenth = run.done * 10 // run.total if run.total else 0
        if tenth > self._said:
            self._said = tenth
            typer.echo(f"{run.done}/{run.total} steps, {run.failed} {self._word}", err=True)


def _say_cases(cases: "Sequence[CaseRead]") -> None:
    from comity.assistants.lab.runs.junit import failures_of

    for case in cases:
        for one in case.results:
            for said in [*failures_of(one), *([one.error] if one.error else [])]:
                typer.echo(f"{case.no} [{one.target}, {one.mode}] {said}")


def _say_turns(turns: "Sequence[CaseRead]") -> None:
    """Names exchanges and never what was said in them: what a build server prints is read by many."""
    for turn in turns:
        message = turn.recorded.message_id if turn.recorded else "gone"
        for one in turn.results:
            if one.differences or one.error:
                first = ", the first of its session" if one.target in turn.first_difference else ""
                said = one.error or ", ".join(one.differences or [])
                typer.echo(f"{turn.no} (message {message}) [{one.target}] {said}{first}")


def _judge_replay(run: "RunRead", max_different: int | None) -> bool:
    """Whether no target differs more than it may; says so for each."""
    if run.status != "finished":
        typer.echo(run.error or f"The run was {run.status}.", err=True)
        raise typer.Exit(OTHER)
    for one in run.figures:
        if one.differing is not None:
            turns, outcome, sources, answer = one.differing.model_dump().values()
            typer.echo(f"{one.target}: {turns} of {one.steps} answers differ ({outcome=}, {sources=}, {answer=})")
    most = max((one.differing.turns for one in run.figures if one.differing), default=0)
    return max_different is None or most <= max_different


def _judge(run: "RunRead", min_pass_rate: float, max_regressions: int | None) -> bool:
    """Whether the candidates pass; says so for each. What others are measured by need not."""
    candidates = [one for one in run.targets if one.target != run.baseline] or run.targets
    if run.status != "finished":
        typer.echo(run.error or f"The run was {run.status}.", err=True)
        raise typer.Exit(OTHER)
    figures = [one for one in run.figures if one.mode is None or len(run.modes) == 1]
    verdicts = [
        _judge_one(one, min_pass_rate, max_regressions)
        for one in figures
        if one.target in {candidate.target for candidate in candidates}
    ]
    return all(verdicts)


def _judge_one(one: "Figures", min_pass_rate: float, max_regressions: int | None) -> bool:
    if one.pass_rate is None or one.interval is None:
        typer.echo(f"{one.target}: the file asks nothing of the answers in these modes, so that nothing can pass.")
        return False
    regressed = len(one.regressions)
    passes = one.pass_rate >= min_pass_rate and (max_regressions is None or regressed <= max_regressions)
    typer.echo(
        f"{one.target}: {'passed' if passes else 'not passed'}: {one.passed} of {one.passed + one.failed} cases "
        f"({one.pass_rate:.1%}, 95 % {one.interval.low:.1%} to {one.interval.high:.1%}), {regressed} regressions"
    )
    return passes
