"""The verbs of the call log."""

from comity.fulfillments.calls import queries
from comity.fulfillments.calls.models import FulfillmentCall
from comity.fulfillments.calls.schemas import CallRead
from comity.fulfillments.errors import CallNotFound
from comity.fulfillments.events import ActionCalled
from comity.kernel.db import Page, Tx
from comity.kernel.events import publish

ERROR_MAX = 2000


def log_call(tx: Tx, call: FulfillmentCall, *, ended: bool) -> None:
    """Writes a call into the log, over what was written as it began; announces it once it has ended."""
    tx.session.merge(call)
    if not ended:
        return
    event = ActionCalled(call.workspace_id, call.fulfillment_id, call.message_id, call.tool, call.status, call.error)
    publish(tx, event)


def get_call(tx: Tx, workspace_id: str, fulfillment_id: str, call_id: str) -> FulfillmentCall:
    """The call; raises `CallNotFound` (404909)."""
    found = queries.find_call(tx, workspace_id, fulfillment_id, call_id)
    if found is None:
        raise CallNotFound
    return found


def list_calls(
    tx: Tx, workspace_id: str, fulfillment_id: str, failed: bool | None, limit: int, cursor: str | None
) -> Page[FulfillmentCall]:
    """A page of a fulfillment's calls, the newest first."""
    return queries.list_calls(tx, workspace_id, fulfillment_id, failed, limit, cursor)


def show_call(call: FulfillmentCall) -> CallRead:
    """The wire form of a call; only a safe one that was sent can be replayed."""
    fields = {name: getattr(call, name) for name in CallRead.model_fields if name != "replayable"}
    return CallRead(**fields, replayable=call.safe and call.request is not None)
