"""A PDF whose pictures are read: pages without text, or all of them, go through the OCR engine (`knowledge.md` 3.2)."""

import io
from math import sqrt
from typing import Any

from comity.knowledge.parsing import ocr
from comity.knowledge.parsing.blocks import ParsedPage
from comity.knowledge.parsing.ocr_page import POINTS_PER_INCH, blocks_of, confidence_of, words_in
from comity.knowledge.parsing.pdf import PdfParser

LOW_CONFIDENCE = 0.6
PIXELS_MAX = 40_000_000
"""About A2 at 300 dpi; a larger sheet is drawn coarser, so that it fits the memory that reading may take."""


class RecognisedPdf:
    """An opened PDF; each page is given as the base wants it recognised."""

    def __init__(self, pdf: PdfParser, wanted: ocr.Recognition) -> None:
        self.head = pdf.head
        self._pdf = pdf
        self._wanted = wanted
        self._engine: ocr.Engine | None = None
        self._untold = True

    def page(self, number: int) -> ParsedPage:
        """One page; what cannot be recognised keeps the text it has."""
        page = self._pdf.page(number)
        if self._wanted.mode == "off" or (self._wanted.mode == "auto" and page.status != "image"):
            return page
        self._engine = self._engine or ocr.look()
        languages, missing = ocr.chosen(self._wanted, self._engine.languages)
        if not languages:
            return self._unread(page)
        try:
            read = self._recognise(page, languages)
        except ocr.EngineFailed as error:
            return _failed(page, str(error))
        if missing and self._untold:
            self._untold = False
            read.warnings.append(_missing(number, missing, languages))
        return read

    def _recognise(self, page: ParsedPage, languages: list[str]) -> ParsedPage:
        scale = min(ocr.DPI / POINTS_PER_INCH, sqrt(PIXELS_MAX / max(1.0, page.width * page.height)))
        dpi = scale * POINTS_PER_INCH
        table = ocr.words_of(self._drawn(page.number, scale), languages, dpi=round(dpi))
        words = words_in(table)
        read = ParsedPage(page.number, blocks_of(words, dpi), page.width, page.height).settle()
        if not read.text:
            return page if page.text else _without_text(read)
        confidence = confidence_of(words)
        if confidence < LOW_CONFIDENCE:
            message = (
                f"Page {page.number} was recognised with a confidence of {confidence:.2f}. "
                "Check its text, or send a better scan."
            )
            read.warnings.append(_warning("low_ocr_confidence", page.number, message))
        return read

    def _drawn(self, number: int, scale: float) -> bytes:
        out = io.BytesIO()
        self._pdf.picture(number, scale).save(out, "PPM")
        return out.getvalue()

    def _unread(self, page: ParsedPage) -> ParsedPage:
        """Without the engine a picture is skipped and says what to do; text that a page has is read as ever."""
        what = ocr.advice(self._wanted, self._engine or ocr.Engine())
        if page.status == "image":
            message = f"Page {page.number} is a picture without text and was skipped. {what}"
            page.warnings = [_warning("no_text", page.number, message)]
        elif self._untold:
            self._untold = False
            message = f"Pages could not be recognised and were read by their own text. {what}"
            page.warnings.append(_warning("ocr_unavailable", page.number, message))
        return page


def _without_text(page: ParsedPage) -> ParsedPage:
    page.warnings.append(_warning("no_text", page.number, f"No text was recognised on page {page.number}."))
    return page


def _failed(page: ParsedPage, why: str) -> ParsedPage:
    """Text that the page has goes on being read; a picture was not."""
    if page.status == "image":
        page.status = "skipped"
        page.warnings = []
    page.warnings.append(_warning("page_failed", page.number, f"Page {page.number} was not recognised: {why}"))
    return page


def _missing(number: int, missing: list[str], languages: list[str]) -> dict[str, Any]:
    packages = ", ".join(ocr.package(language) for language in missing)
    message = (
        f"Tesseract has no language pack for {', '.join(missing)} (Debian: {packages}). "
        f"Pages were recognised with {', '.join(languages)} alone."
    )
    return _warning("ocr_language_missing", number, message)


def _warning(code: str, number: int, message: str) -> dict[str, Any]:
    return {"code": code, "page": number, "message": message}
