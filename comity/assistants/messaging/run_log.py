"""The run log: what runs said, as numbered ranges of deltas. Fixed SQL, as the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from comity.kernel import clock
from comity.kernel.db import SQL, Tx

_LOG = SQL(
    """INSERT INTO assistant_run_log (message_id, first_seq, last_seq, deltas, at)
    VALUES (:message_id, :first_seq, :last_seq, :deltas, :at) ON CONFLICT (message_id, first_seq) DO NOTHING"""
)
_LOG_AFTER = SQL(
    "SELECT first_seq, last_seq, deltas FROM assistant_run_log WHERE message_id = :id AND last_seq > :after ORDER BY first_seq"
)


@dataclass(frozen=True, slots=True)
class LogRange:
    """Deltas of one run since the last flush; None stands for a reset."""

    message_id: str
    first_seq: int
    deltas: list[str | None]


def append_log(tx: Tx, ranges: Sequence[LogRange]) -> None:
    """Stores what several runs said since the last tick: one row each."""
    now = clock.now_us()
    for r in ranges:
        tx.run(
            _LOG,
            message_id=r.message_id,
            first_seq=r.first_seq,
            last_seq=r.first_seq + len(r.deltas) - 1,
            deltas=msgspec.json.encode(r.deltas).decode(),
            at=now,
        )


def log_after(tx: Tx, message_id: str, after: int) -> list[tuple[int, str | None]]:
    """Logged deltas with numbers above `after`, in order."""
    found: list[tuple[int, str | None]] = []
    for row in tx.rows(_LOG_AFTER, id=message_id, after=after):
        deltas = msgspec.json.decode(row.deltas, type=list[str | None])
        found += [(row.first_seq + i, d) for i, d in enumerate(deltas) if row.first_seq + i > after]
    return found
