"""Who is asking: a session cookie with its CSRF token, or an API key. Answers are kept for five seconds at most."""

import hmac
import ipaddress
import time
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from comity.accounts import queries
from comity.accounts.errors import AddressNotAllowed, ApiKeyExpired, CsrfFailed, SessionExpired, WorkspaceNotFound
from comity.accounts.models import Account, ApiKey, Membership, Workspace
from comity.accounts.rights import rights_of_scopes
from comity.accounts.service import KEY_PREFIX, SESSION_IDLE_MINUTES, digest, rights_of
from comity.kernel import clock
from comity.kernel.config import Settings
from comity.kernel.context import Actor, request_id
from comity.kernel.db import Tx
from comity.kernel.errors import Unauthenticated
from comity.kernel.http import ALLOWANCE
from comity.kernel.runtime import Runtime

CACHE_SECONDS = 2.0
SEEN_EVERY_SECONDS = 60
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
CONSOLE_CALLS_PER_MINUTE = 1200
KEY_CALLS_AT_ONCE = 100
ANONYMOUS_CALLS_PER_MINUTE = 60


@dataclass(frozen=True, slots=True)
class SessionIdentity:
    """A signed-in browser, as it was read."""

    session_id: str
    account: Account
    places: tuple[tuple[Membership, Workspace], ...]


class Authentication:
    """The authenticator of one process. `clear` forgets what was read: called after every change of rights."""

    def __init__(self, rt: Runtime, session_key: bytes) -> None:
        self._rt = rt
        self._session_key = session_key
        self._origins = own_origins(rt.settings)
        self._sessions: dict[str, tuple[float, SessionIdentity | None]] = {}
        self._keys: dict[str, tuple[float, ApiKey | None]] = {}

    def clear(self) -> None:
        """Forgets every cached answer."""
        self._sessions.clear()
        self._keys.clear()

    def cookie_name(self) -> str:
        """`__Host-` needs https; on plain http the cookie has its plain name."""
        secure = self._rt.settings.base_url.startswith("https://")
        return "__Host-comity_session" if secure else "comity_session"

    def csrf_token(self, session_id: str) -> str:
        """The token that a session's writes must carry."""
        return hmac.new(self._session_key, session_id.encode(), sha256).hexdigest()

    async def actor(self, request: Any) -> Actor:
        """Who asks. Raises 401000, 401550, 401554, 403557, 403560, 429000."""
        header = request.headers.get("authorization", "")
        if not header:
            return await self._by_session(request)
        try:
            return await self._by_key(request, header)
        except Unauthenticated:
            await self.count_stranger(request)
            raise

    async def count_stranger(self, request: Any) -> None:
        """Counts a call of nobody known by its address; raises `RateLimit` (429000) for more than 60 in a minute."""
        await self._rt.limits.take(f"anonymous:{client_ip(request, self._rt)}", ANONYMOUS_CALLS_PER_MINUTE)

    async def _by_session(self, request: Any) -> Actor:
        identity = await self.session(request)
        await self._count(request, f"console:{identity.account.id}", CONSOLE_CALLS_PER_MINUTE)
        member, workspace = self._place(request, identity)
        account = identity.account
        return Actor(
            kind="user",
            id=account.id,
            name=account.display_name,
            workspace_id=workspace.id,
            rights=rights_of(account, member),
            all_rights=account.super_admin or member.platform_admin,
            account_id=account.id,
            ip=client_ip(request, self._rt),
            user_agent=request.headers.get("user-agent", "")[:400],
            request_id=request_id.get(),
        )

    async def session(self, request: Any) -> SessionIdentity:
        """The signed-in browser; writes must carry the CSRF token and come from the console's own address."""
        token = request.cookies.get(self.cookie_name(), "")
        identity = await self._read_session(digest(token)) if token else None
        if identity is None:
            await self.count_stranger(request)
            raise SessionExpired if token else Unauthenticated
        if request.method not in SAFE_METHODS:
            self.check_origin(request)
            sent = request.headers.get("x-csrf-token", "")
            if not hmac.compare_digest(sent, self.csrf_token(identity.session_id)):
                raise CsrfFailed
        return identity

    def check_origin(self, request: Any) -> None:
        """Raises `CsrfFailed` (403557) unless `Origin` is the public URL or, without one set, this machine's address."""
        if request.headers.get("origin", "") not in self._origins:
            raise CsrfFailed

    async def _read_session(self, token_hash: str) -> SessionIdentity | None:
        cached = self._sessions.get(token_hash)
        if cached and cached[0] > time.monotonic():
            return cached[1]
        identity = await self._rt.db.aread(lambda tx: self._load_session(tx, token_hash))
        if identity and identity[1]:
            await self._rt.db.awrite(lambda tx: _mark_seen(tx, token_hash))
        found = identity[0] if identity else None
        if len(self._sessions) > 10_000:
            self._sessions.clear()
        self._sessions[token_hash] = (time.monotonic() + CACHE_SECONDS, found)
        return found

    def _load_session(self, tx: Tx, token_hash: str) -> tuple[SessionIdentity, bool] | None:
        found = queries.find_session(tx, token_hash)
        if found is None:
            return None
        session, account = found
        now = clock.now()
        idle = now - session.last_seen_at
        if session.expires_at <= now or idle >= timedelta(minutes=SESSION_IDLE_MINUTES) or account.status != "active":
            return None
        places = tuple(queries.memberships_of(tx, account.id))
        return SessionIdentity(session.id, account, places), idle.total_seconds() >= SEEN_EVERY_SECONDS

    def _place(self, request: Any, identity: SessionIdentity) -> tuple[Membership, Workspace]:
        slug = request.headers.get("x-comity-workspace") or request.query_params.get("workspace")
        for member, workspace in identity.places:
            if slug is None or workspace.slug == slug:
                return member, workspace
        raise WorkspaceNotFound

    async def _by_key(self, request: Any, header: str) -> Actor:
        scheme, _, text = header.partition(" ")
        if scheme.lower() != "bearer" or not text.startswith(KEY_PREFIX):
            raise Unauthenticated
        ip = client_ip(request, self._rt)
        key = await self._read_key(digest(text), ip)
        if key is None or key.revoked_at is not None:
            raise Unauthenticated
        if key.expires_at is not None and key.expires_at <= clock.now():
            raise ApiKeyExpired
        if key.ip_allow and not _is_allowed(ip, key.ip_allow):
            raise AddressNotAllowed
        await self._rt.limits.burst(f"key:{key.id}", key.rate_per_minute, KEY_CALLS_AT_ONCE)
        await self._count(request, f"key:{key.id}", key.rate_per_minute)
        return Actor(
            kind="apiKey",
            id=key.id,
            name=key.name,
            workspace_id=key.workspace_id,
            rights=rights_of_scopes(key.scopes),
            scopes=frozenset(key.scopes),
            ip=ip,
            user_agent=request.headers.get("user-agent", "")[:400],
            request_id=request_id.get(),
        )

    async def _count(self, request: Any, key: str, limit: int) -> None:
        request.scope[ALLOWANCE] = await self._rt.limits.take(key, limit)

    async def _read_key(self, key_hash: str, ip: str) -> ApiKey | None:
        cached = self._keys.get(key_hash)
        if cached and cached[0] > time.monotonic():
            return cached[1]
        key = await self._rt.db.aread(lambda tx: _usable_key(tx, key_hash))
        if len(self._keys) > 10_000:
            self._keys.clear()
        self._keys[key_hash] = (time.monotonic() + CACHE_SECONDS, key)
        if key is not None and _is_stale(key):
            await self._rt.db.awrite(lambda tx: _mark_used(tx, key.id, ip))
        return key


