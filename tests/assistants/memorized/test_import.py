"""Memorized responses as a CSV file: taken whole or refused whole, and written so that it can be taken again."""

import csv
import io
from typing import Any

import httpx2
import pytest

from tests.assistants.conftest import Make
from tests.assistants.memorized.conftest import PATH, Memorize


async def send(http: httpx2.AsyncClient, text: str | bytes, **fields: str) -> dict[str, Any]:
    content = text if isinstance(text, bytes) else text.encode()
    reply = await http.post(f"{PATH}/import", files={"file": ("m.csv", content, "text/csv")}, data=fields)
    return reply.json()


async def stored(http: httpx2.AsyncClient) -> list[dict[str, Any]]:
    return (await http.get(f"{PATH}?limit=200")).json()["data"]


def cells(errors: list[dict[str, Any]]) -> list[tuple[int, str, str]]:
    return [(item["row"], item["column"], item["rule"]) for item in errors]


async def test_every_column_is_taken_and_plain_days_are_the_workspaces_own(
    signed_in: httpx2.AsyncClient, make: Make
) -> None:
    assistant = await make(name="Help desk")
    text = (
        "\ufeffQuestion,Answer,Alternates,Language,Valid from,Valid to,Assistants,Enabled,Note\r\n"
        'Open?,"10 to 18,\nalso Sunday",Opening hours|When open,en,2026-06-01,2026-06-30,HELP DESK,no,x\r\n'
        "เปิดกี่โมง,10 โมง,,th,,,,,\r\n"
    )
    dry = await send(signed_in, text, dryRun="true")
    assert (dry["added"], dry["dryRun"], await stored(signed_in)) == (2, True, [])
    done = await send(signed_in, text)
    assert (done["rows"], done["added"], done["changed"], done["ignoredColumns"]) == (2, 2, 0, ["Note"])
    rows = {row["question"]: row for row in await stored(signed_in)}
    row = rows["Open?"]
    assert (row["answer"], row["alternates"]) == ("10 to 18,\nalso Sunday", ["Opening hours", "When open"])
    assert (row["validFrom"], row["validTo"]) == ("2026-05-31T17:00:00Z", "2026-06-30T17:00:00Z")
    assert (row["assistantIds"], row["enabled"]) == ([assistant["id"]], False)
    assert rows["เปิดกี่โมง"]["enabled"] is True
    audit = (await signed_in.get("/api/v1/audit?action=memorizedResponses.imported")).json()["data"]
    assert audit[0]["after"]["added"] == 2


async def test_a_known_question_in_the_same_language_is_changed_and_missing_columns_stay(
    signed_in: httpx2.AsyncClient, memorize: Memorize
) -> None:
    known = await memorize("When are you open?", alternates=["Opening hours"], language="en", enabled=False)
    done = await send(signed_in, "question,answer,language\nwhen are you OPEN,From 9.,en\nOpen on Sunday?,No.,en\n")
    assert (done["added"], done["changed"], done["unchanged"]) == (1, 1, 0)
    row = next(row for row in await stored(signed_in) if row["id"] == known["id"])
    assert (row["answer"], row["alternates"], row["enabled"], row["revision"]) == (
        "From 9.",
        ["Opening hours"],
        False,
        2,
    )
    again = await send(signed_in, "question,answer,language\nwhen are you OPEN,From 9.,en\nOpen on Sunday?,No.,en\n")
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 2)


async def test_every_broken_cell_is_named_and_nothing_is_changed(
    signed_in: httpx2.AsyncClient, memorize: Memorize
) -> None:
    await memorize("Taken", alternates=["Also taken"])
    text = (
        "question,answer,alternates,language,valid from,valid to,assistants,enabled\n"
        ",x,,,,,,\n"
        "b,,,,,,,\n"
        "c,x,,english,someday,,,perhaps\n"
        "d,x,,,2026-06-02,2026-06-01,Nobody,\n"
        f"{'e' * 1001},x,,,,,,\n"
    )
    refused = await send(signed_in, text)
    assert (refused["code"], refused["name"]) == (422000, "ValidationException")
    assert cells(refused["errors"]) == [
        (2, "question", "minLength"),
        (3, "answer", "minLength"),
        (4, "valid from", "value"),
        (4, "enabled", "value"),
        (4, "language", "pattern"),
        (5, "assistants", "value"),
        (5, "valid to", "order"),
        (6, "question", "maxLength"),
    ]
    clashing = await send(signed_in, "question,answer,alternates\nf,x,ALSO taken\ng,x,h\nh,x,\nG?,y,\n")
    assert cells(clashing["errors"]) == [(5, "question", "duplicate")]
    clashing = await send(signed_in, "question,answer,alternates\nf,x,ALSO taken\ng,x,h\nh,x,\n")
    assert cells(clashing["errors"]) == [(2, "alternates", "conflict"), (4, "question", "conflict")]
    assert len(await stored(signed_in)) == 1


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty"),
        (b"question,answer\n\xff\xfe,x\n", "encoding"),
        (b"question\nOpen?\n", "required"),
        (b"question,answer\n" + b"q,a\n" * 10_001, "maxItems"),
    ],
)
async def test_a_file_that_cannot_be_read_says_what_to_do(
    signed_in: httpx2.AsyncClient, content: bytes, rule: str
) -> None:
    refused = await send(signed_in, content)
    assert (refused["code"], refused["errors"][0]["rule"]) == (422000, rule)


async def test_a_file_over_five_megabytes_is_too_large(signed_in: httpx2.AsyncClient) -> None:
    refused = await send(signed_in, b"question,answer\n" + b"x" * (5 * 1024 * 1024))
    assert refused["code"] == 413000


async def test_an_export_can_be_imported_again_and_its_cells_calculate_nothing(
    signed_in: httpx2.AsyncClient, memorize: Memorize, make: Make
) -> None:
    assistant = await make(name="Help desk")
    await memorize("=1+1?", '-2, "not" 3', alternates=["+1", "plain"], assistantIds=[assistant["id"]])
    await memorize("เปิดกี่โมง", "10 โมง\nถึง 18", language="th", validTo="2026-06-30T17:00:00Z", enabled=False)
    reply = await signed_in.get(f"{PATH}/export")
    assert reply.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig"), newline="")))
    assert (rows[0]["question"], rows[0]["answer"], rows[0]["assistants"]) == ("'=1+1?", '\'-2, "not" 3', "Help desk")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    again = await send(signed_in, reply.content)
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 2)
