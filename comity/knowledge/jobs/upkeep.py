"""The life of long work on a whole base: begun, told of, stopped, ended. Each verb is one transaction's part."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import ComityError
from comity.kernel.jobs import enqueue
from comity.kernel.realtime import announce
from comity.knowledge.errors import KnowledgeBaseBusy
from comity.knowledge.jobs import queries
from comity.knowledge.jobs.models import BaseJob
from comity.knowledge.jobs.schemas import JobError, JobRead
from comity.knowledge.models import KnowledgeBase
from comity.knowledge.schemas import Progress, Reason

READ_RIGHT = "genai.knowledge.read"
OPEN = ("queued", "running", "paused")
WORDS = {
    "queued": "Waiting for a worker.",
    "paused": "Paused. Resume it to go on.",
    "done": "Done.",
    "cancelled": "Stopped by a person.",
    "rate_limited": "The embedder asked to wait.",
    "model_unavailable": "The embedder does not answer; it is tried again.",
    "checking": "Checking the bundle",
    "reading": "Reading the bundle: {done} of {total} chunks",
    "writing": "Writing the bundle: {done} of {total} chunks",
    "files": "Writing the original files",
    "switching": "Putting the bundle in the place of what was there",
    "fetching": "Fetching pages: {done} of {total}",
    "removing": "Removing pages that are gone",
    "embedding": "Embedding {done} of {total} chunks",
    "copying": "Copying the search index: {done} of {total} chunks",
    "comparing": "Comparing the copy with what it was made from",
    "analysing": "Analysing {done} of {total} chunks",
    "versions": "Embedding what only older versions hold: {done} of {total} chunks",
}


class Stopped(Exception):
    """Somebody cancelled or paused the job: nothing more may be written."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a job is asked to do."""

    job_id: str
    workspace_id: str
    base_id: str
    asked_by: str
    params: dict[str, Any]
    state: str
    file_key: str


def start(
    tx: Tx, actor: Actor, base: KnowledgeBase, kind: str, params: dict[str, Any], *, alone: bool, file_key: str = ""
) -> BaseJob:
    """A new job of a base, queued. With `alone` no other such job may be open for it: raises `KnowledgeBaseBusy` (409953)."""
    if alone and queries.find_claim(tx, base.id) is not None:
        raise KnowledgeBaseBusy
    job = BaseJob(
        workspace_id=base.workspace_id,
        base_id=base.id,
        kind=kind,
        title=base.name,
        claim=base.id if alone else None,
        wanted=params,
        file_key=file_key,
        asked_by=actor.id,
        asked_by_name=actor.name,
    )
    tx.session.add(job)
    tx.flush()
    send(tx, job)
    tell(tx, job)
    return job


def send(tx: Tx, job: BaseJob) -> None:
    """Has a worker take the job."""
    lane = f"{job.kind}:{job.id}"
    enqueue(tx, f"knowledge.{job.kind}", {"jobId": job.id}, workspace_id=job.workspace_id, lane=lane)


def begin(tx: Tx, job_id: str) -> Wanted | None:
    """What to do, from a worker's side; None when the job has ended, is held, or is gone."""
    job = queries.find_any(tx, job_id)
    if job is None or job.state not in ("queued", "running"):
        return None
    job.state, job.began_at = "running", job.began_at or clock.now()
    job.waiting_code, job.waiting_until = "", None
    return Wanted(job.id, job.workspace_id, job.base_id, job.asked_by_name, job.wanted, job.step, job.file_key)


def held(tx: Tx, job_id: str) -> BaseJob:
    """The running job; raises `Stopped` when somebody cancelled or paused it. Called in every transaction that writes a step."""
    job = queries.find_any(tx, job_id, lock=True)
    if job is None or job.state != "running":
        raise Stopped
    return job


