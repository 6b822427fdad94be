"""A served Comity on a real socket with a model behind another, and a published assistant to ask."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import uvicorn

from comity import accounts
from comity.app import serving
from comity.kernel.config import OutboundSettings
from comity.kernel.db import Database
from comity.kernel.runtime import Runtime
from comity.worker import open_runtime
from tests.assistants.messaging.model_server import ModelServer, model_server
from tests.assistants.messaging.sse import Frame, Stream, opened
from tests.conftest import ADMIN, WORKSPACE, Store

API = "/api/v1"
DIRECT = {"fallbackBehaviour": "model_answers", "groundingPolicy": "off", "prompt": "Answer briefly."}


@dataclass
class Desk:
    """A published assistant, its key, and the calls that a customer's system makes."""

    url: str
    rt: Runtime
    http: aiohttp.ClientSession
    admin: aiohttp.ClientSession
    model: ModelServer
    reference: str = ""
    assistant_id: str = ""
    key: str = ""

    async def manage(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """A call of the signed-in admin, which must succeed."""
        async with self.admin.request(method, self.url + API + path, json=body) as reply:
            assert reply.status < 300, await reply.text()
            return await reply.json() if reply.status != 204 else {}

    async def another(self, name: str, **content: Any) -> "Desk":
        """The same server with another assistant."""
        made = await self.manage("POST", "/assistants", {"name": name, "model": self.reference, **content})
        await self.manage("POST", f"/assistants/{made['id']}/publish", {})
        shown = await self.manage("GET", f"/assistants/{made['id']}/secret-key?reveal=true")
        return Desk(
            self.url, self.rt, self.http, self.admin, self.model, self.reference, made["id"], shown["secretKey"]
        )

    async def change(self, **content: Any) -> None:
        """Changes the assistant and publishes it."""
        await self.manage("PATCH", f"/assistants/{self.assistant_id}", content)
        await self.manage("POST", f"/assistants/{self.assistant_id}/publish", {})

    @property
    def bearer(self) -> dict[str, str]:
        """The header that names the assistant."""
        return {"Authorization": f"Bearer {self.key}"}

    async def call(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Any, Any]:
        """Status, decoded body and headers of a call with the key."""
        sent = {**self.bearer, **(headers or {})}
        async with self.http.request(method, self.url + API + path, json=body, headers=sent) as reply:
            text = await reply.read()
            return reply.status, (await reply.json() if text else None), reply.headers

    async def ask(self, message: str = "When are refunds paid?", **more: Any) -> dict[str, Any]:
        """The whole answer."""
        status, reply, _ = await self.call("POST", "/messages", {"message": message, **more})
        assert status == 200, reply
        return reply

    def open(
        self, message: str = "When are refunds paid?", headers: dict[str, str] | None = None, **more: Any
    ) -> AbstractAsyncContextManager[Stream]:
        """The answer as a stream that is still open."""
        body = {"message": message, "stream": True, **more}
        return opened(
            self.http, "POST", f"{self.url}{API}/messages", json=body, headers={**self.bearer, **(headers or {})}
        )

    async def stream(self, message: str = "When are refunds paid?", **more: Any) -> list[Frame]:
        """The data frames of a stream read to its end."""
        async with self.open(message, **more) as stream:
            return await stream.data()

    def resume(self, message_id: str, last: str = "", query: str = "") -> AbstractAsyncContextManager[Stream]:
        """The stream of a message again."""
        headers = {**self.bearer, **({"Last-Event-ID": last} if last else {})}
        return opened(self.http, "GET", f"{self.url}{API}/messages/{message_id}/stream{query}", headers=headers)

    async def ended(self, message_id: str) -> dict[str, Any]:
        """The stored message, once it has ended; waits ten seconds at most."""
        async with asyncio.timeout(10):
            while True:
                _, shown, _ = await self.call("GET", f"/messages/{message_id}")
                if shown["status"] in {"finished", "failed", "stopped"}:
                    return shown
                await asyncio.sleep(0.05)


@pytest.fixture
async def model() -> AsyncIterator[ModelServer]:
    """The model server."""
    async with model_server() as server:
        yield server


@pytest.fixture
def outbound(model: ModelServer) -> OutboundSettings:
    """What the configuration opens of this machine: the model."""
    return OutboundSettings(allow=(model.place,))


@pytest.fixture
async def rt(store: Store, database: Database, tmp_path: Path, outbound: OutboundSettings) -> AsyncIterator[Runtime]:
    """A runtime that may call the model server, on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = store.settings.model_copy(update={"data_dir": tmp_path, "port": port, "outbound": outbound})
    async with open_runtime(settings, database) as opened_runtime:
        yield opened_runtime


@pytest.fixture
async def desk(rt: Runtime, model: ModelServer) -> AsyncIterator[Desk]:
    """The server, set up, with an assistant that the model answers for without knowledge."""
    async with serving(rt) as app:
        config = uvicorn.Config(
            app, port=rt.settings.port, lifespan="off", log_config=None, timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110  the server offers no event
            await asyncio.sleep(0.01)
        url = rt.settings.base_url
        async with aiohttp.ClientSession() as http, _browser(url) as admin:
            yield await _set_up(Desk(url, rt, http, admin, model))
        server.should_exit = True
        await task


def _browser(url: str) -> aiohttp.ClientSession:
    """Keeps cookies, which by default are not kept for addresses without a name."""
    return aiohttp.ClientSession(headers={"Origin": url}, cookie_jar=aiohttp.CookieJar(unsafe=True))


async def _set_up(desk: Desk) -> Desk:
    token = await desk.rt.db.awrite(accounts.issue_setup_token)
    made = await desk.manage("POST", "/setup", {"token": token, "workspace": WORKSPACE, "account": ADMIN})
    desk.admin.headers["X-CSRF-Token"] = made["csrfToken"]
    desk.admin.headers["X-Comity-Workspace"] = WORKSPACE["slug"]
    offers = [{"name": "m-1", "contextTokens": 32_000, "maxOutputTokens": 4096}]
    connection = {"name": "Model", "baseUrl": desk.model.url, "apiKey": "k", "models": offers}
    desk.reference = (await desk.manage("POST", "/model-connections", connection))["id"] + "/m-1"
    return await desk.another("Desk", **DIRECT)
