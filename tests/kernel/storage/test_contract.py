"""What every file store promises."""

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from comity.kernel.config import Settings
from comity.kernel.errors import PayloadTooLarge
from comity.kernel.outbound import Outbound
from comity.kernel.storage import FileMissing, Storage, open_storage
from comity.kernel.storage.disk import DiskStorage
from tests.kernel.storage.bucket import Bucket

pytestmark = pytest.mark.anyio
KEY = "w1/documents/d1/original.pdf"


@pytest.fixture(params=["disk", "s3"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Storage]:
    """Each implementation in turn."""
    if request.param == "disk":
        yield DiskStorage(tmp_path / "files")
        return
    bucket = Bucket()
    runner = await bucket.start()
    settings = Settings(storage=bucket.settings())
    outbound = Outbound.of(settings)
    yield open_storage(settings, outbound)
    await outbound.aclose()
    await runner.cleanup()


async def pieces(count: int, size: int = 100_000) -> AsyncIterator[bytes]:
    for number in range(count):
        yield bytes([number]) * size


async def test_a_file_comes_back_as_it_was_put(store: Storage) -> None:
    stored = await store.put(KEY, b"hello")
    assert stored.size_bytes == 5
    assert stored.sha256 == hashlib.sha256(b"hello").hexdigest()
    assert await store.read(KEY) == b"hello"
    assert await store.size(KEY) == 5
    assert await store.exists(KEY)


async def test_an_empty_file_is_a_file(store: Storage) -> None:
    await store.put(KEY, b"")
    assert await store.read(KEY) == b""
    assert [piece async for piece in store.open(KEY)] == []


async def test_pieces_and_paths_are_hashed_on_the_way(store: Storage, tmp_path: Path) -> None:
    whole = b"".join([piece async for piece in pieces(9)])
    local = tmp_path / "upload"
    local.write_bytes(whole)
    expected = hashlib.sha256(whole).hexdigest()
    assert (await store.put(KEY, pieces(9))).sha256 == expected
    assert (await store.put(KEY + ".copy", local)).sha256 == expected
    assert b"".join([piece async for piece in store.open(KEY)]) == whole


async def test_a_part_can_be_read(store: Storage) -> None:
    await store.put(KEY, b"0123456789")
    assert await store.read(KEY, 3, 4) == b"3456"
    assert await store.read(KEY, 8, 100) == b"89"
    assert await store.read(KEY, 7) == b"789"
    assert b"".join([piece async for piece in store.open(KEY, 2, 5)]) == b"23456"


async def test_the_limit_itself_is_accepted_and_one_byte_more_keeps_nothing(store: Storage) -> None:
    await store.put(KEY, b"12345", max_bytes=5)
    with pytest.raises(PayloadTooLarge):
        await store.put("w1/documents/d2/original.pdf", pieces(3), max_bytes=299_999)
    assert not await store.exists("w1/documents/d2/original.pdf")
    with pytest.raises(PayloadTooLarge):
        await store.put(KEY, b"123456", max_bytes=5)
    assert await store.read(KEY) == b"12345"


async def test_an_upload_that_breaks_off_leaves_the_old_file(store: Storage) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"new"
        raise ConnectionError

    await store.put(KEY, b"old")
    with pytest.raises(ConnectionError):
        await store.put(KEY, broken())
    assert await store.read(KEY) == b"old"


async def test_a_missing_file_is_told_as_such(store: Storage) -> None:
    with pytest.raises(FileMissing):
        await store.read(KEY)
    with pytest.raises(FileMissing):
        await store.size(KEY)
    with pytest.raises(FileMissing):
        async with store.local_path(KEY):
            pass
    assert not await store.exists(KEY)
    await store.delete(KEY)


async def test_deleting_under_a_prefix_spares_its_neighbours(store: Storage) -> None:
    for key in ("w1/bases/b1/a", "w1/bases/b1/deep/b", "w1/bases/b10/c"):
        await store.put(key, b"x")
    assert await store.delete_under("w1/bases/b1") == 2
    assert await store.exists("w1/bases/b10/c")
    assert await store.delete_under("w1/bases/b1") == 0


async def test_a_local_path_holds_the_bytes(store: Storage) -> None:
    await store.put(KEY, b"pdf")
    async with store.local_path(KEY) as path:
        assert path.read_bytes() == b"pdf"


@pytest.mark.parametrize(
    "key", ["", "a", "/a/b", "a//b", "a/../b", "../a/b", "a/b/", "a/.hidden", "a/b\n", "a/ก", "a/" * 300 + "b"]
)
async def test_a_bad_key_is_refused(store: Storage, key: str) -> None:
    with pytest.raises(ValueError, match="storage key"):
        await store.put(key, b"x")
