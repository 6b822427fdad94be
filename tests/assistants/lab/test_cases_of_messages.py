"""Exchanges of the report as cases: what is expected of them, which belong together, and what is erased with them."""

from typing import Any

from comity import assistants
from tests.assistants.lab.conftest import API, REFUNDS, Desk, Lab, a_desk


async def asked(desk: Desk, *questions: str, session: str = "s-1", **more: Any) -> list[dict[str, str]]:
    """Exchanges of one session, as they are named to be made cases of."""
    return [{"messageId": (await desk.ask(question, session, **more))["messageId"]} for question in questions]


async def steps_of(lab: Lab, set_id: str) -> list[dict[str, Any]]:
    """The steps of a set."""
    return (await lab.call("GET", f"/lab/test-sets/{set_id}/steps"))["data"]


async def test_one_conversation_becomes_one_case_after_those_that_are_there(lab: Lab) -> None:
    desk = await a_desk(lab, model="extractive")
    first = await asked(desk, "When are refunds paid?", "Open on Sunday?", session="a")
    other = await asked(desk, "Who won the cup?", session="b")
    made = await lab.upload("no.,question\ncase-4-1,When?")
    body = {"testSetId": made["id"], "messages": [first[1], *other, first[0]]}
    grown = await lab.call("POST", "/lab/cases", json=body)
    assert (grown["cases"], grown["steps"], grown["fileRevision"]) == (3, 4, 2)
    steps = await steps_of(lab, made["id"])
    assert [(step["no"], step["question"]) for step in steps] == [
        ("case-4-1", "When?"),
        ("case-5-1", "When are refunds paid?"),
        ("case-5-2", "Open on Sunday?"),
        ("case-6-1", "Who won the cup?"),
    ]
    assert (steps[1]["expectedAnswer"], steps[1]["expectedChunkIds"][0]) == (REFUNDS, lab.chunks[REFUNDS])
    assert (steps[3]["expectedAnswer"], steps[3]["expectedChunkIds"]) == ("", [])
    run = await lab.tried(made["id"], desk.id)
    assert run["status"] == "finished" and run["failed"] == 0


async def test_a_corrected_answer_is_what_is_expected(lab: Lab) -> None:
    desk = await a_desk(lab, model="extractive")
    one, two = await asked(desk, "When are refunds paid?", "Are refunds paid soon?")
    feedback = {"rating": "down", "correctAnswer": "Within 7 days."}
    await lab.call("PUT", f"/messages/{one['messageId']}/feedback", json=feedback)
    body = {"name": "Mine", "messages": [one, two | {"expectedAnswer": "Yes."}], "expectChunks": False}
    made = await lab.call("POST", "/lab/cases", json=body)
    steps = await steps_of(lab, made["id"])
    assert [step["expectedAnswer"] for step in steps] == ["Within 7 days.", "Yes."]
    assert [step["expectedChunkIds"] for step in steps] == [[], []]


async def test_what_cannot_be_added_is_refused_and_nothing_is_stored(lab: Lab) -> None:
    desk = await a_desk(lab, model="extractive")
    (one,) = await asked(desk, "When are refunds paid?")
    full = await lab.upload("no.,question\n" + "\n".join(f"case-{n}-1,When?" for n in range(1000)), "Full")
    unknown = {"messageId": "0192f0c0-0000-7000-8000-000000000000"}
    for body, path in (
        ({"name": "New", "messages": [one, unknown]}, "messages[1].messageId"),
        ({"name": "New", "messages": []}, "messages"),
        ({"messages": [one]}, "name"),
        ({"name": "New", "testSetId": full["id"], "messages": [one]}, "name"),
        ({"name": "New", "messages": [one] * 201}, "messages"),
        ({"testSetId": full["id"], "messages": [one]}, "messages"),
        ({"name": "full", "messages": [one]}, "name"),
    ):
        reply = await lab.http.post(f"{API}/lab/cases", json=body)
        assert (reply.status_code, reply.json()["errors"][0]["path"]) == (422, path), reply.text
    sets = (await lab.call("GET", "/lab/test-sets"))["data"]
    assert [(found["name"], found["steps"]) for found in sets] == [("Full", 1000)]


async def test_erasing_a_person_empties_their_cases_and_they_are_left_out(lab: Lab) -> None:
    desk = await a_desk(lab, model="extractive")
    mine = await asked(desk, "Are refunds paid to Somchai?", session="a", userId="u-7")
    other = await asked(desk, "When are refunds paid?", session="b")
    made = await lab.call("POST", "/lab/cases", json={"name": "Mine", "messages": [*mine, *other]})
    workspace = (await lab.http.get(f"{API}/me")).json()["workspaces"][0]["id"]
    await assistants.erase_user(lab.rt, workspace, "u-7")
    steps = await steps_of(lab, made["id"])
    assert [(step["question"], step["expectedAnswer"]) for step in steps] == [
        ("", ""),
        ("When are refunds paid?", REFUNDS),
    ]
    file = await lab.http.get(f"{API}/lab/test-sets/{made['id']}/file")
    assert "Somchai" not in file.text
    await lab.tried(made["id"], desk.id)
    run = (await lab.call("GET", "/lab/runs"))["data"][0]
    first, second = await lab.cases(run["id"])
    assert (first["results"][0]["skipped"], second["results"][0]["passed"]) == ("question_erased", True)
