"""`Idempotency-Key` on POST: for 24 hours the same key, path and caller get the same answer; another body is refused.

The hot messaging path keeps its own record beside the run; this one serves everything else.
"""

import asyncio
import base64
import hashlib
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from comity.kernel import clock
from comity.kernel.db import SQL, Base, Database, Tx
from comity.kernel.errors import IdempotencyKeyReused, Unavailable, Validation, field_error
from comity.kernel.http.bodies import whole

KEEP_US = 24 * 3600 * 1_000_000
ABANDONED_US = 120 * 1_000_000
KEPT_HEADERS = {b"content-type", b"location", b"etag"}


class IdempotencyRecord(Base):
    """What was answered to a key: pending while `status` is 0."""

    __tablename__ = "idempotency_records"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    status: Mapped[int] = mapped_column(Integer)
    headers: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[int] = mapped_column(BigInteger, index=True)


_CLAIM = SQL(
    """INSERT INTO idempotency_records (id, fingerprint, status, headers, body, created_at)
    VALUES (:id, :fingerprint, 0, '[]', '', :now) ON CONFLICT (id) DO NOTHING"""
)
_EXPIRE = SQL(
    "DELETE FROM idempotency_records WHERE id = :id AND (created_at < :old OR (status = 0 AND created_at < :abandoned))"
)
_FIND = SQL("SELECT fingerprint, status, headers, body FROM idempotency_records WHERE id = :id")
_STORE = SQL("UPDATE idempotency_records SET status = :status, headers = :headers, body = :body WHERE id = :id")
_FORGET = SQL("DELETE FROM idempotency_records WHERE id = :id")
PRUNE = SQL("DELETE FROM idempotency_records WHERE created_at < :before")


class Idempotency:
    """Wraps the framework's routes: replays the stored reply, or runs the request once and stores what it answered."""

    def __init__(self, app: ASGIApp, db: Database) -> None:
        self._app = app
        self._db = db

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = _header(scope, b"idempotency-key") if scope["type"] == "http" and scope["method"] == "POST" else b""
        if not key:
            await self._app(scope, receive, send)
            return
        if len(key) > 255:
            raise Validation([field_error("Idempotency-Key", "maxLength", "At most 255 characters.")])
        body, replayed = await whole(receive)
        record = _digest(scope["path"].encode(), key, _header(scope, b"authorization"), _header(scope, b"cookie"))
        fingerprint = _digest(body)
        stored = await self._claim_or_wait(record, fingerprint)
        if stored is not None:
            await _replay(stored, send)
            return
        await self._run(scope, replayed, send, record)

    async def _claim_or_wait(self, record: str, fingerprint: str) -> Any | None:
        for _ in range(600):
            row = await self._db.awrite(lambda tx: _claim(tx, record, fingerprint))
            if row is None:
                return None
            if row.fingerprint != fingerprint:
                raise IdempotencyKeyReused
            if row.status:
                return row
            await asyncio.sleep(0.05)
        raise Unavailable("The first request with this Idempotency-Key has not ended yet. Ask again shortly.")

    async def _run(self, scope: Scope, receive: Receive, send: Send, record: str) -> None:
        start: Message = {}
        parts: list[bytes] = []

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                parts.append(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except BaseException:
            await self._db.awrite(lambda tx: tx.run(_FORGET, id=record))
            raise
        await self._db.awrite(lambda tx: _store(tx, record, start, b"".join(parts)))


def _header(scope: Scope, name: bytes) -> bytes:
    return next((value for key, value in scope["headers"] if key == name), b"")


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _claim(tx: Tx, record: str, fingerprint: str) -> Any | None:
    now = clock.now_us()
    tx.run(_EXPIRE, id=record, old=now - KEEP_US, abandoned=now - ABANDONED_US)
    if tx.run(_CLAIM, id=record, fingerprint=fingerprint, now=now):
        return None
    return tx.row(_FIND, id=record)


def _store(tx: Tx, record: str, start: Message, body: bytes) -> None:
    status = start.get("status", 500)
    if status >= 400:  # nothing was done, so the corrected request may come under the same key
        tx.run(_FORGET, id=record)
        return
    headers = [[k.decode(), v.decode()] for k, v in start.get("headers", []) if k in KEPT_HEADERS]
    tx.run(
        _STORE,
        id=record,
        status=status,
        headers=msgspec.json.encode(headers).decode(),
        body=base64.b64encode(body).decode(),
    )


async def _replay(row: Any, send: Send) -> None:
    headers = [(k.encode(), v.encode()) for k, v in msgspec.json.decode(row.headers)]
    body = base64.b64decode(row.body)
    headers += [(b"idempotency-replayed", b"true"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": row.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
