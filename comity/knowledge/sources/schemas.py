"""The wire shapes of websites."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints

from comity.kernel.http.schema import Wire
from comity.knowledge.schemas import Progress, Reason
from comity.knowledge.sources.addresses import ADDRESS_CHARACTERS

Mode = Literal["page", "sitemap", "crawl"]
Schedule = Literal["off", "daily", "weekly", "monthly"]
Address = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=ADDRESS_CHARACTERS)]
PATTERNS, PATTERN_CHARACTERS = 50, 500


def _pattern(value: str) -> str:
    if not value.startswith(("/", "*")) and "://" not in value:
        raise ValueError("Begin a pattern with / or *, such as /help/*.")
    return value


Pattern = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=PATTERN_CHARACTERS),
    AfterValidator(_pattern),
]
Patterns = Annotated[list[Pattern], Field(max_length=PATTERNS), AfterValidator(lambda all_: list(dict.fromkeys(all_)))]


class WebSourceLimits(Wire):
    """How far a crawl goes from its start address, and how many pages are taken at most."""

    depth: int = Field(default=3, ge=1, le=5)
    pages: int = Field(default=100, ge=1, le=1000)


class WebSourceCreate(Wire):
    """A website to follow. `mode`: one page, those that its sitemap lists, or those that its links lead to.

    `include`, `exclude`: patterns of addresses, where `*` stands for any characters: `/help/*`.
    """

    start_url: Address
    mode: Mode = "crawl"
    limits: WebSourceLimits = WebSourceLimits()
    include: Patterns = []
    exclude: Patterns = []
    schedule: Schedule = "weekly"


class WebSourceUpdate(Wire):
    """What can be changed of a website; the next sync goes by it."""

    start_url: Address | None = None
    mode: Mode | None = None
    limits: WebSourceLimits | None = None
    include: Patterns | None = None
    exclude: Patterns | None = None
    schedule: Schedule | None = None


class SyncRequest(Wire):
    """`everything`: fetches each page anew, and brings back those whose document somebody deleted."""

    everything: bool = False


class SyncCounts(Wire):
    """What a sync did. `missing` pages are removed when the next sync does not find them either."""

    looked: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    missing: int = 0
    removed: int = 0
    skipped: int = 0
    warnings: int = 0
    errors: int = 0


class LastSync(Wire):
    """How the last sync ended: `done`, `failed` or `cancelled`."""

    state: str
    reason: Reason
    counts: SyncCounts
    started_at: datetime
    ended_at: datetime


class RobotsRead(Wire):
    """What robots.txt said. `state`: `found`, `none` or `unreachable`; `spacingSeconds`: from one request to the next."""

    state: str
    spacing_seconds: float
    checked_at: datetime


class PageCounts(Wire):
    """Pages of a website by how they stand; `served`: those with a document."""

    served: int = 0
    warnings: int = 0
    errors: int = 0
    skipped: int = 0


class WebSourceRead(Wire):
    """A website that a base follows. `state`: `idle`, or while a sync is open `queued`, `running`, `paused`."""

    id: str
    base_id: str
    start_url: str
    mode: str
    limits: WebSourceLimits
    include: list[str]
    exclude: list[str]
    schedule: str
    state: str
    reason: Reason
    progress: Progress
    job_id: str | None
    last_sync: LastSync | None
    next_sync_at: datetime | None
    robots: RobotsRead | None
    pages: PageCounts
    revision: int
    created_at: datetime
    updated_at: datetime
    created_by: str


class WebPageRead(Wire):
    """An address of a website. `state`: `waiting`, `ok`, `warning`, `skipped`, `missing` or `failed`, with `reason`."""

    url: str
    title: str
    state: str
    reason: Reason
    document_id: str | None
    depth: int
    missing: int
    looked_at: datetime | None
    changed_at: datetime | None


def told(last: dict[str, Any] | None) -> LastSync | None:
    """A sync as its row keeps it."""
    return LastSync.model_validate(last) if last else None
