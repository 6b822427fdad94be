"""CSV that a spreadsheet shows as it is: no cell of it can become a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

BYTE_ORDER_MARK = "\ufeff"
"""Put before the first line, so that spreadsheets read UTF-8."""
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


def inert(value: Any) -> Any:
    """A cell: a text that a spreadsheet would reckon with gets an apostrophe in front; numbers and None stay."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_ACTIVE) else value


def csv_text(rows: Iterable[Sequence[Any]]) -> str:
    """The lines of rows, their cells inert."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([inert(value) for value in row] for row in rows)
    return out.getvalue()
