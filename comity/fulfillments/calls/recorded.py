"""What other systems answered once, given out again in place of a call: a replay asks nobody (`assistants.md` 7)."""

from collections.abc import Sequence
from typing import Any

import msgspec

from comity.fulfillments.actions.mapping import Unmappable, text_of
from comity.fulfillments.calling import CallResult, content_of
from comity.fulfillments.calls.models import FulfillmentCall
from comity.fulfillments.calls.queries import calls_of_messages
from comity.fulfillments.tools import Tool
from comity.kernel.db import Tx
from comity.kernel.ids import new_id

NOT_RECORDED = "This call was not made when the conversation took place, and a replay makes none."


class RecordedCalls:
    """The calls of one exchange. Each is given out once, in the order in which they were made."""

    def __init__(self, calls: Sequence[FulfillmentCall] = ()) -> None:
        self._calls = calls
        self._left = list(calls)

    def again(self) -> "RecordedCalls":
        """The same calls, none of them given out yet."""
        return RecordedCalls(self._calls)

    def take(self, tool: Tool, arguments: Any) -> CallResult:
        """What the tool answered to these arguments; an error to tell the model where it was not called with them."""
        for call in self._left:
            if (call.fulfillment_id, call.tool, call.arguments) == (tool.fulfillment_id, tool.name, arguments):
                self._left.remove(call)
                return _result(tool, call)
        return CallResult(new_id(), error=NOT_RECORDED)


def read_recorded(tx: Tx, workspace_id: str, message_ids: Sequence[str]) -> dict[str, RecordedCalls]:
    """The calls that were made for messages, by message; those without any are left out."""
    found: dict[str, list[FulfillmentCall]] = {}
    for call in calls_of_messages(tx, workspace_id, message_ids):
        found.setdefault(call.message_id or "", []).append(call)
    return {message_id: RecordedCalls(calls) for message_id, calls in found.items()}


def _result(tool: Tool, call: FulfillmentCall) -> CallResult:
    result = CallResult(new_id(), status=call.status, ms=call.ms, reply=call.reply, error=call.error)
    if call.error is None:
        result.text, result.error = _text(tool, call)
    return result


def _text(tool: Tool, call: FulfillmentCall) -> tuple[str | None, str | None]:
    """The reply as the tool makes a text of it now, or why it cannot."""
    reply = call.reply or ""
    try:
        if tool.kind == "mcp":
            return content_of(msgspec.json.decode(reply)) or "Done.", None
        return text_of(reply, tool.settings["response_map"]) or f"Done ({call.status}).", None
    except Unmappable as error:
        return None, str(error)
    except msgspec.DecodeError:
        return None, NOT_RECORDED
