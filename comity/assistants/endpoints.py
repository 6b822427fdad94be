"""HTTP of assistants: drafts, versions, keys, samples (`assistants.md` 4.5)."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from comity.assistants import queries, sandbox, service
from comity.assistants.gating import Override
from comity.assistants.keys import service as keys
from comity.assistants.lab.gate.publishing import run_gate
from comity.assistants.lab.runs.schemas import GateStarted
from comity.assistants.messaging.callers import keys_of
from comity.assistants.messaging.endpoints import stop_all_of
from comity.assistants.models import AssistantVersion
from comity.assistants.samples.service import Language, show_sample
from comity.assistants.schemas import (
    AssistantRead,
    AssistantWrite,
    DiffRead,
    PublishReply,
    PublishRequest,
    RestoreReply,
    RestoreRequest,
    RotateRequest,
    SampleRead,
    SandboxMessage,
    SecretKeyRead,
    VersionRead,
)
from comity.assistants.writing.configs import configs_of
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.http import Cursor, IfMatch, Limit, Listing, Rt, partial, requires

router = APIRouter(tags=["assistants"])
READ, WRITE = "genai.assistants.read", "genai.assistants.write"
SANDBOX = "genai.sandbox.live"
KEYS, DELETE = "genai.keys.manage", "genai.assistants.delete"


@router.get("/assistants")
async def get_assistants(
    rt: Rt, q: str = "", limit: Limit = 50, cursor: Cursor = None, actor: Actor = requires(READ)
) -> Listing[AssistantRead]:
    """The workspace's assistants."""

    def read(tx: Tx) -> Listing[AssistantRead]:
        page = service.list_assistants(tx, actor, q, limit, cursor)
        return Listing.of(page, lambda row: service.show_assistant(tx, row))

    return await rt.db.aread(read)


@router.post("/assistants", status_code=201)
async def post_assistant(rt: Rt, body: AssistantWrite, actor: Actor = requires(WRITE)) -> AssistantRead:
    """A new assistant: a draft and a secret key, no version."""
    sent = body.model_dump(mode="json", exclude_unset=True)

    def write(tx: Tx) -> AssistantRead:
        assistant = service.create_assistant(tx, actor, sent)
        keys.make_key(tx, rt.secrets, assistant)
        return service.show_assistant(tx, assistant)

    return await rt.db.awrite(write)


@router.get("/assistants/{assistant_id}")
async def get_assistant(rt: Rt, response: Response, assistant_id: str, actor: Actor = requires(READ)) -> AssistantRead:
    """One assistant."""
    shown = await rt.db.aread(lambda tx: service.show_assistant(tx, service.get_assistant(tx, actor, assistant_id)))
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown


@router.patch("/assistants/{assistant_id}", openapi_extra={"requestBody": partial(AssistantWrite)})
async def patch_assistant(
    rt: Rt,
    response: Response,
    assistant_id: str,
    sent: dict[str, Any],
    revision: IfMatch,
    actor: Actor = requires(WRITE),
) -> AssistantRead:
    """Saves the fields that are sent: those of the draft, and at once those of section 5."""

    def write(tx: Tx) -> AssistantRead:
        return service.show_assistant(tx, service.update_assistant(tx, actor, assistant_id, sent, revision))

    shown = await rt.db.awrite(write)
    configs_of(rt).clear()
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown


@router.delete("/assistants/{assistant_id}", status_code=204)
async def delete_assistant(rt: Rt, assistant_id: str, actor: Actor = requires(DELETE)) -> None:
    """Deletes an assistant: its keys die at once, its runs are stopped."""
    await rt.db.awrite(lambda tx: service.delete_assistant(tx, actor, assistant_id))
    configs_of(rt).clear()
    keys_of(rt).clear()
    stop_all_of(rt, assistant_id)


