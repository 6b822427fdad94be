"""Promises that hold on every path of the API, read from its own description."""

import re
from collections.abc import Iterator

import httpx2
import pytest

from comity.app import assemble
from comity.worker import parts_of

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


async def test_every_write_with_a_cookie_but_no_csrf_token_or_a_foreign_origin_is_refused(
    signed_in: httpx2.AsyncClient, calls: list[tuple[str, str]]
) -> None:
    wrong = ({"X-CSRF-Token": ""}, {"Origin": "https://evil.example"})
    for method, address in calls:
        if method == "GET" or address in BY_ORIGIN_ALONE:
            continue
        for headers in wrong:
            reply = await signed_in.request(method, address, json={}, headers=headers)
            assert (reply.status_code, reply.json()["code"]) == (403, 403557), f"{method} {address}"


async def test_nobody_gets_anything_but_401_from_a_path_that_is_not_public(
    signed_in: httpx2.AsyncClient, calls: list[tuple[str, str]]
) -> None:
    signed_in.cookies.clear()
    for method, address in calls:
        if address in BY_ORIGIN_ALONE:
            continue
        reply = await signed_in.request(method, address, json=None if method == "GET" else {})
        assert (reply.status_code, reply.json()["code"]) == (401, 401000), f"{method} {address}"
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["cache-control"] == "no-store"


async def test_a_member_without_any_role_is_refused_on_every_path_but_their_own(
    signed_in: httpx2.AsyncClient, calls: list[tuple[str, str]], runtime: object
) -> None:
    from tests.accounts.test_rights import add_member

    await runtime.db.awrite(lambda tx: add_member(tx, "none@example.com", {}))  # pyright: ignore[reportAttributeAccessIssue]
    reply = await signed_in.post("/api/v1/sign-in", json={"email": "none@example.com", "password": "Abcdef1!"})
    signed_in.headers["X-CSRF-Token"] = reply.json()["csrfToken"]
    own = ("/api/v1/me", "/api/v1/sign-out", "/api/v1/setup", "/api/v1/sign-in")
    for method, address in calls:
        if address.startswith(own):
            continue
        reply = await signed_in.request(method, address, json=None if method == "GET" else {})
        assert (reply.status_code, reply.json()["code"]) == (403, 403000), f"{method} {address}"
