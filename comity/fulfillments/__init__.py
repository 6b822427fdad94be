"""Fulfillments: what an assistant may use: searching a knowledge base, calling another system, the tools of an MCP server."""

from comity import knowledge
from comity.fulfillments import service as _service
from comity.fulfillments.actions.parameters import broken_arguments
from comity.fulfillments.calling import CallContext, CallResult, call_tool
from comity.fulfillments.calls.queries import blank_calls
from comity.fulfillments.calls.recorded import RecordedCalls, read_recorded
from comity.fulfillments.generator_prompts import LANGUAGES as GENERATOR_LANGUAGES
from comity.fulfillments.generator_prompts import TYPES as GENERATOR_TYPES
from comity.fulfillments.generator_prompts import default_prompt as default_generator_prompt
from comity.fulfillments.models import Fulfillment
from comity.fulfillments.schemas import FulfillmentCreate
from comity.fulfillments.service import (
    USED_BY,
    create_fulfillment,
    generator_prompt,
    in_order,
    list_fulfillments,
    offered_tools,
    revisions,
)
from comity.fulfillments.tools import Tool

__all__ = [
    "GENERATOR_LANGUAGES",
    "GENERATOR_TYPES",
    "USED_BY",
    "CallContext",
    "CallResult",
    "Fulfillment",
    "FulfillmentCreate",
    "RecordedCalls",
    "Tool",
    "blank_calls",
    "broken_arguments",
    "call_tool",
    "create_fulfillment",
    "default_generator_prompt",
    "generator_prompt",
    "in_order",
    "list_fulfillments",
    "offered_tools",
    "read_recorded",
    "revisions",
]

knowledge.USED_BY.append(_service.users_of_base)
knowledge.DETACH.append(_service.detach_base)