@router.post("/assistants/{assistant_id}/duplicate", status_code=201)
async def duplicate_assistant(rt: Rt, assistant_id: str, actor: Actor = requires(WRITE)) -> AssistantRead:
    """Copies the draft under a new name with a new key."""

    def write(tx: Tx) -> AssistantRead:
        made = service.duplicate_assistant(tx, actor, assistant_id)
        keys.make_key(tx, rt.secrets, made)
        return service.show_assistant(tx, made)

    return await rt.db.awrite(write)


@router.post("/assistants/{assistant_id}/publish", responses={202: {"model": GateStarted}})
async def publish_assistant(
    rt: Rt, response: Response, assistant_id: str, body: PublishRequest | None = None, actor: Actor = requires(WRITE)
) -> PublishReply | GateStarted:
    """Makes the draft the live version; the next message uses it.

    A gate that blocks answers 409902 with the failing cases. With `runGate` its test sets are run first (202).
    """
    asked = body or PublishRequest()
    override = Override(asked.override_reason) if asked.override else None

    def write(tx: Tx) -> PublishReply | GateStarted:
        if asked.run_gate and override is None:
            begun = [run.id for run in run_gate(tx, actor, assistant_id, asked.note)]
            if begun:
                return GateStarted(lab_run_id=begun[0], lab_run_ids=begun)
        warnings = service.gate_warnings(tx, actor, assistant_id)
        version, created = service.publish_assistant(tx, actor, assistant_id, asked.note, override=override)
        shown = service.show_assistant(tx, service.get_assistant(tx, actor, assistant_id))
        warnings = shown.warnings_ + (warnings if created else [])
        return PublishReply(version=_show_version(version, version.number), created=created, warnings=warnings)

    reply = await rt.db.awrite(write)
    configs_of(rt).clear()
    if isinstance(reply, GateStarted):
        response.status_code = 202
    return reply


@router.get("/assistants/{assistant_id}/versions")
async def get_versions(
    rt: Rt, assistant_id: str, limit: Limit = 50, cursor: Cursor = None, actor: Actor = requires(READ)
) -> Listing[VersionRead]:
    """Published versions, the newest first."""

    def read(tx: Tx) -> Listing[VersionRead]:
        assistant = service.get_assistant(tx, actor, assistant_id)
        page = queries.list_versions(tx, assistant, limit, cursor)
        return Listing.of(page, lambda row: _show_version(row, assistant.live_version))

    return await rt.db.aread(read)


@router.get("/assistants/{assistant_id}/versions/{number}")
async def get_version(rt: Rt, assistant_id: str, number: int, actor: Actor = requires(READ)) -> VersionRead:
    """One version with its content."""

    def read(tx: Tx) -> VersionRead:
        assistant = service.get_assistant(tx, actor, assistant_id)
        version = service.get_version(tx, assistant, number)
        shown = _show_version(version, assistant.live_version)
        shown.content = version.content
        return shown

    return await rt.db.aread(read)


@router.get("/assistants/{assistant_id}/diff")
async def get_diff(
    rt: Rt,
    assistant_id: str,
    from_: Annotated[str, Query(alias="from")] = "live",
    to: str = "draft",
    actor: Actor = requires(READ),
) -> DiffRead:
    """What differs between two of {draft, live, a version number}."""
    found = await rt.db.aread(lambda tx: service.diff(tx, actor, assistant_id, from_, to))
    return DiffRead.model_validate({"from": from_, "to": to, "data": found.data, "fulfillments": found.fulfillments})


@router.post("/assistants/{assistant_id}/versions/{number}/restore")
async def restore_version(
    rt: Rt, assistant_id: str, number: int, body: RestoreRequest | None = None, actor: Actor = requires(WRITE)
) -> RestoreReply:
    """Copies a version into the draft and, when asked, publishes it as the next one."""
    asked = body or RestoreRequest()
    override = Override(asked.override_reason) if asked.override else None

    def write(tx: Tx) -> RestoreReply:
        assistant, version, warnings = service.restore_version(
            tx, actor, assistant_id, number, publish=asked.publish, override=override
        )
        made = _show_version(version, assistant.live_version) if version else None
        return RestoreReply(assistant=service.show_assistant(tx, assistant), version=made, warnings=warnings)

    reply = await rt.db.awrite(write)
    configs_of(rt).clear()
    return reply


