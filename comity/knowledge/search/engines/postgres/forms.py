"""How terms, chunks and vectors are written for PostgreSQL.

Rows go in by COPY in its binary form: text with many parameters cost five times the processor time. Sources of the forms: `COPY` in
PostgreSQL's manual, `tsvectorrecv` and `array_recv` of its sources, and `halfvec_recv` of pgvector's.
"""

import struct
from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np

LONGEST_BYTES = 200
COPY_HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
COPY_END = struct.pack(">h", -1)
TEXT, INTEGER = 25, 23
"""The numbers of two types of PostgreSQL."""


def lexeme(no: int, term: str) -> str:
    """A term as it is indexed for a base; a very long one by its hash, since an index holds no long keys."""
    data = term.encode()
    if len(data) > LONGEST_BYTES:
        term = f"#{blake2b(data, digest_size=16).hexdigest()}"
    return f"{no}:{term}"


def as_text(vector: np.ndarray) -> str:
    """A vector as pgvector reads it, exact in half precision."""
    return f"[{','.join(map(str, vector.astype(np.float16).astype(np.float32).tolist()))}]"


def copied_row(fields: Sequence[bytes]) -> bytes:
    """A row for COPY."""
    return struct.pack(">h", len(fields)) + b"".join(map(_sized, fields))


def integer(value: int) -> bytes:
    """An `integer`."""
    return struct.pack(">i", value)


def bigint(value: int) -> bytes:
    """A `bigint`."""
    return struct.pack(">q", value)


def texts(values: Sequence[str]) -> bytes:
    """A `text[]`."""
    return _array(TEXT, [value.encode() for value in values])


def integers(values: Sequence[int]) -> bytes:
    """An `integer[]`."""
    return _array(INTEGER, [integer(value) for value in values])


def jsonb(text: str) -> bytes:
    """A `jsonb`."""
    return b"\x01" + text.encode()


def tsvector(lexemes: Iterable[str]) -> bytes:
    """A `tsvector` of distinct lexemes without places."""
    written = sorted(one.encode() for one in lexemes)
    return struct.pack(">I", len(written)) + b"".join(one + b"\0\0\0" for one in written)


def halfvec(vector: np.ndarray) -> bytes:
    """A `halfvec`."""
    return struct.pack(">hh", len(vector), 0) + vector.astype(">f2").tobytes()


def _sized(field: bytes) -> bytes:
    return struct.pack(">i", len(field)) + field


def _array(kind: int, items: Sequence[bytes]) -> bytes:
    if not items:
        return struct.pack(">iii", 0, 0, kind)
    return struct.pack(">iiiii", 1, 0, kind, len(items), 1) + b"".join(map(_sized, items))
