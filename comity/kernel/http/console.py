"""The console's files: hashed assets kept for a year, one page for every other path, with the content security policy."""

import mimetypes
import secrets
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from comity.kernel.errors import NotFound

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
            return self._file(path, file)
        if path.startswith("assets/"):
            raise NotFound
        return self._index()

    def _file(self, path: str, file: Path) -> Response:
        age = "public, max-age=31536000, immutable" if path.startswith("assets/") else "no-cache"
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return FileResponse(file, media_type=kind, headers={"Cache-Control": age})

    def _index(self) -> Response:
        nonce = secrets.token_urlsafe(16)
        headers = {"Content-Security-Policy": POLICY.format(nonce=nonce), "Cache-Control": "no-store"}
        return HTMLResponse(self._page.replace("__CSP_NONCE__", nonce), headers=headers)
