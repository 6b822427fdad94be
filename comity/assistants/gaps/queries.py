"""The SQL of gaps."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, case, delete, func, insert, or_, select

from comity.assistants.gaps.models import Decay, Gap, GapQuestion, GapRun
from comity.assistants.gaps.schemas import GapQuery
from comity.assistants.memorized.models import MemorizedResponse
from comity.assistants.models import Assistant, Feedback, Message
from comity.assistants.report.models import MessageFacts
from comity.kernel.db import Page, Tx, page, scoped

F = MessageFacts
SOURCES = ("api", "openai", "channel", "copilot")
"""What people really asked."""
DAYS = 30
DAY_US = 86_400_000_000
CENTRE_OF = 200
"""The newest questions of a gap among which its centre is looked for."""
_IN = 500
_FALLBACK = F.outcome == "fallback"
_DOWN = F.rating == "down"
_UNSUPPORTED = and_(F.unsupported > 0, F.unsupported * 2 >= F.supported + F.partly + F.unsupported)


def _qualifying(workspace_id: str, since: int) -> list[ColumnElement[bool]]:
    """Which exchanges count: asked by people since then, and not answered well. An erased one has no question any more."""
    mine = [F.workspace_id == workspace_id, F.at >= since, F.source.in_(SOURCES), F.question_key.is_not(None)]
    return [*mine, or_(_FALLBACK, _DOWN, _UNSUPPORTED)]


def count_waiting(tx: Tx, workspace_id: str, since: int) -> int:
    """How many exchanges are to be sorted in."""
    return tx.session.scalar(_waiting(workspace_id, since, func.count())) or 0


def waiting(tx: Tx, workspace_id: str, since: int, after: tuple[int, str], limit: int) -> Sequence[Any]:
    """The next exchanges to be sorted in, the oldest first: message_id, at, question."""
    at, mark = after
    later = or_(F.at > at, and_(F.at == at, F.message_id > mark))
    statement = _waiting(workspace_id, since, F.message_id, F.at, Message.question)
    statement = statement.join(Message, Message.id == F.message_id).where(later)
    return tx.session.execute(statement.order_by(F.at, F.message_id).limit(limit)).all()


def _waiting(workspace_id: str, since: int, *columns: Any) -> Any:
    statement = select(*columns).select_from(F).outerjoin(GapQuestion, GapQuestion.message_id == F.message_id)
    return statement.where(*_qualifying(workspace_id, since), GapQuestion.message_id.is_(None))


def add_gaps(tx: Tx, rows: Sequence[dict[str, Any]]) -> None:
    """Stores new gaps."""
    if rows:
        tx.session.execute(insert(Gap), list(rows))


def add_questions(tx: Tx, rows: Sequence[dict[str, Any]]) -> None:
    """Stores what was sorted in, but for what a run that died had stored already."""
    ids = [row["message_id"] for row in rows]
    known = set(tx.session.scalars(select(GapQuestion.message_id).where(GapQuestion.message_id.in_(ids))))
    fresh = [row for row in rows if row["message_id"] not in known]
    if fresh:
        tx.session.execute(insert(GapQuestion), fresh)


def drop_questions(tx: Tx, workspace_id: str, since: int) -> None:
    """Forgets what is older, was deleted, or counts no more."""
    still = select(F.message_id).where(*_qualifying(workspace_id, since), F.message_id == GapQuestion.message_id)
    statement = delete(GapQuestion).where(GapQuestion.workspace_id == workspace_id, ~still.exists())
    tx.session.execute(statement, execution_options={"synchronize_session": False})


def leaders(tx: Tx, workspace_id: str, limit: int) -> Iterable[Gap]:
    """Gaps that questions may join, the heaviest first."""
    statement = scoped(Gap, workspace_id).order_by(Gap.harm.desc(), Gap.id).limit(limit)
    return tx.session.scalars(statement.execution_options(yield_per=_IN))


def gap_ids(tx: Tx, workspace_id: str, after: str, limit: int) -> list[str]:
    """The ids of gaps in their order, after one."""
    statement = select(Gap.id).where(Gap.workspace_id == workspace_id, Gap.id > after).order_by(Gap.id).limit(limit)
    return list(tx.session.scalars(statement))


def gaps_by_id(tx: Tx, workspace_id: str, ids: Sequence[str]) -> list[Gap]:
    """These gaps, in the order of their ids."""
    return list(tx.session.scalars(scoped(Gap, workspace_id).where(Gap.id.in_(ids)).order_by(Gap.id)))


def figures(tx: Tx, ids: Sequence[str]) -> dict[str, Any]:
    """What the questions of gaps come to: count, people, first_at, last_at, fallback, unsupported, rated_down, harm."""
    statement = (
        select(
            GapQuestion.gap_id,
            func.count().label("count"),
            func.count(func.distinct(func.coalesce(F.user_id, F.session_key))).label("people"),
            func.min(GapQuestion.at).label("first_at"),
            func.max(GapQuestion.at).label("last_at"),
            func.sum(case((_FALLBACK, 1), else_=0)).label("fallback"),
            func.sum(case((_UNSUPPORTED, 1), else_=0)).label("unsupported"),
            func.sum(case((_DOWN, 1), else_=0)).label("rated_down"),
            func.sum(case((_DOWN, 3), (_UNSUPPORTED, 2), else_=1)).label("harm"),
        )
        .join(F, F.message_id == GapQuestion.message_id)
        .where(GapQuestion.gap_id.in_(ids))
        .group_by(GapQuestion.gap_id)
    )
    return {row.gap_id: row for row in tx.session.execute(statement)}


def by_day(tx: Tx, ids: Sequence[str], since: int) -> list[tuple[str, int, int]]:
    """Gap, day since then, questions."""
    day = (GapQuestion.at - since).op("/", return_type=BigInteger())(DAY_US)
    statement = (
        select(GapQuestion.gap_id, day, func.count())
        .where(GapQuestion.gap_id.in_(ids))
        .group_by(GapQuestion.gap_id, day)
    )
    return [(id_ or "", number, count) for id_, number, count in tx.session.execute(statement)]


def assistants_asked(tx: Tx, ids: Sequence[str]) -> list[tuple[str, str]]:
    """Gap and assistant, for each that was asked."""
    statement = (
        select(GapQuestion.gap_id, F.assistant_id)
        .join(F, F.message_id == GapQuestion.message_id)
        .where(GapQuestion.gap_id.in_(ids))
        .distinct()
        .order_by(F.assistant_id)
    )
    return [(id_ or "", assistant) for id_, assistant in tx.session.execute(statement)]


def newest_questions(tx: Tx, gap_id: str) -> Sequence[Any]:
    """The newest questions of a gap: message_id, vector, question, question_key."""
    statement = (
        select(GapQuestion.message_id, GapQuestion.vector, Message.question, F.question_key)
        .join(Message, Message.id == GapQuestion.message_id)
        .join(F, F.message_id == GapQuestion.message_id)
        .where(GapQuestion.gap_id == gap_id)
        .order_by(GapQuestion.at.desc(), GapQuestion.message_id.desc())
        .limit(CENTRE_OF)
    )
    return tx.session.execute(statement).all()


def count_since(tx: Tx, gap_id: str, at: int) -> int:
    """How many questions of a gap were asked after that moment."""
    statement = select(func.count()).where(GapQuestion.gap_id == gap_id, GapQuestion.at > at)
    return tx.session.scalar(statement) or 0


def find_gap(tx: Tx, workspace_id: str, gap_id: str, *, lock: bool = False) -> Gap | None:
    """A gap of the workspace; `lock` holds the row until the end of the transaction."""
    statement = scoped(Gap, workspace_id).where(Gap.id == gap_id)
    return tx.session.scalars(statement.with_for_update() if lock else statement).first()


def list_gaps(tx: Tx, workspace_id: str, wanted: GapQuery) -> Page[Gap]:
    """Gaps, those that do most harm first; of a base: those that are asked of it, and those that no base is asked about."""
    statement = scoped(Gap, workspace_id).where(*_of_base(wanted.base_id))
    if wanted.state:
        statement = statement.where(Gap.state.in_(wanted.state))
    if wanted.assignee_id:
        statement = statement.where(Gap.assignee_id == wanted.assignee_id)
    return page(tx, statement, Gap.harm, Gap.id, limit=wanted.limit, cursor=wanted.cursor)


def gaps_of_questions(tx: Tx, workspace_id: str, keys: Sequence[str]) -> dict[str, Gap]:
    """The gap that each of these questions was sorted into, by the question's key; that of the latest exchange where there are several."""
    statement = (
        select(F.question_key, GapQuestion.gap_id)
        .join(GapQuestion, GapQuestion.message_id == F.message_id)
        .where(F.workspace_id == workspace_id, F.question_key.in_(keys), GapQuestion.gap_id.is_not(None))
        .order_by(F.at)
    )
    latest = {row.question_key: row.gap_id for row in tx.session.execute(statement)}
    known = {gap.id: gap for gap in gaps_by_id(tx, workspace_id, list(set(latest.values())))}
    return {key: known[gap_id] for key, gap_id in latest.items() if gap_id in known}


