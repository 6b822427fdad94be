"""The generations of a base's vectors: one serves, one may be built beside it, one is kept for a day (`knowledge.md` 3.9)."""
