"""Noting an exchange for the reports as it ends, in the transaction that ends it: fixed SQL, as on the whole hot path."""

import hashlib
import re

from comity.assistants.messaging.ledger import Ending, Exchange
from comity.kernel.db import SQL, Tx
from comity.kernel.text import fold

KEY_CHARACTERS = 24
_AROUND = re.compile(r"^\W+|\W+$")
_ADD = SQL(
    """INSERT INTO assistant_message_facts (message_id, workspace_id, assistant_id, at, source, outcome, session_key, user_id,
    question_key, latency_ms, first_token_ms, prompt_tokens, completion_tokens, cost_nano, currency, degraded, below_threshold,
    supported, partly, unsupported)
    VALUES (:message_id, :workspace_id, :assistant_id, :at, :source, :outcome, :session_key, :user_id,
    :question_key, :latency_ms, :first_token_ms, :prompt_tokens, :completion_tokens, :cost_nano, :currency, :degraded,
    :below_threshold, :supported, :partly, :unsupported) ON CONFLICT (message_id) DO NOTHING"""
)
_ADD_DUE = SQL(
    """INSERT INTO assistant_words_due (message_id, workspace_id, at) VALUES (:message_id, :workspace_id, :at)
    ON CONFLICT (message_id) DO NOTHING"""
)
_RATE = SQL(
    """UPDATE assistant_message_facts SET rating = (SELECT CASE WHEN sum(CASE rating WHEN 'down' THEN 1 ELSE 0 END) > 0 THEN 'down'
    WHEN count(rating) > 0 THEN 'up' END FROM assistant_feedback f WHERE f.message_id = :message_id)
    WHERE message_id = :message_id AND workspace_id = :workspace_id"""
)


def note(tx: Tx, exchange: Exchange, ending: Ending) -> None:
    """Stores what reports count of the exchange, and has its words read."""
    facts = ending.facts
    place = {"message_id": exchange.message_id, "workspace_id": exchange.workspace_id, "at": exchange.created_us}
    tx.run(
        _ADD,
        **place,
        assistant_id=exchange.assistant_id,
        source=exchange.source,
        outcome=ending.outcome,
        session_key=exchange.session_key,
        user_id=exchange.user_id,
        question_key=question_key(exchange.question),
        latency_ms=ending.latency_ms,
        first_token_ms=facts.first_token_ms,
        prompt_tokens=ending.prompt_tokens,
        completion_tokens=ending.completion_tokens,
        cost_nano=facts.cost_nano,
        currency=facts.currency,
        degraded=int(facts.degraded),
        below_threshold=int(facts.below_threshold),
        supported=facts.supported,
        partly=facts.partly,
        unsupported=facts.unsupported,
    )
    tx.run(_ADD_DUE, **place)


def note_rating(tx: Tx, workspace_id: str, message_id: str) -> None:
    """Brings an exchange's rating up to date: `down` as soon as one user says so, `up` when all who rated do."""
    tx.run(_RATE, workspace_id=workspace_id, message_id=message_id)


def question_key(question: str) -> str:
    """Equal for questions that differ in letter case, spaces or the marks around them alone."""
    plain = _AROUND.sub("", " ".join(fold(question).split()))
    return hashlib.sha256(plain.encode()).hexdigest()[:KEY_CHARACTERS]
