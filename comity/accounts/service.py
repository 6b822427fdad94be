"""The verbs of accounts: set-up, sign-in, sessions, API keys (`accounts.md` 3.1, 3.3, 3.9)."""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import timedelta

from comity.accounts import queries
from comity.accounts.audit import audit
from comity.accounts.errors import AlreadySetUp, ApiKeyNotFound, LinkExpired
from comity.accounts.events import ApiKeyRevoked, WorkspaceCreated
from comity.accounts.models import (
    Account,
    ApiKey,
    Credential,
    Membership,
    SetupToken,
    SignInAttempt,
    SignInSession,
    Workspace,
)
from comity.accounts.passwords import check_policy, hash_password
from comity.accounts.rights import ALL_RIGHTS, rights_of_roles
from comity.accounts.schemas import (
    AccountRead,
    ApiKeyCreate,
    MembershipRead,
    MeRead,
    MeUpdate,
    SetupAccount,
    SetupWorkspace,
)
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.events import publish
from comity.kernel.ids import base62

SETUP_MINUTES = 60
SESSION_MAX_DAYS = 7
SESSION_IDLE_MINUTES = 720
LOCKOUT_FAILURES = 5
LOCKOUT_WINDOW_MINUTES = 5
LOCKOUT_MINUTES = 60
KEYS_MAX = 100
ADMINS_NAMED = 5
KEY_PREFIX = "cmt_ak_"
Changes = dict[str, str] | None
FIRST_ROLES = {"chatbot": "admin", "campaign": "admin", "genai": "admin", "livechat": "supervisor"}


@dataclass(frozen=True, slots=True)
class Attempt:
    """A sign-in that waits for its password to be checked: against `password_hash`, or against a dummy when that is None."""

    id: str
    account_id: str | None
    password_hash: str | None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: its token, told once, and whose it is."""

    token: str
    session: SignInSession
    account: Account


def digest(secret: str) -> str:
    """SHA-256 of a token or key: all that is stored of it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def issue_setup_token(tx: Tx) -> str:
    """A new one-time token for the set-up link, valid 60 minutes; raises `AlreadySetUp` (409560)."""
    if queries.any_account(tx):
        raise AlreadySetUp
    queries.drop_setup_tokens(tx)
    token = base62(43)
    tx.session.add(SetupToken(token_hash=digest(token), expires_at=clock.now() + timedelta(minutes=SETUP_MINUTES)))
    return token


def set_up(
    tx: Tx, token: str | None, workspace: SetupWorkspace, account: SetupAccount, *, ip: str = "", device: str = ""
) -> SignedIn:
    """Makes the first workspace and its admin, and signs them in; `token` None is the command line.

    Raises `AlreadySetUp` (409560), `LinkExpired` (410550), `PasswordPolicy` (422550); then nothing is stored.
    """
    tx.lock("set-up")
    if queries.any_account(tx):
        raise AlreadySetUp
    if token is not None and not queries.take_setup_token(tx, digest(token)):
        raise LinkExpired
    check_policy(account.password, super_admin=True)
    made, person = _make_workspace_of(tx, workspace, account, super_admin=True)
    queries.drop_setup_tokens(tx)
    _announce_workspace(tx, made, person, ip, device)
    return _open_session(tx, person, ip, device)


def add_workspace(tx: Tx, workspace: SetupWorkspace, account: SetupAccount) -> Workspace:
    """Makes a further workspace with a new account that administers it alone: a verb of the command line.

    Raises `Validation` (422000) for a taken slug or e-mail, `PasswordPolicy` (422550); then nothing is stored.
    """
    tx.lock("set-up")
    if queries.find_account_by_email(tx, account.email):
        raise Validation([field_error("account.email", "unique", "Another account has this e-mail.")])
    check_policy(account.password, super_admin=False)
    made, person = _make_workspace_of(tx, workspace, account, super_admin=False)
    _announce_workspace(tx, made, person, "", "")
    return made


def _make_workspace_of(
    tx: Tx, workspace: SetupWorkspace, account: SetupAccount, *, super_admin: bool
) -> tuple[Workspace, Account]:
    made = _make_workspace(tx, workspace)
    person = Account(
        email=account.email,
        display_name=account.display_name,
        locale=workspace.language,
        super_admin=super_admin,
    )
    tx.session.add(person)
    tx.flush()
    tx.session.add(Credential(account_id=person.id, password_hash=hash_password(account.password)))
    tx.session.add(
        Membership(workspace_id=made.id, account_id=person.id, user_number=1, platform_admin=True, roles=FIRST_ROLES)
    )
    tx.flush()
    return made, person


def _announce_workspace(tx: Tx, made: Workspace, person: Account, ip: str, device: str) -> None:
    actor = Actor(kind="user", id=person.id, name=person.display_name, workspace_id=made.id, ip=ip, user_agent=device)
    audit(tx, actor, "workspace.created", target_kind="workspace", target_id=made.id, target_label=made.name)
    publish(tx, WorkspaceCreated(made.id, made.name))


