"""Makes generated values, outside transactions: by the workspace's model, or by rules where there is none."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from comity import models
from comity.kernel.db import Tx
from comity.kernel.jobs import RetryLater
from comity.kernel.llm import ModelFailed, ModelRefused, llm_of
from comity.kernel.runtime import Runtime
from comity.knowledge.chunks.service import with_terms
from comity.knowledge.generating import service
from comity.knowledge.generating.by_model import BATCH, generate_by_model
from comity.knowledge.generating.by_rules import generate_by_rules
from comity.knowledge.generating.errors import GeneratorWaits
from comity.knowledge.generating.service import Lacking, Prepared
from comity.knowledge.generating.values import Generated, new_beside, together
from comity.knowledge.models import KnowledgeBase
from comity.models import ResolvedModel

RULES_BATCH = 200
"""Keywords are told by what the other chunks of a document say, so that more are looked at together."""
AGAIN_SECONDS = 60.0
_FINAL = {"bad_key", "no_key", "too_long"}


@dataclass(frozen=True, slots=True)
class Batch:
    """Values for some chunks, ready to be stored, and what is to be said about them."""

    prepared: list[Prepared]
    warnings: list[dict[str, Any]]


async def next_batch(rt: Runtime, workspace_id: str, base_id: str, document_id: str | None) -> Batch | None:
    """Values for the next chunks that lack them; None when none does. Raises `GeneratorWaits`."""
    model = await rt.db.aread(lambda tx: models.workspace_model(tx, rt.secrets, workspace_id))
    limit = BATCH if model else RULES_BATCH
    found = await rt.db.aread(lambda tx: service.lacking(tx, base_id, document_id, limit))
    if not found:
        return None
    contents = [one.said.content for one in found]
    if model is None:
        made: Sequence[Generated | None] = await asyncio.to_thread(generate_by_rules, contents)
    else:
        made = await _by_model(rt, model, contents)
    language = await rt.db.aread(lambda tx: tx.session.get_one(KnowledgeBase, base_id).language)
    prepared = await asyncio.to_thread(_prepared, found, made, language)
    return Batch(prepared, service.warnings_of(sum(one is None for one in made), has_model=model is not None))


async def _by_model(rt: Runtime, model: ResolvedModel, contents: Sequence[str]) -> Sequence[Generated | None]:
    """By the model; nothing where asking again would not help."""
    try:
        return await generate_by_model(llm_of(rt), model, contents)
    except ModelRefused:
        return [None] * len(contents)
    except ModelFailed as failure:
        if failure.reason in _FINAL:
            return [None] * len(contents)
        code = "rate_limited" if failure.reason == "rate_limited" else "model_unavailable"
        raise GeneratorWaits(code, AGAIN_SECONDS, failure.detail) from failure


def _prepared(found: Sequence[Lacking], made: Sequence[Generated | None], language: str) -> list[Prepared]:
    return [_one(lacking, values, language) for lacking, values in zip(found, made, strict=True)]


def _one(lacking: Lacking, made: Generated | None, language: str) -> Prepared:
    if made is None:
        return Prepared(lacking, Generated(), None)
    new = new_beside(lacking.said, made)
    return Prepared(lacking, new, with_terms(together(lacking.said, new), language))


async def generate_base(rt: Runtime, base_id: str) -> None:
    """Generates what a base lacks, apart from any reading, and embeds it; goes on later when the model is out for now."""
    base = await rt.db.aread(lambda tx: tx.session.get(KnowledgeBase, base_id))
    if base is None or base.deleted_at is not None or not base.generate:
        return
    try:
        while batch := await next_batch(rt, base.workspace_id, base_id, None):
            await rt.db.awrite(lambda tx, b=batch: _save(tx, base_id, b))
    except GeneratorWaits as waits:
        raise RetryLater(waits.seconds) from waits


def _save(tx: Tx, base_id: str, batch: Batch) -> None:
    base = tx.session.get_one(KnowledgeBase, base_id)
    service.save(tx, base, batch.prepared)
    service.embed_changed(tx, base, batch.prepared)
