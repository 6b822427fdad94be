"""An embeddings API behind a real socket: vectors by the words of a text, refusals and waits when told to."""

import hashlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import numpy as np
from aiohttp import web

from tests.serving import served

DIMENSIONS = 64
KEY = "sk-embedding-secret-1234"


@dataclass(slots=True)
class EmbeddingServer:
    """`status`: what is answered instead of vectors; `salt`: another one is another model behind the same name."""

    url: str = ""
    status: int = 200
    retry_after: str = ""
    salt: str = ""
    asked: int = 0
    texts: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.asked += 1
        self.keys.add(request.headers.get("Authorization", ""))
        if self.status != 200:
            headers = {"Retry-After": self.retry_after} if self.retry_after else {}
            return web.json_response({"error": {"message": "not now"}}, status=self.status, headers=headers)
        self.texts += body["input"]
        data = [{"index": at, "embedding": self._vector(text)} for at, text in enumerate(body["input"])]
        return web.json_response({"object": "list", "data": data[::-1], "model": body["model"]})

    def _vector(self, text: str) -> list[float]:
        made = np.full(DIMENSIONS, 0.01)
        for word in re.findall(r"\w+", text.lower()):
            made[hashlib.blake2b((self.salt + word).encode(), digest_size=2).digest()[0] % DIMENSIONS] += 1
        return made.tolist()


@asynccontextmanager
async def embedding_server() -> AsyncIterator[EmbeddingServer]:
    """A server on a free port of this machine."""
    server = EmbeddingServer()
    app = web.Application()
    app.router.add_post("/v1/embeddings", server.answer)
    async with served(app) as server.url:
        yield server
