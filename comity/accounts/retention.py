"""How long a workspace keeps anything at all: `retention.maxDays` of its settings caps every kind of content (`accounts.md` 3.13)."""

from comity.accounts import queries
from comity.kernel.db import Tx


def kept_days(tx: Tx, workspace_id: str, days: int) -> int:
    """So many days, or fewer where the workspace keeps nothing that long."""
    found = queries.find_workspace(tx, workspace_id)
    most = found.settings.get("retention", {}).get("maxDays", 0) if found else 0
    return min(days, most) if most else days
