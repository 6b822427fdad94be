"""The hot ledger: accepting an exchange and storing its end, as fixed SQL.

Measured: fixed SQL keeps the first token at 200 streams under half of what ORM constructs cost. Everything else uses the ORM.
"""

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import msgspec

from comity.assistants.errors import SessionBusy, TooManyRuns
from comity.assistants.messaging.run_log import LogRange, append_log
from comity.fulfillments import RecordedCalls
from comity.kernel import clock
from comity.kernel.db import SQL, Tx
from comity.kernel.errors import IdempotencyKeyReused
from comity.kernel.ids import new_id

LEASE_US = 20 * 1_000_000
WAITING_MAX = 10
DAY_US = 24 * 3600 * 1_000_000

_FIND_KEY = SQL("SELECT fingerprint, message_id FROM assistant_message_keys WHERE id = :id AND at > :after")
_KEEP_KEY = SQL(
    """INSERT INTO assistant_message_keys (id, fingerprint, message_id, at) VALUES (:id, :fingerprint, :message_id, :now)
    ON CONFLICT (id) DO UPDATE SET fingerprint = :fingerprint, message_id = :message_id, at = :now"""
)
_LOCK_KEY = SQL("SELECT pg_advisory_xact_lock(hashtext(:key))")
_ADD_SESSION = SQL(
    """INSERT INTO assistant_sessions
    (id, workspace_id, assistant_id, key, source, user_id, segment, last_message_at, reset_next, created_at, updated_at)
    VALUES (:id, :workspace_id, :assistant_id, :key, :source, :user_id, 1, :now, 0, :now, :now)"""
)
_SESSION = SQL(
    """SELECT id, segment, last_message_at, reset_next,
    (SELECT count(*) FROM assistant_runs r WHERE r.session_id = s.id AND r.status IN ('queued', 'running')) AS open_runs
    FROM assistant_sessions s WHERE assistant_id = :assistant_id AND source = :source AND key = :key"""
)
_TOUCH_SESSION = SQL(
    "UPDATE assistant_sessions SET segment = :segment, last_message_at = :now, reset_next = 0, updated_at = :now WHERE id = :id"
)
_OPEN_RUNS = SQL(
    "SELECT count(*) FROM assistant_runs WHERE assistant_id = :assistant_id AND status IN ('queued', 'running')"
)
_ADD_MESSAGE = SQL(
    """INSERT INTO assistant_messages (id, workspace_id, assistant_id, session_id, session_key, segment, source, user_id,
    version, question, message_metadata, prompt_tokens, completion_tokens, created_at)
    VALUES (:id, :workspace_id, :assistant_id, :session_id, :session_key, :segment, :source, :user_id,
    :version, :question, :metadata, 0, 0, :now)"""
)
_ADD_RUN = SQL(
    """INSERT INTO assistant_runs (message_id, workspace_id, assistant_id, session_id, status, options, lease_owner,
    lease_until, attempt, last_seq, unsafe_calls, started_at)
    VALUES (:id, :workspace_id, :assistant_id, :session_id, :status, :options, :owner, :until, 1, 0, 0, :now)"""
)
_HISTORY = SQL(
    """SELECT question, answer FROM assistant_messages WHERE session_id = :session_id AND segment = :segment
    AND created_at < :before AND outcome IN ('answered', 'memorized', 'fallback') ORDER BY created_at DESC, id DESC LIMIT :limit"""
)
_OUTCOMES = SQL(
    """SELECT outcome FROM assistant_messages WHERE session_id = :session_id AND segment = :segment
    AND created_at < :before AND outcome IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT :limit"""
)
_EARLIER = SQL(
    """SELECT 1 FROM assistant_runs WHERE session_id = :session_id AND message_id < :message_id
    AND status IN ('queued', 'running') LIMIT 1"""
)
_BEGIN = SQL(
    "UPDATE assistant_runs SET status = 'running', lease_until = :until WHERE message_id = :id AND status = 'queued'"
)
_END_RUN = SQL(
    """UPDATE assistant_runs SET status = :status, error = :error, last_seq = :last_seq, ended_at = :now, lease_until = NULL
    WHERE message_id = :id AND lease_owner = :owner AND status IN ('queued', 'running')"""
)
_END_MESSAGE = SQL(
    """UPDATE assistant_messages SET answer = :answer, outcome = :outcome, reply = :reply, prompt = :prompt,
    question_en = :question_en, prompt_tokens = :prompt_tokens, completion_tokens = :completion_tokens,
    latency_ms = :latency_ms, ended_at = :now WHERE id = :id"""
)
_STATE = SQL(
    """SELECT r.status, r.last_seq, r.error, r.lease_owner, m.reply, m.session_key, m.assistant_id, m.workspace_id, m.source
    FROM assistant_runs r JOIN assistant_messages m ON m.id = r.message_id WHERE r.message_id = :id"""
)
_PRUNE_LOG = SQL("DELETE FROM assistant_run_log WHERE at < :before")
_PRUNE_KEYS = SQL("DELETE FROM assistant_message_keys WHERE at < :before")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What stood when a question was first asked, for its replay: the time, and what other systems answered."""

    at_us: int
    calls: RecordedCalls


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question on its way: everything its run needs and everything that identifies it."""

    message_id: str
    workspace_id: str
    assistant_id: str
    session_key: str
    question: str
    source: str
    version: str
    user_id: str | None
    metadata: str | None
    options: dict[str, Any]
    created_us: int
    session_id: str = ""
    segment: int = 1
    soft_reset: bool = False
    attempt: int = 1
    first_seq: int = 0
    history: list[tuple[str, str]] | None = None
    """The turns before it, where they were read as it was accepted; None where they have to wait for an earlier answer."""
    recorded: Recorded | None = None
    """Set in a replay, which asks no other system and answers as of then."""


