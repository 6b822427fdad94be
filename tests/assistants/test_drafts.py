"""The draft of an assistant over HTTP: every field's rule, partial saves, two editors, warnings (`assistants.md` 2.1, 3.1)."""

from typing import Any

import httpx2
import pytest

from comity import accounts
from comity.kernel.db import Tx
from comity.kernel.runtime import Runtime
from tests.assistants.conftest import Make

PATH = "/api/v1/assistants"
ID = "0197aaaa-0000-7000-8000-000000000000"
TOPIC = {"name": "politics", "phrases": ["election"], "reply": "I do not speak about that."}

BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"name": "x" * 256}, "name", "maxLength"),
    ({"name": "   "}, "name", "minLength"),
    ({"name": 5}, "name", "type"),
    ({"prompt": ""}, "prompt", "minLength"),
    ({"prompt": "x" * 20_001}, "prompt", "maxLength"),
    ({"type": "chat"}, "type", "enum"),
    ({"questionInputSource": "thai"}, "questionInputSource", "enum"),
    ({"greetingMessage": "x" * 2001}, "greetingMessage", "maxLength"),
    ({"style": "wild"}, "style", "enum"),
    ({"style": "custom", "temperature": 2.1}, "temperature", "max"),
    ({"style": "custom", "temperature": -0.1}, "temperature", "min"),
    ({"style": "custom", "temperature": 0.25}, "temperature", "step"),
    ({"sessionResetHours": 13}, "sessionResetHours", "max"),
    ({"sessionResetHours": -1}, "sessionResetHours", "min"),
    ({"fulfillmentIds": [ID]}, "fulfillmentIds[0]", "exists"),
    ({"fulfillmentIds": [ID, ID]}, "fulfillmentIds", "unique"),
    ({"fulfillmentIds": [str(n) for n in range(11)]}, "fulfillmentIds", "maxItems"),
    ({"routing": "some"}, "routing", "enum"),
    ({"confidenceThreshold": 1.01}, "confidenceThreshold", "max"),
    ({"confidenceThreshold": 0.455}, "confidenceThreshold", "step"),
    ({"chunkLimit": 0}, "chunkLimit", "min"),
    ({"chunkLimit": 21}, "chunkLimit", "max"),
    ({"model": "gpt"}, "model", "pattern"),
    ({"model": f"{ID}/gpt"}, "model", "exists"),
    ({"fallbackModel": f"{ID}/gpt"}, "fallbackModel", "exists"),
    ({"maxAnswerTokens": 63}, "maxAnswerTokens", "min"),
    ({"maxAnswerTokens": 8193}, "maxAnswerTokens", "max"),
    ({"historyTurns": 21}, "historyTurns", "max"),
    ({"answerLanguage": "thai language"}, "answerLanguage", "pattern"),
    ({"citationStyle": "footnotes"}, "citationStyle", "enum"),
    ({"runTimeoutSeconds": 9}, "runTimeoutSeconds", "min"),
    ({"runTimeoutSeconds": 601}, "runTimeoutSeconds", "max"),
    ({"onDisconnect": "wait"}, "onDisconnect", "enum"),
    ({"fallbackBehaviour": "shrug"}, "fallbackBehaviour", "enum"),
    ({"fallbackText": {"th": "x"}}, "fallbackText", "required"),
    ({"fallbackText": {"default": "x" * 1001}}, "fallbackText.default", "maxLength"),
    ({"fallbackText": {"default": "x", "thai!": "x"}}, "fallbackText.thai!", "pattern"),
    ({"degradeToExtractive": "perhaps"}, "degradeToExtractive", "type"),
    ({"groundingPolicy": "strict"}, "groundingPolicy", "enum"),
    ({"groundingJudge": "model"}, "groundingJudge", "enum"),
    ({"blockedTopics": [TOPIC] * 51}, "blockedTopics", "maxItems"),
    ({"blockedTopics": [TOPIC | {"name": "x" * 101}]}, "blockedTopics[0].name", "maxLength"),
    ({"blockedTopics": [TOPIC, TOPIC, TOPIC | {"phrases": [""]}]}, "blockedTopics[2].phrases[0]", "minLength"),
    ({"blockedTopics": [TOPIC | {"phrases": []}]}, "blockedTopics[0].phrases", "minItems"),
    ({"blockedTopics": [TOPIC | {"phrases": ["p"] * 21}]}, "blockedTopics[0].phrases", "maxItems"),
    ({"blockedTopics": [TOPIC | {"reply": "x" * 1001}]}, "blockedTopics[0].reply", "maxLength"),
    ({"forbiddenPhrases": ["p"] * 101}, "forbiddenPhrases", "maxItems"),
    ({"allowedLinkDomains": ["ok.example.com", "https://bad.example"]}, "allowedLinkDomains[1]", "pattern"),
    ({"pii": "hide"}, "pii", "enum"),
    ({"handoff": {"enabled": True, "offerAfterFallbacks": 6}}, "handoff.offerAfterFallbacks", "max"),
    ({"memorizedThreshold": 0.49}, "memorizedThreshold", "min"),
    ({"memorizedThreshold": 0.901}, "memorizedThreshold", "step"),
    ({"enabled": "perhaps"}, "enabled", "type"),
    ({"rateLimitPerMinute": 6001}, "rateLimitPerMinute", "max"),
    ({"userRateLimitPerMinute": 601}, "userRateLimitPerMinute", "max"),
    ({"maxConcurrentRuns": 1001}, "maxConcurrentRuns", "max"),
    ({"retentionDays": 3651}, "retentionDays", "max"),
    ({"gate": {"mode": "loud"}}, "gate.mode", "enum"),
    ({"gate": {"minPassRate": 1.1}}, "gate.minPassRate", "max"),
    ({"gate": {"testSetIds": ["x"] * 11}}, "gate.testSetIds", "maxItems"),
    ({"gate": {"maxRegressions": -1}}, "gate.maxRegressions", "min"),
]

