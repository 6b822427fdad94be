"""The wire shapes of embedders. A key goes in and never comes out."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, StringConstraints

from comity.kernel.http.rules import Form, broken
from comity.kernel.http.schema import Wire

_KEY = r"[\x20-\x7e]{0,4000}"


def _plain_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.query or parts.fragment:
        raise broken("pattern", "Give the address without '?' and '#': Comity adds /embeddings to it.")
    return value.rstrip("/").removesuffix("/embeddings")


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
BaseUrl = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(_plain_url)
]
ApiKey = Annotated[
    str,
    StringConstraints(strip_whitespace=True),
    Form(_KEY, "A key holds printable ASCII characters only. Copy it again."),
]
Model = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Prefix = Annotated[str, StringConstraints(max_length=200)]


class EmbeddingPrice(Wire):
    """What a million tokens cost."""

    per_million: Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=6)]
    currency: Annotated[str, Form(r"[A-Z]{3}", "Use a currency code of three letters, such as THB.")] = "USD"


class EmbedderCreate(Wire):
    """A new embedder; it is tested and measured before it is kept."""

    name: Name
    kind: Literal["openai_compatible"] = "openai_compatible"
    base_url: BaseUrl
    model: Model
    api_key: ApiKey | None = None
    max_tokens: int = Field(default=512, ge=32, le=100_000)
    batch_size: int = Field(default=32, ge=1, le=2048)
    query_prefix: Prefix = ""
    passage_prefix: Prefix = ""
    price: EmbeddingPrice | None = None


class EmbedderUpdate(Wire):
    """What is to change. Another address, model or prefix makes other vectors: then bases need to be embedded anew."""

    name: Name | None = None
    base_url: BaseUrl | None = None
    model: Model | None = None
    api_key: ApiKey | None = None
    max_tokens: int | None = Field(default=None, ge=32, le=100_000)
    batch_size: int | None = Field(default=None, ge=1, le=2048)
    query_prefix: Prefix | None = None
    passage_prefix: Prefix | None = None
    price: EmbeddingPrice | None = None


class EmbedderRead(Wire):
    """An embedder as it is shown. `state`: `ok`, or `embedder_changed` when its vectors are others than they were."""

    id: str
    name: str
    kind: Literal["local", "openai_compatible"]
    base_url: str
    model: str
    api_key_masked: str | None
    dimensions: int
    max_tokens: int
    batch_size: int
    query_prefix: str
    passage_prefix: str
    price: EmbeddingPrice | None
    calibration: dict[str, Any]
    state: str
    problem: str
    used_by: int
    """How many bases are embedded by it."""
    tested_at: datetime | None
    revision: int


class EmbedderList(Wire):
    """Every embedder of the workspace, the bundled one first."""

    data: list[EmbedderRead]


class EmbedderTest(Wire):
    """How a test went. `similar` and `different`: cosines of a pair that belongs together and of one that does not."""

    ok: bool
    latency_ms: int
    dimensions: int
    similar: float | None = None
    different: float | None = None
    state: str
    message: str = ""
