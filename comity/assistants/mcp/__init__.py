"""Comity as an MCP server: other systems' models ask assistants and search knowledge, by an API key's scopes (`assistants.md` 3.10)."""
