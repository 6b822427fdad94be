"""Memorizing answers that were given: each exchange that was chosen becomes an entry, where it can (`assistants.md` 3.8)."""

import re
from typing import Any

import msgspec

from comity.assistants.memorized import queries
from comity.assistants.memorized.errors import DuplicateQuestion
from comity.assistants.memorized.saving import Embedded
from comity.assistants.memorized.schemas import (
    ANSWER_MAX,
    QUESTION_MAX,
    MemorizedOfMessages,
    MemorizedWrite,
    MemorizeMessages,
    NotMemorized,
)
from comity.assistants.memorized.service import create_response, missing_assistants
from comity.assistants.models import Message
from comity.kernel.context import Actor
from comity.kernel.db import Tx

REPORTS_RIGHT = "genai.reports.read"
_NUMBERS = re.compile(r"\s*\[\d{1,3}\]")


def questions_of(tx: Tx, actor: Actor, wanted: MemorizeMessages) -> list[str]:
    """The questions of the exchanges, to be embedded before they are memorized."""
    found = queries.messages(tx, actor.workspace_id, wanted.message_ids)
    return [message.question for message in found.values() if message.question]


def memorize_messages(tx: Tx, actor: Actor, wanted: MemorizeMessages, embedded: Embedded) -> MemorizedOfMessages:
    """Adds an entry for each exchange that was answered; the others are left out, each with the reason.

    A question that stands in another entry where this one would answer, or was chosen twice, is memorized once.
    """
    actor.require(REPORTS_RIGHT)
    ids = list(dict.fromkeys(wanted.message_ids))
    messages = queries.messages(tx, actor.workspace_id, ids)
    skipped: list[NotMemorized] = []
    created: list[str] = []
    for message_id in ids:
        entry = _entry(message_id, messages.get(message_id), wanted.all_assistants)
        made = entry if isinstance(entry, NotMemorized) else _save(tx, actor, message_id, entry, embedded)
        if isinstance(made, NotMemorized):
            skipped.append(made)
        else:
            created.append(made)
    return MemorizedOfMessages(ids=created, skipped=skipped)


def _entry(message_id: str, message: Message | None, all_assistants: bool) -> MemorizedWrite | NotMemorized:
    """The entry that an exchange gives, or why there is none."""
    if message is None or not message.question:
        return NotMemorized(message_id=message_id, reason="gone")
    answer = _NUMBERS.sub("", message.answer or "").strip()
    if message.outcome not in ("answered", "memorized") or not answer:
        return NotMemorized(message_id=message_id, reason="noAnswer")
    if len(message.question) > QUESTION_MAX or len(answer) > ANSWER_MAX:
        return NotMemorized(message_id=message_id, reason="tooLong")
    return MemorizedWrite(
        question=message.question,
        answer=answer,
        language=_language(message),
        assistant_ids=[] if all_assistants else [message.assistant_id],
    )


def _save(tx: Tx, actor: Actor, message_id: str, entry: MemorizedWrite, embedded: Embedded) -> str | NotMemorized:
    if missing_assistants(tx, actor.workspace_id, entry.assistant_ids):
        return NotMemorized(message_id=message_id, reason="assistantGone")
    try:
        return create_response(tx, actor, entry, embedded).id
    except DuplicateQuestion as error:
        return NotMemorized(message_id=message_id, reason="duplicate", response_id=error.errors[0].get("id"))


def _language(message: Message) -> str | None:
    reply: dict[str, Any] = msgspec.json.decode(message.reply) if message.reply else {}
    return (reply.get("inspection") or {}).get("language")
