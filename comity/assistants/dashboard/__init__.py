"""The Gen AI dashboard: what was asked, how it was answered, what it cost, each number over the rows of the report (`assistants.md` 5)."""
