"""The verbs of gaps."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from comity import accounts, knowledge
from comity.assistants.gaps import queries, showing
from comity.assistants.gaps.errors import GapAccepted, GapNotFound
from comity.assistants.gaps.models import Gap, GapRun
from comity.assistants.gaps.schemas import GapOverview, GapPerson, GapQuery, GapRead
from comity.assistants.gaps.state import is_open
from comity.assistants.memorized import Embedded, MemorizedWrite, create_response
from comity.kernel import clock
from comity.kernel.context import Actor, system_actor
from comity.kernel.db import Page, Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.jobs import enqueue
from comity.kernel.realtime import announce
from comity.knowledge import StoredFile

JOB = "gaps.search"
READ_RIGHT, WRITE_RIGHT = "genai.knowledge.read", "genai.knowledge.write"
NIGHT_HOUR = 2
TELL_EVERY = timedelta(seconds=0.5)


def begin(tx: Tx, actor: Actor) -> GapRun:
    """Has the workspace's exchanges searched; the search that is at work is returned where there is one."""
    tx.lock(f"{JOB}:{actor.workspace_id}")
    run = queries.find_run(tx, actor.workspace_id, lock=True)
    if run is not None and is_open(run):
        return run
    if run is None:
        run = GapRun(workspace_id=actor.workspace_id)
        tx.session.add(run)
    now = clock.now()
    run.state, run.phase, run.at, run.mark = "queued", "collecting", 0, ""
    run.done = run.total = run.new = 0
    run.since = clock.to_us(now) - queries.DAYS * queries.DAY_US
    run.requested_by = actor.name if actor.kind != "system" else ""
    run.begun_at = run.moved_at = now
    run.ended_at = None
    enqueue(tx, JOB, {"workspaceId": run.workspace_id}, workspace_id=run.workspace_id, lane=f"{JOB}:{run.workspace_id}")
    _announce_run(tx, run)
    return run


def take_up(tx: Tx, workspace_id: str) -> GapRun | None:
    """The search to be carried out, or the rest of it; None when it has ended."""
    run = queries.find_run(tx, workspace_id, lock=True)
    if run is None or run.state not in ("queued", "running"):
        return None
    run.state, run.moved_at = "running", clock.now()
    _announce_run(tx, run)
    return run


def move(
    tx: Tx, workspace_id: str, *, at: int = 0, mark: str = "", more: int = 0, total: int = 0, new: int = 0
) -> None:
    """Notes how far a phase is: its place, and how much more is done."""
    run = queries.find_run(tx, workspace_id, lock=True)
    if run is None:
        return
    run.at, run.mark = at, mark
    run.done += more
    run.total, run.new = max(total, run.done), run.new + new
    if clock.now() - run.moved_at >= TELL_EVERY:
        run.moved_at = clock.now()
        _announce_run(tx, run)


def next_phase(tx: Tx, workspace_id: str, phases: Sequence[str]) -> GapRun | None:
    """Takes the search on to its next phase; None after the last one, which ends it."""
    run = queries.find_run(tx, workspace_id, lock=True)
    if run is None:
        return None
    later = phases[phases.index(run.phase) + 1 :]
    run.at, run.mark, run.done, run.total, run.moved_at = 0, "", 0, 0, clock.now()
    if later:
        run.phase = later[0]
    else:
        run.state, run.ended_at = "done", run.moved_at
    _announce_run(tx, run)
    return run if later else None


def begin_due(tx: Tx) -> int:
    """Begins the nightly search of every workspace whose night has come since its last one; returns how many."""
    runs, begun = queries.runs(tx), 0
    for workspace_id, since in queries.workspaces(tx):
        run = runs.get(workspace_id)
        workspace = accounts.find_workspace(tx, workspace_id)
        last = run.begun_at if run is not None else since
        if workspace is not None and last < last_night(ZoneInfo(workspace.settings.get("timeZone", "UTC"))):
            begin(tx, system_actor(workspace_id))
            begun += 1
    return begun


def last_night(zone: ZoneInfo) -> datetime:
    """The last time that it was two o'clock in the morning in a zone."""
    now = clock.now().astimezone(zone)
    night = now.replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)
    return night if night <= now else night - timedelta(days=1)


def list_gaps(tx: Tx, actor: Actor, wanted: GapQuery) -> Page[Gap]:
    """A page of the workspace's gaps, those that do most harm first."""
    return queries.list_gaps(tx, actor.workspace_id, wanted)


def get_gap(tx: Tx, actor: Actor, gap_id: str, *, lock: bool = False) -> Gap:
    """The gap; raises `GapNotFound` (404930) also for another workspace's."""
    found = queries.find_gap(tx, actor.workspace_id, gap_id, lock=lock)
    if found is None:
        raise GapNotFound
    return found


