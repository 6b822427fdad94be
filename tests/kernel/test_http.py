"""What every path shares: one error shape, paging, `If-Match`, `Idempotency-Key`, headers, body limits, probes, the event stream."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import APIRouter, FastAPI, Request
from pydantic import Field
from starlette.types import Receive, Scope, Send

from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.errors import Conflict, Unauthenticated
from comity.kernel.http import Hot, IfMatch, Rt, Wire, check_revision, create_app, read_body, requires, send_json
from comity.kernel.realtime import announce
from comity.kernel.runtime import Runtime

pytestmark = pytest.mark.anyio
router = APIRouter()


class Thing(Wire):
    """A thing with rules."""

    some_name: str = Field(max_length=5)
    count: int = Field(default=0, ge=0, le=10)
    items: list[int] = Field(default=[], max_length=2)


class Taken(Conflict):
    """There is one already."""

    code = 409777
    message = "Taken."


@router.post("/things", status_code=201)
async def post_thing(request: Request, body: Thing) -> Thing:
    request.app.state.calls.append(body.some_name)
    if body.some_name == "slow":
        await asyncio.sleep(0.2)
    if body.some_name == "taken":
        raise Taken
    if body.some_name == "bug":
        raise RuntimeError("secret detail")
    return body


@router.patch("/things")
async def patch_thing(body: Thing, revision: IfMatch) -> Thing:
    check_revision(revision, 7, lambda: body)
    return body


@router.get("/secret")
async def secret(_rt: Rt, actor: Actor = requires("genai.knowledge.write")) -> dict[str, str]:
    return {"name": actor.name}


async def hot(scope: Scope, receive: Receive, send: Send) -> None:
    body = await read_body(receive, 10)
    await send_json(send, 200, {"id": scope["path_params"]["id"], "size": len(body)})


async def authenticate(request: Request) -> Actor:
    rights = request.headers.get("x-rights")
    if rights is None:
        raise Unauthenticated
    return Actor(kind="user", id="u", name="U", workspace_id="w1", rights=frozenset(rights.split()))


async def open_gate(_request: Request) -> None:
    return None


@asynccontextmanager
async def no_lifespan(_api: FastAPI) -> AsyncIterator[None]:
    yield


@pytest.fixture
async def http(runtime: Runtime, tmp_path: Path) -> AsyncIterator[httpx2.AsyncClient]:
    console = tmp_path / "console"
    (console / "assets").mkdir(parents=True)
    (console / "index.html").write_text("<p>nonce __CSP_NONCE__</p>")
    (console / "assets" / "a.js").write_text("1")
    (tmp_path / "outside.txt").write_text("no")
    app, api = create_app(
        routers=[router],
        hot=[Hot("POST", re.compile(r"/api/v1/hot/(?P<id>[^/]+)"), hot)],
        authenticate=authenticate,
        gate=open_gate,
        lifespan=no_lifespan,
        body_limits=[(re.compile(r"/api/v1/large"), 10_000_000)],
        console=console,
        version="1",
    )
    api.state.rt, api.state.calls = runtime, []
    transport = httpx2.ASGITransport(app=app, client=("127.0.0.1", 1))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as client:
        client.app = api  # pyright: ignore[reportAttributeAccessIssue]  for the tests to look inside
        yield client


def calls(http: Any) -> list[str]:
    return http.app.state.calls


async def test_broken_fields_are_named_by_their_path_on_the_wire_and_their_rule(http: httpx2.AsyncClient) -> None:
    reply = await http.post("/api/v1/things", json={"someName": "toolong", "count": 11, "items": [1, "x", 3]})
    body = reply.json()
    assert reply.status_code == 422
    assert (body["name"], body["code"], body["status"]) == ("ValidationException", 422000, 422)
    found = {(item["path"], item["rule"]) for item in body["errors"]}
    assert {("someName", "maxLength"), ("count", "max")} <= found
    assert all(set(item) >= {"path", "rule", "message"} for item in body["errors"])


@pytest.mark.parametrize(
    ("method", "path", "content", "status", "code"),
    [
        ("POST", "/things", b"{", 400, 400000),
        ("POST", "/things", b"[1]", 400, 400000),
        ("GET", "/nothing", None, 404, 404000),
        ("PUT", "/things", b"{}", 405, 405000),
        ("POST", "/nothing", b"{}", 404, 404000),
        ("DELETE", "/nothing", None, 404, 404000),
        ("POST", "/things", b'{"someName":"taken"}', 409, 409777),
        ("POST", "/things", b'{"someName":"' + b"x" * 1_048_576 + b'"}', 413, 413000),
        ("GET", "/secret", None, 401, 401000),
        ("POST", "/hot/1", b"x" * 11, 413, 413000),
    ],
)
async def test_every_refusal_has_the_one_shape(
    http: httpx2.AsyncClient, method: str, path: str, content: bytes | None, status: int, code: int
) -> None:
    headers = {"Content-Type": "application/json"}
    reply = await http.request(method, f"/api/v1{path}", content=content, headers=headers)
    body = reply.json()
    assert (reply.status_code, body["status"], body["code"]) == (status, status, code)
    assert set(body) == {"name", "code", "status", "message", "errors"}
    assert body["name"].endswith("Exception")


async def test_a_bug_is_answered_with_its_request_id_and_without_its_detail(http: httpx2.AsyncClient) -> None:
    reply = await http.post("/api/v1/things", json={"someName": "bug"}, headers={"X-Request-Id": "req-1"})
    assert (reply.status_code, reply.json()["code"]) == (500, 500000)
    assert "req-1" in reply.json()["message"]
    assert "secret detail" not in reply.text
    assert reply.headers["x-request-id"] == "req-1"


async def test_api_replies_carry_the_security_headers_and_are_not_stored(http: httpx2.AsyncClient) -> None:
    for path in ("/api/v1/things", "/api/v1/nothing"):
        headers = (await http.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
        assert len(headers.get_list("x-request-id")) == 1


async def test_the_console_page_has_a_fresh_nonce_and_files_stay_inside_their_folder(http: httpx2.AsyncClient) -> None:
    page, again = await http.get("/knowledge/1"), await http.get("/")
    nonce = re.search(r"nonce ([\w-]+)<", page.text)
    assert nonce and f"'nonce-{nonce[1]}'" in page.headers["content-security-policy"]
    assert page.text != again.text
    asset = await http.get("/assets/a.js")
    assert (asset.text, asset.headers["cache-control"]) == ("1", "public, max-age=31536000, immutable")
    assert (await http.get("/assets/none.js")).status_code == 404
    assert (await http.get("/%2e%2e/outside.txt")).text != "no"


async def test_a_missing_right_is_refused_by_name(http: httpx2.AsyncClient) -> None:
    refused = await http.get("/api/v1/secret", headers={"X-Rights": "genai.knowledge.read"})
    assert (refused.status_code, refused.json()["code"]) == (403, 403000)
    assert "genai.knowledge.write" in refused.json()["message"]
    allowed = await http.get("/api/v1/secret", headers={"X-Rights": "genai.knowledge.write"})
    assert allowed.json() == {"name": "U"}


async def test_a_refused_request_may_be_corrected_under_its_key(http: httpx2.AsyncClient) -> None:
    headers = {"Idempotency-Key": "corrected"}
    assert (await http.post("/api/v1/things", json={"someName": 5}, headers=headers)).status_code == 422
    assert (await http.post("/api/v1/things", json={"someName": "right"}, headers=headers)).is_success


async def test_an_edit_of_an_old_revision_is_refused_with_the_current_object(http: httpx2.AsyncClient) -> None:
    for sent, status in (('"7"', 200), ("7", 200), ('W/"7"', 200), ("*", 200), ('"6"', 409), ("x", 422)):
        reply = await http.patch("/api/v1/things", json={"someName": "a"}, headers={"If-Match": sent})
        assert reply.status_code == status, sent
        if status == 409:
            error = reply.json()["errors"][0]
            assert (reply.json()["code"], error["sent"], error["actual"]) == (409001, 6, 7)
            assert error["current"]["someName"] == "a"
    assert (await http.patch("/api/v1/things", json={"someName": "a"})).status_code == 200


async def test_the_same_key_and_body_are_answered_alike_and_run_once(http: httpx2.AsyncClient) -> None:
    headers = {"Idempotency-Key": "k1"}
    first = await http.post("/api/v1/things", json={"someName": "a"}, headers=headers)
    second = await http.post("/api/v1/things", json={"someName": "a"}, headers=headers)
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert second.headers["idempotency-replayed"] == "true"
    assert calls(http) == ["a"]
    other = await http.post("/api/v1/things", json={"someName": "b"}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (409, 409000)
    stranger = await http.post("/api/v1/things", json={"someName": "b"}, headers={**headers, "Authorization": "x"})
    assert stranger.status_code == 201


async def test_parallel_requests_with_one_key_run_once(http: httpx2.AsyncClient) -> None:
    send = [http.post("/api/v1/things", json={"someName": "slow"}, headers={"Idempotency-Key": "k"}) for _ in range(6)]
    replies = await asyncio.gather(*send)
    assert {reply.status_code for reply in replies} == {201}
    assert calls(http) == ["slow"]


async def test_after_a_bug_the_same_key_may_try_again(http: httpx2.AsyncClient) -> None:
    for _ in range(2):
        await http.post("/api/v1/things", json={"someName": "bug"}, headers={"Idempotency-Key": "k"})
    assert calls(http) == ["bug", "bug"]


async def test_a_hot_route_gets_its_path_parameters_past_the_framework(http: httpx2.AsyncClient) -> None:
    reply = await http.post("/api/v1/hot/abc", content=b"12345")
    assert reply.json() == {"id": "abc", "size": 5}
    assert reply.headers["cache-control"] == "no-store"


async def test_probes_and_metrics_answer(http: httpx2.AsyncClient) -> None:
    assert (await http.get("/healthz")).json() == {"status": "ok"}
    assert (await http.get("/readyz")).json() == {"status": "ready"}
    assert "comity_http_requests_total" in (await http.get("/metrics")).text


async def stream_frames(api: Any, headers: dict[str, str], enough: str, runtime: Runtime) -> str:
    """Reads the event stream, as raw ASGI because it never ends, until `enough` stands in it."""
    from starlette.datastructures import Headers

    from comity.kernel.http.live import live_stream

    text, seen = "", asyncio.Event()

    async def send(message: Any) -> None:
        nonlocal text
        text += message.get("body", b"").decode()
        if enough in text:
            seen.set()

    async def receive() -> Any:
        await seen.wait()
        return {"type": "http.disconnect"}

    scope = {"type": "http", "method": "GET", "path": "/api/v1/stream", "query_string": b"", "app": api}
    scope["headers"] = Headers(headers).raw
    async with asyncio.timeout(10):
        await live_stream(scope, receive, send)
    return text


async def test_the_event_stream_sends_what_came_after_a_number_and_skips_what_one_may_not_see(
    http: Any, runtime: Runtime
) -> None:
    def tell(tx: Any) -> None:
        for n in range(1, 5):
            right = "genai.models.manage" if n == 3 else "genai.knowledge.read"
            announce(tx, "w1", "thing.changed", {"n": n}, right=right)

    await runtime.db.awrite(tell)
    headers = {"X-Rights": "genai.knowledge.read", "Last-Event-ID": "1"}
    text = await stream_frames(http.app, headers, '"n":4', runtime)
    frames = re.findall(r"(?:id: (\d+)\n)?event: (\w+)\n", text)
    assert frames == [("", "head"), ("2", "change"), ("3", "skip"), ("4", "change")]
    assert '"n":3' not in text


async def test_a_number_from_the_future_asks_the_console_to_load_everything_again(http: Any, runtime: Runtime) -> None:
    headers = {"X-Rights": "genai.knowledge.read", "Last-Event-ID": "99"}
    assert "event: resync" in await stream_frames(http.app, headers, "event: head", runtime)


class Moment(Wire):
    """A time and a text."""

    at: datetime
    name: str
    until: datetime | None = None


def test_times_go_out_with_z_and_the_description_keeps_the_types_of_the_fields() -> None:
    moment = Moment(at=datetime(2026, 1, 31, 9, 15, 2, 120000, tzinfo=UTC), name="x")
    assert moment.model_dump(mode="json") == {"at": "2026-01-31T09:15:02.120Z", "name": "x", "until": None}
    described = Moment.model_json_schema(mode="serialization")["properties"]
    assert (described["at"]["format"], described["name"]["type"]) == ("date-time", "string")


@pytest.mark.parametrize(
    ("method", "path", "content", "kind", "status"),
    [
        ("GET", "/things", None, "", 405),
        ("GET", "/hot/1", None, "", 405),
        ("POST", "/stream", b"{}", "application/json", 405),
        ("OPTIONS", "/things", None, "", 405),
        ("POST", "/nothing", b"{}", "application/json", 404),
        ("GET", "/nothing", None, "", 404),
        ("GET", "/things%00", None, "", 404),
        ("POST", "/things", b'{"someName":"a"}', "text/plain", 415),
        ("POST", "/things", b'{"someName":' + b"[" * 40 + b"]" * 40 + b"}", "application/json", 400),
        ("POST", "/things", rb'{"someName":"\u0000"}', "application/json", 422),
        ("POST", "/things?q=%00", b'{"someName":"a"}', "application/json", 422),
    ],
)
async def test_a_path_with_another_method_and_a_body_of_another_kind_are_told_apart(
    http: httpx2.AsyncClient, method: str, path: str, content: bytes | None, kind: str, status: int
) -> None:
    reply = await http.request(
        method, f"/api/v1{path}", content=content, headers={"Content-Type": kind} if kind else {}
    )
    assert (reply.status_code, reply.json()["code"] // 1000) == (status, status)
    assert "access-control-allow-origin" not in reply.headers


async def test_a_missing_body_and_a_body_of_no_kind_are_told_apart(http: httpx2.AsyncClient) -> None:
    nothing = await http.post("/api/v1/things")
    unnamed = await http.post("/api/v1/things", content=b'{"someName":"a"}')
    assert (nothing.json()["code"], unnamed.json()["code"]) == (400000, 415000)


async def test_twenty_four_hours_later_a_key_may_be_used_again(
    http: httpx2.AsyncClient, frozen_clock: datetime
) -> None:
    headers = {"Idempotency-Key": "k"}
    assert (await http.post("/api/v1/things", json={"someName": "a"}, headers=headers)).status_code == 201
    clock.tick(24 * 3600 - 1)
    assert (await http.post("/api/v1/things", json={"someName": "b"}, headers=headers)).status_code == 409
    clock.tick(2)
    assert (await http.post("/api/v1/things", json={"someName": "b"}, headers=headers)).status_code == 201
    assert calls(http) == ["a", "b"]


def test_the_description_names_operations_readably_and_shows_how_they_refuse(tmp_path: Path) -> None:
    told = create_app(
        routers=[router],
        hot=[],
        authenticate=authenticate,
        gate=open_gate,
        lifespan=no_lifespan,
        console=tmp_path,
        version="1",
    )[1].openapi()
    operation = told["paths"]["/api/v1/things"]["post"]
    assert operation["operationId"] == "postThing"
    refused = operation["responses"]["4XX"]["content"]["application/json"]["schema"]
    assert refused == {"$ref": "#/components/schemas/ErrorRead"}
    assert "HTTPValidationError" not in told["components"]["schemas"]
    assert "text/event-stream" in told["paths"]["/api/v1/stream"]["get"]["responses"]["200"]["content"]
