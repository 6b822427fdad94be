"""The stream as documented: frames, numbers, pace, pings (`assistants.md` 3.11, 4.1)."""

import asyncio
import itertools
import json

import aiohttp
import pytest

from comity.assistants.messaging import frames as wire
from tests.assistants.messaging.conftest import Desk
from tests.assistants.messaging.model_server import Say
from tests.assistants.messaging.sse import text_of

pytestmark = pytest.mark.anyio
TERMINAL = ["__status", "answer", "inspection", "searchResults", "sessionId", "messageId", "actions"]


async def test_a_stream_has_the_documented_head_frames_and_end(desk: Desk) -> None:
    desk.model.say = Say(("Hello", "! How may", " I help?"), between_seconds=0.1)
    async with desk.open(sessionId="s-42") as stream:
        found = await stream.data()
    message_id = stream.headers["Comity-Message-Id"]
    assert stream.reply.status == 200
    assert stream.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert stream.headers["Cache-Control"] == "no-store"
    assert stream.headers["X-Accel-Buffering"] == "no"
    assert "Access-Control-Allow-Origin" not in stream.headers
    assert stream.raw.startswith(
        f'retry: 2000\n\nid: {message_id}:1\ndata: {{"__status":"active","content":"Hello"}}\n\n'
    )
    assert [frame.seq for frame in found] == [1, 2, 3, 4]
    assert "[DONE]" not in stream.raw
    assert list(found[-1].data or {}) == TERMINAL
    assert (found[-1].data or {})["answer"] == "Hello! How may I help?"
    assert (found[-1].data or {})["sessionId"] == "s-42"


async def test_active_frames_have_exactly_two_keys_and_each_extends_the_one_before(desk: Desk) -> None:
    desk.model.say = Say([f"word{i} " for i in range(60)], between_seconds=0.01)
    found = await desk.stream()
    active = [frame.data or {} for frame in found[:-1]]
    assert all(list(data) == ["__status", "content"] and data["__status"] == "active" for data in active)
    contents = [data["content"] for data in active]
    assert all(after.startswith(before) and after != before for before, after in itertools.pairwise(contents))
    assert (found[-1].data or {})["answer"].startswith(contents[-1].strip())


async def test_deltas_make_up_the_answer(desk: Desk) -> None:
    desk.model.say = Say(("คืนเงิน", "ภายใน ", '7 "วัน"', " ✓"), between_seconds=0.02)
    found = await desk.stream(streamFormat="delta")
    assert all(list(frame.data or {}) == ["__status", "delta"] for frame in found[:-1])
    assert text_of(found[:-1]) == (found[-1].data or {})["answer"] == 'คืนเงินภายใน 7 "วัน" ✓'


async def test_the_last_frame_is_the_reply_that_is_stored_byte_for_byte(desk: Desk) -> None:
    found = await desk.stream()
    last = found[-1].data or {}
    _, stored, _ = await desk.call("GET", f"/messages/{last['messageId']}")
    assert stored.pop("status") == "finished"
    last.pop("__status")
    assert json.dumps(stored) == json.dumps(last)


async def test_cumulative_frames_keep_their_pace_however_many_tokens_come(desk: Desk) -> None:
    desk.model.say = Say("x" * 400, between_seconds=0.003)
    found = await desk.stream()
    active = found[:-1]
    seconds = active[-1].at - active[0].at
    assert 3 <= len(active) <= seconds / wire.PACE_MIN_SECONDS + 2


def test_the_pace_follows_the_size_of_a_frame_between_fifty_milliseconds_and_a_second() -> None:
    assert wire.pace_seconds(100) == 0.05
    assert wire.pace_seconds(16 * 1024) == 0.5
    assert wire.pace_seconds(10**6) == 1.0


def test_active_bytes_stay_below_32_kib_a_second_up_to_answers_of_32_kib() -> None:
    sent, at, length = 0, 0.0, 0
    while at < 20 and length < 32_000:
        frame = len(wire.cumulative(b"0" * 36, 1, "x" * length))
        sent, at = sent + frame, at + wire.pace_seconds(frame)
        length = int(at * 200)
    assert sent <= 700 * 1024


async def test_silence_is_filled_with_pings(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.assistants.messaging.reader.TICK_SECONDS", 0.05)
    monkeypatch.setattr("comity.assistants.messaging.reader.PING_SECONDS", 0.3)
    desk.model.say = Say(("late",), first_seconds=1.0)
    async with desk.open() as stream:
        found = await stream.data()
    before = stream.raw.partition("id: ")[0]
    assert before.count(": ping\n\n") >= 2
    assert text_of(found) == "late"


async def test_a_reader_that_stops_reading_slows_no_other_and_then_gets_the_newest(desk: Desk) -> None:
    desk.model.say = Say(["y" * 4000] * 300, between_seconds=0.004)
    connector = aiohttp.TCPConnector()
    async with aiohttp.ClientSession(connector=connector, read_bufsize=1024) as slow_http:
        slow = Desk(desk.url, desk.rt, slow_http, desk.admin, desk.model, key=desk.key)
        async with slow.open() as stalled:
            message_id = stalled.headers["Comity-Message-Id"]
            async with desk.resume(message_id) as other:
                quick = await asyncio.wait_for(other.data(), 20)
            late = await asyncio.wait_for(stalled.data(), 20)
    assert late[-1].raw == quick[-1].raw
    assert len((late[-1].data or {})["answer"]) == 1_200_000
    assert [frame.seq for frame in late] == sorted(frame.seq for frame in late)


async def test_a_reader_blocked_for_too_long_is_closed_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.assistants.messaging.reader.TICK_SECONDS", 0.05)
    monkeypatch.setattr("comity.assistants.messaging.reader.BLOCKED_SECONDS", 2.0)
    desk.model.say = Say(["z" * 120_000] * 75, between_seconds=0.05)
    body = b'{"message":"x","stream":true,"streamFormat":"delta"}'
    head = f"POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    reader, writer = await asyncio.open_connection("127.0.0.1", desk.rt.settings.port, limit=1024)
    writer.write(f"{head}Authorization: Bearer {desk.key}\r\n\r\n".encode() + body)
    got = await reader.readuntil(b"\r\n\r\n")
    message_id = got.decode().lower().partition("comity-message-id: ")[2].partition("\r\n")[0]
    async with desk.resume(message_id, query="?streamFormat=delta") as other:
        last = (await asyncio.wait_for(other.data(), 30))[-1]
    assert len((last.data or {})["answer"]) == 9_000_000
    readers = desk.rt.parts["runs"].ticker._readers
    async with asyncio.timeout(20):
        while readers:  # noqa: ASYNC110  until the server has given the stalled one up
            await asyncio.sleep(0.1)
    buffered = await asyncio.wait_for(reader.read(20_000_000), 10)
    while piece := await asyncio.wait_for(reader.read(1_000_000), 10):
        buffered += piece
    assert b'"finished"' not in buffered
    writer.close()
