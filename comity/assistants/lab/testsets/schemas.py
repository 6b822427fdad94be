"""The wire shapes of test sets (`assistants.md` 3.13)."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from comity.kernel.http.rules import broken
from comity.kernel.http.schema import Wire

OUTCOMES = ("answered", "memorized", "fallback", "refused", "stopped", "failed", "handoff")

SetName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]
MESSAGES_MAX = 200


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


class MessageCase(Wire):
    """An exchange to be made a step of. `expectedAnswer`: what is expected of it, in place of what was answered."""

    message_id: str = Field(max_length=36)
    expected_answer: str | None = Field(default=None, max_length=10_000)


class CasesOfMessages(Wire):
    """Exchanges to be added to a set, or to a new one with this name.

    `expectChunks`: one of the chunks that were sent must be found again; `expectAnswers`: a judging model compares later answers
    with the one that was given, or that a person said would have been right.
    """

    test_set_id: str | None = None
    name: SetName | None = Field(default=None, validate_default=True)
    messages: Annotated[list[MessageCase], Field(min_length=1, max_length=MESSAGES_MAX)]
    expect_chunks: bool = True
    expect_answers: bool = True

    @field_validator("name")
    @classmethod
    def _one_of_two(cls, name: str | None, info: ValidationInfo) -> str | None:
        if (name is None) is (info.data.get("test_set_id") is None):
            raise broken("required", "Name either testSetId, or the name of a new test set.")
        return name
