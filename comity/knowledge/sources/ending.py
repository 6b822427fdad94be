"""The end of a sync: what is gone is let go of, and how it ended is told. Each verb is one transaction."""

from dataclasses import replace

from comity.kernel import clock
from comity.kernel.context import Actor, system_actor
from comity.kernel.db import Tx
from comity.kernel.events import publish
from comity.knowledge.chunks import queries as chunk_queries
from comity.knowledge.chunks.service import revise, said_of
from comity.knowledge.documents import service as documents
from comity.knowledge.events import SourceSynced
from comity.knowledge.jobs import upkeep
from comity.knowledge.jobs.models import BaseJob
from comity.knowledge.models import Document, KnowledgeBase
from comity.knowledge.queries import find_base
from comity.knowledge.service import mark_changed
from comity.knowledge.sources import queries
from comity.knowledge.sources.models import WebPage, WebSource
from comity.knowledge.sources.saving import Plan, held
from comity.knowledge.sources.service import tell

MISSING_MAX = 2
REMOVED_AT_ONCE = 20
MOVED_AT_ONCE = 20
BEYOND = ("over_limit", "The limit of pages was reached before it.")
NOT_LINKED = ("not_linked", "No page leads to it any more.")


def settle(tx: Tx, plan: Plan) -> None:
    """After the last look: counts what was missing, and forgets addresses that came to nothing."""
    _job, source, _base = held(tx, plan.job_id, plan.source_id)
    left = queries.drop_strays(tx, source.id, plan.sync)
    for page in queries.with_document(tx, source.id):
        is_present = page.looked_in == plan.sync and page.state in queries.PRESENT
        page.missing = 0 if is_present else page.missing + 1
        if page.looked_in < plan.sync:
            is_beyond = page.queued_in == plan.sync
            left += int(is_beyond)
            page.state, page.code, page.message = "missing", *(BEYOND if is_beyond else NOT_LINKED)
        if not is_present:
            _hand_over(tx, source, page, plan.sync)
    tx.flush()
    upkeep.enter(tx, plan.job_id, "removing", 0, unit="page")
    job = upkeep.held(tx, plan.job_id)
    job.result = {"beyondLimit": left, "removed": 0}


def move_some(tx: Tx, plan: Plan) -> bool:
    """Gives the chunks of some documents whose page moved its address now; whether more may be left."""
    _job, source, base = held(tx, plan.job_id, plan.source_id)
    moved = queries.moved_documents(tx, source.id, MOVED_AT_ONCE)
    seq = mark_changed(tx, base) if moved else 0
    for document in moved:
        _move(tx, base, document, seq)
    return bool(moved)


def _move(tx: Tx, base: KnowledgeBase, document: Document, seq: int) -> None:
    """Only the address is another, with the places in it, also in the pieces that a split or merged chunk stands for."""
    for chunk, current in chunk_queries.chunks_of_document(tx, document.id):
        if not chunk.deleted:
            said = said_of(current)
            pieces = [{**one, "path": _at(document, one["path"])} for one in said.sources]
            said = replace(said, path=_at(document, said.path), sources=pieces)
            revise(tx, base, chunk, current, said, seq=seq, author=current.author)


def _at(document: Document, path: str) -> str:
    """A place of a document, such as `#page=3`, at the address that the document has now."""
    _old, mark, place = path.partition("#")
    return f"{document.path}{mark}{place}"


def remove_some(tx: Tx, plan: Plan) -> bool:
    """Deletes the documents of some pages that were missing twice running; whether more may be left."""
    job, source, base = held(tx, plan.job_id, plan.source_id)
    gone = queries.gone_pages(tx, source.id, MISSING_MAX, REMOVED_AT_ONCE)
    actor = system_actor(source.workspace_id)
    for page in gone:
        _delete(tx, actor, base, page)
        tx.session.delete(page)
    job.result = {**job.result, "removed": job.result.get("removed", 0) + len(gone)}
    return bool(gone)


def end(tx: Tx, plan: Plan) -> None:
    """The sync is done."""
    job, source, _base = held(tx, plan.job_id, plan.source_id)
    counts = _counts(tx, plan, job)
    left = job.result.get("beyondLimit", 0)
    code, message = "done", "Done."
    if left:
        code = "limit_reached"
        message = f"The limit of {source.max_pages} pages was reached. {left} addresses were left."
    upkeep.end(tx, plan.job_id, {**counts, "beyondLimit": left})
    _close(tx, source, job, "done", code, message, counts)


