"""An embedder behind an address: `POST {baseUrl}/embeddings` as OpenAI and many servers speak it.

Source: https://platform.openai.com/docs/api-reference/embeddings/create
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from comity.kernel.embed import Calibration
from comity.kernel.errors import ComityError
from comity.kernel.outbound import Outbound
from comity.kernel.secrets import HIDDEN
from comity.kernel.text import count_tokens
from comity.knowledge.embedders.errors import EmbedderRefused, EmbedderWaits

REMEMBERED_QUERIES = 10_000
WAIT_SECONDS, WAIT_AT_MOST = 30.0, 3_600.0
OVERLAP = 0.1
SHARE_OF_WINDOW = 0.8
"""Tokens are estimated, so a window is not filled to its end."""
_UNIT = re.compile(r"\S{1,24}\s*|\s+")


@dataclass(frozen=True, slots=True)
class Address:
    """How an embedder is reached and asked."""

    base_url: str
    model: str
    api_key: str = field(repr=False)
    max_tokens: int
    batch_size: int
    query_prefix: str
    passage_prefix: str


class RemoteEmbedder:
    """Vectors from another system, for bases that were embedded by it. Raises `EmbedderWaits`, `EmbedderRefused`."""

    def __init__(
        self, outbound: Outbound, address: Address, *, revision: str, dimensions: int, calibration: Calibration
    ) -> None:
        self._outbound = outbound
        self._address = address
        self.revision = revision
        self.dimensions = dimensions
        self.calibration = calibration
        self._queries: OrderedDict[str, np.ndarray] = OrderedDict()

    async def query(self, text: str) -> np.ndarray:
        """The unit vector of a question; the last 10,000 are remembered."""
        known = self._queries.get(text)
        if known is None:
            known = (await self.encode([self._address.query_prefix + text]))[0]
            self._queries[text] = known
            if len(self._queries) > REMEMBERED_QUERIES:
                self._queries.popitem(last=False)
        return known

    async def queries(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors of questions."""
        return await self.encode([self._address.query_prefix + text for text in texts])

    async def passages(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors of passages."""
        return await self.encode([self._address.passage_prefix + text for text in texts])

    async def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors, asked for a batch at a time."""
        size = self._address.batch_size
        parts = [await self._ask(texts[at : at + size]) for at in range(0, len(texts), size)]
        rows = np.concatenate(parts) if parts else np.zeros((0, self.dimensions), np.float32)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)

    def windows(self, text: str) -> list[tuple[int, int]]:
        """Overlapping spans that each fit the model, cut between words where there are spaces."""
        room = int(self._address.max_tokens * SHARE_OF_WINDOW)
        if count_tokens(text) <= room:
            return [(0, len(text))]
        units = [(unit.start(), unit.end(), count_tokens(unit[0])) for unit in _UNIT.finditer(text)]
        spans, first, used = [], 0, 0
        for at, (_, end, tokens) in enumerate(units):
            if used + tokens > room and at > first:
                spans.append((units[first][0], units[at - 1][1]))
                first = max(first + 1, at - int((at - first) * OVERLAP))
                used = sum(one[2] for one in units[first:at])
            used += tokens
            if end == len(text):
                spans.append((units[first][0], end))
        return spans or [(0, len(text))]

    async def _ask(self, texts: Sequence[str]) -> np.ndarray:
        headers = {"Authorization": f"Bearer {self._address.api_key}"} if self._address.api_key else {}
        body = {"model": self._address.model, "input": list(texts), "encoding_format": "float"}
        try:
            reply = await self._outbound.request(
                "POST", f"{self._address.base_url}/embeddings", purpose="embedding", headers=headers, json=body
            )
        except ComityError as error:
            raise EmbedderWaits("model_unavailable", WAIT_SECONDS, error.message) from error
        if reply.status == 429:
            raise EmbedderWaits("rate_limited", _retry_after(reply.headers), "It asked to wait (429).")
        if reply.status >= 500 or reply.status == 408:
            raise EmbedderWaits("model_unavailable", WAIT_SECONDS, f"It answered {reply.status}.")
        if reply.status != 200:
            said = reply.body[:300].decode("utf-8", "replace").replace(self._address.api_key or "\0", HIDDEN)
            raise EmbedderRefused(f"The embedder answered {reply.status}: {said}")
        try:
            plain = reply.json()
        except ComityError as error:
            raise EmbedderRefused(f"The embedder answered something else than JSON. {error.message}") from error
        return await asyncio.to_thread(_vectors, plain, len(texts))


def _retry_after(headers: object) -> float:
    """What the provider asks for, in seconds; half a minute when it does not say."""
    value = getattr(headers, "get", lambda _name, _default: "")("Retry-After", "")
    try:
        return min(WAIT_AT_MOST, max(1.0, float(value)))
    except ValueError:
        return WAIT_SECONDS


def _vectors(reply: object, count: int) -> np.ndarray:
    """The vectors of a reply in the order they were asked for; raises `EmbedderRefused` for any other reply."""
    rows = reply.get("data") if isinstance(reply, dict) else None
    if not isinstance(rows, list) or len(rows) != count:
        raise EmbedderRefused(f"The embedder's reply does not hold {count} vectors in 'data'.")
    try:
        ordered = sorted(rows, key=lambda row: row.get("index", 0))
        made = np.array([row["embedding"] for row in ordered], np.float32)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise EmbedderRefused("The embedder's reply holds something else than vectors of one length.") from error
    if made.ndim != 2 or not made.shape[1] or not np.isfinite(made).all():
        raise EmbedderRefused("The embedder's vectors have no length, or hold what is no number.")
    return made
