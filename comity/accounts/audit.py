"""The audit log: one tamper-evident chain per workspace (`accounts.md` 3.10).

A row's hash covers its canonical JSON and the hash before it. Names, addresses and user agents enter only as salted commitments;
the values stand in a side table, so that erasing a person leaves the chain valid.
"""

import hashlib
import secrets
from typing import Any

import msgspec

from comity.accounts.models import AuditIdentity, AuditRow
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import SQL, Tx

GENESIS = "0" * 64
_LAST = SQL("SELECT seq, hash FROM audit_rows WHERE workspace_id = :workspace_id ORDER BY seq DESC LIMIT 1")


def audit(
    tx: Tx,
    actor: Actor,
    action: str,
    *,
    target_kind: str,
    target_id: str,
    target_label: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str | None = None,
) -> None:
    """Writes the row of an act in the transaction of the act: neither exists without the other."""
    tx.lock(f"audit:{actor.workspace_id}")
    last = tx.row(_LAST, workspace_id=actor.workspace_id)
    seq = last.seq + 1 if last else 1
    side = AuditIdentity(workspace_id=actor.workspace_id, seq=seq, salt=secrets.token_hex(16))
    side.name, side.ip, side.user_agent = actor.name[:300], actor.ip, actor.user_agent[:400]
    row = AuditRow(
        workspace_id=actor.workspace_id,
        seq=seq,
        at=clock.now(),
        actor_kind=actor.kind,
        actor_id=actor.id,
        action=action,
        target_kind=target_kind,
        target_id=target_id,
        target_label=target_label[:300],
        before=_text(before),
        after=_text(after),
        reason=reason,
        request_id=actor.request_id,
        commitments=commitments_of(side),
        prev_hash=last.hash if last else GENESIS,
        hash="",
    )
    row.hash = row_hash(row)
    tx.session.add_all([row, side])
    tx.flush()


def row_hash(row: AuditRow) -> str:
    """SHA-256 of the canonical JSON of everything in the row but its own hash."""
    content = {
        "workspaceId": row.workspace_id,
        "seq": row.seq,
        "at": clock.to_us(row.at),
        "actor": {"kind": row.actor_kind, "id": row.actor_id},
        "action": row.action,
        "target": {"kind": row.target_kind, "id": row.target_id, "label": row.target_label},
        "before": row.before,
        "after": row.after,
        "reason": row.reason,
        "requestId": row.request_id,
        "commitments": row.commitments,
        "prevHash": row.prev_hash,
    }
    return hashlib.sha256(_canonical(content).encode()).hexdigest()


def commitments_of(identity: AuditIdentity) -> str:
    """What a row must say of the personal part beside it."""
    values = {"name": identity.name, "ip": identity.ip, "userAgent": identity.user_agent}
    return _canonical({key: _commitment(identity.salt, value or "") for key, value in values.items()})


def _commitment(salt: str, value: str) -> str:
    return hashlib.sha256(f"{salt}:{value}".encode()).hexdigest()


def _canonical(value: Any) -> str:
    """RFC 8785 for what stands in a row: sorted keys, no spaces, strings and integers only."""
    return msgspec.json.encode(value, order="sorted").decode()


def _text(value: dict[str, Any] | None) -> str | None:
    return None if value is None else _canonical(value)