def enter(tx: Tx, job_id: str, step: str, total: int, *, done: int = 0, unit: str = "chunk") -> None:
    """Begins a step: its name and how much there is to do; what is done already does not count for its pace."""
    job = held(tx, job_id)
    job.step, job.progress_total, job.progress_done, job.progress_unit = step, total, done, unit
    job.counted_from, job.began_at = done, clock.now()
    tell(tx, job)


def advance(tx: Tx, job_id: str, done: int) -> None:
    """So much of the step is done."""
    job = held(tx, job_id)
    job.progress_done = min(done, job.progress_total)
    tell(tx, job)


def wait(tx: Tx, job_id: str, code: str, until: datetime) -> None:
    """The job waits for another system."""
    job = held(tx, job_id)
    job.waiting_code, job.waiting_until = code, until
    tell(tx, job)


def end(tx: Tx, job_id: str, result: dict[str, Any], *, file_key: str = "") -> None:
    """The job is done."""
    job = held(tx, job_id)
    job.progress_done = job.progress_total
    job.result, job.file_key = result, file_key
    _close(tx, job, "done")


def fail(tx: Tx, job_id: str, code: str, message: str) -> None:
    """The job ends without its result, with a reason people can act on."""
    job = queries.find_any(tx, job_id, lock=True)
    if job is not None and job.state in OPEN:
        job.error_code, job.error_message = code, message[:1000]
        _close(tx, job, "failed")


def fail_with(tx: Tx, job_id: str, error: ComityError) -> None:
    """The same for an error of ours."""
    fail(tx, job_id, str(error.code), error.message)


def cancel(tx: Tx, job: BaseJob) -> None:
    """Stops a job that has not ended; what it wrote so far is cleared away behind it."""
    if job.state in OPEN:
        _close(tx, job, "cancelled")
        send(tx, job)


def pause(tx: Tx, job: BaseJob, *, paused: bool) -> None:
    """Holds a job, or lets it go on."""
    if paused and job.state in ("queued", "running"):
        job.state = "paused"
    elif not paused and job.state == "paused":
        job.state = "queued"
        send(tx, job)
    tell(tx, job)


def _close(tx: Tx, job: BaseJob, state: str) -> None:
    job.state, job.claim, job.ended_at = state, None, clock.now()
    job.waiting_code, job.waiting_until = "", None
    tell(tx, job)


def tell(tx: Tx, job: BaseJob) -> None:
    """Shows consoles the job as it now is."""
    tx.flush()
    announce(tx, job.workspace_id, "job.changed", show(job).model_dump(mode="json"), right=READ_RIGHT)


def show(job: BaseJob) -> JobRead:
    """The wire form of a job."""
    code = job.error_code if job.state == "failed" else job.waiting_code or job.state
    errors = [JobError(code=job.error_code, message=job.error_message)] if job.state == "failed" else []
    return JobRead(
        job_id=job.id,
        kind=job.kind,
        state=job.state,
        step=job.step,
        reason=Reason(code=code if code != "running" else "working", message=_message(job), until=job.waiting_until),
        title=job.wanted.get("title", job.title),
        knowledge_base_id=job.base_id,
        knowledge_base_name=job.title,
        document_id="",
        progress=Progress(done=job.progress_done, total=job.progress_total, unit=job.progress_unit),
        searchable="",
        eta=_eta(job),
        errors=errors,
        result={**job.result, "file": bool(job.file_key)} if job.state == "done" else {},
        asked_by=job.asked_by,
        created_at=job.created_at,
        updated_at=job.updated_at,
    )


def _message(job: BaseJob) -> str:
    if job.state == "failed":
        return job.error_message
    words = WORDS.get(job.waiting_code or (job.step if job.state == "running" else job.state), "Working")
    return words.format(done=job.progress_done, total=job.progress_total)


def _eta(job: BaseJob) -> datetime | None:
    """When the present step ends if it goes on as it went."""
    done = job.progress_done - job.counted_from
    if job.state != "running" or job.waiting_code or done <= 0 or job.began_at is None:
        return None
    now = clock.now()
    return now + (now - job.began_at) * ((job.progress_total - job.progress_done) / done)
