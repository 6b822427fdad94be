"""A model server for measurements: OpenAI-compatible, streams tokens on a schedule, cheap enough to share a core with the client.

The schedule is changed while it runs:

    GET /_config?ftd=100&itv=20&n=100      delay before the first token in ms, interval in ms, tokens
    GET /_config?prose=1                   with sources in the prompt, answer with their words, sentence by sentence
    GET /_stats                            requests, tokens written, streams ended and cut off, lag of the timer

Every token holds exactly one "~", which is what the load client counts. Paths: /v1/chat/completions, /v1/models.
"""

import argparse
import asyncio
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httptools
import msgspec
import uvloop

CFG = {"ftd": 0.0, "itv": 0.0, "n": 100, "prose": 0.0}
SOURCE = re.compile(r"<source\s[^>]+>(.*?)</source>", re.DOTALL)
STATS: dict[str, float] = {"requests": 0, "tokens": 0, "streams_done": 0, "aborted": 0, "lag_ms_max": 0.0}
WORDS = ["the ", "order ", "is ", "on ", "its ", "way ", "and ", "will ", "be ", "there "]
CREATED = 1_700_000_000
encode = msgspec.json.encode


def http_chunk(body: bytes) -> bytes:
    """One piece of a chunked HTTP body."""
    return b"%x\r\n%s\r\n" % (len(body), body)


def frame(delta: dict[str, str] | None, finish: str | None = None, usage: dict[str, int] | None = None) -> bytes:
    """One event of the stream; without a delta it has no choices, as the one that carries the usage."""
    choices = [] if delta is None else [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}]
    event: dict[str, Any] = {
        "id": "chatcmpl-mock0000000000000000000000",
        "object": "chat.completion.chunk",
        "created": CREATED,
        "model": "mock",
        "choices": choices,
    }
    if usage:
        event["usage"] = usage
    return http_chunk(b"data: " + encode(event) + b"\n\n")


def usage_of(tokens: int) -> dict[str, int]:
    """What the server says that it counted."""
    return {"prompt_tokens": 40, "completion_tokens": tokens, "total_tokens": 40 + tokens}


def quoting(messages: list[dict[str, Any]], tokens: int) -> list[bytes]:
    """The events of an answer made of the words of the prompt's sources; none when it has no sources."""
    words = " ".join(SOURCE.findall(" ".join(str(one["content"]) for one in messages))).split()
    return [frame({"content": f"~{word} "}) for word in words[:tokens]]


FIRST = frame({"role": "assistant", "content": ""})
TOKEN_FRAMES = [frame({"content": "~" + word}) for word in WORDS]
STOP = frame({}, "stop")
DONE = http_chunk(b"data: [DONE]\n\n") + b"0\r\n\r\n"
SSE_HEAD = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n"
    b"cache-control: no-cache\r\ntransfer-encoding: chunked\r\n\r\n"
)


class Model(asyncio.Protocol):
    """One connection of a caller."""

    __slots__ = (
        "body",
        "first_at",
        "frames",
        "handle",
        "interval",
        "loop",
        "parser",
        "sent",
        "tokens",
        "transport",
        "url",
        "wants_usage",
    )

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.handle: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.parser = httptools.HttpRequestParser(self)

    def connection_lost(self, exc: Exception | None) -> None:
        if self.handle:
            self.handle.cancel()
            self.handle = None
            STATS["aborted"] += 1

    def data_received(self, data: bytes) -> None:
        try:
            self.parser.feed_data(data)
        except (httptools.HttpParserUpgrade, httptools.HttpParserError):
            self.transport.close()

    def on_message_begin(self) -> None:
        self.body: list[bytes] = []
        self.url = b""

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_body(self, body: bytes) -> None:
        self.body.append(body)

    def on_message_complete(self) -> None:
        path = self.url.decode()
        if path.startswith("/_"):
            self._control(path)
            return
        STATS["requests"] += 1
        if path.endswith("/chat/completions"):
            self._chat(b"".join(self.body))
        elif path.endswith("/models"):
            self._reply({"object": "list", "data": [{"id": "mock", "object": "model", "created": CREATED}]})
        else:
            self._reply({"error": {"message": "no such path"}}, b"404 Not Found")

    def _reply(self, value: Any, status: bytes = b"200 OK") -> None:
        body = encode(value)
        head = b"HTTP/1.1 " + status + b"\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(body)
        self.transport.write(head + body)

    def _control(self, path: str) -> None:
        parts = urlsplit(path)
        if parts.path != "/_config":
            self._reply(STATS)
            return
        for name, values in parse_qs(parts.query).items():
            CFG[name] = int(values[0]) if name == "n" else float(values[0])
        self._reply(CFG)

    def _chat(self, body: bytes) -> None:
        asked = msgspec.json.decode(body)
        self.tokens, self.sent = int(CFG["n"]), 0
        if not asked.get("stream"):
            self._whole()
            return
        self.interval = CFG["itv"] / 1000
        self.frames = (CFG["prose"] and quoting(asked["messages"], self.tokens)) or TOKEN_FRAMES
        self.wants_usage = bool((asked.get("stream_options") or {}).get("include_usage"))
        self.transport.write(SSE_HEAD)
        self.first_at = self.loop.time() + CFG["ftd"] / 1000
        self.handle = self.loop.call_at(self.first_at, self._tick)

    def _whole(self) -> None:
        text = "".join("~" + WORDS[i % len(WORDS)] for i in range(self.tokens))
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        reply = {"object": "chat.completion", "model": "mock", "choices": [choice], "usage": usage_of(self.tokens)}
        wait = CFG["ftd"] + CFG["itv"] * max(self.tokens - 1, 0)
        self.loop.call_later(wait / 1000, self._reply, reply)

    def _tick(self) -> None:
        """Writes the tokens that are due, normally one."""
        self.handle = None
        late = self.loop.time() - self.first_at
        due = self.tokens if not self.interval else min(self.tokens, int(late / self.interval + 1e-6) + 1)
        due = max(due, self.sent + 1)
        STATS["lag_ms_max"] = max(STATS["lag_ms_max"], (late - self.sent * self.interval) * 1000)
        out = [] if self.sent else [FIRST]
        out += [self.frames[i % len(self.frames)] for i in range(self.sent, due)]
        STATS["tokens"] += due - self.sent
        self.sent = due
        if due < self.tokens:
            self.transport.write(b"".join(out))
            self.handle = self.loop.call_at(self.first_at + due * self.interval, self._tick)
            return
        usage = [frame(None, usage=usage_of(self.tokens))] if self.wants_usage else []
        STATS["streams_done"] += 1
        self.transport.write(b"".join([*out, STOP, *usage, DONE]))


async def serve(port: int) -> None:
    """Serves until the process ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Model(loop), "127.0.0.1", port, backlog=4096)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=9900)
    uvloop.run(serve(parser.parse_args().port))
