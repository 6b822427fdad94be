"""Keys of other services that rows hold: they go in, are sealed, and of what comes out people see the last four characters."""

from typing import Protocol
from urllib.parse import urlsplit

from sqlalchemy.orm import Mapped

from comity.kernel.db import Tx
from comity.kernel.secrets.sealing import Secrets

HIDDEN = "••••"
"""What a secret is shown as; sent back, it leaves the secret as it was."""
SHORT_KEY = 12
"""Of a shorter key nothing is shown."""


class Keyed(Protocol):
    """A row with a key: `api_key` is sealed, `api_key_hint` its end."""

    id: Mapped[str]
    workspace_id: Mapped[str]
    api_key: Mapped[str | None]
    api_key_hint: Mapped[str | None]


def set_key(tx: Tx, secrets: Secrets, table: str, row: Keyed, key: str | None) -> None:
    """Seals a key into its row; none takes the one away that was there. `table`: the row's."""
    row.api_key = secrets.seal(tx, row.workspace_id, table, "api_key", row.id, key) if key else None
    row.api_key_hint = (key[-4:] if len(key) >= SHORT_KEY else "") if key else None


def key_of(tx: Tx, secrets: Secrets, table: str, row: Keyed) -> str:
    """The key of a row; empty for one without."""
    return secrets.open(tx, row.workspace_id, table, "api_key", row.id, row.api_key) if row.api_key else ""


def masked_key(row: Keyed) -> str | None:
    """A key as people see it; None where there is none."""
    return HIDDEN + (row.api_key_hint or "") if row.api_key else None


def leads_elsewhere(url: str, before: str) -> bool:
    """Whether an address has another scheme, host or port: that one must not be handed the secrets entered for this one."""
    return _origin(url) != _origin(before)


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme.lower(), parts.netloc.lower()
