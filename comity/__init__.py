"""Comity: conversations between an organisation and the people it serves."""

__version__ = "0.1.0"
