"""Whether a search for gaps is at work: derived from its row when it is read."""

from datetime import timedelta

from comity.assistants.gaps.models import GapRun
from comity.kernel import clock

STALE = timedelta(minutes=15)
"""A search that has not moved for so long is over: its job was tried as often as it may be."""


def is_open(run: GapRun) -> bool:
    """Whether a search waits or is at work."""
    return run.state in ("queued", "running") and clock.now() - run.moved_at < STALE
