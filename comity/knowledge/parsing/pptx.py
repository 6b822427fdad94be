"""Presentations: a slide is a page with its title, bullets, tables and notes. Hidden slides are skipped with a warning."""

from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.exc import PackageNotFoundError

from comity.knowledge.parsing.blocks import Block, Head, ParsedPage, table_text
from comity.knowledge.parsing.errors import ParseFailure


class PptxParser:
    """A .pptx file."""

    def __init__(self, path: Path) -> None:
        try:
            self._deck = Presentation(str(path))
        except (KeyError, ValueError, OSError, PackageNotFoundError) as error:
            raise ParseFailure(
                "corrupt_file", "The file is damaged. Open it, save it again and upload that."
            ) from error
        self._slides = list(self._deck.slides)
        labels = [_title(slide) or f"Slide {n}" for n, slide in enumerate(self._slides, 1)]
        mime = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        self.head = Head(mime, len(self._slides), self._deck.core_properties.title or None, {}, labels)

    def page(self, number: int) -> ParsedPage:
        """One slide."""
        slide = self._slides[number - 1]
        if slide._element.get("show") == "0":
            warning = {"code": "hidden_slide", "page": number, "message": f"Slide {number} is hidden and was left out."}
            return ParsedPage(number, [], warnings=[warning])
        blocks: list[Block] = []
        title = _title(slide)
        if title:
            blocks.append(Block("heading", title, 2))
        for shape in slide.shapes:
            if shape != slide.shapes.title:
                blocks += _shape(shape)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            blocks.append(Block("paragraph", slide.notes_slide.notes_text_frame.text))
        return ParsedPage(number, blocks).settle()


def _title(slide: Any) -> str:
    shape = slide.shapes.title
    return shape.text_frame.text.strip() if shape is not None and shape.has_text_frame else ""


def _shape(shape: Any) -> list[Block]:
    if shape.shape_type is not None and shape.shape_type == 6:
        return [block for inner in shape.shapes for block in _shape(inner)]
    if getattr(shape, "has_table", False) and shape.has_table:
        rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
        return [Block("table", table_text(rows), header_rows=1)]
    if not shape.has_text_frame:
        return []
    lines = [("  " * p.level, "".join(run.text for run in p.runs)) for p in shape.text_frame.paragraphs]
    filled = [(indent, text) for indent, text in lines if text.strip()]
    if len(filled) > 1:
        return [Block("list", "\n".join(f"{indent}- {text}" for indent, text in filled))]
    return [Block("paragraph", text) for _, text in filled]
