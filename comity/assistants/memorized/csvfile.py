"""The CSV file of memorized responses: read whole or refused whole, with every error named by its row (`assistants.md` 3.8)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from pydantic import ValidationError

from comity.assistants.memorized.errors import ImportInvalid
from comity.assistants.memorized.saving import columns_of
from comity.assistants.memorized.schemas import MemorizedWrite
from comity.kernel import clock
from comity.kernel.errors import FieldError, field_error
from comity.kernel.http.rules import field_errors
from comity.kernel.text import BYTE_ORDER_MARK, NoCsv, csv_columns, csv_text, plain, utf8_csv_lines

BYTES, ROWS, ERRORS = 5 * 1024 * 1024, 10_000, 200
COLUMNS = ("question", "answer", "alternates", "language", "valid from", "valid to", "assistants", "enabled")
FIELDS = {"valid from": "valid_from", "valid to": "valid_to", "assistants": "assistant_ids"}
COLUMN_OF = {field: column for column, field in FIELDS.items()}
_NEEDED = ("question", "answer")
_TRUE, _FALSE = {"", "true", "yes", "1", "on"}, {"false", "no", "0", "off"}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file: its number as a spreadsheet shows it, what it says, and the columns of the table that this gives."""

    number: int
    wanted: MemorizedWrite
    columns: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """A whole file: rows in order, the fields that its header names and the columns that are not used."""

    rows: list[Row]
    fields: frozenset[str]
    ignored: list[str]


@dataclass(frozen=True, slots=True)
class Place:
    """What a file is read against: the assistants by folded name and by id, and the zone in which plain dates are meant."""

    assistants: Mapping[str, str]
    zone: tzinfo


def row_error(number: int, column: str, rule: str, message: str, **beside: object) -> FieldError:
    """An item of `errors[]` for a cell."""
    return field_error(f"rows[{number}].{column}", rule, message, row=number, column=column, **beside)


def refuse(errors: Sequence[FieldError]) -> ImportInvalid:
    """The refusal of a file, with the first 200 errors."""
    count = len(errors)
    cells = f"{count} cells are" if count > 1 else "1 cell is"
    return ImportInvalid(list(errors[:ERRORS]), f"{cells} not as they must be. Nothing was changed.")


def parse(content: bytes, place: Place) -> Rows:
    """Reads a file; raises `ImportInvalid` (422000) naming every cell that breaks a rule."""
    lines = _lines(content)
    columns, ignored = _header(lines[0][1])
    if len(lines) - 1 > ROWS:
        message = f"The file has {len(lines) - 1} rows; at most {ROWS:,} are taken at once. Split it."
        raise ImportInvalid([field_error("rows", "maxItems", message, limit=ROWS, actual=len(lines) - 1)])
    errors: list[FieldError] = []
    read = [_row(number, cells, columns, place, errors) for number, cells in lines[1:]]
    if errors:
        raise refuse(errors)
    rows = [Row(number, wanted, columns_of(wanted)) for number, wanted in read if wanted is not None]
    return Rows(rows, frozenset(FIELDS.get(name, name) for name in columns), ignored)


def _lines(content: bytes) -> list[tuple[int, list[str]]]:
    try:
        lines = utf8_csv_lines(content)
    except NoCsv as error:
        raise _whole(error.rule, error.message) from error
    if not lines:
        raise _whole("empty", "Put a header with question and answer, and rows, into the file.")
    return lines


def _whole(rule: str, message: str) -> ImportInvalid:
    return ImportInvalid([field_error("file", rule, message)])


def _header(cells: list[str]) -> tuple[dict[str, int], list[str]]:
    columns, ignored = csv_columns(cells, COLUMNS)
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise ImportInvalid([row_error(1, name, "required", f"Add a column '{name}'.") for name in missing])
    return columns, ignored


def _row(
    number: int, cells: list[str], columns: dict[str, int], place: Place, errors: list[FieldError]
) -> tuple[int, MemorizedWrite | None]:
    values = {name: plain(cells[at]) if at < len(cells) else "" for name, at in columns.items()}
    fields: dict[str, object] = {"question": values["question"], "answer": values["answer"]}
    for name, read in _READERS.items():
        if name in values:
            try:
                fields[FIELDS.get(name, name)] = read(values[name], place)
            except ValueError as error:
                errors.append(row_error(number, name, "value", str(error)))
    try:
        return number, MemorizedWrite.model_validate(fields)
    except ValidationError as error:
        errors += [_renamed(number, found) for found in field_errors(error.errors())]
        return number, None


def _renamed(number: int, found: FieldError) -> FieldError:
    """A broken field as a broken cell."""
    field = re.split(r"[\[.]", found["path"])[0]
    column = COLUMN_OF.get(field, field)
    return {**found, "path": f"rows[{number}].{column}", "row": number, "column": column}


def _several(text: str, _place: Place) -> list[str]:
    return [part.strip() for part in re.split(r"[|\n]", text) if part.strip()]


def _language(text: str, _place: Place) -> str | None:
    return text or None


def _assistants(text: str, place: Place) -> list[str]:
    named = _several(text, place)
    unknown = [name for name in named if name.casefold() not in place.assistants]
    if unknown:
        raise ValueError(
            f"There is no assistant '{unknown[0]}'. Use names or ids of this workspace, with | between them."
        )
    return [place.assistants[name.casefold()] for name in named]


def _enabled(text: str, _place: Place) -> bool:
    if text.lower() not in _TRUE | _FALSE:
        raise ValueError("Use true or false.")
    return text.lower() in _TRUE


def _begin(text: str, place: Place) -> datetime | None:
    return _time(text, place, timedelta(0))


def _end(text: str, place: Place) -> datetime | None:
    return _time(text, place, timedelta(days=1))


def _time(text: str, place: Place, whole_day: timedelta) -> datetime | None:
    """A time with its zone, or a day of the workspace's zone: from its beginning, or to its end."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
        if _DATE.fullmatch(text):
            return (found + whole_day).replace(tzinfo=place.zone).astimezone(UTC)
        return (found if found.tzinfo else found.replace(tzinfo=place.zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("Use a day such as 2026-12-31, or a time such as 2026-12-31T09:00:00Z.") from None


_READERS = {
    "alternates": _several,
    "language": _language,
    "valid from": _begin,
    "valid to": _end,
    "assistants": _assistants,
    "enabled": _enabled,
}


def write(rows: Iterable[MemorizedWrite], names: Mapping[str, str]) -> bytes:
    """The file of entries: UTF-8 with its mark, so that spreadsheets read Thai. `names`: those of assistants by id."""
    return (BYTE_ORDER_MARK + csv_text([COLUMNS, *(_cells(row, names) for row in rows)])).encode()


def _cells(row: MemorizedWrite, names: Mapping[str, str]) -> list[str]:
    assistants = [name if "|" not in (name := names.get(id_, id_)) else id_ for id_ in row.assistant_ids]
    times = [clock.iso(time) if time else "" for time in (row.valid_from, row.valid_to)]
    said = [row.question, row.answer, "|".join(_joinable(row.alternates)), row.language or "", *times]
    return [*said, "|".join(assistants), str(row.enabled).lower()]


def _joinable(alternates: Iterable[str]) -> list[str]:
    """Alternates with nothing in them that would part them again."""
    return [" ".join(re.split(r"[|\n]+", alternate)) for alternate in alternates]
