"""What tests of memorized responses begin with: no embedder, so that words alone decide, and entries made over HTTP."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import pytest

from comity.kernel.embed import EmbedderUnavailable
from comity.kernel.runtime import Runtime

PATH = "/api/v1/memorized-responses"
Memorize = Callable[..., Awaitable[dict[str, Any]]]


class NoEmbedder:
    """An install without an embedder."""

    name = revision = "none"

    def encode_queries(self, texts: list[str]) -> Any:
        raise EmbedderUnavailable


@pytest.fixture
async def runtime(runtime: Runtime) -> Runtime:
    """The runtime of an install without an embedder."""
    runtime.parts["embedder"] = NoEmbedder()
    return runtime


@pytest.fixture
def memorize(signed_in: httpx2.AsyncClient) -> Memorize:
    """Makes an entry of the given fields as the API shows it."""

    async def made(
        question: str = "When are you open?", answer: str = "From 10 to 18.", **fields: Any
    ) -> dict[str, Any]:
        reply = await signed_in.post(PATH, json={"question": question, "answer": answer, **fields})
        assert reply.status_code == 201, reply.text
        return reply.json()

    return made
