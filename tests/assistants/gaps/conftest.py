"""What tests of gaps begin with: exchanges that have ended, a search that is carried out now, and no embedder: words decide."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import pytest

from comity.assistants.gaps import running
from comity.kernel.runtime import Runtime
from comity.worker import every_queue
from tests.assistants.conftest import make, stranger
from tests.assistants.memorized.conftest import NoEmbedder
from tests.assistants.report.conftest import Say, assistant, say
from tests.conftest import ADMIN

__all__ = ["assistant", "make", "say", "stranger"]

API = "/api/v1"
Call = Callable[..., Awaitable[Any]]
Ask = Callable[..., Awaitable[list[str]]]
Search = Callable[..., Awaitable[list[dict[str, Any]]]]
LAOS = ("Do you ship to Laos?", "Do you ship parcels to Laos?", "do you ship to laos")
WRAPPING = "Is gift wrapping possible?"


@pytest.fixture
async def runtime(runtime: Runtime) -> Runtime:
    """The runtime of an install without an embedder, with the jobs of every domain known."""
    runtime.parts["embedder"] = NoEmbedder()
    every_queue()
    return runtime


@pytest.fixture
def call(signed_in: httpx2.AsyncClient) -> Call:
    """The decoded reply of a call that must succeed; the admin signs in again where the clock was moved past their session."""

    async def called(method: str, path: str, **more: Any) -> Any:
        reply = await signed_in.request(method, API + path, **more)
        if reply.status_code == 401:
            again = await signed_in.post(f"{API}/sign-in", json={key: ADMIN[key] for key in ("email", "password")})
            signed_in.headers["X-CSRF-Token"] = again.json()["csrfToken"]
            reply = await signed_in.request(method, API + path, **more)
        assert reply.status_code < 300, reply.text
        return reply.json() if reply.content else None

    return called


@pytest.fixture
def ask(say: Say) -> Ask:
    """Stores questions that ended with the fallback text, each by a user of its own, and returns their ids."""

    async def asked(*questions: str, **more: Any) -> list[str]:
        kept = {"outcome": "fallback", "answer": "I could not find this.", **more}
        return [await say(text, **{"user": f"u-{number}", **kept}) for number, text in enumerate(questions)]

    return asked


@pytest.fixture
def search(call: Call, runtime: Runtime, signed_in: httpx2.AsyncClient) -> Search:
    """Has the exchanges searched to the end, and returns the gaps of some states, all by default."""

    async def searched(**query: Any) -> list[dict[str, Any]]:
        workspace_id = (await call("GET", "/me"))["workspaces"][0]["id"]
        await call("POST", "/gaps/search")
        await running.search(runtime, workspace_id)
        assert (await call("GET", "/gaps/overview"))["run"]["state"] == "done"
        return (await call("GET", "/gaps", params=query))["data"]

    return searched
