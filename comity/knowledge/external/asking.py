"""The async edge of external bases: one question to a Target Endpoint, with one retry inside its time (`knowledge.md` 3.7)."""

import asyncio
import time
from dataclasses import dataclass, field, replace
from typing import Any

from comity.kernel.errors import field_error
from comity.kernel.logs import logger
from comity.kernel.outbound import (
    BlockedAddress,
    ConnectFailed,
    Outbound,
    OutboundTimeout,
    Reply,
    ReplyBroken,
    ReplyTooLarge,
)
from comity.kernel.secrets import HIDDEN
from comity.knowledge.errors import ExternalKnowledge
from comity.knowledge.external.contract import REPLY_BYTES, Entry, NotTheContract, read_reply
from comity.knowledge.external.schemas import EntryRead, ExchangeRead
from comity.knowledge.external.service import Endpoint

SHOWN_CHARACTERS = 20_000
SCHEMES = frozenset({"bearer", "basic", "token", "apikey"})
SHORT_SECRET, LONG_SECRET = 5, 12
log = logger("knowledge.external")


@dataclass(slots=True)
class Exchange:
    """A question and what became of it. `rule` and `cause` say why it failed; both are empty when it did not."""

    endpoint: Endpoint
    sent: dict[str, Any]
    attempts: int = 0
    reply: Reply | None = None
    entries: list[Entry] = field(default_factory=list)
    warnings: list[dict[str, str]] = field(default_factory=list)
    rule: str = ""
    cause: str = ""
    ms: int = 0

    def failed(self, rule: str, cause: str) -> None:
        """Notes why nothing came of it."""
        self.rule, self.cause = rule, cause

    def error(self, **beside: Any) -> ExternalKnowledge:
        """The refusal that names the cause."""
        message = f"'{self.endpoint.base_name}' could not be asked. {self.cause}"
        return ExternalKnowledge(message, errors=[field_error("targetEndpoint", self.rule, self.cause, **beside)])


async def ask(outbound: Outbound, endpoint: Endpoint, body: dict[str, Any]) -> Exchange:
    """Asks the endpoint; never raises for what the other side does: the exchange tells."""
    exchange = Exchange(endpoint, body)
    began = time.perf_counter()
    try:
        async with asyncio.timeout(endpoint.timeout_seconds):
            await _attempts(outbound, exchange)
    except (TimeoutError, OutboundTimeout):
        exchange.reply = None
        exchange.failed("timeout", f"It did not answer within {endpoint.timeout_seconds} s.")
    exchange.ms = round((time.perf_counter() - began) * 1000)
    if exchange.rule:
        log.warning("external base not asked", base=endpoint.base_id, rule=exchange.rule, attempts=exchange.attempts)
    return exchange


async def _attempts(outbound: Outbound, exchange: Exchange) -> None:
    while exchange.attempts < 2:
        exchange.attempts += 1
        exchange.failed("", "")
        if not await _attempt(outbound, exchange):
            return


async def _attempt(outbound: Outbound, exchange: Exchange) -> bool:
    """Asks once; True when it is worth a second try."""
    endpoint = exchange.endpoint
    try:
        exchange.reply = await outbound.request(
            "POST",
            endpoint.url,
            purpose="knowledge",
            headers=_headers(endpoint),
            json=exchange.sent,
            seconds=endpoint.timeout_seconds,
            max_bytes=REPLY_BYTES,
        )
    except BlockedAddress as error:
        exchange.failed("blockedAddress", error.message)
        return False
    except ReplyTooLarge:
        exchange.failed("tooLarge", "Its reply is larger than 2 MB.")
        return False
    except (ConnectFailed, ReplyBroken) as error:
        exchange.failed("connection", error.message)
        return True
    return _judge(exchange, exchange.reply)


def _judge(exchange: Exchange, reply: Reply) -> bool:
    """Reads a reply; True when it is worth a second try."""
    status = reply.status
    if status >= 500:
        exchange.failed("serverError", f"It answered with status {status}.")
        return True
    if 300 <= status < 400:
        exchange.failed("redirect", f"It answered with a redirect (status {status}), which is not followed.")
    elif not 200 <= status < 300:
        exchange.failed("refused", f"It refused the question with status {status}.")
    else:
        try:
            entries, exchange.warnings = read_reply(reply.body)
            exchange.entries = [_harmless(entry, exchange.endpoint) for entry in entries]
        except NotTheContract as error:
            exchange.failed(error.rule, error.message)
    return False


def _headers(endpoint: Endpoint) -> dict[str, str]:
    own = {"Accept": "application/json"}
    if endpoint.authorization:
        own["Authorization"] = endpoint.authorization
    return {**endpoint.headers, **own}


def show_exchange(exchange: Exchange) -> ExchangeRead:
    """The exchange as people see it: what is secret is masked, in the reply too, for an endpoint may repeat it."""
    endpoint, reply = exchange.endpoint, exchange.reply
    secret = {"Authorization", *endpoint.headers}
    headers = {name: HIDDEN if name in secret else value for name, value in _headers(endpoint).items()}
    body = reply.body.decode("utf-8", "replace") if reply else ""
    return ExchangeRead(
        url=endpoint.url,
        headers=headers | {"Content-Type": "application/json"},
        sent=exchange.sent,
        attempts=exchange.attempts,
        status=reply.status if reply else None,
        body=_without_secrets(body, endpoint)[:SHOWN_CHARACTERS],
        size_bytes=len(reply.body) if reply else 0,
        ms=exchange.ms,
    )


def show_entries(exchange: Exchange) -> list[EntryRead]:
    """The usable entries."""
    return [
        EntryRead(
            id=entry.chunk_id,
            content=entry.content,
            path=entry.path,
            score=entry.score,
            sorting_score=entry.sorting_score,
        )
        for entry in exchange.entries
    ]


def _harmless(entry: Entry, endpoint: Endpoint) -> Entry:
    """The entry without what lets Comity in: an endpoint may repeat what it was sent."""
    content, path = _without_secrets(entry.content, endpoint), _without_secrets(entry.path, endpoint)
    return entry if (content, path) == (entry.content, entry.path) else replace(entry, content=content, path=path)


def _without_secrets(text: str, endpoint: Endpoint) -> str:
    """The text without the authorization, its parts too, and without header values that are long enough to be a secret."""
    words = [
        word for word in endpoint.authorization.split() if word.lower() not in SCHEMES and len(word) >= SHORT_SECRET
    ]
    values = [value for value in endpoint.headers.values() if len(value) >= LONG_SECRET]
    for secret in sorted({endpoint.authorization, *words, *values} - {""}, key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return text
