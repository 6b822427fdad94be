"""Retrieval: three arms over one analysis, scored by one formula whatever holds the postings (`knowledge.md` 3.9)."""

from comity.knowledge.search.index import BaseIndex
from comity.knowledge.search.port import Entry, Filters, Query
from comity.knowledge.search.query import highlights, is_near_copy, read_query
from comity.knowledge.search.result import Hit, SearchResult
from comity.knowledge.search.scoring import Scored, best_of, score
from comity.knowledge.search.terms import chunk_terms

__all__ = [
    "BaseIndex",
    "Entry",
    "Filters",
    "Hit",
    "Query",
    "Scored",
    "SearchResult",
    "best_of",
    "chunk_terms",
    "highlights",
    "is_near_copy",
    "read_query",
    "score",
]
