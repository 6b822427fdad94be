"""Set-up: once, by the link, and nothing else answers before it."""

import asyncio

import httpx2

from comity import accounts
from comity.kernel.runtime import Runtime
from tests.conftest import ADMIN, WORKSPACE


async def test_before_set_up_every_api_path_but_set_up_answers_503550(client: httpx2.AsyncClient) -> None:
    for path in ("/api/v1/me", "/api/v1/api-keys", "/api/v1/audit", "/api/v1/nothing"):
        reply = await client.get(path)
        assert (reply.status_code, reply.json()["code"]) == (503, 503550)
    assert (await client.get("/api/v1/setup")).json() == {"required": True}
    assert (await client.get("/healthz")).status_code == 200
    assert (await client.get("/readyz")).status_code == 200


async def test_the_first_admin_is_signed_in_with_every_role(client: httpx2.AsyncClient, runtime: Runtime) -> None:
    token = await runtime.db.awrite(accounts.issue_setup_token)
    reply = await client.post("/api/v1/setup", json={"token": token, "workspace": WORKSPACE, "account": ADMIN})
    assert reply.status_code == 201, reply.text
    me = reply.json()
    assert me["account"]["superAdmin"] is True
    place = me["workspaces"][0]
    assert place["slug"] == "example"
    assert place["userNumber"] == 1
    assert place["roles"] == {"chatbot": "admin", "campaign": "admin", "genai": "admin", "livechat": "supervisor"}
    assert "genai.models.manage" in place["rights"]
    assert (await client.get("/api/v1/me")).json() == me


async def test_the_same_token_in_parallel_makes_one_workspace_and_refuses_the_rest(
    client: httpx2.AsyncClient, runtime: Runtime
) -> None:
    token = await runtime.db.awrite(accounts.issue_setup_token)
    body = {"token": token, "workspace": WORKSPACE, "account": ADMIN}
    replies = await asyncio.gather(*[client.post("/api/v1/setup", json=body) for _ in range(4)])
    assert sorted(reply.status_code for reply in replies) == [201, 409, 409, 409]
    assert {reply.json()["code"] for reply in replies if reply.status_code == 409} == {409560}
