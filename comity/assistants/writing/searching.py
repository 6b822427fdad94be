"""Stages 7 and 8: what the assistant's knowledge holds about the question, and which of it is used."""

import asyncio
import time
from dataclasses import dataclass
from functools import partial
from typing import Any

from comity import knowledge
from comity.assistants.answering import SearchTerms, SelectedChunk, select
from comity.assistants.writing.answer import Answer
from comity.assistants.writing.configs import SearchConfig
from comity.kernel.errors import ComityError
from comity.knowledge import Hit, SearchResult

SEARCH_SECONDS = 10.0
NO_TERMS = SearchTerms()


async def find(answer: Answer) -> list[SelectedChunk]:
    """Every search in parallel, then the best chunks."""
    inspection, question = answer.inspection, answer.question
    with inspection.stage("search") as stage:
        found = await asyncio.gather(*(_search(answer, one, question) for one in answer.searches))
        stage.detail = answer.routed
        if not answer.searches:
            stage.status = "skipped"
    with inspection.stage("select"):
        content, quoting = answer.content, None if any(answer.config.models) else question
        lists = [_take_in(answer, one) for one in found]
        chosen = select(lists, threshold=content.confidence_threshold, limit=content.chunk_limit, quoting=quoting)
    inspection.below = [chunk.to_wire(used=False) for chunk in chosen.below[:20]]
    return list(chosen.used)


@dataclass(frozen=True, slots=True)
class _Searched:
    """How the search of a fulfillment went. `error` is a sentence for people, `ms` its time."""

    by: SearchConfig
    terms: SearchTerms
    result: SearchResult | None
    error: str | None
    ms: int


async def _search(answer: Answer, one: SearchConfig, question: str) -> _Searched:
    began = time.perf_counter()
    terms = answer.terms.get(one.id, NO_TERMS)
    result, error = await _search_base(answer, one, question, terms)
    return _Searched(one, terms, result, error, round((time.perf_counter() - began) * 1000))


async def _search_base(
    answer: Answer, one: SearchConfig, question: str, terms: SearchTerms
) -> tuple[SearchResult | None, str | None]:
    if one.knowledge_base_id is None:
        return None, None
    limit = max(answer.content.chunk_limit * 2, 10)
    try:
        async with asyncio.timeout(None if one.is_external else SEARCH_SECONDS):
            return await knowledge.search(
                answer.rt,
                answer.config.workspace_id,
                one.knowledge_base_id,
                [answer.exchange.question if one.is_external else question, *terms.terms],
                keywords=terms.keywords,
                limit=limit,
                filters=knowledge.Filters(labels=one.labels),
                in_english=answer.inspection.question_en,
            ), None
    except knowledge.KnowledgeBaseNotFound:  # just detached by force; the configuration here says so within two seconds
        return None, None
    except TimeoutError:
        return None, "The search took longer than 10 s and was left out."
    except ComityError as error:
        return None, error.message


def _take_in(answer: Answer, found: _Searched) -> list[SelectedChunk]:
    """Notes a search in the inspection and gives what it found."""
    by, result = found.by, found.result
    hits = result.hits if result else []
    threshold = answer.content.confidence_threshold
    above = [hit.chunk_id for hit in hits if hit.sorting_score >= threshold]
    answer.inspection.fulfillments.append(
        {
            "id": by.id,
            "name": by.name,
            "kind": "search",
            "revision": by.revision,
            "knowledgeBaseId": by.knowledge_base_id,
            "knowledgeVersion": result.knowledge_version if result else None,
            "searchTermGenerator": by.generator_prompt is not None,
            "searchTerms": list(found.terms.terms),
            "keywords": list(found.terms.keywords),
            "chunkIds": above,
            "candidates": result.candidates if result else 0,
            "aboveThreshold": len(above),
            "ms": found.ms,
            "error": found.error,
        }
    )
    if result:
        if not by.is_external:
            answer.idfs.append(result.idf)
        for warning in result.warnings:
            answer.warn(warning["code"], warning["message"])
        answer.inspection.searches.append(_how_found(result, by.id))
    return [selected(hit, by.id) for hit in hits]


def _how_found(result: SearchResult, fulfillment_id: str) -> dict[str, Any]:
    """What a search made of the question, and each chunk's rank and value by arm before they became one score."""
    scores = {hit.chunk_id: {**hit.arms, "fused": hit.fused} for hit in result.hits}
    read = {"words": result.words, "codes": result.codes, "terms": result.terms}
    return {"fulfillmentId": fulfillment_id, **read, "scores": scores}


def selected(hit: Hit, fulfillment_id: str) -> SelectedChunk:
    """A found chunk as answering knows it."""
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
        score=hit.sorting_score if hit.remote_score is None else hit.remote_score,
        sorting_score=hit.sorting_score,
        fulfillment_id=fulfillment_id,
        metadata=hit.metadata,
        bag=partial(knowledge.content_terms, hit.analysis) if hit.analysis else None,
    )