GOOD: dict[str, Any] = {
    "name": "ก" * 255,
    "prompt": "<CONTEXT>" + "x" * 19_991,
    "greetingMessage": "x" * 2000,
    "style": "custom",
    "temperature": 1.3,
    "sessionResetHours": 12,
    "confidenceThreshold": 0.29,
    "chunkLimit": 20,
    "maxAnswerTokens": 8192,
    "historyTurns": 20,
    "answerLanguage": "en-GB",
    "citationStyle": "none",
    "runTimeoutSeconds": 600,
    "onDisconnect": "cancel",
    "fallbackBehaviour": "handoff",
    "fallbackText": {"default": "x" * 1000, "th": "ไม่พบ"},
    "groundingPolicy": "remove",
    "blockedTopics": [TOPIC] * 50,
    "forbiddenPhrases": ["p" * 200] * 100,
    "allowedLinkDomains": ["docs.example.com", "*.example.org", "localhost"],
    "pii": "mask_before_model",
    "handoff": {"enabled": True, "offerAfterFallbacks": 5},
    "memorizedThreshold": 0.57,
    "rateLimitPerMinute": 6000,
    "userRateLimitPerMinute": 600,
    "maxConcurrentRuns": 1000,
    "retentionDays": 3650,
    "gate": {"mode": "block", "testSetIds": [], "minPassRate": 0.9, "maxRegressions": 3},
}


async def test_every_field_that_breaks_its_rule_is_named_and_nothing_is_stored(
    signed_in: httpx2.AsyncClient, make: Make
) -> None:
    kept = await make(name="Kept")
    for n, (fields, path, rule) in enumerate(BAD):
        created = await signed_in.post(PATH, json={"name": f"New {n}", **fields})
        changed = await signed_in.patch(f"{PATH}/{kept['id']}", json=fields)
        for reply in (created, changed):
            assert (reply.status_code, reply.json()["code"]) == (422, 422000), fields
            found = [(item["path"], item["rule"]) for item in reply.json()["errors"]]
            assert found == [(path, rule)], fields
            assert reply.json()["errors"][0]["message"].endswith(".")
    listed = (await signed_in.get(PATH)).json()["data"]
    assert listed == [kept]


async def test_every_stated_maximum_is_itself_accepted_and_kept(signed_in: httpx2.AsyncClient, make: Make) -> None:
    made = await make(**GOOD)
    shown = (await signed_in.get(f"{PATH}/{made['id']}")).json()
    assert {name: shown[name] for name in GOOD} == GOOD
    assert shown["warnings"] == []
    assert (shown["revision"], shown["liveVersion"], shown["draftChanged"]) == (1, None, True)


async def test_a_missing_name_and_every_other_broken_field_are_told_at_once(signed_in: httpx2.AsyncClient) -> None:
    reply = await signed_in.post(PATH, json={"chunkLimit": 0, "rateLimitPerMinute": 0})
    found = {(item["path"], item["rule"]) for item in reply.json()["errors"]}
    assert found == {("name", "required"), ("chunkLimit", "min"), ("rateLimitPerMinute", "min")}


