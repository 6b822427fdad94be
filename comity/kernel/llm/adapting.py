"""What single models of the same protocol do not take, learnt from their refusals and kept while the process lives.

Models that reason want `max_completion_tokens` in place of `max_tokens` and take no temperature; some servers know neither
`stream_options` nor `response_format`, some models call no tools. A refusal names the parameter: the call is made again without it.
"""

from typing import Any

PARAMETERS = ("max_tokens", "temperature", "stream_options", "response_format", "tools")


class Adaptation:
    """What was learnt, by connection and model."""

    def __init__(self) -> None:
        self._refused: dict[tuple[str, str], frozenset[str]] = {}

    def learn(self, connection_id: str, model: str, body: dict[str, Any], detail: str) -> bool:
        """Takes in a refusal of `body`; True when it names a parameter that can be left out, so that trying again makes sense."""
        named = next((name for name in PARAMETERS if name in body and _names(detail, name)), None)
        if named is None:
            return False
        key = (connection_id, model)
        self._refused[key] = self._refused.get(key, frozenset()) | {named}
        return True

    def apply(self, connection_id: str, model: str, body: dict[str, Any]) -> dict[str, Any]:
        """The body as this model takes it."""
        refused = self._refused.get((connection_id, model))
        if not refused:
            return body
        adapted = {name: value for name, value in body.items() if name not in refused}
        if "max_tokens" in refused and "max_tokens" in body:
            adapted["max_completion_tokens"] = body["max_tokens"]
        return adapted


def _names(detail: str, parameter: str) -> bool:
    """Whether the refusal is about the parameter itself: a value out of its range is the caller's to mend."""
    text = detail.lower()
    return parameter in text and any(
        word in text
        for word in ("unsupported", "not support", "unknown", "unrecognized", "extra inputs", "not permitted")
    )
