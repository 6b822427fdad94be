"""The verbs of confirmations."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import msgspec

from comity.assistants.confirmations import queries
from comity.assistants.confirmations.models import Confirmation
from comity.assistants.errors import ConfirmationExpired, ConfirmationNotFound
from comity.assistants.messaging.ledger import Exchange
from comity.assistants.models import Message
from comity.fulfillments import Tool
from comity.kernel import clock
from comity.kernel.db import Tx
from comity.kernel.errors import Forbidden
from comity.kernel.ids import new_id

MINUTES = 15


@dataclass(frozen=True, slots=True)
class WantedCall:
    """A call that an exchange ends with asking for."""

    confirmation_id: str
    tool: Tool
    arguments: dict[str, Any]
    expires_us: int

    def to_action(self) -> dict[str, Any]:
        """The action `confirm` of the reply."""
        return {
            "type": "confirm",
            "confirmationId": self.confirmation_id,
            "tool": self.tool.name,
            "arguments": self.arguments,
            "expiresAt": clock.iso(clock.from_us(self.expires_us)),
        }


def want(tool: Tool, arguments: dict[str, Any]) -> WantedCall:
    """A call to be confirmed within 15 minutes."""
    return WantedCall(new_id(), tool, arguments, clock.to_us(clock.now() + timedelta(minutes=MINUTES)))


def ask(tx: Tx, wanted: WantedCall, exchange: Exchange) -> None:
    """Stores what is asked, in the transaction that ends the exchange."""
    tx.session.add(
        Confirmation(
            id=wanted.confirmation_id,
            workspace_id=wanted.tool.workspace_id,
            assistant_id=exchange.assistant_id,
            session_id=exchange.session_id,
            message_id=exchange.message_id,
            fulfillment_id=wanted.tool.fulfillment_id,
            fulfillment_revision=wanted.tool.revision,
            tool=wanted.tool.name,
            arguments=wanted.arguments,
            context=msgspec.json.decode(exchange.metadata) if exchange.metadata else {},
            confirm="agent" if wanted.tool.confirm == "agent" else "contact",
            expires_at=clock.from_us(wanted.expires_us),
        )
    )
    tx.flush()


def open_confirmation(
    tx: Tx, workspace_id: str, message_id: str, confirmation_id: str, *, by_agent: bool
) -> Confirmation:
    """The confirmation, to be settled in this transaction or settled already.

    Raises `ConfirmationNotFound` (404907), `Forbidden` (403000) for a contact where an agent is asked, and
    `ConfirmationExpired` (410900) for one that nobody settled in time.
    """
    found = queries.find_confirmation(tx, workspace_id, message_id, confirmation_id)
    if found is None:
        raise ConfirmationNotFound
    if found.confirm == "agent" and not by_agent:
        raise Forbidden("A person who works in the console has to confirm this.")
    if found.status == "pending" and found.expires_at <= clock.now():
        raise ConfirmationExpired
    return found


def settle(found: Confirmation, accept: bool, by: str, result_message_id: str) -> None:
    """Settles what is pending."""
    found.status = "confirmed" if accept else "declined"
    found.settled_by, found.result_message_id = by, result_message_id


def settle_by_word(
    tx: Tx, workspace_id: str, session_id: str, message_id: str, before_us: int, accept: bool
) -> Confirmation | None:
    """Settles what the exchange just before asked the contact; None when it asked nothing, or somebody else, or too long ago."""
    found = queries.find_asked_just_before(tx, workspace_id, session_id, before_us)
    if found is None or found.confirm != "contact":
        return None
    if found.status != "pending" or found.expires_at <= clock.now():
        return None
    settle(found, accept, "contact", message_id)
    tx.flush()
    return found


def settled_by(tx: Tx, workspace_id: str, message_id: str) -> Confirmation | None:
    """What a message settled, if it settled something."""
    return queries.find_by_result(tx, workspace_id, message_id)


def get_asking(tx: Tx, workspace_id: str, message_id: str) -> Message:
    """The message that asked. Raises `ConfirmationNotFound`."""
    found = queries.find_message(tx, workspace_id, message_id)
    if found is None:
        raise ConfirmationNotFound
    return found
