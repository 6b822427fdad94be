"""The prompt library over HTTP: six purposes in two languages, read-only and copyable (`assistants.md` 2.2)."""

import httpx2

PATH = "/api/v1/prompt-templates"
PURPOSES = {
    *("Customer FAQ", "HR policy", "Product advisor", "IT help desk", "Answer only from context"),
    "Summarise and cite",
}


async def test_six_purposes_are_built_in_in_english_and_thai_each_with_the_tag(signed_in: httpx2.AsyncClient) -> None:
    listed = (await signed_in.get(f"{PATH}?kind=assistant")).json()["data"]
    assert {one["name"] for one in listed if one["language"] == "en"} == PURPOSES
    assert len([one for one in listed if one["language"] == "th"]) == len(PURPOSES)
    for one in listed:
        assert one["builtIn"] is True
        assert one["body"].count("<CONTEXT>") == 1
        has_thai = any("ก" <= character <= "๛" for character in one["body"])
        assert has_thai == (one["language"] == "th")


async def test_a_built_in_prompt_is_read_only_and_its_copy_is_ones_own(signed_in: httpx2.AsyncClient) -> None:
    every = (await signed_in.get(PATH)).json()["data"]
    built_in = every[0]
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
    assert (await signed_in.get(PATH)).json()["data"] == every
    rows = (await signed_in.get("/api/v1/audit?action=promptTemplate.")).json()["data"]
    assert [row["action"] for row in rows] == [
        *("promptTemplate.deleted", "promptTemplate.changed", "promptTemplate.created")
    ]


async def test_the_generator_has_a_default_for_each_knowledge_type_in_both_languages(
    signed_in: httpx2.AsyncClient,
) -> None:
    listed = (await signed_in.get(f"{PATH}?kind=stg")).json()["data"]
    assert {(one["knowledgeType"], one["language"]) for one in listed} == {
        (type_, language) for type_ in ("documents", "csv", "external", "documents_legacy") for language in ("en", "th")
    }
    assert len({one["body"] for one in listed}) == len(listed)
    of_csv = (await signed_in.get(f"{PATH}?kind=stg&knowledgeType=csv")).json()["data"]
    assert [one["language"] for one in of_csv] == ["en", "th"]
    shown = (await signed_in.get(f"{PATH}/{of_csv[1]['id']}")).json()
    assert shown == of_csv[1]


async def test_any_prompt_is_copied_and_a_copy_is_changed_at_its_revision(signed_in: httpx2.AsyncClient) -> None:
    of_csv = (await signed_in.get(f"{PATH}?kind=stg&knowledgeType=csv")).json()["data"][0]
    made = await signed_in.post(f"{PATH}/{of_csv['id']}/copy")
    copy = made.json()
    assert (made.status_code, made.headers["ETag"], copy["name"]) == (201, '"1"', f"{of_csv['name']} (copy)")
    assert {key: copy[key] for key in ("kind", "knowledgeType", "body")} == {
        key: of_csv[key] for key in ("kind", "knowledgeType", "body")
    }
    url = f"{PATH}/{copy['id']}"
    assert (await signed_in.patch(url, json={"body": "Find rows."}, headers={"If-Match": '"1"'})).json()[
        "revision"
    ] == 2
    assert (await signed_in.patch(url, json={"body": "Late"}, headers={"If-Match": '"1"'})).json()["code"] == 409001
    assert (await signed_in.post(f"{PATH}/{copy['id']}/copy")).json()["name"] == f"{of_csv['name']} (copy) (copy)"
    assert (await signed_in.post(f"{PATH}/builtin:none:en/copy")).status_code == 404


async def test_a_prompt_that_breaks_a_rule_is_refused_by_its_field(signed_in: httpx2.AsyncClient) -> None:
    for fields, path, rule in (
        ({"name": ""}, "name", "minLength"),
        ({"body": ""}, "body", "minLength"),
        ({"body": "x" * 20_001}, "body", "maxLength"),
        ({"kind": "other"}, "kind", "enum"),
        ({"language": "in thai"}, "language", "pattern"),
        ({"kind": "stg"}, "knowledgeType", "required"),
        ({"kind": "stg", "knowledgeType": "books"}, "knowledgeType", "enum"),
        ({"knowledgeType": "csv"}, "knowledgeType", "notForThisKind"),
    ):
        reply = await signed_in.post(PATH, json={"name": "Ours", "body": "<CONTEXT>", **fields})
        assert [(item["path"], item["rule"]) for item in reply.json()["errors"]] == [(path, rule)]
