"""The wire shapes of headers."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from comity.kernel.http.rules import broken
from comity.kernel.http.schema import Wire
from comity.kernel.secrets import HIDDEN

SECRET_MIN = 8
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_VALUE = re.compile(r"[\t\x20-\x7e]{0,4000}")
_OWN = {
    "host",
    "content-length",
    "transfer-encoding",
    "connection",
    "accept-encoding",
    "idempotency-key",
    "te",
    "upgrade",
}


def _name(name: str) -> str:
    if not _NAME.fullmatch(name) or name.lower() in _OWN:
        raise broken("pattern", "This cannot be set as a header. Choose another name.")
    return name


def _value(text: str | None) -> str | None:
    if text not in (None, HIDDEN) and not _VALUE.fullmatch(text or ""):
        raise broken("pattern", "Use printable ASCII characters only, at most 4000.")
    return text


class HeaderWrite(Wire):
    """A header. A secret one without a value, or with the value as it is shown, keeps what was entered before."""

    name: Annotated[str, AfterValidator(_name)]
    value: Annotated[str | None, AfterValidator(_value)] = None
    secret: bool = False


class HeaderRead(Wire):
    """A header as it is shown."""

    name: str
    value: str
    secret: bool


def _once(headers: list[HeaderWrite]) -> list[HeaderWrite]:
    if len({header.name.lower() for header in headers}) != len(headers):
        raise broken("unique", "Name each header once.")
    return headers


HeadersWrite = Annotated[list[HeaderWrite], Field(max_length=20), AfterValidator(_once)]
