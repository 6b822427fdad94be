"""Bundles and purges: what was purged is in none, whenever the purge comes (`knowledge.md` 3.11, check 37)."""

import asyncio
import time
from pathlib import Path
from typing import Any

import httpx2
import pytest

from comity.kernel.runtime import Runtime
from comity.knowledge.bundles import exporting
from tests.knowledge.bundling import PARKING, REFUND, bring_in, export, unpacked
from tests.knowledge.conftest import Knowledge

SEEDED = b"xyzzy-plugh"


async def test_what_was_purged_is_in_no_bundle_and_does_not_come_back_with_an_old_one(
    base: Knowledge, runtime: Runtime
) -> None:
    refund = await base.take("refund.md", REFUND + b"The seeded string is " + SEEDED + b".\n")
    await base.take("parking.md", PARKING)
    await base.http.post(f"{base.path}/publish")
    old = await export(base, runtime)
    await base.http.delete(f"{base.path}/documents/{refund['id']}", params={"purge": True})
    (kept,) = [job for job in (await base.http.get("/api/v1/jobs")).json()["data"] if job["kind"] == "export"]
    assert (await base.http.get(f"/api/v1/jobs/{kept['jobId']}/file")).json()["code"] == 404000
    assert not [path for path in runtime.settings.data_dir.rglob("exports/*") if path.is_file()]
    assert b"xyzzy" not in unpacked(await export(base, runtime, version=1))
    other, told = await bring_in(base, runtime, old)
    assert (told["documents"], told["purged"]) == (1, 1)
    assert all("xyzzy" not in chunk["content"] for chunk in await other.chunks())


class Meeting:
    """A base with a seeded document, an export of it, and a purge of that document that comes at a chosen moment of the export."""

    def __init__(self, base: Knowledge, runtime: Runtime, document_id: str) -> None:
        self._base, self._runtime, self._document_id = base, runtime, document_id
        self.loop = asyncio.get_running_loop()
        self.purging: asyncio.Task[httpx2.Response] | None = None

    async def purge(self) -> None:
        """Purges, and waits until it is done."""
        self.begin_purge()
        assert self.purging is not None
        assert (await self.purging).status_code == 204

    def begin_purge(self) -> None:
        """Sends the purge, once; also from a transaction's thread."""
        path = f"{self._base.path}/documents/{self._document_id}"
        if self.purging is None:
            self.purging = self.loop.create_task(self._base.http.delete(path, params={"purge": True}))

    async def export(self) -> tuple[dict[str, Any], httpx2.Response]:
        """Runs the export to its end; its job and its file afterwards."""
        job = (await self._base.http.post(f"{self._base.path}/export")).json()["jobId"]
        await exporting.export(self._runtime, job)
        if self.purging is not None:
            await self.purging
        shown = (await self._base.http.get(f"/api/v1/jobs/{job}")).json()
        return shown, await self._base.http.get(f"/api/v1/jobs/{job}/file")

    def stored(self) -> list[Path]:
        """Every file that lies where exports are stored or written."""
        folder = self._runtime.settings.data_dir
        return [path for name in ("exports", "work") for path in folder.rglob(f"{name}/**/*") if path.is_file()]


@pytest.fixture
async def meeting(base: Knowledge, runtime: Runtime) -> Meeting:
    refund = await base.take("refund.md", REFUND + b"The seeded string is " + SEEDED + b".\n")
    await base.take("parking.md", PARKING)
    return Meeting(base, runtime, refund["id"])


@pytest.mark.parametrize("moment", ["_write_pages", "_write_chunks", "_write_files", "_keep"])
async def test_an_export_that_a_purge_comes_upon_is_written_anew_without_what_was_purged(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    real = getattr(exporting.Export, moment)

    async def purged_first(self: exporting.Export, *args: Any) -> Any:
        await meeting.purge()
        return await real(self, *args)

    monkeypatch.setattr(exporting.Export, moment, purged_first)
    job, file = await meeting.export()
    assert (job["state"], job["result"]["documents"]) == ("done", 1)
    assert SEEDED not in unpacked(file.content)
    assert len(meeting.stored()) == 1


async def test_a_purge_that_meets_the_end_of_an_export_waits_for_it_and_takes_its_file(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = exporting.upkeep.end
    waits = []

    def end(*args: Any, **more: Any) -> None:
        meeting.loop.call_soon_threadsafe(meeting.begin_purge)
        time.sleep(0.5)  # long enough for the purge to reach the base's row, which this transaction holds
        waits.append(meeting.purging is not None and not meeting.purging.done())
        real(*args, **more)

    monkeypatch.setattr(exporting.upkeep, "end", end)
    job, file = await meeting.export()
    assert waits == [True]
    assert (job["state"], job["result"]["file"], file.json()["code"]) == ("done", False, 404000)
    assert meeting.stored() == []


async def test_an_export_that_was_killed_leaves_nothing_behind_when_it_is_run_again_or_cancelled(
    meeting: Meeting, base: Knowledge, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = (await base.http.post(f"{base.path}/export")).json()["jobId"]
    lost = runtime.settings.data_dir / "work" / f"export-{job}-killed"
    lost.mkdir(parents=True)
    (lost / "bundle").write_bytes(SEEDED)

    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(exporting.upkeep, "end", killed)
        await exporting.export(runtime, job)
    assert len(meeting.stored()) == 1
    await base.http.post(f"/api/v1/jobs/{job}/cancel")
    await exporting.export(runtime, job)
    assert meeting.stored() == []
