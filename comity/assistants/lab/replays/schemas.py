"""The wire shapes of replays."""

from typing import Annotated

from pydantic import AfterValidator, Field, field_validator

from comity.assistants.lab.runs.schemas import Target, once
from comity.assistants.report.schemas import ReportFilters
from comity.kernel.http.rules import broken
from comity.kernel.http.schema import Wire

SESSIONS_MAX, TURNS_MAX = 200, 1000


class ReplayPick(Wire):
    """Which sessions: those of the named exchanges, or the newest with an exchange that the report's filters find.

    A session is asked from its beginning, or from its last soft reset, as the assistant saw it. `filters.assistantId` is ignored.
    """

    assistant_id: str = Field(max_length=36)
    message_ids: list[Annotated[str, Field(max_length=36)]] = Field(default=[], max_length=SESSIONS_MAX)
    filters: ReportFilters = ReportFilters()
    sessions: int = Field(default=50, ge=1, le=SESSIONS_MAX)

    @field_validator("filters")
    @classmethod
    def _asked_by_people(cls, filters: ReportFilters) -> ReportFilters:
        if {"lab", "replay"} & set(filters.source):
            raise broken("source", "Choose what people asked: what the lab asked is tried again from its test set.")
        return filters


class ReplayCreate(ReplayPick):
    """A replay on targets. Each is compared with what was answered; with several, they are compared with each other too."""

    targets: Annotated[list[Target], Field(min_length=1, max_length=5), AfterValidator(once)] = ["draft"]


class ReplayPreview(Wire):
    """What a replay would ask. `isCut`: more sessions fit, or some were left out for they would be over 1,000 turns."""

    sessions: int
    turns: int
    is_cut: bool
