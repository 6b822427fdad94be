"""The gate: what must have passed before an assistant is published."""
