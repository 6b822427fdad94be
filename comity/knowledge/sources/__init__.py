"""Websites as sources of a base: their pages are fetched politely, read as documents, and kept in step (`knowledge.md` 3.8)."""
