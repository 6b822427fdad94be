"""The wire shapes of external bases. Authorization and header values go in and never come out."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints

from comity.kernel.http.rules import broken
from comity.kernel.http.schema import Wire
from comity.kernel.secrets import HIDDEN

URL_CHARACTERS = 2048
SAMPLE_QUESTION = "What are your opening hours?"
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_HEADER_VALUE = re.compile(r"[\t\x20-\x7e]{0,4000}")
_OWN_HEADERS = frozenset(
    {"host", "content-length", "content-type", "transfer-encoding", "connection", "accept-encoding", "authorization"}
)


def _name(name: str) -> str:
    if name.lower() == "authorization":
        raise broken("pattern", "Use the field authorization for this header.")
    if not _HEADER_NAME.fullmatch(name) or name.lower() in _OWN_HEADERS:
        raise broken("pattern", "This cannot be set as a header. Choose another name.")
    return name


def _value(text: str | None) -> str | None:
    if text not in (None, HIDDEN) and not _HEADER_VALUE.fullmatch(text):
        raise broken("pattern", "Use printable ASCII characters only, at most 4000.")
    return text


def _no_fragment(url: str) -> str:
    if "#" in url:
        raise broken("pattern", "Give the address without '#'.")
    return url


Url = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=URL_CHARACTERS),
    AfterValidator(_no_fragment),
]
Secret = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000), AfterValidator(_value)]
Headers = Annotated[
    dict[Annotated[str, AfterValidator(_name)], Annotated[str | None, AfterValidator(_value)]], Field(max_length=10)
]


class EndpointFields(Wire):
    """How an external base is asked; for a new base and for a change. `authorization`: null removes it, as shown keeps it.

    `headers`: null removes one; those not named, or sent as shown, stay.
    """

    target_endpoint: Url | None = None
    authorization: Secret | None = None
    headers: Headers | None = None
    timeout_seconds: int | None = Field(default=None, ge=1, le=30)
    send_generated_terms: bool | None = None


class EndpointRead(Wire):
    """How an external base is asked, as it is shown: secrets masked. Null for a base of another type."""

    target_endpoint: str | None = None
    authorization_masked: str | None = None
    headers: dict[str, str] | None = None
    timeout_seconds: int | None = None
    send_generated_terms: bool | None = None


class ConnectionTest(Wire):
    """A question to try the connection with."""

    question: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)] = SAMPLE_QUESTION


class EntryRead(Wire):
    """An entry of the reply as it would be used. `score` is the endpoint's own, `sortingScore` the 0..1 one."""

    id: str
    content: str
    path: str
    score: float
    sorting_score: float


class ExchangeRead(Wire):
    """What was sent and what came back, secrets masked. `body` of the reply is its text, at most 20,000 characters of it."""

    method: str = "POST"
    url: str
    headers: dict[str, str]
    sent: dict[str, Any]
    attempts: int
    status: int | None
    body: str
    size_bytes: int
    ms: int


class ConnectionTestResult(Wire):
    """How the try went; nothing of it is stored."""

    exchange: ExchangeRead
    entries: list[EntryRead]
    warnings: list[dict[str, str]]
