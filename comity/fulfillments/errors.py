"""How fulfillments refuse."""

from comity.kernel.errors import BadGateway, Conflict, NotFound


class FulfillmentNotFound(NotFound):
    """No such fulfillment here."""

    code = 404903
    message = "There is no such fulfillment in this workspace."


class CallNotFound(NotFound):
    """No such call of this fulfillment."""

    code = 404909
    message = "There is no such call in the log of this fulfillment. Calls are kept for 180 days."


class NotReplayable(Conflict):
    """The call may change something, or was never sent (409909)."""

    code = 409909
    message = "Only calls that are marked as safe and were sent can be replayed."


class ServerFailed(BadGateway):
    """An MCP server did not answer as one does (502909)."""

    code = 502909
