"""The search of the product: reads the question, lets the searcher find, and reads what the best chunks say."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from comity.kernel import metrics
from comity.kernel.db import Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.runtime import Runtime
from comity.kernel.text import words
from comity.knowledge.chunks import queries as chunk_queries
from comity.knowledge.embedders.errors import EmbedderNotFound, EmbedderWaits
from comity.knowledge.embedders.using import is_bundled, open_remote
from comity.knowledge.errors import ExternalKnowledge
from comity.knowledge.external.searching import search_external
from comity.knowledge.rerankers.using import rerank as judged
from comity.knowledge.search import ARMS, Filters, Head, Hit, Query, Scored, SearchResult, highlights, read_query
from comity.knowledge.search.near_copies import NearCopies
from comity.knowledge.search.reranking import TOP
from comity.knowledge.search.schemas import SearchRequest
from comity.knowledge.search.searcher import Found, Meaning, searcher
from comity.knowledge.versions.serving import HEAD as VERSION_HEAD
from comity.knowledge.versions.serving import LIVE, NOTHING_PUBLISHED, Version, head_of

GONE = "gone"
"""No revision of an embedder: one that is disabled or was deleted makes the vectors of no base."""


async def search(
    rt: Runtime,
    workspace_id: str,
    base_id: str,
    asked: Sequence[str],
    *,
    keywords: Sequence[str] = (),
    limit: int = 10,
    filters: Filters | None = None,
    arms: Sequence[str] = ARMS,
    version: Version = LIVE,
    in_english: str | None = None,
    rerank: bool = True,
) -> SearchResult:
    """Searches one base for a question and the search terms after it; the best score of each chunk counts.

    `keywords` weigh in the lexical arm alone. `version`: `live` as assistants see it, `head` as it is being edited, or the number
    of a kept one. `in_english`: the question for an external base, which is asked in both. Raises `KnowledgeBaseNotFound`
    (404950), `KnowledgeVersionNotFound` (404953), `ExternalKnowledge` (502950). An arm that fails or needs more than 2 s is left
    out with a warning; so is the base's reranker, which with `rerank` judges the best 30 hits by the question itself.
    """
    started = time.perf_counter()
    base, head, number = await rt.db.aread(lambda tx: head_of(tx, workspace_id, base_id, version))
    if base.type == "external":
        told = {"keywords": keywords, "limit": limit, "in_english": in_english}
        return await search_external(rt, workspace_id, base.name, base_id, asked, **told)
    head, by = await _served_by(rt, base, await _engine_of(rt, base, head))
    parsed = _read(asked, keywords, by.language)
    embedded_by, meaning = await _meaning_of(rt, workspace_id, by)
    found = await searcher(rt).find(head, parsed, filters or Filters(), arms, embedded_by, meaning)
    if head.view and not head.seq:
        found.warnings = {"nothing_published": NOTHING_PUBLISHED}
    judge = base.reranker if rerank and parsed else None
    read = max(limit, TOP) if judge else limit
    hits = await rt.db.aread(lambda tx: _read_hits(tx, head, found, read, by.language))
    if judge and hits:
        hits, left_out = await judged(rt, workspace_id, judge, parsed[0].text, parsed[0].language, hits)
        found.warnings |= {"rerank_unavailable": left_out} if left_out else {}
        hits = hits[:limit]
    took = time.perf_counter() - started
    metrics.SEARCH_SECONDS.observe(took)
    first = parsed[0] if parsed else read_query("")
    return SearchResult(
        hits=hits,
        candidates=len(found.scored),
        knowledge_version=number,
        language=first.language,
        terms=list(first.terms),
        codes=list(first.shown_codes),
        words=words(asked[0]) if asked else [],
        took_ms=round(took * 1000),
        warnings=[{"code": code, "message": message} for code, message in found.warnings.items()],
        idf=await searcher(rt).idf(found, [hit.chunk_id for hit in hits]),
    )


async def make_ready(rt: Runtime, workspace_id: str, base_id: str) -> None:
    """Returns when what assistants see of a base is whole in the index of this process.

    Raises `KnowledgeBaseNotFound` (404950).
    """
    base, head, _ = await rt.db.aread(lambda tx: head_of(tx, workspace_id, base_id, LIVE))
    if base.type != "external":
        await searcher(rt).make(head)


async def _engine_of(rt: Runtime, base: Any, head: Head) -> Head:
    """By which engine a base is searched: after a move the old one, until the new one's index is made in this process too."""
    if base.old_engine:
        search, old = searcher(rt), replace(head, engine=base.old_engine)
        if not await search.is_made(head, begin=True) and await search.is_made(old):
            return old
    return head