def _make_workspace(tx: Tx, workspace: SetupWorkspace) -> Workspace:
    if queries.find_workspace_by_slug(tx, workspace.slug):
        raise Validation([field_error("workspace.slug", "unique", "Another workspace has this address.")])
    settings = {"timeZone": workspace.time_zone, "defaultLanguage": workspace.language, "languages": ["en", "th"]}
    made = Workspace(name=workspace.name, slug=workspace.slug, settings=settings)
    tx.session.add(made)
    tx.flush()
    return made


def begin_sign_in(tx: Tx, email: str, *, ip: str = "", device: str = "") -> Attempt:
    """Counts a sign-in as failed before its password is checked, so that many at once cannot outrun the lock.

    Five failures inside five minutes lock the account for an hour; while five are open or failed, no more are checked.
    Each way through writes as much as the others, so that the time it takes tells nothing.
    """
    found = queries.find_account_by_email(tx, email.strip().lower())
    account, credential = found or (None, None)
    refused_as = _refusal(account, credential)
    line = SignInAttempt(account_id=account and account.id, ip=ip, device=device[:400], result=refused_as or "open")
    tx.session.add(line)
    tx.flush()
    if account is None or credential is None or refused_as:
        return Attempt(line.id, None, None)
    credential.failures = [*_recent_failures(credential), clock.now_us()]
    return Attempt(line.id, account.id, credential.password_hash)


def finish_sign_in(tx: Tx, attempt: Attempt, fits: bool, *, replaces: str = "") -> SignedIn | None:
    """Opens a session when the password fitted; None when refused, so that the failure is kept.

    `replaces`: the token of the session that this browser had; it ends.
    """
    line = tx.session.get_one(SignInAttempt, attempt.id)
    if attempt.account_id is None:
        line.at = clock.now()
        return None
    account, credential = queries.get_account_for_update(tx, attempt.account_id)
    if not fits:
        line.result = "wrong"
        if _lock_after_too_many(credential):
            _audit_everywhere(tx, account, "account.locked", line.ip, line.device)
        return None
    if account.status != "active" or credential.password_hash != attempt.password_hash:
        line.result = "changed"
        return None
    line.result = "ok"
    credential.failures, credential.locked_until = [], None
    account.last_active_at = clock.now()
    queries.delete_session_by_token(tx, digest(replaces))
    _audit_everywhere(tx, account, "user.signedIn", line.ip, line.device)
    return _open_session(tx, account, line.ip, line.device)


def _refusal(account: Account | None, credential: Credential | None) -> str | None:
    """Why a sign-in is refused whatever the password; None when the password decides."""
    if account is None or credential is None:
        return "unknown"
    if account.status != "active":
        return account.status
    is_locked = credential.locked_until is not None and credential.locked_until > clock.now()
    return "locked" if is_locked or len(_recent_failures(credential)) >= LOCKOUT_FAILURES else None


def _recent_failures(credential: Credential) -> list[int]:
    window = clock.now_us() - LOCKOUT_WINDOW_MINUTES * 60_000_000
    return [at for at in credential.failures if at > window]


def _lock_after_too_many(credential: Credential) -> bool:
    if len(_recent_failures(credential)) < LOCKOUT_FAILURES:
        return False
    credential.locked_until = clock.now() + timedelta(minutes=LOCKOUT_MINUTES)
    credential.failures = []
    return True


def _audit_everywhere(
    tx: Tx, account: Account, action: str, ip: str, device: str, before: Changes = None, after: Changes = None
) -> None:
    """What concerns a person stands in the log of every workspace they belong to."""
    for _member, workspace in queries.memberships_of(tx, account.id):
        actor = Actor("user", account.id, account.display_name, workspace.id, ip=ip, user_agent=device)
        audit(tx, actor, action, target_kind="account", target_id=account.id, before=before, after=after)


def _open_session(tx: Tx, account: Account, ip: str, device: str) -> SignedIn:
    token = base62(43)
    session = SignInSession(
        account_id=account.id,
        token_hash=digest(token),
        expires_at=clock.now() + timedelta(days=SESSION_MAX_DAYS),
        ip=ip,
        device=device[:400],
    )
    tx.session.add(session)
    tx.flush()
    return SignedIn(token, session, account)


def sign_out(tx: Tx, account: Account, session_id: str, *, ip: str = "", device: str = "") -> None:
    """Ends a session of the account, if it is there."""
    if queries.delete_session(tx, account.id, session_id):
        _audit_everywhere(tx, account, "session.ended", ip, device)


def me(tx: Tx, account: Account, csrf_token: str) -> MeRead:
    """Who is signed in, where, and with which rights."""
    joined = queries.memberships_of(tx, account.id)
    admins = queries.admin_names(tx, [workspace.id for _, workspace in joined], ADMINS_NAMED)
    workspaces = [
        MembershipRead(
            id=workspace.id,
            name=workspace.name,
            slug=workspace.slug,
            user_number=member.user_number,
            platform_admin=member.platform_admin,
            roles={product: member.roles.get(product) for product in FIRST_ROLES},
            rights=sorted(rights_of(account, member)),
            time_zone=workspace.settings.get("timeZone", "UTC"),
            admins=admins[workspace.id],
        )
        for member, workspace in joined
    ]
    return MeRead(account=AccountRead.model_validate(account), workspaces=workspaces, csrf_token=csrf_token)


