"""The served Comity of the messaging tests, asked by OpenAI's own client."""

from collections.abc import AsyncIterator

import openai
import pytest

from tests.assistants.messaging.conftest import Desk, desk, model, outbound, rt

__all__ = ["desk", "model", "outbound", "rt"]


@pytest.fixture
async def client(desk: Desk) -> AsyncIterator[openai.AsyncOpenAI]:
    """OpenAI's client, unchanged, with the assistant's key."""
    async with openai.AsyncOpenAI(base_url=f"{desk.url}/api/v1/openai", api_key=desk.key, max_retries=0) as made:
        yield made
