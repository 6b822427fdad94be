"""How fast documents become searchable: pages per second, and the time until text and vectors are there.

    python -m bench.ingestion [--pages 300] [--text-kb 80,1024] [--no-vectors]

Each document goes the whole way (stored, read in a child process, cut, indexed, embedded) in an empty data directory with nothing
else queued. The reference of the same run is PDFium's bare text extraction in this process, without blocks, boxes or storage.
Prints a table and, as its last line, the same figures as JSON.
"""

import argparse
import asyncio
import json
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pypdfium2

from comity import knowledge
from comity.kernel.config import Settings
from comity.kernel.context import system_actor
from comity.kernel.db import SQL
from comity.kernel.db.schema import bring_to_head
from comity.kernel.runtime import Runtime
from comity.knowledge.ingestion.worker import IngestWorker
from comity.knowledge.parsing.nursery import Nursery
from comity.migrations import FOLDER
from comity.worker import every_queue, open_runtime

DEMO = Path(__file__).parent.parent / "examples" / "demo" / "documents"
WORKSPACE = "bench"
LINES_PER_PAGE = 44
SENTENCE = "Section {n}: the officer of district {m} files form {f} within {d} days and keeps a copy for the archive."
STATE = SQL("SELECT state, searchable, page_count FROM document_versions ORDER BY created_at DESC LIMIT 1")


@dataclass(frozen=True)
class Measured:
    """One document: its pages, seconds until its text and until its vectors are searchable, and the bare reading's rate."""

    name: str
    pages: int
    chunks: int
    text_seconds: float
    full_seconds: float | None
    pages_per_second: float
    bare_pages_per_second: float | None


def sentence(n: int) -> str:
    """A sentence that no other number makes."""
    return SENTENCE.format(n=n, m=n * 7 % 91, f=f"A-{n * 13 % 997}", d=n % 60 + 1)


def plain_text(kilobytes: int) -> bytes:
    """So much text, a heading every forty sentences."""
    lines, size, n = [], 0, 0
    while size < kilobytes * 1024:
        line = f"\n## Part {n // 40}\n" if n % 40 == 0 else sentence(n)
        lines.append(line)
        size += len(line) + 1
        n += 1
    return "\n".join(lines)[: kilobytes * 1024].encode()


def made_pdf(pages: int, lines_per_page: int = LINES_PER_PAGE) -> bytes:
    """A PDF of full pages of text with a heading, a running header and a page number each."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in range(pages):
        lines = [f"BT /F 18 Tf 60 740 Td (Chapter {page + 1}) Tj ET", "BT /F 9 Tf 60 800 Td (Handbook) Tj ET"]
        lines += [f"BT /F 9 Tf 300 30 Td ({page + 1}) Tj ET", "BT /F 10 Tf 60 710 Td 15 TL"]
        lines += [f"({sentence(page * lines_per_page + n)[:95]}) '" for n in range(lines_per_page)] + ["ET"]
        stream = "\n".join(lines)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        content = len(objects)
        resources = "<< /Font << /F 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Resources {resources} /Contents {content} 0 R >>"
        )
        kids.append(len(objects))
    objects[1] = f"<< /Type /Pages /Count {pages} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
    return _assembled(objects)


def _assembled(objects: list[str]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    trailer = f"trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {count}\n0000000000 65535 f \n{table}{trailer}".encode()


def bare_rate(content: bytes) -> float:
    """Pages per second of PDFium's text extraction alone."""
    started = time.perf_counter()
    pdf = pypdfium2.PdfDocument(content)
    for page in pdf:
        page.get_textpage().get_text_range()
    return len(pdf) / (time.perf_counter() - started)


