"""The embedder that an eval measures: the bundled one, or one behind an address, calibrated as the product calibrates it."""

import asyncio
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from comity.kernel.embed import Calibration, Embedder, local_embedder
from comity.kernel.outbound import Outbound
from comity.knowledge.embedders import calibrating
from comity.knowledge.embedders.remote import Address, RemoteEmbedder

BATCH = 4
UNMEASURED = Calibration(0, 1, 0, 1)


class Behind:
    """An embedder behind `{url}/embeddings` (`evals.small_models` serves some), asked through the product's client.

    Its revision is made of the vector of a sentence, so that cached vectors of two models behind one address are not mixed.
    """

    name = "remote"

    def __init__(self, url: str, model: str, max_tokens: int) -> None:
        self._address, self.max_tokens = Address(url, model, "", max_tokens, BATCH, "", ""), max_tokens
        self.revision, self.calibration = "", UNMEASURED
        probe = self.encode_queries([calibrating.PROBE])
        self.dimensions = probe.shape[1]
        self.revision = f"{model} {blake2b(probe.round(4).tobytes(), digest_size=8).hexdigest()}"
        self.calibration = calibrating.opened(asyncio.run(self._measured()))

    async def _measured(self) -> dict:
        outbound, asked = self._opened()
        try:
            return await calibrating.measure(asked)
        finally:
            await outbound.aclose()

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        """Unit rows of questions."""
        return asyncio.run(self._encode(texts))

    encode_passages = encode_queries

    def windows(self, text: str) -> list[tuple[int, int]]:
        """Spans that each fit the model."""
        return self._opened()[1].windows(text)

    async def _encode(self, texts: Sequence[str]) -> np.ndarray:
        outbound, asked = self._opened()
        try:
            return await asked.encode(texts)
        finally:
            await outbound.aclose()

    def _opened(self) -> tuple[Outbound, RemoteEmbedder]:
        outbound = Outbound((urlsplit(self._address.base_url).netloc,))
        found = RemoteEmbedder(
            outbound, self._address, revision=self.revision, dimensions=0, calibration=self.calibration
        )
        return outbound, found


def embedder_of(data_dir: Path, address: str) -> Embedder:
    """The bundled embedder, or with an address `http://host:port/v1#model` the one behind it; a sentence encoder fits 256 tokens."""
    if not address:
        return local_embedder(data_dir)
    url, _, model = address.partition("#")
    return Behind(url.rstrip("/"), model or "any", 256)
