"""The embedders of a workspace: the bundled one, and any that speaks the embeddings API of OpenAI (`knowledge.md` 2.2)."""
