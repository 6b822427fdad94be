"""The pace of requests, and syncs that are stopped, killed and resumed (`knowledge.md` 3.8)."""

import asyncio
import time
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from comity.kernel import clock
from comity.kernel.db import SQL
from comity.kernel.jobs import KINDS
from comity.kernel.limits import rest_after, take_turn
from comity.kernel.runtime import Runtime
from comity.knowledge.sources import fetching, service, syncing
from comity.knowledge.sources.tasks import look, mend
from tests.knowledge.conftest import Knowledge
from tests.knowledge.sources.conftest import Follower
from tests.knowledge.sources.site_server import SiteServer, page

DOWN = SQL("UPDATE jobs SET state = 'dead' WHERE kind = 'knowledge.sync'")
LOST = SQL("DELETE FROM jobs WHERE kind = 'knowledge.sync'")


async def test_requests_to_a_host_keep_a_second_apart_also_those_of_two_sites_on_it_at_once(follower: Follower) -> None:
    site, base = follower.site, follower.base
    site.has("/", page("Home", "/a"))
    site.has("/a", page("A"))
    for path in ("/", "/a"):
        body = {"startUrl": f"{site.url}{path}", "mode": "crawl" if path == "/" else "page", "schedule": "off"}
        assert (await base.http.post(f"{base.path}/sources", json=body)).status_code == 201
    sources = (await base.http.get(f"{base.path}/sources")).json()["data"]
    began = time.monotonic()
    await asyncio.gather(*(syncing.sync(follower.runtime, one["jobId"]) for one in sources))
    took = time.monotonic() - began
    at = sorted(moment for moment, _path in site.asked)
    assert len(at) == 5, "two robots.txt, and three pages"
    assert min(later - earlier for earlier, later in pairwise(at)) >= 0.999
    assert took >= 4


async def test_a_turn_is_taken_once_in_its_spacing_by_whoever_asks_first(
    runtime: Runtime, frozen_clock: datetime
) -> None:
    def take(spacing: float = 1.0) -> float:
        return runtime.db.write(lambda tx: take_turn(tx, "crawl:a.example", spacing))

    assert take() == 0.0
    assert (take(), take(60.0)) == (1.0, 1.0), "asking moves nothing on"
    clock.tick(0.75)
    assert take() == 0.25
    clock.tick(0.25)
    assert take(2.5) == 0.0
    clock.tick(1)
    runtime.db.write(lambda tx: rest_after(tx, "crawl:a.example", 2.5))
    clock.tick(1.5)
    assert take() == 1.0, "the answer came late, so that the next call waits"
    assert runtime.db.write(lambda tx: take_turn(tx, "crawl:b.example", 1.0)) == 0.0


