"""Calls that a person makes: the dry run of a tool, and the replay of a call from the log."""

from dataclasses import replace

from comity.fulfillments import kinds
from comity.fulfillments.actions.building import build
from comity.fulfillments.actions.parameters import broken_arguments
from comity.fulfillments.actions.templates import Unfillable
from comity.fulfillments.calling import CallContext, call_tool
from comity.fulfillments.calls.models import FulfillmentCall
from comity.fulfillments.calls.schemas import ToolTest, ToolTestResult
from comity.fulfillments.errors import NotReplayable
from comity.fulfillments.models import Fulfillment
from comity.fulfillments.tools import Tool, uniquely_named
from comity.kernel.context import Actor
from comity.kernel.errors import Validation, field_error
from comity.kernel.runtime import Runtime

SEND_RIGHT = "genai.fulfillments.write"
PER_MINUTE = 30


async def try_tool(rt: Runtime, actor: Actor, found: Fulfillment, wanted: ToolTest) -> ToolTestResult:
    """The request as it would be sent; with `send`, for a safe tool, also what came back.

    Raises `Validation` (422000) for an unknown tool and for sending one that is not safe, 403000 without the right to send.
    """
    tool = await _tool(rt, found, wanted.tool)
    if not wanted.send:
        return _dry(tool, wanted)
    actor.require(SEND_RIGHT)
    if not tool.safe:
        message = "This is not marked as safe, so a test does not send it. It is only shown what would be sent."
        raise Validation([field_error("call.send", "safeOnly", message)])
    await rt.limits.take(f"tool-test:{actor.workspace_id}", PER_MINUTE)
    result = await call_tool(rt, tool, wanted.arguments, CallContext("test", metadata=wanted.metadata))
    return ToolTestResult(
        request=result.request,
        error=result.error,
        sent=result.request is not None,
        status=result.status,
        ms=result.ms,
        reply=result.reply,
        text=result.text,
        call_id=result.id,
    )


async def replay(rt: Runtime, actor: Actor, found: Fulfillment, call: FulfillmentCall) -> str:
    """Makes a call of the log again, with the settings as they are now; returns the new call's id.

    Raises `NotReplayable` (409909) unless the call and the tool as it is now are safe.
    """
    tool = await _tool(rt, found, call.tool)
    if not (tool.safe and call.safe and call.request is not None):
        raise NotReplayable
    await rt.limits.take(f"tool-test:{actor.workspace_id}", PER_MINUTE)
    context = CallContext("replay", metadata=call.context, replay_of=call.id)
    return (await call_tool(rt, replace(tool, name=call.tool), call.arguments, context)).id


async def _tool(rt: Runtime, found: Fulfillment, name: str) -> Tool:
    tools = uniquely_named(await rt.db.aread(lambda tx: kinds.tools_of(tx, rt.secrets, found)))
    if found.kind == "action":
        return tools[0]
    tool = next((tool for tool in tools if name in {tool.name, tool.remote_name}), None)
    if tool is None:
        message = "Choose one of the tools of this server that are allowed and unchanged."
        raise Validation([field_error("call.tool", "exists", message)])
    return tool


def _dry(tool: Tool, wanted: ToolTest) -> ToolTestResult:
    if broken := broken_arguments(tool.parameters, wanted.arguments):
        return ToolTestResult(request=None, error=broken, sent=False)
    if tool.kind == "mcp":
        body = {"method": "tools/call", "params": {"name": tool.remote_name, "arguments": wanted.arguments}}
        return ToolTestResult(
            request={"method": "POST", "url": tool.settings["url"], "body": body}, error=None, sent=False
        )
    try:
        request = build(tool, wanted.arguments, wanted.metadata, "(the call's id)")
    except Unfillable as error:
        return ToolTestResult(request=None, error=str(error), sent=False)
    return ToolTestResult(request=request.to_log(), error=None, sent=False)
