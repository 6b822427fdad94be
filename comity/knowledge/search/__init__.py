"""Retrieval: three arms over one analysis, scored by one formula whatever engine holds the chunks (`knowledge.md` 3.9)."""

from comity.knowledge.search.port import ARMS, Entry, Filters, Head, Query
from comity.knowledge.search.query import highlights, read_query
from comity.knowledge.search.result import Hit, SearchResult
from comity.knowledge.search.scoring import Scored, best_of, score
from comity.knowledge.search.terms import chunk_terms, content_terms

__all__ = [
    "ARMS",
    "Entry",
    "Filters",
    "Head",
    "Hit",
    "Query",
    "Scored",
    "SearchResult",
    "best_of",
    "chunk_terms",
    "content_terms",
    "highlights",
    "read_query",
    "score",
]
