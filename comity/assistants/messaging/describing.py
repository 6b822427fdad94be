"""What the API's description says of the hot paths.

They are served as raw ASGI (`asking.HOT`) before the framework sees a request; here they get the bodies and replies that the generated
clients and the reference are made from, and the framework learns which other methods to refuse on them.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Response

from comity.assistants.messaging.schemas import ConfirmWrite, MessageReply, MessageRunning, MessageWrite

FRAMES = (
    "Server-sent events. Active frames are `{__status, content}`, or with `streamFormat: delta` `{__status, delta}`; "
    "the last is `{__status: finished, ...}` with the whole reply, or `{__error: true, ...}` in the shape of every error."
)
STREAM: dict[str, Any] = {"text/event-stream": {"schema": {"type": "string", "description": FRAMES}}}
IdempotencyKey = Annotated[str | None, Header(alias="Idempotency-Key", max_length=255)]


async def ask(body: MessageWrite, idempotency_key: IdempotencyKey = None) -> MessageReply:  # pyright: ignore[reportReturnType]
    """Asks the assistant that the secret key names, for the whole answer or as a stream."""


async def ask_assistant(assistant_id: str, body: MessageWrite, idempotency_key: IdempotencyKey = None) -> MessageReply:  # pyright: ignore[reportReturnType]
    """The same with the assistant in the path: for its secret key, an API key with `assistants:message`, or the console."""


async def confirm(message_id: str, body: ConfirmWrite) -> MessageReply:  # pyright: ignore[reportReturnType]
    """Answers the action `confirm` of a message with yes or no: a new exchange of the session; again: the same one."""


async def read_stream(
    message_id: str,
    after: Annotated[int | None, Query(ge=0)] = None,
    stream_format: Annotated[str, Query(alias="streamFormat", pattern="^(cumulative|delta)$")] = "cumulative",
    last_event_id: Annotated[str | None, Header(alias="Last-Event-ID")] = None,
) -> Response:  # pyright: ignore[reportReturnType]
    """Reads an answer's stream on after a number: live, or its last frame once it has ended."""


def add_to(router: APIRouter) -> None:
    """Adds the descriptions."""
    replies: dict[int | str, dict[str, Any]] = {200: {"content": STREAM}, 202: {"model": MessageRunning}}
    router.add_api_route("/messages", ask, methods=["POST"], responses=replies)
    router.add_api_route("/assistants/{assistant_id}/messages", ask_assistant, methods=["POST"], responses=replies)
    router.add_api_route("/messages/{message_id}/confirm", confirm, methods=["POST"], responses=replies)
    events: dict[int | str, dict[str, Any]] = {200: {"content": STREAM, "description": FRAMES}}
    router.add_api_route(
        "/messages/{message_id}/stream", read_stream, methods=["GET"], responses=events, response_class=Response
    )
