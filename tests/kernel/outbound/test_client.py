"""The only HTTP client: what it sends, what it refuses, how it fails."""

import ast
import asyncio
import gzip
from pathlib import Path

import pytest
from aiohttp import web

import comity
from comity.kernel.context import mark_transaction
from comity.kernel.outbound import (
    BlockedAddress,
    ConnectFailed,
    Outbound,
    OutboundTimeout,
    ReplyBroken,
    ReplyTooLarge,
)
from tests.kernel.outbound.conftest import Site

pytestmark = pytest.mark.anyio


def resolver(*addresses: str):
    """A look-up that answers with the next of `addresses` each time it is asked, and counts."""
    asked: list[str] = []

    async def look_up(host: str, port: int) -> list[str]:
        asked.append(host)
        return addresses[min(len(asked), len(addresses)) - 1].split()

    return look_up, asked


async def test_a_call_sends_its_body_and_reads_the_reply(site: Site, outbound: Outbound) -> None:
    reply = await outbound.request("POST", site.url("/x"), purpose="action", json={"a": 1}, headers={"X-Key": "k"})
    assert (reply.status, reply.json()) == (200, {"body": '{"a":1}'})
    assert site.seen[0].headers["X-Key"] == "k"
    assert site.seen[0].headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://2130706433/", "http://[::1]/", "http://10.0.0.1/", "http://①②⑦.0.0.1/"]
)
async def test_private_addresses_are_refused_and_the_refusal_is_kept(url: str) -> None:
    outbound = Outbound()
    with pytest.raises(BlockedAddress) as caught:
        await outbound.request("GET", url, purpose="crawler")
    assert caught.value.code == 422558
    assert outbound.guard.refusals[-1].purpose == "crawler"


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("ftp://example.com/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("http://user:secret@example.com/", "userinfo"),
        ("http://example.com:22/", "port"),
        ("http:///x", "url"),
        ("http://exa mple.com:99999/", "url"),
        ("", "url"),
    ],
)
async def test_a_url_that_may_not_be_called_names_the_rule(url: str, rule: str) -> None:
    with pytest.raises(BlockedAddress) as caught:
        await Outbound().request("GET", url, purpose="crawler")
    assert caught.value.rule == rule


async def test_one_bad_address_among_good_ones_is_enough_to_refuse(site: Site) -> None:
    look_up, _ = resolver("93.184.216.34 10.0.0.7")
    with pytest.raises(BlockedAddress) as caught:
        await Outbound(look_up=look_up).request("GET", "http://mixed.example/", purpose="crawler")
    assert caught.value.address == "10.0.0.7"


async def test_a_name_is_looked_up_once_and_the_checked_address_is_called(site: Site) -> None:
    look_up, asked = resolver("127.0.0.1", "10.0.0.7")
    outbound = Outbound((f"127.0.0.1:{site.port}",), look_up=look_up)
    first = await outbound.request("GET", site.url(host="rebind.example"), purpose="crawler")
    second = await outbound.request("GET", site.url(host="rebind.example"), purpose="crawler")
    assert (first.status, second.status) == (200, 200)
    assert asked == ["rebind.example"]
    assert site.seen[0].headers["Host"] == f"rebind.example:{site.port}"
    await outbound.aclose()


async def test_a_name_that_rebinds_before_a_new_connection_is_refused(site: Site) -> None:
    look_up, _ = resolver("127.0.0.1", "10.0.0.7")
    outbound = Outbound((f"127.0.0.1:{site.port}",), look_up=look_up)
    await outbound.request("GET", site.url(host="rebind.example"), purpose="crawler")
    await outbound.aclose()
    with pytest.raises(BlockedAddress):
        await outbound.request("GET", site.url(host="rebind.example"), purpose="crawler")


async def test_redirects_are_answers_unless_asked_to_be_followed(site: Site, outbound: Outbound) -> None:
    async def move(request: web.Request) -> web.StreamResponse:
        if request.path == "/new":
            return web.Response(text=request.method)
        raise web.HTTPSeeOther("/new")

    site.handler = move
    url = site.url("/old")
    assert (await outbound.request("POST", url, purpose="webhook", body=b"x")).status == 303
    followed = await outbound.request("POST", url, purpose="crawler", body=b"x", redirects=1)
    assert (followed.status, followed.body, followed.url) == (200, b"GET", site.url("/new"))


