"""Jobs of assistants: retention, and the pruning of run logs."""

from comity.assistants import queries
from comity.assistants.messaging import ledger
from comity.kernel.jobs import every
from comity.kernel.runtime import Runtime

BATCH = 500


@every(3600, "assistants.retention")
async def retention(rt: Runtime) -> None:
    """Deletes exchanges past their assistant's retention, 500 at a time, and run logs older than a day."""
    await rt.db.awrite(ledger.prune)
    while await rt.db.awrite(lambda tx: queries.delete_expired_messages(tx, BATCH)) == BATCH:
        continue
