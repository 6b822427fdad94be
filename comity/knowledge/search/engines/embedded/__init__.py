"""The embedded engine: one numpy index per base in the memory of each process, derived from rows and caught up by number."""

from comity.knowledge.search.engines.embedded.engine import EmbeddedEngine
from comity.knowledge.search.engines.embedded.snapshots import Snapshots

__all__ = ["EmbeddedEngine", "Snapshots"]
