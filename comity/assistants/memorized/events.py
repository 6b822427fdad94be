"""What memorized responses announce (`assistants.md` 6)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MemorizedResponseUsed:
    """A memorized response answered a question."""

    workspace_id: str
    memorized_response_id: str
    assistant_id: str
    message_id: str
    score: float
    exact: bool
