"""A website that the configuration lets this process call, and bases that follow it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from comity.kernel.outbound import Outbound
from comity.kernel.runtime import Runtime
from comity.knowledge.sources import fetching, syncing
from tests.knowledge.conftest import Knowledge
from tests.knowledge.sources.site_server import SiteServer, site_server


@pytest.fixture
async def site(runtime: Runtime) -> AsyncIterator[SiteServer]:
    """An empty site, which the runtime may call."""
    async with site_server() as made:
        before, runtime.outbound = runtime.outbound, Outbound((f"127.0.0.1:{made.port}",))
        yield made
        await runtime.outbound.aclose()
        runtime.outbound = before


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every turn has come at once, for tests of what is fetched rather than when."""
    monkeypatch.setattr(fetching, "take_turn", lambda *_args: 0.0)
    monkeypatch.setattr(fetching, "AGAIN_SECONDS", 0.0)


@dataclass
class Follower:
    """A base that follows a site, as its editors see it."""

    base: Knowledge
    site: SiteServer
    runtime: Runtime

    async def follow(self, start: str = "/", **fields: Any) -> dict[str, Any]:
        """Follows the site and works its first sync to the end."""
        body = {"startUrl": f"{self.site.url}{start}", "schedule": "off", **fields}
        reply = await self.base.http.post(f"{self.base.path}/sources", json=body)
        assert reply.status_code == 201, reply.text
        return await self._work(reply.json()["id"], reply.json()["jobId"])

    async def sync(self, source: dict[str, Any], **body: Any) -> dict[str, Any]:
        """Syncs again, to the end."""
        reply = await self.base.http.post(f"{self.path(source)}/sync", json=body)
        assert reply.status_code == 202, reply.text
        return await self._work(source["id"], reply.json()["jobId"])

    async def _work(self, source_id: str, job_id: str) -> dict[str, Any]:
        await syncing.sync(self.runtime, job_id)
        await self.base.drain()
        return (await self.base.http.get(f"{self.base.path}/sources/{source_id}")).json()

    def path(self, source: dict[str, Any]) -> str:
        """The website's own path."""
        return f"{self.base.path}/sources/{source['id']}"

    async def pages(self, source: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """Every address of a website, by its path."""
        rows = (await self.base.http.get(f"{self.path(source)}/pages", params={"limit": 200})).json()["data"]
        return {row["url"].removeprefix(self.site.url): row for row in rows}

    async def documents(self) -> dict[str, dict[str, Any]]:
        """The documents of the base, by the path of their address."""
        rows = (await self.base.http.get(f"{self.base.path}/documents", params={"limit": 200})).json()["data"]
        return {row["path"].removeprefix(self.site.url): row for row in rows}


@pytest.fixture
def follower(base: Knowledge, site: SiteServer, runtime: Runtime) -> Follower:
    """A base and a site that it may follow."""
    return Follower(base, site, runtime)
