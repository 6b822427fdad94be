"""The SQL of accounts."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import delete, exists, func, select

from comity.accounts.models import (
    Account,
    ApiKey,
    AuditCheckpoint,
    AuditIdentity,
    AuditRow,
    Credential,
    Membership,
    SetupToken,
    SignInAttempt,
    SignInSession,
    Workspace,
)
from comity.accounts.schemas import AuditFilter
from comity.kernel import clock
from comity.kernel.db import Page, Tx, page, scoped

SIGN_IN_LOG_DAYS = 180


def any_account(tx: Tx) -> bool:
    """Whether somebody has set Comity up."""
    return bool(tx.session.scalar(select(exists().select_from(Account))))


def take_setup_token(tx: Tx, token_hash: str) -> bool:
    """Uses the token up; False when there is no such valid one."""
    statement = delete(SetupToken).where(SetupToken.token_hash == token_hash, SetupToken.expires_at > clock.now())
    return tx.session.execute(statement).rowcount == 1  # pyright: ignore[reportAttributeAccessIssue]


def drop_setup_tokens(tx: Tx) -> None:
    """Forgets every set-up token: only the newest link works."""
    tx.session.execute(delete(SetupToken))


def find_account_by_email(tx: Tx, email: str) -> tuple[Account, Credential] | None:
    """An account and its credential by e-mail (already lower case)."""
    statement = select(Account, Credential).join(Credential, Credential.account_id == Account.id)
    row = tx.session.execute(statement.where(Account.email == email).with_for_update()).first()
    return (row[0], row[1]) if row else None


def get_account_for_update(tx: Tx, account_id: str) -> tuple[Account, Credential]:
    """An account that exists, with its credential, held against other sign-ins."""
    statement = select(Account, Credential).join(Credential, Credential.account_id == Account.id)
    row = tx.session.execute(statement.where(Account.id == account_id).with_for_update()).one()
    return row[0], row[1]


def find_session(tx: Tx, token_hash: str) -> tuple[SignInSession, Account] | None:
    """A sign-in session that has not ended, and whose it is."""
    statement = select(SignInSession, Account).join(Account, Account.id == SignInSession.account_id)
    row = tx.session.execute(statement.where(SignInSession.token_hash == token_hash)).first()
    return (row[0], row[1]) if row else None


def sessions_of(tx: Tx, account_id: str) -> Sequence[SignInSession]:
    """Sign-in sessions of an account, the newest first."""
    statement = select(SignInSession).where(SignInSession.account_id == account_id)
    return tx.session.scalars(statement.order_by(SignInSession.created_at.desc())).all()


def delete_session(tx: Tx, account_id: str, session_id: str) -> int:
    """Ends one session of an account; returns how many there were."""
    statement = delete(SignInSession).where(SignInSession.account_id == account_id, SignInSession.id == session_id)
    return tx.session.execute(statement).rowcount  # pyright: ignore[reportAttributeAccessIssue]


def delete_session_by_token(tx: Tx, token_hash: str) -> None:
    """Ends the session with this token, if there is one."""
    tx.session.execute(delete(SignInSession).where(SignInSession.token_hash == token_hash))


def memberships_of(tx: Tx, account_id: str) -> list[tuple[Membership, Workspace]]:
    """The workspaces an account belongs to, the oldest first."""
    statement = (
        select(Membership, Workspace)
        .join(Workspace, Workspace.id == Membership.workspace_id)
        .where(Membership.account_id == account_id, Workspace.status == "active")
        .order_by(Membership.created_at)
    )
    return [(row[0], row[1]) for row in tx.session.execute(statement)]


def admin_names(tx: Tx, workspace_ids: Sequence[str], limit: int) -> dict[str, list[str]]:
    """Names of the active platform admins of some workspaces, the longest there first, at most `limit` for each."""
    statement = (
        select(Membership.workspace_id, Account.display_name)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.workspace_id.in_(workspace_ids), Membership.platform_admin, Account.status == "active")
        .order_by(Membership.user_number)
    )
    names: dict[str, list[str]] = {id_: [] for id_ in workspace_ids}
    for row in tx.session.execute(statement):
        names[row[0]] = [*names[row[0]], row[1]][:limit]
    return names


def active_members(tx: Tx, workspace_id: str) -> list[tuple[Account, Membership]]:
    """The active people of a workspace, the longest there first."""
    statement = (
        select(Account, Membership)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.workspace_id == workspace_id, Account.status == "active")
        .order_by(Membership.user_number)
    )
    return [(row[0], row[1]) for row in tx.session.execute(statement)]


def next_user_number(tx: Tx, workspace_id: str) -> int:
    """The number the next member gets."""
    highest = tx.session.scalar(select(func.max(Membership.user_number)).where(Membership.workspace_id == workspace_id))
    return (highest or 0) + 1


def find_workspace_by_slug(tx: Tx, slug: str) -> Workspace | None:
    """A workspace by its slug."""
    return tx.session.scalars(select(Workspace).where(Workspace.slug == slug)).first()


def find_workspace(tx: Tx, workspace_id: str) -> Workspace | None:
    """A workspace by its id."""
    return tx.session.get(Workspace, workspace_id)


def find_key_by_hash(tx: Tx, digest: str) -> ApiKey | None:
    """The API key with this SHA-256, current or in the grace of a rotation."""
    statement = select(ApiKey).where((ApiKey.hash == digest) | (ApiKey.previous_hash == digest))
    return tx.session.scalars(statement).first()


def find_key(tx: Tx, workspace_id: str, key_id: str) -> ApiKey | None:
    """An API key of the workspace."""
    return tx.session.scalars(scoped(ApiKey, workspace_id).where(ApiKey.id == key_id)).first()


def list_keys(tx: Tx, workspace_id: str, limit: int, cursor: str | None) -> Page[ApiKey]:
    """API keys, the newest first."""
    return page(tx, scoped(ApiKey, workspace_id), ApiKey.created_at, ApiKey.id, limit=limit, cursor=cursor)


def count_keys(tx: Tx, workspace_id: str) -> int:
    """How many keys of the workspace still work."""
    statement = select(func.count()).select_from(ApiKey)
    return tx.session.scalar(statement.where(ApiKey.workspace_id == workspace_id, ApiKey.revoked_at.is_(None))) or 0


def list_audit(tx: Tx, workspace_id: str, wanted: AuditFilter) -> Page[AuditRow]:
    """Audit rows, the newest first."""
    statement = select(AuditRow).where(AuditRow.workspace_id == workspace_id)
    if wanted.action:
        statement = statement.where(AuditRow.action.startswith(wanted.action, autoescape=True))
    if wanted.ip:
        same_row = (AuditIdentity.workspace_id == workspace_id) & (AuditIdentity.seq == AuditRow.seq)
        statement = statement.join(AuditIdentity, same_row).where(AuditIdentity.ip == wanted.ip)
    if wanted.since:
        statement = statement.where(AuditRow.at >= wanted.since)
    if wanted.until:
        statement = statement.where(AuditRow.at < wanted.until)
    for name in ("actor_id", "target_kind", "target_id"):
        if value := getattr(wanted, name):
            statement = statement.where(getattr(AuditRow, name) == value)
    return page(tx, statement, AuditRow.seq, limit=wanted.limit, cursor=wanted.cursor)


def identities(tx: Tx, workspace_id: str, seqs: list[int]) -> dict[int, AuditIdentity]:
    """The personal parts of audit rows by their number."""
    statement = select(AuditIdentity).where(AuditIdentity.workspace_id == workspace_id, AuditIdentity.seq.in_(seqs))
    return {row.seq: row for row in tx.session.scalars(statement)}


def all_identities(tx: Tx, workspace_id: str) -> dict[int, AuditIdentity]:
    """The personal parts of every audit row that still has one."""
    statement = select(AuditIdentity).where(AuditIdentity.workspace_id == workspace_id)
    return {row.seq: row for row in tx.session.scalars(statement)}


def audit_chain(tx: Tx, workspace_id: str) -> Iterable[AuditRow]:
    """Every audit row in the order of the chain, read in pieces."""
    statement = select(AuditRow).where(AuditRow.workspace_id == workspace_id).order_by(AuditRow.seq)
    return tx.session.scalars(statement.execution_options(yield_per=1000))


def audit_rows(tx: Tx, workspace_id: str, seqs: list[int]) -> Sequence[AuditRow]:
    """Audit rows by their numbers, in order."""
    statement = select(AuditRow).where(AuditRow.workspace_id == workspace_id, AuditRow.seq.in_(seqs))
    return tx.session.scalars(statement.order_by(AuditRow.seq)).all()


def audit_head(tx: Tx, workspace_id: str) -> int:
    """The number of the newest audit row; 0 when there is none."""
    return tx.session.scalar(select(func.max(AuditRow.seq)).where(AuditRow.workspace_id == workspace_id)) or 0


def checkpoints(tx: Tx, workspace_id: str) -> dict[int, AuditCheckpoint]:
    """The signed checkpoints of a chain by their number."""
    statement = select(AuditCheckpoint).where(AuditCheckpoint.workspace_id == workspace_id)
    return {row.seq: row for row in tx.session.scalars(statement)}


def last_checkpoint(tx: Tx, workspace_id: str) -> AuditCheckpoint | None:
    """The newest signed checkpoint of a chain."""
    statement = select(AuditCheckpoint).where(AuditCheckpoint.workspace_id == workspace_id)
    return tx.session.scalars(statement.order_by(AuditCheckpoint.seq.desc()).limit(1)).first()


def workspace_ids(tx: Tx) -> list[str]:
    """Every workspace of the install."""
    return list(tx.session.scalars(select(Workspace.id)))


def forget_old_sign_ins(tx: Tx) -> None:
    """Drops ended sessions and log lines that have had their time (`accounts.md` 3.13)."""
    tx.session.execute(delete(SignInSession).where(SignInSession.expires_at < clock.now()))
    tx.session.execute(delete(SignInAttempt).where(SignInAttempt.at < clock.now() - timedelta(days=SIGN_IN_LOG_DAYS)))
