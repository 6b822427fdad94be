"""Actions over HTTP: their rules, their dry run, what is sent, what the log keeps (`assistants.md` 3.10)."""

import json
from typing import Any

import httpx2
import pytest

from comity.kernel.runtime import Runtime
from tests.fulfillments.target_server import TargetServer

PATH = "/api/v1/fulfillments"
SECRET = "Bearer s3cr3t-token-value"
ORDER = {"type": "object", "properties": {"orderId": {"type": "string"}}, "required": ["orderId"]}


def reading(url: str, **fields: Any) -> dict[str, Any]:
    return {"method": "GET", "url": url, "parameters": ORDER, "safe": True, "confirm": "none", **fields}


async def create(http: httpx2.AsyncClient, action: dict[str, Any], name: str = "getOrder") -> dict[str, Any]:
    reply = await http.post(PATH, json={"kind": "action", "name": name, "action": action})
    assert reply.status_code == 201, reply.text
    return reply.json()


async def attempt(http: httpx2.AsyncClient, made: dict[str, Any], send: bool = True, **call: Any) -> dict[str, Any]:
    reply = await http.post(f"{PATH}/{made['id']}/test", json={"call": {"send": send, **call}})
    assert reply.status_code == 200, reply.text
    return reply.json()


async def test_a_safe_action_is_sent_mapped_and_logged_with_its_secret_hidden(
    signed_in: httpx2.AsyncClient, target: TargetServer
) -> None:
    headers = [
        {"name": "Authorization", "value": SECRET, "secret": True},
        {"name": "X-Plain", "value": "{{metadata.who}}"},
    ]
    action = reading(f"{target.url}/orders/{{{{orderId}}}}?expand={{{{metadata.expand}}}}", headers=headers)
    made = await create(signed_in, {**action, "responseMap": "order.state"})
    target.headers = {"X-Echo": SECRET}
    target.reply = {"order": {"state": f"shipped with {SECRET}"}}
    done = await attempt(signed_in, made, arguments={"orderId": "a b/17"}, metadata={"who": "nok"})
    assert (done["status"], done["text"], done["error"]) == (200, "shipped with ••••", None)
    asked = target.asked[0]
    assert (asked.path, asked.headers["Authorization"], asked.headers["X-Plain"]) == (
        "/orders/a%20b%2F17",
        SECRET,
        "nok",
    )
    assert asked.headers["Idempotency-Key"] == done["callId"]
    log = await signed_in.get(f"{PATH}/{made['id']}/calls")
    row = log.json()["data"][0]
    assert (row["status"], row["purpose"], row["replayable"], row["tool"]) == (200, "test", True, "getOrder")
    assert row["request"]["headers"]["Authorization"] == "••••"
    everything = (
        log.text + json.dumps(done) + (await signed_in.get(PATH)).text + (await signed_in.get("/api/v1/audit")).text
    )
    assert "s3cr3t" not in everything


async def test_a_dry_run_shows_the_request_and_sends_nothing(
    signed_in: httpx2.AsyncClient, target: TargetServer
) -> None:
    body = json.dumps({"order": "{{orderId}}", "note": "For {{metadata.who}}", "left": "{{count}}"})
    parameters = {"type": "object", "properties": {"orderId": {"type": "string"}, "count": {"type": "integer"}}}
    action = {"method": "POST", "url": f"{target.url}/cancel", "body": body, "parameters": parameters}
    made = await create(signed_in, action)
    assert (made["action"]["safe"], made["action"]["confirm"]) == (False, "contact")
    shown = await attempt(
        signed_in, made, send=False, arguments={"orderId": 'x", "admin": "1', "count": 3}, metadata={"who": "N"}
    )
    assert json.loads(shown["request"]["body"]) == {"order": 'x", "admin": "1', "note": "For N", "left": 3}
    assert (shown["sent"], target.asked) == (False, [])
    refused = await signed_in.post(f"{PATH}/{made['id']}/test", json={"call": {"send": True, "arguments": {}}})
    assert refused.json()["errors"][0]["rule"] == "safeOnly"


