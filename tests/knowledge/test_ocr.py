"""Pages that are pictures: read by the OCR engine where it is installed, else skipped with what to do (`knowledge.md` 3.2).

`scans/thai.pdf` is a page of text drawn as a bitonal picture of 200 dpi, as an office scanner sends it; `scans/thai.txt` is what
it says. The English scan is made of a page of the demo workspace.
"""

import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx2
import pypdfium2
import pytest

from comity.kernel.runtime import Runtime
from comity.knowledge.ingestion.worker import IngestWorker
from comity.knowledge.parsing import ocr
from comity.knowledge.parsing.nursery import Nursery
from comity.knowledge.parsing.ocr import Engine, Recognition, advice, chosen
from comity.knowledge.parsing.ocr_page import blocks_of, confidence_of, words_in
from tests.knowledge import hostile
from tests.knowledge.conftest import Drain, Knowledge, open_base

PDF = Path(__file__).parents[2] / "examples" / "demo" / "documents" / "word-processor-history.pdf"
SCANS = Path(__file__).with_name("scans")
INSTALLED = ocr.look().languages
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def needs(*languages: str) -> pytest.MarkDecorator:
    """Skips where the engine or a language pack is missing, saying what to install."""
    missing = [language for language in languages if language not in INSTALLED]
    packages = ", ".join(map(ocr.package, missing))
    return pytest.mark.skipif(bool(missing), reason=f"Tesseract reads no {', '.join(missing)} here: install {packages}")


def drawn(page: int, dpi: int, quality: int = 70) -> bytes:
    """A page of the demo's PDF as a scanner would send it."""
    picture: Any = pypdfium2.PdfDocument(str(PDF))[page - 1].render(scale=dpi / 72, grayscale=True).to_pil()  # pyright: ignore[reportArgumentType]
    out = BytesIO()
    picture.save(out, "PDF", resolution=dpi, quality=quality)
    return out.getvalue()


def table(*words: tuple[str, int, int, int, float]) -> str:
    """Tesseract's table of words: text, paragraph, line, left edge, confidence; each letter is 20 pixels wide and 40 high."""
    rows = [HEAD, "1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t"]
    for text, paragraph, line, left, sure in words:
        rows.append(f"5\t1\t1\t{paragraph}\t{line}\t1\t{left}\t{line * 60}\t{20 * len(text)}\t40\t{sure}\t{text}")
    return "\n".join(rows) + "\n"


def texts(*words: tuple[str, int, int, int, float]) -> list[str]:
    return [block.text for block in blocks_of(words_in(table(*words)), 300)]