@pytest.mark.usefixtures("no_waiting")
async def test_a_killed_sync_goes_on_behind_its_last_page_and_fetches_none_twice(
    follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = follower.site
    site.has("/", page("Home", *[f"/p{n}" for n in range(6)]))
    for n in range(6):
        site.has(f"/p{n}", page(f"Page {n}", text=f"Page number {n} of this site, with some words of its own."))
    whole = fetching.Fetcher.once

    async def dying(self: fetching.Fetcher, address: str, *more: object) -> fetching.Fetched:
        if len(site.paths) == 4:
            raise asyncio.CancelledError
        return await whole(self, address, *more)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(fetching.Fetcher, "once", dying)
    with pytest.raises(asyncio.CancelledError):
        await follower.follow()
    monkeypatch.setattr(fetching.Fetcher, "once", whole)
    source = (await follower.base.http.get(f"{follower.base.path}/sources")).json()["data"][0]
    assert (source["state"], source["progress"]["done"]) == ("running", 4)
    await syncing.sync(follower.runtime, source["jobId"])
    assert sorted(site.paths) == sorted(["/", *[f"/p{n}" for n in range(6)]])
    source = (await follower.base.http.get(follower.path(source))).json()
    assert source["lastSync"]["counts"]["added"] == 7


async def test_a_sync_can_be_paused_resumed_and_stopped(follower: Follower) -> None:
    site, http = follower.site, follower.base.http
    paths = [f"/p{n}" for n in range(30)]
    site.has("/", page("Home", *paths))
    for path in paths:
        site.has(path, page(f"Page {path}"))
    body = {"startUrl": f"{site.url}/", "schedule": "off"}
    source = (await http.post(f"{follower.base.path}/sources", json=body)).json()
    again = await http.post(f"{follower.path(source)}/sync")
    assert again.json()["jobId"] == source["jobId"], "a second sync of the same site is the one that runs"
    work = asyncio.create_task(syncing.sync(follower.runtime, source["jobId"]))
    await asked_for(site, 1)
    paused = (await http.post(f"/api/v1/jobs/{source['jobId']}/pause")).json()
    assert (paused["kind"], paused["state"]) == ("sync", "paused")
    await work
    before = len(site.paths)
    assert (await http.get(follower.path(source))).json()["state"] == "paused"
    await http.post(f"/api/v1/jobs/{source['jobId']}/pause", params={"paused": False})
    work = asyncio.create_task(syncing.sync(follower.runtime, source["jobId"]))
    await asked_for(site, before + 1)
    await http.post(f"/api/v1/jobs/{source['jobId']}/cancel")
    await work
    assert before < len(site.paths) < 30
    await syncing.sync(follower.runtime, source["jobId"])
    shown = (await http.get(follower.path(source))).json()
    assert (shown["state"], shown["lastSync"]["state"]) == ("idle", "cancelled")


@pytest.mark.usefixtures("no_waiting")
async def test_websites_are_synced_when_their_time_has_come_and_made_up_for_once(
    follower: Follower, frozen_clock: datetime
) -> None:
    follower.site.has("/", page("Home"))
    source = await follower.follow(schedule="daily", mode="page")
    assert source["nextSyncAt"] == "2026-03-03T03:04:05Z"
    await look(follower.runtime)
    assert (await follower.base.http.get(follower.path(source))).json()["state"] == "idle"
    clock.tick(5 * 86_400)
    await look(follower.runtime)
    shown = (await follower.base.http.get(follower.path(source))).json()
    assert (shown["state"], shown["nextSyncAt"]) == ("queued", "2026-03-08T03:04:05Z")
    await look(follower.runtime)
    await syncing.sync(follower.runtime, shown["jobId"])
    assert len(follower.site.paths) == 2


@pytest.mark.parametrize(
    ("schedule", "now", "due"),
    [
        ("monthly", "2026-01-31", "2026-02-28"),
        ("monthly", "2026-12-15", "2027-01-15"),
        ("weekly", "2026-02-27", "2026-03-06"),
        ("off", "2026-02-27", None),
    ],
)
def test_a_month_is_a_month_of_the_calendar(schedule: str, now: str, due: str | None) -> None:
    at = service.next_time(schedule, datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert (at.date().isoformat() if at else None) == due


async def test_a_sync_whose_worker_gave_up_ends_with_a_reason_and_one_whose_job_was_lost_goes_on(
    follower: Follower, runtime: Runtime
) -> None:
    body = {"startUrl": f"{follower.site.url}/", "schedule": "off"}
    source = (await follower.base.http.post(f"{follower.base.path}/sources", json=body)).json()
    count = SQL("SELECT count(*) FROM jobs WHERE kind = 'knowledge.sync' AND state = 'ready'")
    runtime.db.write(lambda tx: tx.run(LOST))
    runtime.db.write(mend)
    assert runtime.db.read(lambda tx: tx.value(count)) == 1
    runtime.db.write(lambda tx: tx.run(DOWN))
    runtime.db.write(mend)
    shown = (await follower.base.http.get(follower.path(source))).json()
    assert (shown["state"], shown["lastSync"]["reason"]["code"]) == ("idle", "crashed_repeatedly")
    assert KINDS["knowledge.sync"].queue == "sync"


async def test_a_base_that_is_deleted_ends_its_syncs(follower: Follower, base: Knowledge) -> None:
    body = {"startUrl": f"{follower.site.url}/", "schedule": "off"}
    source = (await base.http.post(f"{base.path}/sources", json=body)).json()
    assert (await base.http.delete(base.path)).status_code == 204
    await syncing.sync(follower.runtime, source["jobId"])
    assert follower.site.asked == []
    assert (await base.http.get(f"/api/v1/jobs/{source['jobId']}")).json()["state"] == "cancelled"


async def asked_for(site: SiteServer, pages: int) -> None:
    """Waits until so many pages were asked for."""
    async with asyncio.timeout(60):
        while len(site.paths) < pages:  # noqa: ASYNC110  the site knows nothing of this test
            await asyncio.sleep(0.05)
