"""Runs: a test set asked of an assistant's versions, in up to three modes, with every result kept."""
