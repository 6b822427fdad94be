"""Who calls the messaging API: an assistant's secret key, or somebody of the console or with an API key."""

import time
from dataclasses import dataclass
from typing import Any

from comity import accounts
from comity.assistants import queries
from comity.assistants.errors import AssistantNotFound, MessageNotFound
from comity.assistants.keys.service import PREFIX, KeyHolder, digest, find_holder
from comity.assistants.messaging import ledger
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.errors import Forbidden, Unauthenticated
from comity.kernel.remembered import Remembered
from comity.kernel.runtime import Runtime

KEEP_SECONDS = 2.0
TOUCH_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Caller:
    """`id` names the caller for idempotency; `may_draft`: whether versions other than the live one may answer."""

    id: str
    workspace_id: str
    assistant_id: str | None
    source: str
    may_draft: bool
    headers: dict[str, str]
    actor: Actor | None = None


class Keys:
    """The secret keys this process has seen, for two seconds each, and when they were used."""

    def __init__(self, rt: Runtime) -> None:
        self._rt = rt
        self._known = Remembered(self._read, KEEP_SECONDS)
        self._used: dict[str, Any] = {}
        self._stored = time.monotonic()

    async def holder(self, key: str) -> KeyHolder:
        """Whom a key names; raises 401000 or 401900."""
        holder = await self._known.get(digest(key))
        self._used[holder.key_id] = clock.now()
        await self._store_uses()
        return holder

    def clear(self) -> None:
        """Forgets every key: one was rotated or revoked."""
        self._known.clear()

    async def _read(self, name: str) -> KeyHolder:
        return await self._rt.db.aread(lambda tx: find_holder(tx, name))

    async def _store_uses(self) -> None:
        if time.monotonic() - self._stored > TOUCH_SECONDS:
            self._stored = time.monotonic()
            used, self._used = self._used, {}
            await self._rt.db.awrite(lambda tx: queries.touch_keys(tx, used))


def keys_of(rt: Runtime) -> Keys:
    """The process's keys."""
    part = rt.parts.get("secretKeys")
    if part is None:
        part = rt.parts["secretKeys"] = Keys(rt)
    return part


async def find_caller(rt: Runtime, request: Any, assistant_id: str | None) -> Caller:
    """The caller of a messaging path; a key must belong to the assistant in the path.

    Raises 401000, 401900, 403000, 403551, 404900.
    """
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and text.startswith(PREFIX):
        holder = await _holder(rt, request, text)
        if assistant_id is not None and assistant_id != holder.assistant_id:
            raise AssistantNotFound
        headers = {"Comity-Key-Expires": clock.iso(holder.expires_at)} if holder.expires_at else {}
        return Caller(f"key:{holder.key_id}", holder.workspace_id, holder.assistant_id, "api", False, headers)
    actor: Actor = await request.app.state.authenticate(request)
    actor.require("genai.sandbox.live")
    is_user = actor.kind == "user"
    may_draft = is_user and actor.may("genai.sandbox.draft")
    source = "sandbox" if is_user else "api"
    return Caller(f"{actor.kind}:{actor.id}", actor.workspace_id, assistant_id, source, may_draft, {}, actor)


async def _holder(rt: Runtime, request: Any, key: str) -> KeyHolder:
    try:
        return await keys_of(rt).holder(key)
    except Unauthenticated:
        authentication: accounts.Authentication = rt.parts["authentication"]
        await authentication.count_stranger(request)
        raise


async def owned(rt: Runtime, request: Any, message_id: str) -> tuple[Caller, Any]:
    """The caller and the state of a message that they may see; raises `MessageNotFound` (404901) for everybody else."""
    caller = await find_caller(rt, request, None)
    state = await rt.db.aread(lambda tx: ledger.find_state(tx, message_id))
    if state is None or state.workspace_id != caller.workspace_id:
        raise MessageNotFound
    if caller.assistant_id is not None and caller.assistant_id != state.assistant_id:
        raise MessageNotFound
    return caller, state


def require_version(caller: Caller, version: str) -> None:
    """Raises `Forbidden` (403000) when somebody without the right asks for another version than the live one."""
    if version != "live" and not caller.may_draft:
        raise Forbidden("Only editors in the console may ask a draft or an older version.")
