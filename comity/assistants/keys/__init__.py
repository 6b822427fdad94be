"""Secret keys: each names and opens one assistant (`assistants.md` 3.12)."""
