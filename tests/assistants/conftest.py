"""What tests of assistants begin with: an assistant made over HTTP, people of other roles, and a second workspace."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import pytest

from comity.accounts.models import Workspace
from comity.kernel.runtime import Runtime

Make = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def make(signed_in: httpx2.AsyncClient) -> Make:
    """Makes an assistant of the given fields as the API shows it."""

    async def made(**fields: Any) -> dict[str, Any]:
        reply = await signed_in.post("/api/v1/assistants", json={"name": "Help desk", **fields})
        assert reply.status_code == 201, reply.text
        return reply.json()

    return made


@pytest.fixture
async def stranger(signed_in: httpx2.AsyncClient, runtime: Runtime) -> dict[str, str]:
    """Headers of an API key with every scope of Gen AI, in another workspace."""
    from comity import accounts
    from comity.kernel.context import system_actor

    scopes = ["assistants:read", "assistants:write", "assistants:message", "knowledge:read", "knowledge:write"]

    def add(tx: Any) -> str:
        other = Workspace(name="Other", slug="other")
        tx.session.add(other)
        tx.flush()
        wanted = accounts.ApiKeyCreate(name="Other", scopes=scopes)
        return accounts.create_api_key(tx, system_actor(other.id), wanted)[1]

    return {"Authorization": f"Bearer {await runtime.db.awrite(add)}"}