def fail(tx: Tx, job_id: str, code: str, message: str) -> None:
    """The sync ends without its result; what is served stays."""
    upkeep.fail(tx, job_id, code, message)
    job = queries.find_job(tx, job_id)
    if job is not None and job.state == "failed" and (found := _followed(tx, job)) is not None:
        _close(tx, found, job, "failed", code, message, {})


def note_stopped(tx: Tx, job_id: str) -> None:
    """Somebody cancelled the sync, or took away its website: says so where people look."""
    job = queries.find_job(tx, job_id)
    if job is None:
        return
    found = _followed(tx, job)
    if found is None:
        upkeep.cancel(tx, job)
    elif job.state == "cancelled" and not _is_told(found, job):
        _close(tx, found, job, "cancelled", "cancelled", "Stopped by a person.", {})


def clear_some(tx: Tx, source_id: str, *, with_documents: bool) -> bool:
    """Forgets a website that is followed no more, some documents at a time; whether more are left."""
    source = tx.session.get_one(WebSource, source_id)
    actor = system_actor(source.workspace_id)
    base = find_base(tx, source.workspace_id, source.base_id, lock=True)
    some = queries.gone_pages(tx, source_id, 0, REMOVED_AT_ONCE) if with_documents and base is not None else []
    if base is None or not some:
        queries.drop_pages(tx, source_id)
        return False
    for page in some:
        _delete(tx, actor, base, page)
        tx.session.delete(page)
    return True


def _followed(tx: Tx, job: BaseJob) -> WebSource | None:
    found = queries.living_source(tx, job.wanted.get("sourceId", ""))
    return found[0] if found else None


def _is_told(source: WebSource, job: BaseJob) -> bool:
    return bool(source.last_sync and source.last_sync.get("jobId") == job.id)


def _close(
    tx: Tx, source: WebSource, job: BaseJob, state: str, code: str, message: str, counts: dict[str, int]
) -> None:
    source.last_sync = {
        "jobId": job.id,
        "state": state,
        "reason": {"code": code, "message": message},
        "counts": counts,
        "startedAt": clock.iso(job.created_at),
        "endedAt": clock.iso(clock.now()),
    }
    publish(tx, SourceSynced(source.workspace_id, source.base_id, source.id, state))
    tell(tx, source)


def _counts(tx: Tx, plan: Plan, job: BaseJob) -> dict[str, int]:
    gave = queries.outcomes(tx, plan.source_id, plan.sync)
    by_state = {state: sum(n for (one, _effect), n in gave.items() if one == state) for state, _effect in gave}
    by_effect = {effect: sum(n for (_state, one), n in gave.items() if one == effect) for _state, effect in gave}
    missing = sum(page.missing > 0 for page in queries.with_document(tx, plan.source_id))
    return {
        "looked": sum(gave.values()),
        "added": by_effect.get("added", 0),
        "changed": by_effect.get("changed", 0),
        "unchanged": by_effect.get("unchanged", 0),
        "missing": missing,
        "removed": job.result.get("removed", 0),
        "skipped": by_state.get("skipped", 0),
        "warnings": by_state.get("warning", 0),
        "errors": by_state.get("failed", 0) + by_state.get("missing", 0),
    }


def _hand_over(tx: Tx, source: WebSource, page: WebPage, sync: int) -> None:
    """A page that moved takes its document along: the address that has the same content now goes on with it."""
    document = queries.is_living(tx, page.document_id or "")
    heir = queries.heir_of(tx, source.id, sync, document.id) if document is not None else None
    if document is None or heir is None:
        return
    heir.document_id, heir.digest, heir.state, heir.code, heir.message = document.id, page.digest, "ok", "", ""
    document.path, document.revision = heir.url, document.revision + 1
    page.document_id, page.missing = None, 0


def _delete(tx: Tx, actor: Actor, base: KnowledgeBase, page: WebPage) -> None:
    if page.document_id and queries.is_living(tx, page.document_id) is not None:
        documents.delete_document(tx, actor, base, page.document_id, purge=False)
