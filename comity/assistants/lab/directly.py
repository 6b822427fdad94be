"""Trying a file or stored sessions from within a process, without HTTP: for the command line (`assistants.md` 3.13, CLI)."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from comity.assistants.lab.models import LabRun, TestSet
from comity.assistants.lab.replays.schemas import ReplayCreate
from comity.assistants.lab.replays.service import start_replay
from comity.assistants.lab.runs import service, showing, starting
from comity.assistants.lab.runs.schemas import CaseRead, RunCreate, RunRead
from comity.assistants.lab.testsets import csvfile
from comity.assistants.lab.testsets import queries as set_queries
from comity.assistants.lab.testsets import service as sets
from comity.assistants.lab.testsets.csvfile import CaseFile
from comity.assistants.models import Assistant
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.realtime import hub
from comity.kernel.runtime import Runtime

LOOK_SECONDS = 0.25
EVERY_STEP = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be tried: a file under the name of its set, in modes, on targets."""

    name: str
    file_name: str
    content: bytes
    modes: list[str]
    targets: list[str]
    judge: bool = False
    require_match: bool = True
    allow_multiple_knowledge_bases: bool = False


async def try_file(
    rt: Runtime, actor: Actor, assistant: Assistant, wanted: Wanted, tell: Callable[[RunRead], None]
) -> tuple[RunRead, list[CaseRead]]:
    """Runs a file and returns the ended run with its cases; `tell` hears how far it is. A worker of the lab must be at work.

    The set with the file's name is made, or gets this file. Raises 422910, 422911, 404902, 409900.
    """
    cases = await asyncio.to_thread(csvfile.parse, wanted.content)
    run = await rt.db.awrite(lambda tx: showing.show_run(_start(tx, actor, assistant, wanted, cases)))
    return await _until_its_end(rt, actor, run, tell)


async def replay_sessions(
    rt: Runtime, actor: Actor, wanted: ReplayCreate, tell: Callable[[RunRead], None]
) -> tuple[RunRead, list[CaseRead]]:
    """Asks stored sessions again and returns the ended run with its turns; as `try_file`. Raises 422000, 404902, 409900."""
    run = await rt.db.awrite(lambda tx: showing.show_run(start_replay(tx, actor, wanted)))
    return await _until_its_end(rt, actor, run, tell)


async def _until_its_end(
    rt: Runtime, actor: Actor, run: RunRead, tell: Callable[[RunRead], None]
) -> tuple[RunRead, list[CaseRead]]:
    run_id = run.id
    while run.ended_at is None:
        await hub.wait(f"console:{actor.workspace_id}", LOOK_SECONDS)
        run = await rt.db.aread(lambda tx: showing.show_run(service.get_run(tx, actor, run_id)))
        tell(run)
    listed = await rt.db.aread(
        lambda tx: showing.list_cases(tx, service.get_run(tx, actor, run_id), "all", EVERY_STEP, None)
    )
    return run, listed.data


def _start(tx: Tx, actor: Actor, assistant: Assistant, wanted: Wanted, cases: CaseFile) -> LabRun:
    asked = RunCreate.model_validate(
        {
            "testSetId": _set_of(tx, actor, wanted, cases).id,
            "assistantId": assistant.id,
            "modes": wanted.modes,
            "targets": wanted.targets,
            "judge": wanted.judge,
            "requireMatch": wanted.require_match,
            "allowMultipleKnowledgeBases": wanted.allow_multiple_knowledge_bases,
        }
    )
    return starting.start_run(tx, actor, asked)


def _set_of(tx: Tx, actor: Actor, wanted: Wanted, cases: CaseFile) -> TestSet:
    """The set of this name; it gets the file, unless that is what it holds already."""
    found = set_queries.find_by_name(tx, actor.workspace_id, wanted.name.casefold())
    if found is None:
        return sets.create_set(tx, actor, wanted.name, wanted.file_name, cases)
    _, content = sets.file_of(tx, actor, found.id)
    if content == csvfile.write([(step.no, step.question, step.spec) for step in cases.steps]):
        return found
    return sets.replace_file(tx, actor, found.id, wanted.file_name, cases)