@dataclass(slots=True)
class Asked:
    """What the caller asks to be accepted, with the limits that hold for it."""

    workspace_id: str
    assistant_id: str
    session_key: str
    question: str
    source: str
    version: str
    user_id: str | None
    metadata: str | None
    options: dict[str, Any] = field(default_factory=dict)
    reset_after_us: int = 0
    max_runs: int = 50
    history_turns: int = 0
    given_history: list[tuple[str, str]] | None = None
    """The turns that the caller brings along: they stand in place of the stored ones."""
    idempotency_id: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of it: a new exchange, or the message that this idempotency key already stands for."""

    exchange: Exchange | None
    replay_of: str | None
    waits: bool


def accept(tx: Tx, asked: Asked, owner: str) -> Accepted:
    """Stores question, run and idempotency record in one transaction.

    Raises `IdempotencyKeyReused`, `SessionBusy` (an eleventh waiting message), `TooManyRuns`; then nothing is stored.
    """
    now = clock.now_us()
    if asked.idempotency_id and (known := _known(tx, asked, now)):
        return Accepted(None, known, False)
    tx.lock(f"session:{asked.assistant_id}:{asked.source}:{asked.session_key}")
    session = _session(tx, asked)
    is_new = session is None
    if session is None:
        session = _add_session(tx, asked, now)
    if session.open_runs > WAITING_MAX:
        raise SessionBusy(retry_after_seconds=2)
    if tx.value(_OPEN_RUNS, assistant_id=asked.assistant_id) >= asked.max_runs:
        raise TooManyRuns(retry_after_seconds=2)
    exchange = _exchange(asked, session, now)
    if not is_new:
        tx.run(_TOUCH_SESSION, id=session.id, segment=exchange.segment, now=now)
    if not session.open_runs and asked.given_history is None:
        known_turns = [] if is_new else history(tx, exchange, asked.history_turns)
        exchange = replace(exchange, history=known_turns)
    _store(tx, asked, exchange, owner, waits=session.open_runs > 0)
    if asked.idempotency_id:
        ids = {"id": asked.idempotency_id, "fingerprint": asked.fingerprint, "message_id": exchange.message_id}
        tx.run(_KEEP_KEY, **ids, now=now)
    return Accepted(exchange, None, session.open_runs > 0)


def _known(tx: Tx, asked: Asked, now: int) -> str | None:
    if tx.dialect == "postgresql":
        tx.rows(_LOCK_KEY, key=asked.idempotency_id)
    row = tx.row(_FIND_KEY, id=asked.idempotency_id, after=now - DAY_US)
    if row is None:
        return None
    if row.fingerprint != asked.fingerprint:
        raise IdempotencyKeyReused
    return row.message_id


class _Session(NamedTuple):
    """What accepting a message needs to know of its session."""

    id: str
    segment: int = 1
    last_message_at: int | None = None
    reset_next: int = 0
    open_runs: int = 0


def _session(tx: Tx, asked: Asked) -> Any | None:
    return tx.row(_SESSION, assistant_id=asked.assistant_id, source=asked.source, key=asked.session_key)


def _add_session(tx: Tx, asked: Asked, now: int) -> _Session:
    made = _Session(new_id())
    tx.run(
        _ADD_SESSION,
        id=made.id,
        workspace_id=asked.workspace_id,
        assistant_id=asked.assistant_id,
        key=asked.session_key,
        source=asked.source,
        user_id=asked.user_id,
        now=now,
    )
    return made


def _exchange(asked: Asked, session: Any, now: int) -> Exchange:
    silence = now - session.last_message_at if session.last_message_at is not None else 0
    soft_reset = bool(asked.reset_after_us) and session.last_message_at is not None and silence >= asked.reset_after_us
    rises = soft_reset or bool(session.reset_next)
    return Exchange(
        message_id=new_id(),
        workspace_id=asked.workspace_id,
        assistant_id=asked.assistant_id,
        session_key=asked.session_key,
        question=asked.question,
        source=asked.source,
        version=asked.version,
        user_id=asked.user_id,
        metadata=asked.metadata,
        options=asked.options,
        created_us=now,
        session_id=session.id,
        segment=session.segment + 1 if rises else session.segment,
        soft_reset=soft_reset,
        history=asked.given_history,
    )


def _store(tx: Tx, asked: Asked, exchange: Exchange, owner: str, *, waits: bool) -> None:
    tx.run(
        _ADD_MESSAGE,
        id=exchange.message_id,
        workspace_id=exchange.workspace_id,
        assistant_id=exchange.assistant_id,
        session_id=exchange.session_id,
        session_key=exchange.session_key,
        segment=exchange.segment,
        source=exchange.source,
        user_id=exchange.user_id,
        version=exchange.version,
        question=exchange.question,
        metadata=exchange.metadata,
        now=exchange.created_us,
    )
    options = {**exchange.options, "softReset": exchange.soft_reset}
    if asked.given_history is not None:
        options["history"] = asked.given_history
    tx.run(
        _ADD_RUN,
        id=exchange.message_id,
        workspace_id=exchange.workspace_id,
        assistant_id=exchange.assistant_id,
        session_id=exchange.session_id,
        status="queued" if waits else "running",
        options=msgspec.json.encode(options).decode(),
        owner=owner,
        until=exchange.created_us + LEASE_US,
        now=exchange.created_us,
    )


def idempotency_id(caller: str, path: str, key: str) -> str:
    """The record an `Idempotency-Key` stands for: per caller and path."""
    return hashlib.sha256(f"{caller}\0{path}\0{key}".encode()).hexdigest()


def history(tx: Tx, exchange: Exchange, turns: int) -> list[tuple[str, str]]:
    """The last `turns` question and answer pairs of the segment before this exchange, oldest first."""
    if not turns:
        return []
    rows = tx.rows(
        _HISTORY, session_id=exchange.session_id, segment=exchange.segment, before=exchange.created_us, limit=turns
    )
    return [(row.question, row.answer or "") for row in reversed(rows)]


def fallbacks_in_a_row(tx: Tx, exchange: Exchange, limit: int) -> int:
    """How many of the segment's last exchanges before this one ended with the fallback text, without a gap."""
    rows = tx.rows(
        _OUTCOMES, session_id=exchange.session_id, segment=exchange.segment, before=exchange.created_us, limit=limit
    )
    count = 0
    for row in rows:
        if row.outcome != "fallback":
            break
        count += 1
    return count


