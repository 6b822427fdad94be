"""Fulfillments: what an assistant may use. At this stage, searching one knowledge base each."""

from comity import knowledge
from comity.fulfillments import service as _service
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
    revisions,
    tools,
)

__all__ = [
    "GENERATOR_LANGUAGES",
    "GENERATOR_TYPES",
    "USED_BY",
    "Fulfillment",
    "FulfillmentCreate",
    "create_fulfillment",
    "default_generator_prompt",
    "generator_prompt",
    "in_order",
    "list_fulfillments",
    "revisions",
    "tools",
]

knowledge.USED_BY.append(_service.users_of_base)
knowledge.DETACH.append(_service.detach_base)
