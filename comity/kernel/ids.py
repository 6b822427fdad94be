"""Ids: UUID version 7 (RFC 9562), as text, so that rows sort by the time they were made."""

import os
import re
import secrets
import threading
import time

_PATTERN = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class _Last:
    """The last time stamp and counter given out, so that ids of one process only grow."""

    lock = threading.Lock()
    millisecond = 0
    counter = 0
    random = b""


POOL_BYTES = 4096


def _forget_random() -> None:
    _Last.random = b""


os.register_at_fork(after_in_child=_forget_random)


def _random(count: int) -> bytes:
    """Random bytes from a stock: each call of the system gives way to other threads, which a busy process waits for."""
    if len(_Last.random) < count:
        _Last.random = os.urandom(POOL_BYTES)
    taken, _Last.random = _Last.random[:count], _Last.random[count:]
    return taken


def new_id() -> str:
    """A new UUIDv7 as 36 characters; ids made by one process are strictly increasing."""
    with _Last.lock:
        millisecond = time.time_ns() // 1_000_000
        if millisecond > _Last.millisecond:
            _Last.millisecond, _Last.counter = millisecond, int.from_bytes(_random(2), "big") & 0x7FF
        else:
            _Last.counter += 1
            if _Last.counter > 0xFFF:
                _Last.millisecond, _Last.counter = _Last.millisecond + 1, 0
        stamp, counter = _Last.millisecond, _Last.counter
        tail = int.from_bytes(_random(8), "big") & 0x3FFFFFFFFFFFFFFF | 0x8000000000000000
    text = f"{(stamp << 16 | 0x7000 | counter):016x}{tail:016x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def is_id(text: object) -> bool:
    """Whether this is a UUID in the lower-case text form that the product uses."""
    return isinstance(text, str) and _PATTERN.match(text) is not None


def base62(length: int) -> str:
    """A random text of that many base62 characters (43 hold 256 bits), for keys and tokens."""
    return "".join(secrets.choice(_BASE62) for _ in range(length))
