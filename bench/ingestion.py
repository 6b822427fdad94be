"""How fast documents become searchable: pages per second, and the time until text and vectors are there.

    python -m bench.ingestion [--pages 300] [--text-kb 80,1024] [--all-vectors]

Each document goes the whole way (stored, read in a child process, cut, indexed, embedded) in an empty data directory with nothing
else queued; the made PDF and the plain texts only until their text is searchable, unless `--all-vectors` asks for minutes more.
The reference of the same run is PDFium's bare text extraction in this process, without blocks, boxes or storage. CPU is that of
this process and its readers, so it says more than seconds on a busy machine. Prints a table and, as its last line, the same
figures as JSON.
"""

import argparse
import asyncio
import json
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pypdfium2

from comity import knowledge
from comity.kernel.config import Settings
from comity.kernel.context import system_actor
from comity.kernel.db import SQL, Tx
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
STATE = SQL("SELECT state, searchable, page_count FROM document_versions WHERE document_id = :id")
CHUNKS = SQL("SELECT count(*) FROM chunks WHERE document_id = :id")
STOP = SQL("UPDATE document_versions SET state = 'cancelled' WHERE document_id = :id")
FORGET = SQL("DELETE FROM ingest_jobs WHERE document_id = :id")


@dataclass(frozen=True)
class Measured:
    """One document: seconds, and CPU seconds, until its text is searchable, and until its vectors are (None: not waited for)."""

    name: str
    pages: int
    chunks: int
    text_seconds: float
    text_cpu: float
    full_seconds: float | None
    full_cpu: float | None
    bare_pages_per_cpu: float | None

    @property
    def pages_per_second(self) -> float:
        """How fast its pages became searchable."""
        return self.pages / self.text_seconds

    @property
    def pages_per_cpu(self) -> float:
        """Its pages for each second of CPU."""
        return self.pages / self.text_cpu

    @property
    def vectors_per_cpu(self) -> float | None:
        """Chunks embedded for each second of CPU."""
        return self.chunks / (self.full_cpu - self.text_cpu) if self.full_cpu and self.chunks else None


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


def made_pdf(pages: int, lines_per_page: int = LINES_PER_PAGE, *, first: int = 0) -> bytes:
    """A PDF of full pages of text with a heading, a running header and a page number each; another `first` page, another text."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in range(pages):
        lines = [f"BT /F 18 Tf 60 740 Td (Chapter {page + 1}) Tj ET", "BT /F 9 Tf 60 800 Td (Handbook) Tj ET"]
        lines += [f"BT /F 9 Tf 300 30 Td ({page + 1}) Tj ET", "BT /F 10 Tf 60 710 Td 15 TL"]
        lines += [f"({sentence((first + page) * lines_per_page + n)[:95]}) '" for n in range(lines_per_page)] + ["ET"]
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
    """Pages for each second of CPU of PDFium's text extraction alone."""
    pages, began = 0, time.process_time()
    while pages == 0 or time.process_time() - began < 0.5:
        pdf = pypdfium2.PdfDocument(content)
        for page in pdf:
            page.get_textpage().get_text_range()
        pages += len(pdf)
    return pages / (time.process_time() - began)


def cpu_seconds() -> float:
    """CPU of this process, of its nursery and of the readers that ended."""
    me = psutil.Process()
    total = 0.0
    for process in [me, *me.children(recursive=True)]:
        with suppress(psutil.Error):
            used = process.cpu_times()
            total += used.user + used.system + used.children_user + used.children_system
    return total


async def measure(rt: Runtime, nursery: Nursery, name: str, content: bytes, *, vectors: bool) -> Measured:
    """Sends one document the whole way, or until its text is searchable, and watches its state."""
    actor = system_actor(WORKSPACE)
    wanted = knowledge.BaseCreate(name=name)
    base_id = await rt.db.awrite(lambda tx: knowledge.create_base(tx, actor, wanted).id)
    bare = bare_rate(content) if name.endswith(".pdf") else None
    started, cpu = time.perf_counter(), cpu_seconds()
    file = await knowledge.store_file(rt, WORKSPACE, name, content)
    document_id = await rt.db.awrite(
        lambda tx: knowledge.add_document(tx, actor, knowledge.get_base(tx, actor, base_id), file).id
    )
    work = asyncio.create_task(IngestWorker(rt, nursery).drain())
    await _until_text(rt, document_id, work)
    text, text_cpu = time.perf_counter() - started, cpu_seconds() - cpu
    if not vectors:
        work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    full, full_cpu = time.perf_counter() - started, cpu_seconds() - cpu
    pages, chunks = await rt.db.awrite(lambda tx: _closed(tx, document_id))
    return Measured(name, pages, chunks, text, text_cpu, full if vectors else None, full_cpu if vectors else None, bare)


