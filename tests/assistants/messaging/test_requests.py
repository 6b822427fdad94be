"""What a question may hold: every broken field named, nothing half-written (`assistants.md` 4.1, 4.3)."""

import pytest

from tests.assistants.messaging.conftest import API, Desk
from tests.assistants.messaging.test_limits import stored

pytestmark = pytest.mark.anyio


async def test_a_body_that_is_not_as_it_must_be_is_refused_and_nothing_is_stored(desk: Desk) -> None:
    json = {"Content-Type": "application/json"}
    bodies = [
        (b"{}", json, 422, 422000),
        (b'{"message": 5}', json, 422, 422000),
        (b'{"message": "%s"}' % (b"x" * 4001), json, 422, 422000),
        (b'{"message": "%s"}' % (b"x" * 70 * 1024), json, 413, 413000),
        (b"{", json, 400, 400000),
        (b"[]", json, 400, 400000),
        (b"", json, 400, 400000),
        (b'{"message": "\xff"}', json, 400, 400000),
        (b'{"message": "\\ud800 alone"}', json, 400, 400000),
        (b'{"message": "x"}', {"Content-Type": "text/plain"}, 415, 415000),
    ]
    for body, headers, status, code in bodies:
        sent = {**desk.bearer, **headers}
        async with desk.http.post(f"{desk.url}{API}/messages", data=body, headers=sent) as reply:
            found = await reply.json()
            assert (reply.status, found["code"], found["status"]) == (status, code, status), body[:40]
            assert list(found) == ["name", "code", "status", "message", "errors"]
    assert await stored(desk) == (0, 0)
    assert desk.model.bodies == []


async def test_the_refusal_names_the_field_the_rule_and_what_to_do(desk: Desk) -> None:
    _, reply, _ = await desk.call("POST", "/messages", {"message": "x" * 4001})
    assert reply["errors"] == [{"path": "message", "rule": "maxLength", "message": "At most 4000 characters."}]
    assert reply["name"] == "ValidationException"


async def test_every_broken_field_is_named_at_once(desk: Desk) -> None:
    body = {
        "message": " ",
        "sessionId": "a b",
        "userId": 5,
        "metadata": [],
        "stream": "yes",
        "streamFormat": "xml",
        "onDisconnect": "explode",
        "waitSeconds": 0,
        "version": "newest",
    }
    status, reply, _ = await desk.call("POST", "/messages", body)
    assert status == 422
    assert {(item["path"], item["rule"]) for item in reply["errors"]} == {
        ("message", "minLength"),
        ("sessionId", "pattern"),
        ("userId", "type"),
        ("metadata", "type"),
        ("stream", "type"),
        ("streamFormat", "enum"),
        ("onDisconnect", "enum"),
        ("waitSeconds", "min"),
        ("version", "enum"),
    }


async def test_fields_outside_their_bounds_are_refused(desk: Desk) -> None:
    wrong = [
        ("sessionId", "", "pattern"),
        ("sessionId", "x" * 129, "pattern"),
        ("sessionId", "ok\n", "pattern"),
        ("userId", "x" * 256, "maxLength"),
        ("userId", "nul \0", "pattern"),
        ("metadata", {"x": "y" * 16_384}, "maxLength"),
        ("waitSeconds", 121, "max"),
        ("waitSeconds", True, "type"),
        ("waitSeconds", 1.5, "type"),
        ("version", True, "enum"),
        ("version", "²", "enum"),
        ("version", "9" * 30, "enum"),
        ("streamFormat", [], "enum"),
        ("message", "nul \0 inside", "pattern"),
    ]
    for field, value, rule in wrong:
        status, reply, _ = await desk.call("POST", "/messages", {"message": "x", field: value})
        assert status == 422, (field, value)
        assert [(item["path"], item["rule"]) for item in reply["errors"]] == [(field, rule)]
    assert await stored(desk) == (0, 0)


async def test_maxima_are_accepted_unknown_fields_ignored_and_spaces_around_the_question_dropped(desk: Desk) -> None:
    body = {"sessionId": "aZ09._:-" * 16, "userId": "u" * 255, "metadata": {"k": "v"}, "waitSeconds": 120, "colour": 1}
    reply = await desk.ask("  " + "ก" * 4000 + "  ", **body)
    assert reply["sessionId"] == "aZ09._:-" * 16
    assert reply["inspection"]["question"] == "ก" * 4000


async def test_other_methods_on_the_same_path_are_refused_as_such(desk: Desk) -> None:
    for path in ("/messages", f"/assistants/{desk.assistant_id}/messages"):
        status, reply, _ = await desk.call("DELETE", path)
        assert (status, reply["code"]) == (405, 405000)
