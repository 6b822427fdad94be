"""The CSV file of a test set: read whole or refused whole, with every error named by its row (`assistants.md` 3.13)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from comity.assistants.lab.errors import LabFileInvalid
from comity.assistants.lab.testsets.schemas import OUTCOMES, StepSpec
from comity.kernel.errors import FieldError, field_error
from comity.kernel.text import BYTE_ORDER_MARK, NoCsv, csv_columns, csv_text, plain, utf8_csv_lines

BYTES, ROWS = 5 * 1024 * 1024, 1000
NO_MAX, QUESTION_MAX, ANSWER_MAX, ID_MAX, PART_MAX, PARTS_MAX = 120, 4000, 10_000, 128, 500, 20
NEEDED = ("no.", "question")
COLUMNS = (
    "no.", "question", "expected chunk id", "expected answer", "must contain", "must not contain", "must cite", "expect",
    "max seconds", "language", "tags",
)  # fmt: skip
_NO = re.compile(r"(case-[A-Za-z0-9_]+)-([0-9]+)")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}")


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the file: its place in it, the case it belongs to, what is asked and what is expected.

    `message_id`: the exchange it was made of, where it was not written by hand.
    """

    row: int
    no: str
    case: str
    step: int
    question: str
    spec: StepSpec
    message_id: str | None = None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A whole file: its steps in the order of the file, and the columns that are not used."""

    steps: list[Step]
    ignored: list[str] = field(default_factory=list)

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return len({step.case for step in self.steps})


def parse(content: bytes) -> CaseFile:
    """Reads a file; raises `LabFileInvalid` (422910) naming everything that breaks a rule."""
    lines = _lines(content)
    columns, ignored = _header(*lines[0])
    if len(lines) - 1 > ROWS:
        message = f"The file has {len(lines) - 1:,} rows; at most {ROWS:,} are taken. Split it."
        raise _refused([field_error("rows", "maxItems", message, limit=ROWS, actual=len(lines) - 1)])
    if len(lines) == 1:
        raise _whole("empty", "The file has a header and no rows. Put at least one question into it.")
    errors: list[FieldError] = []
    steps = [_Row(number, columns, cells, errors).read() for number, cells in lines[1:]]
    errors += _order_errors([step for step in steps if step.case])
    if errors:
        raise _refused(sorted(errors, key=lambda error: error["row"]))
    return CaseFile(steps, ignored)


def _refused(errors: Sequence[FieldError]) -> LabFileInvalid:
    count = len(errors)
    places = f"{count} places are" if count > 1 else "1 place is"
    return LabFileInvalid(f"{places} not as they must be. Correct the file and upload it again.", errors=list(errors))


def _whole(rule: str, message: str, **beside: object) -> LabFileInvalid:
    return LabFileInvalid(message, errors=[field_error("file", rule, message, **beside)])


def _row_error(number: int, column: str, rule: str, message: str, **beside: object) -> FieldError:
    return field_error(f"rows[{number}].{column}", rule, message, row=number, column=column, **beside)


def _lines(content: bytes) -> list[tuple[int, list[str]]]:
    if len(content) > BYTES:
        raise _whole("maxSize", "The file is larger than 5 MB. Split it.", limit=BYTES, actual=len(content))
    try:
        lines = utf8_csv_lines(content)
    except NoCsv as error:
        raise _whole(error.rule, error.message) from error
    if not lines:
        raise _whole("empty", "The file is empty. Put a header with 'no.' and 'question', and rows, into it.")
    return lines


def _header(number: int, cells: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    columns, ignored = csv_columns(cells, COLUMNS)
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise _refused([_row_error(number, name, "required", f"Add a column '{name}'.") for name in missing])
    return columns, ignored


def _order_errors(steps: Sequence[Step]) -> list[FieldError]:
    """Numbers that come twice, and cases whose steps are not 1...n."""
    errors: list[FieldError] = []
    seen: dict[tuple[str, int], int] = {}
    by_case: dict[str, list[Step]] = {}
    for step in steps:
        key = (step.case, step.step)
        if key in seen:
            message = f"'{step.no}' stands in row {seen[key]} already. Give every row a number of its own."
            errors.append(_row_error(step.row, "no.", "unique", message, value=step.no))
        else:
            seen[key] = step.row
            by_case.setdefault(step.case, []).append(step)
    return errors + [error for case, found in by_case.items() if (error := _hole(case, found))]


def _hole(case: str, found: Sequence[Step]) -> FieldError | None:
    numbers = {step.step for step in found}
    missing = next(number for number in range(1, len(numbers) + 2) if number not in numbers)
    outside = [step for step in found if step.step > missing or not step.step]
    if not outside:
        return None
    first = min(outside, key=lambda step: step.row)
    message = f"Step {missing} of '{case}' is missing: number the steps of a case 1, 2, 3 without holes."
    if not first.step:
        message = "The steps of a case count from 1."
    return _row_error(first.row, "no.", "steps", message, value=first.no)


class _Row:
    """One line while it is read; what is wrong with it goes to `errors`."""

    def __init__(self, number: int, columns: dict[str, int], cells: list[str], errors: list[FieldError]) -> None:
        self._number = number
        self._values = {name: plain(cells[at]) if at < len(cells) else "" for name, at in columns.items()}
        self._errors = errors

    def read(self) -> Step:
        case, step = self._place()
        question = self._text("question", QUESTION_MAX)
        if not question:
            self._wrong("question", "required", "Write a question of 1 to 4,000 characters.")
        spec = StepSpec(
            expected_chunk_ids=self._several("expected chunk id", ID_MAX),
            expected_answer=self._text("expected answer", ANSWER_MAX),
            must_contain=self._several("must contain"),
            must_not_contain=self._several("must not contain"),
            must_cite=self._several("must cite"),
            expect=self._expect(),
            max_seconds=self._seconds(),
            language=self._language(),
            tags=self._several("tags"),
        )
        return Step(self._number, self._values["no."], case, step, question, spec)

    def _wrong(self, column: str, rule: str, message: str, **beside: object) -> None:
        self._errors.append(_row_error(self._number, column, rule, message, **beside))

    def _place(self) -> tuple[str, int]:
        no = self._values["no."]
        found = _NO.fullmatch(no)
        if not no:
            self._wrong("no.", "required", "Number the row as case-[case]-[step], such as case-1-1.")
        elif len(no) > NO_MAX:
            self._wrong("no.", "maxLength", f"At most {NO_MAX} characters.", limit=NO_MAX, actual=len(no))
        elif found is None:
            message = f"'{no[:60]}' is no number of a step. Write case-[case]-[step], such as case-1-1."
            self._wrong("no.", "pattern", message, value=no)
        else:
            return found[1], min(int(found[2][-9:]), 10**6)
        return "", 0

    def _text(self, column: str, limit: int) -> str:
        text = self._values.get(column, "")
        if len(text) > limit:
            self._wrong(column, "maxLength", f"At most {limit:,} characters.", limit=limit, actual=len(text))
        return text

    def _several(self, column: str, limit: int = PART_MAX) -> list[str]:
        parts = list(dict.fromkeys(part.strip() for part in self._values.get(column, "").split("|") if part.strip()))
        if len(parts) > PARTS_MAX:
            self._wrong(column, "maxItems", f"At most {PARTS_MAX}, with | between.", limit=PARTS_MAX, actual=len(parts))
        if any(len(part) > limit for part in parts):
            self._wrong(column, "maxLength", f"At most {limit:,} characters each, with | between.", limit=limit)
        return parts

    def _expect(self) -> str | None:
        text = self._values.get("expect", "").lower()
        if text and text not in OUTCOMES:
            self._wrong("expect", "enum", f"Use one of {', '.join(OUTCOMES)}.", value=text)
        return text or None

    def _seconds(self) -> float | None:
        text = self._values.get("max seconds", "")
        if not text:
            return None
        if re.fullmatch(r"[0-9]{1,4}([.][0-9]{1,3})?", text) and 0 < float(text) <= 600:
            return float(text)
        self._wrong("max seconds", "range", "Use seconds from 0.001 to 600, such as 2.5.", value=text)
        return None

    def _language(self) -> str | None:
        text = self._values.get("language", "")
        if text and not _TAG.fullmatch(text):
            self._wrong("language", "pattern", "Use a language tag such as th or en-GB.", value=text)
        return text or None


def write(steps: Sequence[tuple[str, str, StepSpec]]) -> bytes:
    """The file of steps (number, question, expectations), as it can be uploaded again."""
    rows = [_cells(no, question, spec) for no, question, spec in steps]
    return (BYTE_ORDER_MARK + csv_text([COLUMNS, *rows])).encode()


def _cells(no: str, question: str, spec: StepSpec) -> list[str]:
    seconds = f"{spec.max_seconds:g}" if spec.max_seconds is not None else ""
    lists = [spec.must_contain, spec.must_not_contain, spec.must_cite]
    said = [no, question, "|".join(spec.expected_chunk_ids), spec.expected_answer, *("|".join(one) for one in lists)]
    return [*said, spec.expect or "", seconds, spec.language or "", "|".join(spec.tags)]
