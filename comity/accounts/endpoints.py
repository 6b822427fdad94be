"""HTTP of accounts: set-up, sign-in, me, API keys, the audit log."""

import asyncio
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request, Response

from comity.accounts import queries, service
from comity.accounts.authentication import Authentication, client_ip
from comity.accounts.errors import BadCredentials
from comity.accounts.models import ApiKey, AuditIdentity, AuditRow
from comity.accounts.passwords import verify_password
from comity.accounts.rights import ALL_RIGHTS, SCOPES
from comity.accounts.schemas import (
    ApiKeyCreate,
    ApiKeyRead,
    ApiKeyRotate,
    AuditFilter,
    AuditRead,
    MeRead,
    MeUpdate,
    SessionRead,
    SetupRequest,
    SetupState,
    SignInRequest,
)
from comity.accounts.verification import verify_chain
from comity.kernel.context import Actor
from comity.kernel.http import Cursor, Limit, Listing, Rt, requires
from comity.kernel.runtime import Runtime

router = APIRouter(tags=["accounts"])

SIGN_IN_PER_ACCOUNT = 20
SIGN_IN_PER_ADDRESS = 60


def _authentication(rt: Runtime) -> Authentication:
    return rt.parts["authentication"]


def _set_cookie(response: Response, auth: Authentication, token: str) -> None:
    name = auth.cookie_name()
    secure = name.startswith("__Host-")
    max_age = service.SESSION_MAX_DAYS * 86_400
    response.set_cookie(name, token, max_age=max_age, httponly=True, secure=secure, samesite="lax", path="/")


def _from(rt: Runtime, request: Request) -> dict[str, str]:
    """Where a call comes from, as the audit log and the sign-in log keep it."""
    return {"ip": client_ip(request, rt), "device": request.headers.get("user-agent", "")}


@router.get("/setup")
async def get_setup(rt: Rt, request: Request) -> SetupState:
    """Whether Comity waits to be set up."""
    await _authentication(rt).count_stranger(request)
    return SetupState(required=not await rt.db.aread(queries.any_account))


@router.post("/setup", status_code=201)
async def post_setup(rt: Rt, request: Request, response: Response, body: SetupRequest) -> MeRead:
    """Makes the first workspace and admin, once, and signs them in."""
    auth = _authentication(rt)
    auth.check_origin(request)
    ip, device = client_ip(request, rt), request.headers.get("user-agent", "")
    await auth.count_stranger(request)
    signed = await rt.db.awrite(
        lambda tx: service.set_up(tx, body.token, body.workspace, body.account, ip=ip, device=device)
    )
    auth.clear()
    _set_cookie(response, auth, signed.token)
    token = auth.csrf_token(signed.session.id)
    return await rt.db.aread(lambda tx: service.me(tx, signed.account, token))


@router.post("/sign-in")
async def sign_in(rt: Rt, request: Request, response: Response, body: SignInRequest) -> MeRead:
    """Opens a session; every wrong sign-in gets the same answer."""
    auth = _authentication(rt)
    auth.check_origin(request)
    ip, device = client_ip(request, rt), request.headers.get("user-agent", "")
    await rt.limits.take(f"sign-in:{ip}", SIGN_IN_PER_ADDRESS)
    await rt.limits.take(f"sign-in:{body.email.strip().lower()}", SIGN_IN_PER_ACCOUNT)
    old = request.cookies.get(auth.cookie_name(), "")
    attempt = await rt.db.awrite(lambda tx: service.begin_sign_in(tx, body.email, ip=ip, device=device))
    fits = await asyncio.to_thread(verify_password, attempt.password_hash, body.password)
    signed = await rt.db.awrite(lambda tx: service.finish_sign_in(tx, attempt, fits, replaces=old))
    if signed is None:
        raise BadCredentials
    auth.clear()
    _set_cookie(response, auth, signed.token)
    token = auth.csrf_token(signed.session.id)
    return await rt.db.aread(lambda tx: service.me(tx, signed.account, token))


@router.post("/sign-out", status_code=204)
async def sign_out(rt: Rt, request: Request, response: Response) -> None:
    """Ends this browser's session."""
    auth = _authentication(rt)
    identity = await auth.session(request)
    from_ = _from(rt, request)
    await rt.db.awrite(lambda tx: service.sign_out(tx, identity.account, identity.session_id, **from_))
    auth.clear()
    response.delete_cookie(auth.cookie_name(), path="/", secure=auth.cookie_name().startswith("__Host-"))


@router.get("/me")
async def get_me(rt: Rt, request: Request) -> MeRead:
    """Who is signed in, with workspaces, rights and the CSRF token."""
    auth = _authentication(rt)
    identity = await auth.session(request)
    token = auth.csrf_token(identity.session_id)
    return await rt.db.aread(lambda tx: service.me(tx, identity.account, token))


