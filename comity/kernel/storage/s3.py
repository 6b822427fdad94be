"""Files in a bucket of S3 or a server that speaks it (MinIO, Ceph, R2), over the outbound client."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit
from xml.etree import ElementTree

from comity.kernel import clock
from comity.kernel.config import StorageSettings
from comity.kernel.outbound import ConnectFailed, Outbound, OutboundTimeout, Reply, ReplyBroken, StreamReply
from comity.kernel.storage.disk import Draft, pieces_of
from comity.kernel.storage.port import Content, FileMissing, StorageUnavailable, Stored, check_key
from comity.kernel.storage.signing import EMPTY_SHA256, Credentials, canonical_query, quoted, sign

SILENCE_SECONDS = 30.0
OUT_OF_RANGE = 416


class S3Storage:
    """A store for installs with several processes. `storage.url` is `s3://bucket/prefix`; the bucket must exist."""

    def __init__(self, settings: StorageSettings, outbound: Outbound) -> None:
        bucket, _, prefix = settings.url.removeprefix("s3://").partition("/")
        self._prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        # Servers of one's own rarely have a name for each bucket; Amazon's want one.
        self._base = settings.endpoint.rstrip("/") or f"https://{bucket}.s3.{settings.region}.amazonaws.com"
        self._root = f"/{bucket}/" if settings.endpoint else "/"
        self._host = urlsplit(self._base).netloc
        self._outbound = outbound
        secret = settings.secret_key.get_secret_value()
        self._credentials = Credentials(settings.access_key, secret, settings.region)

    async def put(self, key: str, content: Content, *, max_bytes: int | None = None) -> Stored:
        path = self._path(key)
        with tempfile.TemporaryDirectory(prefix="comity-upload-") as folder:
            draft = Draft(Path(folder) / "draft", max_bytes)
            try:
                async for piece in pieces_of(content):
                    await asyncio.to_thread(draft.add, piece)
                stored = draft.finish()
                with draft.path.open("rb") as file:
                    await self._call("PUT", path, {200}, body=file, body_sha256=stored.sha256)
            finally:
                draft.discard()
        return stored

    async def read(self, key: str, start: int = 0, length: int | None = None) -> bytes:
        return b"".join([piece async for piece in self.open(key, start, length)])

    async def open(self, key: str, start: int = 0, length: int | None = None) -> AsyncIterator[bytes]:
        path = self._path(key)
        if length == 0:
            return
        span = {"range": f"bytes={start}-{'' if length is None else start + length - 1}"}
        headers = self._signed("GET", path, {}, span if start or length is not None else {}, EMPTY_SHA256)
        try:
            async with self._outbound.stream("GET", self._base + path, purpose="storage", headers=headers) as reply:
                if reply.status == OUT_OF_RANGE:
                    return
                _judge(reply, {200, 206})
                async for piece in _pieces(reply):
                    yield piece
        except (ConnectFailed, ReplyBroken, OutboundTimeout) as error:
            raise StorageUnavailable from error

    async def size(self, key: str) -> int:
        reply = await self._call("HEAD", self._path(key), {200})
        return int(reply.headers["Content-Length"])

    async def exists(self, key: str) -> bool:
        try:
            await self._call("HEAD", self._path(key), {200})
        except FileMissing:
            return False
        return True

    async def delete(self, key: str) -> None:
        await self._call("DELETE", self._path(key), {200, 204, 404})

    async def delete_under(self, prefix: str) -> int:
        check_key(f"{prefix.rstrip('/')}/x")
        count = 0
        while names := await self._names(f"{self._prefix}{prefix.rstrip('/')}/"):
            for name in names:
                await self._call("DELETE", quoted(self._root + name), {200, 204, 404})
            count += len(names)
        return count

    @asynccontextmanager
    async def local_path(self, key: str) -> AsyncIterator[Path]:
        with tempfile.TemporaryDirectory(prefix="comity-file-") as folder:
            path = Path(folder) / key.rpartition("/")[2]
            with path.open("wb") as file:
                async for piece in self.open(key):
                    await asyncio.to_thread(file.write, piece)
            yield path

    def _path(self, key: str) -> str:
        return quoted(self._root + self._prefix + check_key(key))

    async def _names(self, prefix: str) -> list[str]:
        query = {"list-type": "2", "prefix": prefix}
        reply = await self._call("GET", self._root, {200}, query=query)
        tree = ElementTree.fromstring(reply.body)
        return [element.text or "" for element in tree.iter() if element.tag.rpartition("}")[2] == "Key"]

    async def _call(
        self,
        method: str,
        path: str,
        accepted: set[int],
        *,
        query: Mapping[str, str] | None = None,
        body: IO[bytes] | None = None,
        body_sha256: str = EMPTY_SHA256,
    ) -> Reply:
        query = query or {}
        headers = self._signed(method, path, query, {}, body_sha256)
        url = self._base + path + (f"?{canonical_query(query)}" if query else "")
        try:
            reply = await self._outbound.request(method, url, purpose="storage", headers=headers, body=body)
        except (ConnectFailed, ReplyBroken, OutboundTimeout) as error:
            raise StorageUnavailable from error
        _judge(reply, accepted)
        return reply

    def _signed(
        self, method: str, path: str, query: Mapping[str, str], headers: Mapping[str, str], body_sha256: str
    ) -> dict[str, str]:
        return sign(self._credentials, method, self._host, path, query, headers, body_sha256, clock.now())


def _judge(reply: Reply | StreamReply, accepted: set[int]) -> None:
    if reply.status in accepted:
        return
    raise FileMissing if reply.status == 404 else StorageUnavailable


async def _pieces(reply: StreamReply) -> AsyncIterator[bytes]:
    reply.expect_within(SILENCE_SECONDS)
    async for piece in reply.chunks():
        yield piece
        reply.expect_within(SILENCE_SECONDS)
