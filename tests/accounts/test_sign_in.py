"""Signing in: one answer for every refusal, the lock, sessions and the CSRF token."""

import asyncio

import httpx2
import pytest

from comity.accounts import service
from comity.accounts.errors import PasswordPolicy
from comity.accounts.models import Account, SignInSession
from comity.accounts.passwords import check_policy
from comity.kernel import clock
from comity.kernel.db import SQL
from comity.kernel.runtime import Runtime
from tests.conftest import ADMIN

WRONG = {"email": ADMIN["email"], "password": "Wrong1!aa"}
RIGHT = {"email": ADMIN["email"], "password": ADMIN["password"]}


async def sign_in(http: httpx2.AsyncClient, body: dict[str, str]) -> httpx2.Response:
    return await http.post("/api/v1/sign-in", json=body)


def forget(rt: Runtime) -> None:
    rt.parts["authentication"].clear()


@pytest.mark.parametrize(
    ("password", "rules"),
    [
        ("Abcdef1!", []),
        ("Abcdef1", ["minLength", "special"]),
        ("abcdef1!", ["upper"]),
        ("ABCDEF1!", ["lower"]),
        ("Abcdefg!", ["digit"]),
        ("Abcdefg1", ["special"]),
        ("Aa1!" * 2500, []),
    ],
)
def test_a_password_breaks_exactly_the_rules_it_breaks(password: str, rules: list[str]) -> None:
    if not rules:
        check_policy(password, super_admin=False)
        return
    with pytest.raises(PasswordPolicy) as refused:
        check_policy(password, super_admin=False)
    assert [item["rule"] for item in refused.value.errors] == rules


def test_a_super_admins_password_has_99_characters_at_most() -> None:
    check_policy("Aa1!" + "x" * 95, super_admin=True)
    with pytest.raises(PasswordPolicy) as refused:
        check_policy("Aa1!" + "x" * 96, super_admin=True)
    assert refused.value.errors[0]["rule"] == "maxLength"


async def test_the_right_password_opens_a_new_session_with_a_safe_cookie(signed_in: httpx2.AsyncClient) -> None:
    reply = await sign_in(signed_in, RIGHT)
    assert reply.status_code == 200
    cookie = reply.headers["set-cookie"]
    assert cookie.startswith("comity_session=")
    for flag in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=604800"):
        assert flag in cookie
    assert reply.json()["csrfToken"] != signed_in.headers["X-CSRF-Token"]


async def test_unknown_wrong_locked_and_disabled_get_the_same_answer(
    signed_in: httpx2.AsyncClient, runtime: Runtime
) -> None:
    replies = [await sign_in(signed_in, {"email": "who@example.com", "password": "x"})]
    replies += [await sign_in(signed_in, WRONG) for _ in range(5)]
    replies.append(await sign_in(signed_in, RIGHT))
    await runtime.db.awrite(lambda tx: tx.run(SQL("UPDATE accounts SET status = 'disabled'")))
    replies.append(await sign_in(signed_in, RIGHT))
    assert {reply.status_code for reply in replies} == {401}
    assert len({reply.content for reply in replies}) == 1
    assert replies[0].json()["code"] == 401551


async def test_five_failures_in_five_minutes_lock_for_exactly_an_hour(
    signed_in: httpx2.AsyncClient, frozen_clock: object
) -> None:
    for _ in range(5):
        await sign_in(signed_in, WRONG)
    assert (await sign_in(signed_in, RIGHT)).status_code == 401
    clock.tick(59 * 60 + 59)
    assert (await sign_in(signed_in, RIGHT)).status_code == 401
    clock.tick(1)
    assert (await sign_in(signed_in, RIGHT)).status_code == 200


async def test_failures_spread_over_more_than_five_minutes_do_not_lock(
    signed_in: httpx2.AsyncClient, frozen_clock: object
) -> None:
    for minutes in (0, 1, 1, 1, 3):
        clock.tick(minutes * 60)
        await sign_in(signed_in, WRONG)
    assert (await sign_in(signed_in, RIGHT)).status_code == 200


async def test_of_a_hundred_parallel_wrong_tries_at_most_five_are_checked(
    signed_in: httpx2.AsyncClient, runtime: Runtime
) -> None:
    begun = await asyncio.gather(
        *[runtime.db.awrite(lambda tx: service.begin_sign_in(tx, ADMIN["email"])) for _ in range(100)]
    )
    assert sum(attempt.password_hash is not None for attempt in begun) == 5


async def test_a_success_clears_the_count_of_failures(signed_in: httpx2.AsyncClient) -> None:
    for _ in range(2):
        for _ in range(4):
            await sign_in(signed_in, WRONG)
        assert (await sign_in(signed_in, RIGHT)).status_code == 200


async def test_the_twenty_first_try_in_a_minute_for_one_account_is_refused_with_retry_after(
    signed_in: httpx2.AsyncClient, frozen_clock: object
) -> None:
    replies = [await sign_in(signed_in, {"email": "who@example.com", "password": "x"}) for _ in range(21)]
    assert [reply.status_code for reply in replies] == [401] * 20 + [429]
    assert replies[-1].json()["code"] == 429000
    assert int(replies[-1].headers["retry-after"]) >= 1
    assert replies[-1].headers["ratelimit-limit"] == "20"


