"""The documented frames, and how often a cumulative one may be sent (`assistants.md` 3.11, 4.1)."""

from collections.abc import Sequence

import msgspec

from comity.kernel.errors import ComityError

RETRY = b"retry: 2000\n\n"
PING = b": ping\n\n"
RECONNECT = b": reconnect\n\n"
PACE_BYTES_PER_SECOND = 32 * 1024
PACE_MIN_SECONDS = 0.05
PACE_MAX_SECONDS = 1.0

_encode = msgspec.json.Encoder().encode
HEADERS: list[tuple[bytes, bytes]] = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


def cumulative(id_: bytes, seq: int, content: str) -> bytes:
    """An active frame with the whole text so far."""
    return b'id: %b:%d\ndata: {"__status":"active","content":%b}\n\n' % (id_, seq, _encode(content))


def delta(id_: bytes, seq: int, text: str) -> bytes:
    """An active frame with what is new."""
    return b'id: %b:%d\ndata: {"__status":"active","delta":%b}\n\n' % (id_, seq, _encode(text))


def reset(id_: bytes, seq: int) -> bytes:
    """The delta format's way to say: forget what was sent."""
    return b'id: %b:%d\ndata: {"__status":"active","reset":true,"delta":""}\n\n' % (id_, seq)


def deltas(id_: bytes, last_seq: int, pieces: Sequence[str | None]) -> bytes:
    """The frames for several deltas, the last of number `last_seq`: at most a reset and one with what was said since."""
    resets = [i for i, piece in enumerate(pieces) if piece is None]
    since = resets[-1] + 1 if resets else 0
    out = b""
    if resets:
        out = reset(id_, last_seq - len(pieces) + since)
    if text := "".join(piece for piece in pieces[since:] if piece):
        out += delta(id_, last_seq, text)
    return out


def finished(id_: bytes, seq: int, reply: bytes) -> bytes:
    """The terminal frame, made of the stored reply byte for byte."""
    return b'id: %b:%d\ndata: {"__status":"finished",%b\n\n' % (id_, seq, reply[1:])


def failed(id_: bytes, seq: int, error: bytes) -> bytes:
    """The terminal frame of a run that failed, made of the stored error object."""
    return b'id: %b:%d\ndata: {"__error":true,%b\n\n' % (id_, seq, error[1:])


def error_json(error: ComityError) -> bytes:
    """The error object as it is stored and framed."""
    return _encode(error.to_wire())


def pace_seconds(frame_bytes: int) -> float:
    """How long the next cumulative frame must wait after one of this size."""
    return max(PACE_MIN_SECONDS, min(PACE_MAX_SECONDS, frame_bytes / PACE_BYTES_PER_SECOND))
