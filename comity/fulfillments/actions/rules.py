"""The rules of an action's settings, each broken one named by its field (`assistants.md` 3.10)."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

import msgspec

from comity.fulfillments.actions.mapping import broken_expression
from comity.fulfillments.actions.parameters import broken_schema
from comity.fulfillments.actions.schemas import ActionWrite
from comity.fulfillments.actions.templates import MARK, METADATA, marks
from comity.fulfillments.headers.schemas import HeaderWrite
from comity.kernel.errors import FieldError, field_error

SAFE_METHODS = ("GET", "HEAD")
FORM = "application/x-www-form-urlencoded"


def broken_rules(action: ActionWrite) -> list[FieldError]:
    """Every broken rule, each as an item of `errors[]`; empty for an action that may be stored."""
    errors = [*broken_safety(action.safe, action.confirm, "action"), *_target(action), *_body(action)]
    if action.safe and action.method not in SAFE_METHODS:
        message = f"{action.method} changes something, so it cannot be safe. Only GET and HEAD can."
        errors.append(field_error("action.safe", "safeMethod", message))
    if message := broken_schema(action.parameters):
        errors.append(field_error("action.parameters", "schema", message))
    if action.response_map and (message := broken_expression(action.response_map)):
        errors.append(field_error("action.responseMap", "jmespath", message))
    return errors or _unknown_marks(action)


def broken_safety(safe: bool, confirm: str, path: str) -> list[FieldError]:
    """What is not safe must be confirmed by somebody."""
    if confirm == "none" and not safe:
        message = "What is not safe must be confirmed: choose 'contact' or 'agent', or mark a reading call as safe."
        return [field_error(f"{path}.confirm", "safeOnly", message)]
    return []


def content_type(headers: Sequence[HeaderWrite] | Sequence[dict[str, str]]) -> str:
    """The content type that the headers name, in lower case and without parameters; empty when none does."""
    for header in headers:
        name, value = (header["name"], header["value"]) if isinstance(header, dict) else (header.name, header.value)
        if name.lower() == "content-type":
            return (value or "").partition(";")[0].strip().lower()
    return ""


def probe_url(url: str) -> str:
    """The URL with its marks filled by a harmless word: what the egress guard judges when an action is saved."""
    return MARK.sub("x", url)


def _target(action: ActionWrite) -> list[FieldError]:
    origin = re.match(r"[^/?#]*//[^/?#]*", action.url)
    try:
        host = urlsplit(probe_url(action.url)).hostname
    except ValueError:
        host = None
    if origin is None or not host or urlsplit(action.url).scheme not in {"http", "https"}:
        message = "Give a whole address, such as https://api.example.com/orders/{{orderId}}."
        return [field_error("action.url", "url", message)]
    if "{" in origin.group():
        return [field_error("action.url", "fixedHost", "The host must be fixed: use {{...}} behind it only.")]
    if "#" in action.url:
        return [field_error("action.url", "url", "Leave out '#' and what follows it: it is never sent.")]
    return []


def _body(action: ActionWrite) -> list[FieldError]:
    if not action.body.strip():
        return []
    if action.method in SAFE_METHODS:
        return [
            field_error("action.body", "noBody", f"{action.method} takes no body. Put the values into the address.")
        ]
    kind = content_type(action.headers)
    if kind == FORM:
        return []
    if kind and not (kind == "application/json" or kind.endswith("+json")):
        message = f"A body is JSON or a form ({FORM}); remove this Content-Type."
        return [field_error("action.body", "contentType", message)]
    try:
        msgspec.json.decode(action.body)
    except msgspec.DecodeError:
        message = 'The body must be JSON with marks inside strings, such as {"order": "{{orderId}}"}.'
        return [field_error("action.body", "json", message)]
    return []


def _unknown_marks(action: ActionWrite) -> list[FieldError]:
    known = {METADATA, *action.parameters.get("properties", {})}
    errors: list[FieldError] = []
    texts = [("action.url", action.url), ("action.body", action.body)]
    texts += [(f"action.headers[{at}].value", h.value or "") for at, h in enumerate(action.headers) if not h.secret]
    for path, text in texts:
        for name in marks(text):
            if name.partition(".")[0] not in known:
                message = f"'{name}' is no parameter. Add it to the parameters, or write {{{{metadata.{name}}}}}."
                errors.append(field_error(path, "unknownParameter", message))
    return errors