@dataclass(frozen=True, slots=True)
class _By:
    """What made what a base is searched by: its embedder (None: there are no vectors) and the language of its analysis."""

    embedder: str | None
    revision: str | None
    language: str


async def _served_by(rt: Runtime, base: Any, head: Head) -> tuple[Head, _By]:
    """By which generation a base is searched: for the moments after a switch, while its index is made, by the one before."""
    new = _By(base.embedder, base.embedder_revision, base.language)
    old = _By(base.old_embedder, base.old_embedder_revision, base.old_language)
    if base.old_generation_id is not None and (old.embedder != new.embedder or old.revision == new.revision):
        search, before = searcher(rt), replace(head, generation_id=base.old_generation_id)
        if not await search.is_made(head, begin=True) and await search.is_made(before):
            return before, old
    return head, new


async def _meaning_of(rt: Runtime, workspace_id: str, by: _By) -> tuple[str | None, Meaning | None]:
    """The revision of the embedder that made the vectors, and that embedder where it is another than the bundled one."""
    if by.embedder is None or is_bundled(rt, by.embedder):
        return by.revision, None
    try:
        return by.revision, await open_remote(rt, workspace_id, by.embedder)
    except (EmbedderWaits, EmbedderNotFound):
        return GONE, None


def _read(asked: Sequence[str], keywords: Sequence[str], language: str) -> list[Query]:
    """The questions, analysed, and with keywords the first once more beside them.

    Apart, because a keyword that the base does not know would else take from what a question alone finds.
    """
    texts = [text for text in asked if text.strip()]
    parsed = [read_query(text, (), language) for text in texts]
    return [*parsed, read_query(texts[0], keywords, language)] if keywords and texts else parsed


def _read_hits(tx: Tx, head: Head, found: Found, limit: int, language: str) -> list[Hit]:
    """What the best chunks say, near copies folded into the best of them."""
    terms = frozenset(term for query in found.queries for term in query.terms)
    hits: list[Hit] = []
    copies = NearCopies()
    step = limit + 5
    for begin in range(0, len(found.scored), step):
        scored = found.scored[begin : begin + step]
        rows = chunk_queries.revisions_by_id(tx, head.generation_id, [one.held.revision_id for one in scored])
        for one in scored:
            row = rows.get(one.held.revision_id)
            if row is None:
                continue
            copy_of = copies.first_like(row.content, limit)
            if copy_of is not None:
                hits[copy_of].duplicates.append(row.chunk_id)
            elif len(hits) < limit:
                hits.append(_hit(head.base_id, one, row, terms, language))
        if len(hits) == limit:
            break
    return hits


def _hit(base_id: str, one: Scored, row: Any, terms: frozenset[str], language: str) -> Hit:
    lexical, dense, exact = one.ranks
    return Hit(
        chunk_id=row.chunk_id,
        revision=row.number,
        document_id=row.document_id,
        document_version=row.document_version,
        base_id=base_id,
        title=row.title,
        content=row.content,
        path=row.path,
        metadata=dict(one.held.metadata),
        heading_path=msgspec.json.decode(row.heading_path),
        questions=tuple(msgspec.json.decode(row.questions)),
        kind=row.kind,
        page=row.page,
        start=row.start_offset,
        end=row.end_offset,
        fused=one.fused,
        sorting_score=one.sorting_score,
        arms={
            "lexical": {"rank": lexical, "value": round(one.lex, 4)},
            "dense": {"rank": dense, "value": None if one.dense is None else round(one.dense, 4)},
            "exact": {"rank": exact, "value": round(one.exact, 4)},
        },
        terms=terms,
        language=language,
        analysis=row.terms,
    )


