"""Chunking: the blocks of a document cut into pieces that follow its structure (`knowledge.md` 3.3). Pure: data in, data out."""

from comity.knowledge.chunking.cutting import Draft, chunk_document
from comity.knowledge.chunking.identity import match, new_chunk_id, text_hash

__all__ = ["Draft", "chunk_document", "match", "new_chunk_id", "text_hash"]
