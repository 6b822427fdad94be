"""The verbs of a sync. Each is one transaction that first asks whether the sync still runs: a stopped one writes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comity.kernel import clock
from comity.kernel.context import Actor, system_actor
from comity.kernel.db import Tx
from comity.knowledge import queries as knowledge_queries
from comity.knowledge.documents import service as documents
from comity.knowledge.documents.service import StoredFile
from comity.knowledge.errors import DuplicateDocument
from comity.knowledge.jobs import upkeep
from comity.knowledge.jobs.models import BaseJob
from comity.knowledge.jobs.upkeep import Stopped
from comity.knowledge.models import Document, KnowledgeBase
from comity.knowledge.service import get_editable_base
from comity.knowledge.sources import queries
from comity.knowledge.sources.addresses import host_of, is_chosen, may_be_page
from comity.knowledge.sources.models import WebPage, WebSource
from comity.knowledge.sources.robots import Rules

QUEUE_FACTOR, LOOK_FACTOR = 5, 3
"""How many addresses are queued, and looked at, for each page that may be taken: many lead to nothing."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sync goes by."""

    job_id: str
    source_id: str
    workspace_id: str
    base_id: str
    sync: int
    start_url: str
    mode: str
    has_begun: bool
    is_removing: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a look gave. `links`: where the page leads, None where that was not told and the last ones stand.

    `follow`: an address that stands for this one; `file`: content that is to be read, `digest` of it.
    """

    state: str
    code: str = ""
    message: str = ""
    title: str = ""
    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    links: tuple[str, ...] | None = None
    follow: str = ""
    file: StoredFile | None = None
    is_unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """An address to look at. `is_kept`: it has a document that can be read, so that "unchanged" is an answer."""

    id: str
    url: str
    depth: int
    hops: int
    etag: str
    last_modified: str
    digest: str
    last: Outcome
    is_kept: bool
    is_left_out: bool
    is_start: bool
    is_chosen: bool


def plan(tx: Tx, job_id: str, source_id: str, sync: int, *, everything: bool) -> Plan:
    """What the sync is to do; raises `Stopped` when it or its website is gone."""
    job, source, base = held(tx, job_id, source_id)
    has_begun = job.step in {"fetching", "removing"}
    if everything and not has_begun:
        queries.let_in_again(tx, source.id)
    return Plan(
        job_id=job.id,
        source_id=source.id,
        workspace_id=source.workspace_id,
        base_id=base.id,
        sync=sync,
        start_url=source.start_url,
        mode=source.mode,
        has_begun=has_begun,
        is_removing=job.step == "removing",
    )


def is_running(tx: Tx, plan: Plan) -> bool:
    """Whether the sync goes on."""
    job = queries.find_job(tx, plan.job_id)
    return job is not None and job.state == "running" and queries.living_source(tx, plan.source_id) is not None


def begin(tx: Tx, plan: Plan, urls: Sequence[str]) -> None:
    """Queues the addresses from which the sync goes out."""
    _job, source, _base = held(tx, plan.job_id, plan.source_id)
    source.hosts = [host_of(source.start_url)]
    _queue(tx, source, plan.sync, urls, depth=0)
    upkeep.enter(tx, plan.job_id, "fetching", min(len(urls), source.max_pages), unit="page")


def note_rules(tx: Tx, plan: Plan, rules: Rules) -> None:
    """Keeps what robots.txt said, for people to see."""
    _job, source, _base = held(tx, plan.job_id, plan.source_id)
    source.robots = {
        "state": rules.state,
        "spacingSeconds": rules.spacing_seconds,
        "checkedAt": clock.iso(clock.now()),
    }


def next_due(tx: Tx, plan: Plan) -> Due | None:
    """The next address; None when all were looked at, or as many pages are taken as may be."""
    found = queries.living_source(tx, plan.source_id)
    if found is None:
        raise Stopped
    source, _base = found
    _queued, looked, taken = queries.progress_of(tx, source.id, plan.sync)
    if taken >= source.max_pages or looked >= source.max_pages * LOOK_FACTOR:
        return None
    page = queries.next_waiting(tx, source.id, plan.sync)
    if page is None:
        return None
    document = queries.is_living(tx, page.document_id) if page.document_id else None
    is_start = page.depth == 0 and source.mode != "sitemap"
    return Due(
        id=page.id,
        url=page.url,
        depth=page.depth,
        hops=page.hops,
        etag=page.etag,
        last_modified=page.last_modified,
        digest=page.digest,
        last=_last(page),
        is_kept=document is not None and not _has_failed(tx, document),
        is_left_out=page.left_out or (page.document_id is not None and document is None),
        is_start=is_start,
        is_chosen=source.mode == "page" or is_chosen(page.url, source.include, source.exclude),
    )


def save(tx: Tx, plan: Plan, due: Due, outcome: Outcome) -> bool:
    """Writes what a look gave: the checkpoint of a sync. Returns whether the stored file was taken.

    Raises `KnowledgeLimit` (422952) when the base is full.
    """
    _job, source, base = held(tx, plan.job_id, plan.source_id)
    page = tx.session.get_one(WebPage, due.id)
    page.looked_in, page.looked_at = plan.sync, clock.now()
    page.state, page.code, page.message = outcome.state, outcome.code, outcome.message[:500]
    page.effect = "unchanged" if outcome.is_unchanged else ""
    page.title = outcome.title[:255] or page.title
    if due.is_left_out:
        page.left_out, page.document_id = True, None
    if outcome.state in {"ok", "warning"}:
        page.etag, page.last_modified = outcome.etag[:500], outcome.last_modified[:100]
    if outcome.links is not None:
        page.links = list(outcome.links)
    is_taken = outcome.file is not None and _take(tx, base, page, outcome, outcome.file)
    if outcome.follow:
        _follow(tx, source, page, plan.sync, outcome.follow, is_start=due.is_start)
    if source.mode == "crawl" and page.depth < source.depth:
        links = [url for url in page.links if _is_inside(source, url)]
        _queue(tx, source, plan.sync, links, depth=page.depth + 1)
    tx.flush()
    _tell_progress(tx, plan, source)
    return is_taken


def held(tx: Tx, job_id: str, source_id: str) -> tuple[BaseJob, WebSource, KnowledgeBase]:
    """The running sync with its website and its base; raises `Stopped` when one of them is gone."""
    job = upkeep.held(tx, job_id)
    found = queries.living_source(tx, source_id)
    if found is None:
        raise Stopped
    source, base = found
    return job, source, get_editable_base(tx, system_actor(source.workspace_id), base.id)


def _last(page: WebPage) -> Outcome:
    """What stands of a page that did not change."""
    is_warned = page.state == "warning"
    return Outcome(
        state=page.state if is_warned else "ok",
        code=page.code if is_warned else "",
        message=page.message if is_warned else "",
        etag=page.etag,
        last_modified=page.last_modified,
        digest=page.digest,
    )


def _has_failed(tx: Tx, document: Document) -> bool:
    return knowledge_queries.get_version(tx, document.latest_version_id or "").state in {"failed", "cancelled"}


def _take(tx: Tx, base: KnowledgeBase, page: WebPage, outcome: Outcome, file: StoredFile) -> bool:
    """Takes content in: a new document, a new version of it, or nothing where the base holds the same bytes already."""
    actor = system_actor(base.workspace_id)
    document = queries.is_living(tx, page.document_id) if page.document_id else None
    document = document or queries.document_at(tx, base.id, page.url)
    try:
        if document is None:
            document, effect = documents.add_document(tx, actor, base, file), "added"
        else:
            document, effect = documents.replace_document(tx, actor, base, document.id, file, None), "changed"
    except DuplicateDocument as same:
        return _same_bytes(tx, actor, base, page, document, same, outcome)
    page.document_id, page.digest, page.changed_at = document.id, outcome.digest, clock.now()
    page.effect = effect
    return True


def _same_bytes(
    tx: Tx,
    actor: Actor,
    base: KnowledgeBase,
    page: WebPage,
    mine: Document | None,
    same: DuplicateDocument,
    outcome: Outcome,
) -> bool:
    """The bytes are there already: as this page's own document, or as another's, which then stands for this page."""
    if mine is not None and same.document_id == mine.id:
        page.document_id, page.digest = mine.id, outcome.digest
        page.effect = "unchanged"
        if _has_failed(tx, mine):
            documents.retry_document(tx, actor, base, mine.id)
        return False
    page.state, page.code, page.same_as = "skipped", "duplicate", same.document_id
    page.message = f"The same content is in this base already, as '{same.title}'."[:500]
    page.etag = page.last_modified = ""
    return False


def _follow(tx: Tx, source: WebSource, page: WebPage, sync: int, url: str, *, is_start: bool) -> None:
    """Queues the address that stands for a page, at its depth. Where the start leads is inside, whatever its host."""
    if is_start and host_of(url) not in source.hosts:
        source.hosts = [*source.hosts, host_of(url)]
    if host_of(url) not in source.hosts:
        page.state, page.code, page.message = "skipped", "other_site", f"It leads to another site: {url}"[:500]
        return
    if not is_start and source.mode != "page" and not is_chosen(url, source.include, source.exclude):
        return
    _queue(tx, source, sync, [url], depth=page.depth, hops=page.hops + 1)


def _is_inside(source: WebSource, url: str) -> bool:
    return host_of(url) in source.hosts and may_be_page(url) and is_chosen(url, source.include, source.exclude)


def _queue(tx: Tx, source: WebSource, sync: int, urls: Iterable[str], *, depth: int, hops: int = 0) -> None:
    """Queues addresses that this sync does not know yet, as far as there is room."""
    wanted = list(dict.fromkeys(urls))
    known = queries.pages_at(tx, source.id, wanted)
    queued, _looked, _taken = queries.progress_of(tx, source.id, sync)
    room = source.max_pages * QUEUE_FACTOR - queued
    for url in wanted:
        page = known.get(url)
        if page is not None and page.queued_in == sync:
            continue
        if room <= 0:
            return
        room -= 1
        if page is None:
            page = WebPage(workspace_id=source.workspace_id, source_id=source.id, base_id=source.base_id, url=url)
            page.url_key = queries.key_of(url)
            tx.session.add(page)
        page.queued_in, page.depth, page.hops = sync, depth, hops
    tx.flush()


def _tell_progress(tx: Tx, plan: Plan, source: WebSource) -> None:
    queued, looked, _taken = queries.progress_of(tx, source.id, plan.sync)
    job = upkeep.held(tx, plan.job_id)
    job.progress_total = max(looked, min(queued, source.max_pages))
    upkeep.advance(tx, plan.job_id, looked)
