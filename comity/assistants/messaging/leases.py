"""Who holds a run: leases that are renewed, given back and taken over, and what may be asked of a holder. Fixed SQL, as the ledger."""

from collections.abc import Sequence
from typing import Any

import msgspec

from comity.assistants.messaging.ledger import LEASE_US, Exchange
from comity.kernel import clock
from comity.kernel.db import SQL, Tx
from comity.kernel.realtime import wake_after_commit

SEQ_GAP = 100_000
_RENEW = SQL(
    "UPDATE assistant_runs SET lease_until = :until WHERE message_id = :id AND lease_owner = :owner AND status IN ('queued', 'running')"
)
_MARK_UNSAFE = SQL(
    """UPDATE assistant_runs SET unsafe_calls = 1 WHERE message_id = :id AND lease_owner = :owner AND unsafe_calls = 0
    AND status IN ('queued', 'running')"""
)
_OWNER = SQL("SELECT lease_owner FROM assistant_runs WHERE message_id = :id")
_ASK_STOP = SQL(
    "UPDATE assistant_runs SET stop_requested_at = :now WHERE message_id = :id AND status IN ('queued', 'running')"
)
_STOPS = SQL(
    "SELECT message_id FROM assistant_runs WHERE lease_owner = :owner AND stop_requested_at IS NOT NULL AND status IN ('queued', 'running')"
)
_OPEN = SQL(
    """SELECT message_id, lease_owner, attempt, unsafe_calls FROM assistant_runs WHERE status IN ('queued', 'running')
    ORDER BY message_id"""
)
_TAKE_OVER = SQL(
    """UPDATE assistant_runs SET lease_owner = :owner, lease_until = :until, attempt = attempt + 1
    WHERE message_id = :id AND lease_owner = :before AND status IN ('queued', 'running')"""
)
_RESUMABLE = SQL(
    """SELECT m.id, m.workspace_id, m.assistant_id, m.session_id, m.session_key, m.segment, m.source, m.user_id, m.version,
    m.question, m.message_metadata, m.created_at, r.options, r.attempt,
    (SELECT coalesce(max(l.last_seq), 0) FROM assistant_run_log l WHERE l.message_id = m.id) AS logged
    FROM assistant_messages m JOIN assistant_runs r ON r.message_id = m.id WHERE m.id = :id"""
)
_EXPIRED = SQL(
    "SELECT message_id, lease_owner, attempt, unsafe_calls FROM assistant_runs WHERE status IN ('queued', 'running') AND lease_until < :now"
)


def renew(tx: Tx, message_ids: Sequence[str], owner: str) -> None:
    """Renews the leases this process holds."""
    until = clock.now_us() + LEASE_US
    for id_ in message_ids:
        tx.run(_RENEW, id=id_, owner=owner, until=until)


def release(tx: Tx, message_ids: Sequence[str], owner: str) -> None:
    """Gives leases back, so that another process takes the runs over at once."""
    for id_ in message_ids:
        tx.run(_RENEW, id=id_, owner=owner, until=0)


def mark_unsafe_call(tx: Tx, message_id: str, owner: str) -> bool:
    """Notes that a call that is not safe is about to be made; False when one was already, or when the lease was lost.

    From then on the run is not begun again: whatever happens, the call is made once at most.
    """
    return bool(tx.run(_MARK_UNSAFE, id=message_id, owner=owner))


def ask_stop(tx: Tx, message_id: str) -> bool:
    """Asks whoever holds the run to stop it; False when it has ended."""
    if not tx.run(_ASK_STOP, id=message_id, now=clock.now_us()):
        return False
    wake_after_commit(tx, f"stops:{tx.value(_OWNER, id=message_id)}")
    return True


def stops_asked(tx: Tx, owner: str) -> list[str]:
    """Runs of this process that somebody asked to stop."""
    return [row.message_id for row in tx.rows(_STOPS, owner=owner)]


def open_runs(tx: Tx) -> list[Any]:
    """Every run that has not ended."""
    return list(tx.rows(_OPEN))


def expired_runs(tx: Tx) -> list[Any]:
    """Runs whose lease ran out."""
    return list(tx.rows(_EXPIRED, now=clock.now_us()))


def take_over(tx: Tx, message_id: str, before: str, owner: str) -> Exchange | None:
    """Moves a lost run's lease here and returns its exchange; None when somebody else was faster.

    Its numbers go on above any that the lost process may have shown without having logged them.
    """
    if not tx.run(_TAKE_OVER, id=message_id, before=before, owner=owner, until=clock.now_us() + LEASE_US):
        return None
    row = tx.row(_RESUMABLE, id=message_id)
    assert row is not None
    options = msgspec.json.decode(row.options)
    return Exchange(
        message_id=row.id,
        workspace_id=row.workspace_id,
        assistant_id=row.assistant_id,
        session_key=row.session_key,
        question=row.question,
        source=row.source,
        version=row.version,
        user_id=row.user_id,
        metadata=row.message_metadata,
        options=options,
        created_us=row.created_at,
        session_id=row.session_id,
        segment=row.segment,
        soft_reset=options.get("softReset", False),
        attempt=row.attempt,
        first_seq=row.logged + SEQ_GAP,
        history=options.get("history"),
    )
