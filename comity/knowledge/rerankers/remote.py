"""A reranker behind an address: `POST {baseUrl}/rerank` as Cohere, Jina, and servers of open models (vLLM, Infinity, LocalAI) speak it.

Sources: https://docs.cohere.com/reference/rerank, https://docs.vllm.ai/en/latest/serving/openai_compatible_server (Re-rank API)
"""

import asyncio
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from comity.kernel.errors import ComityError
from comity.kernel.llm import Circuit, CircuitOpen
from comity.kernel.outbound import Outbound
from comity.kernel.secrets import HIDDEN
from comity.knowledge.rerankers.errors import RerankerFailed

OPEN = "It failed too often just now and is left alone for half a minute."


@dataclass(frozen=True, slots=True)
class Address:
    """How a reranker is reached and asked."""

    base_url: str
    model: str
    api_key: str = field(repr=False)


class RemoteReranker:
    """How well passages answer a question, in the reranker's own numbers. Raises `RerankerFailed`."""

    def __init__(self, outbound: Outbound, address: Address, circuit: Circuit) -> None:
        self._outbound = outbound
        self._address = address
        self._circuit = circuit

    async def scores(self, question: str, passages: Sequence[str], seconds: float | None = None) -> list[float]:
        """A score for each passage, in their order; within `seconds`, else in the time of the purpose."""
        try:
            self._circuit.enter()
        except CircuitOpen as error:
            raise RerankerFailed(OPEN) from error
        try:
            scores = await self._ask(question, passages, seconds)
        except RerankerFailed:
            self._circuit.failed()
            raise
        except asyncio.CancelledError:
            self._circuit.left()
            raise
        self._circuit.succeeded()
        return scores

    async def _ask(self, question: str, passages: Sequence[str], seconds: float | None) -> list[float]:
        headers = {"Authorization": f"Bearer {self._address.api_key}"} if self._address.api_key else {}
        body = {"model": self._address.model, "query": question, "documents": list(passages), "top_n": len(passages)}
        url = f"{self._address.base_url}/rerank"
        try:
            reply = await self._outbound.request(
                "POST", url, purpose="rerank", headers=headers, json=body, seconds=seconds
            )
            if reply.status != 200:
                said = reply.body[:300].decode("utf-8", "replace").replace(self._address.api_key or "\0", HIDDEN)
                raise RerankerFailed(f"It answered {reply.status}: {said}")
            return _scores(reply.json(), len(passages))
        except ComityError as error:
            raise RerankerFailed(error.message) from error


def _scores(reply: object, count: int) -> list[float]:
    """The scores of a reply in the order of the passages; raises `RerankerFailed` unless each has one."""
    rows = reply.get("results") if isinstance(reply, dict) else None
    try:
        found = {int(row["index"]): float(row["relevance_score"]) for row in rows or ()}
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise RerankerFailed(
            "Its reply holds something else than 'results' with 'index' and 'relevance_score'."
        ) from error
    if found.keys() != set(range(count)) or not all(map(math.isfinite, found.values())):
        raise RerankerFailed(f"Its reply does not hold one score in 'results' for each of {count} documents.")
    return [found[place] for place in range(count)]
