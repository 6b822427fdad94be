"""The wire shapes of fulfillments."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from comity.kernel.http.schema import Wire

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]


class FulfillmentCreate(Wire):
    """A new search fulfillment."""

    kind: Literal["search"] = "search"
    name: Name
    description: str = Field(default="", max_length=500)
    knowledge_base_id: str | None = None


class FulfillmentUpdate(Wire):
    """What can be changed; `knowledgeBaseId: null` lets go of the base."""

    name: Name | None = None
    description: str | None = Field(default=None, max_length=500)
    knowledge_base_id: str | None = None


class FulfillmentRead(Wire):
    """A fulfillment with the base it searches and how many assistants use it."""

    id: str
    kind: str
    name: str
    description: str
    revision: int
    knowledge_base_id: str | None
    knowledge_base_name: str | None
    search_term_generator: bool
    used_by: int
    created_at: datetime
    updated_at: datetime


class FulfillmentTest(Wire):
    """A question to try a search with, before or after saving."""

    question: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
    limit: int = Field(default=10, ge=1, le=50)
