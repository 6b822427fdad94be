"""The rerankers of a workspace: cross-encoders behind an address that judge the best candidates of a search (`knowledge.md` 3.9, 7)."""
