"""Jobs of calls: the log is kept as long as answers are by default."""

from datetime import timedelta

from comity.fulfillments.calls import queries
from comity.kernel import clock
from comity.kernel.jobs import every
from comity.kernel.runtime import Runtime

KEEP_DAYS = 180
BATCH = 500


@every(3600, "fulfillments.retention")
async def retention(rt: Runtime) -> None:
    """Deletes calls older than 180 days, 500 at a time."""
    moment = clock.now() - timedelta(days=KEEP_DAYS)
    while await rt.db.awrite(lambda tx: queries.delete_calls_before(tx, moment, BATCH)) == BATCH:
        continue
