"""The request that an action makes of the arguments a model gave and the metadata the caller sent."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from comity.fulfillments.actions.rules import FORM, content_type
from comity.fulfillments.actions.templates import METADATA, render_header, render_json, render_pairs, render_url
from comity.fulfillments.tools import Tool
from comity.kernel.secrets import HIDDEN


@dataclass(frozen=True, slots=True)
class ActionRequest:
    """A request ready to be sent. `headers` hold secrets: show `to_log` only."""

    method: str
    url: str
    headers: dict[str, str] = field(repr=False)
    body: bytes | None
    secret_names: frozenset[str]

    def to_log(self) -> dict[str, Any]:
        """The request with the values of secret headers hidden."""
        headers = {name: HIDDEN if name in self.secret_names else value for name, value in self.headers.items()}
        body = self.body.decode() if self.body is not None else None
        return {"method": self.method, "url": self.url, "headers": headers, "body": body}


def build(tool: Tool, arguments: dict[str, Any], metadata: dict[str, Any], idempotency_key: str) -> ActionRequest:
    """Fills the templates. Raises `Unfillable`."""
    settings = tool.settings
    values = {**arguments, METADATA: metadata}
    headers = {h["name"]: render_header(h["value"], values) for h in settings["headers"] if not h["secret"]}
    body, kind = _body(settings, values)
    if kind and not content_type(settings["headers"]):
        headers["Content-Type"] = kind
    headers |= {**tool.secrets, "Idempotency-Key": idempotency_key}
    url = render_url(settings["url"], values)
    return ActionRequest(settings["method"], url, headers, body, frozenset(tool.secrets))


def _body(settings: dict[str, Any], values: dict[str, Any]) -> tuple[bytes | None, str]:
    template = settings["body"].strip()
    if not template:
        return None, ""
    if content_type(settings["headers"]) == FORM:
        return render_pairs(template, values).encode(), FORM
    return msgspec.json.encode(render_json(msgspec.json.decode(template), values)), "application/json"
