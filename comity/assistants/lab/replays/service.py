"""The verbs of replays: choose sessions, begin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from comity.assistants.lab.models import LabRun, TestStep
from comity.assistants.lab.replays import queries
from comity.assistants.lab.replays.queries import Segment
from comity.assistants.lab.replays.schemas import SESSIONS_MAX, TURNS_MAX, ReplayCreate, ReplayPick, ReplayPreview
from comity.assistants.lab.runs.schemas import RunOptions
from comity.assistants.lab.runs.starting import Kit, add_run, kit_of
from comity.assistants.lab.testsets.schemas import StepSpec
from comity.assistants.report import queries as report
from comity.assistants.report.service import check_words
from comity.assistants.service import get_assistant
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.ids import new_id

READ_RIGHT = "genai.reports.read"
MODE = "actual_km"
PAGE, PAGES_MAX = 200, 50
"""How much of the report is looked through for sessions: its newest 10,000 exchanges that the filters find."""


@dataclass(frozen=True, slots=True)
class Picked:
    """The turns of each chosen session, as ids of exchanges; `is_cut`: there was more than is taken."""

    sessions: list[list[str]]
    is_cut: bool

    @property
    def turns(self) -> int:
        """How many there are."""
        return sum(map(len, self.sessions))


def preview(tx: Tx, actor: Actor, wanted: ReplayPick) -> ReplayPreview:
    """What a replay would ask. Raises 404900, 422000."""
    get_assistant(tx, actor, wanted.assistant_id)
    picked = _pick(tx, actor, wanted)
    return ReplayPreview(sessions=len(picked.sessions), turns=picked.turns, is_cut=picked.is_cut)


def start_replay(tx: Tx, actor: Actor, wanted: ReplayCreate) -> LabRun:
    """Begins a replay. Raises 404900, 404902, 409900, and 422000 where nothing is left to ask."""
    actor.require(READ_RIGHT)
    kit = kit_of(tx, actor, wanted.assistant_id, wanted.targets)
    picked = _pick(tx, actor, wanted)
    if not picked.sessions:
        message = "No session fits that can be asked again. Choose other filters, or a longer time."
        raise Validation([field_error("filters", "empty", message)])
    run = add_run(tx, actor, _replay(actor, kit, wanted, picked))
    for position, step in enumerate(_steps(run, picked)):
        step.position = position
        tx.session.add(step)
    tx.flush()
    return run


def _replay(actor: Actor, kit: Kit, wanted: ReplayCreate, picked: Picked) -> LabRun:
    count = len(picked.sessions)
    run = kit.run_of(actor, modes=[MODE], total=picked.turns * len(kit.targets))
    run.id = run.test_set_id = new_id()
    run.test_set_name = f"Replay of {count} session{'s' if count > 1 else ''}"
    run.file_revision = 1
    run.options = RunOptions(allow_multiple_knowledge_bases=True).model_dump(mode="json")
    filters = wanted.filters.model_dump(mode="json", exclude_none=True)
    run.replay = {
        "messages": len(wanted.message_ids),
        "filters": {} if wanted.message_ids else filters,
        "sessions": count,
        "isCut": picked.is_cut,
    }
    return run


def _steps(run: LabRun, picked: Picked) -> Iterator[TestStep]:
    spec = StepSpec().model_dump(mode="json")
    for number, turns in enumerate(picked.sessions, 1):
        for turn, message_id in enumerate(turns, 1):
            yield TestStep(
                test_set_id=run.id,
                file_revision=run.file_revision,
                workspace_id=run.workspace_id,
                no=f"session-{number}-{turn}",
                case=f"session-{number}",
                step=turn,
                question="",
                spec=spec,
                message_id=message_id,
            )


def _pick(tx: Tx, actor: Actor, wanted: ReplayPick) -> Picked:
    if wanted.message_ids:
        _check_messages(tx, actor, wanted)
        chosen, more = _distinct(_segments(tx, actor, wanted.message_ids), SESSIONS_MAX)
    else:
        check_words(wanted.filters)
        chosen, more = _distinct(_found(tx, actor, wanted), wanted.sessions)
    turns = queries.turns_of(tx, actor.workspace_id, chosen)
    taken: list[list[str]] = []
    for segment in chosen:
        session = turns.get(segment, [])
        if session and sum(map(len, taken)) + len(session) <= TURNS_MAX:
            taken.append(session)
        more = more or (bool(session) and session not in taken)
    return Picked(taken, more)


def _check_messages(tx: Tx, actor: Actor, wanted: ReplayPick) -> None:
    known = queries.find_messages(tx, actor.workspace_id, wanted.assistant_id, wanted.message_ids)
    for at, message_id in enumerate(wanted.message_ids):
        if message_id not in known:
            message = "This assistant has no such exchange. Reload the report and choose again."
            raise Validation([field_error(f"messageIds[{at}]", "exists", message, value=message_id)])
        if known[message_id] in ("lab", "replay"):
            message = "The lab asked this. Choose what people asked."
            raise Validation([field_error(f"messageIds[{at}]", "source", message, value=message_id)])


def _segments(tx: Tx, actor: Actor, message_ids: Sequence[str]) -> list[Segment]:
    by_message = queries.segments_of(tx, actor.workspace_id, message_ids)
    return [by_message[id_] for id_ in message_ids if id_ in by_message]


def _found(tx: Tx, actor: Actor, wanted: ReplayPick) -> Iterator[Segment]:
    """The segments of what the report finds, the newest first; one comes as often as it has exchanges there."""
    filters = wanted.filters.model_copy(update={"assistant_id": wanted.assistant_id})
    cursor: str | None = None
    for _ in range(PAGES_MAX):
        page = report.find_page(tx, actor.workspace_id, filters, PAGE, cursor)
        yield from _segments(tx, actor, [row.message_id for row in page.rows])
        cursor = page.next_cursor
        if cursor is None:
            return


def _distinct(segments: Iterator[Segment] | list[Segment], count: int) -> tuple[list[Segment], bool]:
    """The first of them, each once, and whether there was another."""
    seen: dict[Segment, None] = {}
    news = (one for one in segments if one not in seen and not seen.update({one: None}))
    found = list(islice(news, count + 1))
    return found[:count], len(found) > count
