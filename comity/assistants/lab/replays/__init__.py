"""Replays: stored sessions asked again, turn by turn, of a draft or a version, and what is different then (`assistants.md` 7)."""