def own_origins(settings: Settings) -> frozenset[str]:
    """The `Origin` values of the console itself: the public URL, or without one this machine's address and its names."""
    public = urlsplit(settings.base_url)
    if settings.public_url:
        return frozenset({f"{public.scheme}://{public.netloc}"})
    port = "" if settings.port == 80 else f":{settings.port}"
    return frozenset(f"http://{host}{port}" for host in (public.hostname, settings.host, "localhost", "127.0.0.1"))


def _usable_key(tx: Tx, key_hash: str) -> ApiKey | None:
    key = queries.find_key_by_hash(tx, key_hash)
    if key is None or (key.hash != key_hash and (key.previous_until is None or key.previous_until <= clock.now())):
        return None
    return key


def _mark_seen(tx: Tx, token_hash: str) -> None:
    found = queries.find_session(tx, token_hash)
    if found:
        found[0].last_seen_at = clock.now()


def _is_stale(key: ApiKey) -> bool:
    return key.last_used_at is None or clock.now() - key.last_used_at > timedelta(seconds=SEEN_EVERY_SECONDS)


def _mark_used(tx: Tx, key_id: str, ip: str) -> None:
    key = tx.session.get(ApiKey, key_id)
    if key is not None:
        key.last_used_at, key.last_ip = clock.now(), ip


def _is_allowed(ip: str, networks: list[str]) -> bool:
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return False
    return any(address in ipaddress.ip_network(network, strict=False) for network in networks)


def client_ip(request: Any, rt: Runtime) -> str:
    """The caller's address; `X-Forwarded-For` is believed only from a trusted proxy."""
    peer = request.client.host if request.client else ""
    if peer and peer in rt.settings.trusted_proxies:
        forwarded = request.headers.get("x-forwarded-for", "").split(",")[-1].strip()
        return forwarded or peer
    return peer