def alike(one: str, other: str) -> float:
    """The share of letters that are the same in both, in order."""
    a, b = "".join(one.split()), "".join(other.split())
    same = sum(match.size for match in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return same / max(len(a), len(b))


@pytest.fixture
async def without_engine(runtime: Runtime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Drain]:
    """Reading in processes that find no engine."""
    monkeypatch.setenv("PATH", str(tmp_path))
    bare = Nursery()
    yield lambda: IngestWorker(runtime, bare).drain()
    await bare.close()


async def set_(base: Knowledge, **fields: Any) -> httpx2.Response:
    return await base.http.patch(base.path, json=fields)


async def page(base: Knowledge, document: dict[str, Any], number: int = 1) -> dict[str, Any]:
    return (await base.http.get(f"{base.path}/documents/{document['id']}/pages/{number}")).json()


def test_words_become_paragraphs_with_boxes_in_points_and_the_mean_confidence_of_their_letters() -> None:
    words = words_in(table(("Refunds", 1, 1, 300, 96.0), ("take", 1, 1, 460, 90.0), ("Call", 2, 2, 300, 50.0)))
    first, second = blocks_of(words, 300)
    assert (first.text, first.ocr, first.confidence, first.bbox) == (
        "Refunds take",
        True,
        0.94,
        (72.0, 14.4, 57.6, 9.6),
    )
    assert (second.text, second.confidence) == ("Call", 0.5)
    assert confidence_of(words) == pytest.approx((7 * 0.96 + 4 * 0.9 + 4 * 0.5) / 15)
    assert words_in(HEAD + "\n1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n") == []


def test_pieces_of_unspaced_scripts_are_joined_and_only_a_wide_gap_is_a_space() -> None:
    pieces = [("คื", 1, 1, 0, 90.0), ("น", 1, 1, 42, 90.0), ("เงิน", 1, 1, 65, 90.0), ("โดย", 1, 1, 175, 90.0)]
    assert texts(*pieces) == ["คืนเงิน โดย"]
    assert texts(("ภายใน", 1, 1, 0, 90.0), ("7", 1, 1, 104, 90.0), ("วัน", 1, 1, 128, 90.0)) == ["ภายใน 7 วัน"]
    assert texts(("ค", 1, 1, 0, 90.0), ("่า", 1, 1, 60, 90.0)) == ["ค่า"]
    assert texts(("東", 1, 1, 0, 90.0), ("京", 1, 1, 24, 90.0), ("2024", 1, 1, 48, 90.0)) == ["東京2024"]


def test_lines_run_on_and_words_cut_at_the_end_of_a_line_are_joined() -> None:
    assert texts(("a", 1, 1, 0, 90.0), ("refer-", 1, 1, 40, 90.0), ("ence", 1, 2, 0, 90.0)) == ["a reference"]
    assert texts(("คืน", 1, 1, 0, 90.0), ("เงิน", 1, 2, 0, 90.0)) == ["คืนเงิน"]


@pytest.mark.parametrize(
    ("wanted", "use", "missing"),
    [
        (Recognition("auto", ("jpn", "eng", "eng")), ["eng"], ["jpn"]),
        (Recognition("auto", (), "th"), ["tha", "eng"], []),
        (Recognition("auto", (), "zh-Hans"), [], ["chi_sim"]),
        (Recognition("auto", (), "auto"), ["tha", "eng"], []),
        (Recognition("auto", (), "de"), ["tha", "eng"], []),
    ],
)
def test_languages_come_from_the_list_then_the_language_then_what_is_installed(
    wanted: Recognition, use: list[str], missing: list[str]
) -> None:
    assert chosen(wanted, ("eng", "fra", "tha")) == (use, missing)


def test_advice_names_the_packages_that_are_missing() -> None:
    wanted = Recognition("auto", (), "zh")
    assert "tesseract-ocr, tesseract-ocr-chi-sim" in advice(wanted, Engine())
    assert "Debian packages tesseract-ocr-chi-sim" in advice(wanted, Engine("5.3.0", ("eng",)))
    assert advice(wanted, Engine("5.3.0", ("chi_sim",))) == ""
    assert "settings" in advice(replace(wanted, mode="off"), Engine("5.3.0", ("chi_sim",)))


async def test_a_base_says_how_its_pictures_are_read(base: Knowledge) -> None:
    made = (await base.http.get(base.path)).json()
    assert (made["ocr"], made["ocrLanguages"]) == ("auto", [])
    kept = (await set_(base, ocr="always", ocrLanguages=["tha", "chi_sim", "tha"])).json()
    assert (kept["ocr"], kept["ocrLanguages"]) == ("always", ["tha", "chi_sim"])
    assert (await set_(base, ocrLanguages=[])).json()["ocrLanguages"] == []
    for wrong in ({"ocr": "sometimes"}, {"ocrLanguages": ["English"]}, {"ocrLanguages": ["eng; rm"]}):
        assert (await set_(base, **wrong)).status_code == 422


async def test_the_console_learns_whether_the_engine_is_installed(base: Knowledge) -> None:
    engine = ocr.look()
    shown = (await base.http.get("/api/v1/knowledge-bases/ocr")).json()
    assert shown == {"installed": bool(engine.version), "version": engine.version, "languages": [*engine.languages]}


@pytest.mark.usefixtures("without_engine")
async def test_without_the_engine_it_says_so(base: Knowledge) -> None:
    shown = (await base.http.get("/api/v1/knowledge-bases/ocr")).json()
    assert shown == {"installed": False, "version": "", "languages": []}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "tesseract-ocr-tha"),
        ({"language": "ja"}, "tesseract-ocr-jpn"),
        ({"ocr": "off"}, "off for this knowledge base"),
    ],
)
async def test_without_the_engine_a_scan_fails_and_says_what_to_do(
    signed_in: httpx2.AsyncClient, without_engine: Drain, fields: dict[str, str], said: str
) -> None:
    base = await open_base(signed_in, without_engine, "Scans", **fields)
    document = await base.take("scan.pdf", hostile.scanned())
    assert (document["state"], document["reason"]["code"]) == ("failed", "needs_ocr")
    assert said in document["reason"]["message"]
    assert (await base.http.get(base.path)).json()["health"] == "failing"