async def test_a_session_ends_after_720_idle_minutes_and_after_seven_days(
    signed_in: httpx2.AsyncClient, runtime: Runtime, frozen_clock: object
) -> None:
    await sign_in(signed_in, RIGHT)
    clock.tick(719 * 60)
    forget(runtime)
    assert (await signed_in.get("/api/v1/me")).status_code == 200
    clock.tick(720 * 60)
    forget(runtime)
    assert (await signed_in.get("/api/v1/me")).json()["code"] == 401550
    await sign_in(signed_in, RIGHT)
    for _ in range(15):
        clock.tick(11 * 3600)
        forget(runtime)
        await signed_in.get("/api/v1/me")
    clock.tick(3 * 3600)
    forget(runtime)
    assert (await signed_in.get("/api/v1/me")).json()["code"] == 401550


async def test_signing_out_ends_the_session_for_good(signed_in: httpx2.AsyncClient) -> None:
    cookie = signed_in.cookies["comity_session"]
    assert (await signed_in.post("/api/v1/sign-out")).status_code == 204
    reply = await signed_in.get("/api/v1/me", headers={"Cookie": f"comity_session={cookie}"})
    assert reply.status_code == 401


async def test_a_new_sign_in_ends_the_session_that_the_browser_had(signed_in: httpx2.AsyncClient) -> None:
    cookie = signed_in.cookies["comity_session"]
    await sign_in(signed_in, RIGHT)
    assert (await signed_in.get("/api/v1/me")).status_code == 200
    signed_in.cookies.clear()
    reply = await signed_in.get("/api/v1/me", headers={"Cookie": f"comity_session={cookie}"})
    assert reply.json()["code"] == 401550


async def test_signing_in_out_and_changing_oneself_are_audited_without_the_name(
    signed_in: httpx2.AsyncClient,
) -> None:
    reply = await sign_in(signed_in, RIGHT)
    signed_in.headers["X-CSRF-Token"] = reply.json()["csrfToken"]
    await signed_in.patch("/api/v1/me", json={"displayName": "Nokkaew", "locale": "th"})
    rows = (await signed_in.get("/api/v1/audit")).json()["data"]
    assert [row["action"] for row in rows] == ["user.updated", "user.signedIn", "workspace.created"]
    assert rows[0]["before"] == {"display_name": "***", "locale": "en"}
    assert rows[0]["after"] == {"display_name": "***", "locale": "th"}


async def test_my_sessions_are_listed_and_one_of_them_can_be_ended(signed_in: httpx2.AsyncClient) -> None:
    signed_in.cookies.clear()
    await sign_in(signed_in, RIGHT)
    signed_in.headers["X-CSRF-Token"] = (await signed_in.get("/api/v1/me")).json()["csrfToken"]
    sessions = (await signed_in.get("/api/v1/me/sessions")).json()["data"]
    assert [item["current"] for item in sessions] == [True, False]
    assert (await signed_in.delete(f"/api/v1/me/sessions/{sessions[1]['id']}")).status_code == 204
    assert len((await signed_in.get("/api/v1/me/sessions")).json()["data"]) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"X-CSRF-Token": ""},
        {"X-CSRF-Token": "0" * 64},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": ""},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:99999"},
    ],
)
async def test_a_cookie_write_without_token_or_from_elsewhere_changes_nothing(
    signed_in: httpx2.AsyncClient, headers: dict[str, str]
) -> None:
    reply = await signed_in.patch("/api/v1/me", json={"displayName": "Mallory"}, headers=headers)
    assert (reply.status_code, reply.json()["code"]) == (403, 403557)
    assert (await signed_in.get("/api/v1/me")).json()["account"]["displayName"] == "Nok"


async def test_localhost_and_127_0_0_1_are_one_place_when_no_public_url_is_set(signed_in: httpx2.AsyncClient) -> None:
    reply = await signed_in.patch(
        "/api/v1/me", json={"displayName": "Noi"}, headers={"Origin": "http://localhost:8080"}
    )
    assert reply.json()["account"]["displayName"] == "Noi"


async def test_no_token_is_stored_as_it_is(signed_in: httpx2.AsyncClient, runtime: Runtime) -> None:
    token = signed_in.cookies["comity_session"]
    stored = await runtime.db.aread(lambda tx: tx.session.query(SignInSession).one())
    assert token not in {str(getattr(stored, column.name)) for column in SignInSession.__table__.columns}
    hashes = await runtime.db.aread(lambda tx: tx.value(SQL("SELECT password_hash FROM credentials")))
    assert hashes.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


async def test_a_disabled_account_loses_its_open_session(signed_in: httpx2.AsyncClient, runtime: Runtime) -> None:
    def disable(tx) -> None:
        tx.session.query(Account).one().status = "disabled"

    await runtime.db.awrite(disable)
    forget(runtime)
    assert (await signed_in.get("/api/v1/me")).status_code == 401
