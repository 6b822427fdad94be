"""Who may ask: secret keys, API keys, the console (`assistants.md` 4.1)."""

import pytest

from comity.kernel import clock
from tests.assistants.messaging.conftest import API, DIRECT, Desk
from tests.assistants.messaging.model_server import ModelServer

pytestmark = pytest.mark.anyio


async def test_the_secret_key_names_the_assistant_and_opens_no_other(desk: Desk) -> None:
    other = await desk.another("Other", **DIRECT)
    reply = await desk.ask()
    assert reply["inspection"]["assistantId"] == desk.assistant_id
    status, reply, _ = await desk.call("POST", f"/assistants/{other.assistant_id}/messages", {"message": "x"})
    assert (status, reply["code"]) == (404, 404900)
    assert (await desk.call("POST", f"/assistants/{desk.assistant_id}/messages", {"message": "x"}))[0] == 200


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer cmt_sk_wrong", "Basic x", "Bearer cmt_ak_wrong"])
async def test_an_unknown_key_is_told_so_before_anything_else(desk: Desk, header: str) -> None:
    async with desk.http.post(f"{desk.url}{API}/messages", data=b"{", headers={"Authorization": header}) as reply:
        assert (reply.status, (await reply.json())["code"]) == (401, 401000)


async def test_a_console_user_may_ask_drafts_and_versions_and_is_marked_as_sandbox(desk: Desk) -> None:
    await desk.manage("PATCH", f"/assistants/{desk.assistant_id}", {"historyTurns": 3})
    path = f"/assistants/{desk.assistant_id}/messages"
    for version, number in (("live", 1), ("draft", None), (1, 1), ("1", 1)):
        reply = await desk.manage("POST", path, {"message": "x", "version": version})
        assert reply["inspection"]["assistantVersion"] == number
        assert reply["inspection"]["source"] == "sandbox"
    async with desk.admin.post(desk.url + API + path, json={"message": "x", "version": 7}) as missing:
        assert (missing.status, (await missing.json())["code"]) == (404, 404902)
    status, refused, _ = await desk.call("POST", "/messages", {"message": "x", "version": "draft"})
    assert (status, refused["code"]) == (403, 403000)


async def test_a_console_reader_sees_the_prompt_as_sent_and_a_key_does_not(desk: Desk, model: ModelServer) -> None:
    reply = await desk.ask()
    assert "prompt" not in reply["inspection"]
    _, by_key, _ = await desk.call("GET", f"/messages/{reply['messageId']}")
    assert "prompt" not in by_key["inspection"]
    shown = await desk.manage("GET", f"/messages/{reply['messageId']}")
    assert shown["inspection"]["prompt"] == model.prompts[-1]
    assert (shown["threshold"], shown["searches"], shown["below"]) == (0.45, [], [])
    assert not {"threshold", "searches", "below"} & by_key.keys()


async def test_an_api_key_needs_the_scope_and_the_assistant_in_the_path(desk: Desk) -> None:
    path = f"/assistants/{desk.assistant_id}/messages"
    for scopes, expected in ((["assistants:message"], 200), (["knowledge:read"], 403)):
        made = await desk.manage("POST", "/api-keys", {"name": scopes[0], "scopes": scopes})
        key = {"Authorization": f"Bearer {made['key']}"}
        status, reply, _ = await desk.call("POST", path, {"message": "x"}, key)
        assert status == expected
        if status == 200:
            assert reply["inspection"]["source"] == "api"
            assert (await desk.call("POST", path, {"message": "x", "version": "draft"}, key))[1]["code"] == 403000
            assert (await desk.call("POST", "/messages", {"message": "x"}, key))[1]["code"] == 404900
        else:
            assert reply["code"] == 403551


async def test_an_assistant_that_is_off_or_unpublished_says_so(desk: Desk) -> None:
    made = await desk.manage("POST", "/assistants", {"name": "Draft", "model": desk.reference, **DIRECT})
    shown = await desk.manage("GET", f"/assistants/{made['id']}/secret-key?reveal=true")
    status, reply, _ = await desk.call(
        "POST", "/messages", {"message": "x"}, {"Authorization": f"Bearer {shown['secretKey']}"}
    )
    assert (status, reply["code"]) == (409, 409900)
    await desk.manage("PATCH", f"/assistants/{desk.assistant_id}", {"enabled": False})
    status, reply, _ = await desk.call("POST", "/messages", {"message": "x"})
    assert (status, reply["code"]) == (403, 403900)
    assert (await desk.manage("POST", f"/assistants/{desk.assistant_id}/messages", {"message": "x"}))["answer"]


async def test_a_key_in_its_grace_works_says_when_it_ends_and_then_is_over(desk: Desk) -> None:
    with clock.frozen(clock.now()):
        rotated = await desk.manage(
            "POST", f"/assistants/{desk.assistant_id}/secret-key/rotate", {"gracePeriodHours": 24}
        )
        status, reply, headers = await desk.call("POST", "/messages", {"message": "x"})
        assert (status, "Comity-Key-Expires" in headers) == (200, True)
        new = {"Authorization": f"Bearer {rotated['secretKey']}"}
        assert "Comity-Key-Expires" not in (await desk.call("POST", "/messages", {"message": "x"}, new))[2]
        for method, path in (
            ("GET", f"/messages/{reply['messageId']}"),
            ("GET", f"/sessions/{reply['sessionId']}/messages"),
        ):
            assert "Comity-Key-Expires" in (await desk.call(method, path))[2]
        clock.tick(24 * 3600)
        desk.rt.parts["secretKeys"].clear()
        status, reply, _ = await desk.call("POST", "/messages", {"message": "x"})
    assert (status, reply["code"], reply["name"]) == (401, 401900, "SecretKeyExpiredException")


async def test_the_greeting_is_in_no_reply(desk: Desk) -> None:
    await desk.change(greetingMessage="Sawasdee from the greeting")
    assert "Sawasdee" not in str(await desk.ask())
    assert all("Sawasdee" not in frame.raw for frame in await desk.stream())


async def test_the_temperature_of_the_style_is_what_the_model_is_sent(desk: Desk, model: ModelServer) -> None:
    for content, sent in (
        ({"style": "precise"}, 0.2),
        ({"style": "creative"}, 0.8),
        ({"style": "custom", "temperature": 1.3}, 1.3),
    ):
        await desk.change(**content)
        reply = await desk.ask()
        assert model.bodies[-1]["temperature"] == sent
        assert reply["inspection"]["temperature"] == sent
