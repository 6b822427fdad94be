"""API keys: shown once, scoped, limited, rotated and revoked."""

from typing import Any

import httpx2

from comity.kernel import clock
from comity.kernel.db import SQL
from comity.kernel.runtime import Runtime


async def make(http: httpx2.AsyncClient, **more: Any) -> dict[str, Any]:
    body = {"name": "Robot", "scopes": ["audit:read"], **more}
    reply = await http.post("/api/v1/api-keys", json=body)
    assert reply.status_code == 201, reply.text
    return reply.json()


async def call(http: httpx2.AsyncClient, key: str, method: str = "GET", path: str = "/audit") -> httpx2.Response:
    return await http.request(method, f"/api/v1{path}", headers={"Authorization": f"Bearer {key}"})


async def test_a_key_is_shown_once_and_stored_only_as_its_hash(signed_in: httpx2.AsyncClient, runtime: Runtime) -> None:
    made = await make(signed_in)
    assert made["key"].startswith("cmt_ak_")
    assert len(made["key"]) == 50
    listed = (await signed_in.get("/api/v1/api-keys")).json()["data"]
    assert [item["key"] for item in listed] == [None]
    assert listed[0]["masked"] == f"cmt_ak_••••{made['key'][-4:]}"
    dump = await runtime.db.aread(lambda tx: [tuple(row) for row in tx.rows(SQL("SELECT * FROM api_keys"))])
    assert made["key"] not in str(dump)


async def test_a_key_does_what_its_scopes_say_and_names_the_scope_it_lacks(signed_in: httpx2.AsyncClient) -> None:
    key = (await make(signed_in))["key"]
    assert (await call(signed_in, key)).status_code == 200
    other = (await make(signed_in, scopes=["knowledge:read"]))["key"]
    refused = await call(signed_in, other)
    assert (refused.status_code, refused.json()["code"]) == (403, 403551)
    assert "audit:read" in refused.json()["message"]


async def test_a_key_needs_neither_cookie_nor_csrf_token(signed_in: httpx2.AsyncClient) -> None:
    key = (await make(signed_in))["key"]
    signed_in.cookies.clear()
    del signed_in.headers["X-CSRF-Token"], signed_in.headers["Origin"]
    assert (await call(signed_in, key, "POST", "/audit/verify")).status_code == 200
    assert (await call(signed_in, key, "GET", "/me")).status_code == 401


async def test_unknown_keys_assistant_keys_and_other_schemes_are_refused_alike(signed_in: httpx2.AsyncClient) -> None:
    for value in ("Bearer cmt_ak_" + "x" * 43, "Bearer cmt_sk_" + "x" * 43, "Basic abc", "Bearer", "Bearer \u00e9"):
        reply = await signed_in.get("/api/v1/audit", headers={b"Authorization": value.encode("latin-1")})
        assert (reply.status_code, reply.json()["code"]) == (401, 401000), value


async def test_a_revoked_key_is_refused_at_once(signed_in: httpx2.AsyncClient) -> None:
    made = await make(signed_in)
    assert (await call(signed_in, made["key"])).status_code == 200
    assert (await signed_in.post(f"/api/v1/api-keys/{made['id']}/revoke")).json()["revokedAt"]
    assert (await call(signed_in, made["key"])).json()["code"] == 401000


async def test_a_rotated_key_works_until_its_grace_ends(
    signed_in: httpx2.AsyncClient, runtime: Runtime, frozen_clock: object
) -> None:
    made = await make(signed_in)
    new = (await signed_in.post(f"/api/v1/api-keys/{made['id']}/rotate", json={"gracePeriodHours": 1})).json()["key"]
    assert [(await call(signed_in, key)).status_code for key in (made["key"], new)] == [200, 200]
    clock.tick(3600)
    runtime.parts["authentication"].clear()
    assert [(await call(signed_in, key)).status_code for key in (made["key"], new)] == [401, 200]


async def test_an_expired_key_says_so(signed_in: httpx2.AsyncClient, runtime: Runtime, frozen_clock: object) -> None:
    key = (await make(signed_in, expiresInDays=1))["key"]
    clock.tick(86_400)
    runtime.parts["authentication"].clear()
    assert (await call(signed_in, key)).json()["code"] == 401554


