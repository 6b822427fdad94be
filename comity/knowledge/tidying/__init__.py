"""Giving space back: what no kept version holds, deleted bases, old exports (`knowledge.md` 3.10, 3.12)."""
