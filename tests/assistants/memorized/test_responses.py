"""Memorized responses over HTTP: made, changed, listed, kept apart where they would answer the same (`assistants.md` 3.8, 4.5)."""

from typing import Any

import httpx2
import pytest

from tests.assistants.conftest import Make
from tests.assistants.memorized.conftest import PATH, Memorize

NOBODY = "0197aaaa-0000-7000-8000-000000000000"


async def test_an_entry_is_made_shown_changed_and_deleted_with_an_audit_row_each(
    signed_in: httpx2.AsyncClient, memorize: Memorize
) -> None:
    made = await memorize(alternates=["Opening hours?", "when are you open"], language="en")
    assert (made["revision"], made["hits"], made["state"], made["alternates"]) == (1, 0, "active", ["Opening hours?"])
    url = f"{PATH}/{made['id']}"
    shown = await signed_in.get(url)
    assert (shown.json(), shown.headers["ETag"]) == (made, '"1"')
    changed = await signed_in.patch(url, json={"answer": "From 9."}, headers={"If-Match": '"1"'})
    assert (changed.json()["revision"], changed.json()["answer"], changed.json()["language"]) == (2, "From 9.", "en")
    stale = await signed_in.patch(url, json={"answer": "Late"}, headers={"If-Match": '"1"'})
    assert (stale.json()["code"], stale.json()["errors"][0]["current"]["answer"]) == (409001, "From 9.")
    assert (await signed_in.delete(url)).status_code == 204
    assert (await signed_in.get(url)).json()["code"] == 404904
    rows = (await signed_in.get("/api/v1/audit?action=memorizedResponse.")).json()["data"]
    assert [row["action"].partition(".")[2] for row in rows] == ["deleted", "changed", "created"]
    assert (rows[1]["before"], rows[1]["after"]) == ({"answer": "From 10 to 18."}, {"answer": "From 9."})


@pytest.mark.parametrize(
    ("fields", "path", "rule"),
    [
        ({"question": " "}, "question", "minLength"),
        ({"question": "x" * 1001}, "question", "maxLength"),
        ({"answer": ""}, "answer", "minLength"),
        ({"answer": "x" * 10_001}, "answer", "maxLength"),
        ({"alternates": [f"q{at}" for at in range(51)]}, "alternates", "maxItems"),
        ({"alternates": [""]}, "alternates[0]", "minLength"),
        ({"language": "english"}, "language", "pattern"),
        ({"validFrom": "2026-03-01"}, "validFrom", "type"),
        ({"assistantIds": [NOBODY]}, "assistantIds[0]", "exists"),
        ({"validFrom": "2026-03-02T00:00:00Z", "validTo": "2026-03-02T00:00:00Z"}, "validTo", "order"),
    ],
)
async def test_a_field_that_breaks_its_rule_is_named_and_nothing_is_stored(
    signed_in: httpx2.AsyncClient, fields: dict[str, Any], path: str, rule: str
) -> None:
    reply = await signed_in.post(PATH, json={"question": "Open?", "answer": "Yes.", **fields})
    assert reply.json()["code"] == 422000
    assert [(item["path"], item["rule"]) for item in reply.json()["errors"]] == [(path, rule)]
    assert (await signed_in.get(PATH)).json()["data"] == []


async def test_a_question_that_another_entry_has_exactly_is_refused_with_that_entry(
    signed_in: httpx2.AsyncClient, memorize: Memorize
) -> None:
    first = await memorize("When are you open?", alternates=["Opening hours"])
    taken = {"question": "Something else", "alternates": ["other", "OPENING   hours?"], "answer": "x"}
    refused = (await signed_in.post(PATH, json=taken)).json()
    assert (refused["code"], refused["name"]) == (409903, "DuplicateQuestionException")
    assert [(e["path"], e["id"]) for e in refused["errors"]] == [("alternates[1]", first["id"])]
    second = await memorize("Another")
    patched = await signed_in.patch(f"{PATH}/{second['id']}", json={"question": "when are you open"})
    assert patched.json()["code"] == 409903
    again = await signed_in.patch(f"{PATH}/{first['id']}", json={"answer": "Now from 9."})
    assert again.status_code == 200


