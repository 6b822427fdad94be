"""Coming back to a stream: nothing is lost and nothing said twice (`assistants.md` 3.11)."""

import asyncio

import pytest

from comity.assistants.messaging import ledger
from comity.kernel.db import SQL
from comity.kernel.process import process_name
from tests.assistants.messaging.conftest import Desk
from tests.assistants.messaging.model_server import Say
from tests.assistants.messaging.sse import Frame, text_of

pytestmark = pytest.mark.anyio
WORDS = [f"word{i} " for i in range(12)]


async def cut_and_resumed(desk: Desk, message_id: str, after: int, query: str) -> list[Frame]:
    """The frames of a reader that leaves after so many of them and comes back with the last id it saw."""
    async with desk.resume(message_id, query=query) as first:
        found = await first.data(limit=after)
    if found and "answer" in (found[-1].data or {}):
        return found
    async with desk.resume(message_id, last=found[-1].id if found else "", query=query) as second:
        return found + await second.data()


@pytest.mark.parametrize("query", ["", "?streamFormat=delta"])
async def test_cut_after_each_frame_and_resumed_a_stream_ends_byte_for_byte_like_one_that_was_not_cut(
    desk: Desk, query: str
) -> None:
    desk.model.say = Say(WORDS, between_seconds=0.06)
    async with desk.open(streamFormat="delta" if query else "cumulative") as uncut:
        message_id = uncut.headers["Comity-Message-Id"]
        cut = [asyncio.create_task(cut_and_resumed(desk, message_id, after, query)) for after in range(len(WORDS) + 2)]
        whole = await uncut.data()
    for found in [await task for task in cut] + [
        await cut_and_resumed(desk, message_id, after, query) for after in range(len(WORDS) + 2)
    ]:
        assert found[-1].raw == whole[-1].raw
        seqs = [frame.seq for frame in found]
        assert seqs == sorted(set(seqs))
        if query:
            assert text_of(found[:-1]) == text_of(whole[:-1]) == "".join(WORDS)


async def test_a_resumed_cumulative_stream_begins_with_the_newest_text_and_only_if_it_is_newer(desk: Desk) -> None:
    desk.model.say = Say(WORDS, between_seconds=0.06)
    async with desk.open() as stream:
        seen = await stream.data(limit=3)
        message_id = stream.headers["Comity-Message-Id"]
    async with desk.resume(message_id, last=seen[-1].id) as again:
        rest = await again.data()
    assert text_of(rest[:1]).startswith(text_of(seen))
    assert all(frame.seq > seen[-1].seq for frame in rest)


async def test_an_id_that_cannot_be_read_means_from_the_start(desk: Desk) -> None:
    desk.model.say = Say(("a ", "b ", "c"), between_seconds=0.05)
    reply = await desk.ask()
    end = [frame.id for frame in await _read(desk, reply["messageId"], "")][-1]
    other = "01985f0e-6c1a-7b7e-9d2b-0c5d7c1f3a10:3"
    for last in ("nonsense", "x:3", other, ":", "\u00b2", f"{reply['messageId']}:", f"{reply['messageId']}:-1"):
        found = await _read(desk, reply["messageId"], last)
        assert text_of(found[:-1]) == reply["answer"], last
        assert found[-1].id == end


async def _read(desk: Desk, message_id: str, last: str) -> list[Frame]:
    async with desk.resume(message_id, last=last, query="?streamFormat=delta") as stream:
        return await stream.data()


async def test_a_number_can_be_given_as_after_and_one_too_high_still_brings_the_end(desk: Desk) -> None:
    desk.model.say = Say(("a ", "b ", "c"), between_seconds=0.05)
    reply = await desk.ask()
    whole = await _read(desk, reply["messageId"], "")
    first = whole[0]
    for after, seen in ((str(first.seq), len(text_of([first]))), ("999999999", 5), ("99999999999999999999", 0)):
        async with desk.resume(reply["messageId"], query=f"?streamFormat=delta&after={after}") as stream:
            found = await stream.data()
        assert text_of(found[:-1]) == reply["answer"][seen:]
        assert found[-1].raw == whole[-1].raw


async def test_the_end_can_be_read_for_as_long_as_the_message_is_kept(desk: Desk) -> None:
    found = await desk.stream()
    message_id = (found[-1].data or {})["messageId"]
    await desk.rt.db.awrite(lambda tx: tx.run(SQL("DELETE FROM assistant_run_log")))
    for query in ("", "?streamFormat=delta"):
        async with desk.resume(message_id, query=query) as again:
            assert [frame.raw for frame in await again.data()] == [found[-1].raw]


async def test_an_answer_whose_process_died_is_begun_again_and_its_readers_are_told(desk: Desk) -> None:
    desk.model.say = Say(["old "] * 40, between_seconds=0.05)
    async with desk.open(streamFormat="delta") as stream:
        seen = await stream.data(limit=9)
        message_id = stream.headers["Comity-Message-Id"]
        await die(desk, message_id)
    desk.model.say = Say(("new ", "text"))
    await desk.rt.parts["runs"].look_after()
    async with desk.resume(message_id, last=seen[-1].id, query="?streamFormat=delta") as again:
        rest = await again.data()
    assert (rest[0].data or {}) == {"__status": "active", "reset": True, "delta": ""}
    assert text_of(seen + rest[:-1]) == (rest[-1].data or {})["answer"] == "new text"
    assert all(frame.seq > seen[-1].seq for frame in rest)


async def test_an_answer_that_was_interrupted_twice_fails_and_says_so(desk: Desk) -> None:
    desk.model.say = Say(["old "] * 40, between_seconds=0.05)
    async with desk.open() as stream:
        await stream.data(limit=2)
        message_id = stream.headers["Comity-Message-Id"]
        await die(desk, message_id, attempt=2)
    await desk.rt.parts["runs"].look_after()
    async with desk.resume(message_id) as again:
        last = (await again.data())[-1]
    assert list(last.data or {}) == ["__error", "name", "code", "status", "message", "errors"]
    assert ((last.data or {})["name"], (last.data or {})["code"]) == ("RunInterruptedException", 500901)
    assert (await desk.ended(message_id))["status"] == "failed"


async def test_a_reader_in_another_process_follows_the_log(desk: Desk) -> None:
    desk.model.say = Say(WORDS, between_seconds=0.1)
    async with desk.open(streamFormat="delta") as stream:
        message_id = stream.headers["Comity-Message-Id"]
        runs = desk.rt.parts["runs"]
        elsewhere = runs._open.pop(message_id)
        async with desk.resume(message_id, query="?streamFormat=delta") as other:
            runs._open[message_id] = elsewhere
            found = await other.data()
        whole = await stream.data()
    assert found[-1].raw == whole[-1].raw
    assert text_of(found[:-1]) == "".join(WORDS)


async def die(desk: Desk, message_id: str, attempt: int = 1) -> None:
    """Lets the run look as after a `kill -9`: its process gone, its lease over, what was not flushed lost."""
    runs = desk.rt.parts["runs"]
    run = runs._open.pop(message_id)
    run.task.cancel()
    await asyncio.gather(run.task, return_exceptions=True)
    gone = process_name().rpartition(":")[0] + ":0"
    statement = SQL(
        "UPDATE assistant_runs SET lease_owner = :gone, lease_until = 0, attempt = :attempt WHERE message_id = :id"
    )
    await desk.rt.db.awrite(lambda tx: tx.run(statement, gone=gone, attempt=attempt, id=message_id))
    state = await desk.rt.db.aread(lambda tx: ledger.find_state(tx, message_id))
    assert state is not None
    assert state.status == "running"
