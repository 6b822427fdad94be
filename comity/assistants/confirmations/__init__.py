"""Confirmations: what an assistant asks before a tool that is not safe is called, and who settled it (`assistants.md` 3.10).

A confirmation is settled once, together with the exchange that carries the call out; asking again finds that exchange.
"""
