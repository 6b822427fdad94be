"""CSV as spreadsheets write it and show it: read line by line with their numbers, written so that no cell becomes a formula."""

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from typing import Any

BYTE_ORDER_MARK = "\ufeff"
"""Put before the first line, so that spreadsheets read UTF-8."""
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


class NoCsv(ValueError):
    """The file cannot be read at all; `rule` says why (`encoding`, `pattern`, `csv`), the message what to do."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message


def csv_lines(text: str) -> list[tuple[int, list[str]]]:
    """The lines that say something, with their numbers as a spreadsheet shows them. Raises `NoCsv`.

    Separated by commas, or where the header has none by `;` or tabs.
    """
    first = text.lstrip("\r\n").partition("\n")[0]
    separator = next((mark for mark in ",;\t" if mark in first), ",")
    try:
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise NoCsv("csv", f"The file is no CSV: {error}.") from error
    return [(number, cells) for number, cells in enumerate(read, 1) if any(cell.strip() for cell in cells)]


def utf8_csv_lines(content: bytes) -> list[tuple[int, list[str]]]:
    """The lines of a file in UTF-8, with or without its mark. Raises `NoCsv`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoCsv("encoding", "The file is not UTF-8. Save it as CSV UTF-8 and upload it again.") from error
    if "\0" in text:
        message = "The file holds the NUL character (U+0000). Save it as CSV UTF-8 and upload it again."
        raise NoCsv("pattern", message)
    return csv_lines(text)


def csv_columns(header: Sequence[str], known: Collection[str]) -> tuple[dict[str, int], list[str]]:
    """Where each known column stands, whatever the case and spacing of its name, and the names of the others."""
    columns: dict[str, int] = {}
    ignored: list[str] = []
    for at, cell in enumerate(header):
        name = " ".join(cell.lower().split())
        if name in known and name not in columns:
            columns[name] = at
        elif name:
            ignored.append(cell.strip())
    return columns, ignored


def plain(cell: str) -> str:
    """A cell trimmed, without the apostrophe that made it `inert`."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_ACTIVE) else text


def inert(value: Any) -> Any:
    """A cell: a text that a spreadsheet would reckon with gets an apostrophe in front; numbers and None stay."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_ACTIVE) else value


def csv_text(rows: Iterable[Sequence[Any]]) -> str:
    """The lines of rows, their cells inert."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([inert(value) for value in row] for row in rows)
    return out.getvalue()
