"""The wire shapes of rerankers. A key goes in and never comes out."""

from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, StringConstraints

from comity.kernel.http.rules import broken
from comity.kernel.http.schema import Wire
from comity.knowledge.embedders.schemas import ApiKey, Model, Name


def _plain_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.query or parts.fragment:
        raise broken("pattern", "Give the address without '?' and '#': Comity adds /rerank to it.")
    return value.rstrip("/").removesuffix("/rerank")


BaseUrl = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(_plain_url)
]


class RerankerCreate(Wire):
    """A new reranker; it is tested and measured before it is kept."""

    name: Name
    base_url: BaseUrl
    model: Model
    api_key: ApiKey | None = None


class RerankerUpdate(Wire):
    """What is to change. Another address or model is measured anew. `apiKey`: null removes it."""

    name: Name | None = None
    base_url: BaseUrl | None = None
    model: Model | None = None
    api_key: ApiKey | None = None


class RerankerRead(Wire):
    """A reranker as it is shown; the circuit as this process knows it."""

    id: str
    name: str
    base_url: str
    model: str
    api_key_masked: str | None
    calibration: dict[str, Any]
    circuit: Literal["closed", "open", "halfOpen"]
    used_by: int
    """How many bases are searched with it."""
    tested_at: datetime | None
    revision: int


class RerankerList(Wire):
    """Every reranker of the workspace."""

    data: list[RerankerRead]


class RerankerTest(Wire):
    """How a test went. `similar` and `different`: calibrated scores of a passage that answers and of one that does not."""

    ok: bool
    latency_ms: int
    similar: float | None = None
    different: float | None = None
    message: str = ""
