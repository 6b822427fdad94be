"""Reading server-sent events as a caller does, byte for byte."""

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp


@dataclass(slots=True)
class Frame:
    """One block of the stream: its bytes, id, decoded data (None for a comment or `retry`) and when it came."""

    raw: str
    id: str = ""
    data: dict[str, Any] | None = None
    at: float = field(default_factory=time.monotonic)

    @property
    def seq(self) -> int:
        """The number after the message's id."""
        return int(self.id.rpartition(":")[2])


def parse(block: str) -> Frame:
    """A block without its blank line."""
    frame = Frame(block)
    for line in block.split("\n"):
        name, _, value = line.partition(": ")
        if name == "id":
            frame.id = value
        elif name == "data":
            frame.data = json.loads(value)
    return frame


class Stream:
    """An open stream."""

    def __init__(self, reply: aiohttp.ClientResponse) -> None:
        self.reply = reply
        self.headers = reply.headers
        self.raw = ""
        self.seen: list[Frame] = []

    async def frames(self) -> AsyncIterator[Frame]:
        """Every block in order, comments and `retry` included."""
        rest = ""
        async for piece in self.reply.content.iter_any():
            self.raw += piece.decode()
            *blocks, rest = (rest + piece.decode()).split("\n\n")
            for block in blocks:
                self.seen.append(parse(block))
                yield self.seen[-1]
        assert rest == "", f"the stream ended inside a frame: {rest!r}"

    async def data(self, limit: int | None = None) -> list[Frame]:
        """The frames with data, up to `limit` of them."""
        found: list[Frame] = []
        if limit == 0:
            return found
        async for frame in self.frames():
            if frame.data is not None:
                found.append(frame)
                if len(found) == limit:
                    break
        return found


def text_of(frames: list[Frame]) -> str:
    """What a reader of either format has at the end of these frames."""
    text = ""
    for frame in frames:
        data = frame.data or {}
        if "content" in data:
            text = data["content"]
        elif data.get("reset"):
            text = ""
        elif "delta" in data:
            text += data["delta"]
    return text


@asynccontextmanager
async def opened(http: aiohttp.ClientSession, method: str, url: str, **more: Any) -> AsyncIterator[Stream]:
    """A call whose reply is read as it comes; leaving the block drops the connection."""
    reply = await http.request(method, url, **more)
    try:
        yield Stream(reply)
    finally:
        reply.close()
