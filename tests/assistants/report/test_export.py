"""Exports: written by a job, read by a spreadsheet, forgotten after a week (`assistants.md` 4.5, `accounts.md` 3.13)."""

import asyncio
import csv
import io
from typing import Any

import httpx2
import pytest

from comity.assistants.report import exporting
from comity.assistants.report.tasks import end_stuck_exports, retention
from comity.kernel import clock
from comity.kernel.jobs import Runner
from comity.kernel.runtime import Runtime
from tests.assistants.report.conftest import Say

PATH = "/api/v1/gen-ai/messages/export"
EXPORTS = "/api/v1/gen-ai/messages/exports"


async def written(client: httpx2.AsyncClient, runtime: Runtime, **filters: Any) -> tuple[dict[str, Any], list[dict]]:
    """An export that was asked for, with the rows of its file."""
    asked = await client.post(PATH, json=filters)
    assert asked.status_code == 202, asked.text
    await exporting.write_export(runtime, await workspace_of(client), asked.json()["id"])
    address = asked.headers["Location"]
    text = (await client.get(f"{address}/file")).text
    return (await client.get(address)).json(), list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


async def workspace_of(client: httpx2.AsyncClient) -> str:
    return (await client.get("/api/v1/me")).json()["workspaces"][0]["id"]


async def test_an_export_holds_what_the_report_shows_under_the_same_filters(
    signed_in: httpx2.AsyncClient, runtime: Runtime, say: Say
) -> None:
    await say(outcome="fallback", session="f")
    id_ = await say("ขอคืนเงินกี่วัน", "ภายใน 7 วัน", user="u7", tokens=(812, 96), latency_ms=1420)
    export, rows = await written(signed_in, runtime, outcome=["answered"])
    assert (export["state"], export["rows"], export["isCut"], export["requestedBy"]) == ("done", 1, False, "Nok")
    row = rows[0]
    assert (row["message id"], row["question"], row["answer"]) == (id_, "ขอคืนเงินกี่วัน", "ภายใน 7 วัน")
    assert (row["user id"], row["prompt tokens"], row["seconds"]) == ("u7", "812", "1.42")
    assert (row["fulfillments"], row["chunk ids"], row["scores"]) == ("Policies", "c7k2m9qpx4dz", "0.81")


async def test_no_cell_of_an_export_is_a_formula(signed_in: httpx2.AsyncClient, runtime: Runtime, say: Say) -> None:
    for n, text in enumerate(("=1+1", "+1", "-1", "@a", "\t=1", "5 = 5")):
        await say(text, "=HYPERLINK(1)", session=f"s{n}", user="=u")
    _, rows = await written(signed_in, runtime)
    assert {row["question"] for row in rows} == {"'=1+1", "'+1", "'-1", "'@a", "'\t=1", "5 = 5"}
    assert {(row["answer"], row["user id"]) for row in rows} == {("'=HYPERLINK(1)", "'=u")}


async def test_an_export_is_cut_at_its_limit_and_says_so(
    signed_in: httpx2.AsyncClient, runtime: Runtime, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "ROWS_MAX", 5)
    monkeypatch.setattr(exporting, "PAGE", 3)
    ids = [await say(session=f"s{n}") for n in range(6)]
    export, rows = await written(signed_in, runtime)
    assert (export["rows"], export["isCut"]) == (5, True)
    assert [row["message id"] for row in rows] == ids[:0:-1]
    exact, _ = await written(signed_in, runtime, sessionId="s0")
    assert (exact["rows"], exact["isCut"]) == (1, False)


async def test_the_job_that_was_enqueued_writes_the_file(
    signed_in: httpx2.AsyncClient, runtime: Runtime, say: Say
) -> None:
    await say()
    asked = (await signed_in.post(PATH, json={})).json()
    early = await signed_in.get(f"{EXPORTS}/{asked['id']}/file")
    assert (early.status_code, early.json()["code"]) == (409, 409920)
    runner = Runner(runtime, runtime.db, schedules=False)
    await runner.start()
    for _ in range(200):
        if (await signed_in.get(f"{EXPORTS}/{asked['id']}")).json()["state"] == "done":
            break
        await asyncio.sleep(0.05)
    await runner.stop()
    listed = (await signed_in.get(EXPORTS)).json()["data"]
    assert [(one["id"], one["state"], one["rows"]) for one in listed] == [(asked["id"], "done", 1)]


async def test_exports_are_kept_for_seven_days(signed_in: httpx2.AsyncClient, runtime: Runtime, say: Say) -> None:
    await say()
    export, _ = await written(signed_in, runtime)
    clock.tick(7 * 86_400 + 60)
    try:
        await retention(runtime)
        gone = await signed_in.get(f"{EXPORTS}/{export['id']}")
        assert (gone.status_code, gone.json()["code"]) == (404, 404920)
        assert not await runtime.storage.exists(f"{await workspace_of(signed_in)}/exports/{export['id']}.csv")
    finally:
        clock.tick(-7 * 86_400 - 60)


async def test_an_export_that_nobody_writes_any_more_says_so(signed_in: httpx2.AsyncClient, runtime: Runtime) -> None:
    asked = (await signed_in.post(PATH, json={})).json()
    await end_stuck_exports(runtime)
    assert (await signed_in.get(f"{EXPORTS}/{asked['id']}")).json()["state"] == "queued"
    clock.tick(3601)
    await end_stuck_exports(runtime)
    ended = (await signed_in.get(f"{EXPORTS}/{asked['id']}")).json()
    assert (ended["state"], ended["endedAt"] is not None) == ("failed", True)
    assert "Export again" in ended["error"]
    await exporting.write_export(runtime, await workspace_of(signed_in), asked["id"])
    assert (await signed_in.get(f"{EXPORTS}/{asked['id']}")).json()["state"] == "failed"


async def test_an_eleventh_export_within_an_hour_is_refused(signed_in: httpx2.AsyncClient) -> None:
    for _ in range(10):
        assert (await signed_in.post(PATH)).status_code == 202
    refused = await signed_in.post(PATH)
    assert (refused.status_code, refused.json()["code"]) == (429, 429000)
    assert refused.headers["Retry-After"]
