"""HTTP of Comity's own MCP server."""

from typing import Any

import msgspec
from fastapi import APIRouter, Request, Response

from comity.assistants.mcp.offering import ASK_RIGHT, offered
from comity.assistants.mcp.protocol import answer
from comity.kernel.context import Actor
from comity.kernel.http import Rt, anyone

router = APIRouter(tags=["mcp"])


@router.post(
    "/mcp",
    openapi_extra={"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}},
    responses={202: {"description": "A notification, which has no reply."}},
)
async def post_mcp(rt: Rt, request: Request, actor: Actor = anyone()) -> dict[str, Any]:  # pyright: ignore[reportReturnType]
    """Model Context Protocol over streamable HTTP.

    Tools: `ask_assistant` for the scope `assistants:message`, `search_knowledge` for `knowledge:read`.
    """
    tools = offered(rt, actor)
    if not tools:
        actor.require(ASK_RIGHT)
    replied = await answer(await request.body(), tools)
    if replied is None:
        return Response(status_code=202)  # pyright: ignore[reportReturnType]
    return Response(msgspec.json.encode(replied), media_type="application/json")  # pyright: ignore[reportReturnType]
