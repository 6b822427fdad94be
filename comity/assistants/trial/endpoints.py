"""HTTP of trials (`assistants.md` 5, Fulfillments)."""

from typing import Any

from fastapi import APIRouter

from comity import knowledge
from comity.assistants.trial import service
from comity.assistants.trial.schemas import SearchTrial, SearchTrialResult
from comity.kernel.context import Actor
from comity.kernel.http import Rt, requires

router = APIRouter(tags=["fulfillments"])
READ = "genai.fulfillments.read"
PER_MINUTE = 60
TRIED: dict[int | str, dict[str, Any]] = {200: {"model": SearchTrialResult}}
"""Replies with plain data, as searches do; this describes it."""


@router.post("/fulfillments/trial", response_model=None, responses=TRIED)
async def try_search(rt: Rt, body: SearchTrial, actor: Actor = requires(READ)) -> dict[str, Any]:
    """What a search would make of a question and find, before anything is saved."""
    await rt.limits.take(f"search-trial:{actor.workspace_id}", PER_MINUTE)
    tried = await service.try_search(rt, actor, body)
    return {
        "searchTerms": list(tried.terms.terms),
        "keywords": list(tried.terms.keywords),
        "model": tried.model,
        "termsMs": tried.terms_ms,
        "warnings": tried.warnings,
        "found": knowledge.show_search(tried.found, explain=True),
    }
