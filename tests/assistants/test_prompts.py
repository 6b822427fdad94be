"""The prompt library over HTTP: six purposes in two languages, read-only and copyable (`assistants.md` 2.2)."""

import httpx2

PATH = "/api/v1/prompt-templates"
PURPOSES = {
    *("Customer FAQ", "HR policy", "Product advisor", "IT help desk", "Answer only from context"),
    "Summarise and cite",
}


async def test_six_purposes_are_built_in_in_english_and_thai_each_with_the_tag(signed_in: httpx2.AsyncClient) -> None:
    listed = (await signed_in.get(PATH)).json()["data"]
    assert {one["name"] for one in listed if one["language"] == "en"} == PURPOSES
    assert len([one for one in listed if one["language"] == "th"]) == len(PURPOSES)
    for one in listed:
        assert one["builtIn"] is True
        assert one["body"].count("<CONTEXT>") == 1
        has_thai = any("ก" <= character <= "๛" for character in one["body"])
        assert has_thai == (one["language"] == "th")


async def test_a_built_in_prompt_is_read_only_and_its_copy_is_ones_own(signed_in: httpx2.AsyncClient) -> None:
    built_in = (await signed_in.get(PATH)).json()["data"][0]
    copy = {"name": "Ours", "language": built_in["language"], "body": built_in["body"]}
    for refused in (
        await signed_in.patch(f"{PATH}/{built_in['id']}", json=copy),
        await signed_in.delete(f"{PATH}/{built_in['id']}"),
    ):
        assert refused.status_code == 404
    made = (await signed_in.post(PATH, json=copy)).json()
    assert (made["builtIn"], made["body"]) == (False, built_in["body"])
    changed = (await signed_in.patch(f"{PATH}/{made['id']}", json={**copy, "name": "Renamed"})).json()
    assert changed["name"] == "Renamed"
    assert (await signed_in.get(PATH)).json()["data"][-1] == changed
    assert (await signed_in.delete(f"{PATH}/{made['id']}")).status_code == 204
    assert len((await signed_in.get(PATH)).json()["data"]) == 2 * len(PURPOSES)
    rows = (await signed_in.get("/api/v1/audit?action=promptTemplate.")).json()["data"]
    assert [row["action"] for row in rows] == [
        *("promptTemplate.deleted", "promptTemplate.changed", "promptTemplate.created")
    ]


async def test_a_prompt_that_breaks_a_rule_is_refused_by_its_field(signed_in: httpx2.AsyncClient) -> None:
    for fields, path, rule in (
        ({"name": ""}, "name", "minLength"),
        ({"body": ""}, "body", "minLength"),
        ({"body": "x" * 20_001}, "body", "maxLength"),
        ({"kind": "other"}, "kind", "enum"),
        ({"language": "in thai"}, "language", "pattern"),
    ):
        reply = await signed_in.post(PATH, json={"name": "Ours", "body": "<CONTEXT>", **fields})
        assert [(item["path"], item["rule"]) for item in reply.json()["errors"]] == [(path, rule)]
