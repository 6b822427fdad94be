"""Cases made of exchanges that took place: chosen in the report or the sandbox, added to a test set (`assistants.md` 5)."""

import re
from collections.abc import Sequence
from itertools import groupby

from comity.assistants.lab.models import TestSet, TestStep
from comity.assistants.lab.replays.queries import correct_answers, find_recorded
from comity.assistants.lab.replays.reading import said_of
from comity.assistants.lab.testsets import csvfile, queries
from comity.assistants.lab.testsets.csvfile import CaseFile, Step
from comity.assistants.lab.testsets.schemas import CasesOfMessages, StepSpec
from comity.assistants.lab.testsets.service import as_step, create_set, get_set, replace_file
from comity.assistants.models import Message
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import Validation, field_error

REPORTS_RIGHT = "genai.reports.read"
_NUMBERS = re.compile(r"\s*\[\d{1,3}\]")
Conversation = list[tuple[int, Message]]


def add_messages(tx: Tx, actor: Actor, wanted: CasesOfMessages) -> TestSet:
    """Adds exchanges as cases, to a set or as a new one. Those of one conversation become the steps of one case, in their order.

    Raises 404910, and `Validation` (422000) for exchanges that are not here or hold nothing, and when the set would be too full.
    """
    actor.require(REPORTS_RIGHT)
    messages = _messages(tx, actor, wanted)
    before: Sequence[TestStep] = []
    found: TestSet | None = None
    if wanted.test_set_id is not None:
        found = get_set(tx, actor, wanted.test_set_id, lock=True)
        before = queries.steps_of(tx, actor.workspace_id, found.id, found.file_revision)
    if len(before) + len(messages) > csvfile.ROWS:
        message = f"A test set holds at most {csvfile.ROWS:,} steps; this one has {len(before):,}. Choose fewer, or another set."
        raise Validation(
            [field_error("messages", "maxItems", message, limit=csvfile.ROWS, actual=len(before) + len(messages))]
        )
    specs = _specs(tx, actor, wanted, messages)
    steps = [as_step(row) for row in before] + _steps(before, _conversations(messages), specs)
    if found is not None:
        return replace_file(tx, actor, found.id, found.file_name, CaseFile(steps, found.ignored_columns))
    name = wanted.name or ""
    return create_set(tx, actor, name, f"{name}.csv", CaseFile(steps))


def _messages(tx: Tx, actor: Actor, wanted: CasesOfMessages) -> list[Message]:
    known = find_recorded(tx, actor.workspace_id, [one.message_id for one in wanted.messages])
    for at, one in enumerate(wanted.messages):
        if one.message_id not in known:
            message = (
                "There is no such exchange, or what was said in it was erased. Reload the report and choose again."
            )
            raise Validation([field_error(f"messages[{at}].messageId", "exists", message, value=one.message_id)])
    return [known[id_] for id_ in dict.fromkeys(one.message_id for one in wanted.messages)]


def _conversations(messages: Sequence[Message]) -> list[list[Message]]:
    """Exchanges of one segment of a session together, as they were asked; conversations in the order they were chosen."""
    order: dict[tuple[str, int], int] = {}
    for message in messages:
        order.setdefault((message.session_id, message.segment), len(order))

    def place(message: Message) -> int:
        return order[message.session_id, message.segment]

    ranked = sorted(messages, key=lambda one: (place(one), one.created_at, one.id))
    return [list(group) for _, group in groupby(ranked, key=place)]


def _specs(tx: Tx, actor: Actor, wanted: CasesOfMessages, messages: Sequence[Message]) -> dict[str, StepSpec]:
    """What is expected from now on: an answer that was corrected by a person, else the one that was given, unless it was none."""
    corrected = correct_answers(tx, actor.workspace_id, [message.id for message in messages])
    written = {one.message_id: one.expected_answer for one in wanted.messages if one.expected_answer is not None}
    specs: dict[str, StepSpec] = {}
    for message in messages:
        said = said_of(message)
        is_answer = said.outcome in ("answered", "memorized")
        given = corrected.get(message.id) or (_NUMBERS.sub("", said.answer) if is_answer else "")
        answer = written.get(message.id, given if wanted.expect_answers else "")
        chunks = [*said.chunk_ids][: csvfile.PARTS_MAX] if wanted.expect_chunks and is_answer else []
        specs[message.id] = StepSpec(
            expected_chunk_ids=[id_ for id_ in chunks if not id_.startswith("tool-")],
            expected_answer=answer.strip()[: csvfile.ANSWER_MAX],
        )
    return specs


def _steps(before: Sequence[TestStep], conversations: list[list[Message]], specs: dict[str, StepSpec]) -> list[Step]:
    steps: list[Step] = []
    for number, conversation in enumerate(conversations, last_number(before) + 1):
        case = f"case-{number}"
        for at, message in enumerate(conversation, 1):
            row = len(before) + len(steps) + 2
            steps.append(Step(row, f"{case}-{at}", case, at, message.question, specs[message.id], message.id))
    return steps


def last_number(rows: Sequence[TestStep]) -> int:
    """The highest number that a case of a set is called by."""
    numbers = [int(match[1]) for row in rows if (match := re.fullmatch(r"case-([0-9]{1,9})", row.case))]
    return max(numbers, default=0)
