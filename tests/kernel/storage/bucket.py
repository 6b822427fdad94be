"""A server that speaks as much of S3 as file storage asks for, and refuses what real ones refuse."""

import hashlib
import re
from urllib.parse import unquote

from aiohttp import web

from comity.kernel.config import StorageSettings

_AUTHORIZATION = re.compile(r"AWS4-HMAC-SHA256 Credential=access/\d{8}/eu-west-1/s3/aws4_request,SignedHeaders=\S+")


class Bucket:
    """The bucket `files`, in memory."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.port = 0

    def settings(self) -> StorageSettings:
        """How to reach it; files lie under a prefix."""
        return StorageSettings.model_validate(
            {
                "url": "s3://files/comity/one",
                "endpoint": f"http://127.0.0.1:{self.port}",
                "region": "eu-west-1",
                "access_key": "access",
                "secret_key": "secret",
            }
        )

    async def start(self) -> web.AppRunner:
        app = web.Application(client_max_size=100_000_000)
        app.router.add_route("*", "/files/{key:.*}", self._handle)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, shutdown_timeout=0.1).start()
        self.port = runner.addresses[0][1]
        return runner

    async def _handle(self, request: web.Request) -> web.Response:
        body = await request.read()
        hashed = request.headers["x-amz-content-sha256"] == hashlib.sha256(body).hexdigest()
        if not hashed or not _AUTHORIZATION.match(request.headers["Authorization"]):
            return web.Response(status=403)
        key = unquote(request.match_info["key"])
        if request.method == "PUT":
            if request.content_length is None:
                return web.Response(status=411)
            self.files[key] = body
            return web.Response()
        if request.method == "DELETE":
            self.files.pop(key, None)
            return web.Response(status=204)
        return self._list(request.query["prefix"]) if not key else self._get(key, request)

    def _get(self, key: str, request: web.Request) -> web.Response:
        if key not in self.files:
            return web.Response(status=404)
        content = self.files[key]
        if "Range" not in request.headers:
            return web.Response(body=content)
        start, _, end = request.headers["Range"].removeprefix("bytes=").partition("-")
        if int(start) >= len(content):
            return web.Response(status=416)
        return web.Response(status=206, body=content[int(start) : int(end) + 1 if end else None])

    def _list(self, prefix: str) -> web.Response:
        found = [key for key in sorted(self.files) if key.startswith(prefix)][:1000]
        keys = "".join(f"<Contents><Key>{key}</Key></Contents>" for key in found)
        space = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'
        return web.Response(text=f"<?xml version='1.0'?><ListBucketResult {space}>{keys}</ListBucketResult>")