@pytest.mark.parametrize(
    ("fields", "path", "rule"),
    [
        ({"method": "POST", "safe": True}, "action.safe", "safeMethod"),
        ({"safe": False, "confirm": "none"}, "action.confirm", "safeOnly"),
        ({"url": "https://{{orderId}}.example.com/"}, "action.url", "fixedHost"),
        ({"url": "orders/{{orderId}}"}, "action.url", "url"),
        ({"url": "https://example.com/{{other}}"}, "action.url", "unknownParameter"),
        ({"url": "http://127.0.0.1:1/{{orderId}}"}, "action.url", "port"),
        ({"url": "http://169.254.169.254/latest"}, "action.url", "169.254.0.0/16"),
        ({"body": '{"a": 1}'}, "action.body", "noBody"),
        ({"method": "POST", "safe": False, "confirm": "agent", "body": "{{orderId}}"}, "action.body", "json"),
        ({"responseMap": "a["}, "action.responseMap", "jmespath"),
        (
            {"parameters": {"type": "object", "properties": {f"p{i}": {} for i in range(21)}}},
            "action.parameters",
            "schema",
        ),
        ({"parameters": {"type": "object", "properties": {"a": {"type": "nonsense"}}}}, "action.parameters", "schema"),
        (
            {"parameters": {"type": "object", "properties": {"a": {"$ref": "http://x/y"}}}},
            "action.parameters",
            "schema",
        ),
        ({"timeoutSeconds": 31}, "action.timeoutSeconds", "max"),
        ({"headers": [{"name": "Idempotency-Key", "value": "x"}]}, "action.headers[0].name", "pattern"),
        ({"headers": [{"name": "X-Key", "value": "short", "secret": True}]}, "action.headers[0].value", "minLength"),
    ],
)
async def test_a_broken_rule_of_an_action_is_named_by_its_field(
    signed_in: httpx2.AsyncClient, fields: dict[str, Any], path: str, rule: str
) -> None:
    action = {**reading("https://example.com/orders/{{orderId}}"), **fields}
    reply = await signed_in.post(PATH, json={"kind": "action", "name": "x", "action": action})
    assert [(item["path"], item["rule"]) for item in reply.json()["errors"]] == [(path, rule)], reply.text
    assert (await signed_in.get(PATH)).json()["data"] == []


async def test_a_secret_stays_when_it_is_not_entered_again_and_never_follows_to_another_host(
    signed_in: httpx2.AsyncClient, target: TargetServer
) -> None:
    hidden = [{"name": "X-Key", "secret": True}]
    made = await create(signed_in, reading(target.url + "/a", headers=[{**hidden[0], "value": SECRET}]))
    url = f"{PATH}/{made['id']}"
    assert made["action"]["headers"] == [{"name": "X-Key", "value": "••••", "secret": True}]
    kept = await signed_in.patch(url, json={"action": reading(target.url + "/b", headers=hidden)})
    assert kept.json()["revision"] == 2
    await attempt(signed_in, made, arguments={"orderId": "1"})
    assert target.asked[0].headers["X-Key"] == SECRET
    moved = await signed_in.patch(url, json={"action": reading("https://example.org/b", headers=hidden)})
    assert moved.json()["errors"][0]["path"] == "action.headers[0].value"


@pytest.mark.parametrize("order_id", ["..", ".", ""])
async def test_a_value_cannot_climb_out_of_its_place_in_the_path(
    signed_in: httpx2.AsyncClient, target: TargetServer, order_id: str
) -> None:
    made = await create(signed_in, reading(f"{target.url}/orders/{{{{orderId}}}}/items"))
    done = await attempt(signed_in, made, arguments={"orderId": order_id})
    assert done["error"] and not done["sent"]
    assert target.asked == []


async def test_arguments_that_break_the_schema_are_told_and_not_sent(
    signed_in: httpx2.AsyncClient, target: TargetServer
) -> None:
    made = await create(signed_in, reading(f"{target.url}/orders/{{{{orderId}}}}"))
    assert "required" in (await attempt(signed_in, made, arguments={}))["error"]
    assert "unexpected" in (await attempt(signed_in, made, arguments={"orderId": "1", "admin": True}))["error"]
    assert target.asked == []


