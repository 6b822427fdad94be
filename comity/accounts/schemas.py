"""The wire shapes of accounts."""

import ipaddress
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

from comity.accounts.rights import SCOPES
from comity.kernel.http.rules import Form, broken
from comity.kernel.http.schema import Wire

Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_lower=True, max_length=254),
    Form(r"[^@\s]+@[^@\s]+\.[^@\s]+", "Write an e-mail address such as nok@example.com."),
]
Slug = Annotated[str, Form(r"[a-z0-9-]{3,40}", "3 to 40 of a-z, 0-9 and -.")]
Language = Annotated[str, Form(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}", "Use a language tag such as th or en-GB.")]
DisplayName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise broken("enum", "Use a time zone name such as Asia/Bangkok.")
    return value


def _scope(value: str) -> str:
    if value not in SCOPES:
        raise broken("enum", f"'{value[:100]}' is not a scope. GET /permissions lists them.")
    return value


def _network(value: str) -> str:
    try:
        ipaddress.ip_network(value, strict=False)
    except ValueError:
        raise broken("pattern", "Use an address or a network such as 203.0.113.0/24.") from None
    return value


def _once_each(value: list[str]) -> list[str]:
    return sorted(set(value))


class SetupState(Wire):
    """Whether Comity waits to be set up."""

    required: bool


class SetupWorkspace(Wire):
    """The first workspace."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    slug: Slug
    time_zone: Annotated[str, AfterValidator(_zone)] = "UTC"
    language: Language = "en"


class SetupAccount(Wire):
    """The first admin."""

    email: Email
    display_name: DisplayName
    password: str = Field(max_length=65_536)


class SetupRequest(Wire):
    """Everything set-up asks for, with the token of the printed link."""

    token: str = Field(max_length=200)
    workspace: SetupWorkspace
    account: SetupAccount


class SignInRequest(Wire):
    """E-mail and password."""

    email: str = Field(max_length=254)
    password: str = Field(max_length=65_536)


class AccountRead(Wire):
    """Who is signed in."""

    id: str
    email: str
    display_name: str
    locale: str
    super_admin: bool


class MembershipRead(Wire):
    """A workspace the account belongs to and what it may do there."""

    id: str
    name: str
    slug: str
    user_number: int
    platform_admin: bool
    roles: dict[str, str | None]
    rights: list[str]
    time_zone: str
    admins: list[str]
    """Names of those who give roles here, at most five: whom to ask for what one may not open."""


class MeRead(Wire):
    """The signed-in account, its workspaces and the token that its writes must carry."""

    account: AccountRead
    workspaces: list[MembershipRead]
    csrf_token: str


class MeUpdate(Wire):
    """What a person changes of themselves."""

    display_name: DisplayName | None = None
    locale: Language | None = None


class SessionRead(Wire):
    """One of my signed-in browsers."""

    id: str
    ip: str
    device: str
    created_at: datetime
    last_seen_at: datetime
    current: bool = False


class ApiKeyCreate(Wire):
    """A new key."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    scopes: Annotated[list[Annotated[str, AfterValidator(_scope)]], Field(min_length=1), AfterValidator(_once_each)]
    expires_in_days: int | None = Field(default=None, ge=1, le=730)
    ip_allow: list[Annotated[str, AfterValidator(_network)]] = Field(default=[], max_length=20)
    rate_per_minute: int = Field(default=600, ge=10, le=6000)


class ApiKeyRotate(Wire):
    """How long the old key goes on working."""

    grace_period_hours: int = Field(default=24, ge=0, le=168)


class ApiKeyRead(Wire):
    """A key as it is listed; `key` only in the reply that made it."""

    id: str
    name: str
    masked: str
    scopes: list[str]
    expires_at: datetime | None
    ip_allow: list[str]
    rate_per_minute: int
    last_used_at: datetime | None
    last_ip: str | None
    revoked_at: datetime | None
    created_by: str
    created_at: datetime
    key: str | None = None


class AuditFilter(Wire):
    """What `GET /audit` may be narrowed to; `action` is its beginning (`assistant.`), times are from (incl.) to (excl.)."""

    action: str | None = Field(default=None, max_length=80)
    actor_id: str | None = Field(default=None, max_length=64)
    target_kind: str | None = Field(default=None, max_length=40)
    target_id: str | None = Field(default=None, max_length=128)
    ip: str | None = Field(default=None, max_length=64)
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    limit: int = Field(default=50, ge=1, le=200)
    cursor: str | None = Field(default=None, max_length=2000)


class AuditRead(Wire):
    """An audit row with the person behind it, unless they were erased."""

    seq: int
    at: datetime
    actor: dict[str, Any]
    action: str
    target: dict[str, Any]
    before: Any
    after: Any
    reason: str | None
    ip: str | None
    user_agent: str | None
    request_id: str
    hash: str
