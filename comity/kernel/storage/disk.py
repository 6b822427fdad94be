"""Files in the data directory."""

import asyncio
import hashlib
import os
import shutil
import uuid
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import BinaryIO

from comity.kernel.storage.port import PIECE_BYTES, Content, FileMissing, Stored, check_key, too_large

DRAFTS = ".drafts"


class DiskStorage:
    """The store of the default install: one folder, one file per key, written beside and moved into place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / DRAFTS).mkdir(parents=True, exist_ok=True)

    async def put(self, key: str, content: Content, *, max_bytes: int | None = None) -> Stored:
        draft = Draft(self._folder / DRAFTS / uuid.uuid4().hex, max_bytes)
        try:
            async for piece in pieces_of(content):
                await asyncio.to_thread(draft.add, piece)
            return await asyncio.to_thread(draft.move_to, self._path(key))
        except BaseException:
            draft.discard()
            raise

    async def read(self, key: str, start: int = 0, length: int | None = None) -> bytes:
        return await asyncio.to_thread(self._read, key, start, length)

    async def open(self, key: str, start: int = 0, length: int | None = None) -> AsyncIterator[bytes]:
        left = (await self.size(key) - start) if length is None else length
        while left > 0 and (piece := await self.read(key, start, min(left, PIECE_BYTES))):
            yield piece
            start += len(piece)
            left -= len(piece)

    async def size(self, key: str) -> int:
        try:
            return self._path(key).stat().st_size
        except FileNotFoundError:
            raise FileMissing from None

    async def exists(self, key: str) -> bool:
        return self._path(key).is_file()

    async def delete(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    async def delete_under(self, prefix: str) -> int:
        return await asyncio.to_thread(self._delete_under, self._path(f"{prefix.rstrip('/')}/x").parent)

    @asynccontextmanager
    async def local_path(self, key: str) -> AsyncIterator[Path]:
        if not await self.exists(key):
            raise FileMissing
        yield self._path(key)

    def _path(self, key: str) -> Path:
        return self._folder / check_key(key)

    def _read(self, key: str, start: int, length: int | None) -> bytes:
        try:
            with self._path(key).open("rb") as file:
                file.seek(start)
                return file.read() if length is None else file.read(length)
        except FileNotFoundError:
            raise FileMissing from None

    def _delete_under(self, folder: Path) -> int:
        if not folder.is_dir():
            return 0
        count = sum(1 for path in folder.rglob("*") if path.is_file())
        shutil.rmtree(folder, ignore_errors=True)
        return count


class Draft:
    """A file on its way in: hidden until whole, counted and hashed as it grows."""

    def __init__(self, path: Path, max_bytes: int | None) -> None:
        self.path, self._max_bytes = path, max_bytes
        self._file: BinaryIO = path.open("xb")
        self._hash = hashlib.sha256()
        self._size = 0

    def add(self, piece: bytes) -> None:
        """The next bytes. Raises `PayloadTooLarge`."""
        self._size += len(piece)
        if self._max_bytes is not None and self._size > self._max_bytes:
            raise too_large(self._max_bytes)
        self._hash.update(piece)
        self._file.write(piece)

    def finish(self) -> Stored:
        """Writes the last of it; what it came to."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return Stored(self._size, self._hash.hexdigest())

    def move_to(self, target: Path) -> Stored:
        """Finishes and takes its place under its real name."""
        stored = self.finish()
        target.parent.mkdir(parents=True, exist_ok=True)
        self.path.replace(target)
        _sync_folder(target.parent)
        return stored

    def discard(self) -> None:
        """Forgets it; after `move_to` there is nothing to forget."""
        self._file.close()
        self.path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Makes the new name itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


async def pieces_of(content: Content) -> AsyncIterator[bytes]:
    """Whatever was given to be stored, piece by piece."""
    if isinstance(content, bytes):
        yield content
    elif isinstance(content, Path):
        with content.open("rb") as file:
            while piece := await asyncio.to_thread(file.read, 4 * PIECE_BYTES):
                yield piece
    else:
        async for piece in _gathered(content):
            yield piece


async def _gathered(pieces: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """Small pieces put together, so that not each costs a thread hand-over."""
    gathered = bytearray()
    async for piece in pieces:
        gathered += piece
        if len(gathered) >= PIECE_BYTES:
            yield bytes(gathered)
            gathered.clear()
    if gathered:
        yield bytes(gathered)
