"""The async edge of retrieval: catches an index up, embeds the question, scores, and reads what the best chunks say."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import numpy as np

from comity.kernel import clock, metrics
from comity.kernel.db import Tx
from comity.kernel.embed import Calibration, Embedder, EmbedderUnavailable, local_embedder
from comity.kernel.errors import Validation, field_error
from comity.kernel.runtime import Runtime
from comity.kernel.text import words
from comity.knowledge import queries
from comity.knowledge.chunks import queries as chunk_queries
from comity.knowledge.errors import KnowledgeBaseNotFound
from comity.knowledge.schemas import SearchRequest
from comity.knowledge.search import (
    BaseIndex,
    Entry,
    Filters,
    Hit,
    Query,
    Scored,
    SearchResult,
    best_of,
    highlights,
    is_near_copy,
    read_query,
    score,
)

ARMS = ("lexical", "dense", "exact")
ARM_SECONDS = 2.0
FETCH = 2000
INDEXES_MAX = 64
DENSE_UNAVAILABLE = {
    "code": "dense_unavailable",
    "message": "Search by meaning was left out: the embedder did not answer. Words and codes were searched.",
}


class Retrieval:
    """The indexes of one process, by base, and the threads that search them."""

    def __init__(self, rt: Runtime) -> None:
        self._rt = rt
        self._indexes: OrderedDict[tuple[str, str], BaseIndex] = OrderedDict()
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="search")
        self._embedder: Embedder = local_embedder(rt.settings.data_dir)
        self._vectors: OrderedDict[str, np.ndarray] = OrderedDict()

    def index_of(self, base_id: str, generation: str) -> BaseIndex:
        """The index of a base for a generation, made empty when it is not open here."""
        key = (base_id, generation)
        found = self._indexes.get(key)
        if found is None:
            found = self._indexes[key] = BaseIndex()
            self._drop_beyond()
        self._indexes.move_to_end(key)
        return found

    def _drop_beyond(self) -> None:
        budget = self._rt.settings.knowledge.index_cache_mb * 1024 * 1024
        while len(self._indexes) > 1 and (
            len(self._indexes) > INDEXES_MAX or sum(i.memory_bytes for i in self._indexes.values()) > budget
        ):
            self._indexes.popitem(last=False)

    async def run(self, work: Callable[[], Any]) -> Any:
        """Runs processor work in the search threads."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    async def vectors(self, texts: Sequence[str]) -> list[np.ndarray]:
        """The questions' vectors, remembered by text; raises `EmbedderUnavailable`."""
        missing = [text for text in texts if text not in self._vectors]
        if missing:
            encoded = await self.run(lambda: self._embedder.encode_queries(missing))
            self._vectors.update(zip(missing, encoded, strict=True))
            while len(self._vectors) > 10_000:
                self._vectors.popitem(last=False)
        return [self._vectors[text] for text in texts]

    @property
    def calibration(self) -> Calibration:
        """How the embedder's cosines are read."""
        return self._embedder.calibration


def _retrieval(rt: Runtime) -> Retrieval:
    part = rt.parts.get("retrieval")
    if part is None:
        part = rt.parts["retrieval"] = Retrieval(rt)
    return part


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
) -> SearchResult:
    """Searches one base for one question or several; the best score of each chunk counts.

    Raises `KnowledgeBaseNotFound` (404950). A late or failing dense arm is left out with a warning.
    """
    started = time.perf_counter()
    retrieval = _retrieval(rt)
    head = await rt.db.aread(lambda tx: queries.base_head(tx, workspace_id, base_id))
    if head is None:
        raise KnowledgeBaseNotFound
    parsed = [read_query(text, keywords, head.language) for text in asked if text.strip()]
    vectors, warnings = await _query_vectors(retrieval, parsed, arms, has_vectors=head.generation_id is not None)
    index = retrieval.index_of(base_id, head.generation_id or "")
    if index.seq < head.index_seq:
        await retrieval.run(lambda: index.catch_up(head.index_seq, _fetcher(rt, base_id, head.generation_id)))
    wanted = filters or Filters()
    calibration = retrieval.calibration if vectors else None
    now = clock.now_us()
    scored = await retrieval.run(lambda: _score_all(index, parsed, vectors, wanted, now, arms, calibration))
    hits = await rt.db.aread(lambda tx: _read_hits(tx, base_id, scored[: limit * 2 + 5], parsed, limit, head.language))
    took = time.perf_counter() - started
    metrics.SEARCH_SECONDS.observe(took)
    return SearchResult(
        hits=hits,
        candidates=len(scored),
        knowledge_version=head.live_version,
        language=parsed[0].language if parsed else "und",
        terms=list(parsed[0].terms) if parsed else [],
        codes=list(parsed[0].shown_codes) if parsed else [],
        words=words(asked[0]) if asked else [],
        took_ms=round(took * 1000),
        warnings=warnings,
        idf=index.idf,
    )


async def _query_vectors(
    retrieval: Retrieval, parsed: Sequence[Query], arms: Sequence[str], *, has_vectors: bool
) -> tuple[list[np.ndarray], list[dict[str, str]]]:
    if "dense" not in arms or not has_vectors or not parsed:
        return [], []
    try:
        async with asyncio.timeout(ARM_SECONDS * 5):
            return await retrieval.vectors([query.text for query in parsed]), []
    except (EmbedderUnavailable, TimeoutError):
        return [], [DENSE_UNAVAILABLE]


