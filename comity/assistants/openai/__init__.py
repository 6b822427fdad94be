"""OpenAI-compatible chat completions: the same assistant, run and pipeline for clients that speak that protocol (`assistants.md` 4.4)."""
