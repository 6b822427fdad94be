"""Assistants: versions, sessions, the answering pipeline and the streaming API.

An assistant answers a person's question from the workspace's knowledge. Without a model it quotes the documents, with one it
writes; either way it shows where each sentence came from. A run lives apart from the connection that started it.
"""
