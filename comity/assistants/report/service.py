"""The verbs of the report: a page of it, one row, exports asked for and forgotten."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

import msgspec

from comity import accounts
from comity.assistants.models import Feedback, Message
from comity.assistants.report import queries, words
from comity.assistants.report.errors import ExportNotFound, ExportNotReady
from comity.assistants.report.models import MessageExport, MessageFacts
from comity.assistants.report.schemas import ExportRead, ReportedFeedback, ReportedMessage, ReportFilters
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Page, Tx
from comity.kernel.errors import RateLimit, Validation, field_error
from comity.kernel.http import Listing
from comity.kernel.jobs import enqueue
from comity.kernel.realtime import announce

NANO = 1_000_000_000
EXPORT_JOB = "assistants.report.export"
EXPORTS_PER_HOUR = 10
EXPORT_DAYS = 7
EXPORT_RIGHT = "genai.reports.export"
STUCK_HOURS = 1
NOT_WRITTEN = (
    "The file could not be written. Export again; if it fails again, look at the server's log and its free space."
)


def list_messages(
    tx: Tx, actor: Actor, filters: ReportFilters, limit: int, cursor: str | None
) -> Listing[ReportedMessage]:
    """A page of the report, the newest first. Raises `Validation` (422000) for a search without a word in it."""
    return page_of(tx, actor.workspace_id, filters, limit, cursor)


def page_of(
    tx: Tx, workspace_id: str, filters: ReportFilters, limit: int, cursor: str | None
) -> Listing[ReportedMessage]:
    """The same for a workspace."""
    check_words(filters)
    found = queries.find_page(tx, workspace_id, filters, limit, cursor)
    messages, feedback = queries.messages_of(tx, found.rows), queries.feedback_of(tx, found.rows)
    rows = [
        show(facts, messages[facts.message_id], feedback.get(facts.message_id, []))
        for facts in found.rows
        if facts.message_id in messages
    ]
    return Listing(data=rows, next_cursor=found.next_cursor)


def check_words(filters: ReportFilters) -> None:
    """Raises `Validation` (422000) for a search that holds no word."""
    if filters.q and not words.can_search(filters.q):
        raise Validation([field_error("q", "pattern", "Search for at least one word or number.")])


def show(facts: MessageFacts, message: Message, feedback: Sequence[Feedback]) -> ReportedMessage:
    """A row of the report."""
    reply: dict[str, Any] = msgspec.json.decode(message.reply) if message.reply else {}
    inspection = reply.get("inspection") or {}
    results = (reply.get("searchResults") or {}).get("data", [])
    return ReportedMessage(
        message_id=facts.message_id,
        session_id=facts.session_key,
        assistant_id=facts.assistant_id,
        user_id=facts.user_id,
        source=facts.source,  # pyright: ignore[reportArgumentType]  checked by the schema
        version=message.version,
        created_at=clock.from_us(facts.at),
        question=message.question,
        question_en=message.question_en,
        answer=message.answer,
        outcome=facts.outcome,  # pyright: ignore[reportArgumentType]
        fulfillments=[{"id": f["id"], "name": f["name"]} for f in inspection.get("fulfillments", [])],  # pyright: ignore[reportArgumentType]
        chunks=[{"id": r["document"]["id"], "score": r["sortingScore"]} for r in results],  # pyright: ignore[reportArgumentType]
        marks=marks_of(facts, inspection),
        prompt_tokens=facts.prompt_tokens,
        completion_tokens=facts.completion_tokens,
        cost=cost_of(facts.cost_nano, facts.currency),
        seconds=round(facts.latency_ms / 1000, 3),
        rating=facts.rating,  # pyright: ignore[reportArgumentType]
        feedback=[ReportedFeedback.model_validate(one) for one in feedback],
    )


def marks_of(facts: MessageFacts, inspection: dict[str, Any]) -> list[str]:
    """What is special about an answer, beside its outcome."""
    found = {
        "degraded": facts.degraded,
        "belowThreshold": facts.below_threshold,
        "unsupported": facts.unsupported,
        "softReset": inspection.get("softReset"),
        "guardrail": inspection.get("guardrails"),
        "toolCall": inspection.get("toolCalls"),
        "warning": inspection.get("warnings"),
    }
    return [name for name, value in found.items() if value]


def cost_of(nano: int, currency: str | None) -> dict[str, str] | None:
    """Billionths of a currency as the documented amount; None without a price."""
    if currency is None:
        return None
    amount = f"{Decimal(nano) / NANO:f}"
    return {"amount": amount.rstrip("0").rstrip(".") if "." in amount else amount, "currency": currency}


def ask_export(tx: Tx, actor: Actor, filters: ReportFilters) -> MessageExport:
    """Has the report written as CSV by a job. Raises `RateLimit` (429000) beyond ten an hour."""
    check_words(filters)
    since = clock.now() - timedelta(hours=1)
    if queries.count_exports(tx, actor.workspace_id, actor.id, since) >= EXPORTS_PER_HOUR:
        message = f"At most {EXPORTS_PER_HOUR} exports an hour. Wait, then go on."
        raise RateLimit(message, retry_after_seconds=3600)
    export = MessageExport(
        workspace_id=actor.workspace_id,
        filters=filters.model_dump(mode="json", exclude_none=True),
        requested_by=actor.name,
        actor_id=actor.id,
    )
    tx.session.add(export)
    tx.flush()
    enqueue(tx, EXPORT_JOB, {"id": export.id, "workspaceId": export.workspace_id}, workspace_id=actor.workspace_id)
    accounts.audit(tx, actor, "messages.exported", target_kind="export", target_id=export.id, after=export.filters)
    tell(tx, export)
    return export


def give_up(tx: Tx, limit: int) -> int:
    """Ends exports that have written nothing for an hour; returns how many. Their jobs were tried again meanwhile, and failed."""
    stuck = queries.stuck_exports(tx, clock.now() - timedelta(hours=STUCK_HOURS), limit)
    for export in stuck:
        export.state, export.error, export.ended_at = "failed", NOT_WRITTEN, clock.now()
        tell(tx, export)
    return len(stuck)


def delete_export(tx: Tx, export: MessageExport) -> str:
    """Deletes an export and returns where its file is stored, to be deleted after the commit."""
    announce(tx, export.workspace_id, "messageExport.deleted", {"id": export.id}, right=EXPORT_RIGHT)
    tx.session.delete(export)
    return file_of(export)


def tell(tx: Tx, export: MessageExport) -> None:
    """Shows consoles how far an export is."""
    tx.flush()
    shown = show_export(export).model_dump(mode="json")
    announce(tx, export.workspace_id, "messageExport.changed", shown, right=EXPORT_RIGHT)


def get_export(tx: Tx, actor: Actor, export_id: str) -> MessageExport:
    """An export; raises `ExportNotFound` (404920) also for another workspace's."""
    found = queries.find_export(tx, actor.workspace_id, export_id)
    if found is None:
        raise ExportNotFound
    return found


def finished_export(tx: Tx, actor: Actor, export_id: str) -> MessageExport:
    """An export with its file; raises `ExportNotReady` (409920) before its end."""
    found = get_export(tx, actor, export_id)
    if found.state != "done":
        raise ExportNotReady
    return found


def list_exports(tx: Tx, actor: Actor, limit: int, cursor: str | None) -> Page[MessageExport]:
    """A page of the workspace's exports."""
    return queries.list_exports(tx, actor.workspace_id, limit, cursor)


def show_export(export: MessageExport) -> ExportRead:
    """The wire object."""
    return ExportRead(
        id=export.id,
        state=export.state,  # pyright: ignore[reportArgumentType]
        rows=export.rows,
        is_cut=bool(export.is_cut),
        size_bytes=export.size_bytes,
        error=export.error,
        requested_by=export.requested_by,
        created_at=export.created_at,
        ended_at=export.ended_at,
        expires_at=export.created_at + timedelta(days=EXPORT_DAYS),
    )


def file_of(export: MessageExport) -> str:
    """Where its file is stored."""
    return f"{export.workspace_id}/exports/{export.id}.csv"
