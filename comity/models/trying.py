"""Trying a connection: one short question, timed, whose failure is a result and not an error."""

import time
from contextlib import aclosing

from comity.kernel.llm import ChatRequest, Done, Llm, ModelFailed
from comity.kernel.secrets import HIDDEN
from comity.models.schemas import ModelTestResult
from comity.models.service import ResolvedModel

QUESTION = "Reply with the single word: ready"
MAX_TOKENS = 64


async def try_model(llm: Llm, model: ResolvedModel) -> ModelTestResult:
    """Asks the model once, without a retry. The circuit is closed before: somebody asks because it may work again."""
    llm.forget(model.connection.id)
    request = ChatRequest(
        connection=model.connection,
        model=model.model,
        messages=[{"role": "user", "content": QUESTION}],
        max_tokens=min(MAX_TOKENS, model.max_output),
    )
    started, first, texts = time.monotonic(), None, []
    try:
        async with aclosing(llm.stream(request, retry=False)) as items:
            async for item in items:
                first = first or time.monotonic()
                if not isinstance(item, Done):
                    texts.append(item)
    except ModelFailed as error:
        return ModelTestResult(
            ok=False,
            model=model.model,
            latency_ms=_ms(started, time.monotonic()),
            reason=error.reason,
            detail=_without_secrets(error.detail, model),
        )
    return ModelTestResult(
        ok=True,
        model=model.model,
        first_token_ms=_ms(started, first or time.monotonic()),
        latency_ms=_ms(started, time.monotonic()),
        text="".join(texts)[:500],
    )


def _ms(start: float, end: float) -> int:
    return round((end - start) * 1000)


def _without_secrets(text: str, model: ResolvedModel) -> str:
    """A provider may repeat what it was sent."""
    for secret in (model.connection.api_key, *model.connection.headers.values()):
        if secret:
            text = text.replace(secret, HIDDEN)
    return text