async def _until_text(rt: Runtime, document_id: str, work: asyncio.Task[None]) -> None:
    while (state := await rt.db.aread(lambda tx: _state(tx, document_id))).searchable == "none":
        if work.done():
            raise RuntimeError(f"the document ended as {state.state}") from work.exception()
        await asyncio.sleep(0.02)


def _state(tx: Tx, document_id: str) -> Any:
    return tx.row(STATE, id=document_id)


def _closed(tx: Tx, document_id: str) -> tuple[int, int]:
    """Pages and chunks of a document; ends its reading, so that the next one is alone."""
    if tx.run(FORGET, id=document_id):
        tx.run(STOP, id=document_id)
    return _state(tx, document_id).page_count, tx.value(CHUNKS, id=document_id)


def documents(pages: int, text_kilobytes: list[int]) -> tuple[list[tuple[str, bytes]], list[tuple[str, bytes]]]:
    """The demo's PDFs, which are embedded too; and the large ones: a made PDF, and plain texts."""
    demo = [(path.name, path.read_bytes()) for path in sorted(DEMO.glob("*.pdf"))]
    texts = [(f"text-{kb}kb.md", plain_text(kb)) for kb in text_kilobytes]
    return demo, [(f"made-{pages}.pdf", made_pdf(pages)), *texts]


async def run(pages: int, text_kilobytes: list[int], *, all_vectors: bool) -> list[Measured]:
    """Measures every document, after two that warm the processes."""
    every_queue()
    demo, large = documents(pages, text_kilobytes)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        settings = Settings(data_dir=Path(folder))
        bring_to_head(settings, FOLDER)
        nursery = Nursery()
        async with open_runtime(settings) as rt:
            for name, content in (("warm.md", b"# Warm\n\nThis starts the processes."), ("warm.pdf", made_pdf(1))):
                await measure(rt, nursery, name, content, vectors=True)
            found = [await measure(rt, nursery, name, content, vectors=True) for name, content in demo]
            found += [await measure(rt, nursery, name, content, vectors=all_vectors) for name, content in large]
        await nursery.close()
    return found


COLUMNS: list[tuple[str, str]] = [
    ("pages", "pages"),
    ("chunks", "chunks"),
    ("text_seconds", "text s"),
    ("text_cpu", "text cpu"),
    ("full_seconds", "full s"),
    ("full_cpu", "full cpu"),
    ("pages_per_second", "pages/s"),
    ("pages_per_cpu", "pages/cpu"),
    ("bare_pages_per_cpu", "bare/cpu"),
    ("vectors_per_cpu", "vect/cpu"),
]


def figures(one: Measured) -> dict[str, Any]:
    """The figures of a document, by the names of the columns."""
    rounded = {name: getattr(one, name) for name, _ in COLUMNS}
    return {"name": one.name, **{n: round(v, 2) if isinstance(v, float) else v for n, v in rounded.items()}}


def show(found: list[Measured]) -> None:
    """The table, then the JSON line."""
    rows = [figures(one) for one in found]
    print(f"{'document':28}" + "".join(f"{title:>10}" for _, title in COLUMNS))
    for row in rows:
        cells = ["-" if row[name] is None else str(row[name]) for name, _ in COLUMNS]
        print(f"{row['name']:28}" + "".join(f"{cell:>10}" for cell in cells))
    print(json.dumps({"benchmark": "ingestion", "documents": rows}))


def main() -> None:
    """Runs the benchmark as the arguments say."""
    parser = argparse.ArgumentParser(description="How fast documents become searchable.")
    parser.add_argument("--pages", type=int, default=300, help="pages of the made PDF (300)")
    parser.add_argument("--text-kb", default="80,1024", help="sizes of the plain texts in KB (80,1024)")
    parser.add_argument("--all-vectors", action="store_true", help="wait for the vectors of the large documents too")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.text_kb.split(",") if size]
    show(asyncio.run(run(asked.pages, sizes, all_vectors=asked.all_vectors)))


if __name__ == "__main__":
    main()