async def test_the_same_question_may_stand_twice_where_only_one_of_them_would_answer(
    signed_in: httpx2.AsyncClient, memorize: Memorize, make: Make
) -> None:
    one, other = await make(name="One"), await make(name="Other")
    june, july = "2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z"
    await memorize("Open?", language="en", assistantIds=[one["id"]], validFrom=june, validTo=july)
    await memorize("Open?", language="th", assistantIds=[one["id"]], validFrom=june, validTo=july)
    await memorize("Open?", language="en", assistantIds=[other["id"]], validFrom=june, validTo=july)
    await memorize("Open?", language="en", assistantIds=[one["id"]], validFrom=july)
    for wanted in ({"language": "en-GB"}, {"language": None}, {"validTo": june, "validFrom": None}):
        body = {"question": "open", "answer": "x", "assistantIds": [], "validFrom": june, "validTo": july, **wanted}
        expected = 201 if wanted.get("validTo") == june else 409
        assert (await signed_in.post(PATH, json=body)).status_code == expected, wanted


async def test_the_list_shows_what_is_looked_for_expiring_expired_and_never_hit(
    signed_in: httpx2.AsyncClient, memorize: Memorize, frozen_clock: Any
) -> None:
    await memorize("Forever", "Always so.")
    await memorize("Soon over", validTo="2026-03-20T00:00:00Z")
    await memorize("Over", validTo="2026-03-01T00:00:00Z")
    await memorize("Off", enabled=False)
    await memorize("Later", validFrom="2026-04-01T00:00:00Z")

    async def questions(query: str) -> list[str]:
        rows = (await signed_in.get(f"{PATH}?{query}")).json()["data"]
        return [f"{row['question']} {row['state']}" for row in rows]

    assert await questions("") == [
        "Later scheduled", "Off disabled", "Over expired", "Soon over active", "Forever active",
    ]  # fmt: skip
    assert await questions("show=expiring") == ["Soon over active"]
    assert await questions("show=expired") == ["Over expired"]
    assert await questions("show=disabled") == ["Off disabled"]
    assert len(await questions("show=neverHit")) == 5
    assert await questions("q=ALWAYS") == ["Forever active"]
    first = (await signed_in.get(f"{PATH}?limit=2")).json()
    rest = (await signed_in.get(f"{PATH}?limit=3&cursor={first['nextCursor']}")).json()
    assert ([row["question"] for row in rest["data"]], rest["nextCursor"]) == (["Over", "Soon over", "Forever"], None)


async def test_another_workspace_sees_none_and_viewers_change_none(
    signed_in: httpx2.AsyncClient, memorize: Memorize, stranger: dict[str, str]
) -> None:
    made = await memorize()
    url = f"{PATH}/{made['id']}"
    del signed_in.headers["X-Comity-Workspace"], signed_in.headers["X-CSRF-Token"]
    signed_in.cookies.clear()
    assert (await signed_in.get(PATH, headers=stranger)).json()["data"] == []
    for call in (signed_in.get(url, headers=stranger), signed_in.get(f"{url}/hits", headers=stranger)):
        assert (await call).json()["code"] == 404904
    assert (await signed_in.patch(url, json={"answer": "x"}, headers=stranger)).json()["code"] == 404904
    assert (await signed_in.delete(url, headers=stranger)).json()["code"] == 404904
    exact = {"question": made["question"], "answer": "Ours."}
    assert (await signed_in.post(PATH, json=exact, headers=stranger)).status_code == 201


async def test_entries_that_would_answer_each_other_are_listed_as_conflicts(
    signed_in: httpx2.AsyncClient, memorize: Memorize
) -> None:
    one = await memorize("เปลี่ยนที่อยู่จัดส่งสินค้า", "ได้")
    other = await memorize("เปลี่ยนที่อยู่จัดส่งสินค้าได้ไหม", "ไม่ได้")
    await memorize("เปิดกี่โมง", "สิบโมง")
    await memorize("เปลี่ยนที่อยู่จัดส่งสินค้าครับ", "ปิดอยู่", enabled=False)
    found = (await signed_in.get(f"{PATH}/conflicts")).json()["data"]
    assert [(pair["id"], pair["otherId"]) for pair in found] == [(one["id"], other["id"])]
