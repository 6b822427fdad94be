"""The embedded engine: one numpy index per base in the memory of each process, derived from rows and caught up by number."""

from comity.knowledge.search.engines.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
