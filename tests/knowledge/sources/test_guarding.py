"""Websites and addresses that may not be called: judged when saved, at every request, at every redirect (`accounts.md` 3.12)."""

from collections.abc import AsyncIterator

import pytest

from comity.kernel.outbound import Outbound
from comity.kernel.runtime import Runtime
from tests.knowledge.conftest import Knowledge
from tests.knowledge.sources.conftest import Follower
from tests.knowledge.sources.site_server import SiteServer, page, site_server

pytestmark = pytest.mark.usefixtures("no_waiting")


@pytest.fixture
async def private() -> AsyncIterator[SiteServer]:
    """A server of the inner network, which nobody opened."""
    async with site_server() as made:
        for path in ("/", "/secret", "/robots.txt"):
            made.has(path, page("Secret", text="The inner secret is walrus."))
        yield made


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("http://10.0.0.1/", "10.0.0.0/8"),
        ("http://169.254.169.254/latest", "169.254.0.0/16"),
        ("http://2130706433/", "127.0.0.0/8"),
        ("http://[::1]/", "::1/128"),
        ("http://nok:secret@example.com/", "userinfo"),
        ("ftp://example.com/", "scheme"),
        ("https://example.com:8443/", "port"),
        ("no address", "url"),
    ],
)
async def test_an_address_that_may_not_be_called_is_refused_when_it_is_saved(
    base: Knowledge, address: str, rule: str
) -> None:
    reply = await base.http.post(f"{base.path}/sources", json={"startUrl": address})
    assert (reply.status_code, reply.json()["code"]) == (422, 422558)
    assert (reply.json()["errors"][0]["path"], reply.json()["errors"][0]["rule"]) == ("startUrl", rule)
    assert (await base.http.get(f"{base.path}/sources")).json()["data"] == []


async def test_links_and_redirects_to_private_addresses_reach_nobody(follower: Follower, private: SiteServer) -> None:
    site = follower.site
    site.has("/", page("Home", f"{private.url}/secret", "/jump", "/meta", "http://10.1.2.3/x", "/ok"))
    site.has("/jump", status=302, Location=f"{private.url}/secret")
    site.has("/meta", status=307, Location="http://169.254.169.254/latest/meta-data")
    site.has("/ok", page("Fine"))
    source = await follower.follow()
    assert source["lastSync"]["state"] == "done"
    assert private.asked == []
    pages = await follower.pages(source)
    assert set(pages) == {"/", "/jump", "/meta", "/ok"}, "links to other hosts are not even noted"
    assert {pages[path]["reason"]["code"] for path in ("/jump", "/meta")} == {"blocked_address"}
    assert set(await follower.documents()) == {"/", "/ok"}
    assert not await follower.base.search("walrus")
    assert "169.254.0.0/16" in {refusal.rule for refusal in follower.runtime.outbound.guard.refusals}


async def test_a_start_that_leads_to_a_private_address_fails_the_sync(follower: Follower, private: SiteServer) -> None:
    follower.site.has("/", status=301, Location=f"{private.url}/")
    source = await follower.follow()
    assert (source["lastSync"]["state"], source["lastSync"]["reason"]["code"]) == ("failed", "blocked_address")
    assert private.asked == []


async def test_sitemaps_and_robots_txt_lead_nowhere_private_either(follower: Follower, private: SiteServer) -> None:
    site = follower.site
    urls = f"<url><loc>{private.url}/secret</loc></url><url><loc>{site.url}/a</loc></url>"
    site.has("/sitemap.xml", f"<urlset>{urls}</urlset>", Content_Type="application/xml")
    site.has("/a", page("A"))
    source = await follower.follow("/sitemap.xml", mode="sitemap")
    assert source["lastSync"]["state"] == "done" and set(await follower.documents()) == {"/a"}
    site.has("/robots.txt", status=302, Location=f"{private.url}/robots.txt")
    source = await follower.sync(source)
    assert (source["lastSync"]["state"], source["lastSync"]["reason"]["code"]) == ("failed", "blocked_address")
    assert private.asked == []


async def test_a_name_that_answers_with_a_private_address_later_is_refused_then(
    follower: Follower, runtime: Runtime
) -> None:
    answers = {"shop.example": "93.184.215.14"}

    async def look_up(host: str, _port: int) -> list[str]:
        return [answers[host]]

    await runtime.outbound.aclose()
    runtime.outbound = Outbound((f"127.0.0.1:{follower.site.port}",), look_up=look_up)
    reply = await follower.base.http.post(
        f"{follower.base.path}/sources", json={"startUrl": "http://shop.example/", "mode": "page"}
    )
    assert reply.status_code == 201, reply.text
    answers["shop.example"] = "127.0.0.1"
    source = await follower.sync(reply.json())
    assert (source["lastSync"]["state"], source["lastSync"]["reason"]["code"]) == ("failed", "blocked_address")
    assert follower.site.asked == []
