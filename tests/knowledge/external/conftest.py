"""A Target Endpoint that the configuration lets this process call, and bases that ask it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx2
import pytest

from comity.kernel.outbound import Outbound
from comity.kernel.runtime import Runtime
from tests.knowledge.external.endpoint_server import EndpointServer, endpoint_server

Make = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def endpoint(runtime: Runtime) -> AsyncIterator[EndpointServer]:
    """The server, which the runtime may call."""
    async with endpoint_server() as server:
        before, runtime.outbound = runtime.outbound, Outbound((server.url.removeprefix("http://"),))
        yield server
        await runtime.outbound.aclose()
        runtime.outbound = before


@pytest.fixture
def external(signed_in: httpx2.AsyncClient, endpoint: EndpointServer) -> Make:
    """Makes an external base."""

    async def made(**fields: Any) -> dict[str, Any]:
        body = {"name": "Partner", "type": "external", "targetEndpoint": f"{endpoint.url}/good", **fields}
        reply = await signed_in.post("/api/v1/knowledge-bases", json=body)
        assert reply.status_code == 201, reply.text
        return reply.json()

    return made
