"""The CSV File type over HTTP (`knowledge.md` 3.6)."""

import asyncio
import csv
import io

import pytest

from comity.kernel.db import SQL
from comity.kernel.runtime import Runtime
from tests.knowledge.conftest import Knowledge

HEADER = "id,content,title,keywords,questions,metadata"


def rows(count: int, word: str = "row", changed: tuple[int, ...] = ()) -> bytes:
    lines = [f"r{n},Answer {n} of the {'new' if n in changed else word} kind." for n in range(count)]
    return "\n".join(["id,content", *lines]).encode()


async def test_three_thousand_rows_are_taken_and_one_more_is_refused(csv_base: Knowledge) -> None:
    taken = await csv_base.put_csv(rows(3000))
    assert taken.status_code == 202
    assert taken.json()["rows"] == taken.json()["added"] == 3000
    refused = await csv_base.put_csv(rows(3001))
    assert refused.json()["code"] == 422950
    shown = await csv_base.http.get(csv_base.path)
    assert shown.json()["counts"]["chunks"] == 3000


@pytest.mark.parametrize(
    ("content", "path", "rule", "row"),
    [
        ("id,title\n1,x", "rows[1].content", "required", 1),
        ("content\nx", "rows[1].id", "required", 1),
        ("id,content\n1,a\n1,b", "rows[3].id", "duplicate", 3),
        ("id,content\n1,a\n2,  ", "rows[3].content", "required", 3),
        ('id,content,metadata\n1,a,{"x"', "rows[2].metadata", "json", 2),
        ("id,content\n,a", "rows[2].id", "required", 2),
    ],
)
async def test_a_file_with_an_error_is_refused_whole_with_row_and_column(
    csv_base: Knowledge, content: str, path: str, rule: str, row: int
) -> None:
    await csv_base.put_csv(b"id,content\nold,The old row stays.")
    reply = await csv_base.put_csv(content.encode())
    error = reply.json()["errors"][0]
    assert (reply.status_code, reply.json()["code"]) == (422, 422950)
    assert (error["path"], error["rule"], error["row"]) == (path, rule, row)
    assert [chunk["chunkId"] for chunk in await csv_base.chunks()] == ["old"]


async def test_at_most_two_hundred_errors_are_listed(csv_base: Knowledge) -> None:
    reply = await csv_base.put_csv(("id,content\n" + "same,x\n" * 500).encode())
    assert len(reply.json()["errors"]) == 200


async def test_headers_count_in_any_case_and_others_are_named(csv_base: Knowledge) -> None:
    reply = await csv_base.put_csv(b"ID, Content ,note\n1,Hello there,ignored")
    assert (reply.status_code, reply.json()["ignoredColumns"]) == (202, ["note"])


async def test_content_survives_a_download_byte_for_byte(csv_base: Knowledge) -> None:
    contents = ['Line one\nline "two", with commas', "คืนเงินภายใน 7 วัน\nน้ำ", " spaces ", "tab\there"]
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([["id", "content"], *([n, c] for n, c in enumerate(contents))])
    assert (await csv_base.put_csv(b"\xef\xbb\xbf" + out.getvalue().encode())).status_code == 202
    reply = await csv_base.http.get(f"{csv_base.path}/csv")
    back = list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig"), newline="")))
    assert [row["content"] for row in back] == contents
    assert [row["id"] for row in back] == ["0", "1", "2", "3"]
    again = await csv_base.put_csv(reply.content)
    assert again.json()["unchanged"] == 4


async def test_lists_and_metadata_are_read_in_each_form(csv_base: Knowledge) -> None:
    text = f'{HEADER}\n1,a,T,a|b,"[""Why?""]","{{""brand"": ""x""}}"\n2,b,,"c, d",How? | When?,plain\n'
    assert (await csv_base.put_csv(text.encode())).status_code == 202
    one, two = await csv_base.chunks()
    assert (one["keywords"], one["questions"], one["metadata"]) == (["a", "b"], ["Why?"], {"brand": "x"})
    assert (two["keywords"], two["questions"], two["metadata"]) == (["c", "d"], ["How?", "When?"], {"value": "plain"})