async def test_a_name_is_unique_whatever_its_case_and_free_again_after_a_delete(
    signed_in: httpx2.AsyncClient, make: Make
) -> None:
    first, second = await make(name="Straße"), await make(name="Other")
    created = await signed_in.post(PATH, json={"name": " STRASSE "})
    renamed = await signed_in.patch(f"{PATH}/{second['id']}", json={"name": "straße"})
    for reply in (created, renamed):
        assert [(e["path"], e["rule"]) for e in reply.json()["errors"]] == [("name", "unique")]
    assert (await signed_in.patch(f"{PATH}/{first['id']}", json={"name": "STRASSE"})).status_code == 200
    assert (await signed_in.delete(f"{PATH}/{first['id']}")).status_code == 204
    assert (await make(name="straße"))["name"] == "straße"


@pytest.mark.parametrize(
    ("fields", "temperature"),
    [
        ({}, 0.2),
        ({"style": "precise", "temperature": 1.9}, 0.2),
        ({"style": "creative"}, 0.8),
        ({"style": "custom", "temperature": 1.3}, 1.3),
    ],
)
async def test_a_style_decides_the_temperature_unless_it_is_custom(
    make: Make, fields: dict[str, Any], temperature: float
) -> None:
    assert (await make(**fields))["temperature"] == temperature


async def test_saving_one_field_leaves_the_others_and_raises_the_revision(
    signed_in: httpx2.AsyncClient, make: Make
) -> None:
    made = await make(greetingMessage="Hello", enabled=True)
    reply = await signed_in.patch(
        f"{PATH}/{made['id']}", json={"chunkLimit": 7, "enabled": False}, headers={"If-Match": '"1"'}
    )
    assert reply.status_code == 200, reply.text
    shown = reply.json()
    assert (shown["chunkLimit"], shown["enabled"], shown["greetingMessage"]) == (7, False, "Hello")
    assert (shown["revision"], reply.headers["ETag"]) == (2, '"2"')


async def test_of_two_editors_the_second_is_refused_with_both_revisions_and_what_stands_now(
    signed_in: httpx2.AsyncClient, make: Make
) -> None:
    url = f"{PATH}/{(await make())['id']}"
    first = await signed_in.patch(url, json={"chunkLimit": 7}, headers={"If-Match": '"1"'})
    second = await signed_in.patch(url, json={"chunkLimit": 9}, headers={"If-Match": '"1"'})
    assert (first.status_code, second.status_code, second.json()["code"]) == (200, 409, 409001)
    item = second.json()["errors"][0]
    assert (item["sent"], item["actual"], item["current"]["chunkLimit"]) == (1, 2, 7)
    assert (await signed_in.get(url)).json()["chunkLimit"] == 7


async def test_a_prompt_without_the_tag_is_saved_with_a_warning(make: Make) -> None:
    made = await make(prompt="Answer kindly.")
    assert [warning["code"] for warning in made["warnings"]] == ["context_tag_missing"]


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"[]", "application/json", 400000),
        (b"{", "application/json", 400000),
        (b"", "application/json", 400000),
        (b"{}", "text/plain", 415000),
        (b'{"name":"' + b"x" * 1_048_576 + b'"}', "application/json", 413000),
    ],
)
async def test_a_body_that_is_no_object_is_refused_by_what_it_is(
    signed_in: httpx2.AsyncClient, make: Make, content: bytes, kind: str, code: int
) -> None:
    made = await make()
    for method, url in (("POST", PATH), ("PATCH", f"{PATH}/{made['id']}")):
        reply = await signed_in.request(method, url, content=content, headers={"Content-Type": kind})
        assert reply.json()["code"] == code, (method, reply.text)


async def test_a_list_is_paged_newest_first_and_searched_by_a_part_of_the_name(
    signed_in: httpx2.AsyncClient, make: Make
) -> None:
    for name in ("Alpha", "Beta", "Gamma 50%"):
        await make(name=name)
    first = (await signed_in.get(f"{PATH}?limit=2")).json()
    rest = (await signed_in.get(f"{PATH}?limit=2&cursor={first['nextCursor']}")).json()
    assert [a["name"] for a in first["data"] + rest["data"]] == ["Gamma 50%", "Beta", "Alpha"]
    assert rest["nextCursor"] is None
    found = (await signed_in.get(PATH, params={"q": "ALPH"})).json()["data"]
    assert [a["name"] for a in found] == ["Alpha"]
    assert [a["name"] for a in (await signed_in.get(PATH, params={"q": "50%"})).json()["data"]] == ["Gamma 50%"]
    for broken in ("limit=0", "limit=201", "limit=x", "cursor=nonsense", "cursor=WyJhIiwgImIiXQ"):
        assert (await signed_in.get(f"{PATH}?{broken}")).json()["code"] == 422000, broken


