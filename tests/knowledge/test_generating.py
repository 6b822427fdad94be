"""Generated titles, keywords and questions (`knowledge.md` 3.5)."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from comity.kernel.llm import SCRIPTS, Script, Scripted, play
from comity.kernel.runtime import Runtime
from comity.knowledge.generating.by_model import read_reply
from comity.knowledge.generating.by_rules import generate_by_rules
from comity.knowledge.generating.making import generate_base
from comity.knowledge.ingestion import edits
from tests.knowledge.conftest import Knowledge

ROWS = 'id,content,keywords,metadata\nr1,Refunds are paid within seven days.,refund|money,"{""a"": 1}"\nr2,Parcels are sent by bicycle.,,'
GUIDE = b"Refunds are paid within seven days after the parcel came back.\n"


def reply(*items: tuple[str, list[str], list[str]]) -> str:
    numbered = enumerate(items, 1)
    return json.dumps({"items": [{"n": n, "title": t, "keywords": k, "questions": q} for n, (t, k, q) in numbered]})


GOOD = reply(
    ("Refunds", ["refund", "seven days"], ["When is money paid back?"]),
    ("Delivery", ["bicycle"], ["Who brings parcels?"]),
)


async def turn_on(base: Knowledge, on: bool = True) -> None:
    shown = await base.http.get(base.path)
    headers = {"If-Match": f'"{shown.json()["revision"]}"'}
    assert (await base.http.patch(base.path, json={"generate": on}, headers=headers)).status_code == 200


@pytest.fixture
async def model(signed_in: httpx2.AsyncClient) -> AsyncIterator[Script]:
    """A scripted model, chosen for the workspace."""
    script = play("generating", GOOD)
    body = {
        "name": "Scripted",
        "baseUrl": "scripted://generating",
        "apiKey": "k",
        "models": [{"name": "m", "contextTokens": 8192, "maxOutputTokens": 1024}],
    }
    made = (await signed_in.post("/api/v1/model-connections", json=body)).json()
    chosen = await signed_in.put("/api/v1/model-connections/default", json={"model": f"{made['id']}/m"})
    assert chosen.status_code == 200, chosen.text
    yield script
    del SCRIPTS["generating"]


async def test_what_people_wrote_comes_first_and_whole_and_generated_values_behind_it(
    csv_base: Knowledge, model: Script
) -> None:
    await turn_on(csv_base)
    await csv_base.put_csv(ROWS.encode())
    await csv_base.drain()
    first, second = await csv_base.chunks()
    assert first["keywords"] == ["refund", "money", "seven days"]
    assert (first["title"], first["questions"]) == ("Refunds", ["When is money paid back?"])
    assert first["generated"] == ["title", "keywords", "questions"]
    assert (first["metadata"], second["metadata"]) == ({"a": 1}, {})
    assert len(model.calls) == 1


async def test_nothing_is_generated_while_the_option_is_off(csv_base: Knowledge, model: Script) -> None:
    await csv_base.put_csv(ROWS.encode())
    await csv_base.drain()
    assert [chunk["generated"] for chunk in await csv_base.chunks()] == [[], []]
    assert not model.calls


async def test_a_generated_question_finds_its_chunk(csv_base: Knowledge, model: Script) -> None:
    await turn_on(csv_base)
    await csv_base.put_csv(ROWS.encode())
    await csv_base.drain()
    assert (await csv_base.search("Who brings parcels?"))[0] == "r2"


async def test_the_same_file_again_changes_nothing_and_a_download_has_what_people_wrote(
    csv_base: Knowledge, model: Script
) -> None:
    await turn_on(csv_base)
    await csv_base.put_csv(ROWS.encode())
    await csv_base.drain()
    again = await csv_base.put_csv((ROWS + "\n").encode())
    assert (again.json()["unchanged"], again.json()["changed"]) == (2, 0)
    await csv_base.drain()
    assert len(model.calls) == 1
    downloaded = (await csv_base.http.get(f"{csv_base.path}/csv")).text
    assert "refund" in downloaded
    assert 'seven days"' not in downloaded.replace("seven days.", "")


async def test_only_what_changed_is_generated_anew(csv_base: Knowledge, model: Script) -> None:
    await turn_on(csv_base)
    await csv_base.put_csv(ROWS.encode())
    await csv_base.drain()
    await csv_base.put_csv(ROWS.replace("bicycle", "train").encode())
    await csv_base.drain()
    sent = model.calls[-1].request.messages[1]["content"]
    assert "train" in sent
    assert "Refunds" not in sent


async def test_a_reply_that_is_not_the_json_is_asked_for_once_more_and_then_skipped(
    csv_base: Knowledge, model: Script
) -> None:
    model.replies[:] = [Scripted(texts=("Sure! Here you are.",))]
    await turn_on(csv_base)
    await csv_base.put_csv(ROWS.encode())
    await csv_base.drain()
    assert len(model.calls) == 2
    assert [chunk["generated"] for chunk in await csv_base.chunks()] == [[], []]
    document = (await csv_base.http.get(f"{csv_base.path}/documents")).json()["data"][0]
    assert document["state"] == "ready"
    assert [one["code"] for one in document["warnings"]] == ["generation_skipped"]


async def test_without_a_model_titles_and_keywords_are_made_and_questions_named_as_missing(base: Knowledge) -> None:
    await turn_on(base)
    document = await base.take("refunds.txt", GUIDE)
    (chunk,) = await base.chunks()
    assert chunk["title"] == "Refunds are paid within seven days after the parcel came back."
    assert "Refunds" in chunk["keywords"]
    assert chunk["questions"] == []
    assert [one["code"] for one in document["warnings"]] == ["questions_need_a_model"]


async def test_text_and_meaning_are_found_while_the_model_is_out(base: Knowledge, model: Script) -> None:
    model.replies[:] = [Scripted(status=503)]
    await turn_on(base)
    document = await base.take("refunds.txt", GUIDE)
    assert (document["state"], document["reason"]["code"], document["searchable"]) == (
        "generating",
        "model_unavailable",
        "text",
    )
    assert document["reason"]["until"]
    assert len(await base.search("money back", arms=["dense"])) == 1


async def test_chosen_chunks_are_generated_anew_and_keep_what_people_wrote(
    runtime: Runtime, csv_base: Knowledge, model: Script
) -> None:
    await turn_on(csv_base)
    await csv_base.put_csv(ROWS.encode())
    await csv_base.drain()
    model.replies[:] = [Scripted(texts=(reply(("Paying back", ["repayment"], ["How fast?"])),))]
    asked = await csv_base.http.post(f"{csv_base.path}/chunks/generate", json={"chunkIds": ["r1", "none"]})
    assert (asked.status_code, asked.json()) == (202, {"asked": 1})
    await generate_base(runtime, csv_base.id)
    first = (await csv_base.chunks())[0]
    assert (first["title"], first["keywords"]) == ("Paying back", ["refund", "money", "repayment"])
    await edits.embed(runtime, first["documentId"])
    assert (await csv_base.search("How fast?"))[0] == "r1"


async def test_generating_anew_needs_the_option(csv_base: Knowledge) -> None:
    await csv_base.put_csv(ROWS.encode())
    refused = await csv_base.http.post(f"{csv_base.path}/chunks/generate", json={"chunkIds": ["r1"]})
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "generate")


async def test_turning_the_option_on_asks_for_what_is_there(
    runtime: Runtime, csv_base: Knowledge, model: Script
) -> None:
    await csv_base.put_csv(ROWS.encode())
    await csv_base.drain()
    await turn_on(csv_base)
    await generate_base(runtime, csv_base.id)
    assert [chunk["title"] for chunk in await csv_base.chunks()] == ["Refunds", "Delivery"]


def test_items_of_a_reply_are_kept_within_their_limits() -> None:
    long: list[Any] = ["x" * 101, "a", "a", *[f"k{n}" for n in range(20)]]
    made = read_reply("```json\n" + reply(("t" * 200, long, ["q" * 501, "Why?"])) + "\n```")[1]
    assert (len(made.title), len(made.keywords), made.keywords[0], made.questions) == (80, 8, "a", ("Why?",))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"items": [{"n": 1}]}',
        '{"items": "no"}',
        '{"items": [{"n": 0, "title": "x", "keywords": [], "questions": []}]}',
    ],
)
def test_what_is_not_the_reply_says_nothing(text: str) -> None:
    assert read_reply(text) == {}


def test_keywords_tell_a_chunk_from_the_others_of_its_document() -> None:
    first, second = generate_by_rules(
        ["The visa fee is 900 baht. The visa takes a week.", "The visa photo must be new."]
    )
    assert first.keywords[0] != second.keywords[0]
    assert "fee" in first.keywords
    assert generate_by_rules(["ค่าธรรมเนียมวีซ่า 900 บาท"])[0].keywords
