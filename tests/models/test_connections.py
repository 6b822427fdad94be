"""Model connections through the API (`assistants.md` 2.2, 4.5)."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from comity import models
from comity.kernel.db import SQL
from comity.kernel.llm import SCRIPTS, Scripted, Usage, play
from comity.kernel.runtime import Runtime

pytestmark = pytest.mark.anyio
PATH = "/api/v1/model-connections"
KEY = "sk-proj-0123456789abcdef4f2a"
OFFER = {"name": "gpt-mini", "contextTokens": 128000, "maxOutputTokens": 16384, "tools": True}
PRICE = {"inputPerMillion": "0.15", "outputPerMillion": "0.6", "currency": "USD"}


@pytest.fixture(autouse=True)
def names(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Names are looked up in a table, not in the network."""

    async def look_up(host: str, port: int) -> list[str]:
        return {"inside.example": ["10.0.0.7"]}.get(host, ["93.184.216.34"])

    monkeypatch.setattr(runtime.outbound.guard, "_look_up", look_up)
    yield
    SCRIPTS.clear()


@pytest.fixture
def body() -> dict[str, Any]:
    return {
        "name": "Cloud",
        "baseUrl": "https://api.example/v1/",
        "apiKey": KEY,
        "headers": {"X-Org": "geheim-org"},
        "models": [OFFER | {"price": PRICE}],
    }


@pytest.fixture
async def made(signed_in: httpx2.AsyncClient, body: dict[str, Any]) -> dict[str, Any]:
    """A connection as the API showed it."""
    reply = await signed_in.post(PATH, json=body)
    assert reply.status_code == 201, reply.text
    return reply.json()


async def test_a_connection_is_shown_without_its_secrets(
    signed_in: httpx2.AsyncClient, made: dict[str, Any], runtime: Runtime
) -> None:
    one = await signed_in.get(f"{PATH}/{made['id']}")
    every = await signed_in.get(PATH)
    audit = await signed_in.get("/api/v1/audit")
    stored = await runtime.db.aread(lambda tx: tx.rows(SQL("SELECT * FROM model_connections")))
    for shown in (str(made), one.text, every.text, audit.text, str(stored)):
        assert KEY not in shown
        assert "geheim" not in shown
    assert made["apiKeyMasked"] == "••••4f2a"
    assert made["headers"] == {"X-Org": "••••"}
    assert (made["circuit"], made["revision"], made["baseUrl"]) == ("closed", 1, "https://api.example/v1")
    assert made["models"] == [OFFER | {"price": PRICE}]
    assert one.headers["ETag"] == '"1"'
    assert every.json()["data"] == [one.json()]


@pytest.mark.parametrize(
    ("change", "path", "rule"),
    [
        ({"name": "  "}, "name", "minLength"),
        ({"name": "x" * 101}, "name", "maxLength"),
        ({"headers": {"Host": "x"}}, "headers.Host", "pattern"),
        ({"headers": {"X-A": "a\r\nb: c"}}, "headers.X-A", "pattern"),
        ({"apiKey": "sk-ก"}, "apiKey", "pattern"),
        ({"models": [OFFER, OFFER]}, "models", "unique"),
        ({"models": [OFFER | {"contextTokens": 1}]}, "models[0].contextTokens", "min"),
        ({"baseUrl": "https://api.example/v1?key=1"}, "baseUrl", "pattern"),
    ],
)
async def test_a_field_that_breaks_a_rule_is_named(
    signed_in: httpx2.AsyncClient, body: dict[str, Any], change: dict[str, Any], path: str, rule: str
) -> None:
    reply = await signed_in.post(PATH, json=body | change)
    assert (reply.status_code, reply.json()["code"]) == (422, 422000)
    assert [(item["path"], item["rule"]) for item in reply.json()["errors"]] == [(path, rule)]


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1:11434/v1", "http://169.254.169.254/", "http://2130706433/v1", "https://inside.example/v1"),
        *("https://user:pw@api.example/v1", "ftp://api.example/", "scripted://unknown", "https://api.example:8443/v1"),
    ],
)
async def test_an_address_the_guard_refuses_is_not_stored(
    signed_in: httpx2.AsyncClient, body: dict[str, Any], made: dict[str, Any], url: str
) -> None:
    created = await signed_in.post(PATH, json=body | {"name": "Other", "baseUrl": url})
    changed = await signed_in.patch(f"{PATH}/{made['id']}", json={"baseUrl": url, "apiKey": None, "headers": {}})
    for reply in (created, changed):
        assert (reply.status_code, reply.json()["code"]) == (422, 422558)
        assert reply.json()["errors"][0]["path"] == "baseUrl"
    assert len((await signed_in.get(PATH)).json()["data"]) == 1


