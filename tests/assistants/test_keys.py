"""Secret keys over HTTP: masked, revealed, rotated with a grace, revoked on every process (`assistants.md` 3.12, check 5)."""

import asyncio
from typing import Any

import httpx2

from comity.kernel import clock
from comity.kernel.db import SQL
from comity.kernel.runtime import Runtime
from tests.accounts.test_rights import add_member
from tests.assistants.conftest import Make

PATH = "/api/v1/assistants"
HOUR = 3600


async def ask(http: httpx2.AsyncClient, key: str) -> httpx2.Response:
    return await http.post("/api/v1/messages", json={"message": "Hello"}, headers={"Authorization": f"Bearer {key}"})


async def published(http: httpx2.AsyncClient, make: Make) -> tuple[str, str]:
    """The address of a published assistant's key, and the key."""
    made = await make()
    await http.post(f"{PATH}/{made['id']}/publish")
    url = f"{PATH}/{made['id']}/secret-key"
    return url, (await http.get(f"{url}?reveal=true")).json()["secretKey"]


async def rotate(http: httpx2.AsyncClient, url: str, **body: Any) -> Any:
    return (await http.post(f"{url}/rotate", json=body)).json()


async def test_a_key_is_shown_masked_and_stored_unreadably(
    signed_in: httpx2.AsyncClient, make: Make, runtime: Runtime
) -> None:
    url, key = await published(signed_in, make)
    shown = await signed_in.get(url)
    assert key.startswith("cmt_sk_")
    assert len(key) == 50
    assert key not in shown.text
    assert shown.json()["masked"] == f"cmt_sk_••••{key[-4:]}"
    stored = await runtime.db.aread(lambda tx: [tuple(row) for row in tx.rows(SQL("SELECT * FROM secret_keys"))])
    assert key not in str(stored)


async def test_revealing_needs_an_admin_of_gen_ai_and_is_audited(
    signed_in: httpx2.AsyncClient, make: Make, runtime: Runtime
) -> None:
    url, key = await published(signed_in, make)
    rows = (await signed_in.get("/api/v1/audit?action=assistant.keyRevealed")).json()["data"]
    assert [row["target"]["label"] for row in rows] == ["Help desk"]
    assert key not in str(rows)
    await runtime.db.awrite(lambda tx: add_member(tx, "editor@example.com", {"genai": "editor"}))
    reply = await signed_in.post("/api/v1/sign-in", json={"email": "editor@example.com", "password": "Abcdef1!"})
    signed_in.headers["X-CSRF-Token"] = reply.json()["csrfToken"]
    assert (await signed_in.get(url)).status_code == 200
    for refused in (
        await signed_in.get(f"{url}?reveal=true"),
        await signed_in.post(f"{url}/rotate"),
        await signed_in.post(f"{url}/revoke"),
        await signed_in.delete(url.removesuffix("/secret-key")),
    ):
        assert (refused.status_code, refused.json()["code"]) == (403, 403000)


async def test_both_keys_answer_during_the_grace_and_the_old_one_says_when_it_ends(
    signed_in: httpx2.AsyncClient, make: Make
) -> None:
    url, old = await published(signed_in, make)
    shown = await rotate(signed_in, url, gracePeriodHours=24)
    new = shown["secretKey"]
    assert (shown["status"], shown["previous"]["status"], old == new) == ("current", "grace", False)
    with_old, with_new = await ask(signed_in, old), await ask(signed_in, new)
    assert (with_old.status_code, with_new.status_code) == (200, 200)
    assert with_old.headers["Comity-Key-Expires"] == shown["previous"]["expiresAt"]
    assert "Comity-Key-Expires" not in with_new.headers


async def test_after_the_grace_the_old_key_is_refused_by_name(
    signed_in: httpx2.AsyncClient, make: Make, runtime: Runtime
) -> None:
    url, old = await published(signed_in, make)
    new = (await rotate(signed_in, url, gracePeriodHours=24))["secretKey"]

    def pass_a_day(tx: Any) -> None:
        before = clock.now_us() - HOUR * 1_000_000
        tx.run(SQL("UPDATE secret_keys SET expires_at = :at WHERE status = 'grace'"), at=before)

    await runtime.db.awrite(pass_a_day)
    refused = await ask(signed_in, old)
    assert (refused.status_code, refused.json()["code"]) == (401, 401900)
    assert (await ask(signed_in, new)).status_code == 200
    assert (await signed_in.get(url)).json()["previous"] is None


async def test_a_third_key_never_exists_unless_forced_and_then_the_oldest_dies(
    signed_in: httpx2.AsyncClient, make: Make
) -> None:
    url, first = await published(signed_in, make)
    second = (await rotate(signed_in, url))["secretKey"]
    refused = await rotate(signed_in, url)
    assert (refused["code"], refused["name"]) == (409901, "KeyGraceActiveException")
    third = (await rotate(signed_in, url, force=True))["secretKey"]
    assert [(await ask(signed_in, key)).status_code for key in (first, second, third)] == [401, 200, 200]
    rows = (await signed_in.get("/api/v1/audit?action=assistant.keyRotated")).json()["data"]
    assert [row["after"]["force"] for row in rows] == [True, False]


async def test_without_a_grace_the_old_key_dies_at_once(signed_in: httpx2.AsyncClient, make: Make) -> None:
    url, old = await published(signed_in, make)
    new = (await rotate(signed_in, url, gracePeriodHours=0))["secretKey"]
    assert ((await ask(signed_in, old)).status_code, (await ask(signed_in, new)).status_code) == (401, 200)
    for hours in (-1, 169, "x"):
        broken = await rotate(signed_in, url, gracePeriodHours=hours)
        assert (broken["code"], broken["errors"][0]["path"]) == (422000, "gracePeriodHours")


async def test_a_revoked_key_is_refused_by_another_process_within_five_seconds(
    signed_in: httpx2.AsyncClient, make: Make, runtime: Runtime
) -> None:
    from comity.assistants.messaging.callers import Keys

    url, key = await published(signed_in, make)
    elsewhere = Keys(runtime)
    assert (await elsewhere.holder(key)).key_id
    assert (await signed_in.post(f"{url}/revoke")).json()["status"] == "revoked"
    assert (await ask(signed_in, key)).status_code == 401
    async with asyncio.timeout(5):
        while await _is_taken(elsewhere, key):  # noqa: ASYNC110  nobody tells of it
            await asyncio.sleep(0.2)
    new = (await rotate(signed_in, url))["secretKey"]
    assert (await ask(signed_in, new)).status_code == 200


async def _is_taken(keys: Any, key: str) -> bool:
    from comity.kernel.errors import Unauthenticated

    try:
        await keys.holder(key)
    except Unauthenticated as error:
        assert error.code == 401000
        return False
    return True
