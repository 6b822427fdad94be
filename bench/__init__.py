"""Measured speed: one command for each question, the reference measured in the same run."""
