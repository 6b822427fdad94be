"""Knowledge: bases, ingestion, chunks and retrieval.

A knowledge base takes files, text or one CSV and turns them into numbered chunks that people can see, correct and test.
It never gets stuck, and it finds Thai, Japanese, Chinese and Korean as well as English.
"""

from comity.knowledge.chunks.naming import chunks_by_id
from comity.knowledge.documents.queries import documents_to_review
from comity.knowledge.documents.schemas import TextCreate
from comity.knowledge.documents.service import StoredFile, add_document
from comity.knowledge.errors import KnowledgeBaseNotFound
from comity.knowledge.limits import LABELS
from comity.knowledge.models import KnowledgeBase
from comity.knowledge.queries import base_name, base_type, has_chunks
from comity.knowledge.retrieval import make_ready, search, search_leniently, search_many
from comity.knowledge.retrieval import show as show_search
from comity.knowledge.schemas import BaseCreate, Label
from comity.knowledge.search import Filters, Hit, SearchResult, content_terms
from comity.knowledge.search.schemas import SearchReply
from comity.knowledge.service import DETACH, USED_BY, create_base, get_base, get_editable_base, list_bases, show_base
from comity.knowledge.uploads import store_file, store_text

__all__ = [
    "DETACH",
    "LABELS",
    "USED_BY",
    "BaseCreate",
    "Filters",
    "Hit",
    "KnowledgeBase",
    "KnowledgeBaseNotFound",
    "Label",
    "SearchReply",
    "SearchResult",
    "StoredFile",
    "TextCreate",
    "add_document",
    "base_name",
    "base_type",
    "chunks_by_id",
    "content_terms",
    "create_base",
    "documents_to_review",
    "get_base",
    "get_editable_base",
    "has_chunks",
    "list_bases",
    "make_ready",
    "search",
    "search_leniently",
    "search_many",
    "show_base",
    "show_search",
    "store_file",
    "store_text",
]