async def test_without_the_engine_text_is_read_although_all_pages_should_be_recognised(
    signed_in: httpx2.AsyncClient, without_engine: Drain
) -> None:
    base = await open_base(signed_in, without_engine, "Scans", ocr="always")
    document = await base.take("text.pdf", PDF.read_bytes())
    assert document["state"] == "ready"
    assert [warning["code"] for warning in document["warnings"]] == ["ocr_unavailable"]


@needs("eng")
async def test_a_scan_is_recognised_found_and_marked_with_its_confidence(base: Knowledge) -> None:
    document = await base.take("scan.pdf", drawn(2, 200))
    assert (document["state"], document["warnings"]) == ("ready", [])
    assert await base.search("cloud-based word processing")
    read = await page(base, document)
    assert read["status"] == "ok"
    assert all(block["ocr"] and block["confidence"] > 0.6 for block in read["blocks"])
    assert all(block["bbox"][0] > 0 and sum(block["bbox"][::2]) < read["width"] for block in read["blocks"])
    native = pypdfium2.PdfDocument(str(PDF))[1].get_textpage().get_text_range()
    assert alike(read["text"], native) > 0.97


@needs("tha", "eng")
async def test_a_thai_scan_is_recognised(signed_in: httpx2.AsyncClient, drain: Drain) -> None:
    base = await open_base(signed_in, drain, "Scans", language="th")
    document = await base.take("thai.pdf", (SCANS / "thai.pdf").read_bytes())
    assert document["state"] == "ready"
    assert await base.search("บริษัทคืนเงินเข้าบัญชีธนาคาร")
    assert alike((await page(base, document))["text"], (SCANS / "thai.txt").read_text("utf-8")) > 0.92


@needs("eng")
async def test_a_poor_scan_is_read_with_a_warning(base: Knowledge) -> None:
    document = await base.take("poor.pdf", drawn(2, 45, quality=12))
    assert [warning["code"] for warning in document["warnings"]] == ["low_ocr_confidence"]
    assert "Page 1" in document["warnings"][0]["message"]


@needs("eng")
async def test_a_missing_language_pack_is_named_once(base: Knowledge) -> None:
    await set_(base, ocr="always", ocrLanguages=["eng", "xyz"])
    document = await base.take("text.pdf", PDF.read_bytes())
    assert [warning["code"] for warning in document["warnings"]] == ["ocr_language_missing"]
    assert "tesseract-ocr-xyz" in document["warnings"][0]["message"]
    for number in range(1, document["pages"] + 1):
        assert all(block["ocr"] for block in (await page(base, document, number))["blocks"])


@needs("eng")
async def test_pages_with_text_are_not_recognised_unless_asked(base: Knowledge) -> None:
    document = await base.take("text.pdf", PDF.read_bytes())
    assert not any(block["ocr"] for block in (await page(base, document))["blocks"])