@router.patch("/me")
async def patch_me(rt: Rt, request: Request, body: MeUpdate) -> MeRead:
    """Changes one's own name or language."""
    auth = _authentication(rt)
    identity = await auth.session(request)
    from_ = _from(rt, request)
    account = await rt.db.awrite(lambda tx: service.update_me(tx, identity.account.id, body, **from_))
    auth.clear()
    return await rt.db.aread(lambda tx: service.me(tx, account, auth.csrf_token(identity.session_id)))


@router.get("/me/sessions")
async def get_my_sessions(rt: Rt, request: Request) -> Listing[SessionRead]:
    """My signed-in browsers."""
    identity = await _authentication(rt).session(request)
    rows = await rt.db.aread(lambda tx: list(queries.sessions_of(tx, identity.account.id)))
    shown = [SessionRead.model_validate(row) for row in rows]
    for item in shown:
        item.current = item.id == identity.session_id
    return Listing(data=shown)


@router.delete("/me/sessions/{session_id}", status_code=204)
async def end_my_session(rt: Rt, request: Request, session_id: str) -> None:
    """Ends one of my sessions."""
    auth = _authentication(rt)
    identity = await auth.session(request)
    from_ = _from(rt, request)
    await rt.db.awrite(lambda tx: service.sign_out(tx, identity.account, session_id, **from_))
    auth.clear()


@router.get("/permissions")
async def get_permissions(_actor: Actor = requires("workspace.manage")) -> dict[str, list[str]]:
    """The names of all rights and of all API-key scopes."""
    return {"rights": sorted(ALL_RIGHTS), "scopes": sorted(SCOPES)}


@router.get("/api-keys")
async def get_api_keys(
    rt: Rt, limit: Limit = 50, cursor: Cursor = None, actor: Actor = requires("workspace.keys")
) -> Listing[ApiKeyRead]:
    """The workspace's API keys."""
    page = await rt.db.aread(lambda tx: queries.list_keys(tx, actor.workspace_id, limit, cursor))
    return Listing.of(page, _show_key)


@router.post("/api-keys", status_code=201)
async def post_api_key(rt: Rt, body: ApiKeyCreate, actor: Actor = requires("workspace.keys")) -> ApiKeyRead:
    """A new key; the reply is the only place that holds it whole."""
    made, text = await rt.db.awrite(lambda tx: service.create_api_key(tx, actor, body))
    return _show_key(made, text)


@router.post("/api-keys/{key_id}/rotate")
async def rotate_api_key(
    rt: Rt, key_id: str, body: ApiKeyRotate, actor: Actor = requires("workspace.keys")
) -> ApiKeyRead:
    """A new text for the key; the old one works for the grace."""
    key, text = await rt.db.awrite(lambda tx: service.rotate_api_key(tx, actor, key_id, body.grace_period_hours))
    _authentication(rt).clear()
    return _show_key(key, text)


@router.post("/api-keys/{key_id}/revoke")
async def revoke_api_key(rt: Rt, key_id: str, actor: Actor = requires("workspace.keys")) -> ApiKeyRead:
    """Refuses the key from now on."""
    key = await rt.db.awrite(lambda tx: service.revoke_api_key(tx, actor, key_id))
    _authentication(rt).clear()
    return _show_key(key)


@router.get("/audit")
async def get_audit(
    rt: Rt, filters: Annotated[AuditFilter, Query()], actor: Actor = requires("workspace.audit")
) -> Listing[AuditRead]:
    """The audit log, the newest first."""

    def read(tx: Any) -> tuple[Any, dict[int, AuditIdentity]]:
        page = queries.list_audit(tx, actor.workspace_id, filters)
        return page, queries.identities(tx, actor.workspace_id, [row.seq for row in page.rows])

    page, people = await rt.db.aread(read)
    return Listing.of(page, lambda row: _show_audit(row, people.get(row.seq)))


@router.post("/audit/verify")
async def verify_audit(rt: Rt, actor: Actor = requires("workspace.audit")) -> dict[str, Any]:
    """Walks the workspace's chain and reports the first row that does not fit."""
    key = rt.parts["auditSigner"].public_key()
    verdict = await rt.db.aread(lambda tx: verify_chain(tx, actor.workspace_id, key))
    return verdict.to_wire()


def _show_key(key: ApiKey, text: str | None = None) -> ApiKeyRead:
    fields = {name: getattr(key, name) for name in ApiKeyRead.model_fields if name not in {"masked", "key"}}
    return ApiKeyRead(**fields, masked=f"{key.prefix}••••{key.last4}", key=text)


def _show_audit(row: AuditRow, person: AuditIdentity | None) -> AuditRead:
    return AuditRead(
        seq=row.seq,
        at=row.at,
        actor={"kind": row.actor_kind, "id": row.actor_id, "name": person.name if person else None},
        action=row.action,
        target={"kind": row.target_kind, "id": row.target_id, "label": row.target_label},
        before=msgspec.json.decode(row.before) if row.before else None,
        after=msgspec.json.decode(row.after) if row.after else None,
        reason=row.reason,
        ip=person.ip if person else None,
        user_agent=person.user_agent if person else None,
        request_id=row.request_id,
        hash=row.hash,
    )
