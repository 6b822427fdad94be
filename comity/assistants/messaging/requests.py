"""Reading a message request: every broken field named at once (`assistants.md` 4.1, 4.3)."""

import re
from dataclasses import dataclass
from typing import Any

import msgspec

from comity.kernel.errors import BadRequest, FieldError, UnsupportedMediaType, Validation, field_error
from comity.kernel.ids import new_id

BODY_LIMIT = 64 * 1024
METADATA_LIMIT = 16 * 1024
MESSAGE_MAX = 4000
WAIT_SECONDS, WAIT_MAX_SECONDS = 60, 120
USER_MAX = 255
NUL = "\0"  # no text to a database
_SESSION = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_VERSION = re.compile(r"live|draft|[0-9]{1,9}")
_decode = msgspec.json.Decoder().decode


@dataclass(frozen=True, slots=True)
class MessageRequest:
    """A checked request."""

    message: str
    session_id: str
    user_id: str | None
    metadata: str | None
    stream: bool
    as_deltas: bool
    on_disconnect: str | None
    wait_seconds: int
    version: str


@dataclass(frozen=True, slots=True)
class ConfirmRequest:
    """A checked yes or no."""

    confirmation_id: str
    accept: bool
    stream: bool
    as_deltas: bool
    wait_seconds: int

    def as_message(self, session_key: str) -> MessageRequest:
        """How the exchange that settles it is to be answered."""
        return MessageRequest(
            message="",
            session_id=session_key,
            user_id=None,
            metadata=None,
            stream=self.stream,
            as_deltas=self.as_deltas,
            on_disconnect=None,
            wait_seconds=self.wait_seconds,
            version="live",
        )


def read_confirm(content_type: str, body: bytes) -> ConfirmRequest:
    """The confirmation in a body; raises 400000, 415000, 422000."""
    sent = _read_object(content_type, body)
    errors: list[FieldError] = []
    id_, accept = sent.get("confirmationId"), sent.get("accept")
    if not isinstance(id_, str) or not id_ or NUL in id_:
        errors.append(field_error("confirmationId", "required", "Send the confirmationId of the action."))
    if not isinstance(accept, bool):
        errors.append(field_error("accept", "required", "Send true to go ahead, false to decline."))
    request = ConfirmRequest(
        confirmation_id=str(id_),
        accept=accept is True,
        stream=_flag(sent, "stream", errors),
        as_deltas=_choice(sent, "streamFormat", ("cumulative", "delta"), "cumulative", errors) == "delta",
        wait_seconds=_wait(sent.get("waitSeconds"), errors),
    )
    if errors:
        raise Validation(errors)
    return request


def read_request(content_type: str, body: bytes) -> MessageRequest:
    """The request in a body; raises 400000, 415000, 422000."""
    return request_of(_read_object(content_type, body))


def request_of(sent: dict[str, Any]) -> MessageRequest:
    """The request in a decoded body; raises 422000."""
    errors: list[FieldError] = []
    request = _read(sent, errors)
    if errors:
        raise Validation(errors)
    return request


def _read_object(content_type: str, body: bytes) -> dict[str, Any]:
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise UnsupportedMediaType("Send JSON, with 'Content-Type: application/json'.")
    try:
        sent = _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BadRequest("The body is not valid JSON.") from None
    if not isinstance(sent, dict):
        raise BadRequest
    return sent


def _read(sent: dict[str, Any], errors: list[FieldError]) -> MessageRequest:
    return MessageRequest(
        message=_message(sent.get("message"), errors),
        session_id=_session(sent.get("sessionId"), errors),
        user_id=_user(sent.get("userId"), errors),
        metadata=_metadata(sent.get("metadata"), errors),
        stream=_flag(sent, "stream", errors),
        as_deltas=_choice(sent, "streamFormat", ("cumulative", "delta"), "cumulative", errors) == "delta",
        on_disconnect=_choice(sent, "onDisconnect", ("complete", "cancel"), None, errors),
        wait_seconds=_wait(sent.get("waitSeconds"), errors),
        version=_version(sent.get("version"), errors),
    )


def _message(value: Any, errors: list[FieldError]) -> str:
    if value is None:
        errors.append(field_error("message", "required", "Send the question as 'message'."))
    elif not isinstance(value, str):
        errors.append(field_error("message", "type", "The message must be a text."))
    elif not value.strip():
        errors.append(field_error("message", "minLength", "The message is empty."))
    elif len(value.strip()) > MESSAGE_MAX:
        errors.append(field_error("message", "maxLength", f"At most {MESSAGE_MAX} characters."))
    elif NUL in value:
        errors.append(field_error("message", "pattern", "The message holds a character that is no text (U+0000)."))
    else:
        return value.strip()
    return ""


def _session(value: Any, errors: list[FieldError]) -> str:
    if value is None:
        return new_id()
    if not isinstance(value, str) or not _SESSION.fullmatch(value):
        message = "1 to 128 characters of A-Z a-z 0-9 . _ : -"
        errors.append(field_error("sessionId", "pattern", message))
        return ""
    return value


def _user(value: Any, errors: list[FieldError]) -> str | None:
    if value is not None and not isinstance(value, str):
        errors.append(field_error("userId", "type", "The user id must be a text."))
    elif value is not None and len(value) > USER_MAX:
        errors.append(field_error("userId", "maxLength", f"At most {USER_MAX} characters."))
    elif value is not None and NUL in value:
        errors.append(field_error("userId", "pattern", "The user id holds a character that is no text (U+0000)."))
    else:
        return value
    return None


def _metadata(value: Any, errors: list[FieldError]) -> str | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        errors.append(field_error("metadata", "type", "The metadata must be an object."))
        return None
    text = msgspec.json.encode(value)
    if len(text) > METADATA_LIMIT:
        errors.append(field_error("metadata", "maxLength", "At most 16 KB."))
    return text.decode()


def _flag(sent: dict[str, Any], name: str, errors: list[FieldError]) -> bool:
    value = sent.get(name)
    if value is not None and not isinstance(value, bool):
        errors.append(field_error(name, "type", "true or false."))
    return value is True


def _choice(sent: dict[str, Any], name: str, allowed: tuple[str, ...], default: Any, errors: list[FieldError]) -> Any:
    value = sent.get(name)
    if value is None:
        return default
    if not isinstance(value, str) or value not in allowed:
        errors.append(field_error(name, "enum", f"One of {', '.join(allowed)}."))
    return value


def _wait(value: Any, errors: list[FieldError]) -> int:
    if value is None:
        return WAIT_SECONDS
    if not isinstance(value, int) or isinstance(value, bool):
        errors.append(field_error("waitSeconds", "type", "A whole number of seconds."))
    elif value < 1:
        errors.append(field_error("waitSeconds", "min", "At least 1."))
    elif value > WAIT_MAX_SECONDS:
        errors.append(field_error("waitSeconds", "max", f"At most {WAIT_MAX_SECONDS}."))
    else:
        return value
    return WAIT_SECONDS


def _version(value: Any, errors: list[FieldError]) -> str:
    if value is None:
        return "live"
    text = str(value)
    if isinstance(value, bool) or not _VERSION.fullmatch(text):
        errors.append(field_error("version", "enum", "live, draft or the number of a version."))
    return text
