"""The AI Lab: test sets, runs of them on an assistant's versions, and the gate before a publish (`assistants.md` 3.13)."""
