"""Writing rows back as CSV: UTF-8 with its mark, so that spreadsheets read Thai, and content byte for byte."""

import csv
import io
from collections.abc import Iterable

import msgspec

from comity.knowledge.csvfile.reading import COLUMNS
from comity.knowledge.csvfile.rows import Row


def write(rows: Iterable[Row]) -> bytes:
    """The file of some rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        lists = [msgspec.json.encode(v).decode() if v else "" for v in (row.keywords, row.questions, row.metadata)]
        writer.writerow([row.id, row.content, row.title, *lists])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
