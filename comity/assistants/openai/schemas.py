"""The wire shapes of the OpenAI-compatible paths, in that protocol's own snake_case: they describe what is read and answered."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from comity.assistants.messaging.schemas import InspectionRead, SearchResults
from comity.kernel.http.schema import Wire


class ChatMessage(BaseModel):
    """A message of the conversation; `system` and tool messages are ignored with a warning."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[dict[str, Any]] | None = None


class StreamOptions(BaseModel):
    """Whether the stream ends with the usage."""

    include_usage: bool = False


class ChatCompletionCreate(BaseModel):
    """A question with what was said before. `model` is echoed; whatever is not named here is ignored with a warning."""

    model: str = Field(default="", max_length=255)
    messages: list[ChatMessage] = Field(min_length=1, max_length=1000)
    stream: bool = False
    stream_options: StreamOptions | None = None
    user: str | None = Field(default=None, max_length=255)
    n: Literal[1] = 1


class ChatReply(BaseModel):
    """What the assistant said."""

    role: Literal["assistant"]
    content: str
    refusal: None = None


class ChatChoice(BaseModel):
    """The one answer."""

    index: int
    message: ChatReply
    finish_reason: Literal["stop"]
    logprobs: None = None


class TokenUsage(BaseModel):
    """The tokens that the answer cost; none where documents were quoted without a model."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Explained(Wire):
    """What explains the answer, as the messaging API gives it."""

    message_id: str
    session_id: str
    inspection: InspectionRead
    search_results: SearchResults
    actions: list[dict[str, Any]]


class ChatCompletion(BaseModel):
    """The whole answer."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[ChatChoice]
    usage: TokenUsage
    comity: Explained


class ModelRead(BaseModel):
    """An assistant as a model; `id` is the assistant's."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str
    name: str


class ModelList(BaseModel):
    """The models that may be asked."""

    object: Literal["list"]
    data: list[ModelRead]
