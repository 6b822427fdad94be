"""An embedder for measurements, as OpenAI speaks it: `POST /v1/embeddings`, cheap enough to share a core with the client.

A text's vector is the sum of fixed random vectors of its words (of three characters at a time where a script has no spaces), so that
texts that share words are near each other. `GET /_stats`: how many texts were asked for, questions and passages together.
"""

import argparse
import re
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import msgspec
import numpy as np
from aiohttp import web

DIMENSIONS = 384
TOKEN = re.compile(r"[a-z0-9]+|[^\W\d_a-z]+", re.UNICODE)
STATS = {"texts": 0}


@lru_cache(200_000)
def row_of(token: str) -> np.ndarray:
    """The vector of a word."""
    return np.random.default_rng(crc32(token.encode())).normal(size=DIMENSIONS).astype(np.float32)


def tokens(text: str) -> list[str]:
    """Words; of longer runs in other scripts their trigrams."""
    found = []
    for word in TOKEN.findall(text.lower()):
        is_plain = word.isascii() or len(word) < 4
        found += [word] if is_plain else [word[at : at + 3] for at in range(len(word) - 2)]
    return found or [text]


def encode(texts: Sequence[str]) -> list[list[float]]:
    """Unit rows."""
    rows = np.stack([np.sum([row_of(token) for token in tokens(text)], axis=0) for text in texts])
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).tolist()


async def embeddings(request: web.Request) -> web.Response:
    """What was asked for, in its order."""
    texts = msgspec.json.decode(await request.read())["input"]
    STATS["texts"] += len(texts)
    data = [{"object": "embedding", "index": at, "embedding": row} for at, row in enumerate(encode(texts))]
    body = msgspec.json.encode({"object": "list", "model": "mock", "data": data})
    return web.Response(body=body, content_type="application/json")


async def stats(_request: web.Request) -> web.Response:
    """The counts."""
    return web.json_response(STATS)


def main() -> None:
    """Serves until it is ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    app = web.Application(client_max_size=1 << 26)
    app.add_routes([web.post("/v1/embeddings", embeddings), web.get("/_stats", stats)])
    web.run_app(app, host="127.0.0.1", port=parser.parse_args().port, print=None)


if __name__ == "__main__":
    main()
