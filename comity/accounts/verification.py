"""Proving the audit log: signed checkpoints of its chain, and the walk that finds the first row that does not fit."""

from dataclasses import dataclass
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from comity.accounts import queries
from comity.accounts.audit import GENESIS, commitments_of, row_hash
from comity.accounts.models import AuditCheckpoint, AuditIdentity, AuditRow
from comity.kernel import clock
from comity.kernel.db import Tx

CHECKPOINT_ROWS = 1000
CHECKPOINT_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many rows of a chain hold, and which one is the first that does not and why."""

    rows: int
    seq: int | None = None
    why: str | None = None

    def to_wire(self) -> dict[str, Any]:
        """`{"rows", "ok", "firstBroken": {"seq", "why"} | null}`; `why` is altered, missing, inserted, cutOff or signature."""
        broken = {"seq": self.seq, "why": self.why} if self.why else None
        return {"rows": self.rows, "ok": broken is None, "firstBroken": broken}


def add_checkpoints(tx: Tx, workspace_id: str, signer: Ed25519PrivateKey) -> list[dict[str, Any]]:
    """Signs every thousandth row since the last checkpoint, and the newest row once a day; returns what was signed."""
    last = queries.last_checkpoint(tx, workspace_id)
    head = queries.audit_head(tx, workspace_id)
    since = last.seq if last else 0
    due = list(range(since - since % CHECKPOINT_ROWS + CHECKPOINT_ROWS, head + 1, CHECKPOINT_ROWS))
    is_old = last is None or (clock.now() - last.at).total_seconds() >= CHECKPOINT_SECONDS
    if is_old and head > since and head not in due:
        due.append(head)
    return [_sign(tx, row, signer) for row in queries.audit_rows(tx, workspace_id, due)]


def verify_chain(tx: Tx, workspace_id: str, key: Ed25519PublicKey) -> Verdict:
    """Walks the chain of a workspace against its checkpoints and the personal parts that are still there."""
    checkpoints = queries.checkpoints(tx, workspace_id)
    people = queries.all_identities(tx, workspace_id)
    previous, expected = GENESIS, 1
    for row in queries.audit_chain(tx, workspace_id):
        why = _fault(row, previous, expected, people.get(row.seq)) or _signed(row, checkpoints.get(row.seq), key)
        if why:
            return Verdict(expected - 1, expected if why == "missing" else row.seq, why)
        previous, expected = row.hash, expected + 1
    if max([*checkpoints, *people, 0]) >= expected:
        return Verdict(expected - 1, expected, "cutOff")
    return Verdict(expected - 1)


def _fault(row: AuditRow, previous: str, expected: int, identity: AuditIdentity | None) -> str | None:
    if row.seq != expected:
        return "missing"
    if row.prev_hash != previous:
        return "inserted"
    if row_hash(row) != row.hash or (identity and commitments_of(identity) != row.commitments):
        return "altered"
    return None


def _signed(row: AuditRow, checkpoint: AuditCheckpoint | None, key: Ed25519PublicKey) -> str | None:
    if checkpoint is None:
        return None
    try:
        key.verify(bytes.fromhex(checkpoint.signature), _statement(checkpoint))
    except (InvalidSignature, ValueError):
        return "signature"
    return None if checkpoint.hash == row.hash else "altered"


def _sign(tx: Tx, row: AuditRow, signer: Ed25519PrivateKey) -> dict[str, Any]:
    made = AuditCheckpoint(workspace_id=row.workspace_id, seq=row.seq, hash=row.hash, at=clock.now())
    made.signature = signer.sign(_statement(made)).hex()
    tx.session.add(made)
    return {"seq": made.seq, "hash": made.hash, "at": clock.iso(made.at), "signature": made.signature}


def _statement(checkpoint: AuditCheckpoint) -> bytes:
    content = {"workspaceId": checkpoint.workspace_id, "seq": checkpoint.seq, "hash": checkpoint.hash}
    return msgspec.json.encode({**content, "at": clock.to_us(checkpoint.at)}, order="sorted")
