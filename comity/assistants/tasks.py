"""Jobs of assistants: the pruning of run logs."""

from comity.assistants.messaging import ledger
from comity.kernel.jobs import every
from comity.kernel.runtime import Runtime


@every(3600, "assistants.prune")
async def prune(rt: Runtime) -> None:
    """Deletes run logs and idempotency records older than a day."""
    await rt.db.awrite(ledger.prune)