async def measure(rt: Runtime, nursery: Nursery, name: str, content: bytes, *, vectors: bool) -> Measured:
    """Sends one document the whole way and watches its state."""
    actor = system_actor(WORKSPACE)
    wanted = knowledge.BaseCreate(name=name)
    base_id = await rt.db.awrite(lambda tx: knowledge.create_base(tx, actor, wanted).id)
    started = time.perf_counter()
    file = await knowledge.store_file(rt, WORKSPACE, name, content)

    def add(tx: Any) -> str:
        base = knowledge.get_base(tx, actor, base_id)
        return knowledge.add_document(tx, actor, base, file).id

    document_id = await rt.db.awrite(add)
    work = asyncio.create_task(IngestWorker(rt, nursery).drain())
    text = full = None
    while not work.done():
        row = await _state(rt)
        if text is None and row.searchable in {"text", "full"}:
            text = time.perf_counter() - started
            if not vectors:
                work.cancel()
                break
        await asyncio.sleep(0.02)
    await asyncio.gather(work, return_exceptions=True)
    full = time.perf_counter() - started if vectors else None
    row = await _state(rt)
    count = SQL("SELECT count(*) FROM chunks WHERE document_id = :id")
    chunks = await rt.db.aread(lambda tx: tx.value(count, id=document_id))
    assert text or full, f"{name} ended as {row.state}"
    seconds = text or full or 0.0
    bare = bare_rate(content) if name.endswith(".pdf") else None
    return Measured(name, row.page_count, chunks, seconds, full, row.page_count / seconds, bare)


async def _state(rt: Runtime) -> Any:
    return await rt.db.aread(lambda tx: tx.row(STATE))


def documents(pages: int, text_kilobytes: list[int]) -> list[tuple[str, bytes]]:
    """The demo's PDFs, a made one, and plain texts."""
    demo = [(path.name, path.read_bytes()) for path in sorted(DEMO.glob("*.pdf"))]
    return [
        *demo,
        (f"made-{pages}.pdf", made_pdf(pages)),
        *((f"text-{kb}kb.md", plain_text(kb)) for kb in text_kilobytes),
    ]


async def run(pages: int, text_kilobytes: list[int], *, vectors: bool) -> list[Measured]:
    """Measures every document, after one that warms the processes."""
    every_queue()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        settings = Settings(data_dir=Path(folder))
        bring_to_head(settings, FOLDER)
        nursery = Nursery()
        async with open_runtime(settings) as rt:
            await measure(
                rt, nursery, "warm.md", b"# Warm\n\nThe first document starts the processes.", vectors=vectors
            )
            await measure(rt, nursery, "warm.pdf", made_pdf(1), vectors=vectors)
            found = [
                await measure(rt, nursery, name, content, vectors=vectors)
                for name, content in documents(pages, text_kilobytes)
            ]
        await nursery.close()
    return found


def show(found: list[Measured]) -> None:
    """The table, then the JSON line."""
    print(f"{'document':32} {'pages':>6} {'chunks':>7} {'text s':>8} {'full s':>8} {'pages/s':>9} {'bare/s':>9}")
    for one in found:
        full = f"{one.full_seconds:8.2f}" if one.full_seconds is not None else f"{'-':>8}"
        bare = f"{one.bare_pages_per_second:9.0f}" if one.bare_pages_per_second else f"{'-':>9}"
        print(
            f"{one.name:32} {one.pages:6} {one.chunks:7} {one.text_seconds:8.2f} {full} {one.pages_per_second:9.1f} {bare}"
        )
    print(json.dumps({"benchmark": "ingestion", "documents": [asdict(one) for one in found]}))


def main() -> None:
    """Runs the benchmark as the arguments say."""
    parser = argparse.ArgumentParser(description="How fast documents become searchable.")
    parser.add_argument("--pages", type=int, default=300, help="pages of the made PDF (300)")
    parser.add_argument("--text-kb", default="80,1024", help="sizes of the plain texts in KB (80,1024)")
    parser.add_argument("--no-vectors", action="store_true", help="stop each document when its text is searchable")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.text_kb.split(",") if size]
    show(asyncio.run(run(asked.pages, sizes, vectors=not asked.no_vectors)))


if __name__ == "__main__":
    main()