async def test_creating_twice_with_one_key_makes_one_assistant_and_another_body_is_refused(
    signed_in: httpx2.AsyncClient,
) -> None:
    headers = {"Idempotency-Key": "once"}
    first = await signed_in.post(PATH, json={"name": "Once"}, headers=headers)
    second = await signed_in.post(PATH, json={"name": "Once"}, headers=headers)
    other = await signed_in.post(PATH, json={"name": "Twice"}, headers=headers)
    assert (first.json(), second.headers["Idempotency-Replayed"]) == (second.json(), "true")
    assert (other.status_code, other.json()["code"]) == (409, 409000)
    assert len((await signed_in.get(PATH)).json()["data"]) == 1


async def test_a_new_assistant_begins_with_the_workspaces_default_model_and_keeps_it_in_use(
    signed_in: httpx2.AsyncClient, runtime: Runtime, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def look_up(_host: str, _port: int) -> list[str]:
        return ["93.184.216.34"]

    monkeypatch.setattr(runtime.outbound.guard, "_look_up", look_up)
    body = {"name": "Cloud", "baseUrl": "https://api.example/v1", "models": [{"name": "mini"}]}
    connection = (await signed_in.post("/api/v1/model-connections", json=body)).json()
    reference = f"{connection['id']}/mini"
    url = f"/api/v1/model-connections/{connection['id']}"
    await signed_in.put("/api/v1/model-connections/default", json={"model": reference})
    made = await make(name="Modern")
    assert made["model"] == reference
    await signed_in.put("/api/v1/model-connections/default", json={"model": "extractive"})
    refused = await signed_in.delete(url)
    users = [(item["kind"], item["name"], item["path"]) for item in refused.json()["errors"]]
    assert (refused.json()["code"], users) == (409003, [("assistant", "Modern", "model")])
    assert (await make(name="Plain"))["model"] == "extractive"
    await signed_in.patch(f"{PATH}/{made['id']}", json={"model": "extractive"})
    assert (await signed_in.delete(url)).status_code == 204


async def test_each_write_leaves_one_audit_row_with_what_changed_and_a_refused_one_none(
    signed_in: httpx2.AsyncClient, make: Make
) -> None:
    made = await make()
    url = f"{PATH}/{made['id']}"
    await signed_in.patch(url, json={"chunkLimit": 7, "enabled": False})
    await signed_in.patch(url, json={"chunkLimit": 0})
    rows = (await signed_in.get("/api/v1/audit?action=assistant.")).json()["data"]
    assert [row["action"] for row in rows] == ["assistant.changed", "assistant.created"]
    assert rows[0]["before"] == {"chunkLimit": 5, "enabled": True}
    assert rows[0]["after"] == {"chunkLimit": 7, "enabled": False}
    assert rows[0]["actor"]["name"] == "Nok"


async def test_no_assistant_keeps_messages_longer_than_its_workspace_keeps_anything(
    signed_in: httpx2.AsyncClient, runtime: Runtime, make: Make
) -> None:
    kept = await make(name="Older", retentionDays=400)
    await runtime.db.awrite(keep_ninety_days)
    assert (await make(name="Newer"))["retentionDays"] == 90
    url = f"{PATH}/{kept['id']}"
    for reply in (
        await signed_in.post(PATH, json={"name": "Long", "retentionDays": 91}),
        await signed_in.patch(url, json={"retentionDays": 91}),
    ):
        (error,) = reply.json()["errors"]
        assert (reply.status_code, error["path"], error["rule"], error["limit"]) == (422, "retentionDays", "max", 90)
    assert (await signed_in.patch(url, json={"chunkLimit": 7})).status_code == 200
    assert (await signed_in.post(f"{url}/duplicate")).json()["retentionDays"] == 90


def keep_ninety_days(tx: Tx) -> None:
    workspace = accounts.find_workspace_by_slug(tx, "example")
    assert workspace is not None
    workspace.settings = {**workspace.settings, "retention": {"maxDays": 90}}
