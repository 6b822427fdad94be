"""The wire shapes of jobs."""

from datetime import datetime
from typing import Any

from comity.kernel.http.schema import Wire
from comity.knowledge.schemas import Progress, Reason


class JobError(Wire):
    """Why a job ended without its result."""

    code: str
    message: str


class JobRead(Wire):
    """A job as the activity tray shows it. `state`: `queued`, `running`, `paused`, `done`, `failed`, `cancelled`."""

    job_id: str
    kind: str
    state: str
    step: str
    reason: Reason
    title: str
    knowledge_base_id: str
    knowledge_base_name: str
    document_id: str
    progress: Progress
    searchable: str
    eta: datetime | None
    errors: list[JobError]
    result: dict[str, Any] = {}
    """What work on a whole base ended with; empty for readings."""
    asked_by: str
    created_at: datetime
    updated_at: datetime
