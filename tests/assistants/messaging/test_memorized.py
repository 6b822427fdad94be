"""Answers from memory: before search and model, in two frames, with a row that tells of it (`assistants.md` 3.8, checks 27, 28)."""

import asyncio
from typing import Any

import pytest

from comity.kernel.embed import EmbedderUnavailable
from comity.kernel.runtime import Runtime
from tests.assistants.messaging.conftest import Desk

PATH = "/memorized-responses"


class NoEmbedder:
    """An install without an embedder: words alone decide."""

    name = revision = "none"

    def encode_queries(self, texts: list[str]) -> Any:
        raise EmbedderUnavailable


@pytest.fixture(autouse=True)
def no_embedder(desk: Desk) -> None:
    """Nothing here waits for the bundled embedder to be made."""
    desk.rt.parts["embedder"] = NoEmbedder()


async def memorize(desk: Desk, question: str, answer: str, **fields: Any) -> dict[str, Any]:
    return await desk.manage("POST", PATH, {"question": question, "answer": answer, **fields})


async def test_a_hit_is_said_in_two_frames_without_a_model_and_leaves_a_row(desk: Desk) -> None:
    made = await memorize(desk, "When are refunds paid?", "Within 7 days. **Really.**")
    frames = await desk.stream("when are refunds  PAID")
    assert [(frame.data or {})["__status"] for frame in frames] == ["active", "finished"]
    assert frames[0].data == {"__status": "active", "content": "Within 7 days. **Really.**"}
    end = frames[1].data
    assert end is not None
    inspection = end["inspection"]
    assert (end["answer"], inspection["outcome"], inspection["provider"]) == (made["answer"], "memorized", "memorized")
    assert (inspection["memorizedResponseId"], end["searchResults"]) == (made["id"], {"total": 0, "data": []})
    assert inspection["memorized"] == {
        "id": made["id"],
        "score": 1.0,
        "exact": True,
        "matched": "When are refunds paid?",
    }
    stages = {stage["name"]: (stage["status"], stage["detail"]) for stage in inspection["stages"]}
    assert (stages["memorized"], stages["search"][0], stages["generate"][0]) == (("ok", "exact"), "skipped", "skipped")
    assert desk.model.bodies == []
    hits = (await desk.manage("GET", f"{PATH}/{made['id']}/hits"))["data"]
    assert [(h["askedText"], h["score"], h["exact"], h["source"]) for h in hits] == [
        ("when are refunds  PAID", 1.0, True, "api")
    ]
    assert hits[0]["messageId"] == end["messageId"]
    shown = await desk.manage("GET", f"{PATH}/{made['id']}")
    assert (shown["hits"], shown["lastScore"], shown["revision"]) == (1, 1.0, 1)
    assert (await desk.manage("GET", f"{PATH}?show=neverHit"))["data"] == []


async def test_an_alike_question_is_answered_from_the_assistants_threshold_on(desk: Desk) -> None:
    made = await memorize(desk, "เปลี่ยนที่อยู่จัดส่งสินค้า", "ได้ก่อนส่งของ")
    reply = await desk.ask("เปลี่ยนที่อยู่จัดส่งสินค้าได้ไหม")
    assert reply["inspection"]["outcome"] == "memorized"
    score = reply["inspection"]["memorized"]["score"]
    assert 0.9 <= score < 1
    await desk.change(memorizedThreshold=1.0)
    reply = await desk.ask("เปลี่ยนที่อยู่จัดส่งสินค้าได้ไหม")
    stage = next(stage for stage in reply["inspection"]["stages"] if stage["name"] == "memorized")
    assert (reply["inspection"]["memorized"], stage["detail"]) == (None, f"no ({score:.2f})")
    assert (await desk.ask(made["question"]))["inspection"]["memorized"]["exact"] is True


async def test_edits_count_from_the_next_question_on(desk: Desk) -> None:
    made = await memorize(desk, "Open?", "From 10.")
    assert (await desk.ask("open"))["answer"] == "From 10."
    await desk.manage("PATCH", f"{PATH}/{made['id']}", {"answer": "From 9."})
    assert (await desk.ask("open"))["answer"] == "From 9."
    for change in (
        {"enabled": False},
        {"enabled": True, "language": "th"},
        {"language": None, "validTo": "2020-01-01T00:00:00Z"},
    ):
        await desk.manage("PATCH", f"{PATH}/{made['id']}", change)
        assert (await desk.ask("open"))["inspection"]["memorized"] is None, change
    await desk.manage("PATCH", f"{PATH}/{made['id']}", {"validTo": None})
    assert (await desk.ask("open"))["answer"] == "From 9."
    await desk.manage("DELETE", f"{PATH}/{made['id']}")
    assert (await desk.ask("open"))["inspection"]["memorized"] is None


async def test_an_entry_of_one_assistant_answers_for_no_other(desk: Desk) -> None:
    other = await desk.another("Other")
    await memorize(desk, "Open?", "From 10.", assistantIds=[other.assistant_id])
    assert (await desk.ask("Open?"))["inspection"]["memorized"] is None
    assert (await other.ask("Open?"))["answer"] == "From 10."


async def test_another_order_number_is_another_question(desk: Desk) -> None:
    await memorize(desk, "Where is order 12?", "In the van.")
    assert (await desk.ask("Where is order 12"))["answer"] == "In the van."
    reply = await desk.ask("Where is order 21?")
    assert reply["inspection"]["memorized"] is None


async def test_the_preview_tells_which_questions_were_asked_that_it_would_answer(desk: Desk) -> None:
    for question in ("Open on Sunday?", "open on sunday", "Refunds?", "ส่งของวันไหน"):
        await desk.ask(question)
    body = {"question": "open on Sunday", "alternates": ["Refunds"]}
    shown = await desk.manage("POST", f"{PATH}/preview", body)
    assert (shown["asked"], shown["answered"]) == (4, 3)
    assert [(row["matched"], row["times"], row["exact"]) for row in shown["data"]] == [
        ("Refunds", 1, True),
        ("open on Sunday", 2, True),
    ]
    first = await memorize(desk, "Refunds?", "Within 7 days.")
    shown = await desk.manage("POST", f"{PATH}/preview", body)
    assert [(one["id"], one["asked"], one["exact"]) for one in shown["conflicts"]] == [(first["id"], "Refunds", True)]
    shown = await desk.manage("POST", f"{PATH}/preview", {**body, "id": first["id"]})
    assert shown["conflicts"] == []


async def test_a_change_of_another_process_is_heard_of_within_a_second(desk: Desk) -> None:
    from comity.assistants.memorized.memory import Memory

    here, there = Memory(desk.rt), Memory(desk.rt)
    made = await memorize(desk, "Open?", "From 10.")
    assert desk.rt.settings is not None
    workspace = await _workspace(desk.rt)
    for memory in (here, there):
        index = await memory.index(workspace)
        assert index is not None and [entry.id for entry in index.entries] == [made["id"]]
    await desk.manage("PATCH", f"{PATH}/{made['id']}", {"enabled": False})
    await asyncio.sleep(0.8)
    index = await there.index(workspace)
    assert index is not None and not index.entries[0].enabled


async def _workspace(rt: Runtime) -> str:
    from comity import accounts

    found = await rt.db.aread(lambda tx: accounts.find_workspace_by_slug(tx, "example"))
    assert found is not None
    return found.id
