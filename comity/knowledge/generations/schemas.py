"""The wire shapes of generations."""

from datetime import datetime
from decimal import Decimal

from pydantic import Field

from comity.kernel.http.schema import Wire
from comity.knowledge.jobs.schemas import JobRead


class GenerationRead(Wire):
    """One embedding of a base. `state`: `building`, `serving`, or `retired` while it can still be gone back to."""

    id: str
    embedder: str
    embedder_name: str
    embedder_revision: str
    dimensions: int
    language: str
    """For which language its words were analysed."""
    state: str
    current: bool
    """Whether the embedder still makes these vectors."""
    chunks: int
    undo_until: datetime | None
    created_at: datetime


class GenerationList(Wire):
    """A base's generations, the newest first, and the work on them that has not ended."""

    data: list[GenerationRead]
    job: JobRead | None


class ReembedRequest(Wire):
    """By what to embed anew: an embedder's id, or its name. `dryRun` tells what it would take and does nothing."""

    embedder: str = Field(min_length=1, max_length=100)
    dry_run: bool = False


class ReembedEstimate(Wire):
    """What embedding anew takes. `seconds`: from some chunks embedded now; `cost`: by the embedder's price, if it has one."""

    chunks: int
    tokens: int
    seconds: int | None
    cost: Decimal | None
    currency: str | None
    message: str = ""


class ReembedReply(Wire):
    """The job that embeds anew, or what it would take."""

    job: JobRead | None
    estimate: ReembedEstimate | None


class UndoReply(Wire):
    """Done at once, or by the job that first embeds what was changed since."""

    done: bool
    job: JobRead | None