@router.get("/assistants/{assistant_id}/secret-key")
async def get_secret_key(
    rt: Rt, assistant_id: str, reveal: bool = False, actor: Actor = requires(READ)
) -> SecretKeyRead:
    """The key, masked; whole with `reveal=true`, which is audited."""
    if reveal:
        actor.require(KEYS)

    def work(tx: Tx) -> SecretKeyRead:
        assistant = service.get_assistant(tx, actor, assistant_id)
        return keys.show_keys(tx, rt.secrets, actor, assistant, reveal=reveal)

    return await (rt.db.awrite(work) if reveal else rt.db.aread(work))


@router.post("/assistants/{assistant_id}/secret-key/rotate")
async def rotate_secret_key(
    rt: Rt, assistant_id: str, body: RotateRequest | None = None, actor: Actor = requires(KEYS)
) -> SecretKeyRead:
    """A new key, told in this reply; the old one works for the grace."""
    asked = body or RotateRequest()

    def write(tx: Tx) -> SecretKeyRead:
        assistant = service.get_assistant(tx, actor, assistant_id, lock=True)
        text = keys.rotate(tx, rt.secrets, actor, assistant, asked.grace_period_hours, force=asked.force)
        tx.flush()
        shown = keys.show_keys(tx, rt.secrets, actor, assistant, reveal=False)
        shown.secret_key = text
        return shown

    shown = await rt.db.awrite(write)
    keys_of(rt).clear()
    return shown


@router.post("/assistants/{assistant_id}/secret-key/revoke")
async def revoke_secret_key(rt: Rt, assistant_id: str, actor: Actor = requires(KEYS)) -> SecretKeyRead:
    """Kills every key of the assistant."""

    def write(tx: Tx) -> SecretKeyRead:
        assistant = service.get_assistant(tx, actor, assistant_id, lock=True)
        keys.revoke(tx, actor, assistant)
        tx.flush()
        return keys.show_keys(tx, rt.secrets, actor, assistant, reveal=False)

    shown = await rt.db.awrite(write)
    keys_of(rt).clear()
    return shown


@router.get("/assistants/{assistant_id}/samples")
async def get_sample(
    rt: Rt, assistant_id: str, language: Language = "curl", stream: bool = False, actor: Actor = requires(READ)
) -> SampleRead:
    """A program that asks the assistant; its key is read from the environment and never stands in the text."""

    def read(tx: Tx) -> str:
        assistant = service.get_assistant(tx, actor, assistant_id)
        return keys.show_keys(tx, rt.secrets, actor, assistant, reveal=False).masked

    masked = await rt.db.aread(read)
    return show_sample(language, rt.settings.base_url, masked, stream=stream)


@router.get("/assistants/{assistant_id}/sessions/{session_id}/messages")
async def get_sandbox_messages(
    rt: Rt,
    assistant_id: str,
    session_id: str,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Cursor = None,
    actor: Actor = requires(SANDBOX),
) -> Listing[SandboxMessage]:
    """A sandbox session, oldest first, with all that the inspector shows: the thread survives a reload."""

    def read(tx: Tx) -> Listing[SandboxMessage]:
        assistant = service.get_assistant(tx, actor, assistant_id)
        return sandbox.list_messages(tx, assistant, session_id, limit, cursor)

    return await rt.db.aread(read)


def _show_version(version: AssistantVersion, live: int | None) -> VersionRead:
    return VersionRead(
        number=version.number,
        note=version.note,
        published_by=version.published_by,
        restored_from=version.restored_from,
        lab_run_id=version.lab_run_id,
        content_hash=version.content_hash,
        created_at=version.created_at,
        live=version.number == live,
    )
