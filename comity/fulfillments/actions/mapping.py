"""A reply as the text that a model reads: mapped by JMESPath, at most 8,000 characters."""

from typing import Any

import jmespath
import msgspec
from jmespath.exceptions import JMESPathError

MAX_CHARACTERS = 8_000


class Unmappable(ValueError):
    """The reply does not fit the response map; the text says why."""


def broken_expression(expression: str) -> str:
    """What is wrong with a response map, as a sentence; empty when nothing is."""
    try:
        jmespath.compile(expression)
    except JMESPathError as error:
        return f"This is not a JMESPath expression: {str(error).splitlines()[0]}"
    return ""


def text_of(body: str, expression: str) -> str:
    """The text of a reply; with an expression, of what it finds in the JSON. Raises `Unmappable`."""
    if not expression:
        return body[:MAX_CHARACTERS]
    try:
        found: Any = jmespath.search(expression, msgspec.json.decode(body))
    except msgspec.DecodeError as error:
        raise Unmappable("The reply is not JSON, so the response map cannot be applied.") from error
    except JMESPathError as error:
        raise Unmappable(f"The response map failed on this reply: {str(error).splitlines()[0]}") from error
    if found is None:
        return "Nothing found."
    return (found if isinstance(found, str) else msgspec.json.encode(found).decode())[:MAX_CHARACTERS]
