"""The wire shapes of memorized responses (`assistants.md` 2.2, 3.8, 4.5)."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints, ValidationInfo, field_validator

from comity.assistants.schemas import Language
from comity.kernel.http.rules import broken
from comity.kernel.http.schema import Wire

QUESTION_MAX, ANSWER_MAX, ALTERNATES_MAX, MESSAGES_MAX = 1000, 10_000, 50, 200

Question = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=QUESTION_MAX)]
State = Literal["active", "scheduled", "expired", "disabled"]
Shown = Literal["all", "expiring", "expired", "neverHit", "disabled"]


class MemorizedQuestions(Wire):
    """What is compared with a question, and where: in which language and for which assistants (none named: all)."""

    question: Question
    alternates: list[Question] = Field(default=[], max_length=ALTERNATES_MAX)
    language: Language | None = None
    assistant_ids: list[str] = Field(default=[], max_length=1000)
    valid_from: AwareDatetime | None = None
    valid_to: AwareDatetime | None = None

    @field_validator("valid_to")
    @classmethod
    def _ends_after_it_begins(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        begins = info.data.get("valid_from")
        if value is not None and begins is not None and value <= begins:
            raise broken("order", "The end must be later than the beginning.")
        return value


class MemorizedWrite(MemorizedQuestions):
    """A memorized response as it is saved. It answers from `validFrom` on and no longer at `validTo`."""

    answer: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=ANSWER_MAX)]
    enabled: bool = True


class MemorizedRead(Wire):
    """A memorized response, how it stands now and how often it answered."""

    id: str
    question: str
    alternates: list[str]
    answer: str
    language: str | None
    assistant_ids: list[str]
    enabled: bool
    valid_from: datetime | None
    valid_to: datetime | None
    state: State
    revision: int
    hits: int
    last_hit_at: datetime | None
    last_score: float | None
    created_by: str
    edited_by: str
    created_at: datetime
    updated_at: datetime


class HitRead(Wire):
    """One use: what was asked, which variant it was taken for, and how sure that was."""

    id: str
    message_id: str
    assistant_id: str
    source: str
    asked_text: str
    matched_variant: str
    score: float
    exact: bool
    at: datetime


class PreviewRequest(MemorizedQuestions):
    """An entry before it is saved; `id`: which one is being edited."""

    id: str | None = None


class PreviewQuestion(Wire):
    """A question that the entry would answer: the newest time it was asked, how often, and what became of it then."""

    message_id: str
    assistant_id: str
    question: str
    matched: str
    score: float
    exact: bool
    times: int
    outcome: str
    at: datetime


class PreviewConflict(Wire):
    """Another entry that answers one of the entry's questions. `exact`: saving is refused (409903)."""

    id: str
    question: str
    asked: str
    matched: str
    score: float
    exact: bool


class PreviewReply(Wire):
    """`asked`: how many of the last 1,000 questions were looked at; `answered`: how many of these the entry would answer."""

    asked: int
    answered: int
    data: list[PreviewQuestion]
    conflicts: list[PreviewConflict]


class ConflictRead(Wire):
    """Two entries of which each could be taken for the other."""

    id: str
    question: str
    other_id: str
    other_question: str
    score: float


class ConflictList(Wire):
    """Pairs of entries that answer each other's questions differently, the likeliest first; at most 200."""

    data: list[ConflictRead]


class ImportReply(Wire):
    """What an import changed, or with `dryRun` would change."""

    rows: int
    added: int
    changed: int
    unchanged: int
    ignored_columns: list[str]
    dry_run: bool


class MemorizeMessages(Wire):
    """Exchanges whose answers are to be memorized, for their assistant or for all of them."""

    message_ids: list[Annotated[str, Field(max_length=36)]] = Field(min_length=1, max_length=MESSAGES_MAX)
    all_assistants: bool = False


class NotMemorized(Wire):
    """An exchange that was left out. `duplicate`: the entry `responseId` answers its question already; `noAnswer`: it was not
    answered; `tooLong`: an entry cannot hold it; `gone`: erased, or past its retention; `assistantGone`: its assistant was deleted.
    """

    message_id: str
    reason: Literal["duplicate", "noAnswer", "tooLong", "gone", "assistantGone"]
    response_id: str | None = None


class MemorizedOfMessages(Wire):
    """The entries that were made, and the exchanges that were left out."""

    ids: list[str]
    skipped: list[NotMemorized]