def rights_of(account: Account, member: Membership) -> frozenset[str]:
    """What a member may do: everything for admins, else what the roles give."""
    if account.super_admin or member.platform_admin:
        return ALL_RIGHTS
    return rights_of_roles(member.roles)


def members_with(tx: Tx, workspace_id: str, right: str) -> list[tuple[str, str]]:
    """Account id and name of everybody active in the workspace who holds a right, the longest there first."""
    members = queries.active_members(tx, workspace_id)
    return [(account.id, account.display_name) for account, member in members if right in rights_of(account, member)]


def update_me(tx: Tx, account_id: str, change: MeUpdate, *, ip: str = "", device: str = "") -> Account:
    """Changes one's own name or language."""
    account = tx.session.get_one(Account, account_id)
    wanted = {name: value for name in ("display_name", "locale") if (value := getattr(change, name)) is not None}
    before = {name: getattr(account, name) for name in wanted}
    for name, value in wanted.items():
        setattr(account, name, value)
    if before != wanted:
        _audit_everywhere(tx, account, "user.updated", ip, device, _masked(before), _masked(wanted))
    return account


def _masked(values: dict[str, str]) -> dict[str, str]:
    """Without the name: it may stand only where it can be erased."""
    return {name: "***" if name == "display_name" else value for name, value in values.items()}


def create_api_key(tx: Tx, actor: Actor, wanted: ApiKeyCreate, key: str | None = None) -> tuple[ApiKey, str]:
    """A new API key, returned in full this once.

    Raises `Validation` (422000) for a bad address range, more than 100 keys, or `admins:write` asked for in a console.
    """
    _check_key(tx, actor, wanted)
    text = key or KEY_PREFIX + base62(43)
    expires = clock.now() + timedelta(days=wanted.expires_in_days) if wanted.expires_in_days else None
    made = ApiKey(
        workspace_id=actor.workspace_id,
        name=wanted.name,
        prefix=KEY_PREFIX,
        last4=text[-4:],
        hash=digest(text),
        scopes=wanted.scopes,
        expires_at=expires,
        ip_allow=wanted.ip_allow,
        rate_per_minute=wanted.rate_per_minute,
        created_by=actor.name,
    )
    tx.session.add(made)
    tx.flush()
    after = {"scopes": wanted.scopes}
    audit(tx, actor, "apiKey.created", target_kind="apiKey", target_id=made.id, target_label=made.name, after=after)
    return made, text


def _check_key(tx: Tx, actor: Actor, wanted: ApiKeyCreate) -> None:
    if "admins:write" in wanted.scopes and actor.kind != "cli":
        raise Validation([field_error("scopes", "adminsWrite", "The scope admins:write is given by the command line.")])
    for i, network in enumerate(wanted.ip_allow):
        try:
            ipaddress.ip_network(network, strict=False)
        except ValueError:
            message = "Use an address or a range such as 203.0.113.0/24."
            raise Validation([field_error(f"ipAllow[{i}]", "cidr", message)]) from None
    if queries.count_keys(tx, actor.workspace_id) >= KEYS_MAX:
        raise Validation([field_error("name", "maxKeys", f"At most {KEYS_MAX} keys. Revoke one first.")])


def get_api_key(tx: Tx, actor: Actor, key_id: str) -> ApiKey:
    """A key of the workspace; raises `ApiKeyNotFound` (404552)."""
    found = queries.find_key(tx, actor.workspace_id, key_id)
    if found is None:
        raise ApiKeyNotFound
    return found


def rotate_api_key(tx: Tx, actor: Actor, key_id: str, grace_hours: int) -> tuple[ApiKey, str]:
    """A new text for the key; the old one works for the grace."""
    key = get_api_key(tx, actor, key_id)
    text = KEY_PREFIX + base62(43)
    key.previous_hash = key.hash if grace_hours else None
    key.previous_until = clock.now() + timedelta(hours=grace_hours)
    key.hash, key.last4 = digest(text), text[-4:]
    audit(tx, actor, "apiKey.rotated", target_kind="apiKey", target_id=key.id, target_label=key.name)
    return key, text


def revoke_api_key(tx: Tx, actor: Actor, key_id: str) -> ApiKey:
    """Refuses the key everywhere from now on."""
    key = get_api_key(tx, actor, key_id)
    key.revoked_at = key.revoked_at or clock.now()
    audit(tx, actor, "apiKey.revoked", target_kind="apiKey", target_id=key.id, target_label=key.name)
    publish(tx, ApiKeyRevoked(actor.workspace_id, key.id))
    return key
