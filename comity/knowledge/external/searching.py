"""Searching an external base: the same result as a search of one's own chunks."""

import time
from collections.abc import Sequence

from comity.kernel.runtime import Runtime
from comity.kernel.text import words
from comity.knowledge.external.asking import ask
from comity.knowledge.external.contract import Entry, request_body
from comity.knowledge.external.service import open_endpoint
from comity.knowledge.search import Hit, SearchResult, read_query


async def search_external(
    rt: Runtime,
    workspace_id: str,
    base_name: str,
    base_id: str,
    asked: Sequence[str],
    *,
    keywords: Sequence[str],
    limit: int,
    in_english: str | None,
) -> SearchResult:
    """Asks the endpoint with the first question; the others and the keywords go along where the base sends them.

    Raises `ExternalKnowledge` (502950) naming the cause.
    """
    started = time.perf_counter()
    endpoint = await rt.db.aread(lambda tx: open_endpoint(tx, rt.secrets, workspace_id, base_id, base_name))
    message, *terms = asked
    body = request_body(message, in_english, terms, keywords, send_terms=endpoint.send_generated_terms)
    exchange = await ask(rt.outbound, endpoint, body)
    if exchange.rule:
        raise exchange.error()
    query = read_query(message)
    return SearchResult(
        hits=[_hit(base_id, entry, query.language, frozenset(query.terms)) for entry in exchange.entries[:limit]],
        candidates=len(exchange.entries),
        knowledge_version=None,
        language=query.language,
        terms=list(query.terms),
        codes=list(query.shown_codes),
        words=words(message),
        took_ms=round((time.perf_counter() - started) * 1000),
        warnings=[{**w, "message": f"'{base_name}': {w['message']}"} for w in exchange.warnings],
        idf=lambda _term: 1.0,
    )


def _hit(base_id: str, entry: Entry, language: str, terms: frozenset[str]) -> Hit:
    """An entry as a chunk without a document: its own text is what its place is told in."""
    nothing = {"rank": None, "value": None}
    return Hit(
        chunk_id=entry.chunk_id,
        revision=1,
        document_id="",
        document_version=0,
        base_id=base_id,
        title="",
        content=entry.content,
        path=entry.path,
        metadata={},
        heading_path=[],
        questions=(),
        kind="paragraph",
        page=None,
        start=0,
        end=len(entry.content),
        fused=entry.sorting_score,
        sorting_score=entry.sorting_score,
        arms={"lexical": nothing, "dense": nothing, "exact": nothing},
        terms=terms,
        language=language,
        remote_score=entry.score,
    )