def is_next(tx: Tx, exchange: Exchange) -> bool:
    """Whether no earlier message of the session is still open."""
    return tx.value(_EARLIER, session_id=exchange.session_id, message_id=exchange.message_id) is None


def begin(tx: Tx, message_id: str) -> None:
    """Marks a run that waited for its session as running."""
    tx.run(_BEGIN, id=message_id, until=clock.now_us() + LEASE_US)


@dataclass(frozen=True, slots=True)
class Facts:
    """What reports count of an answer. `cost_nano`: billionths of the currency; `below_threshold`: searched, and no chunk sufficed."""

    first_token_ms: int | None = None
    cost_nano: int = 0
    currency: str | None = None
    degraded: bool = False
    below_threshold: bool = False
    supported: int = 0
    partly: int = 0
    unsupported: int = 0


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended: its terminal status, and for the message what is stored for good.

    `handoff`: the reason, where a person was asked for; `confirmation`: the call that waits for a yes;
    `degraded_reason`: why the answer did without its model.
    """

    status: str
    outcome: str
    answer: str | None
    reply: str | None
    error: str | None
    last_seq: int
    question_en: str | None = None
    prompt: str | None = None
    handoff: str | None = None
    confirmation: Any = None
    degraded_reason: str | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0
    latency_ms: int = 0
    facts: Facts = Facts()


def finish(tx: Tx, message_id: str, owner: str, ending: Ending, rest: LogRange | None) -> bool:
    """Writes the terminal state once; False when the lease was lost meanwhile (then nothing is written)."""
    now = clock.now_us()
    ended = tx.run(
        _END_RUN,
        id=message_id,
        owner=owner,
        status=ending.status,
        error=ending.error,
        last_seq=ending.last_seq,
        now=now,
    )
    if not ended:
        return False
    if rest and rest.deltas:
        append_log(tx, [rest])
    tx.run(
        _END_MESSAGE,
        id=message_id,
        answer=ending.answer,
        outcome=ending.outcome,
        reply=ending.reply,
        prompt=ending.prompt,
        question_en=ending.question_en,
        prompt_tokens=ending.prompt_tokens,
        completion_tokens=ending.completion_tokens,
        latency_ms=ending.latency_ms,
        now=now,
    )
    return True


def find_state(tx: Tx, message_id: str) -> Any | None:
    """Status, last number, error and reply of a run, with whose it is; None when there is none."""
    return tx.row(_STATE, id=message_id)


def prune(tx: Tx) -> None:
    """Drops run logs and idempotency records older than a day."""
    before = clock.now_us() - DAY_US
    tx.run(_PRUNE_LOG, before=before)
    tx.run(_PRUNE_KEYS, before=before)
