"""What comes back: a whole reply, or one that is read as it arrives."""

import asyncio
import math
from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
import msgspec

from comity.kernel.outbound.errors import ConnectFailed, OutboundTimeout, ReplyBroken, ReplyTooLarge


class Reply(msgspec.Struct, frozen=True):
    """A reply read to its end: status, headers (any case), the body after decompression, the last URL of its redirects."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    def json(self) -> Any:
        """The body as JSON. Raises `ReplyBroken` when it is none."""
        try:
            return msgspec.json.decode(self.body)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ReplyBroken(f"The reply is not JSON: {error}.") from error


class StreamReply:
    """A reply whose body is still arriving. `chunks` yields raw bytes as the network brings them."""

    def __init__(self, reply: aiohttp.ClientResponse, max_bytes: int | None) -> None:
        self.status = reply.status
        self.headers: Mapping[str, str] = reply.headers
        self.url = str(reply.url)
        self._reply = reply
        self._max_bytes = max_bytes
        self._loop = asyncio.get_running_loop()
        self._deadline = 0.0
        self._looks_at = math.inf
        self._timer: asyncio.TimerHandle | None = None

    async def chunks(self) -> AsyncIterator[bytes]:
        """The body piece by piece, as it arrives. Raises `ReplyBroken`, `ReplyTooLarge`, and `OutboundTimeout` from `expect_within`."""
        room = self._max_bytes
        read = self._reply.content.readany
        try:
            while chunk := await read():
                if room is not None:
                    room -= len(chunk)
                    if room < 0:
                        raise self.too_large()
                yield chunk
        except (aiohttp.ClientError, TimeoutError) as error:
            raise failure_of(error, started=True) from error

    async def read(self) -> bytes:
        """The rest of the body. Raises like `chunks`."""
        return b"".join([chunk async for chunk in self.chunks()])

    def expect_within(self, seconds: float) -> None:
        """Reading fails with `OutboundTimeout` unless this is called again within `seconds`.

        Cheap enough for each token: the call only moves a deadline, and one timer looks at it when it is due.
        """
        self._deadline = deadline = self._loop.time() + seconds
        if deadline < self._looks_at:
            self._arm()

    def close(self) -> None:
        """Ends the call. A body that was not read to its end takes its connection with it."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._reply.content.at_eof():
            self._reply.release()
        else:
            self._reply.close()

    def too_large(self) -> ReplyTooLarge:
        """The error for a body over its limit."""
        return ReplyTooLarge(f"The reply is larger than {self._max_bytes} bytes.")

    def _arm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._looks_at = self._deadline
        self._timer = self._loop.call_at(self._deadline, self._look)

    def _look(self) -> None:
        if self._loop.time() < self._deadline:
            self._arm()
            return
        self._timer = None
        self._reply.content.set_exception(TimeoutError("nothing came in time"))


def failure_of(error: BaseException, *, started: bool = False) -> ConnectFailed | ReplyBroken | OutboundTimeout:
    """The product's error for one of the HTTP library; `started`: the reply had begun."""
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return ConnectFailed("No connection within the time allowed.")
    if isinstance(error, TimeoutError):
        return OutboundTimeout("The other side did not answer in time.")
    lost = isinstance(error, aiohttp.ClientConnectionError | OSError)
    if lost and not started:
        return ConnectFailed(f"Could not connect: {error}.")
    return ReplyBroken(f"The reply broke off: {error}.")
