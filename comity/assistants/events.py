"""What assistants announce (`assistants.md` 6)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AssistantPublished:
    """A draft became a live version."""

    workspace_id: str
    assistant_id: str
    number: int


@dataclass(frozen=True, slots=True)
class AssistantAnswered:
    """An exchange ended."""

    workspace_id: str
    assistant_id: str
    message_id: str
    outcome: str
    source: str


@dataclass(frozen=True, slots=True)
class QuestionLeftUnanswered:
    """An exchange ended with the fallback text."""

    workspace_id: str
    assistant_id: str
    message_id: str


@dataclass(frozen=True, slots=True)
class AnswerRated:
    """Somebody rated an answer."""

    workspace_id: str
    message_id: str
    rating: str | None


@dataclass(frozen=True, slots=True)
class HandoffRequested:
    """An assistant asked for a person; the caller decides."""

    workspace_id: str
    message_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SecretKeyRotated:
    """An assistant has a new current key."""

    workspace_id: str
    assistant_id: str


@dataclass(frozen=True, slots=True)
class ModelDegraded:
    """An answer had to do without its model."""

    workspace_id: str
    assistant_id: str
    reason: str
