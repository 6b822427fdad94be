"""Stage 6: the Search Term Generator of each fulfillment that has it on, all at once (`assistants.md` 3.9)."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from comity.assistants.answering import (
    SearchTerms,
    Turn,
    read_terms,
    repair_messages,
    term_messages,
    terms_without_model,
)
from comity.assistants.writing.answer import Answer
from comity.assistants.writing.inspection import Stage
from comity.assistants.writing.short_calls import ask, model_of
from comity.models import ResolvedModel

MAX_TOKENS = 600
Ask = Callable[[list[dict[str, str]]], Awaitable[str | None]]
"""A call to a model: messages in, its reply out, None when it failed."""


async def generate_terms(answer: Answer, stage: Stage) -> None:
    """Sets `terms` of the answer by fulfillment; one that fails searches the question alone, with a warning.

    Fulfillments with the same prompt share one call: all else that it says is the answer's.
    """
    asked = [one for one in answer.searches if one.generator_prompt is not None and not one.is_empty]
    if not asked:
        stage.status = "skipped"
        return
    model = model_of(answer)
    if model is None:
        answer.terms = {one.id: _without_model(answer) for one in asked}
        return
    prompts = list(dict.fromkeys(one.generator_prompt or "" for one in asked))
    made = await asyncio.gather(*(_with_model(answer, model, prompt) for prompt in prompts))
    found = dict(zip(prompts, made, strict=True))
    for one in asked:
        if (terms := found[one.generator_prompt or ""]) is not None:
            answer.terms[one.id] = terms
            continue
        stage.status = "failed"
        message = f"No search terms could be generated for '{one.name}', so the question alone was searched there."
        answer.warn("stg_failed", message)


def _without_model(answer: Answer) -> SearchTerms:
    previous = answer.history[-1].question if answer.history else None
    return terms_without_model(answer.question, previous)


async def _with_model(answer: Answer, model: ResolvedModel, prompt: str) -> SearchTerms | None:
    async def asked(messages: list[dict[str, str]]) -> str | None:
        return await ask(answer, model, messages, max_tokens=MAX_TOKENS, json_reply=True)

    return await terms_by(asked, prompt, answer.question, answer.history)


async def terms_by(ask: Ask, prompt: str, question: str, history: Sequence[Turn]) -> SearchTerms | None:
    """The terms that a model gives, `ask` being a call to it; one repair where the reply is not the JSON. None: it failed."""
    messages = term_messages(prompt, question, history)
    for _ in range(2):
        reply = await ask(messages)
        if reply is None:
            return None
        if (terms := read_terms(reply)) is not None:
            return terms
        messages = repair_messages(messages, reply)
    return None