def _score_all(
    index: BaseIndex,
    parsed: Sequence[Query],
    vectors: Sequence[np.ndarray],
    filters: Filters,
    now_us: int,
    arms: Sequence[str],
    calibration: Calibration | None,
) -> list[Scored]:
    results = []
    for number, query in enumerate(parsed):
        vector = vectors[number] if vectors else None
        material = index.material(query, vector, filters, now_us, arms)
        results.append(score(material, query, calibration))
    return results[0] if len(results) == 1 else best_of(results)


def _fetcher(rt: Runtime, base_id: str, generation_id: str | None) -> Callable[[int], list[Entry]]:
    def fetch(after: int) -> list[Entry]:
        return rt.db.read(lambda tx: entries_since(tx, base_id, generation_id, after, FETCH))

    return fetch


def entries_since(tx: Tx, base_id: str, generation_id: str | None, after: int, limit: int) -> list[Entry]:
    """The chunks of a base that changed after a number, as an index takes them; never cuts within one number."""
    rows = list(chunk_queries.changed_since(tx, base_id, after, limit))
    if len(rows) == limit:
        last = rows[-1].index_seq
        whole = [row for row in rows if row.index_seq != last]
        if not whole:
            rows = list(chunk_queries.changed_since(tx, base_id, after, 10_000_000))
            whole = [row for row in rows if row.index_seq == last]
        rows = whole
    if not rows:
        return []
    vectors: dict[str, list[tuple[str, bytes]]] = {}
    if generation_id:
        vectors = chunk_queries.vectors_between(tx, base_id, generation_id, after, rows[-1].index_seq)
    return [_entry(row, vectors.get(row.revision_id, [])) for row in rows]


def _entry(row: Any, vectors: list[tuple[str, bytes]]) -> Entry:
    metadata = {**msgspec.json.decode(row.document_metadata), **msgspec.json.decode(row.metadata)}
    return Entry(
        chunk_id=row.chunk_id,
        seq=row.index_seq,
        removed=bool(row.deleted) or not row.enabled or not row.document_enabled,
        revision_id=row.revision_id,
        revision=row.number,
        document_id=row.document_id,
        expires_us=row.expires_at,
        labels=tuple(msgspec.json.decode(row.labels)),
        metadata=metadata,
        terms=bytes(row.terms),
        vectors=tuple(np.frombuffer(vector, "<f2") for _, vector in sorted(vectors)),
    )


def _read_hits(
    tx: Tx, base_id: str, scored: Sequence[Scored], parsed: Sequence[Query], limit: int, language: str
) -> list[Hit]:
    """What the best chunks say, near copies folded into the best of them."""
    rows = chunk_queries.revisions_by_id(tx, [one.held.revision_id for one in scored])
    terms = {term for query in parsed for term in query.terms}
    hits: list[Hit] = []
    for one in scored:
        row = rows.get(one.held.revision_id)
        if row is None:
            continue
        copy_of = next((hit for hit in hits if is_near_copy(hit.content, row.content)), None)
        if copy_of is not None:
            copy_of.duplicates.append(row.chunk_id)
        elif len(hits) < limit:
            hits.append(_hit(base_id, one, row, terms, language))
    return hits


def _hit(base_id: str, one: Scored, row: Any, terms: set[str], language: str) -> Hit:
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
        highlights=highlights(row.content, terms, language),
    )


async def search_many(rt: Runtime, workspace_id: str, base_ids: Sequence[str], body: SearchRequest) -> SearchResult:
    """The search of the API and of the test screen, over one base or several, merged by score.

    Raises `Validation` (422000) for a version other than `live`: older ones are not kept at this stage.
    """
    if body.version != "live":
        message = "Only the live version can be searched."
        raise Validation([field_error("version", "enum", message)])
    filters = Filters(body.filters.metadata, body.filters.document_ids, body.filters.labels)
    results = [
        await search(
            rt,
            workspace_id,
            base_id,
            [body.query],
            keywords=body.keywords,
            limit=body.limit,
            filters=filters,
            arms=body.arms,
        )
        for base_id in base_ids
    ]
    if len(results) == 1:
        return results[0]
    hits = sorted((hit for r in results for hit in r.hits), key=lambda hit: (-hit.sorting_score, hit.chunk_id))
    first = results[0]
    return SearchResult(
        hits=hits[: body.limit],
        candidates=sum(r.candidates for r in results),
        knowledge_version=first.knowledge_version,
        language=first.language,
        terms=first.terms,
        codes=first.codes,
        words=first.words,
        took_ms=sum(r.took_ms for r in results),
        warnings=[warning for r in results for warning in r.warnings],
        idf=first.idf,
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


def _show_hit(hit: Hit, explain: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "score": round(hit.fused, 4),
        "sortingScore": round(hit.sorting_score, 4),
        "fused": round(hit.fused, 4),
        "document": {
            "id": hit.chunk_id,
            "title": hit.title,
            "content": hit.content,
            "path": hit.path,
            "metadata": hit.metadata,
            "knowledgeBaseId": hit.base_id,
            "documentId": hit.document_id,
            "documentVersion": hit.document_version,
            "page": hit.page,
            "start": hit.start,
            "end": hit.end,
            "headingPath": hit.heading_path,
            "highlights": hit.highlights,
        },
        "duplicates": hit.duplicates,
    }
    if explain:
        shown["arms"] = hit.arms
    return shown
