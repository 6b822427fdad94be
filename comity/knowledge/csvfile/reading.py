"""Reading and checking the file."""

import codecs
import csv
import re
from typing import Any

import msgspec

from comity.kernel.errors import FieldError, field_error
from comity.kernel.text import NoCsv, csv_columns, csv_lines
from comity.knowledge import limits
from comity.knowledge.csvfile.rows import Row, Rows

ROWS_MAX = 3000
ERRORS_MAX = 200
ID_MAX = 128
COLUMNS = ("id", "content", "title", "keywords", "questions", "metadata")
ENCODINGS = {
    "windows-874": "cp874",
    "shift_jis": "shift_jis",
    "gb18030": "gb18030",
    "euc-kr": "euc_kr",
    "utf-8": "utf-8-sig",
}


class CsvProblem(Exception):
    """The file cannot be taken; `errors` lists up to 200 places."""

    def __init__(self, message: str, errors: list[FieldError]) -> None:
        super().__init__(message)
        self.errors = errors[:ERRORS_MAX]


def parse(content: bytes, *, encoding: str | None = None) -> Rows:
    """Reads a CSV file: UTF-8 or UTF-16 with its mark, else the named encoding. Raises `CsvProblem`."""
    text = _decode(content, encoding)
    csv.field_size_limit(10_000_000)
    try:
        filled = csv_lines(text)
    except NoCsv as error:
        raise CsvProblem(error.message, [field_error("file", error.rule, error.message)]) from error
    if not filled:
        raise CsvProblem("The file is empty.", [field_error("file", "empty", "Put a header and rows into the file.")])
    columns, ignored = _header(filled[0][1])
    rows = filled[1:]
    if len(rows) > ROWS_MAX:
        message = f"The file has {len(rows)} rows; at most {ROWS_MAX} are taken. Split it over two bases."
        raise CsvProblem(message, [field_error("rows", "maxItems", message, limit=ROWS_MAX, actual=len(rows))])
    return Rows(_rows(rows, columns), ignored)


def _decode(content: bytes, encoding: str | None) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = "utf-16"
    elif encoding:
        name = ENCODINGS.get(encoding.lower(), "")
        if not name:
            message = f"'{encoding}' is not an encoding that is taken. Choose one of {', '.join(ENCODINGS)}."
            raise CsvProblem(message, [field_error("encoding", "enum", message)])
    else:
        name = "utf-8-sig"
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        message = "The file is not UTF-8. Save it as UTF-8, or choose its encoding."
        raise CsvProblem(message, [field_error("encoding", "encoding_unknown", message)]) from error


def _header(cells: list[str]) -> tuple[dict[str, int], list[str]]:
    columns, ignored = csv_columns(cells, COLUMNS)
    missing = [name for name in ("id", "content") if name not in columns]
    if missing:
        message = f"The header has no column {' and no '.join(missing)}."
        raise CsvProblem(
            message,
            [
                field_error(f"rows[1].{name}", "required", f"Add a column '{name}'.", row=1, column=name)
                for name in missing
            ],
        )
    return columns, ignored


def _rows(lines: list[tuple[int, list[str]]], columns: dict[str, int]) -> list[Row]:
    errors: list[FieldError] = []
    seen: set[str] = set()
    rows: list[Row] = []
    for number, cells in lines:
        values = {name: cells[place] if place < len(cells) else "" for name, place in columns.items()}
        row, wrong = _row(values, number, seen)
        errors += wrong
        if row is not None:
            rows.append(row)
    if errors:
        count = len(errors)
        raise CsvProblem(
            f"{count} cell{'s are' if count > 1 else ' is'} not as they must be. Nothing was changed.", errors
        )
    return rows


def _row(values: dict[str, str], number: int, seen: set[str]) -> tuple[Row | None, list[FieldError]]:
    wrong: list[FieldError] = []

    def refuse(column: str, rule: str, message: str) -> None:
        wrong.append(field_error(f"rows[{number}].{column}", rule, message, row=number, column=column))

    id_ = values["id"].strip()
    if not id_:
        refuse("id", "required", "Give the row an id.")
    elif len(id_) > ID_MAX:
        refuse("id", "maxLength", f"At most {ID_MAX} characters.")
    elif id_ in seen:
        refuse("id", "duplicate", f"The id '{id_}' stands in an earlier row.")
    seen.add(id_)
    content = values["content"]
    if not content.strip():
        refuse("content", "required", "Give the row a content.")
    elif len(content) > limits.CONTENT_CHARACTERS:
        refuse("content", "maxLength", f"At most {limits.CONTENT_CHARACTERS} characters.")
    title = values.get("title", "").strip()
    if len(title) > limits.TITLE_CHARACTERS:
        refuse("title", "maxLength", f"At most {limits.TITLE_CHARACTERS} characters.")
    keywords = _list(values.get("keywords", ""), r"[|\n,]")
    if len(keywords) > limits.KEYWORDS or any(len(k) > limits.KEYWORD_CHARACTERS for k in keywords):
        refuse("keywords", "maxItems", f"At most {limits.KEYWORDS} keywords of {limits.KEYWORD_CHARACTERS} characters.")
    questions = _list(values.get("questions", ""), r"[|\n]")
    if len(questions) > limits.QUESTIONS or any(len(q) > limits.QUESTION_CHARACTERS for q in questions):
        refuse(
            "questions", "maxItems", f"At most {limits.QUESTIONS} questions of {limits.QUESTION_CHARACTERS} characters."
        )
    metadata = _metadata(values.get("metadata", ""))
    if metadata is None:
        refuse("metadata", "json", "This begins with { but is not a JSON object.")
    if wrong:
        return None, wrong
    return Row(id_, content, title, keywords, questions, metadata or {}), []


def _list(text: str, separators: str) -> list[str]:
    stripped = text.strip()
    if stripped.startswith("["):
        try:
            found = msgspec.json.decode(stripped, type=list[str])
        except msgspec.DecodeError:
            found = re.split(separators, stripped)
    else:
        found = re.split(separators, stripped)
    return list(dict.fromkeys(item.strip() for item in found if item.strip()))


def _metadata(text: str) -> dict[str, Any] | None:
    stripped = text.strip()
    if not stripped:
        return {}
    if not stripped.startswith("{"):
        return {"value": stripped}
    try:
        return msgspec.json.decode(stripped, type=dict[str, Any])
    except msgspec.DecodeError:
        return None
