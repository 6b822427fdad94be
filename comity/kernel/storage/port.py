"""What a file store can do, whichever it is."""

import re
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from comity.kernel.errors import NotFound, PayloadTooLarge, Unavailable

PIECE_BYTES = 262_144
MAX_KEY = 400
_KEY = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9_.-]{0,127}/)+[A-Za-z0-9][A-Za-z0-9_.-]{0,127}")


class FileMissing(NotFound):
    """No file has this key."""

    code = 404000
    message = "This file is no longer there. Upload it again."


class StorageUnavailable(Unavailable):
    """The file store does not answer as it should."""

    message = "The file store cannot be reached. Try again shortly."


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as it was stored: its length and the SHA-256 of its bytes in hex, counted on the way in."""

    size_bytes: int
    sha256: str


Content = bytes | Path | AsyncIterable[bytes]


class Storage(Protocol):
    """Files by key. Keys are `<workspace id>/<what>/...`: letters, digits, `_`, `.` and `-` between slashes.

    Writing replaces a file as a whole: a reader sees the old bytes or the new ones, never a mixture. A bad key raises `ValueError`.
    """

    async def put(self, key: str, content: Content, *, max_bytes: int | None = None) -> Stored:
        """Stores bytes, a file of this machine, or pieces as they come. Raises `PayloadTooLarge`, then nothing is kept."""
        ...

    async def read(self, key: str, start: int = 0, length: int | None = None) -> bytes:
        """The bytes from `start`, at most `length` of them. Raises `FileMissing`."""
        ...

    def open(self, key: str, start: int = 0, length: int | None = None) -> AsyncIterator[bytes]:
        """The same in pieces, in constant memory."""
        ...

    async def size(self, key: str) -> int:
        """Length in bytes. Raises `FileMissing`."""
        ...

    async def exists(self, key: str) -> bool: ...

    async def delete(self, key: str) -> None:
        """Removes a file; none there is fine."""
        ...

    async def delete_under(self, prefix: str) -> int:
        """Removes every file whose key begins with `prefix + "/"`; returns how many."""
        ...

    def local_path(self, key: str) -> AbstractAsyncContextManager[Path]:
        """A path on this machine while the block lasts; do not write to it. Raises `FileMissing`."""
        ...


def check_key(key: str) -> str:
    """The key, if it is one. Raises `ValueError`: keys are made by the program, so a bad one is a bug."""
    if len(key) > MAX_KEY or not _KEY.fullmatch(key) or ".." in key:
        raise ValueError(f"not a storage key: {key!r}")
    return key


def too_large(max_bytes: int) -> PayloadTooLarge:
    """The error for a file over its limit."""
    return PayloadTooLarge(f"The file is larger than the {max_bytes:,} bytes allowed.")
