"""Storing and showing actions, and the tool that one is."""

from typing import Any
from urllib.parse import urlsplit

from comity.fulfillments.actions.parameters import EMPTY
from comity.fulfillments.actions.rules import broken_rules
from comity.fulfillments.actions.schemas import ActionRead, ActionWrite
from comity.fulfillments.headers.service import open_headers, show_headers, store_headers
from comity.fulfillments.models import Fulfillment
from comity.fulfillments.tools import Tool, tool_name
from comity.kernel.db import Tx
from comity.kernel.errors import Validation
from comity.kernel.secrets import Secrets


def store_action(tx: Tx, secrets: Secrets, found: Fulfillment, sent: ActionWrite) -> None:
    """Puts an action into its fulfillment. Raises `Validation` naming every broken rule."""
    if errors := broken_rules(sent):
        raise Validation(errors)
    moved = found.action is not None and origin(found.action["url"]) != origin(sent.url)
    stored: dict[str, Any] = sent.model_dump(by_alias=False)
    stored["headers"] = store_headers(tx, secrets, found, sent.headers, "action", moved=moved)
    found.action = stored


def show_action(found: Fulfillment) -> ActionRead | None:
    """The wire form, its secrets hidden; None for another kind."""
    if found.action is None:
        return None
    return ActionRead.model_validate({**found.action, "headers": show_headers(found.action["headers"])})


def action_tool(tx: Tx, secrets: Secrets, found: Fulfillment) -> Tool:
    """The one tool that an action is."""
    settings = found.action or {}
    return Tool(
        fulfillment_id=found.id,
        fulfillment_name=found.name,
        workspace_id=found.workspace_id,
        revision=found.revision,
        kind="action",
        name=tool_name(found.name, f"action_{found.id[-8:]}"),
        description=found.description or found.name,
        parameters=settings.get("parameters") or EMPTY,
        safe=settings["safe"],
        confirm=settings["confirm"],
        settings=settings,
        secrets=open_headers(tx, secrets, found),
    )


def origin(url: str) -> tuple[str, str]:
    """Scheme and host of an address: what secrets were entered for."""
    parts = urlsplit(url)
    return parts.scheme.lower(), parts.netloc.lower()
