"""Waiting until the demo's documents are read, with a bar on the terminal's error channel."""

import asyncio
import time
from contextlib import AsyncExitStack

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from comity.cli.demo.making import demo_bases
from comity.kernel.db import Tx
from comity.kernel.errors import Conflict
from comity.kernel.process import running_server
from comity.kernel.runtime import Runtime
from comity.knowledge.documents.schemas import DocumentRead
from comity.knowledge.documents.service import list_documents
from comity.knowledge.documents.state import show_documents
from comity.worker import every_queue, working

POLL_SECONDS = 0.3
PATIENCE_SECONDS = 10


class DemoDocumentFailed(Conflict):
    """A document of the demo could not be read."""

    code = 409562


async def wait_until_ready(rt: Runtime) -> None:
    """Waits for the jobs that others run. Raises `DemoDocumentFailed`."""
    documents = await rt.db.aread(_documents)
    while not _is_over(documents):
        await asyncio.sleep(POLL_SECONDS)
        documents = await rt.db.aread(_documents)
    _refuse_failed(documents)


async def work_until_ready(rt: Runtime) -> None:
    """Waits with a bar, and runs the jobs here when no server does. Raises `DemoDocumentFailed`."""
    documents = await rt.db.aread(_documents)
    async with AsyncExitStack() as stack:
        is_working = False
        moved_at, before = time.monotonic(), _standing(documents)
        with _bar() as bar:
            task = bar.add_task("Reading the documents", total=len(documents), step="")
            while not _is_over(documents):
                has_server = running_server(rt.settings.data_dir) is not None
                if not is_working and (not has_server or time.monotonic() - moved_at > PATIENCE_SECONDS):
                    await stack.enter_async_context(working(rt, every_queue()))
                    is_working = True
                await asyncio.sleep(POLL_SECONDS)
                documents = await rt.db.aread(_documents)
                if _standing(documents) != before:
                    moved_at, before = time.monotonic(), _standing(documents)
                _show(bar, task, documents)
            _show(bar, task, documents)
    _refuse_failed(documents)


def _documents(tx: Tx) -> list[DocumentRead]:
    actor, bases = demo_bases(tx)
    rows = []
    for base in bases:
        rows += list_documents(tx, actor, base, state="", q="", source="", limit=100, cursor=None).rows
    return show_documents(tx, rows)


def _is_over(documents: list[DocumentRead]) -> bool:
    return all(document.state in {"ready", "failed", "cancelled"} for document in documents)


def _standing(documents: list[DocumentRead]) -> list[tuple[str, int]]:
    return [(document.state, document.progress.done) for document in documents]


def _refuse_failed(documents: list[DocumentRead]) -> None:
    failed = [f"'{document.title}': {document.reason.message}" for document in documents if document.state == "failed"]
    if failed:
        raise DemoDocumentFailed(f"Not read: {' '.join(failed)} Try it again in the console, or delete it there.")


def _bar() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed} of {task.total}"),
        TimeElapsedColumn(),
        TextColumn("[dim]{task.fields[step]}"),
    )
    return Progress(*columns, console=Console(stderr=True))


def _show(bar: Progress, task: object, documents: list[DocumentRead]) -> None:
    done = [document for document in documents if document.state in {"ready", "failed", "cancelled"}]
    open_ = [document for document in documents if document not in done]
    step = f"{open_[0].title}: {open_[0].reason.message}" if open_ else ""
    bar.update(task, completed=len(done), step=step)  # pyright: ignore[reportArgumentType]
