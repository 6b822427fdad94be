"""The wire shapes of an MCP server's settings."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from comity.fulfillments.actions.schemas import Confirm
from comity.fulfillments.headers.schemas import HeaderRead, HeadersWrite
from comity.kernel.http.schema import Wire


class McpToolWrite(Wire):
    """What is decided about a tool; `approve` takes over the description and schema as they are listed now."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    allowed: bool = False
    safe: bool = False
    confirm: Confirm = "contact"
    approve: bool = False


class McpWrite(Wire):
    """An MCP server: its address, what is sent along, and what is decided about its tools; those not named stay."""

    url: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
    headers: HeadersWrite = []
    tools: list[McpToolWrite] = Field(default=[], max_length=200)


class McpToolRead(Wire):
    """A tool as the server lists it. `changed`: it is off, because it is no longer what was approved."""

    name: str
    description: str
    parameters: dict[str, Any]
    read_only: bool
    allowed: bool
    changed: bool
    safe: bool
    confirm: str


class McpRead(Wire):
    """An MCP server as it is shown. `listedAt`: when its tools were last asked for."""

    url: str
    headers: list[HeaderRead]
    tools: list[McpToolRead]
    listed_at: datetime | None
