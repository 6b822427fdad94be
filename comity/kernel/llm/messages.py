"""What is asked of a model and what comes back, the same for every provider."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any, Protocol

import msgspec


@dataclass(frozen=True, slots=True)
class Connection:
    """Where a model is and how to be let in. `id` names the circuit; `provider` is a key of the registry."""

    id: str
    base_url: str
    api_key: str = field(default="", repr=False)
    headers: dict[str, str] = field(default_factory=dict, repr=False)
    provider: str = "openai_compatible"


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """One question to a model. Times in seconds (`assistants.md` 3.5); `messages` are `{"role", "content"}` objects.

    `tools` are `{"type": "function", "function": {...}}` objects that the model may answer with calls of.
    """

    connection: Connection
    model: str
    messages: list[dict[str, Any]]
    temperature: float | None = None
    max_tokens: int | None = None
    json_reply: bool = False
    tools: list[dict[str, Any]] = field(default_factory=list)
    first_token_seconds: float = 20.0
    between_seconds: float = 20.0


class Usage(msgspec.Struct, frozen=True):
    """Tokens that the provider counted."""

    prompt_tokens: int = 0
    completion_tokens: int = 0


class ToolCall(msgspec.Struct, frozen=True):
    """A tool that the model wants called. `arguments` is the text it wrote, which need not be JSON."""

    id: str
    name: str
    arguments: str = "{}"


class Done(msgspec.Struct, frozen=True):
    """The end of a reply: why it ended (`stop`, `length`, ...), what was counted, if the provider said, which tools it wants."""

    finish_reason: str = ""
    usage: Usage | None = None
    tool_calls: tuple[ToolCall, ...] = ()


class Provider(Protocol):
    """A way of asking models. Streams are async generators: closing one aborts the call at once."""

    def stream(self, request: ChatRequest) -> AsyncGenerator[str | Done, None]:
        """Texts as they arrive (never empty), then one `Done`. Raises `ModelFailed`."""
        ...
