"""Websites as their editors handle them: limits, changes, letting go."""

from typing import Any

import pytest

from comity.kernel.runtime import Runtime
from comity.knowledge.sources import ending
from tests.knowledge.conftest import Knowledge
from tests.knowledge.sources.conftest import Follower
from tests.knowledge.sources.site_server import page

pytestmark = pytest.mark.usefixtures("no_waiting")


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"limits": {"depth": 6}}, "limits.depth"),
        ({"limits": {"pages": 1001}}, "limits.pages"),
        ({"mode": "spider"}, "mode"),
        ({"schedule": "hourly"}, "schedule"),
        ({"include": ["help"]}, "include[0]"),
        ({"startUrl": "https://example.com/" + "x" * 2048}, "startUrl"),
    ],
)
async def test_what_is_out_of_bounds_is_refused_with_its_field(
    base: Knowledge, wrong: dict[str, Any], path: str
) -> None:
    reply = await base.http.post(f"{base.path}/sources", json={"startUrl": "https://93.184.215.14/", **wrong})
    assert (reply.status_code, reply.json()["code"]) == (422, 422000)
    assert [item["path"] for item in reply.json()["errors"]] == [path]


async def test_only_a_base_of_documents_follows_websites_and_each_address_once(
    base: Knowledge, csv_base: Knowledge
) -> None:
    body = {"startUrl": "https://93.184.215.14/help#top", "limits": {"depth": 5, "pages": 1000}}
    assert (await csv_base.http.post(f"{csv_base.path}/sources", json=body)).json()["code"] == 422951
    made = (await base.http.post(f"{base.path}/sources", json=body)).json()
    assert (made["startUrl"], made["state"]) == ("https://93.184.215.14/help", "queued")
    again = await base.http.post(f"{base.path}/sources", json={"startUrl": "https://93.184.215.14/help?utm_source=x"})
    assert (again.status_code, again.json()["errors"][0]["rule"]) == (422, "unique")
    other = {"startUrl": "https://93.184.215.14/help", "mode": "page"}
    assert (await base.http.post(f"{base.path}/sources", json=other)).status_code == 201


async def test_changes_need_the_revision_that_was_read(base: Knowledge) -> None:
    made = (await base.http.post(f"{base.path}/sources", json={"startUrl": "https://93.184.215.14/"})).json()
    path, match = f"{base.path}/sources/{made['id']}", {"If-Match": '"1"'}
    change = {"schedule": "off", "limits": {"depth": 1, "pages": 10}, "exclude": ["/x/*"]}
    reply = await base.http.patch(path, json=change, headers=match)
    saved = reply.json()
    assert (reply.status_code, saved["revision"], saved["nextSyncAt"]) == (200, 2, None)
    assert (saved["limits"], saved["exclude"], saved["mode"]) == ({"depth": 1, "pages": 10}, ["/x/*"], "crawl")
    stale = await base.http.patch(path, json={"schedule": "daily"}, headers=match)
    assert (stale.status_code, stale.json()["code"]) == (409, 409001)
    assert stale.json()["errors"][0]["current"]["revision"] == 2
    assert (await base.http.get(f"{base.path}/sources/01985f0e-0000-7000-8000-000000000001")).json()["code"] == 404954


@pytest.mark.parametrize("documents", [False, True])
async def test_a_website_is_let_go_with_its_documents_or_without(follower: Follower, documents: bool) -> None:
    site, base = follower.site, follower.base
    site.has("/", page("Home", "/a", text="The home of walruses and their friends."))
    site.has("/a", page("A"))
    source = await follower.follow()
    before = await follower.documents()
    assert (await base.http.delete(follower.path(source), params={"documents": documents})).status_code == 204
    await clear(follower.runtime, source["id"], documents=documents)
    assert (await base.http.get(f"{base.path}/sources")).json()["data"] == []
    assert (await base.http.get(follower.path(source))).json()["code"] == 404954
    assert bool(await base.search("walruses")) is not documents
    assert set(await follower.documents()) == (set() if documents else {"/", "/a"})
    if not documents:
        followed = await follower.follow()
        assert followed["lastSync"]["counts"]["unchanged"] == 2, "documents that stayed are taken up again"
        after = await follower.documents()
        assert {path: one["id"] for path, one in after.items()} == {path: one["id"] for path, one in before.items()}


async def test_a_page_of_a_website_takes_no_file_in_its_place(follower: Follower) -> None:
    follower.site.has("/", page("Home"))
    await follower.follow(mode="page")
    document = (await follower.documents())["/"]
    reply = await follower.base.http.put(
        f"{follower.base.path}/documents/{document['id']}", files={"file": ("a.md", b"# Another text")}
    )
    assert (reply.status_code, reply.json()["code"]) == (422, 422951)


async def clear(runtime: Runtime, source_id: str, *, documents: bool) -> None:
    while await runtime.db.awrite(lambda tx: ending.clear_some(tx, source_id, with_documents=documents)):
        pass
