"""The verbs of websites: following, changing, letting go, and beginning a sync."""

import calendar
from datetime import datetime, timedelta
from typing import Any

from comity import accounts
from comity.kernel import clock
from comity.kernel.context import Actor, system_actor
from comity.kernel.db import Page, Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.http.schema import check_revision
from comity.kernel.jobs import enqueue
from comity.kernel.realtime import announce
from comity.knowledge.errors import KnowledgeLimit, NotForThisType
from comity.knowledge.jobs import upkeep
from comity.knowledge.jobs.models import BaseJob
from comity.knowledge.models import KnowledgeBase
from comity.knowledge.service import READ_RIGHT, get_base, get_editable_base
from comity.knowledge.sources import queries
from comity.knowledge.sources.addresses import host_of
from comity.knowledge.sources.errors import SourceNotFound
from comity.knowledge.sources.models import WebPage, WebSource
from comity.knowledge.sources.schemas import WebSourceCreate, WebSourceUpdate
from comity.knowledge.sources.showing import show_source

KIND = "sync"
CLEAR = "knowledge.source.clear"
SOURCES_PER_BASE = 50


def get_source(tx: Tx, actor: Actor, base_id: str, source_id: str, *, lock: bool = False) -> WebSource:
    """The website; raises `SourceNotFound` (404954), `KnowledgeBaseNotFound` (404950)."""
    base = get_base(tx, actor, base_id)
    found = queries.find_source(tx, actor.workspace_id, base.id, source_id, lock=lock)
    if found is None:
        raise SourceNotFound
    return found


def list_pages(tx: Tx, actor: Actor, source: WebSource, **filters: Any) -> Page[WebPage]:
    """A page of the addresses of a website."""
    return queries.list_pages(tx, actor.workspace_id, source.id, **filters)


def create_source(tx: Tx, actor: Actor, base_id: str, wanted: WebSourceCreate) -> WebSource:
    """Follows a website and begins its first sync. `wanted.start_url` must have passed the egress guard, in one spelling.

    Raises `NotForThisType` (422951), `KnowledgeLimit` (422952), `Validation` (422000) for one that is followed already.
    """
    base = get_editable_base(tx, actor, base_id)
    if base.type != "documents":
        raise NotForThisType("Only a base of type 'documents' takes websites.")
    others = queries.sources_of(tx, actor.workspace_id, base.id)
    if len(others) >= SOURCES_PER_BASE:
        raise KnowledgeLimit(f"A base follows {SOURCES_PER_BASE} websites. Remove one first.")
    _check_unique(others, wanted.start_url, wanted.mode, None)
    source = WebSource(
        workspace_id=base.workspace_id,
        base_id=base.id,
        start_url=wanted.start_url,
        mode=wanted.mode,
        depth=wanted.limits.depth,
        max_pages=wanted.limits.pages,
        include=wanted.include,
        exclude=wanted.exclude,
        schedule=wanted.schedule,
        created_by=actor.name,
    )
    tx.session.add(source)
    tx.flush()
    _audit(tx, actor, "source.added", source, after=_telling(source))
    start_sync(tx, actor, base, source)
    return source


def update_source(
    tx: Tx, actor: Actor, base_id: str, source_id: str, change: WebSourceUpdate, revision: int | None
) -> WebSource:
    """Changes a website; the next sync goes by it. Raises `StaleRevision` (409001), `Validation` (422000)."""
    source = get_source(tx, actor, base_id, source_id, lock=True)
    check_revision(revision, source.revision, lambda: show_source(tx, source))
    before = _telling(source)
    others = queries.sources_of(tx, actor.workspace_id, source.base_id)
    _check_unique(others, change.start_url or source.start_url, change.mode or source.mode, source.id)
    for field in ("start_url", "mode", "include", "exclude"):
        if (value := getattr(change, field)) is not None:
            setattr(source, field, value)
    if change.limits is not None:
        source.depth, source.max_pages = change.limits.depth, change.limits.pages
    if change.schedule is not None and change.schedule != source.schedule:
        source.schedule = change.schedule
        source.next_sync_at = next_time(change.schedule, clock.now())
    source.revision += 1
    tx.flush()
    _audit(tx, actor, "source.changed", source, before=before, after=_telling(source))
    tell(tx, source)
    return source


