"""The wire shapes of test sets (`assistants.md` 3.13)."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from comity.kernel.http.schema import Wire

OUTCOMES = ("answered", "memorized", "fallback", "refused", "stopped", "failed", "handoff")

SetName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]
Question = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]


class StepSpec(Wire):
    """What the answer to a question must be. Empty parts ask for nothing; `expect` is an outcome, or `handoff`."""

    expected_chunk_ids: list[str] = []
    expected_answer: str = ""
    must_contain: list[str] = []
    must_not_contain: list[str] = []
    must_cite: list[str] = []
    expect: str | None = None
    max_seconds: float | None = None
    language: str | None = None
    tags: list[str] = []


class Notice(Wire):
    """Something about a file that does not stop it; `row` counts as a spreadsheet does."""

    code: str
    message: str
    row: int | None = None
    value: str | None = None


class LastRun(Wire):
    """The newest run of a set."""

    id: str
    status: str
    assistant_id: str
    assistant_name: str
    created_at: datetime


class TestSetRead(Wire):
    """A test set. `notices`: columns that are not used, chunk ids that nobody has now."""

    id: str
    name: str
    file_name: str
    revision: int
    file_revision: int
    cases: int
    steps: int
    notices: list[Notice] = []
    last_run: LastRun | None = None
    used_by: list[dict[str, Any]] = []
    created_by: str
    edited_by: str
    created_at: datetime
    updated_at: datetime


class TestSetUpdate(Wire):
    """Another name."""

    name: SetName


class StepRead(StepSpec):
    """A step of a set."""

    position: int
    no: str
    case: str
    step: int
    question: str


class CaseCreate(Wire):
    """A case of one step to be added at the end of a set, as from an answer in the sandbox or the report."""

    question: Question
    expected_chunk_ids: Annotated[list[Annotated[str, Field(max_length=128)]], Field(max_length=20)] = []
    expected_answer: str = Field(default="", max_length=10_000)