async def test_a_redirect_into_this_machine_is_refused_logged_and_told(
    signed_in: httpx2.AsyncClient, runtime: Runtime, target: TargetServer
) -> None:
    made = await create(signed_in, reading(f"{target.url}/orders"))
    target.status, target.headers = 302, {"Location": "http://169.254.169.254/latest/meta-data"}
    done = await attempt(signed_in, made, arguments={"orderId": "1"})
    assert done["error"].startswith("The call was refused")
    assert runtime.outbound.guard.refusals[-1].rule == "169.254.0.0/16"
    log = (await signed_in.get(f"{PATH}/{made['id']}/calls?failed=true")).json()["data"]
    assert (log[0]["error"], log[0]["status"]) == (done["error"], None)


async def test_a_name_that_leads_elsewhere_after_it_was_saved_is_refused_when_it_is_called(
    signed_in: httpx2.AsyncClient, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ["93.184.216.34", "169.254.169.254", "127.0.0.1"]

    async def look_up(host: str, port: int) -> list[str]:
        return [answers.pop(0)]

    monkeypatch.setattr(runtime.outbound.guard, "_look_up", look_up)
    made = await create(signed_in, reading("http://rebinding.example.com/orders"))
    for network in ("169.254.0.0/16", "127.0.0.0/8"):
        done = await attempt(signed_in, made, arguments={"orderId": "1"})
        assert done["error"].startswith("The call was refused")
        assert runtime.outbound.guard.refusals[-1].rule == network
    log = (await signed_in.get(f"{PATH}/{made['id']}/calls")).json()["data"]
    assert [row["error"].partition(":")[0] for row in log] == ["The call was refused"] * 2


async def test_a_reply_over_a_megabyte_is_not_read(signed_in: httpx2.AsyncClient, target: TargetServer) -> None:
    made = await create(signed_in, reading(f"{target.url}/orders"))
    target.reply = "x" * 1_048_577
    assert "larger" in (await attempt(signed_in, made, arguments={"orderId": "1"}))["error"]
    target.reply = "x" * 1_048_576
    assert len((await attempt(signed_in, made, arguments={"orderId": "1"}))["text"]) == 8000


async def test_a_failure_of_the_service_is_an_error_for_the_model(
    signed_in: httpx2.AsyncClient, target: TargetServer
) -> None:
    made = await create(signed_in, reading(f"{target.url}/orders", responseMap="order.id"))
    target.status, target.reply = 404, "no such order"
    assert (await attempt(signed_in, made, arguments={"orderId": "1"}))[
        "error"
    ] == "The service answered 404: no such order"
    target.status, target.reply = 200, "<html>"
    assert "not JSON" in (await attempt(signed_in, made, arguments={"orderId": "1"}))["error"]


async def test_a_safe_call_is_replayed_with_the_same_arguments_and_another_is_not(
    signed_in: httpx2.AsyncClient, target: TargetServer
) -> None:
    made = await create(signed_in, reading(f"{target.url}/orders/{{{{orderId}}}}?who={{{{metadata.who}}}}"))
    done = await attempt(signed_in, made, arguments={"orderId": "17"}, metadata={"who": "nok"})
    url = f"{PATH}/{made['id']}/calls/{done['callId']}/replay"
    again = (await signed_in.post(url)).json()
    assert (again["purpose"], again["replayOf"], again["status"]) == ("replay", done["callId"], 200)
    assert [asked.path for asked in target.asked] == ["/orders/17?who=nok"] * 2
    unsafe = reading(f"{target.url}/orders", safe=False, confirm="contact")
    await signed_in.patch(f"{PATH}/{made['id']}", json={"action": unsafe})
    assert (await signed_in.post(url)).json()["code"] == 409909
    assert (await signed_in.post(f"{PATH}/{made['id']}/calls/nothing/replay")).json()["code"] == 404909
    assert (await signed_in.delete(f"{PATH}/{made['id']}")).status_code == 204
