"""Chunks: their ids for life, their revisions, editing by people (`knowledge.md` 3.4)."""