def count_by_state(tx: Tx, workspace_id: str, base_id: str) -> dict[str, int]:
    """How many gaps there are in each state."""
    statement = select(Gap.state, func.count()).where(Gap.workspace_id == workspace_id, *_of_base(base_id))
    return {row[0]: row[1] for row in tx.session.execute(statement.group_by(Gap.state))}


def _of_base(base_id: str) -> list[ColumnElement[bool]]:
    if not base_id:
        return []
    held = Gap.base_ids.cast(Gap.label.type)
    return [or_(held.contains(f'"{base_id}"', autoescape=True), held == "[]")]


def to_draft(tx: Tx, workspace_id: str, limit: int) -> list[str]:
    """The gaps that wait for an answer and do most harm."""
    statement = select(Gap.id).where(Gap.workspace_id == workspace_id, Gap.state.in_(("open", "assigned")))
    return list(tx.session.scalars(statement.order_by(Gap.harm.desc(), Gap.id).limit(limit)))


def exchanges(tx: Tx, ids: Sequence[str]) -> dict[str, Any]:
    """What was asked and said, by message: id, assistant_id, question, answer, outcome, rating, at."""
    columns = (Message.id, Message.assistant_id, Message.question, Message.answer, F.outcome, F.rating, F.at)
    found: dict[str, Any] = {}
    for at in range(0, len(ids), _IN):
        statement = select(*columns).join(F, F.message_id == Message.id).where(Message.id.in_(ids[at : at + _IN]))
        found |= {row.id: row for row in tx.session.execute(statement.where(Message.question != ""))}
    return found


