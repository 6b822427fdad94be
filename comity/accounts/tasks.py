"""Work of accounts by the clock: audit checkpoints, and forgetting what has had its time."""

import msgspec

from comity.accounts import queries
from comity.accounts.verification import add_checkpoints
from comity.kernel.jobs import every
from comity.kernel.runtime import Runtime
from comity.kernel.storage import FileMissing

CHECKPOINT_EVERY_SECONDS = 60
FORGET_EVERY_SECONDS = 3600


@every(CHECKPOINT_EVERY_SECONDS, "accounts.checkpoints")
async def checkpoint(rt: Runtime) -> None:
    """Signs the audit chains where it is due; the signatures are also kept outside the database."""
    signer = rt.parts["auditSigner"]
    for workspace_id in await rt.db.aread(queries.workspace_ids):
        made = await rt.db.awrite(lambda tx, id_=workspace_id: add_checkpoints(tx, id_, signer))
        if made:
            await _anchor(rt, workspace_id, b"".join(msgspec.json.encode(item) + b"\n" for item in made))


async def _anchor(rt: Runtime, workspace_id: str, lines: bytes) -> None:
    key = f"{workspace_id}/audit-anchors.jsonl"
    try:
        before = await rt.storage.read(key)
    except FileMissing:
        before = b""
    await rt.storage.put(key, before + lines)


@every(FORGET_EVERY_SECONDS, "accounts.forget")
async def forget(rt: Runtime) -> None:
    """Drops ended sessions, and sign-in log lines older than 180 days."""
    await rt.db.awrite(queries.forget_old_sign_ins)
