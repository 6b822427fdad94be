"""The wire shapes of model connections. Keys and header values go in and never come out."""

import re
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, StringConstraints

from comity.kernel.http.rules import Form, broken
from comity.kernel.http.schema import Wire
from comity.kernel.secrets import HIDDEN

EXTRACTIVE = "extractive"
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_HEADER_VALUE = re.compile(r"[\t\x20-\x7e]{0,4000}")
_OWN_HEADERS = {"host", "content-length", "content-type", "transfer-encoding", "connection", "accept-encoding"}


def _plain_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.query or parts.fragment:
        raise broken("pattern", "Give the address without '?' and '#': Comity adds /chat/completions to it.")
    return value.rstrip("/").removesuffix("/chat/completions")


def _header_name(name: str) -> str:
    if not _HEADER_NAME.fullmatch(name) or name.lower() in _OWN_HEADERS:
        raise broken("pattern", "This cannot be set as a header. Choose another name.")
    return name


def _header_value(text: str | None) -> str | None:
    if text not in (None, HIDDEN) and not _HEADER_VALUE.fullmatch(text):
        raise broken("pattern", "Use printable ASCII characters only, at most 4000.")
    return text


def _printable(value: str) -> str:
    if not _HEADER_VALUE.fullmatch(value):
        raise broken("pattern", "A key holds printable ASCII characters only. Copy it again.")
    return value


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
BaseUrl = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(_plain_url)
]
ApiKey = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000), AfterValidator(_printable)]
HeaderName = Annotated[str, AfterValidator(_header_name)]
HeaderValue = Annotated[str | None, AfterValidator(_header_value)]
Headers = Annotated[dict[HeaderName, HeaderValue], Field(max_length=20)]
ModelName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Amount = Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=6)]


class Price(Wire):
    """What a million tokens cost."""

    input_per_million: Amount
    output_per_million: Amount
    currency: Annotated[str, Form(r"[A-Z]{3}", "Use a currency code of three letters, such as THB.")] = "USD"


class ModelOffer(Wire):
    """A model behind a connection: its window and longest answer in tokens, whether it calls tools, its price."""

    name: ModelName
    context_tokens: int = Field(default=8192, ge=256, le=10_000_000)
    max_output_tokens: int = Field(default=4096, ge=16, le=1_000_000)
    tools: bool = False
    price: Price | None = None


def _no_repeats(value: list[ModelOffer]) -> list[ModelOffer]:
    if len({offer.name for offer in value}) != len(value):
        raise broken("unique", "Name each model once.")
    return value


Offers = Annotated[list[ModelOffer], Field(max_length=100), AfterValidator(_no_repeats)]


class ModelConnectionCreate(Wire):
    """A new connection."""

    name: Name
    base_url: BaseUrl
    api_key: ApiKey | None = None
    headers: Headers = {}
    models: Offers = []


class ModelConnectionUpdate(Wire):
    """What is to change. `apiKey`: null removes it. `headers`: null removes one; those not named, or sent as shown, stay."""

    name: Name | None = None
    base_url: BaseUrl | None = None
    api_key: ApiKey | None = None
    headers: Headers | None = None
    models: Offers | None = None


class ModelConnectionRead(Wire):
    """A connection as it is shown: secrets masked, the circuit as this process knows it."""

    id: str
    name: str
    base_url: str
    api_key_masked: str | None
    headers: dict[str, str]
    models: list[ModelOffer]
    circuit: Literal["closed", "open", "halfOpen"]
    revision: int
    created_at: datetime
    updated_at: datetime
    created_by: str


class ModelTest(Wire):
    """What to try; without a model the connection's first."""

    model: ModelName | None = None


class ModelTestResult(Wire):
    """How the try went. Times in milliseconds; `reason` is a `degradedReason`, `detail` what the provider said."""

    ok: bool
    model: str
    first_token_ms: int | None = None
    latency_ms: int
    text: str | None = None
    reason: str | None = None
    detail: str | None = None


class DefaultModel(Wire):
    """The model of new assistants: `extractive` or `<connectionId>/<model>`."""

    model: Annotated[str, StringConstraints(min_length=1, max_length=300)]
