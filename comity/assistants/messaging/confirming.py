"""`POST /messages/{id}/confirm`: settles what an exchange asked, as a new exchange of its session (`assistants.md` 3.10, 4.1)."""

import re
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from comity.assistants.answering import question_language, word_for
from comity.assistants.confirmations import service as confirmations
from comity.assistants.errors import AssistantDisabled
from comity.assistants.messaging import ledger
from comity.assistants.messaging.accepting import HOUR_US, runs_of, take_allowance
from comity.assistants.messaging.asking import Reply
from comity.assistants.messaging.callers import Caller, owned
from comity.assistants.messaging.ledger import Accepted, Asked
from comity.assistants.messaging.requests import BODY_LIMIT, ConfirmRequest, read_confirm
from comity.assistants.models import Message
from comity.assistants.writing.configs import AssistantConfig, configs_of
from comity.assistants.writing.confirming import CONFIRMED
from comity.kernel.db import Tx
from comity.kernel.http import Hot, read_body
from comity.kernel.runtime import Runtime


async def post_confirm(scope: Scope, receive: Receive, send: Send) -> None:
    """Accepts a yes or no; the same confirmation again gives the same exchange. 404907, 410900, 403000."""
    request = Request(scope, receive)
    rt: Runtime = scope["app"].state.rt
    runs_of(rt).refuse_when_closing()
    message_id = scope["path_params"]["message_id"]
    caller, _ = await owned(rt, request, message_id)
    asked = read_confirm(request.headers.get("content-type", ""), await read_body(receive, BODY_LIMIT))
    message = await rt.db.aread(lambda tx: confirmations.get_asking(tx, caller.workspace_id, message_id))
    config = await configs_of(rt).get(message.workspace_id, message.assistant_id, message.version)
    if not config.enabled and caller.source != "sandbox":
        raise AssistantDisabled
    allowance = await take_allowance(rt, config, message.user_id)
    wanted = _wanted(message, config, asked)
    headers = {**caller.headers, **allowance.headers()}
    await Reply(rt, receive, send, headers).answer(
        wanted, asked.as_message(message.session_key), _settler(caller, message, asked)
    )


HOT = [Hot("POST", re.compile(r"/api/v1/messages/(?P<message_id>[^/]+)/confirm"), post_confirm)]


def _settler(caller: Caller, message: Message, asked: ConfirmRequest) -> Any:
    """Settles and accepts in one transaction: neither happens without the other, and neither twice."""
    by_agent = caller.actor is not None and caller.actor.kind == "user"

    def accept(tx: Tx, wanted: Asked, owner: str) -> Accepted:
        found = confirmations.open_confirmation(
            tx, message.workspace_id, message.id, asked.confirmation_id, by_agent=by_agent
        )
        if found.status != "pending":
            return Accepted(None, found.result_message_id, False)
        accepted = ledger.accept(tx, wanted, owner)
        assert accepted.exchange is not None  # it has no idempotency key
        confirmations.settle(found, asked.accept, caller.id, accepted.exchange.message_id)
        tx.flush()
        return accepted

    return accept


def _wanted(message: Message, config: AssistantConfig, asked: ConfirmRequest) -> Asked:
    return Asked(
        workspace_id=message.workspace_id,
        assistant_id=message.assistant_id,
        session_key=message.session_key,
        question=word_for(_language(message), asked.accept),
        source=message.source,
        version=message.version,
        user_id=message.user_id,
        metadata=message.message_metadata,
        options={"onDisconnect": "complete", CONFIRMED: asked.confirmation_id},
        reset_after_us=config.content.session_reset_hours * HOUR_US,
        max_runs=config.max_runs,
        history_turns=config.history_turns,
    )


def _language(message: Message) -> str:
    reply = msgspec.json.decode(message.reply) if message.reply else {}
    return reply.get("inspection", {}).get("language") or question_language(message.question, earlier=[])
