"""The wire shapes of calls."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from comity.kernel.http.schema import Wire


class CallRead(Wire):
    """A call in the log: what was sent, what came back, how long it took in milliseconds; secrets are hidden.

    `purpose`: `message` (a model called it), `test` or `replay`. `error`: what the model was told, null where it went well.
    """

    id: str
    fulfillment_id: str
    fulfillment_revision: int
    tool: str
    purpose: Literal["message", "test", "replay"]
    message_id: str | None
    replay_of: str | None
    arguments: Any
    request: dict[str, Any] | None
    reply: str | None
    status: int | None
    error: str | None
    ms: int
    replayable: bool
    created_at: datetime


class ToolTest(Wire):
    """A dry run: the request that these arguments would make. `send` makes it, where the tool is safe."""

    tool: str = Field(default="", max_length=200)
    arguments: dict[str, Any] = {}
    metadata: dict[str, Any] = {}
    send: bool = False


class ToolTestResult(Wire):
    """What would be sent, or was: then with the reply, what a model would read of it, and the call in the log."""

    request: dict[str, Any] | None
    error: str | None
    sent: bool
    status: int | None = None
    ms: int | None = None
    reply: str | None = None
    text: str | None = None
    call_id: str | None = None
