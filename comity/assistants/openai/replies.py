"""What is answered, in OpenAI's shapes: completions, chunks, models, errors. `comity` beside them holds what explains the answer."""

from typing import Any

import msgspec

from comity.kernel.errors import ComityError

DONE = b"data: [DONE]\n\n"
OWNER = "comity"
EXPLAINED = ("messageId", "sessionId", "inspection", "searchResults", "actions")
TYPES = {401: "authentication_error", 403: "permission_error", 404: "not_found_error", 429: "rate_limit_error"}

_encode = msgspec.json.Encoder().encode


class Completion:
    """The answer to one request. `model` is echoed; `created_us`: when it was asked, in microseconds."""

    def __init__(self, message_id: str, model: str, created_us: int) -> None:
        self._head = {"id": f"chatcmpl-{message_id}", "created": created_us // 1_000_000, "model": model}

    def whole(self, reply: dict[str, Any]) -> bytes:
        """The `chat.completion` of a stored reply."""
        message = {"role": "assistant", "content": reply["answer"], "refusal": None}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        head = {**self._head, "object": "chat.completion"}
        return _encode({**head, "choices": [choice], "usage": usage_of(reply), "comity": explained(reply)})

    def opening(self) -> bytes:
        """The first chunk: who speaks."""
        return self._chunk({"role": "assistant", "content": ""})

    def piece(self, text: str) -> bytes:
        """A chunk with more of the answer."""
        return self._chunk({"content": text})

    def closing(self, reply: dict[str, Any], *, with_usage: bool) -> bytes:
        """The last chunks and `[DONE]`; the very last one carries `comity`, and with `with_usage` the usage alone."""
        told = {"comity": explained(reply)}
        if not with_usage:
            return self._chunk({}, finish_reason="stop", **told) + DONE
        last = {**self._head, "object": "chat.completion.chunk", "choices": [], "usage": usage_of(reply), **told}
        return self._chunk({}, finish_reason="stop") + event(last) + DONE

    def _chunk(self, delta: dict[str, str], finish_reason: str | None = None, **beside: Any) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason, "logprobs": None}
        return event({**self._head, "object": "chat.completion.chunk", "choices": [choice], **beside})


def explained(reply: dict[str, Any]) -> dict[str, Any]:
    """What a stored reply explains the answer with."""
    return {name: reply[name] for name in EXPLAINED}


def usage_of(reply: dict[str, Any]) -> dict[str, int]:
    """The tokens of a stored reply."""
    inspection = reply["inspection"]
    sent, made = inspection["promptTokens"], inspection["completionTokens"]
    return {"prompt_tokens": sent, "completion_tokens": made, "total_tokens": sent + made}


def models(assistant_id: str, name: str, created_us: int) -> dict[str, Any]:
    """The list of models: the assistant that the key names."""
    model = {"id": assistant_id, "object": "model", "created": created_us // 1_000_000, "owned_by": OWNER, "name": name}
    return {"object": "list", "data": [model]}


def event(value: Any) -> bytes:
    """One server-sent event."""
    return b"data: %b\n\n" % _encode(value)


def error_of(status: int, code: int, message: str, param: str | None = None) -> dict[str, Any]:
    """An error in OpenAI's shape; `code` is Comity's own number, which is unique."""
    kind = TYPES.get(status, "invalid_request_error" if status < 500 else "server_error")
    return {"error": {"message": message, "type": kind, "param": param, "code": str(code)}}


def refusal(error: ComityError) -> dict[str, Any]:
    """A refusal in OpenAI's shape; `param` is the first field that is not as it must be."""
    param = error.errors[0]["path"] if error.errors else None
    return error_of(error.status, error.code, error.message, param)
