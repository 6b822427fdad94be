"""What differs by kind: which part of the settings each has, how it is stored, and the tools it offers."""

from typing import Any

from comity.fulfillments.actions.rules import probe_url
from comity.fulfillments.actions.service import action_tool, store_action
from comity.fulfillments.mcp.service import server_tools, store_server
from comity.fulfillments.models import Fulfillment
from comity.fulfillments.schemas import FulfillmentCreate, FulfillmentUpdate
from comity.fulfillments.tools import Tool
from comity.kernel.db import Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.outbound import BlockedAddress, Outbound
from comity.kernel.secrets import Secrets

PARTS = {"search": "knowledgeBaseId", "action": "action", "mcp": "mcp"}
Sent = FulfillmentCreate | FulfillmentUpdate


def check_parts(kind: str, sent: Sent, *, is_new: bool) -> None:
    """Raises `Validation` for a part that another kind has, or for an action or a server without its settings."""
    given = {"knowledgeBaseId": sent.knowledge_base_id, "action": sent.action, "mcp": sent.mcp}
    own = PARTS[kind]
    errors = [
        field_error(part, "kind", f"A fulfillment of the kind '{kind}' has no '{part}'.")
        for part, value in given.items()
        if value is not None and part != own
    ]
    if kind != "search" and sent.search_term_generator:
        message = "Only a search generates search terms. Leave this off."
        errors.append(field_error("searchTermGenerator", "kind", message))
    if kind != "search" and sent.labels:
        errors.append(field_error("labels", "kind", "Only a search is narrowed by labels. Leave them out."))
    if is_new and kind != "search" and given[own] is None:
        errors.append(field_error(own, "required", f"Send the settings as '{own}'."))
    if errors:
        raise Validation(errors)


def store(tx: Tx, secrets: Secrets, found: Fulfillment, sent: Sent) -> None:
    """Stores the part that was sent."""
    if sent.action is not None:
        store_action(tx, secrets, found, sent.action)
    if sent.mcp is not None:
        store_server(tx, secrets, found, sent.mcp)


def tools_of(tx: Tx, secrets: Secrets, found: Fulfillment) -> list[Tool]:
    """What a model may call."""
    if found.action is not None:
        return [action_tool(tx, secrets, found)]
    return server_tools(tx, secrets, found) if found.mcp is not None else []


def audited(found: Fulfillment) -> dict[str, Any]:
    """What the audit log keeps of the part: of a header whether it is secret, never the value."""
    settings = found.action or found.mcp
    if settings is None:
        return {}
    headers = [{"name": h["name"], "secret": h["secret"]} for h in settings["headers"]]
    kept = {name: value for name, value in settings.items() if name not in {"headers", "tools", "listed_at"}}
    if found.mcp is not None:
        kept["tools"] = [
            {name: tool[name] for name in ("name", "allowed", "safe", "confirm")} for tool in found.mcp["tools"]
        ]
    return {found.kind: {**kept, "headers": headers}}


async def check_target(outbound: Outbound, sent: Sent) -> None:
    """Raises `BlockedAddress` (422558) on the field when the egress guard forbids the address."""
    part = sent.action or sent.mcp
    if part is None:
        return
    name = "action.url" if sent.action else "mcp.url"
    try:
        await outbound.check(probe_url(part.url), purpose="action")
    except BlockedAddress as error:
        error.errors = [field_error(name, error.rule, error.message)]
        raise
