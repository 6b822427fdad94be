"""An assistant with one small base and a scripted model, and the calls that a lab is worked with."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2
import pytest

from comity.kernel.jobs import Runner
from comity.kernel.llm import SCRIPTS, Script, Scripted, play
from comity.kernel.runtime import Runtime
from comity.worker import every_queue

API = "/api/v1"
REFUNDS = "Refunds are paid within 7 days."
SAID = "Refunds are paid within 7 days. [1]"
HEADER = "no.,question"


@dataclass
class Lab:
    """The lab of a workspace; `chunks`: visible ids by what they say."""

    http: httpx2.AsyncClient
    rt: Runtime
    model: str
    base: str
    fulfillment: str
    script: Script
    chunks: dict[str, str] = field(default_factory=dict)

    async def call(self, method: str, path: str, **more: Any) -> Any:
        """The decoded reply of a call that must succeed."""
        reply = await self.http.request(method, API + path, **more)
        assert reply.status_code < 300, reply.text
        return reply.json() if reply.content else None

    async def assistant(self, **fields: Any) -> dict[str, Any]:
        """An assistant that searches the base and answers with the scripted model."""
        body = {"name": "Desk", "model": self.model, "fulfillmentIds": [self.fulfillment], **fields}
        return await self.call("POST", "/assistants", json=body)

    async def upload(self, text: str, name: str = "Cases") -> dict[str, Any]:
        """A test set of this file."""
        files = {"file": ("cases.csv", text.encode(), "text/csv")}
        return await self.call("POST", "/lab/test-sets", files=files, data={"name": name})

    async def start(self, set_id: str, assistant_id: str, **more: Any) -> dict[str, Any]:
        """A run that waits for a worker."""
        return await self.call("POST", "/lab/runs", json={"testSetId": set_id, "assistantId": assistant_id, **more})

    async def ended(self, run_id: str) -> dict[str, Any]:
        """The run once it has ended; a worker must be at work."""
        for _ in range(600):
            run = await self.call("GET", f"/lab/runs/{run_id}")
            if run["endedAt"] is not None and not (run["publishes"] and _waits(run)):
                return run
            await asyncio.sleep(0.05)
        raise AssertionError(f"the run did not end: {run}")

    async def progressed(self, run_id: str, steps: int) -> None:
        """Returns once so many steps have their result."""
        for _ in range(600):
            if (await self.call("GET", f"/lab/runs/{run_id}"))["done"] >= steps:
                return
            await asyncio.sleep(0.02)

    async def tried(self, set_id: str, assistant_id: str, **more: Any) -> dict[str, Any]:
        """A run that has ended."""
        run = await self.start(set_id, assistant_id, **more)
        async with self.working():
            return await self.ended(run["id"])

    async def cases(self, run_id: str, **query: Any) -> list[dict[str, Any]]:
        """The steps of a run with their results."""
        return (await self.call("GET", f"/lab/runs/{run_id}/cases", params={"limit": 200, **query}))["data"]

    @asynccontextmanager
    async def working(self) -> AsyncIterator[Runner]:
        """A worker of the lab."""
        runner = Runner(self.rt, self.rt.db, queue="lab", schedules=False)
        await runner.start()
        try:
            yield runner
        finally:
            await runner.stop(grace_seconds=0)


class Desk:
    """A published assistant that people ask by its key."""

    def __init__(self, lab: Lab, read: dict[str, Any], key: str) -> None:
        self._lab, self.id, self._key = lab, read["id"], key

    async def ask(self, question: str, session: str = "s-1", **more: Any) -> dict[str, Any]:
        """The reply to a question of somebody."""
        headers = {"Authorization": f"Bearer {self._key}", "X-CSRF-Token": "", "Cookie": ""}
        body = {"message": question, "sessionId": session, **more}
        reply = await self._lab.http.post(f"{API}/messages", json=body, headers=headers)
        assert reply.status_code == 200, reply.text
        return reply.json()

    async def replay(self, **more: Any) -> dict[str, Any]:
        """A replay that has ended."""
        run = await self._lab.call("POST", "/lab/replays", json={"assistantId": self.id, **more})
        async with self._lab.working():
            return await self._lab.ended(run["id"])


async def a_desk(lab: Lab, **fields: Any) -> Desk:
    """A published assistant with its key."""
    made = await lab.assistant(**fields)
    await lab.call("POST", f"/assistants/{made['id']}/publish", json={})
    key = await lab.call("GET", f"/assistants/{made['id']}/secret-key", params={"reveal": "true"})
    return Desk(lab, made, key["secretKey"])


def _waits(run: dict[str, Any]) -> bool:
    return run["publishedVersion"] is None and run["publishRefused"] is None


@pytest.fixture
def speaking() -> Iterator[Callable[..., Script]]:
    """Has the scripted model say something else from now on."""
    yield lambda *replies: play("lab", *replies)
    SCRIPTS.pop("lab", None)


@pytest.fixture
async def lab(signed_in: httpx2.AsyncClient, runtime: Runtime, speaking: Callable[..., Script]) -> Lab:
    """A lab with one base of six chunks and a model that says the refund rule."""
    every_queue()
    script = speaking(Scripted(texts=(SAID,)))
    body = {"name": "Scripted", "baseUrl": "scripted://lab", "models": [{"name": "m", "tools": True}]}
    connection = (await signed_in.post(f"{API}/model-connections", json=body)).json()
    base = (await signed_in.post(f"{API}/knowledge-bases", json={"name": "Policies"})).json()
    found = await signed_in.post(
        f"{API}/fulfillments", json={"kind": "search", "name": "Policies", "knowledgeBaseId": base["id"]}
    )
    lab = Lab(signed_in, runtime, f"{connection['id']}/m", base["id"], found.json()["id"], script)
    for text in (REFUNDS, "Shops are open on Sunday from 10 to 18.", *(f"Room {n} has a desk." for n in range(4))):
        made = await lab.call("POST", f"/knowledge-bases/{base['id']}/chunks", json={"content": text})
        lab.chunks[text] = made["chunkId"]
    return lab
