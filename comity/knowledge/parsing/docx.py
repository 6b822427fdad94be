"""Word documents: styles to heading levels, numbered lists, tables with merged cells, text boxes, footnotes."""

import re
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from comity.knowledge.parsing.blocks import Block, Head, table_text
from comity.knowledge.parsing.errors import ParseFailure
from comity.knowledge.parsing.plain import Paged

_LEVEL = re.compile(r"(?:heading|หัวเรื่อง|หัวข้อ)\s*(\d)", re.IGNORECASE)
_DROPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:commentReference"), qn("w:instrText"), qn("w:delText")}


class DocxParser(Paged):
    """A .docx file. Tracked deletions and comments are left out."""

    def __init__(self, path: Path) -> None:
        try:
            self._document = docx.Document(str(path))
        except (KeyError, ValueError, OSError, PackageNotFoundError) as error:
            raise ParseFailure(
                "corrupt_file", "The file is damaged. Open it, save it again and upload that."
            ) from error
        self._counters: dict[tuple[str, int], int] = {}
        blocks: list[Block] = []
        for element in self._document.element.body.iterchildren():
            blocks += self._element(element)
        blocks += self._footnotes()
        title = self._document.core_properties.title or None
        mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        super().__init__(_joined_lists(blocks), Head(mime, 0, title))

    def _element(self, element: Any) -> list[Block]:
        if element.tag == qn("w:p"):
            return self._paragraph(element)
        if element.tag == qn("w:tbl"):
            return [self._table(element)]
        if element.tag == qn("w:sdt"):
            content = element.find(qn("w:sdtContent"))
            return [b for child in (content if content is not None else ()) for b in self._element(child)]
        return []

    def _paragraph(self, element: Any) -> list[Block]:
        boxes = [
            block
            for content in element.iter(qn("w:txbxContent"))
            if not _inside_fallback(content)
            for child in content
            for block in self._element(child)
        ]
        text = _text(element)
        if not text.strip():
            return boxes
        style = self._style(element)
        level = _LEVEL.search(style)
        if level:
            return [Block("heading", text, int(level.group(1))), *boxes]
        if style.lower() in {"title", "ชื่อเรื่อง"}:
            return [Block("heading", text, 1), *boxes]
        if style.lower() == "caption":
            return [Block("caption", text), *boxes]
        mark = self._list_mark(element, style)
        return [Block("list", mark + text) if mark else Block("paragraph", text), *boxes]

    def _style(self, element: Any) -> str:
        properties = element.find(qn("w:pPr"))
        named = properties.find(qn("w:pStyle")) if properties is not None else None
        if named is None:
            return ""
        id_ = named.get(qn("w:val"))
        style = next((s for s in self._document.styles if s.style_id == id_), None)
        return (style.name or "") if style is not None else id_ or ""

    def _list_mark(self, element: Any, style: str) -> str:
        properties = element.find(qn("w:pPr"))
        numbering = properties.find(qn("w:numPr")) if properties is not None else None
        if numbering is None:
            return "- " if style.lower().startswith("list bullet") else ""
        level_node, id_node = numbering.find(qn("w:ilvl")), numbering.find(qn("w:numId"))
        level = int(level_node.get(qn("w:val"))) if level_node is not None else 0
        id_ = id_node.get(qn("w:val")) if id_node is not None else "0"
        if id_ == "0":
            return ""
        indent = "  " * level
        if self._format(id_, level) == "bullet":
            return f"{indent}- "
        number = self._counters[id_, level] = self._counters.get((id_, level), 0) + 1
        for deeper in [key for key in self._counters if key[0] == id_ and key[1] > level]:
            del self._counters[deeper]
        return f"{indent}{number}. "

    def _format(self, id_: str, level: int) -> str:
        part = getattr(self._document.part, "numbering_part", None)
        if part is None:
            return "bullet"
        root = part.element
        number = next((n for n in root.iter(qn("w:num")) if n.get(qn("w:numId")) == id_), None)
        if number is None:
            return "bullet"
        abstract_id = number.find(qn("w:abstractNumId")).get(qn("w:val"))
        for abstract in root.iter(qn("w:abstractNum")):
            if abstract.get(qn("w:abstractNumId")) == abstract_id:
                for node in abstract.iter(qn("w:lvl")):
                    if node.get(qn("w:ilvl")) == str(level):
                        found = node.find(qn("w:numFmt"))
                        return found.get(qn("w:val")) if found is not None else "bullet"
        return "bullet"

    def _table(self, element: Any) -> Block:
        """Rows with merged cells repeated in each place they cover."""
        grid: list[list[str]] = []
        for row in element.findall(qn("w:tr")):
            cells: list[str] = []
            for cell in row.findall(qn("w:tc")):
                properties = cell.find(qn("w:tcPr"))
                span = properties.find(qn("w:gridSpan")) if properties is not None else None
                merge = properties.find(qn("w:vMerge")) if properties is not None else None
                text = "\n".join(t for p in cell.iter(qn("w:p")) if (t := _text(p)).strip())
                if merge is not None and merge.get(qn("w:val")) != "restart" and grid:
                    text = grid[-1][len(cells)] if len(cells) < len(grid[-1]) else text
                cells += [text] * (int(span.get(qn("w:val"))) if span is not None else 1)
            grid.append(cells)
        return Block("table", table_text(grid), header_rows=1)

    def _footnotes(self) -> list[Block]:
        for relation in self._document.part.rels.values():
            if relation.reltype.endswith("/footnotes"):
                root = parse_xml(relation.target_part.blob)
                notes = [note for note in root if note.get(qn("w:type")) is None]
                return [Block("paragraph", text) for note in notes if (text := _text(note).strip())]
        return []


def _text(element: Any) -> str:
    """The text of an element without deleted runs and without the text boxes inside it."""
    parts: list[str] = []
    for node in element.iter():
        if node.tag in {qn("w:t"), qn("m:t")} and not _is_dropped(node, element):
            parts.append(node.text or "")
        elif node.tag == qn("w:tab"):
            parts.append("\t" if node.getparent().tag == qn("w:r") else "")
        elif node.tag in {qn("w:br"), qn("w:cr")} and not _is_dropped(node, element):
            parts.append("\n")
    return "".join(parts)


def _is_dropped(node: Any, root: Any) -> bool:
    parent = node.getparent()
    while parent is not None and parent is not root:
        if parent.tag in _DROPPED or parent.tag == qn("w:txbxContent"):
            return True
        parent = parent.getparent()
    return False


def _inside_fallback(node: Any) -> bool:
    parent = node.getparent()
    while parent is not None:
        if parent.tag.endswith("}Fallback"):
            return True
        parent = parent.getparent()
    return False


def _joined_lists(blocks: list[Block]) -> list[Block]:
    """Items that follow each other become one list."""
    joined: list[Block] = []
    for block in blocks:
        if block.kind == "list" and joined and joined[-1].kind == "list":
            joined[-1].text += "\n" + block.text
        else:
            joined.append(block)
    return joined
