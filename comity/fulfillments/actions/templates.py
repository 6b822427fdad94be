"""Templates with `{{parameter}}` and `{{metadata.x}}`: where a value stands decides how it is written, so that it stays a value.

In a path it is one segment, in a query or a form one value, in a JSON body a string or, alone in its quotes, the value itself.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec

METADATA = "metadata"
MARK = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*)\s*\}\}")
_MISSING = object()
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
Values = Mapping[str, Any]


class Unfillable(ValueError):
    """A template cannot be filled with these values; the text says why."""


def marks(template: str) -> list[str]:
    """The names between the braces, in their order."""
    return MARK.findall(template)


def render_url(template: str, values: Values) -> str:
    """The URL with every value escaped for its place. Raises `Unfillable` for a path segment that is missing or is `.` or `..`.

    A query parameter whose only content is a value that was not given is left out.
    """
    head, question, query = template.partition("?")
    split = urlsplit(head)
    path = MARK.sub(lambda mark: _segment(mark.group(1), values), split.path)
    if any(part in {".", ".."} for part in path.split("/")):
        raise Unfillable("A value in the address may not be '.' or '..'.")
    url = f"{split.scheme}://{split.netloc}{path}"
    rendered = render_pairs(query, values) if question else ""
    return f"{url}?{rendered}" if rendered else url


def render_pairs(template: str, values: Values) -> str:
    """`a={{x}}&b={{y}}` with its values percent-encoded: a query, or the body of a form."""
    return "&".join(pair for part in template.split("&") for pair in _pairs(part, values))


def render_json(template: Any, values: Values) -> Any:
    """A decoded JSON body with its strings filled; a string that is one mark becomes the value with its own type."""
    if isinstance(template, dict):
        rendered = {key: render_json(value, values) for key, value in template.items()}
        return {key: value for key, value in rendered.items() if value is not _MISSING}
    if isinstance(template, list):
        return [None if (value := render_json(item, values)) is _MISSING else value for item in template]
    if not isinstance(template, str):
        return template
    whole = MARK.fullmatch(template)
    return _find(whole.group(1), values) if whole else MARK.sub(lambda mark: _text(mark.group(1), values), template)


def render_header(template: str, values: Values) -> str:
    """A header's value. Raises `Unfillable` when a value would break the line or is no ASCII."""
    text = MARK.sub(lambda mark: _text(mark.group(1), values), template)
    if _CONTROL.search(text) or not text.isascii():
        raise Unfillable("A value in a header must be plain ASCII on one line.")
    return text


def _pairs(part: str, values: Values) -> Iterator[str]:
    name, equals, value = part.partition("=")
    whole = MARK.fullmatch(value)
    found = _find(whole.group(1), values) if whole else None
    if whole and (found is _MISSING or found is None):
        return
    if isinstance(found, list):
        yield from (f"{_escaped(name, values)}={quote(_plain(item), safe='')}" for item in found)
    elif part:
        yield f"{_escaped(name, values)}{equals}{_escaped(value, values)}"


def _escaped(template: str, values: Values) -> str:
    return MARK.sub(lambda mark: quote(_text(mark.group(1), values), safe=""), template)


def _segment(name: str, values: Values) -> str:
    text = _text(name, values)
    if not text:
        raise Unfillable(f"The address needs a value for '{name}'.")
    return quote(text, safe="")


def _text(name: str, values: Values) -> str:
    found = _find(name, values)
    return "" if found is _MISSING else _plain(found)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return msgspec.json.encode(value).decode()


def _find(name: str, values: Values) -> Any:
    found: Any = values
    for part in name.split("."):
        if not isinstance(found, Mapping) or part not in found:
            return _MISSING
        found = found[part]
    return found
