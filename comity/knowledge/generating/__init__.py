"""Generated titles, keywords and questions (`knowledge.md` 3.5): made beside what people wrote, and always told apart from it."""
