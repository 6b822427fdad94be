"""A rerank API behind a real socket: scores by the words that a document shares with the query, refusals and waits when told to."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from comity.kernel.text import analyse
from tests.serving import served

KEY = "sk-reranking-secret-1234"


@dataclass(slots=True)
class RerankingServer:
    """`status`: what is answered instead of scores; `logits`: scores that are no shares; `favourite`: whose documents come first."""

    url: str = ""
    status: int = 200
    seconds: float = 0.0
    logits: bool = False
    favourite: str = ""
    blind: bool = False
    reply: Any = None
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.bodies.append(body)
        self.keys.add(request.headers.get("Authorization", ""))
        await asyncio.sleep(self.seconds)
        if self.status != 200:
            return web.json_response({"message": f"not now, {KEY}"}, status=self.status)
        if self.reply is not None:
            return web.json_response(self.reply)
        scores = [self._score(body["query"], text) for text in body["documents"]]
        rows = [{"index": at, "relevance_score": score} for at, score in enumerate(scores)]
        return web.json_response({"results": sorted(rows, key=lambda row: -row["relevance_score"])[: body["top_n"]]})

    def _score(self, query: str, text: str) -> float:
        if self.blind:
            return 0.5
        if self.favourite and re.search(self.favourite, text):
            return 9.0 if self.logits else 0.99
        asked = set(analyse(query).terms)
        share = len(asked & set(analyse(text).terms)) / max(1, len(asked))
        share *= 0.1 if self.favourite else 1
        return share * 12 - 8 if self.logits else share


@asynccontextmanager
async def reranking_server() -> AsyncIterator[RerankingServer]:
    """A server on a free port of this machine."""
    server = RerankingServer()
    app = web.Application(client_max_size=10 * 1024 * 1024)
    app.router.add_post("/v1/rerank", server.answer)
    async with served(app) as server.url:
        yield server
