"""The tables of accounts (`accounts.md` 2.1, 3.10)."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel import clock
from comity.kernel.db import Base, Entity, Id, Json, Time, Timestamps
from comity.kernel.ids import new_id


class Workspace(Base, Timestamps):
    """A tenant. `settings` holds what `accounts.md` 2.4 lists."""

    __tablename__ = "workspaces"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(100))
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    status: Mapped[str] = mapped_column(String(10), default="active")
    settings: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)


class Account(Base, Timestamps):
    """A person, in one or more workspaces."""

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    display_name: Mapped[str] = mapped_column(String(100))
    locale: Mapped[str] = mapped_column(String(35), default="en")
    super_admin: Mapped[bool] = mapped_column(Boolean, default=False)
    status: Mapped[str] = mapped_column(String(10), default="active")
    disabled_reason: Mapped[str | None] = mapped_column(String(40), default=None)
    last_active_at: Mapped[datetime | None] = mapped_column(Time, default=None)


class Membership(Base, Entity):
    """An account in a workspace, with its roles by product (`{"genai": "editor"}`)."""

    __tablename__ = "memberships"

    account_id: Mapped[str] = mapped_column(Id, ForeignKey("accounts.id"), index=True)
    user_number: Mapped[int] = mapped_column(Integer)
    platform_admin: Mapped[bool] = mapped_column(Boolean, default=False)
    roles: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)

    __table_args__ = (
        UniqueConstraint("workspace_id", "account_id"),
        UniqueConstraint("workspace_id", "user_number"),
    )


class Credential(Base, Timestamps):
    """How an account proves itself: password hash, its predecessors, second factor, and the state of the lock."""

    __tablename__ = "credentials"

    account_id: Mapped[str] = mapped_column(Id, ForeignKey("accounts.id"), primary_key=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    old_hashes: Mapped[list[str]] = mapped_column(Json, default=list)
    changed_at: Mapped[datetime] = mapped_column(Time, default=clock.now)
    must_change: Mapped[bool] = mapped_column(Boolean, default=False)
    failures: Mapped[list[Any]] = mapped_column(Json, default=list)
    locked_until: Mapped[datetime | None] = mapped_column(Time, default=None)
    totp_secret: Mapped[str | None] = mapped_column(Text, default=None)
    recovery_hashes: Mapped[list[str]] = mapped_column(Json, default=list)


class SignInSession(Base, Timestamps):
    """A signed-in browser; the token itself is not stored."""

    __tablename__ = "sign_in_sessions"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    account_id: Mapped[str] = mapped_column(Id, ForeignKey("accounts.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    last_seen_at: Mapped[datetime] = mapped_column(Time, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(Time)
    ip: Mapped[str] = mapped_column(String(64), default="")
    device: Mapped[str] = mapped_column(String(400), default="")
    method: Mapped[str] = mapped_column(String(20), default="password")
    second_factor: Mapped[bool] = mapped_column(Boolean, default=False)


class SetupToken(Base):
    """The one-time token of the set-up link, as a hash."""

    __tablename__ = "setup_tokens"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(Time)


class ApiKey(Base, Entity):
    """A machine's key to a workspace."""

    __tablename__ = "api_keys"

    name: Mapped[str] = mapped_column(String(60))
    prefix: Mapped[str] = mapped_column(String(12))
    last4: Mapped[str] = mapped_column(String(4))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    previous_hash: Mapped[str | None] = mapped_column(String(64), unique=True, default=None)
    previous_until: Mapped[datetime | None] = mapped_column(Time, default=None)
    scopes: Mapped[list[str]] = mapped_column(Json)
    expires_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    ip_allow: Mapped[list[str]] = mapped_column(Json, default=list)
    rate_per_minute: Mapped[int] = mapped_column(Integer, default=600)
    last_used_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    last_ip: Mapped[str | None] = mapped_column(String(64), default=None)
    revoked_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    created_by: Mapped[str] = mapped_column(String(100), default="")


class AuditRow(Base):
    """One audited act. Rows of a workspace form a chain: each hash covers the one before it."""

    __tablename__ = "audit_rows"

    workspace_id: Mapped[str] = mapped_column(Id, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Time)
    actor_kind: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(80))
    target_kind: Mapped[str] = mapped_column(String(40))
    target_id: Mapped[str] = mapped_column(String(128))
    target_label: Mapped[str] = mapped_column(String(300))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(String(500))
    request_id: Mapped[str] = mapped_column(String(100))
    commitments: Mapped[str] = mapped_column(Text)
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditIdentity(Base):
    """The personal part of an audit row with its salt: erasing it leaves the chain valid."""

    __tablename__ = "audit_identities"

    workspace_id: Mapped[str] = mapped_column(Id, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    salt: Mapped[str] = mapped_column(String(64))
    name: Mapped[str | None] = mapped_column(String(300))
    ip: Mapped[str | None] = mapped_column(String(64))
    user_agent: Mapped[str | None] = mapped_column(String(400))


class AuditCheckpoint(Base):
    """A signed statement that the chain of a workspace had this hash at this number."""

    __tablename__ = "audit_checkpoints"

    workspace_id: Mapped[str] = mapped_column(Id, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Time)
    signature: Mapped[str] = mapped_column(String(128))


class SignInAttempt(Base):
    """A line of the sign-in log, kept 180 days."""

    __tablename__ = "sign_in_attempts"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    account_id: Mapped[str | None] = mapped_column(Id, index=True)
    at: Mapped[datetime] = mapped_column(Time, default=clock.now)
    ip: Mapped[str] = mapped_column(String(64))
    device: Mapped[str] = mapped_column(String(400))
    result: Mapped[str] = mapped_column(String(20))
