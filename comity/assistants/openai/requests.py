"""Reading a chat completion request: the last user message is the question, what comes before stands for the stored history."""

from dataclasses import dataclass
from typing import Any

import msgspec

from comity.assistants.messaging.requests import MESSAGE_MAX, NUL, USER_MAX
from comity.kernel.errors import BadRequest, FieldError, UnsupportedMediaType, Validation, field_error

BODY_LIMIT = 1024 * 1024
"""A client sends the whole conversation with each question, so this is more than a message may have."""
MESSAGES_MAX = 1000
MODEL_MAX = 255
READ_FIELDS = {"model", "messages", "stream", "stream_options", "user", "n"}
TURN_ROLES = {"user", "assistant"}
IGNORED_ROLES = {"system", "developer", "tool", "function"}
_decode = msgspec.json.Decoder().decode

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CompletionRequest:
    """A checked request. `history`: question and answer pairs, oldest first; `warnings` go to the inspection."""

    model: str
    question: str
    history: list[Pair]
    user: str | None
    stream: bool
    with_usage: bool
    warnings: list[dict[str, str]]


def read_completion(content_type: str, body: bytes) -> CompletionRequest:
    """The request in a body; raises 400000, 415000, 422000."""
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise UnsupportedMediaType("Send JSON, with 'Content-Type: application/json'.")
    try:
        sent = _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BadRequest("The body is not valid JSON.") from None
    if not isinstance(sent, dict):
        raise BadRequest
    errors: list[FieldError] = []
    request = _read(sent, errors)
    if errors:
        raise Validation(errors)
    return request


def _read(sent: dict[str, Any], errors: list[FieldError]) -> CompletionRequest:
    turns, ignored_roles = _turns(sent.get("messages"), errors)
    options = sent.get("stream_options")
    _check_count(sent.get("n"), errors)
    return CompletionRequest(
        model=_text(sent, "model", MODEL_MAX, errors) or "",
        question=_question(turns, errors),
        history=_pairs(turns[:-1]),
        user=_text(sent, "user", USER_MAX, errors),
        stream=_flag(sent.get("stream"), errors),
        with_usage=isinstance(options, dict) and options.get("include_usage") is True,
        warnings=_warnings(sent, ignored_roles),
    )


def _turns(value: Any, errors: list[FieldError]) -> tuple[list[Pair], set[str]]:
    """Role and text of each user and assistant message, and the roles of those that are left out."""
    if not isinstance(value, list) or not value:
        errors.append(field_error("messages", "required", "Send the conversation as 'messages', the question last."))
        return [], set()
    if len(value) > MESSAGES_MAX:
        errors.append(field_error("messages", "maxItems", f"At most {MESSAGES_MAX} messages."))
        return [], set()
    turns: list[Pair] = []
    ignored: set[str] = set()
    for number, message in enumerate(value):
        role = message.get("role") if isinstance(message, dict) else None
        if role in TURN_ROLES:
            turns.append((role, _content(message, f"messages[{number}].content", errors)))
        elif role in IGNORED_ROLES:
            ignored.add(role)
        else:
            errors.append(field_error(f"messages[{number}].role", "enum", "Use system, user or assistant."))
    if isinstance(value[-1], dict) and value[-1].get("role") != "user":
        errors.append(field_error("messages", "lastRole", "The last message must be the user's question."))
    return turns, ignored


def _content(message: dict[str, Any], path: str, errors: list[FieldError]) -> str:
    """The text of a message: a string, or its text parts; an assistant's message may have none."""
    value = message.get("content")
    if value is None and message["role"] == "assistant":
        return ""
    parts = value if isinstance(value, list) else [{"type": "text", "text": value}]
    texts = [part.get("text") for part in parts if isinstance(part, dict) and part.get("type") == "text"]
    if len(texts) < len(parts) or not all(isinstance(text, str) for text in texts):
        errors.append(field_error(path, "type", "Send text: assistants read no pictures, sounds or files here."))
        return ""
    text = "\n".join(str(text) for text in texts)
    if NUL in text:
        errors.append(field_error(path, "pattern", "The message holds a character that is no text (U+0000)."))
    return text.strip()


def _question(turns: list[Pair], errors: list[FieldError]) -> str:
    question = turns[-1][1] if turns else ""
    if errors:
        return question
    if not question:
        errors.append(field_error("messages", "minLength", "The last message is empty."))
    elif len(question) > MESSAGE_MAX:
        errors.append(field_error("messages", "maxLength", f"A question has at most {MESSAGE_MAX} characters."))
    return question


def _pairs(turns: list[Pair]) -> list[Pair]:
    """Questions with their answers. Messages of one side in a row are one; what an assistant said unasked is left out."""
    pairs: list[Pair] = []
    last = "assistant"
    for role, text in turns:
        question, answer = pairs[-1] if pairs else ("", "")
        if role == "user" and last == "user":
            pairs[-1] = (_joined(question, text), answer)
        elif role == "user":
            pairs.append((text, ""))
        elif pairs:
            pairs[-1] = (question, _joined(answer, text))
        last = role
    return [(question, answer) for question, answer in pairs if question and answer]


def _joined(one: str, other: str) -> str:
    return f"{one}\n{other}" if one and other else one or other


def _check_count(value: Any, errors: list[FieldError]) -> None:
    if value is not None and (isinstance(value, bool) or value != 1):
        errors.append(field_error("n", "max", "One answer is given to a question: leave 'n' out or send 1."))


def _text(sent: dict[str, Any], name: str, longest: int, errors: list[FieldError]) -> str | None:
    value = sent.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        errors.append(field_error(name, "type", f"'{name}' must be a text."))
    elif len(value) > longest:
        errors.append(field_error(name, "maxLength", f"At most {longest} characters."))
    elif NUL in value:
        errors.append(field_error(name, "pattern", f"'{name}' holds a character that is no text (U+0000)."))
    else:
        return value
    return None


def _flag(value: Any, errors: list[FieldError]) -> bool:
    if value is not None and not isinstance(value, bool):
        errors.append(field_error("stream", "type", "true or false."))
    return value is True


def _warnings(sent: dict[str, Any], roles: set[str]) -> list[dict[str, str]]:
    found = []
    names = sorted(name[:100] for name, value in sent.items() if name not in READ_FIELDS and value is not None)
    if names:
        message = f"Ignored: {', '.join(names[:20])}. What the assistant is set up with holds."
        found.append({"code": "fields_ignored", "message": message})
    if roles:
        message = f"Messages of these roles were ignored: {', '.join(sorted(roles))}. The assistant has its own prompt."
        found.append({"code": "messages_ignored", "message": message})
    return found
