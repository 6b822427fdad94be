"""The wire shapes of an action (`assistants.md` 3.10)."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from comity.fulfillments.headers.schemas import HeaderRead, HeadersWrite
from comity.kernel.http.schema import Wire

Method = Literal["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
Confirm = Literal["none", "contact", "agent"]


class ActionWrite(Wire):
    """An HTTP call: what is sent, what the model fills in, who confirms it."""

    method: Method
    url: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
    headers: HeadersWrite = []
    parameters: dict[str, Any] = Field(default_factory=lambda: {"type": "object", "properties": {}})
    body: str = Field(default="", max_length=20_000)
    timeout_seconds: int = Field(default=10, ge=1, le=30)
    response_map: str = Field(default="", max_length=2000)
    safe: bool = False
    confirm: Confirm = "contact"


class ActionRead(Wire):
    """An action as it is shown: values of secret headers are hidden."""

    method: str
    url: str
    headers: list[HeaderRead]
    parameters: dict[str, Any]
    body: str
    timeout_seconds: int
    response_map: str
    safe: bool
    confirm: str
