"""Comity as an MCP server, by the scopes of an API key (`assistants.md` 3.10)."""

from typing import Any

import httpx2

from tests.assistants.conftest import Make

PATH = "/api/v1/mcp"


async def key(http: httpx2.AsyncClient, *scopes: str) -> dict[str, str]:
    made = await http.post("/api/v1/api-keys", json={"name": "Model", "scopes": list(scopes)})
    assert made.status_code == 201, made.text
    return {"Authorization": f"Bearer {made.json()['key']}", "X-CSRF-Token": "", "Cookie": ""}


async def rpc(http: httpx2.AsyncClient, headers: dict[str, str], method: str, **params: Any) -> dict[str, Any]:
    reply = await http.post(PATH, json={"jsonrpc": "2.0", "id": 7, "method": method, "params": params}, headers=headers)
    assert reply.status_code == 200, reply.text
    assert reply.json()["id"] == 7
    return reply.json()


async def call(http: httpx2.AsyncClient, headers: dict[str, str], name: str, **arguments: Any) -> dict[str, Any]:
    return (await rpc(http, headers, "tools/call", name=name, arguments=arguments))["result"]


async def test_a_client_is_greeted_and_told_the_tools_of_its_scopes(signed_in: httpx2.AsyncClient) -> None:
    both = await key(signed_in, "assistants:message", "knowledge:read")
    hello = await rpc(signed_in, both, "initialize", protocolVersion="2025-06-18", capabilities={})
    assert hello["result"]["protocolVersion"] == "2025-06-18"
    told = await signed_in.post(PATH, json={"jsonrpc": "2.0", "method": "notifications/initialized"}, headers=both)
    assert (told.status_code, told.content) == (202, b"")
    listed = (await rpc(signed_in, both, "tools/list"))["result"]["tools"]
    assert [tool["name"] for tool in listed] == ["ask_assistant", "search_knowledge"]
    one = await key(signed_in, "knowledge:read")
    assert [t["name"] for t in (await rpc(signed_in, one, "tools/list"))["result"]["tools"]] == ["search_knowledge"]
    refused = await rpc(signed_in, one, "tools/call", name="ask_assistant", arguments={})
    assert refused["error"]["code"] == -32602
    assert (await rpc(signed_in, one, "nonsense"))["error"]["code"] == -32601
    broken = await signed_in.post(PATH, content=b"{", headers={**one, "Content-Type": "application/json"})
    assert broken.json()["error"]["code"] == -32700
    assert (await signed_in.post(PATH, json={}, headers={"Authorization": "Bearer cmt_ak_wrong"})).status_code == 401


async def test_an_assistant_answers_a_model_and_goes_on_with_the_conversation(
    signed_in: httpx2.AsyncClient, make: Make
) -> None:
    headers = await key(signed_in, "assistants:message")
    made = await make(name="Help desk")
    assert (
        "There are: none" in (await call(signed_in, headers, "ask_assistant", question="Hello"))["content"][0]["text"]
    )
    await signed_in.post(f"/api/v1/assistants/{made['id']}/publish", json={})
    first = await call(signed_in, headers, "ask_assistant", question="Hello")
    assert first["isError"] is False
    assert first["structuredContent"]["outcome"] == "answered"
    session = first["structuredContent"]["sessionId"]
    again = await call(signed_in, headers, "ask_assistant", question="Hi", assistant="HELP desk", sessionId=session)
    assert again["structuredContent"]["sessionId"] == session
    unknown = await call(signed_in, headers, "ask_assistant", question="Hi", assistant="Sales")
    assert (unknown["isError"], "'Help desk'" in unknown["content"][0]["text"]) == (True, True)
    empty = await call(signed_in, headers, "ask_assistant", question=" ")
    assert empty["content"][0]["text"] == "message: The message is empty."


async def test_a_base_is_searched_by_its_name(signed_in: httpx2.AsyncClient) -> None:
    headers = await key(signed_in, "knowledge:read")
    await signed_in.post("/api/v1/knowledge-bases", json={"name": "Rules"})
    found = await call(signed_in, headers, "search_knowledge", query="refunds", knowledgeBase="rules")
    assert (found["isError"], found["structuredContent"]) == (False, {"passages": []})
    wrong = await call(signed_in, headers, "search_knowledge", query="refunds", limit=99)
    assert wrong["isError"] is True
