"""The jobs of knowledge as people see them: each reading of a document, while it runs and after it ended (`knowledge.md` 4)."""