def correction(tx: Tx, gap_id: str) -> str:
    """What a user last gave as the right answer to a question of a gap; empty when nobody did."""
    said = select(Feedback.correct_answer).join(GapQuestion, GapQuestion.message_id == Feedback.message_id)
    said = said.where(GapQuestion.gap_id == gap_id, Feedback.correct_answer != "")
    return tx.session.scalars(said.order_by(Feedback.updated_at.desc()).limit(1)).first() or ""


def rated_down(tx: Tx, workspace_id: str, since: int, after: tuple[int, str], limit: int) -> Sequence[Any]:
    """The next exchanges whose answers were rated down, the oldest first: message_id, at, reply."""
    at, mark = after
    later = or_(F.at > at, and_(F.at == at, F.message_id > mark))
    statement = select(F.message_id, F.at, Message.reply).join(Message, Message.id == F.message_id)
    statement = statement.where(F.workspace_id == workspace_id, F.at >= since, _DOWN, F.source.in_(SOURCES), later)
    return tx.session.execute(statement.order_by(F.at, F.message_id).limit(limit)).all()


def responses_after(tx: Tx, workspace_id: str, after: str, limit: int) -> Sequence[MemorizedResponse]:
    """Memorized responses in the order of their ids, after one."""
    statement = scoped(MemorizedResponse, workspace_id).where(MemorizedResponse.id > after)
    return tx.session.scalars(statement.order_by(MemorizedResponse.id).limit(limit)).all()