async def test_another_encoding_must_be_named(csv_base: Knowledge) -> None:
    content = "id,content\n1,คืนเงินภายในเจ็ดวัน".encode("cp874")
    refused = await csv_base.put_csv(content)
    assert refused.json()["errors"][0]["rule"] == "encoding_unknown"
    assert (await csv_base.put_csv(content, encoding="windows-874")).status_code == 202
    assert (await csv_base.chunks())[0]["content"] == "คืนเงินภายในเจ็ดวัน"


async def test_an_upload_replaces_and_never_adds(csv_base: Knowledge) -> None:
    await csv_base.put_csv(b"id,content\na,First\nb,Second\nc,Third")
    reply = await csv_base.put_csv(b"id,content\nb,Second\nc,Third changed\nd,Fourth")
    said = {name: reply.json()[name] for name in ("rows", "added", "changed", "unchanged", "removed")}
    assert said == {"rows": 3, "added": 1, "changed": 1, "unchanged": 1, "removed": 1}
    assert [(c["chunkId"], c["content"]) for c in await csv_base.chunks()] == [
        ("b", "Second"),
        ("c", "Third changed"),
        ("d", "Fourth"),
    ]


async def test_only_changed_rows_are_embedded_again(csv_base: Knowledge, runtime: Runtime) -> None:
    await csv_base.put_csv(rows(12))
    await csv_base.drain()
    before = await vectors(runtime)
    await csv_base.put_csv(rows(12, changed=(3, 7)))
    await csv_base.drain()
    assert len(before) == 12
    assert len(await vectors(runtime) - before) == 2


async def vectors(runtime: Runtime) -> set[str]:
    found = await runtime.db.aread(lambda tx: tx.rows(SQL("SELECT revision_id FROM chunk_vectors")))
    return {row.revision_id for row in found}


async def test_a_dry_run_changes_nothing(csv_base: Knowledge) -> None:
    await csv_base.put_csv(b"id,content\na,First")
    reply = await csv_base.put_csv(b"id,content\nb,Second", dryRun="true")
    assert (reply.json()["added"], reply.json()["removed"], reply.json()["dryRun"]) == (1, 1, True)
    assert [chunk["chunkId"] for chunk in await csv_base.chunks()] == ["a"]


async def test_edited_rows_are_only_overwritten_when_asked(csv_base: Knowledge) -> None:
    await csv_base.put_csv(b"id,content\na,First\nb,Second")
    await csv_base.http.patch(f"{csv_base.path}/chunks/a", json={"content": "Mine"})
    refused = await csv_base.put_csv(b"id,content\na,Other\nb,Second")
    assert (refused.json()["code"], refused.json()["errors"][0]["chunkId"]) == (409952, "a")
    assert (await csv_base.put_csv(b"id,content\na,Other\nb,Second", overwriteEdits="true")).status_code == 202
    assert [chunk["content"] for chunk in await csv_base.chunks()] == ["Other", "Second"]


async def test_a_disabled_row_stays_disabled_when_it_changes(csv_base: Knowledge) -> None:
    await csv_base.put_csv(b"id,content\na,First\nb,Second")
    await csv_base.http.patch(f"{csv_base.path}/chunks/a", json={"enabled": False})
    await csv_base.put_csv(b"id,content\na,First changed\nb,Second")
    assert [chunk["enabled"] for chunk in await csv_base.chunks()] == [False, True]


async def test_searches_during_the_switch_see_only_the_old_or_only_the_new_rows(csv_base: Knowledge) -> None:
    await csv_base.put_csv(rows(40, "old"))

    async def kinds() -> set[str]:
        body = {"query": "answer of the kind", "limit": 100, "arms": ["lexical"]}
        reply = await csv_base.http.post(f"{csv_base.path}/search", json=body)
        return {hit["document"]["content"].split()[-2] for hit in reply.json()["data"]}

    searches = [kinds() for _ in range(60)]
    seen = await asyncio.gather(*searches[:30], csv_base.put_csv(rows(40, "fresh")), *searches[30:])
    assert all(found in ({"old"}, {"fresh"}) for found in seen if isinstance(found, set))
    assert await kinds() == {"fresh"}


async def test_of_two_uploads_at_once_the_later_waits_and_wins_whole(csv_base: Knowledge) -> None:
    replies = await asyncio.gather(csv_base.put_csv(rows(50, "one")), csv_base.put_csv(rows(50, "two")))
    assert [reply.status_code for reply in replies] == [202, 202]
    words = {chunk["content"].split()[-2] for chunk in await csv_base.chunks()}
    assert words in ({"one"}, {"two"})
