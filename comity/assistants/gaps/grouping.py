"""Second phase: each gap gets its figures, its name and, where its questions have grown or gone, another state."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import numpy as np

from comity import accounts, fulfillments
from comity.assistants import queries as assistant_queries
from comity.assistants.answering import mask, question_language
from comity.assistants.gaps import queries, service
from comity.assistants.gaps.clustering import Question, central, same_question
from comity.assistants.gaps.models import Gap, GapRun
from comity.kernel import clock
from comity.kernel.db import Tx
from comity.kernel.runtime import Runtime

BATCH = 25
WORDINGS = 20
REOPENS_AT = 3
"""Questions after an accepted gap was answered that open it again."""
KEPT_DAYS = 180
"""How long a gap that somebody decided on is kept without a question."""
Bases = Mapping[str, Sequence[str]]


async def group(rt: Runtime, run: GapRun) -> None:
    """Brings every gap up to date, some at a time."""
    workspace_id = run.workspace_id
    await rt.db.awrite(lambda tx: queries.drop_questions(tx, workspace_id, run.since))
    bases = await rt.db.aread(lambda tx: bases_of(tx, workspace_id))
    after = run.mark
    while ids := await rt.db.aread(lambda tx, a=after: queries.gap_ids(tx, workspace_id, a, BATCH)):
        after = ids[-1]
        await rt.db.awrite(lambda tx, i=ids, a=after: _regroup(tx, run, i, bases, a))


def bases_of(tx: Tx, workspace_id: str) -> dict[str, list[str]]:
    """The bases that each assistant searches, as it is published."""
    found = {}
    for assistant, contents in assistant_queries.contents_in_use(tx, workspace_id):
        used = fulfillments.in_order(tx, workspace_id, contents[-1].get("fulfillmentIds", []))
        found[assistant.id] = [one.knowledge_base_id for one in used if one.kind == "search" and one.knowledge_base_id]
    return found


def _regroup(tx: Tx, run: GapRun, ids: Sequence[str], bases: Bases, after: str) -> None:
    figures, trends, asked = queries.figures(tx, ids), _trends(tx, ids, run.since), _assistants(tx, ids)
    for gap in queries.gaps_by_id(tx, run.workspace_id, ids):
        found = figures.get(gap.id)
        if found is None and _is_over(tx, gap):
            queries.delete_gap(tx, gap)
            continue
        changed = found is not None and (gap.count != found.count or clock.to_us(gap.last_at) != found.last_at)
        _count(gap, found)
        gap.trend = trends[gap.id]
        gap.assistant_ids = asked.get(gap.id, gap.assistant_ids)
        gap.base_ids = sorted({base for one in gap.assistant_ids for base in bases.get(one, ())})
        if changed or not gap.wordings:
            name(tx, gap)
        if gap.decided_at is not None:
            gap.asked_since = queries.count_since(tx, gap.id, clock.to_us(gap.decided_at))
        if returns(gap):
            service.reopen(gap)
    service.move(tx, run.workspace_id, mark=after, more=len(ids), total=run.done)


def _count(gap: Gap, found: Any | None) -> None:
    if found is None:
        gap.count = gap.people = gap.harm = 0
        gap.reasons = {"fallback": 0, "unsupported": 0, "ratedDown": 0}
        return
    gap.count, gap.people, gap.harm = found.count, found.people, int(found.harm)
    gap.first_at, gap.last_at = clock.from_us(found.first_at), clock.from_us(found.last_at)
    parts = {"fallback": found.fallback, "unsupported": found.unsupported, "ratedDown": found.rated_down}
    gap.reasons = {reason: int(number) for reason, number in parts.items()}


def _is_over(tx: Tx, gap: Gap) -> bool:
    """Whether a gap without a question goes: at once while nobody decided on it, else when messages of that age would go too."""
    if gap.state == "open":
        return True
    days = accounts.kept_days(tx, gap.workspace_id, KEPT_DAYS)
    return gap.last_at < clock.now() - timedelta(days=days)


def _trends(tx: Tx, ids: Sequence[str], since: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(lambda: [0] * queries.DAYS)
    for id_, day, count in queries.by_day(tx, ids, since):
        found[id_][min(max(day, 0), queries.DAYS - 1)] += count
    return found


def _assistants(tx: Tx, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for id_, assistant_id in queries.assistants_asked(tx, ids):
        found[id_].append(assistant_id)
    return found


def name(tx: Tx, gap: Gap) -> None:
    """Names a gap after the question in the middle, and notes in which wordings it is asked, the most frequent first."""
    rows = [row for row in queries.newest_questions(tx, gap.id) if row.question]
    if not rows:
        return
    times = Counter(row.question_key for row in rows)
    newest = {row.question_key: row for row in reversed(rows)}
    ordered = sorted(newest.values(), key=lambda row: (-times[row.question_key], row.message_id))
    gap.wordings = [row.message_id for row in ordered[:WORDINGS]]
    middle = newest[_middle(rows).question_key]
    gap.alternates = [row.message_id for row in ordered[:WORDINGS] if row is not middle and _asks(row, middle)]
    gap.label, gap.label_message_id = mask(middle.question), middle.message_id
    gap.language = question_language(gap.label)


def _asks(row: Any, label: Any) -> bool:
    """Whether a question surely asks what the label asks: a memorized response may then answer both."""
    return same_question(_question(row), _question(label))


def _question(row: Any) -> Question:
    text = mask(row.question)
    vector = np.frombuffer(row.vector, "<f2").astype(np.float32) if row.vector else None
    return Question(text, question_language(text), vector)


def _middle(rows: Sequence[Any]) -> Any:
    """The question nearest to the middle of all; without vectors the one that is asked most, the oldest of equals."""
    oldest_first = rows[::-1]
    size = len(rows[0].vector or b"")
    held = [row for row in oldest_first if row.vector and len(row.vector) == size]
    if held:
        return held[central([np.frombuffer(row.vector, "<f2") for row in held])]
    times = Counter(row.question_key for row in rows)
    return max(oldest_first, key=lambda row: times[row.question_key])


def returns(gap: Gap) -> bool:
    """Whether a gap that was decided on is open again: ignored and asked twice as often, or accepted and asked on."""
    if gap.state == "ignored":
        return gap.count >= 2 * max(gap.decided_count, 1)
    return gap.state == "accepted" and gap.asked_since >= REOPENS_AT