async def test_a_taken_name_in_other_case_is_refused(
    signed_in: httpx2.AsyncClient, body: dict[str, Any], made: dict[str, Any]
) -> None:
    reply = await signed_in.post(PATH, json=body | {"name": "cLOUD"})
    assert reply.json()["errors"][0]["rule"] == "unique"


async def test_what_is_not_sent_stays(signed_in: httpx2.AsyncClient, made: dict[str, Any], runtime: Runtime) -> None:
    url = f"{PATH}/{made['id']}"
    sent = {"name": "Renamed", "headers": {"X-Org": "••••", "X-New": "n"}}
    reply = await signed_in.patch(url, json=sent, headers={"If-Match": '"1"'})
    assert reply.status_code == 200, reply.text
    assert reply.json()["revision"] == 2
    resolved = await _resolve(runtime, f"{made['id']}/gpt-mini")
    assert resolved.connection.api_key == KEY
    assert resolved.connection.headers == {"X-Org": "geheim-org", "X-New": "n"}


async def test_a_stale_edit_is_refused_with_the_current_object(
    signed_in: httpx2.AsyncClient, made: dict[str, Any]
) -> None:
    url = f"{PATH}/{made['id']}"
    await signed_in.patch(url, json={"name": "First"}, headers={"If-Match": '"1"'})
    reply = await signed_in.patch(url, json={"name": "Second"}, headers={"If-Match": '"1"'})
    assert (reply.status_code, reply.json()["code"]) == (409, 409001)
    assert reply.json()["errors"][0]["current"]["name"] == "First"
    assert KEY not in reply.text


async def test_another_host_does_not_get_the_stored_secrets(
    signed_in: httpx2.AsyncClient, made: dict[str, Any]
) -> None:
    url = f"{PATH}/{made['id']}"
    without_key = await signed_in.patch(url, json={"baseUrl": "https://elsewhere.example/v1"})
    without_header = await signed_in.patch(url, json={"baseUrl": "https://elsewhere.example/v1", "apiKey": "k"})
    hidden = {"baseUrl": "https://elsewhere.example/v1", "apiKey": "k", "headers": {"X-Org": "••••"}}
    with_mask = await signed_in.patch(url, json=hidden)
    assert [r.json()["errors"][0]["path"] for r in (without_key, without_header, with_mask)] == [
        *("apiKey", "headers", "headers")
    ]
    entered = await signed_in.patch(url, json=hidden | {"headers": {"X-Org": "new"}})
    same_host = await signed_in.patch(url, json={"baseUrl": "https://elsewhere.example/v2"})
    assert (entered.status_code, same_host.status_code) == (200, 200)


async def test_resolving_gives_what_a_call_needs_and_its_price(made: dict[str, Any], runtime: Runtime) -> None:
    model = await _resolve(runtime, f"{made['id']}/gpt-mini")
    assert (model.model, model.window, model.max_output, model.tools) == ("gpt-mini", 128000, 16384, True)
    assert model.connection.base_url == "https://api.example/v1"
    assert model.cost(Usage(812, 96)) == {"amount": "0.0001794", "currency": "USD"}
    assert model.cost(Usage(0, 0)) == {"amount": "0", "currency": "USD"}


@pytest.mark.parametrize("reference", ["extractive", "", "/", "{id}", "{id}/", "{id}/other", "unknown/gpt-mini"])
async def test_a_model_that_is_not_listed_is_not_found(made: dict[str, Any], runtime: Runtime, reference: str) -> None:
    with pytest.raises(models.ModelNotFound):
        await _resolve(runtime, reference.format(id=made["id"]))