def overview(tx: Tx, actor: Actor, base_id: str) -> GapOverview:
    """The last search, and how many gaps there are in each state."""
    run = queries.find_run(tx, actor.workspace_id)
    counts = queries.count_by_state(tx, actor.workspace_id, base_id)
    return GapOverview.model_validate({"run": showing.show_run(run), "counts": counts})


def people(tx: Tx, actor: Actor) -> list[GapPerson]:
    """Who may look after a gap: everybody who may change knowledge."""
    members = accounts.members_with(tx, actor.workspace_id, WRITE_RIGHT)
    return [GapPerson(id=id_, name=name) for id_, name in members]


def accept_as_response(
    tx: Tx, actor: Actor, gap_id: str, wanted: MemorizedWrite, embedded: Embedded | None = None
) -> GapRead:
    """Has a memorized response answer the gap's questions from now on.

    Raises `GapAccepted` (409930), and as `memorized.create_response` does; then nothing is stored.
    """
    gap = _undecided(tx, actor, gap_id)
    made = create_response(tx, actor, wanted, embedded)
    gap.response_id, gap.document_id, gap.document_base_id = made.id, None, None
    return _accepted(tx, actor, gap, {"memorizedResponseId": made.id})


def accept_as_document(tx: Tx, actor: Actor, gap_id: str, base_id: str, file: StoredFile) -> GapRead:
    """Has a text document of a base answer the gap's questions once it is read.

    Raises `GapAccepted` (409930), and as adding a document does; then nothing is stored.
    """
    gap = _undecided(tx, actor, gap_id)
    base = knowledge.get_editable_base(tx, actor, base_id)
    document = knowledge.add_document(tx, actor, base, file)
    gap.response_id, gap.document_id, gap.document_base_id = None, document.id, base.id
    return _accepted(tx, actor, gap, {"documentId": document.id, "knowledgeBaseId": base.id})


def check_undecided(tx: Tx, actor: Actor, gap_id: str) -> None:
    """Raises `GapNotFound` (404930) or `GapAccepted` (409930)."""
    if get_gap(tx, actor, gap_id).state == "accepted":
        raise GapAccepted


def assign_gap(tx: Tx, actor: Actor, gap_id: str, assignee_id: str | None) -> GapRead:
    """Hands a gap to somebody who may change knowledge, or to nobody: then it is open. Raises 404930 and `Validation` (422000)."""
    gap = get_gap(tx, actor, gap_id, lock=True)
    names = {person.id: person.name for person in people(tx, actor)} if assignee_id else {}
    if assignee_id and assignee_id not in names:
        message = "Choose somebody of this workspace who may change knowledge."
        raise Validation([field_error("assigneeId", "exists", message)])
    gap.assignee_id, gap.assignee_name = assignee_id, names.get(assignee_id or "", "")
    gap.state = "assigned" if assignee_id else "open"
    gap.decided_at, gap.decided_by = None, ""
    return _changed(tx, actor, gap, "gap.assigned", {"assigneeId": assignee_id})


def ignore_gap(tx: Tx, actor: Actor, gap_id: str) -> GapRead:
    """Puts a gap away until it is asked twice as often. Raises 404930, 409930."""
    gap = _undecided(tx, actor, gap_id)
    gap.state = "ignored"
    _decided(gap, actor)
    return _changed(tx, actor, gap, "gap.ignored", {"count": gap.count})


def reopen(gap: Gap) -> None:
    """Opens a gap again, for whoever it was assigned to."""
    gap.state = "assigned" if gap.assignee_id else "open"


def show(tx: Tx, gap: Gap) -> GapRead:
    """The wire object of one gap."""
    return showing.show_gaps(tx, [gap])[0]


def _undecided(tx: Tx, actor: Actor, gap_id: str) -> Gap:
    gap = get_gap(tx, actor, gap_id, lock=True)
    if gap.state == "accepted":
        raise GapAccepted
    return gap


def _accepted(tx: Tx, actor: Actor, gap: Gap, made: dict[str, Any]) -> GapRead:
    gap.state = "accepted"
    _decided(gap, actor)
    return _changed(tx, actor, gap, "gap.accepted", made)


def _decided(gap: Gap, actor: Actor) -> None:
    gap.decided_at, gap.decided_by = clock.now(), actor.name
    gap.decided_count, gap.asked_since = gap.count, 0


def _changed(tx: Tx, actor: Actor, gap: Gap, action: str, after: dict[str, Any]) -> GapRead:
    """Audits by id alone: the log outlives what people asked."""
    tx.flush()
    accounts.audit(tx, actor, action, target_kind="gap", target_id=gap.id, target_label=gap.id, after=after)
    shown = show(tx, gap)
    announce(tx, gap.workspace_id, "gap.changed", shown.model_dump(mode="json"), right=READ_RIGHT)
    return shown


def _announce_run(tx: Tx, run: GapRun) -> None:
    shown = showing.show_run(run).model_dump(mode="json")
    announce(tx, run.workspace_id, "gapSearch.changed", shown, right=READ_RIGHT)
