"""The versions of a base: what it held from one number to the next, shared row by row (`knowledge.md` 3.10)."""
