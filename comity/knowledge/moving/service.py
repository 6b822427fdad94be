"""The verbs of moves: asked for, carried on, switched in one step, forgotten."""

from dataclasses import dataclass, field
from datetime import timedelta

from comity.kernel import clock
from comity.kernel.context import system_actor
from comity.kernel.db import Tx
from comity.kernel.ids import new_id
from comity.kernel.logs import logger
from comity.knowledge.jobs import queries as job_queries
from comity.knowledge.jobs import upkeep
from comity.knowledge.jobs.models import BaseJob
from comity.knowledge.models import KnowledgeBase
from comity.knowledge.moving import queries
from comity.knowledge.moving.errors import AlreadyThere
from comity.knowledge.moving.models import SearchEngine
from comity.knowledge.queries import serving_generation

PREVIOUS_WITHIN = timedelta(hours=1)
"""So long after a switch a process may ask the old engine while it makes the new one's index for itself."""
log = logger("knowledge.moving")


@dataclass(slots=True)
class Standing:
    """How a move stands. `moves` until it switched or was stopped; `waits_for`: bases that something else has for itself."""

    moves: bool
    engine: str
    bases: int = 0
    copied: int = 0
    running: list[BaseJob] = field(default_factory=list)
    waits_for: list[str] = field(default_factory=list)
    stopped_by: str = ""


def begin(tx: Tx, to: str, serving: str) -> None:
    """Asks for a move to an engine, from the one that serves now. A move there that has not ended goes on.

    Raises `AlreadyThere` (409000). A move to elsewhere is given up.
    """
    row = queries.find_row(tx, lock=True)
    if row is None:
        row = SearchEngine(id=1, engine=serving)
        tx.session.add(row)
    if row.wanted == to:
        return
    if row.wanted:
        _give_up(tx, row, "Another move was asked for.")
    if row.engine == to:
        tx.flush()
        raise AlreadyThere(to)
    row.wanted, row.move_id, row.stopped_by = to, new_id(), ""
    tx.flush()


def stay_with(tx: Tx, engine: str) -> None:
    """Has an install that never moved go on with an engine, whatever its database would have the settings choose."""
    if queries.find_row(tx) is None:
        tx.session.add(SearchEngine(id=1, engine=engine))
        tx.flush()


def carry_on(tx: Tx) -> Standing:
    """Has every base copied that can be, and switches when all are. Called as often as one likes."""
    row = queries.find_row(tx, lock=True)
    if row is None or not row.wanted:
        return Standing(False, row.engine, stopped_by=row.stopped_by) if row else Standing(False, "")
    bases = queries.holding_bases(tx)
    standing = Standing(moves=True, engine=row.engine, bases=len(bases))
    for base in bases:
        _stand(tx, row, base, standing)
    if standing.stopped_by:
        _give_up(tx, row, standing.stopped_by)
        standing.moves = False
    elif standing.copied == standing.bases:
        _switch(row)
        standing.moves, standing.engine = False, row.engine
    tx.flush()
    return standing


def _stand(tx: Tx, row: SearchEngine, base: KnowledgeBase, standing: Standing) -> None:
    """Counts one base in; begins its copy when it has none."""
    job = job_queries.latest_of(tx, base.id, queries.KIND)
    mine = job if job is not None and job.wanted.get("move") == row.move_id else None
    if mine is not None and mine.state in upkeep.OPEN:
        standing.running.append(mine)
    elif mine is not None and mine.state == "done" and mine.result.get("generation") == generation_of(tx, base.id):
        standing.copied += 1
    elif mine is not None and mine.state != "done":
        standing.stopped_by = mine.error_message or f"Somebody stopped the move of '{base.name}'."
    elif job_queries.find_claim(tx, base.id) is not None:
        standing.waits_for.append(base.name)
    else:
        params = {"move": row.move_id, "from": row.engine, "to": row.wanted}
        standing.running.append(
            upkeep.start(tx, system_actor(base.workspace_id), base, queries.KIND, params, alone=True)
        )


def generation_of(tx: Tx, base_id: str) -> str:
    """The generation that serves a base; empty when it has none."""
    serving = serving_generation(tx, base_id)
    return serving.id if serving else ""


def _switch(row: SearchEngine) -> None:
    row.engine, row.previous = row.wanted, row.engine
    row.wanted, row.switched_at = "", clock.now()
    log.info("search_moved", engine=row.engine, previous=row.previous)


def _give_up(tx: Tx, row: SearchEngine, why: str) -> None:
    for base in queries.holding_bases(tx):
        job = job_queries.latest_of(tx, base.id, queries.KIND)
        if job is not None and job.state in upkeep.OPEN and job.wanted.get("move") == row.move_id:
            upkeep.cancel(tx, job)
    row.wanted, row.move_id, row.stopped_by = "", "", why


def stop(tx: Tx) -> bool:
    """Gives a move up; returns whether there was one."""
    row = queries.find_row(tx, lock=True)
    if row is None or not row.wanted:
        return False
    _give_up(tx, row, "")
    return True


def in_use(tx: Tx) -> tuple[str, ...]:
    """The engines that searches or a move may ask, the one that serves first; none when the settings say."""
    row = queries.find_row(tx)
    return tuple(name for name in (row.engine, row.previous, row.wanted) if name) if row else ()


def settle(tx: Tx) -> str:
    """Lets the old engine go some time after a switch; returns the engine that serves alone by then, else nothing."""
    row = queries.find_row(tx, lock=True)
    if row is None or row.wanted:
        return ""
    if row.previous and row.switched_at is not None and row.switched_at < clock.now() - PREVIOUS_WITHIN:
        row.previous = ""
    return "" if row.previous else row.engine
