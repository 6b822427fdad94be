"""Carrying out what a person confirmed: once at most, whatever dies in between (`assistants.md` 3.10, 3.11)."""

from typing import Any

from comity import fulfillments
from comity.assistants.answering import changed_text, declined_text, yes_or_no
from comity.assistants.confirmations.models import Confirmation
from comity.assistants.confirmations.service import settle_by_word, settled_by
from comity.assistants.errors import RunInterrupted
from comity.assistants.messaging import leases
from comity.assistants.messaging.ledger import Ending
from comity.assistants.writing.answer import Answer
from comity.assistants.writing.generating import Generating
from comity.assistants.writing.tools import DoneCall
from comity.fulfillments import CallContext, CallResult, Tool
from comity.kernel.db import Tx
from comity.kernel.ids import new_id

CONFIRMED = "confirmation"
"""The option of a run that was begun to settle a confirmation."""
MOCKED = "Done (200)."
"""What a test of the AI Lab is told in place of a call that changes something."""


async def find_settled(answer: Answer) -> Confirmation | None:
    """The confirmation that this exchange settles: by a button, or by a listed word right after the question."""
    exchange = answer.exchange
    workspace_id, message_id = exchange.workspace_id, exchange.message_id
    if CONFIRMED in exchange.options:
        return await answer.rt.db.aread(lambda tx: settled_by(tx, workspace_id, message_id))
    accept = yes_or_no(exchange.question) if any(tool.needs_confirmation for tool in answer.config.tools) else None
    if accept is None:
        return None

    def settle(tx: Tx) -> Confirmation | None:
        before = (exchange.session_id, message_id, exchange.created_us)
        return settled_by(tx, workspace_id, message_id) or settle_by_word(tx, workspace_id, *before, accept)

    return await answer.rt.db.awrite(settle)


async def carry_out(answer: Answer, settled: Confirmation) -> Ending:
    """Makes the call that was confirmed and tells how it went; a declined one, or one that is no longer the same, is not made."""
    inspection = answer.inspection
    tool = await _same_tool(answer, settled)
    if settled.status == "declined" or tool is None:
        _note(answer, settled, None, 0, confirmed=False)
        said = declined_text if settled.status == "declined" else changed_text
        return answer.end(said(inspection.language), "answered")
    result = await _call(answer, settled, tool)
    _note(answer, settled, result.status, result.ms, confirmed=True)
    return await Generating(answer).go_on(DoneCall(tool, settled.arguments, result))


async def _call(answer: Answer, settled: Confirmation, tool: Tool) -> CallResult:
    """Makes the call; in a test of the AI Lab it only seems to be made, in a replay it is told as it went then."""
    recorded = answer.exchange.recorded
    if recorded is not None:
        return recorded.calls.take(tool, settled.arguments)
    if answer.exchange.source == "lab":
        return CallResult(new_id(), status=200, text=MOCKED)
    await _mark(answer)
    context = CallContext("message", answer.exchange.message_id, settled.context, idempotency_key=settled.id)
    return await fulfillments.call_tool(answer.rt, tool, settled.arguments, context)


async def _same_tool(answer: Answer, settled: Confirmation) -> Tool | None:
    """The tool, if it still is what it was when the question was asked: a person agreed to that and to nothing else."""
    rt, workspace_id, ids = answer.rt, answer.config.workspace_id, answer.content.fulfillment_ids
    for tool in await rt.db.aread(lambda tx: fulfillments.offered_tools(tx, rt.secrets, workspace_id, ids)):
        if (tool.fulfillment_id, tool.name) == (settled.fulfillment_id, settled.tool):
            return tool if tool.revision == settled.fulfillment_revision else None
    return None


async def _mark(answer: Answer) -> None:
    """From here on this run is never begun again. Raises `RunInterrupted` when another process has taken it over."""
    owner, message_id = answer.rt.parts["runs"].owner, answer.exchange.message_id
    if not await answer.rt.db.awrite(lambda tx: leases.mark_unsafe_call(tx, message_id, owner)):
        raise RunInterrupted


def _note(answer: Answer, settled: Confirmation, status: int | None, ms: int, *, confirmed: bool) -> None:
    called: dict[str, Any] = {"fulfillmentId": settled.fulfillment_id, "tool": settled.tool}
    answer.inspection.tool_calls.append(
        {**called, "arguments": settled.arguments, "status": status, "ms": ms, "confirmed": confirmed}
    )
