"""Promises that hold on every path of the API, read from its own description."""

import re
from collections.abc import Iterator

import httpx2
import pytest

from comity.app import assemble
from comity.worker import parts_of
from tests.audited import NOT_AUDITED, operations

ENDLESS = "/api/v1/stream"  # everybody signed in may listen, and hears what their rights allow
BY_ORIGIN_ALONE = {"/api/v1/setup", "/api/v1/sign-in"}


@pytest.fixture(scope="module")
def calls(tables: object) -> list[tuple[str, str]]:
    """Method and address of every path, described or raw, with ids that do not exist."""
    return list(_calls())


def _calls() -> Iterator[tuple[str, str]]:
    for path, methods in assemble()[1].openapi()["paths"].items():
        address = re.sub(r"\{number\}", "1", path)
        address = re.sub(r"\{[^}]+\}", "0197aaaa-0000-7000-8000-000000000000", address)
        yield from ((method.upper(), address) for method in methods)
    for module in parts_of("endpoints"):
        for route in getattr(module, "HOT", ()):
            yield (
                route.method,
                re.sub(r"\(\?P<\w+>[^)]+\)", "0197aaaa-0000-7000-8000-000000000000", route.pattern.pattern),
            )


def code_of(reply: httpx2.Response) -> int:
    """The code of a refusal, in the documented shape or in OpenAI's."""
    refused = reply.json()
    return int(refused.get("error", refused)["code"])


async def test_every_write_with_a_cookie_but_no_csrf_token_or_a_foreign_origin_is_refused(
    signed_in: httpx2.AsyncClient, calls: list[tuple[str, str]]
) -> None:
    wrong = ({"X-CSRF-Token": ""}, {"Origin": "https://evil.example"})
    for method, address in calls:
        if method == "GET" or address in BY_ORIGIN_ALONE:
            continue
        for headers in wrong:
            reply = await signed_in.request(method, address, json={}, headers=headers)
            assert (reply.status_code, code_of(reply)) == (403, 403557), f"{method} {address}"


async def test_nobody_gets_anything_but_401_from_a_path_that_is_not_public(
    signed_in: httpx2.AsyncClient, calls: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.accounts.authentication.ANONYMOUS_CALLS_PER_MINUTE", 10_000)
    signed_in.cookies.clear()
    for method, address in calls:
        if address in BY_ORIGIN_ALONE:
            continue
        reply = await signed_in.request(method, address, json=None if method == "GET" else {})
        assert (reply.status_code, code_of(reply)) == (401, 401000), f"{method} {address}"
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["cache-control"] == "no-store"


async def test_a_member_without_any_role_is_refused_on_every_path_but_their_own(
    signed_in: httpx2.AsyncClient, calls: list[tuple[str, str]], runtime: object
) -> None:
    from tests.accounts.test_rights import add_member

    await runtime.db.awrite(lambda tx: add_member(tx, "none@example.com", {}))  # pyright: ignore[reportAttributeAccessIssue]
    reply = await signed_in.post("/api/v1/sign-in", json={"email": "none@example.com", "password": "Abcdef1!"})
    signed_in.headers["X-CSRF-Token"] = reply.json()["csrfToken"]
    own = ("/api/v1/me", "/api/v1/sign-out", "/api/v1/setup", "/api/v1/sign-in", ENDLESS)
    for method, address in calls:
        if address.startswith(own):
            continue
        reply = await signed_in.request(method, address, json=None if method == "GET" else {})
        assert (reply.status_code, code_of(reply)) == (403, 403000), f"{method} {address}"


def test_every_reason_for_no_audit_row_is_about_a_call_that_there_is(tables: object) -> None:
    assert set(NOT_AUDITED) <= set(operations())


def test_every_operation_is_named_once_and_tells_what_it_answers(tables: object) -> None:
    named: list[str] = []
    for path, methods in assemble()[1].openapi()["paths"].items():
        for method, operation in methods.items():
            named.append(operation["operationId"])
            assert operation["description"], f"{method} {path}"
            assert "4XX" in operation["responses"], f"{method} {path}"
            replies = [code for code in operation["responses"] if code.startswith("2")]
            assert replies, f"{method} {path}"
            content = operation["responses"][replies[0]].get("content", {})
            told = content.get("application/json", {}).get("schema")
            assert told or "204" in replies or content, f"{method} {path} does not say what it answers"
    assert sorted(set(named)) == sorted(named)
    assert all(re.fullmatch(r"[a-z][A-Za-z0-9]+", name) for name in named)


async def test_a_key_without_a_scope_is_told_which_one_it_needs_on_every_path_of_gen_ai(
    signed_in: httpx2.AsyncClient, calls: list[tuple[str, str]]
) -> None:
    made = await signed_in.post("/api/v1/api-keys", json={"name": "k", "scopes": ["audit:read"], "ratePerMinute": 6000})
    headers = {"Authorization": f"Bearer {made.json()['key']}"}
    areas = ("/api/v1/assistants", "/api/v1/fulfillments", "/api/v1/model-connections", "/api/v1/prompt-templates")
    for method, address in calls:
        if not address.startswith((*areas, "/api/v1/knowledge-bases")):
            continue
        reply = await signed_in.request(method, address, json=None if method == "GET" else {}, headers=headers)
        assert (reply.status_code, code_of(reply)) == (403, 403551), f"{method} {address}"
        assert re.search(r"'(assistants|knowledge):(read|write|message)'", reply.json()["message"]), address


async def test_every_reply_says_how_many_calls_are_left(signed_in: httpx2.AsyncClient, frozen_clock: object) -> None:
    made = await signed_in.post("/api/v1/api-keys", json={"name": "k", "scopes": ["audit:read"], "ratePerMinute": 10})
    headers = {"Authorization": f"Bearer {made.json()['key']}"}
    console = await signed_in.get("/api/v1/assistants")
    assert (console.headers["RateLimit-Limit"], int(console.headers["RateLimit-Reset"]) <= 60) == ("1200", True)
    left = [(await signed_in.get("/api/v1/audit", headers=headers)).headers["RateLimit-Remaining"] for _ in range(10)]
    assert left == [str(n) for n in range(9, -1, -1)]
    refused = await signed_in.get("/api/v1/audit", headers=headers)
    assert (refused.status_code, refused.json()["code"], refused.headers["RateLimit-Remaining"]) == (429, 429000, "0")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
