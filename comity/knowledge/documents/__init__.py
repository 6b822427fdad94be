"""Documents: taking files and text, replacing, deleting, and the state everybody can see (`knowledge.md` 3.1, 3.12)."""