async def test_an_address_outside_the_list_is_refused(signed_in: httpx2.AsyncClient) -> None:
    allowed = (await make(signed_in, ipAllow=["127.0.0.0/8"]))["key"]
    refused = (await make(signed_in, ipAllow=["203.0.113.0/24"]))["key"]
    assert (await call(signed_in, allowed)).status_code == 200
    assert (await call(signed_in, refused)).json()["code"] == 403560


async def test_forwarded_addresses_of_an_untrusted_peer_are_ignored(signed_in: httpx2.AsyncClient) -> None:
    key = (await make(signed_in, ipAllow=["203.0.113.0/24"]))["key"]
    headers = {"Authorization": f"Bearer {key}", "X-Forwarded-For": "203.0.113.9"}
    assert (await signed_in.get("/api/v1/audit", headers=headers)).json()["code"] == 403560


async def test_calls_above_the_keys_rate_are_refused_until_the_minute_has_passed(
    signed_in: httpx2.AsyncClient, frozen_clock: object
) -> None:
    key = (await make(signed_in, ratePerMinute=10))["key"]
    replies = [(await call(signed_in, key)).status_code for _ in range(11)]
    assert replies == [200] * 10 + [429]
    clock.tick(120)
    assert (await call(signed_in, key)).status_code == 200


async def test_of_many_calls_at_once_a_hundred_pass_and_the_rest_are_told_to_come_more_evenly(
    signed_in: httpx2.AsyncClient, frozen_clock: object
) -> None:
    key = (await make(signed_in))["key"]
    replies = [await call(signed_in, key) for _ in range(102)]
    assert [reply.status_code for reply in replies] == [200] * 100 + [429] * 2
    assert replies[-1].headers["Retry-After"] == "1"
    clock.tick(1)
    assert (await call(signed_in, key)).status_code == 200


async def test_nobody_known_may_ask_sixty_times_in_a_minute_from_one_address(
    frozen_clock: object, signed_in: httpx2.AsyncClient
) -> None:
    signed_in.cookies.clear()
    clock.tick(120)  # the set-up was such a call too
    asked = [
        *[await signed_in.get("/api/v1/me") for _ in range(20)],
        *[await call(signed_in, "cmt_ak_unknown") for _ in range(20)],
        *[await ask(signed_in, "cmt_sk_unknown") for _ in range(20)],
    ]
    assert {reply.status_code for reply in asked} == {401}
    for refused in (
        await signed_in.get("/api/v1/me"),
        await call(signed_in, "cmt_ak_unknown"),
        await ask(signed_in, "cmt_sk_unknown"),
        await signed_in.get("/api/v1/setup"),
    ):
        assert (refused.status_code, refused.json()["code"]) == (429, 429000)
        assert 0 < int(refused.headers["Retry-After"]) <= 120
    clock.tick(120)
    assert (await signed_in.get("/api/v1/setup")).status_code == 200


async def ask(http: httpx2.AsyncClient, key: str) -> httpx2.Response:
    return await http.post("/api/v1/messages", json={"message": "Hi"}, headers={"Authorization": f"Bearer {key}"})


async def test_a_key_of_another_workspace_or_an_unknown_one_is_not_found(signed_in: httpx2.AsyncClient) -> None:
    reply = await signed_in.post("/api/v1/api-keys/0197aaaa-0000-7000-8000-000000000000/revoke")
    assert (reply.status_code, reply.json()["code"]) == (404, 404552)


async def test_wrong_wishes_are_refused_field_by_field(signed_in: httpx2.AsyncClient) -> None:
    wrong = [
        ({"scopes": []}, "scopes"),
        ({"scopes": ["nonsense:read"]}, "scopes[0]"),
        ({"scopes": ["admins:write"]}, "scopes"),
        ({"ipAllow": ["not an address"]}, "ipAllow[0]"),
        ({"ratePerMinute": 9}, "ratePerMinute"),
        ({"ratePerMinute": 6001}, "ratePerMinute"),
        ({"expiresInDays": 731}, "expiresInDays"),
        ({"name": ""}, "name"),
        ({"name": "x" * 61}, "name"),
    ]
    for change, path in wrong:
        reply = await signed_in.post("/api/v1/api-keys", json={"name": "k", "scopes": ["audit:read"], **change})
        assert (reply.status_code, reply.json()["code"]) == (422, 422000), change
        assert [item["path"] for item in reply.json()["errors"]] == [path]
