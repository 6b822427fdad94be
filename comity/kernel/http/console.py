"""The console's files: hashed assets kept for a year, one page for every other path, with the content security policy."""

import gzip
import mimetypes
import secrets
from email.utils import formatdate
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from comity.kernel.errors import NotFound
from comity.kernel.runtime import Runtime

YEAR = "public, max-age=31536000, immutable"
PACKED = {".js", ".css", ".svg", ".json"}

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
)
NOT_BUILT = (
    "<!doctype html><meta charset=utf-8><title>Comity</title><p>The console is not built. Run <code>make console</code>; "
    "the API works without it."
)


class ConsoleFiles:
    """Serves the built console from a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        index = folder / "index.html"
        self._page = index.read_text("utf-8") if index.is_file() else NOT_BUILT

    async def serve(self, request: Request) -> Response:
        """The file of a path, or the console's page for every path that is no file. Raises `NotFound` under `api/`."""
        path = request.path_params.get("path", "")
        if path.startswith("api/"):
            raise NotFound
        file = (self._folder / path).resolve()
        if path and file.is_relative_to(self._folder) and file.is_file() and file.name != "index.html":
            return self._file(request, path, file)
        if path.startswith("assets/"):
            raise NotFound
        return self._index(request)

    def _file(self, request: Request, path: str, file: Path) -> Response:
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if not path.startswith("assets/"):
            return _revalidated(request, file, kind)
        headers = {"Cache-Control": YEAR}
        if file.suffix not in PACKED:
            return FileResponse(file, media_type=kind, headers=headers)
        headers["Vary"] = "Accept-Encoding"
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return FileResponse(file, media_type=kind, headers=headers)
        return Response(_packed(file), media_type=kind, headers={**headers, "Content-Encoding": "gzip"})

    def _index(self, request: Request) -> Response:
        nonce = secrets.token_urlsafe(16)
        headers = {"Content-Security-Policy": POLICY.format(nonce=nonce), "Cache-Control": "no-store"}
        rt: Runtime = request.app.state.rt
        if rt.settings.base_url.startswith("https://"):
            headers["Strict-Transport-Security"] = "max-age=31536000"
        return HTMLResponse(self._page.replace("__CSP_NONCE__", nonce), headers=headers)


def _revalidated(request: Request, file: Path, kind: str) -> Response:
    """A file without a hash in its name: asked about each time, sent again only when it has changed."""
    changed = formatdate(int(file.stat().st_mtime), usegmt=True)
    headers = {"Cache-Control": "no-cache", "Last-Modified": changed}
    if request.headers.get("if-modified-since") == changed:
        return Response(status_code=304, headers=headers)
    return FileResponse(file, media_type=kind, headers=headers)


@lru_cache(maxsize=256)
def _packed(file: Path) -> bytes:
    """A hashed asset in gzip, packed once: its name changes with its content."""
    return gzip.compress(file.read_bytes(), 6, mtime=0)
