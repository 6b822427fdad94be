"""Storing headers: plain values with the settings, secret ones sealed in a column of their own."""

import base64
import binascii
import contextlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from comity.fulfillments.headers.schemas import SECRET_MIN, HeaderRead, HeaderWrite
from comity.fulfillments.models import Fulfillment
from comity.kernel.db import Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.secrets import HIDDEN, Secrets

TABLE, COLUMN = "fulfillments", "sealed_headers"
Stored = list[dict[str, Any]]


def open_headers(tx: Tx, secrets: Secrets, found: Fulfillment) -> dict[str, str]:
    """The secret values by header name."""
    if not found.sealed_headers:
        return {}
    return msgspec.json.decode(
        secrets.open(tx, found.workspace_id, TABLE, COLUMN, found.id, found.sealed_headers), type=dict[str, str]
    )


def store_headers(
    tx: Tx, secrets: Secrets, found: Fulfillment, sent: Sequence[HeaderWrite], path: str, *, moved: bool
) -> Stored:
    """Seals the secret values and returns what is stored in the clear. `found` must have its id.

    Raises `Validation` for a secret without a value, and, when the address has `moved` to another host, for one that was
    not entered again: it must not be handed to a host it was not meant for.
    """
    known = open_headers(tx, secrets, found)
    sealed: dict[str, str] = {}
    for at, header in enumerate(sent):
        if header.secret:
            sealed[header.name] = _secret(header, known, f"{path}.headers[{at}].value", moved=moved)
    text = msgspec.json.encode(sealed).decode()
    found.sealed_headers = secrets.seal(tx, found.workspace_id, TABLE, COLUMN, found.id, text) if sealed else None
    return [{"name": h.name, "value": None if h.secret else h.value or "", "secret": h.secret} for h in sent]


def show_headers(stored: Stored) -> list[HeaderRead]:
    """The headers with their secrets hidden."""
    return [HeaderRead(name=h["name"], value=HIDDEN if h["secret"] else h["value"], secret=h["secret"]) for h in stored]


def hide(text: str, secrets: Iterable[str]) -> str:
    """A text with every secret in it hidden: other systems repeat what they were sent."""
    for piece in sorted({piece for secret in secrets for piece in _pieces(secret)}, key=len, reverse=True):
        text = text.replace(piece, HIDDEN)
    return text


def _secret(header: HeaderWrite, known: dict[str, str], path: str, *, moved: bool) -> str:
    if header.value not in (None, HIDDEN):
        if len(header.value or "") < SECRET_MIN:
            raise Validation([field_error(path, "minLength", f"A secret has at least {SECRET_MIN} characters.")])
        return header.value or ""
    if header.name not in known:
        raise Validation([field_error(path, "required", f"Enter the value of '{header.name}'.")])
    if moved:
        message = f"The address leads elsewhere now: enter the value of '{header.name}' again."
        raise Validation([field_error(path, "required", message)])
    return known[header.name]


def _pieces(secret: str) -> Iterable[str]:
    """The forms in which a secret may come back: as it is, as JSON writes it, without its scheme, decoded."""
    found = {secret, msgspec.json.encode(secret).decode()[1:-1]}
    scheme, _, rest = secret.partition(" ")
    if rest:
        found.add(rest)
    if scheme.lower() == "basic":
        with contextlib.suppress(binascii.Error, UnicodeDecodeError):
            found.add(base64.b64decode(rest).decode().partition(":")[2])
    return {piece for piece in found if len(piece) >= SECRET_MIN // 2}