@needs("eng")
async def test_once_the_engine_is_installed_a_retry_reads_the_scan(
    base: Knowledge, without_engine: Drain, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_engine, base.drain = base.drain, without_engine
    document = await base.take("scan.pdf", drawn(2, 200))
    assert document["reason"]["code"] == "needs_ocr"
    monkeypatch.undo()
    base.drain = with_engine
    await base.http.post(f"{base.path}/documents/{document['id']}/retry")
    await base.drain()
    after = await base.document(document["id"])
    assert (after["state"], after["warnings"]) == ("ready", [])


@needs("eng")
async def test_a_picture_without_words_is_an_empty_document(base: Knowledge) -> None:
    document = await base.take("scan.pdf", hostile.scanned())
    assert (document["state"], document["reason"]["code"]) == ("failed", "empty_document")


def test_tesseract_that_fails_says_why() -> None:
    if not shutil.which("tesseract"):
        pytest.skip("Tesseract is not installed")
    with pytest.raises(ocr.EngineFailed, match="gave up"):
        ocr.words_of(b"no picture", ["eng"])


def with_a_scan() -> bytes:
    """A page of text with a page behind it that is a picture."""
    made = pypdfium2.PdfDocument.new()
    made.import_pages(pypdfium2.PdfDocument(str(PDF)), [0])
    made.import_pages(pypdfium2.PdfDocument(drawn(2, 100)))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


async def test_what_was_read_without_its_pictures_is_listed_and_read_again_with_its_ids_and_edits(
    base: Knowledge,
) -> None:
    await base.take("plain.md", b"# Plain\n\nNothing in here is a picture, so there is nothing to recognise.\n")
    first = await base.take("half.pdf", with_a_scan())
    assert (first["state"], [warning["code"] for warning in first["warnings"]]) == ("ready", ["no_text"])
    listed = (await base.http.get(f"{base.path}/documents", params={"state": "unread"})).json()["data"]
    assert [document["id"] for document in listed] == [first["id"]]
    before = await base.chunks(documentId=first["id"])
    edited, kept = before[0], before[1]
    headers = {"If-Match": f'"{edited["revision"]}"'}
    await base.http.patch(f"{base.path}/chunks/{edited['chunkId']}", json={"content": "By hand."}, headers=headers)
    again = (await base.http.post(f"{base.path}/documents/{first['id']}/retry")).json()
    assert (again["state"], again["version"]) == ("queued", 2)
    assert await base.search("word processor"), "what was read before serves meanwhile"
    await base.drain()
    document = await base.document(first["id"])
    assert (document["state"], document["version"], document["searchable"]) == ("ready", 2, "full")
    after = {chunk["chunkId"]: chunk for chunk in await base.chunks(documentId=first["id"])}
    assert set(after) >= {chunk["chunkId"] for chunk in before}
    assert after[edited["chunkId"]]["content"] == "By hand."
    assert after[kept["chunkId"]]["content"] == kept["content"]
    assert (await base.http.get(f"{base.path}/documents/{first['id']}/file")).status_code == 200
    assert (await base.http.delete(f"{base.path}/documents/{first['id']}?purge=true")).status_code == 204


async def test_chunks_that_no_document_said_cannot_be_read_again(base: Knowledge, csv_base: Knowledge) -> None:
    await csv_base.put_csv(b"id,content\na,Alpha is the first letter.\n")
    await base.http.post(f"{base.path}/chunks", json={"content": "Made by hand."})
    for one in (base, csv_base):
        await one.drain()
        document = (await one.http.get(f"{one.path}/documents")).json()["data"][0]
        reply = await one.http.post(f"{one.path}/documents/{document['id']}/retry")
        assert (reply.status_code, reply.json()["code"]) == (422, 422951)


async def test_versions_differ_by_the_languages_of_their_recognition(base: Knowledge) -> None:
    await base.take("plain.md", b"# Plain\n\nNothing in here is a picture, so there is nothing to recognise.\n")
    one = (await base.http.post(f"{base.path}/publish", json={})).json()["version"]["number"]
    shown = (await base.http.get(base.path)).json()
    headers = {"If-Match": f'"{shown["revision"]}"'}
    await base.http.patch(base.path, json={"ocrLanguages": ["tha"]}, headers=headers)
    diff = (await base.http.get(f"{base.path}/diff", params={"from": one})).json()
    assert diff["settings"] == [{"name": "ocrLanguages", "before": [], "after": ["tha"]}]
