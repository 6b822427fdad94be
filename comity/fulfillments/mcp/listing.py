"""Asking a server for its tools, and noticing when one is no longer what was approved."""

import asyncio
import time
from typing import Any

from comity.fulfillments import queries
from comity.fulfillments.errors import ServerFailed
from comity.fulfillments.mcp.service import fingerprint, take_listed
from comity.fulfillments.mcp.session import Listed, McpSession
from comity.fulfillments.models import Fulfillment
from comity.fulfillments.tools import Tool
from comity.kernel.db import Tx
from comity.kernel.runtime import Runtime

LIST_SECONDS = 20.0
TRUST_SECONDS = 60.0


def server_headers(settings: dict[str, Any], secrets: dict[str, str]) -> dict[str, str]:
    """What goes with every call of a server."""
    return {h["name"]: h["value"] for h in settings["headers"] if not h["secret"]} | secrets


async def list_tools(rt: Runtime, settings: dict[str, Any], secrets: dict[str, str]) -> Listed:
    """What the server lists now. Raises `ServerFailed` and what `Outbound` raises."""
    try:
        async with asyncio.timeout(LIST_SECONDS):
            async with McpSession(rt.outbound, settings["url"], server_headers(settings, secrets)) as session:
                return await session.list_tools()
    except TimeoutError as error:
        raise ServerFailed("The MCP server did not list its tools in time.") from error


def take(tx: Tx, workspace_id: str, fulfillment_id: str, listed: Listed) -> Fulfillment | None:
    """Stores what was listed; a difference is a new revision. None when the fulfillment is gone."""
    found = queries.find_fulfillment(tx, workspace_id, fulfillment_id, lock=True)
    if found is None or found.mcp is None:
        return None
    if take_listed(found, listed):
        found.revision += 1
    tx.flush()
    return found


async def require_unchanged(rt: Runtime, tool: Tool, session: McpSession) -> None:
    """Raises `ServerFailed` when the server no longer lists the tool as it was approved; looked up once a minute."""
    seen: dict[tuple[str, str, str], float] = rt.parts.setdefault("mcpToolsSeen", {})
    key = (tool.fulfillment_id, tool.remote_name, tool.settings["approved"])
    if time.monotonic() - seen.get(key, -TRUST_SECONDS) < TRUST_SECONDS:
        return
    listed = await session.list_tools()
    now = {item["name"]: fingerprint(item) for item in listed}
    if now.get(tool.remote_name) == tool.settings["approved"]:
        seen[key] = time.monotonic()
        return
    await rt.db.awrite(lambda tx: take(tx, tool.workspace_id, tool.fulfillment_id, listed))
    raise ServerFailed(f"The server changed '{tool.remote_name}'. It is off until somebody approves the change.")
