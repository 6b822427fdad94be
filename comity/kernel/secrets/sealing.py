"""Secrets at rest: AES-256-GCM with a data key per workspace, which the master key wraps (`accounts.md` 3.12).

A sealed value is bound to its place: moved to another table, column or row it does not open.
"""

import base64
import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel import clock
from comity.kernel.db import SQL, Base, Id, Tx
from comity.kernel.errors import ComityError
from comity.kernel.ids import new_id
from comity.kernel.secrets.files import KEY_BYTES

NONCE_BYTES = 12
_OF_WORKSPACE = SQL("SELECT id, master_key_id, wrapped FROM data_keys WHERE workspace_id = :workspace_id")
_MASTER_KEYS = SQL("SELECT DISTINCT master_key_id FROM data_keys")
_INSERT = SQL(
    """INSERT INTO data_keys (id, workspace_id, master_key_id, wrapped, created_at)
    VALUES (:id, :workspace_id, :master_key_id, :wrapped, :created_at) ON CONFLICT DO NOTHING"""
)


class DataKey(Base):
    """The key of a workspace's secrets, wrapped by the master key."""

    __tablename__ = "data_keys"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(Id, unique=True)
    master_key_id: Mapped[str] = mapped_column(String(16))
    wrapped: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[int] = mapped_column(BigInteger)


class SecretUnreadable(ComityError):
    """A sealed value does not open: it was altered, moved, or belongs to another key."""

    status, code = 500, 500559
    message = "A stored secret cannot be read. Enter it again, or put the right master key back."


class Secrets:
    """Seals and opens what must not lie in the database in the clear. Needs the master key's 32 bytes."""

    def __init__(self, master_key: bytes) -> None:
        self._master = AESGCM(master_key)
        self.key_id = hashlib.sha256(b"comity master key:" + master_key).hexdigest()[:8]
        self._opened: dict[str, AESGCM] = {}

    def seal(self, tx: Tx, workspace_id: str, table: str, column: str, row_id: str, text: str) -> str:
        """The text as it may be stored in that place: `v1:<key id>:<base64>`."""
        key_id, key = self._key(tx, workspace_id) or self._make_key(tx, workspace_id)
        return f"v1:{key_id}:{_encrypt(key, text.encode(), _place(table, column, row_id))}"

    def open(self, tx: Tx, workspace_id: str, table: str, column: str, row_id: str, sealed: str) -> str:
        """The text that was sealed for that place. Raises `SecretUnreadable`."""
        version, _, rest = sealed.partition(":")
        key_id, _, box = rest.partition(":")
        found = self._key(tx, workspace_id)
        if version != "v1" or found is None or found[0] != key_id:
            raise SecretUnreadable
        return _decrypt(found[1], box, _place(table, column, row_id)).decode()

    def check(self, tx: Tx) -> None:
        """Raises `SystemExit` with the key's id when stored secrets need another master key than this: call at start."""
        others = [row.master_key_id for row in tx.rows(_MASTER_KEYS) if row.master_key_id != self.key_id]
        if others:
            raise SystemExit(
                f"The stored secrets need master key {', '.join(others)}, but the key given is {self.key_id}. "
                "Put the right key into the data directory's secrets/master.key or COMITY_SECRETS__MASTER_KEY."
            )

    def _key(self, tx: Tx, workspace_id: str) -> tuple[str, AESGCM] | None:
        row = tx.row(_OF_WORKSPACE, workspace_id=workspace_id)
        if row is None:
            return None
        # What is kept is the unwrapping, never "this workspace has this key": the row may be rolled back.
        key = self._opened.get(row.wrapped)
        if key is None:
            key = self._opened[row.wrapped] = AESGCM(_decrypt(self._master, row.wrapped, row.id.encode()))
        return row.id, key

    def _make_key(self, tx: Tx, workspace_id: str) -> tuple[str, AESGCM]:
        key_id = new_id()
        tx.run(
            _INSERT,
            id=key_id,
            workspace_id=workspace_id,
            master_key_id=self.key_id,
            wrapped=_encrypt(self._master, os.urandom(KEY_BYTES), key_id.encode()),
            created_at=clock.now_us(),
        )
        found = self._key(tx, workspace_id)
        assert found is not None, "the insert or its rival left a row"
        return found


def _place(table: str, column: str, row_id: str) -> bytes:
    return "\0".join((table, column, row_id)).encode()


def _encrypt(key: AESGCM, data: bytes, bound_to: bytes) -> str:
    nonce = os.urandom(NONCE_BYTES)
    return base64.urlsafe_b64encode(nonce + key.encrypt(nonce, data, bound_to)).decode().rstrip("=")


def _decrypt(key: AESGCM, box: str, bound_to: bytes) -> bytes:
    try:
        raw = base64.urlsafe_b64decode(box + "=" * (-len(box) % 4))
        return key.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError) as error:
        raise SecretUnreadable from error