async def search_many(rt: Runtime, workspace_id: str, base_ids: Sequence[str], body: SearchRequest) -> SearchResult:
    """The search of the API and of the test screen, over one base or several, merged by score.

    Raises `Validation` (422000) for several bases and a number: each counts its versions by itself.
    """
    if body.version not in (LIVE, VERSION_HEAD) and len(base_ids) > 1:
        message = "Several bases are searched by 'live' or 'head': a number means another version in each."
        raise Validation([field_error("version", "enum", message)])
    filters = Filters(body.filters.metadata, body.filters.document_ids, body.filters.labels)
    results: list[SearchResult] = []
    left_out: list[dict[str, str]] = []
    for base_id in base_ids:
        told = {"keywords": body.keywords, "limit": body.limit, "filters": filters, "arms": body.arms}
        told["rerank"] = body.rerank
        try:
            results.append(await search(rt, workspace_id, base_id, [body.query], **told, version=body.version))
        except ExternalKnowledge as error:
            if len(base_ids) == 1:
                raise
            left_out.append({"code": "external_unavailable", "message": error.message})
    if len(base_ids) == 1:
        return results[0]
    return _together(results, left_out, body)


async def search_leniently(
    rt: Runtime, workspace_id: str, base_id: str, asked: Sequence[str], **told: Any
) -> SearchResult:
    """`search`, where an external base that cannot be asked has found nothing, with a warning that says why."""
    try:
        return await search(rt, workspace_id, base_id, asked, **told)
    except ExternalKnowledge as error:
        left_out = [{"code": "external_unavailable", "message": error.message}]
        return _together([], left_out, SearchRequest(query=asked[0]))


def _together(results: Sequence[SearchResult], left_out: Sequence[dict[str, str]], body: SearchRequest) -> SearchResult:
    """Several results as one, best first; `left_out` tells of the external bases that did not answer."""
    asked = read_query(body.query)
    hits = sorted((hit for r in results for hit in r.hits), key=lambda hit: (-hit.sorting_score, hit.chunk_id))
    warnings = [*left_out, *(warning for r in results for warning in r.warnings)]
    return SearchResult(
        hits=hits[: body.limit],
        candidates=sum(r.candidates for r in results),
        knowledge_version=results[0].knowledge_version if results else None,
        language=asked.language,
        terms=list(asked.terms),
        codes=list(asked.shown_codes),
        words=words(body.query),
        took_ms=sum(r.took_ms for r in results),
        warnings=[warning for at, warning in enumerate(warnings) if warning not in warnings[:at]],
        idf=results[0].idf if results else lambda _term: 1.0,
    )


def show(result: SearchResult, explain: bool) -> dict[str, Any]:
    """The documented reply of a search."""
    return {
        "total": len(result.hits),
        "candidates": result.candidates,
        "knowledgeVersion": result.knowledge_version,
        "analysis": {
            "language": result.language,
            "terms": result.terms,
            "codes": result.codes,
            "words": result.words,
        },
        "tookMs": result.took_ms,
        "warnings": result.warnings,
        "data": [_show_hit(hit, explain) for hit in result.hits],
    }


def _score(hit: Hit) -> float:
    """What a hit scored before whole codes lifted it: as the external base or the reranker says, else the fused score."""
    given = hit.reranked if hit.remote_score is None else hit.remote_score
    return hit.fused if given is None else given


def _show_hit(hit: Hit, explain: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "score": round(_score(hit), 4),
        "sortingScore": round(hit.sorting_score, 4),
        "fused": round(hit.fused, 4),
        "document": {
            "id": hit.chunk_id,
            "title": hit.title,
            "content": hit.content,
            "path": hit.path,
            "metadata": hit.metadata,
            "knowledgeBaseId": hit.base_id,
            "documentId": hit.document_id or None,
            "documentVersion": hit.document_version or None,
            "page": hit.page,
            "start": hit.start,
            "end": hit.end,
            "headingPath": hit.heading_path,
            "highlights": highlights(hit.content, hit.terms, hit.language),
        },
        "duplicates": hit.duplicates,
    }
    if explain:
        shown["arms"] = hit.arms
    return shown
