"""The wire shapes of the dashboard. Every number is one of messages that the report shows under the same filter."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field, field_validator, model_validator

from comity.assistants.report.schemas import REAL_SOURCES, Source, by_comma, with_zone
from comity.kernel.http.rules import broken
from comity.kernel.http.schema import Wire

DAYS_MAX = 366


class DashboardQuery(Wire):
    """Which messages: by default those of the last 30 days that real callers asked."""

    from_: datetime | None = Field(default=None, alias="from")
    to: datetime | None = None
    assistant_id: str | None = Field(default=None, max_length=36)
    source: list[Source] = []

    _by_comma = field_validator("source", mode="before")(by_comma)
    _with_zone = field_validator("from_", "to")(with_zone)

    @model_validator(mode="after")
    def _not_too_long(self) -> "DashboardQuery":
        if self.from_ and self.to and not 0 < (self.to - self.from_).total_seconds() <= DAYS_MAX * 86_400:
            raise broken("order", f"'from' must lie before 'to', by at most {DAYS_MAX} days.")
        return self


class Cost(Wire):
    """What models cost, in one currency."""

    amount: str
    currency: str


class Totals(Wire):
    """The numbers of a span. Times in milliseconds, over what was not failed; shares between 0 and 1, null without any message.

    `answeredShare`: answered or memorized, of all. `belowThreshold`: searched, and no chunk sufficed. `unsupportedShare`: of the
    sentences that were judged and state a fact; `unsupportedMessages` have at least one such sentence.
    """

    messages: int
    sessions: int
    users: int
    prompt_tokens: int
    completion_tokens: int
    costs: list[Cost]
    p50_ms: int | None
    p95_ms: int | None
    answered: int
    memorized: int
    fallback: int
    refused: int
    stopped: int
    failed: int
    degraded: int
    answered_share: float | None
    memorized_share: float | None
    below_threshold: int
    below_threshold_share: float | None
    judged_sentences: int
    unsupported_sentences: int
    unsupported_share: float | None
    unsupported_messages: int
    up: int
    down: int


class Day(Wire):
    """A day of the workspace's zone, from its first moment to the next day's; the first and last may be cut by the span."""

    day: date
    from_: datetime = Field(alias="from")
    to: datetime
    messages: int
    answered: int
    memorized: int
    fallback: int
    refused: int
    stopped: int
    failed: int
    prompt_tokens: int
    completion_tokens: int
    below_threshold: int
    unsupported_sentences: int
    judged_sentences: int


class QuestionGap(Wire):
    """The gap that a question belongs to, and a base among whose gaps it stands."""

    id: str
    state: Literal["open", "assigned", "accepted", "ignored"]
    knowledge_base_id: str


class TopQuestion(Wire):
    """A question that was asked often, in its latest wording; `answered`: without the fallback text. `gap`: of one that was not."""

    question_key: str
    question: str
    asked: int
    answered: int
    gap: QuestionGap | None


class DashboardRead(Wire):
    """The dashboard of a span, with the span of the same length before it. `asOf`: when it was counted."""

    from_: datetime = Field(alias="from")
    to: datetime
    time_zone: str
    sources: list[str]
    as_of: datetime
    totals: Totals
    before: Totals
    daily: list[Day]
    top_questions: list[TopQuestion]
    top_unanswered: list[TopQuestion]


OUTCOMES: tuple[Literal["answered", "memorized", "fallback", "refused", "stopped", "failed"], ...] = (
    "answered",
    "memorized",
    "fallback",
    "refused",
    "stopped",
    "failed",
)
DAY_COLUMNS: tuple[str, ...] = (
    "messages", *OUTCOMES, "prompt_tokens", "completion_tokens", "below_threshold", "judged_sentences", "unsupported_sentences",
)  # fmt: skip
DEFAULT_SOURCES = REAL_SOURCES
