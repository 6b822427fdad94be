"""Tables as files: Excel sheets and CSV, each a table with its header row found."""

import csv
import io
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from comity.knowledge.parsing.blocks import Block, Head, ParsedPage, table_text
from comity.knowledge.parsing.errors import ParseFailure
from comity.knowledge.parsing.plain import read_text

CELLS_MAX = 1_000_000


class ExcelParser:
    """A workbook: a sheet is a page. Formulas count by their stored values; hidden sheets are skipped with a warning."""

    def __init__(self, path: Path) -> None:
        try:
            self._book = CalamineWorkbook.from_path(str(path))
        except (CalamineError, OSError, ValueError) as error:
            raise ParseFailure(
                "corrupt_file", "The file is damaged. Open it, save it again and upload that."
            ) from error
        self._sheets = self._book.sheets_metadata
        labels = [sheet.name for sheet in self._sheets]
        mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        self.head = Head(mime, len(labels), None, {}, labels)

    def page(self, number: int) -> ParsedPage:
        """One sheet."""
        sheet = self._sheets[number - 1]
        if sheet.visible != SheetVisibleEnum.Visible:
            warning = {
                "code": "hidden_sheet",
                "page": number,
                "message": f"Sheet '{sheet.name}' is hidden and was left out.",
            }
            return ParsedPage(number, [], warnings=[warning])
        rows = [[_cell(value) for value in row] for row in self._book.get_sheet_by_name(sheet.name).to_python()]
        return ParsedPage(number, _table(rows)).settle()


class CsvParser:
    """A CSV as a table document: comma, semicolon or tab."""

    def __init__(self, path: Path) -> None:
        text = read_text(path)
        first = text.partition("\n")[0]
        separator = max(",;\t|", key=first.count) if any(c in first for c in ",;\t|") else ","
        self._rows = [
            [cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ]
        self.head = Head("text/csv", 1 if any(map(any, self._rows)) else 0)

    def page(self, number: int) -> ParsedPage:
        """The whole file."""
        return ParsedPage(number, _table(self._rows)).settle()


def _table(rows: list[list[str]]) -> list[Block]:
    """The table of a sheet, with the lines above its header as a paragraph."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return []
    if sum(map(len, filled)) > CELLS_MAX:
        raise ParseFailure("too_large", f"The sheet has more than {CELLS_MAX} cells.")
    used = [i for i in range(max(map(len, filled))) if any(i < len(row) and row[i].strip() for row in filled)]
    grid = [[row[i] if i < len(row) else "" for i in used] for row in filled]
    header = _header(grid)
    above = [" ".join(cell for cell in row if cell) for row in grid[:header]]
    blocks = [Block("paragraph", "\n".join(above))] if above else []
    return [*blocks, Block("table", table_text(grid[header:]), header_rows=1)]


def _header(grid: list[list[str]]) -> int:
    """The first row that fills most columns: titles above a table fill one or two."""
    widest = max(sum(bool(cell) for cell in row) for row in grid)
    for place, row in enumerate(grid[:20]):
        if sum(bool(cell) for cell in row) >= max(2, widest * 0.6):
            return place
    return 0


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
