"""The ingestion worker: takes readings one after another, parses in a child process, chunks, indexes and embeds.

Everything slow happens outside transactions; after each checkpoint a killed worker's successor goes on where it stopped.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from comity.kernel import metrics
from comity.kernel.embed import Embedder, EmbedderUnavailable, local_embedder
from comity.kernel.errors import ComityError
from comity.kernel.logs import logger
from comity.kernel.process import process_name
from comity.kernel.runtime import Runtime
from comity.kernel.text import detect_language
from comity.knowledge import queries
from comity.knowledge.chunking import chunk_document
from comity.knowledge.chunks.service import Said, with_terms
from comity.knowledge.embedders.errors import EmbedderNotFound, EmbedderRefused, EmbedderWaits
from comity.knowledge.generating.errors import GeneratorWaits
from comity.knowledge.generating.making import next_batch
from comity.knowledge.ingestion import ledger, steps
from comity.knowledge.ingestion import vectors as chunk_vectors
from comity.knowledge.ingestion.ledger import LeaseLost
from comity.knowledge.ingestion.steps import PageResult, Task
from comity.knowledge.ingestion.turns import Turns
from comity.knowledge.parsing import ParseFailure, ocr
from comity.knowledge.parsing.nursery import Nursery
from comity.knowledge.parsing.sandbox import PageDied, PageTimedOut, ParserProcess

HEARTBEAT_SECONDS = 10
SHOW_EVERY_SECONDS = 0.5
TURN_SECONDS = 4.0
CHUNKS_PER_PAGE = 2
MISTAKES = (ComityError, OSError, ValueError, RuntimeError, LookupError, ArithmeticError, TypeError, AttributeError)
PAGE_SEPARATOR = "\n\n"
log = logger("ingestion")


class Yielded(Exception):
    """Another reading goes before: this one goes on later, after its last checkpoint."""


class IngestWorker:
    """One process's ingestion: a general slot, and a slot kept for documents under 1 MB."""

    def __init__(self, rt: Runtime, nursery: Nursery) -> None:
        self._rt = rt
        self._db = rt.db
        self._nursery = nursery
        self._owner = process_name()
        self._turns: Turns = rt.parts.setdefault("ingestTurns", Turns())
        self._shown: dict[str, float] = {}
        self._embedder: Embedder = rt.parts.get("embedder") or local_embedder(rt.settings.data_dir)
        self._loaded = asyncio.Event()

    async def drain(self) -> None:
        """Works until nothing is due."""
        with suppress(OSError):
            await self._nursery.ready()
        async with asyncio.TaskGroup() as slots:
            slots.create_task(self._load())
            for _ in range(self._rt.settings.knowledge.ingest_workers):
                slots.create_task(self._slot(small_only=False))
            slots.create_task(self._slot(small_only=True))

    async def _load(self) -> None:
        """Loads the embedder beside the reading of files; one that cannot be had is met again, and named, where it is used."""
        try:
            with suppress(EmbedderUnavailable, *MISTAKES):
                await asyncio.to_thread(self._embedder.encode_passages, ["ready"])
        finally:
            self._loaded.set()

    async def _slot(self, *, small_only: bool) -> None:
        while task := await self._next(small_only=small_only):
            await self._work(task)

    async def _next(self, *, small_only: bool) -> Task | None:
        """The next reading. Nothing is held while the embedder loads: a death in that time would count against the document."""
        if not self._loaded.is_set():
            if task := await self._take(small_only=small_only, text_only=True):
                return task
            await self._loaded.wait()
        return await self._take(small_only=small_only, text_only=False)

    async def _take(self, **which: bool) -> Task | None:
        return await self._db.awrite(lambda tx: steps.take(tx, self._owner, self._turns, **which))

    async def _work(self, task: Task) -> None:
        beat = asyncio.create_task(self._heartbeat(task))
        try:
            await self._read(task)
        except LeaseLost:
            log.info("reading was taken away", document=task.document_id)
        except Yielded:
            await self._db.awrite(lambda tx: ledger.release(tx, task.version_id, self._owner))
        except ParseFailure as failure:
            await self._end(task, failure.code, failure.message)
        except (EmbedderUnavailable, EmbedderRefused, EmbedderNotFound) as error:
            await self._end(task, "embedding_unavailable", error.message)
        except (EmbedderWaits, GeneratorWaits) as waits:
            with suppress(LeaseLost):
                await self._db.awrite(lambda tx, w=waits: steps.wait_for_others(tx, task, self._owner, w))
        except asyncio.CancelledError:
            await asyncio.shield(self._db.awrite(lambda tx: ledger.release(tx, task.version_id, self._owner)))
            raise
        except MISTAKES as error:
            log.error("reading failed", document=task.document_id, exc_info=error)
            text = f"{type(error).__name__}: {error}"
            with suppress(LeaseLost):
                await self._db.awrite(lambda tx: steps.back_off(tx, task, self._owner, text))
        finally:
            beat.cancel()

    async def _yield_if_others_wait(self, task: Task, began: float) -> None:
        """After a turn of some seconds, lets another workspace have the slot; called between checkpoints."""
        if time.monotonic() - began < TURN_SECONDS:
            return
        if await self._db.aread(lambda tx: ledger.others_wait(tx, task.workspace_id)):
            raise Yielded

    async def _read(self, task: Task) -> None:
        if task.crashes >= ledger.CRASHES:
            message = f"The worker died {task.crashes} times while reading this file, without getting any further."
            await self._end(task, "crashed_repeatedly", message)
            return
        if task.state in {"queued", "parsing"}:
            await self._parse(task)
        if task.state not in {ledger.EMBEDDING, ledger.GENERATING}:
            await self._chunk(task)
            if not self._loaded.is_set() or await self._db.aread(lambda tx: ledger.text_waits(tx, task.workspace_id)):
                raise Yielded
        await self._generate(task)
        await self._embed(task)
        await self._db.awrite(lambda tx: steps.finish(tx, task, self._owner))
        metrics.DOCUMENTS.labels("ready").inc()

    async def _end(self, task: Task, code: str, message: str) -> None:
        metrics.DOCUMENTS.labels("failed").inc()
        with suppress(LeaseLost):
            await self._db.awrite(lambda tx: steps.fail(tx, task, self._owner, code, message))

    async def _parse(self, task: Task) -> None:
        async with self._rt.storage.local_path(task.file_key) as path:
            memory_mb = self._rt.settings.knowledge.parser_memory_mb
            parser = ParserProcess(self._nursery, path, task.file_type, memory_mb=memory_mb, ocr=task.recognition)
            try:
                await self._parse_pages(task, parser)
            finally:
                await parser.close()

    async def _parse_pages(self, task: Task, parser: ParserProcess) -> None:
        head = await parser.head()
        plain = {"title": head.title, "mime": head.mime, "metadata": head.metadata}
        number = await self._db.awrite(
            lambda tx: steps.save_head(tx, task, self._owner, plain, head.pages, head.title or "")
        )
        start = await self._db.aread(lambda tx: _text_length(queries.pages_of(tx, task.version_id)))
        labels = head.page_labels
        began = time.monotonic()
        while number <= head.pages:
            label = labels[number - 1] if len(labels) >= number else ""
            result = await self._page(parser, number, label)
            await self._db.awrite(lambda tx, r=result, s=start: steps.save_page(tx, task, self._owner, r, s))
            start += len(result.text) + len(PAGE_SEPARATOR)
            number += 1
            self._turns.give(task.workspace_id, 1)
            await self._show(task)
            await self._yield_if_others_wait(task, began)
        if await self._db.aread(lambda tx: steps.skipped_too_many(tx, task)):
            raise ParseFailure("corrupt_file", "More than a fifth of the pages could not be read.")

    async def _page(self, parser: ParserProcess, number: int, label: str) -> PageResult:
        """One page; when its reading dies or takes too long it is tried once more alone, then skipped with a warning."""
        seconds = self._rt.settings.knowledge.page_timeout_seconds
        why = ""
        for _ in range(2):
            try:
                page = await parser.page(number, timeout=seconds)
            except (PageDied, PageTimedOut) as error:
                why = str(error)
                continue
            blocks = [_plain(block) for block in page.blocks]
            warnings = [warning if isinstance(warning, dict) else asdict(warning) for warning in page.warnings]
            return PageResult(number, page.text, blocks, page.status, page.width, page.height, label, warnings)
        warning = {"code": "page_failed", "page": number, "message": f"Page {number} was skipped: {why}"}
        return PageResult(number, "", [], "skipped", 0, 0, label, [warning])

    async def _chunk(self, task: Task) -> None:
        await self._db.awrite(lambda tx: steps.enter(tx, task, self._owner, "chunking", 0, "chunk"))
        pages = await self._db.aread(lambda tx: [_page_plain(page) for page in queries.pages_of(tx, task.version_id)])
        said, language = await asyncio.to_thread(_cut, pages, task)
        if not said:
            await _refuse_empty(pages, task)
        await self._db.awrite(lambda tx: steps.enter(tx, task, self._owner, "indexing", len(said), "chunk"))
        await self._db.awrite(lambda tx: steps.index(tx, task, self._owner, said, language))
        await self._show(task, at_once=True)

    async def _generate(self, task: Task) -> None:
        """Titles, keywords and questions. While the model is out, what people wrote is embedded and found."""
        total = await self._db.aread(lambda tx: steps.count_lacking(tx, task)) if task.generate else 0
        if not total:
            return
        await self._db.awrite(lambda tx: steps.enter(tx, task, self._owner, ledger.GENERATING, total, "chunk"))
        try:
            await self._generate_all(task)
        except GeneratorWaits:
            if not await self._db.aread(lambda tx: steps.waited_for_a_day(tx, task)):
                await self._embed(task)
                raise
            await self._db.awrite(lambda tx: steps.skip_generating(tx, task, self._owner))
        await self._db.awrite(lambda tx: steps.enter(tx, task, self._owner, ledger.EMBEDDING, total, "chunk"))

    async def _generate_all(self, task: Task) -> None:
        began = time.monotonic()
        while batch := await next_batch(self._rt, task.workspace_id, task.base_id, task.document_id):
            await self._db.awrite(
                lambda tx, b=batch: steps.save_generated(tx, task, self._owner, b.prepared, b.warnings)
            )
            self._turns.give(task.workspace_id, len(batch.prepared) / CHUNKS_PER_PAGE)
            await self._show(task)
            await self._yield_if_others_wait(task, began)

    async def _embed(self, task: Task) -> None:
        began = time.monotonic()
        while found := await chunk_vectors.missing(self._rt, task.workspace_id, task.base_id, task.document_id):
            vectors = await chunk_vectors.encode(found.embedder, found.rows)
            await self._db.awrite(
                lambda tx, v=vectors, f=found: steps.save_vectors(
                    tx, task, self._owner, f.generation_id, v, len(f.rows)
                )
            )
            self._turns.give(task.workspace_id, len(found.rows) / CHUNKS_PER_PAGE)
            await self._show(task)
            await self._yield_if_others_wait(task, began)

    async def _show(self, task: Task, *, at_once: bool = False) -> None:
        """Progress for consoles, at most twice a second for each base."""
        now = time.monotonic()
        if at_once or now - self._shown.get(task.base_id, 0) >= SHOW_EVERY_SECONDS:
            self._shown[task.base_id] = now
            await self._db.awrite(lambda tx: steps.show(tx, task))

    async def _heartbeat(self, task: Task) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            with suppress(LeaseLost):
                await self._db.awrite(lambda tx: ledger.hold(tx, task.version_id, self._owner))


