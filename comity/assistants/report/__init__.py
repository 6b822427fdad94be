"""The Message Report: every exchange that has ended, found, exported, and in time forgotten (`assistants.md` 4.5, 5)."""
