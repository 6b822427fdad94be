"""Ingestion: from a stored file to searchable chunks, in processes of its own, never stuck (`knowledge.md` 3.1)."""