async def test_a_redirect_to_a_private_address_is_refused(site: Site, outbound: Outbound) -> None:
    async def move(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("http://169.254.169.254/latest/meta-data")

    site.handler = move
    with pytest.raises(BlockedAddress):
        await outbound.request("GET", site.url(), purpose="crawler", redirects=3)


async def test_a_redirect_chain_ends_after_three_hops(site: Site, outbound: Outbound) -> None:
    async def move(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(f"/{len(site.seen)}")

    site.handler = move
    assert (await outbound.request("GET", site.url(), purpose="crawler", redirects=50)).status == 302
    assert len(site.seen) == 4


async def test_secrets_do_not_follow_a_redirect_to_another_host(site: Site) -> None:
    async def move(request: web.Request) -> web.StreamResponse:
        if request.host.startswith("other"):
            return web.Response()
        raise web.HTTPFound(site.url("/", host="other.example"))

    site.handler = move
    look_up, _ = resolver("127.0.0.1")
    outbound = Outbound((f"127.0.0.1:{site.port}",), look_up=look_up)
    headers = {"Authorization": "Bearer s", "X-Api-Key": "s", "Accept": "text/html"}
    await outbound.request("GET", site.url(host="one.example"), purpose="crawler", headers=headers, redirects=1)
    assert "Authorization" in site.seen[0].headers
    assert not {"Authorization", "X-Api-Key"} & set(site.seen[1].headers)
    assert site.seen[1].headers["Accept"] == "text/html"
    await outbound.aclose()


async def test_size_is_counted_after_decompression(site: Site, outbound: Outbound) -> None:
    async def bomb(request: web.Request) -> web.StreamResponse:
        return web.Response(body=gzip.compress(b"0" * 5_000_000), headers={"Content-Encoding": "gzip"})

    site.handler = bomb
    with pytest.raises(ReplyTooLarge):
        await outbound.request("GET", site.url(), purpose="action")
    whole = await outbound.request("GET", site.url(), purpose="crawler")
    assert len(whole.body) == 5_000_000


async def test_a_slow_reply_is_given_up(site: Site, outbound: Outbound) -> None:
    async def sleep(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(30)
        return web.Response()

    site.handler = sleep
    with pytest.raises(OutboundTimeout):
        await outbound.request("GET", site.url(), purpose="action", seconds=0.05)


async def test_a_reply_that_breaks_off_is_told_apart_from_no_connection(site: Site, outbound: Outbound) -> None:
    async def die(request: web.Request) -> web.StreamResponse:
        reply = web.StreamResponse(headers={"Content-Length": "100"})
        await reply.prepare(request)
        await reply.write(b"half")
        assert request.transport is not None
        request.transport.close()
        return reply

    site.handler = die
    with pytest.raises(ReplyBroken):
        await outbound.request("GET", site.url(), purpose="action")
    with pytest.raises(ConnectFailed):
        await Outbound(("127.0.0.1:1",)).request("GET", "http://127.0.0.1:1/", purpose="action")


async def test_a_stream_that_falls_silent_fails_and_one_that_goes_on_does_not(site: Site, outbound: Outbound) -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        reply = web.StreamResponse()
        await reply.prepare(request)
        for _ in range(6):
            await reply.write(b"x")
            await asyncio.sleep(0.1)
        await asyncio.sleep(30)
        return reply

    site.handler = drip
    got = []
    async with outbound.stream("GET", site.url(), purpose="model") as reply:
        reply.expect_within(0.4)
        with pytest.raises(OutboundTimeout):
            async for chunk in reply.chunks():
                got.append(chunk)
                reply.expect_within(0.4)
    assert b"".join(got) == b"xxxxxx"


async def test_leaving_a_stream_aborts_the_call(site: Site, outbound: Outbound) -> None:
    gone = asyncio.Event()

    async def endless(request: web.Request) -> web.StreamResponse:
        reply = web.StreamResponse()
        await reply.prepare(request)
        try:
            while True:
                await reply.write(b"x")
                await asyncio.sleep(0.01)
        finally:
            gone.set()

    site.handler = endless
    async with outbound.stream("GET", site.url(), purpose="model") as reply:
        await anext(reply.chunks())
    await asyncio.wait_for(gone.wait(), 2)


async def test_nothing_is_called_inside_a_transaction(outbound: Outbound, site: Site) -> None:
    mark_transaction(True)
    try:
        with pytest.raises(RuntimeError, match="transaction"):
            await outbound.request("GET", site.url(), purpose="action")
    finally:
        mark_transaction(False)


async def test_environment_proxies_are_ignored(site: Site, outbound: Outbound, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert (await outbound.request("GET", site.url(), purpose="action")).status == 200


async def test_an_explicit_proxy_gets_the_call_only_for_a_checked_target(site: Site) -> None:
    look_up, _ = resolver("93.184.216.34", "10.0.0.7")
    outbound = Outbound(proxy=site.url().rstrip("/"), look_up=look_up)
    assert (await outbound.request("GET", "http://public.example/", purpose="action")).status == 200
    assert site.seen[0].raw_path == "http://public.example/"
    with pytest.raises(BlockedAddress):
        await outbound.request("GET", "http://private.example/", purpose="action")
    await outbound.aclose()


def test_no_other_module_makes_network_calls() -> None:
    root = Path(comity.__file__).parent
    forbidden = {"aiohttp", "httpx", "httpx2", "requests", "urllib.request", "http.client"}
    found = [
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if path.parent != root / "kernel" / "outbound" and forbidden & _imported(path)
    ]
    assert found == []


def _imported(path: Path) -> set[str]:
    """The modules that a file imports, with the packages they are in."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names | {name.partition(".")[0] for name in names}
