"""The wire shapes of the report (`assistants.md` 4.5)."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from comity.assistants.messaging.schemas import FeedbackRead, Outcome
from comity.kernel.http.rules import broken
from comity.kernel.http.schema import Wire

Source = Literal["api", "openai", "sandbox", "channel", "copilot", "lab", "replay"]
Mark = Literal["degraded", "belowThreshold", "unsupported"]
Rating = Literal["up", "down"]
REAL_SOURCES: tuple[Source, ...] = ("api", "openai", "channel")
"""What people really asked; the rest is shown only when it is named."""


def by_comma(value: Any) -> Any:
    """A list in one parameter (`api,channel`), or in several of the same name."""
    parts = [value] if isinstance(value, str) else value
    if isinstance(parts, list) and all(isinstance(part, str) for part in parts):
        return list(dict.fromkeys(name for part in parts for name in part.split(",") if name))
    return value


def with_zone(value: datetime | None) -> datetime | None:
    """A time that names its zone."""
    if value is not None and value.tzinfo is None:
        raise broken("pattern", "Give the time with its zone, such as 2026-01-31T09:15:02Z.")
    return value


class ReportFilters(Wire):
    """Which exchanges: all that is named must hold. `from` is included, `to` is not; without `source` those of real callers."""

    assistant_id: str | None = Field(default=None, max_length=36)
    from_: datetime | None = Field(default=None, alias="from")
    to: datetime | None = None
    source: list[Source] = []
    outcome: list[Outcome] = []
    session_id: str | None = Field(default=None, max_length=128)
    user_id: str | None = Field(default=None, max_length=255)
    rating: Rating | None = None
    mark: Mark | None = None
    question_key: str | None = Field(default=None, pattern="^[0-9a-f]{24}$")
    min_latency_ms: int | None = Field(default=None, ge=0, le=10_000_000)
    q: str = Field(default="", max_length=200)

    _by_comma = field_validator("source", "outcome", mode="before")(by_comma)
    _with_zone = field_validator("from_", "to")(with_zone)

    @model_validator(mode="after")
    def _in_order(self) -> "ReportFilters":
        if self.from_ and self.to and self.from_ >= self.to:
            raise broken("order", "'from' must lie before 'to'.")
        return self


class ReportedFulfillment(Wire):
    """A fulfillment that was asked."""

    id: str
    name: str


class ReportedChunk(Wire):
    """A chunk the answer was given, with the value that was compared with the threshold."""

    id: str
    score: float


class ReportedMessage(Wire):
    """A row of the report. `seconds`: from question to end; `marks`: what is special about it."""

    message_id: str
    session_id: str
    assistant_id: str
    user_id: str | None
    source: Source
    version: str
    created_at: datetime
    question: str
    question_en: str | None
    answer: str | None
    outcome: Outcome
    fulfillments: list[ReportedFulfillment]
    chunks: list[ReportedChunk]
    marks: list[str]
    prompt_tokens: int
    completion_tokens: int
    cost: dict[str, str] | None
    seconds: float
    rating: Rating | None
    feedback: list["ReportedFeedback"]


class ReportedFeedback(FeedbackRead):
    """What one user thought of it, in full."""

    reason: str
    comment: str
    correct_answer: str


class ExportRequest(ReportFilters):
    """What is to be exported: the filters of the report."""


class ExportRead(Wire):
    """An export on its way or at its end. `isCut`: there were more than 100,000 rows, the newest were kept."""

    id: str
    state: Literal["queued", "running", "done", "failed"]
    rows: int
    is_cut: bool
    size_bytes: int
    error: str
    requested_by: str
    created_at: datetime
    ended_at: datetime | None
    expires_at: datetime
