"""The embedder that an eval measures: the bundled one, or one behind an address, calibrated as the product calibrates it."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import numpy as np

from comity.kernel.embed import Calibration, Embedder, local_embedder
from comity.kernel.outbound import Outbound
from comity.knowledge.embedders import calibrating
from comity.knowledge.embedders.errors import EmbedderWaits
from comity.knowledge.embedders.remote import Address, RemoteEmbedder

T = TypeVar("T")
BATCH = 4
TRIES, WAIT_SECONDS = 6, 5.0
UNMEASURED = Calibration(0, 1, 0, 1)


class Patient:
    """A remote embedder that is asked again while it is out, as ingestion asks it."""

    def __init__(self, embedder: RemoteEmbedder) -> None:
        self._embedder = embedder

    async def queries(self, texts: Sequence[str]) -> np.ndarray:
        """Unit rows, a batch at a time."""
        return np.concatenate([await self._batch(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)])

    passages = queries

    async def _batch(self, texts: Sequence[str]) -> np.ndarray:
        for _ in range(TRIES - 1):
            try:
                return await self._embedder.encode(texts)
            except EmbedderWaits:
                await asyncio.sleep(WAIT_SECONDS)
        return await self._embedder.encode(texts)


class Behind:
    """An embedder behind `{url}/embeddings` (`evals.small_models` serves some), asked through the product's client.

    Its revision is made of the vector of a sentence, so that cached vectors of two models behind one address are not mixed.
    """

    name = "remote"

    def __init__(self, url: str, model: str, max_tokens: int) -> None:
        self._address, self.max_tokens = Address(url, model, "", max_tokens, BATCH, "", ""), max_tokens
        probe = self.encode_queries([calibrating.PROBE])
        self.dimensions = probe.shape[1]
        self.revision = f"{model} {blake2b(probe.round(4).tobytes(), digest_size=8).hexdigest()}"
        self.calibration = calibrating.opened(self._asking(calibrating.measure))

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        """Unit rows of questions."""
        return self._asking(lambda asked: asked.queries(texts))

    encode_passages = encode_queries

    def windows(self, text: str) -> list[tuple[int, int]]:
        """Spans that each fit the model."""
        return self._opened(Outbound()).windows(text)

    def _asking(self, work: Callable[[Patient], Coroutine[Any, Any, T]]) -> T:
        async def run() -> T:
            outbound = Outbound((urlsplit(self._address.base_url).netloc,))
            try:
                return await work(Patient(self._opened(outbound)))
            finally:
                await outbound.aclose()

        return asyncio.run(run())

    def _opened(self, outbound: Outbound) -> RemoteEmbedder:
        return RemoteEmbedder(outbound, self._address, revision="", dimensions=0, calibration=UNMEASURED)


def embedder_of(data_dir: Path, address: str) -> Embedder:
    """The bundled embedder, or with an address `http://host:port/v1#model` the one behind it; a sentence encoder fits 256 tokens."""
    if not address:
        return local_embedder(data_dir)
    url, _, model = address.partition("#")
    return Behind(url.rstrip("/"), model or "any", 256)