def _text_length(pages: Sequence[Any]) -> int:
    return sum(len(page.text) + len(PAGE_SEPARATOR) for page in pages)


def _plain(block: Any) -> dict[str, Any]:
    return block if isinstance(block, dict) else asdict(block)


def _page_plain(page: Any) -> dict[str, Any]:
    names = ("number", "text", "blocks", "status", "start", "label")
    return {name: getattr(page, name) for name in names}


async def _refuse_empty(pages: list[dict[str, Any]], task: Task) -> None:
    if any(page["status"] == "image" for page in pages):
        engine = await asyncio.to_thread(ocr.look)
        what = ocr.advice(task.recognition, engine) or "Retry it."
        raise ParseFailure("needs_ocr", f"The pages are pictures without text. {what} Or send a text version.")
    raise ParseFailure("empty_document", "There is no text in this file.")


def _cut(pages: list[dict[str, Any]], task: Task) -> tuple[list[Said], str]:
    """Chunks with their analysis, and the document's language."""
    drafts = chunk_document(
        pages,
        mode=task.chunking["mode"],
        target_tokens=task.chunking["targetTokens"],
        overlap_percent=task.chunking["overlapPercent"],
    )
    labels = {page["number"]: page["label"] for page in pages}
    said = [_said(draft, task, labels) for draft in drafts]
    sample = " ".join(page["text"][:500] for page in pages[:20])
    return said, detect_language(sample)


def _said(draft: Any, task: Task, labels: dict[int, str]) -> Said:
    title = draft.heading_path[-1] if draft.heading_path else ""
    said = Said(
        content=draft.content,
        title=title[:255],
        heading_path=list(draft.heading_path),
        kind=draft.kind,
        page=draft.page,
        start=draft.start,
        end=draft.end,
        boxes=list(draft.boxes),
        path=_path(task, draft.page, labels.get(draft.page, "")),
        tokens=draft.tokens,
    )
    return with_terms(said, task.language)


def _path(task: Task, page: int, label: str) -> str:
    if task.file_type == "pdf":
        return f"{task.path}#page={page}"
    if task.file_type == "pptx":
        return f"{task.path}#slide={page}"
    if task.file_type == "xlsx":
        return f"{task.path}#sheet={label}"
    return task.path
