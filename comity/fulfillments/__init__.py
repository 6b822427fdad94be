"""Fulfillments: what an assistant may use. At this stage, searching one knowledge base each."""

from comity import knowledge
from comity.fulfillments import service as _service
from comity.fulfillments.models import Fulfillment
from comity.fulfillments.schemas import FulfillmentCreate
from comity.fulfillments.service import USED_BY, create_fulfillment, in_order, list_fulfillments, revisions

__all__ = [
    "USED_BY",
    "Fulfillment",
    "FulfillmentCreate",
    "create_fulfillment",
    "in_order",
    "list_fulfillments",
    "revisions",
]

knowledge.USED_BY.append(_service.users_of_base)
knowledge.DETACH.append(_service.detach_base)
