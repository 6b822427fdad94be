"""What fulfillments announce."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionCalled:
    """Another system was called, or the call was refused: `error` says why. `message_id`: for which answer, if for one."""

    workspace_id: str
    fulfillment_id: str
    message_id: str | None
    tool: str
    status: int | None
    error: str | None
