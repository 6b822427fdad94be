"""Short calls to the assistant's model beside the answer itself: a translation, search terms, a choice."""

import asyncio

from comity.assistants.writing.answer import Answer
from comity.kernel.llm import ChatRequest, ModelFailed, llm_of
from comity.models import ResolvedModel

SECONDS = 20.0
"""What a short call may take in all: as long as is waited for the first token of an answer."""


def model_of(answer: Answer) -> ResolvedModel | None:
    """The model that short calls go to: the first of the assistant's that can be asked."""
    return next((model for model in answer.config.models if model is not None), None)


async def ask(
    answer: Answer, model: ResolvedModel, messages: list[dict[str, str]], *, max_tokens: int, json_reply: bool = False
) -> str | None:
    """The model's reply at temperature 0, what is masked before models masked on the way; None when it failed."""
    masked = [{**message, "content": answer.masked(message["content"])} for message in messages]
    request = ChatRequest(
        model.connection,
        model.model,
        masked,
        temperature=0,
        max_tokens=min(max_tokens, model.max_output),
        json_reply=json_reply,
    )
    try:
        async with asyncio.timeout(SECONDS):
            completion = await llm_of(answer.rt).complete(request)
    except (ModelFailed, TimeoutError):
        return None
    if completion.done.usage is not None:
        answer.inspection.spend(completion.done.usage, model.cost(completion.done.usage))
    return answer.unmasked(completion.text.strip())