async def test_another_workspace_sees_nothing(made: dict[str, Any], runtime: Runtime) -> None:
    with pytest.raises(models.ModelNotFound):
        await runtime.db.aread(
            lambda tx: models.resolve(tx, runtime.secrets, "another-workspace", f"{made['id']}/gpt-mini")
        )


async def test_the_default_is_extractive_until_a_listed_model_is_chosen(
    signed_in: httpx2.AsyncClient, made: dict[str, Any]
) -> None:
    assert (await signed_in.get(f"{PATH}/default")).json() == {"model": "extractive"}
    unknown = await signed_in.put(f"{PATH}/default", json={"model": f"{made['id']}/other"})
    chosen = await signed_in.put(f"{PATH}/default", json={"model": f"{made['id']}/gpt-mini"})
    assert (unknown.json()["code"], chosen.status_code) == (404906, 200)
    assert (await signed_in.get(f"{PATH}/default")).json() == {"model": f"{made['id']}/gpt-mini"}
    refused = await signed_in.delete(f"{PATH}/{made['id']}")
    assert (refused.json()["code"], refused.json()["errors"][0]["path"]) == (409003, "default")


async def test_a_connection_in_use_is_kept_and_says_by_whom(
    signed_in: httpx2.AsyncClient, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    user = {"path": "assistants/1", "rule": "inUse", "message": "Help desk."}
    monkeypatch.setattr("comity.models.service.USED_BY", [lambda tx, workspace_id, connection_id: [user]])
    assert (await signed_in.delete(f"{PATH}/{made['id']}")).json()["errors"] == [user]
    monkeypatch.setattr("comity.models.service.USED_BY", [])
    assert (await signed_in.delete(f"{PATH}/{made['id']}")).status_code == 204
    assert (await signed_in.get(f"{PATH}/{made['id']}")).json()["code"] == 404905


async def test_a_test_tells_the_time_to_the_first_token(signed_in: httpx2.AsyncClient, body: dict[str, Any]) -> None:
    script = play("ready", Scripted(("rea", "dy"), first_seconds=0.05))
    made = (await signed_in.post(PATH, json=body | {"baseUrl": "scripted://ready"})).json()
    result = (await signed_in.post(f"{PATH}/{made['id']}/test")).json()
    assert (result["ok"], result["text"], result["model"], result["reason"]) == (True, "ready", "gpt-mini", None)
    assert 50 <= result["firstTokenMs"] <= result["latencyMs"]
    assert script.calls[0].request.model == "gpt-mini"


async def test_a_test_that_fails_gives_the_reason_and_never_the_key(
    signed_in: httpx2.AsyncClient, body: dict[str, Any]
) -> None:
    play("refusing", Scripted(status=401, detail=f"Incorrect API key: {KEY}"))
    made = (await signed_in.post(PATH, json=body | {"baseUrl": "scripted://refusing"})).json()
    reply = await signed_in.post(f"{PATH}/{made['id']}/test", json={"model": "gpt-mini"})
    assert (reply.status_code, reply.json()["ok"], reply.json()["reason"]) == (200, False, "bad_key")
    assert KEY not in reply.text


async def test_only_an_admin_of_gen_ai_may_change_connections(
    signed_in: httpx2.AsyncClient, made: dict[str, Any], runtime: Runtime, body: dict[str, Any]
) -> None:
    key = await signed_in.post("/api/v1/api-keys", json={"name": "reader", "scopes": ["assistants:read"]})
    assert key.status_code == 201, key.text
    headers = {"Authorization": f"Bearer {key.json()['key']}", "X-Comity-Workspace": "example"}
    async with httpx2.AsyncClient(transport=signed_in._transport, base_url=signed_in.base_url) as reader:
        assert (await reader.get(PATH, headers=headers)).status_code == 200
        assert (await reader.post(PATH, json=body, headers=headers)).json()["code"] == 403551
        assert (await reader.delete(f"{PATH}/{made['id']}", headers=headers)).json()["code"] == 403551
    assert (await signed_in.get(f"{PATH}/{made['id']}")).status_code == 200


async def _resolve(runtime: Runtime, reference: str) -> models.ResolvedModel:
    find = SQL("SELECT id FROM workspaces")
    return await runtime.db.aread(lambda tx: models.resolve(tx, runtime.secrets, tx.value(find), reference))
