"""Parsing of real files in child processes: structure comes out, and what misbehaves costs its own process only (`knowledge.md` 3.2)."""

import os
import signal
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from pptx import Presentation

from bench.ingestion import made_pdf
from comity.knowledge.parsing import ParsedPage, ParseFailure
from comity.knowledge.parsing.nursery import Nursery
from comity.knowledge.parsing.sandbox import PageDied, PageTimedOut, ParserProcess

EXAMPLES = Path(__file__).parents[2] / "examples" / "demo" / "documents"


async def read(nursery: Nursery, path: Path, type_: str) -> list[ParsedPage]:
    process = ParserProcess(nursery, path, type_)
    head = await process.head()
    pages = [await process.page(number) for number in range(1, head.pages + 1)]
    await process.close()
    return pages


def saved(folder: Path, name: str, file: Any) -> Path:
    out = BytesIO()
    file.save(out)
    path = folder / name
    path.write_bytes(out.getvalue())
    return path


def workbook(*sheets: list[list[Any]], hidden: list[list[Any]]) -> bytes:
    """An Excel file of some sheets, the last of them hidden."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    every = [*sheets, hidden]
    shown = {len(every): ' state="hidden"'}
    names = "".join(
        f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"{shown.get(n, "")}/>' for n in range(1, len(every) + 1)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(every) + 1)
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
        for n in range(1, len(every) + 1)
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{types}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{names}</sheets></workbook>'
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships">{links}</Relationships>'
        )
        for n, rows in enumerate(every, 1):
            body = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
            archive.writestr(
                f"xl/worksheets/sheet{n}.xml", f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'
            )
    return out.getvalue()


def _cell(value: Any) -> str:
    return f"<c><v>{value}</v></c>" if not isinstance(value, str) else f'<c t="inlineStr"><is><t>{value}</t></is></c>'


def blocks(pages: list[ParsedPage]) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for page in pages for block in page.blocks]


async def test_a_pdf_gives_headings_lists_and_boxes_in_reading_order(nursery: Nursery) -> None:
    pages = await read(nursery, EXAMPLES / "word-processor-history.pdf", "pdf")
    found = blocks(pages)
    assert ("heading", "Pre-Digital Era (19th - Early 20th Century)") in found
    items = next(text for kind, text in found if kind == "list")
    assert items.startswith("• IBM MT/ST") and "\n• Wang Laboratories" in items
    assert all(block.bbox for page in pages for block in page.blocks)
    assert all(page.text[block.start : block.end] == block.text for page in pages for block in page.blocks)


async def test_running_headers_and_page_numbers_of_a_pdf_are_dropped(nursery: Nursery, tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(made_pdf(5, 4))
    pages = await read(nursery, path, "pdf")
    assert [page.blocks[0].text for page in pages] == [f"Chapter {n}" for n in range(1, 6)]
    assert all("Handbook" not in page.text and page.text.rstrip().endswith(".") is not None for page in pages)
    assert not any(page.text.rstrip().endswith(f"\n{page.number}") for page in pages)


async def test_a_word_file_gives_headings_numbered_lists_and_merged_cells(nursery: Nursery, tmp_path: Path) -> None:
    file = docx.Document()
    file.add_heading("Prices", 1)
    for text in ("First step", "Second step"):
        file.add_paragraph(text, style="List Bullet")
    table = file.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Both"
    table.cell(0, 2).text, table.cell(1, 0).text, table.cell(1, 2).text = "C", "x", "z"
    found = blocks(await read(nursery, saved(tmp_path, "a.docx", file), "docx"))
    assert found == [
        ("heading", "Prices"),
        ("list", "- First step\n- Second step"),
        ("table", "| Both | Both | C |\n| x |  | z |"),
    ]


async def test_slides_give_titles_bullets_by_level_and_notes_and_hidden_ones_are_skipped(
    nursery: Nursery, tmp_path: Path
) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Refunds"  # pyright: ignore[reportOptionalMemberAccess]
    body: Any = slide.placeholders[1]
    body.text_frame.text = "Within 7 days"
    inner = body.text_frame.add_paragraph()
    inner.text, inner.level = "By card", 1
    notes: Any = slide.notes_slide.notes_text_frame
    notes.text = "Say this slowly."
    hidden = deck.slides.add_slide(deck.slide_layouts[1])
    hidden._element.set("show", "0")
    pages = await read(nursery, saved(tmp_path, "a.pptx", deck), "pptx")
    assert blocks(pages) == [
        ("heading", "Refunds"),
        ("list", "- Within 7 days\n  - By card"),
        ("paragraph", "Say this slowly."),
    ]
    assert pages[1].warnings[0]["code"] == "hidden_slide"


async def test_each_sheet_is_a_page_with_its_header_row_found(nursery: Nursery, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    rows = [["Price list 2026"], [], ["Item", "Price", "Stock"], ["Pen", 12.5, 3], ["Ink", 7, 0]]
    path.write_bytes(workbook(rows, hidden=[["a", "b"]]))
    pages = await read(nursery, path, "xlsx")
    assert blocks(pages) == [
        ("paragraph", "Price list 2026"),
        ("table", "| Item | Price | Stock |\n| Pen | 12.5 | 3 |\n| Ink | 7 | 0 |"),
    ]
    assert pages[1].warnings[0]["code"] == "hidden_sheet"


async def test_html_inside_markdown_is_read_as_html(nursery: Nursery, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# T\n\n<table><tr><th>A</th><th>B</th></tr>\n<tr><td>1</td><td>2</td></tr></table>\n\nEnd")
    assert blocks(await read(nursery, path, "md")) == [
        ("heading", "T"),
        ("table", "| A | B |\n| 1 | 2 |"),
        ("paragraph", "End"),
    ]


async def test_html_drops_navigation_and_spreads_merged_cells(nursery: Nursery, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<nav>Menu</nav><main><h2>Fees</h2><script>x()</script><p hidden>no</p><table><tr><th rowspan=2>A<th>B"
        "<tr><td>1</table></main>"
    )
    assert blocks(await read(nursery, path, "html")) == [("heading", "Fees"), ("table", "| A | B |\n| A | 1 |")]


async def test_thai_text_is_put_in_its_proper_order(nursery: Nursery, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\u0e19\u0e49\u0e4d\u0e32\u0e14\u0e37\u0e48\u0e21")
    assert (await read(nursery, path, "txt"))[0].text == "น้ำดื่ม"


async def test_a_file_that_eats_memory_is_given_up_for_that_reason(nursery: Nursery, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" + "".join(f"key {n},value {n}\n" for n in range(500_000)))
    process = ParserProcess(nursery, path, "csv", memory_mb=16)
    with pytest.raises(ParseFailure) as refused:
        await process.head()
    assert refused.value.code == "out_of_memory"
    await process.close()


async def test_a_page_that_takes_too_long_costs_its_child_alone(nursery: Nursery, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(made_pdf(2, 4))
    process, other = (ParserProcess(nursery, path, "pdf") for _ in range(2))
    await process.head()
    await other.head()
    with pytest.raises(PageTimedOut):
        await process.page(1, timeout=0.00001)
    assert (await other.page(1)).text
    assert (await process.page(1)).text
    await process.close()
    await other.close()


async def test_a_child_that_is_killed_is_replaced(nursery: Nursery, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(made_pdf(1, 4))
    process = ParserProcess(nursery, path, "pdf")
    await process.head()
    child = process._child
    assert child is not None
    os.kill(child.pid, signal.SIGKILL)
    with pytest.raises(PageDied):
        await process.page(1)
    assert (await process.page(1)).text
    await process.close()
