"""The bare relay: the least a Python process can do between a caller and a streaming model.

POST / {"q": "..."} -> OpenAI-compatible chat/completions -> the bytes passed through. It authenticates nobody, retrieves nothing and
stores nothing: a lower bound to hold a real answer path against.   LLM_BASE=http://127.0.0.1:9900/v1 uvicorn bench.relay:app --port 9901
"""

import contextlib
import os
from collections.abc import AsyncIterator

import aiohttp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

BASE = os.environ.get("LLM_BASE", "http://127.0.0.1:9900/v1")


@contextlib.asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """One pool of connections without a bound."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as app.state.client:
        yield


async def ask(request: Request) -> StreamingResponse:
    """Passes the question on and the answer back."""
    question = (await request.json())["q"]
    body = {"model": "mock", "stream": True, "messages": [{"role": "user", "content": question}]}

    async def bytes_of_the_answer() -> AsyncIterator[bytes]:
        async with request.app.state.client.post(f"{BASE}/chat/completions", json=body) as reply:
            async for chunk in reply.content.iter_any():
                yield chunk

    return StreamingResponse(bytes_of_the_answer(), media_type="text/event-stream")


app = Starlette(routes=[Route("/", ask, methods=["POST"])], lifespan=lifespan)