def put_decay(tx: Tx, decay: Decay) -> None:
    """Stores something that has aged, in place of what was known of it."""
    tx.session.merge(decay)


def forget_decay(tx: Tx, workspace_id: str, kind: str, before: datetime) -> None:
    """Forgets what the last search did not find again."""
    old = (Decay.workspace_id == workspace_id, Decay.kind == kind, Decay.at < before)
    tx.session.execute(delete(Decay).where(*old))


def list_decay(tx: Tx, workspace_id: str, kind: str, base_id: str, limit: int) -> Sequence[Decay]:
    """What has aged, the worst first; of a base where one is named."""
    statement = select(Decay).where(Decay.workspace_id == workspace_id, Decay.kind == kind)
    if base_id:
        statement = statement.where(Decay.base_id == base_id)
    return tx.session.scalars(statement.order_by(Decay.weight.desc(), Decay.target).limit(limit)).all()


def find_run(tx: Tx, workspace_id: str, *, lock: bool = False) -> GapRun | None:
    """The workspace's last search for gaps."""
    statement = select(GapRun).where(GapRun.workspace_id == workspace_id)
    return tx.session.scalars(statement.with_for_update() if lock else statement).first()


def runs(tx: Tx) -> dict[str, GapRun]:
    """The last search of every workspace."""
    return {run.workspace_id: run for run in tx.session.scalars(select(GapRun))}


def workspaces(tx: Tx) -> list[tuple[str, datetime]]:
    """The workspaces in which something was asked, and when each had its first assistant."""
    asked = select(F.message_id).where(F.workspace_id == Assistant.workspace_id)
    statement = select(Assistant.workspace_id, func.min(Assistant.created_at)).where(asked.exists())
    return [(row[0], row[1]) for row in tx.session.execute(statement.group_by(Assistant.workspace_id))]


def hits_of(tx: Tx, workspace_id: str, response_ids: Sequence[str]) -> dict[str, int]:
    """How often memorized responses were given."""
    row = MemorizedResponse
    statement = select(row.id, row.hits).where(row.workspace_id == workspace_id, row.id.in_(response_ids))
    return {row.id: row.hits for row in tx.session.execute(statement)}


def questions_of(tx: Tx, workspace_id: str, response_ids: Sequence[str]) -> dict[str, str]:
    """The questions of memorized responses, by id."""
    row = MemorizedResponse
    statement = select(row.id, row.question).where(row.workspace_id == workspace_id, row.id.in_(response_ids))
    return {row.id: row.question for row in tx.session.execute(statement)}


def delete_gap(tx: Tx, gap: Gap) -> None:
    """Deletes a gap; its questions, if it has any, may be sorted in again."""
    tx.session.execute(delete(GapQuestion).where(GapQuestion.gap_id == gap.id))
    tx.session.delete(gap)


def gaps_of_messages(tx: Tx, workspace_id: str, message_ids: Sequence[str]) -> list[Gap]:
    """The gaps that hold one of these messages, or are named after one."""
    member = select(GapQuestion.gap_id).where(GapQuestion.message_id.in_(message_ids))
    named = or_(Gap.label_message_id.in_(message_ids), Gap.leader_message_id.in_(message_ids), Gap.id.in_(member))
    return list(tx.session.scalars(scoped(Gap, workspace_id).where(named)))


def drop_messages(tx: Tx, workspace_id: str, message_ids: Sequence[str]) -> None:
    """Takes messages out of their gaps."""
    mine = (GapQuestion.workspace_id == workspace_id, GapQuestion.message_id.in_(message_ids))
    tx.session.execute(delete(GapQuestion).where(*mine))