def delete_source(tx: Tx, actor: Actor, base_id: str, source_id: str, *, documents: bool) -> None:
    """Follows a website no more; with `documents` its documents are deleted too, by a job, else they stay as they are."""
    source = get_source(tx, actor, base_id, source_id, lock=True)
    source.deleted_at, source.next_sync_at = clock.now(), None
    if (job := queries.find_job(tx, source.job_id)) is not None:
        upkeep.cancel(tx, job)
    _audit(tx, actor, "source.removed", source, before=_telling(source), after={"documents": documents})
    payload = {"sourceId": source.id, "documents": documents}
    enqueue(tx, CLEAR, payload, workspace_id=source.workspace_id, lane=f"source:{source.id}")
    data = {"id": source.id, "baseId": source.base_id}
    announce(tx, source.workspace_id, "source.deleted", data, right=READ_RIGHT)


def start_sync(tx: Tx, actor: Actor, base: KnowledgeBase, source: WebSource, *, everything: bool = False) -> BaseJob:
    """Begins a sync, or returns the one that has not ended yet."""
    running = queries.find_job(tx, source.job_id)
    if running is not None and running.state in upkeep.OPEN:
        return running
    source.sync_number += 1
    params = {
        "sourceId": source.id,
        "sync": source.sync_number,
        "everything": everything,
        "title": host_of(source.start_url),
    }
    job = upkeep.start(tx, actor, base, KIND, params, alone=False)
    job.progress_unit = "page"
    source.job_id = job.id
    source.next_sync_at = next_time(source.schedule, clock.now())
    tx.flush()
    tell(tx, source)
    return job


def start_due(tx: Tx) -> int:
    """Begins the syncs whose time has come; returns how many. What was slept through is made up once."""
    due = queries.due_sources(tx, clock.now())
    for source in due:
        actor = system_actor(source.workspace_id)
        start_sync(tx, actor, get_base(tx, actor, source.base_id), source)
    return len(due)


def next_time(schedule: str, now: datetime) -> datetime | None:
    """When a website is due again; None for never."""
    if schedule == "monthly":
        year, month = divmod(now.year * 12 + now.month, 12)
        return now.replace(year=year, month=month + 1, day=min(now.day, calendar.monthrange(year, month + 1)[1]))
    days = {"daily": 1, "weekly": 7}.get(schedule)
    return now + timedelta(days=days) if days else None


def tell(tx: Tx, source: WebSource) -> None:
    """Shows consoles the website as it now is."""
    tx.flush()
    shown = show_source(tx, source).model_dump(mode="json")
    announce(tx, source.workspace_id, "source.changed", shown, right=READ_RIGHT)


def _check_unique(others: Any, start_url: str, mode: str, but: str | None) -> None:
    if any(one.id != but and (one.start_url, one.mode) == (start_url, mode) for one in others):
        message = "This base follows this address already. Change that website instead."
        raise Validation([field_error("startUrl", "unique", message)])


def _telling(source: WebSource) -> dict[str, Any]:
    names = ("start_url", "mode", "depth", "max_pages", "include", "exclude", "schedule")
    wire = ("startUrl", "mode", "depth", "pages", "include", "exclude", "schedule")
    return {to: getattr(source, name) for to, name in zip(wire, names, strict=True)}


def _audit(tx: Tx, actor: Actor, action: str, source: WebSource, **sides: Any) -> None:
    accounts.audit(
        tx, actor, action, target_kind="source", target_id=source.id, target_label=source.start_url[:255], **sides
    )
