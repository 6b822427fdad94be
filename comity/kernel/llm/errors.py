"""How a model fails, named by what the reader of an answer is told (`degradedReason`, `assistants.md` 3.5)."""

from collections.abc import Mapping
from typing import ClassVar

from comity.kernel.errors import BadGateway

TOO_LONG_HINTS = (
    "context_length",
    "context length",
    "maximum context",
    "too many tokens",
    "context window",
    "too long",
)
DETAIL_CHARACTERS = 300


class ModelFailed(BadGateway):
    """The model did not answer, or stopped answering. `reason` is what `degradedReason` says; `detail` is for the log."""

    reason: ClassVar[str] = "provider_5xx"
    is_retried: ClassVar[bool] = False
    trips_circuit: ClassVar[bool] = True

    def __init__(self, detail: str = "", *, retry_after_seconds: float | None = None) -> None:
        super().__init__("The model did not answer.")
        self.detail = detail[:DETAIL_CHARACTERS]
        self.retry_after_seconds = retry_after_seconds

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"


class ModelUnreachable(ModelFailed):
    """No connection, or it was lost."""

    reason, is_retried = "connect", True


class ModelSilent(ModelFailed):
    """No first token, or no next one, in the time allowed."""

    reason, is_retried = "timeout", True


class ModelBusy(ModelFailed):
    """The provider limits calls (429)."""

    reason, is_retried = "rate_limited", True


class ModelBroken(ModelFailed):
    """The provider failed (5xx), or sent what is no reply."""

    reason, is_retried = "provider_5xx", True


class ModelRefused(ModelFailed):
    """The provider does not take the request (a 4xx), for instance because it has no such model."""

    reason = "provider_5xx"


class KeyRefused(ModelFailed):
    """The key is wrong, spent or without rights (401, 402, 403)."""

    reason = "bad_key"


class KeyMissing(ModelFailed):
    """The provider asks for a key and the connection has none."""

    reason = "no_key"


class PromptTooLong(ModelFailed):
    """More tokens than the model's window."""

    reason, trips_circuit = "too_long", False


class CircuitOpen(ModelFailed):
    """The connection failed too often just now; nothing was sent."""

    reason, trips_circuit = "circuit_open", False


def failure_of_status(status: int, detail: str, headers: Mapping[str, str], *, has_key: bool) -> ModelFailed:
    """The failure that an HTTP status other than 200 stands for."""
    if status in {401, 402, 403}:
        return KeyRefused(detail) if has_key else KeyMissing(detail)
    if status == 429:
        return ModelBusy(detail, retry_after_seconds=_seconds(headers.get("Retry-After", "")))
    if status == 408:
        return ModelSilent(detail)
    if status >= 500:
        return ModelBroken(detail, retry_after_seconds=_seconds(headers.get("Retry-After", "")))
    if status in {400, 413, 422} and any(hint in detail.lower() for hint in TOO_LONG_HINTS):
        return PromptTooLong(detail)
    return ModelRefused(f"HTTP {status}. {detail}")


def _seconds(text: str) -> float | None:
    try:
        return max(0.0, float(text))
    except ValueError:
        return None
