"""Test sets: files of questions with what their answers must be, read whole or refused whole."""
