"""Trying a search: the generator as stage 6 runs it, then the search of the question with its terms."""

import asyncio
import time
from dataclasses import dataclass

from comity import fulfillments, knowledge, models
from comity.assistants.answering import SearchTerms, Turn, terms_without_model
from comity.assistants.trial.schemas import SearchTrial
from comity.assistants.writing.generating_terms import MAX_TOKENS, terms_by
from comity.assistants.writing.short_calls import SECONDS
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.llm import ChatRequest, Llm, ModelFailed, llm_of
from comity.kernel.runtime import Runtime
from comity.knowledge import SearchResult
from comity.models import ResolvedModel

FAILED = {"code": "stg_failed", "message": "The model gave no search terms, so the question alone was searched."}


@dataclass(frozen=True, slots=True)
class Tried:
    """How a trial went; `terms_ms` in milliseconds."""

    terms: SearchTerms
    model: str | None
    terms_ms: int
    warnings: list[dict[str, str]]
    found: SearchResult


def prompt_for(tx: Tx, workspace_id: str, wanted: SearchTrial) -> str:
    """The prompt that was sent, else the default of the base's type."""
    type_ = knowledge.base_type(tx, workspace_id, wanted.knowledge_base_id) or ""
    return wanted.search_term_generator_prompt.strip() or fulfillments.default_generator_prompt(type_)


async def try_search(rt: Runtime, actor: Actor, wanted: SearchTrial) -> Tried:
    """Raises `KnowledgeBaseNotFound` (404950)."""
    began = time.perf_counter()
    terms: SearchTerms | None = SearchTerms()
    model = None
    if wanted.search_term_generator:
        model, prompt = await rt.db.aread(
            lambda tx: (
                models.workspace_model(tx, rt.secrets, actor.workspace_id),
                prompt_for(tx, actor.workspace_id, wanted),
            )
        )
        terms = await _terms(llm_of(rt), model, prompt, wanted)
    took = round((time.perf_counter() - began) * 1000)
    kept = terms or SearchTerms()
    found = await knowledge.search_leniently(
        rt,
        actor.workspace_id,
        wanted.knowledge_base_id,
        [wanted.question, *kept.terms],
        keywords=kept.keywords,
        limit=wanted.limit,
        filters=knowledge.Filters(labels=wanted.labels),
    )
    name = (model.model if model else models.EXTRACTIVE) if wanted.search_term_generator else None
    return Tried(kept, name, took, [] if terms is not None else [FAILED], found)


async def _terms(llm: Llm, model: ResolvedModel | None, prompt: str, wanted: SearchTrial) -> SearchTerms | None:
    if model is None:
        return terms_without_model(wanted.question, wanted.previous_question)

    async def ask(messages: list[dict[str, str]]) -> str | None:
        max_tokens = min(MAX_TOKENS, model.max_output)
        request = ChatRequest(
            model.connection, model.model, messages, temperature=0, max_tokens=max_tokens, json_reply=True
        )
        try:
            async with asyncio.timeout(SECONDS):
                return (await llm.complete(request)).text
        except (ModelFailed, TimeoutError):
            return None

    history = [Turn(wanted.previous_question, "")] if wanted.previous_question else []
    return await terms_by(ask, prompt, wanted.question, history)
