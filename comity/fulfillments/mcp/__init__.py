"""MCP: the tools of another system's server, over streamable HTTP (`assistants.md` 3.10).

A tool is off until somebody allows it, and off again when its description or its schema changes, until that is approved.
"""
