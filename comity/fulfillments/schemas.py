"""The wire shapes of fulfillments."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from comity import knowledge
from comity.fulfillments import generator_prompts
from comity.fulfillments.actions.schemas import ActionRead, ActionWrite
from comity.fulfillments.calls.schemas import ToolTest
from comity.fulfillments.mcp.schemas import McpRead, McpWrite
from comity.kernel.http.schema import Wire

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]
Labels = Annotated[list[knowledge.Label], Field(max_length=knowledge.LABELS)]
"""A search finds documents that have any of these alone; none: all documents."""
GeneratorPrompt = Annotated[str, StringConstraints(max_length=generator_prompts.MAX_CHARACTERS)]


class FulfillmentCreate(Wire):
    """A new fulfillment: a search, or with `action` or `mcp` one of those kinds."""

    kind: Literal["search", "action", "mcp"] = "search"
    name: Name
    description: str = Field(default="", max_length=500)
    knowledge_base_id: str | None = None
    search_term_generator: bool = False
    search_term_generator_prompt: GeneratorPrompt = ""
    labels: Labels = Field(default_factory=list)
    action: ActionWrite | None = None
    mcp: McpWrite | None = None


class FulfillmentUpdate(Wire):
    """What can be changed; `knowledgeBaseId: null` lets go of the base, an empty prompt is the default of its type.

    `action` and `mcp` are replaced as a whole.
    """

    name: Name | None = None
    description: str | None = Field(default=None, max_length=500)
    knowledge_base_id: str | None = None
    search_term_generator: bool | None = None
    search_term_generator_prompt: GeneratorPrompt | None = None
    labels: Labels | None = None
    action: ActionWrite | None = None
    mcp: McpWrite | None = None


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
    search_term_generator_prompt: str
    labels: list[str]
    action: ActionRead | None
    mcp: McpRead | None
    used_by: int
    created_at: datetime
    updated_at: datetime


class FulfillmentTest(Wire):
    """What to try: a search with its `question`, an action or a server's tool with its `call`."""

    question: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)] | None = None
    limit: int = Field(default=10, ge=1, le=50)
    call: ToolTest | None = None
