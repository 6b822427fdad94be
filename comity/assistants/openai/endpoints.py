"""HTTP of the OpenAI-compatible paths, as raw ASGI: refusals too have OpenAI's shape."""

import re
import time
from dataclasses import replace
from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from comity.assistants import queries
from comity.assistants.errors import AssistantDisabled, AssistantNotFound
from comity.assistants.messaging.accepting import (
    as_asked,
    begun,
    check_idempotency_key,
    mark_idempotent,
    runs_of,
    take_allowance,
)
from comity.assistants.messaging.asking import caller_left, first_of
from comity.assistants.messaging.callers import Caller, find_caller
from comity.assistants.messaging.ledger import Asked
from comity.assistants.messaging.requests import MessageRequest
from comity.assistants.messaging.run import OpenRun, Waiting
from comity.assistants.openai import replies
from comity.assistants.openai.replies import Completion
from comity.assistants.openai.requests import BODY_LIMIT, CompletionRequest, read_completion
from comity.assistants.openai.schemas import ChatCompletion, ChatCompletionCreate, ModelList
from comity.assistants.openai.streaming import Follower, stream
from comity.assistants.writing.configs import AssistantConfig, configs_of
from comity.kernel import clock
from comity.kernel.context import request_id
from comity.kernel.errors import ComityError, Unauthenticated
from comity.kernel.http import Handler, Hot, read_body, send_json
from comity.kernel.ids import new_id
from comity.kernel.runtime import Runtime

SOURCE = "openai"
WAIT_SECONDS = 0
CHUNKS = (
    "With `stream`: `chat.completion.chunk` events. Text comes by whole checked sentences; the last chunk carries `comity`, "
    "then `[DONE]`. A stream that ends with an `error` event instead has no `[DONE]`."
)

router = APIRouter(tags=["openai"])


def _in_openais_shape(handler: Handler) -> Handler:
    """Renders what `handler` refuses as OpenAI does, unless its reply has already begun."""

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        begun_reply = False

        async def sending(message: Any) -> None:
            nonlocal begun_reply
            begun_reply = True
            await send(message)

        try:
            await handler(scope, receive, sending)
        except ComityError as error:
            if begun_reply:
                raise
            headers = {**error.headers, "x-request-id": request_id.get()}
            await send_json(send, error.status, replies.refusal(error), headers)

    return handle


async def post_completion(scope: Scope, receive: Receive, send: Send) -> None:
    """`POST /openai/chat/completions`: accepts the question, then streams or waits for the whole answer."""
    began = time.perf_counter()
    request = Request(scope, receive)
    rt: Runtime = scope["app"].state.rt
    runs_of(rt).refuse_when_closing()
    caller = await _key_holder(rt, request)
    body = await read_body(receive, BODY_LIMIT)
    asked = read_completion(request.headers.get("content-type", ""), body)
    check_idempotency_key(request)
    config = await configs_of(rt).get(caller.workspace_id, caller.assistant_id or "", "live")
    if not config.enabled:
        raise AssistantDisabled
    allowance = await take_allowance(rt, config, asked.user)
    wanted = _wanted(caller, config, asked, began)
    mark_idempotent(wanted, caller, request, body)
    headers = {**caller.headers, **allowance.headers()}
    async with begun(rt, wanted, headers) as run:
        headers["Comity-Message-Id"] = run.exchange.message_id
        completion = Completion(run.exchange.message_id, asked.model, run.exchange.created_us or clock.now_us())
        if asked.stream:
            await stream(Follower(run, completion, send, with_usage=asked.with_usage), receive, send, headers)
        else:
            await _whole(run, completion, receive, send, headers)


async def get_models(scope: Scope, receive: Receive, send: Send) -> None:
    """`GET /openai/models`: the one assistant that the key names."""
    rt: Runtime = scope["app"].state.rt
    caller = await _key_holder(rt, Request(scope, receive))
    found = await rt.db.aread(lambda tx: queries.find_assistant(tx, caller.workspace_id, caller.assistant_id or ""))
    if found is None:
        raise AssistantNotFound
    listed = replies.models(found.id, found.name, clock.to_us(found.created_at))
    await send_json(send, 200, listed, caller.headers)


HOT = [
    Hot("POST", re.compile(r"/api/v1/openai/chat/completions"), _in_openais_shape(post_completion)),
    Hot("GET", re.compile(r"/api/v1/openai/models"), _in_openais_shape(get_models)),
]


async def _key_holder(rt: Runtime, request: Request) -> Caller:
    """The caller, who must have an assistant's secret key: nothing else names an assistant here."""
    caller = await find_caller(rt, request, None)
    if caller.assistant_id is None:
        raise Unauthenticated("Send an assistant's secret key (cmt_sk_...) as the API key.")
    return replace(caller, source=SOURCE)


def _wanted(caller: Caller, config: AssistantConfig, asked: CompletionRequest, began: float) -> Asked:
    message = MessageRequest(
        message=asked.question,
        session_id=new_id(),
        user_id=asked.user,
        metadata=None,
        stream=asked.stream,
        as_deltas=True,
        on_disconnect=None,
        wait_seconds=WAIT_SECONDS,
        version="live",
    )
    wanted = as_asked(caller, config, message, began)
    turns = config.content.history_turns
    wanted.given_history = asked.history[-turns:] if turns else []
    wanted.options |= {"final": True, "warnings": asked.warnings}
    return wanted


async def _whole(run: OpenRun, completion: Completion, receive: Receive, send: Send, headers: dict[str, str]) -> None:
    with Waiting(run):
        await first_of(run.done.wait(), caller_left(receive))
    if run.error is not None:
        error = msgspec.json.decode(run.error)
        body = replies.error_of(error["status"], error["code"], error["message"])
        await send_json(send, error["status"], body, headers)
    elif run.reply is not None:
        await send_json(send, 200, completion.whole(msgspec.json.decode(run.reply)), headers)


async def create_chat_completion(body: ChatCompletionCreate) -> ChatCompletion:  # pyright: ignore[reportReturnType]
    """Asks the assistant that the secret key names, in OpenAI's protocol; the last message is the question."""


async def list_openai_models() -> ModelList:  # pyright: ignore[reportReturnType]
    """The assistant that the secret key names, as a list of one model."""


_CHUNKS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/event-stream": {"schema": {"type": "string", "description": CHUNKS}}}}
}
router.add_api_route("/openai/chat/completions", create_chat_completion, methods=["POST"], responses=_CHUNKS)
router.add_api_route("/openai/models", list_openai_models, methods=["GET"])
