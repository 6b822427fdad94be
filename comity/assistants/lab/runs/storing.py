"""Storing how a step went: its result and, where it was answered, the exchange, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from comity.assistants.confirmations import service as confirmations
from comity.assistants.lab.models import LabResult
from comity.assistants.lab.runs import queries, service
from comity.assistants.lab.runs.figures import NANO
from comity.assistants.lab.runs.modes import Asked
from comity.assistants.messaging.ledger import Ending, Exchange
from comity.assistants.models import AssistantSession, Message, Run
from comity.assistants.report.noting import note
from comity.kernel import clock
from comity.kernel.db import Tx


@dataclass(frozen=True, slots=True)
class Result:
    """How a step went, before it is stored."""

    run_id: str
    position: int
    target: str
    mode: str
    asked: Asked
    match: str
    rank: int | None
    checks: list[dict[str, Any]]
    judge: dict[str, Any] | None
    differences: Sequence[str] | None
    passed: bool | None
    error: str


def store(tx: Tx, exchange: Exchange, result: Result, *, is_new: bool, tell: bool) -> None:
    """Adds the result and counts it; nothing happens when the step has one already, or the run has ended.

    `is_new`: the session of the case has no row yet. `tell`: the consoles are shown how far the run is.
    """
    run = queries.find_run(tx, exchange.workspace_id, result.run_id, lock=True)
    if run is None or run.status not in queries.OPEN:
        return
    if queries.has_result(tx, run.id, result.position, result.target, result.mode):
        return
    ending = result.asked.ending
    if ending is not None:
        _store_exchange(tx, exchange, ending, is_new=is_new)
    tx.session.add(_row(exchange, result))
    run.done += 1
    run.failed += result.passed is False
    tx.flush()
    if tell:
        service.tell(tx, run)


def _row(exchange: Exchange, result: Result) -> LabResult:
    asked, heard = result.asked, result.asked.heard
    return LabResult(
        run_id=result.run_id,
        position=result.position,
        target=result.target,
        mode=result.mode,
        workspace_id=exchange.workspace_id,
        message_id=exchange.message_id if asked.ending else None,
        outcome=heard.outcome,
        answer=None if result.error and not heard.answer else heard.answer,
        chunks=[chunk.wire for chunk in heard.chunks],
        match=result.match,
        rank=result.rank,
        checks=result.checks,
        judge=result.judge,
        differences=list(result.differences) if result.differences is not None else None,
        passed=result.passed,
        skipped=asked.skipped,
        error=result.error,
        seconds=heard.seconds,
        **_spent(asked),
    )


def _spent(asked: Asked) -> dict[str, Any]:
    if asked.ending is not None:
        facts = asked.ending.facts
        tokens = (asked.ending.prompt_tokens, asked.ending.completion_tokens)
        cost, currency = facts.cost_nano, facts.currency
    elif asked.spent is not None:
        tokens = (asked.spent.prompt_tokens, asked.spent.completion_tokens)
        price = asked.spent.cost
        cost = int(Decimal(price["amount"]) * NANO) if price else 0
        currency = price["currency"] if price else None
    else:
        tokens, cost, currency = (0, 0), 0, None
    return {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "cost_nano": cost, "currency": currency}


def _store_exchange(tx: Tx, exchange: Exchange, ending: Ending, *, is_new: bool) -> None:
    """The exchange as the report shows it, tagged `lab` or `replay`; its run has ended with it."""
    if is_new:
        tx.session.add(
            AssistantSession(
                id=exchange.session_id,
                workspace_id=exchange.workspace_id,
                assistant_id=exchange.assistant_id,
                key=exchange.session_key,
                source=exchange.source,
                user_id=exchange.user_id,
                last_message_at=exchange.created_us,
            )
        )
    tx.session.add(_message(exchange, ending))
    tx.session.add(_run(exchange, ending))
    tx.flush()
    note(tx, exchange, ending)
    if ending.confirmation is not None:
        confirmations.ask(tx, ending.confirmation, exchange)


def _message(exchange: Exchange, ending: Ending) -> Message:
    return Message(
        id=exchange.message_id,
        workspace_id=exchange.workspace_id,
        assistant_id=exchange.assistant_id,
        session_id=exchange.session_id,
        session_key=exchange.session_key,
        segment=exchange.segment,
        source=exchange.source,
        user_id=exchange.user_id,
        version=exchange.version,
        question=exchange.question,
        message_metadata=exchange.metadata,
        question_en=ending.question_en,
        answer=ending.answer,
        outcome=ending.outcome,
        reply=ending.reply,
        prompt=ending.prompt,
        prompt_tokens=ending.prompt_tokens,
        completion_tokens=ending.completion_tokens,
        latency_ms=ending.latency_ms,
        created_at=exchange.created_us,
        ended_at=clock.now_us(),
    )


def _run(exchange: Exchange, ending: Ending) -> Run:
    return Run(
        message_id=exchange.message_id,
        workspace_id=exchange.workspace_id,
        assistant_id=exchange.assistant_id,
        session_id=exchange.session_id,
        status=ending.status,
        options="{}",
        attempt=1,
        last_seq=ending.last_seq,
        started_at=exchange.created_us,
        ended_at=clock.now_us(),
    )
