"""Stages 7 and 8: what the assistant's knowledge holds about the question, and which of it is used."""

import asyncio
import time
from functools import partial
from typing import Any

from comity import knowledge
from comity.assistants.answering import SelectedChunk, select
from comity.assistants.writing.answer import Answer
from comity.assistants.writing.configs import SearchConfig
from comity.kernel.errors import ComityError
from comity.knowledge import Hit, SearchResult

SEARCH_SECONDS = 10.0


async def find(answer: Answer) -> list[SelectedChunk]:
    """Every search in parallel, then the best chunks."""
    inspection, config = answer.inspection, answer.config
    question = answer.question
    with inspection.stage("search") as stage:
        found = await asyncio.gather(*(_search(answer, one, question) for one in config.searches))
        if not config.searches:
            stage.status = "skipped"
    with inspection.stage("select"):
        content, quoting = answer.content, None if any(config.models) else question
        chosen = select(found, threshold=content.confidence_threshold, limit=content.chunk_limit, quoting=quoting)
    inspection.below = [chunk.to_wire(used=False) for chunk in chosen.below[:20]]
    return list(chosen.used)


async def _search(answer: Answer, one: SearchConfig, question: str) -> list[SelectedChunk]:
    began = time.perf_counter()
    result, error = await _search_base(answer, one, question)
    hits = result.hits if result else []
    threshold = answer.content.confidence_threshold
    answer.inspection.fulfillments.append(
        {
            "id": one.id,
            "name": one.name,
            "kind": "search",
            "revision": one.revision,
            "knowledgeBaseId": one.knowledge_base_id,
            "knowledgeVersion": result.knowledge_version if result else None,
            "searchTermGenerator": False,
            "searchTerms": [],
            "keywords": [],
            "chunkIds": [hit.chunk_id for hit in hits if hit.sorting_score >= threshold],
            "candidates": result.candidates if result else 0,
            "aboveThreshold": sum(hit.sorting_score >= threshold for hit in hits),
            "ms": round((time.perf_counter() - began) * 1000),
            "error": error,
        }
    )
    if result:
        answer.idfs.append(result.idf)
        answer.inspection.warnings += result.warnings
        answer.inspection.searches.append(_how_found(result, one.id))
    return [_selected(hit, one.id) for hit in hits]


async def _search_base(answer: Answer, one: SearchConfig, question: str) -> tuple[SearchResult | None, str | None]:
    if one.knowledge_base_id is None:
        return None, None
    limit = max(answer.content.chunk_limit * 2, 10)
    try:
        async with asyncio.timeout(SEARCH_SECONDS):
            return await knowledge.search(
                answer.rt, answer.config.workspace_id, one.knowledge_base_id, [question], limit=limit
            ), None
    except TimeoutError:
        return None, "The search took longer than 10 s and was left out."
    except ComityError as error:
        return None, error.message


def _how_found(result: SearchResult, fulfillment_id: str) -> dict[str, Any]:
    """What a search made of the question, and each chunk's rank and value by arm before they became one score."""
    scores = {hit.chunk_id: {**hit.arms, "fused": hit.fused} for hit in result.hits}
    read = {"words": result.words, "codes": result.codes, "terms": result.terms}
    return {"fulfillmentId": fulfillment_id, **read, "scores": scores}


def _selected(hit: Hit, fulfillment_id: str) -> SelectedChunk:
    return SelectedChunk(
        chunk_id=hit.chunk_id,
        content=hit.content,
        document_id=hit.document_id,
        revision=hit.revision,
        document_version=hit.document_version,
        title=hit.title,
        path=hit.path,
        heading_path=tuple(hit.heading_path),
        questions=hit.questions,
        kind=hit.kind,
        page=hit.page,
        start=hit.start,
        end=hit.end,
        score=hit.sorting_score,
        sorting_score=hit.sorting_score,
        fulfillment_id=fulfillment_id,
        metadata=hit.metadata,
        bag=partial(knowledge.content_terms, hit.analysis),
    )
