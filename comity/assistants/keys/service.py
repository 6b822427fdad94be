"""The verbs of secret keys: make, rotate with a grace, revoke, reveal, look up."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from comity import accounts
from comity.assistants import queries
from comity.assistants.errors import KeyGraceActive, SecretKeyExpired
from comity.assistants.events import SecretKeyRotated
from comity.assistants.models import Assistant, SecretKey
from comity.assistants.schemas import SecretKeyRead
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import Unauthenticated
from comity.kernel.events import publish
from comity.kernel.ids import base62, new_id
from comity.kernel.realtime import announce
from comity.kernel.secrets import Secrets

PREFIX = "cmt_sk_"
LENGTH = 43
READ_RIGHT = "genai.assistants.read"


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """Whom a key names: its assistant, and when it stops working if it is in its grace."""

    key_id: str
    workspace_id: str
    assistant_id: str
    expires_at: datetime | None


def digest(key: str) -> str:
    """SHA-256 of a key: all that is stored for looking it up."""
    return hashlib.sha256(key.encode()).hexdigest()


def make_key(tx: Tx, secrets: Secrets, assistant: Assistant) -> str:
    """A new current key; returns it in full, for the only other copy is encrypted."""
    text = PREFIX + base62(LENGTH)
    key_id = new_id()
    tx.session.add(
        SecretKey(
            id=key_id,
            workspace_id=assistant.workspace_id,
            assistant_id=assistant.id,
            prefix=PREFIX,
            last4=text[-4:],
            hash=digest(text),
            ciphertext=secrets.seal(tx, assistant.workspace_id, "secret_keys", "ciphertext", key_id, text),
            status="current",
        )
    )
    tx.flush()
    return text


def find_holder(tx: Tx, key_digest: str) -> KeyHolder:
    """Whom the key with this digest names.

    Raises `Unauthenticated` (401000) when it is unknown or revoked, `SecretKeyExpired` (401900) when its grace is over.
    """
    key = queries.find_key(tx, key_digest)
    if key is None or key.status == "revoked":
        raise Unauthenticated("This key is not known. Copy the secret key from the assistant's API tab.")
    if key.status == "grace" and key.expires_at is not None and key.expires_at <= clock.now():
        raise SecretKeyExpired
    return KeyHolder(key.id, key.workspace_id, key.assistant_id, key.expires_at)


def rotate(tx: Tx, secrets: Secrets, actor: Actor, assistant: Assistant, grace_hours: int, *, force: bool) -> str:
    """Makes a new current key; the old one works for the grace.

    Raises `KeyGraceActive` (409901) while an earlier key is in its grace, unless forced: then that one dies at once.
    """
    now = clock.now()
    for key in queries.keys_of(tx, assistant):
        if key.status == "grace" and key.expires_at is not None and key.expires_at > now:
            if not force:
                raise KeyGraceActive
            key.status = "revoked"
        elif key.status == "current":
            key.status = "grace" if grace_hours else "revoked"
            key.expires_at = now + timedelta(hours=grace_hours)
    text = make_key(tx, secrets, assistant)
    _audit(tx, actor, assistant, "assistant.keyRotated", after={"gracePeriodHours": grace_hours, "force": force})
    _announce(tx, assistant)
    publish(tx, SecretKeyRotated(assistant.workspace_id, assistant.id))
    return text


def revoke(tx: Tx, actor: Actor, assistant: Assistant) -> None:
    """Kills every key of the assistant at once."""
    for key in queries.keys_of(tx, assistant):
        key.status = "revoked"
    _audit(tx, actor, assistant, "assistant.keyRevoked")
    _announce(tx, assistant)


def show_keys(tx: Tx, secrets: Secrets, actor: Actor, assistant: Assistant, *, reveal: bool) -> SecretKeyRead:
    """The keys as the console shows them; revealing is audited."""
    keys = [key for key in queries.keys_of(tx, assistant) if not _is_over(key)]
    current = next((key for key in keys if key.status == "current"), None)
    previous = next((key for key in keys if key.status == "grace"), None)
    if current is None:
        return SecretKeyRead(masked="", status="revoked", expires_at=None, last_used_at=None)
    shown = _masked(current)
    if reveal:
        shown.secret_key = secrets.open(
            tx, assistant.workspace_id, "secret_keys", "ciphertext", current.id, current.ciphertext
        )
        _audit(tx, actor, assistant, "assistant.keyRevealed")
    shown.previous = _masked(previous) if previous else None
    return shown


def _is_over(key: SecretKey) -> bool:
    return key.expires_at is not None and key.expires_at <= clock.now()


def _masked(key: SecretKey) -> SecretKeyRead:
    return SecretKeyRead(
        masked=f"{key.prefix}••••{key.last4}",
        status=key.status,
        expires_at=key.expires_at,
        last_used_at=key.last_used_at,
    )


def _audit(tx: Tx, actor: Actor, assistant: Assistant, action: str, after: dict[str, Any] | None = None) -> None:
    accounts.audit(
        tx, actor, action, target_kind="assistant", target_id=assistant.id, target_label=assistant.name, after=after
    )


def _announce(tx: Tx, assistant: Assistant) -> None:
    """The keys' new state has to be asked for: it is no part of the event, not even masked."""
    announce(tx, assistant.workspace_id, "secretKey.changed", {"assistantId": assistant.id}, right=READ_RIGHT)
