"""Storing and showing MCP servers, what is decided about their tools, and the tools that may be called."""

import hashlib
from typing import Any
from urllib.parse import urlsplit

import msgspec

from comity.fulfillments.actions.rules import broken_safety
from comity.fulfillments.actions.service import origin
from comity.fulfillments.headers.service import open_headers, show_headers, store_headers
from comity.fulfillments.mcp.schemas import McpRead, McpToolRead, McpToolWrite, McpWrite
from comity.fulfillments.models import Fulfillment
from comity.fulfillments.tools import Tool, tool_name
from comity.kernel import clock
from comity.kernel.db import Tx
from comity.kernel.errors import FieldError, Validation, field_error
from comity.kernel.secrets import Secrets

Listed = list[dict[str, Any]]


def store_server(tx: Tx, secrets: Secrets, found: Fulfillment, sent: McpWrite) -> None:
    """Puts a server's settings into its fulfillment; at another address its tools are unknown again.

    Raises `Validation` naming every broken rule.
    """
    before = found.mcp
    moved = before is not None and origin(before["url"]) != origin(sent.url)
    known = {} if before is None or before["url"] != sent.url else {tool["name"]: tool for tool in before["tools"]}
    if errors := [*_target(sent.url), *_decisions(sent.tools, known)]:
        raise Validation(errors)
    decided = {tool.name: tool for tool in sent.tools}
    found.mcp = {
        "url": sent.url,
        "headers": store_headers(tx, secrets, found, sent.headers, "mcp", moved=moved),
        "tools": [_decide(tool, decided.get(name)) for name, tool in known.items()],
        "listed_at": before["listed_at"] if before and known else None,
    }


def take_listed(found: Fulfillment, listed: Listed) -> bool:
    """Takes in what the server lists now; True when anything is different. What was decided about a tool stays."""
    settings = found.mcp or {}
    known = {tool["name"]: tool for tool in settings["tools"]}
    tools = [_listed(item, known.get(item["name"])) for item in listed]
    changed = tools != settings["tools"]
    found.mcp = {**settings, "tools": tools, "listed_at": clock.now_us()}
    return changed


def show_server(found: Fulfillment) -> McpRead | None:
    """The wire form, its secrets hidden; None for another kind."""
    if found.mcp is None:
        return None
    listed_at = found.mcp["listed_at"]
    return McpRead(
        url=found.mcp["url"],
        headers=show_headers(found.mcp["headers"]),
        tools=[_show(tool) for tool in found.mcp["tools"]],
        listed_at=clock.from_us(listed_at) if listed_at else None,
    )


def server_tools(tx: Tx, secrets: Secrets, found: Fulfillment) -> list[Tool]:
    """The tools of a server that may be called: allowed, and as they were approved."""
    settings = found.mcp or {}
    allowed = [tool for tool in settings["tools"] if tool["allowed"] and tool["hash"] == tool["approved"]]
    opened = open_headers(tx, secrets, found) if allowed else {}
    return [
        Tool(
            fulfillment_id=found.id,
            fulfillment_name=found.name,
            workspace_id=found.workspace_id,
            revision=found.revision,
            kind="mcp",
            name=tool_name(tool["name"], f"tool_{found.id[-8:]}"),
            description=tool["description"] or tool["name"],
            parameters=tool["parameters"],
            safe=tool["safe"],
            confirm=tool["confirm"],
            settings={**settings, "approved": tool["approved"]},
            secrets=opened,
            remote_name=tool["name"],
        )
        for tool in allowed
    ]


def fingerprint(item: dict[str, Any]) -> str:
    """What a listed tool is known by: name, description and schema."""
    seen = {"name": item["name"], "description": item["description"], "parameters": item["parameters"]}
    return hashlib.sha256(msgspec.json.encode(seen, order="deterministic")).hexdigest()


def _listed(item: dict[str, Any], known: dict[str, Any] | None) -> dict[str, Any]:
    decided = known or {"allowed": False, "approved": "", "safe": False, "confirm": "contact"}
    kept = {name: decided[name] for name in ("allowed", "approved", "safe", "confirm")}
    return {**item, **kept, "hash": fingerprint(item)}


def _decide(tool: dict[str, Any], sent: McpToolWrite | None) -> dict[str, Any]:
    if sent is None:
        return tool
    is_new = sent.allowed and not tool["allowed"]
    approved = tool["hash"] if sent.approve or is_new else tool["approved"]
    decided = {"allowed": sent.allowed, "safe": sent.safe, "confirm": sent.confirm, "approved": approved}
    return {**tool, **decided}


def _show(tool: dict[str, Any]) -> McpToolRead:
    changed = tool["allowed"] and tool["hash"] != tool["approved"]
    return McpToolRead.model_validate({**tool, "changed": changed})


def _target(url: str) -> list[FieldError]:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.fragment
    except ValueError:
        usable = False
    message = "Give the whole address of the server's MCP endpoint, such as https://example.com/mcp."
    return [] if usable else [field_error("mcp.url", "url", message)]


def _decisions(sent: list[McpToolWrite], known: dict[str, Any]) -> list[FieldError]:
    errors: list[FieldError] = []
    for at, tool in enumerate(sent):
        path = f"mcp.tools[{at}]"
        if tool.name not in known:
            message = f"The server does not list '{tool.name}'. Load its tools again."
            errors.append(field_error(f"{path}.name", "exists", message))
        errors += broken_safety(tool.safe, tool.confirm, path)
    return errors
