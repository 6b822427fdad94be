"""The files of test sets: taken whole, or refused with every place named (`assistants.md` 3.13)."""

import httpx2
import pytest

from tests.assistants.lab.conftest import API, REFUNDS, Lab


async def refused(lab: Lab, text: str | bytes) -> list[tuple[int, str, str]]:
    """Row, column and rule of every error of a file that is refused."""
    content = text.encode() if isinstance(text, str) else text
    reply = await lab.http.post(f"{API}/lab/test-sets", files={"file": ("cases.csv", content, "text/csv")})
    assert (reply.status_code, reply.json()["code"]) == (422, 422910), reply.text
    assert (await lab.call("GET", "/lab/test-sets"))["data"] == []
    return [(one.get("row"), one.get("column", one["path"]), one["rule"]) for one in reply.json()["errors"]]


async def test_every_bad_row_is_listed_and_nothing_is_stored(lab: Lab) -> None:
    rows = [
        "no.,question",
        "case1,When?",
        "case-1-1,When?",
        "case-1-1,Why?",
        "case-2-1,When?",
        "case-2-3,Who?",
        "case-3-1,",
    ]
    assert await refused(lab, "\n".join(rows)) == [
        (2, "no.", "pattern"),
        (4, "no.", "unique"),
        (6, "no.", "steps"),
        (7, "question", "required"),
    ]


async def test_a_file_without_its_columns_is_refused(lab: Lab) -> None:
    assert await refused(lab, "no.,text\ncase-1-1,When?") == [(1, "question", "required")]
    assert await refused(lab, "a,b\n1,2") == [(1, "no.", "required"), (1, "question", "required")]


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ("case-1-1," + "q" * 4001 + ",", "maxLength"),
        ("case-1-1,When?,sometimes", "enum"),
        ("case-1-0,When?,", "steps"),
        ("case-1-2,When?,", "steps"),
    ],
)
async def test_a_cell_that_breaks_a_rule_is_named(lab: Lab, cells: str, rule: str) -> None:
    assert [error[2] for error in await refused(lab, f"no.,question,expect\n{cells}")] == [rule]


async def test_a_file_that_is_no_csv_of_cases_is_refused(lab: Lab) -> None:
    assert (await refused(lab, b"\xff\xfe\x00"))[0][2] == "encoding"
    assert (await refused(lab, ""))[0][2] == "empty"
    assert (await refused(lab, "no.,question"))[0][2] == "empty"
    many = "\n".join(f"case-{n}-1,When?" for n in range(1001))
    assert (await refused(lab, f"no.,question\n{many}"))[0][2] == "maxItems"


async def test_a_file_is_taken_with_its_notices(lab: Lab) -> None:
    text = f"\ufeffNO. , Question ,expected chunk id,colour\r\ncase-1-1,When?,{lab.chunks[REFUNDS]}|nowhere,red\r\n"
    made = await lab.upload(text)
    assert (made["cases"], made["steps"]) == (1, 1)
    assert [(one["code"], one["value"]) for one in made["notices"]] == [
        ("column_ignored", "colour"),
        ("chunk_unknown", "nowhere"),
    ]
    step = (await lab.call("GET", f"/lab/test-sets/{made['id']}/steps"))["data"][0]
    assert step["expectedChunkIds"] == [lab.chunks[REFUNDS], "nowhere"]


async def test_a_set_comes_back_as_the_file_it_was(lab: Lab) -> None:
    text = (
        "no.,question,expected chunk id,expected answer,must contain,must not contain,must cite,expect,max seconds,language,tags\r\n"
        'case-1-1,When?,a|b,Soon.,7|days,never,a,answered,2.5,en,money|urgent\r\ncase-1-2,"Why,\nso?",,,,,,,,,\r\n'
    )
    made = await lab.upload(text)
    reply = await lab.http.get(f"{API}/lab/test-sets/{made['id']}/file")
    assert reply.content.decode("utf-8-sig") == text


async def test_a_name_is_taken_once_and_a_file_without_one_counts_on(lab: Lab) -> None:
    await lab.upload("no.,question\ncase-1-1,When?")
    files = {"file": ("Cases.csv", b"no.,question\ncase-1-1,When?", "text/csv")}
    again = await lab.http.post(f"{API}/lab/test-sets", files=files, data={"name": "cases"})
    assert (again.status_code, again.json()["errors"][0]["rule"]) == (422, "unique")
    assert (await lab.call("POST", "/lab/test-sets", files=files))["name"] == "Cases (2)"


async def test_a_set_that_guards_an_assistant_is_not_deleted(lab: Lab) -> None:
    made = await lab.upload("no.,question\ncase-1-1,When?")
    await lab.assistant(gate={"mode": "block", "testSetIds": [made["id"]]})
    refused = await lab.http.delete(f"{API}/lab/test-sets/{made['id']}")
    assert (refused.json()["code"], refused.json()["errors"][0]["name"]) == (409003, "Desk")


async def test_a_viewer_reads_and_does_not_write(lab: Lab, signed_in: httpx2.AsyncClient) -> None:
    from comity import accounts
    from comity.kernel.context import system_actor

    workspace = await lab.rt.db.aread(lambda tx: accounts.find_workspace_by_slug(tx, "example"))
    assert workspace is not None
    wanted = accounts.ApiKeyCreate(name="Reader", scopes=["assistants:read"])
    key = await lab.rt.db.awrite(lambda tx: accounts.create_api_key(tx, system_actor(workspace.id), wanted)[1])
    headers = {"Authorization": f"Bearer {key}"}
    assert (await signed_in.get(f"{API}/lab/test-sets", headers=headers)).status_code == 200
    files = {"file": ("cases.csv", b"no.,question\ncase-1-1,When?", "text/csv")}
    refused = await signed_in.post(f"{API}/lab/test-sets", files=files, headers=headers)
    assert refused.json()["code"] == 403551
