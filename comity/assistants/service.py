"""The verbs of assistants: draft, publish, diff, restore, duplicate, delete (`assistants.md` 3.1)."""

import hashlib
from collections.abc import Callable
from typing import Any

import msgspec
from pydantic import ValidationError

from comity import accounts, fulfillments, models
from comity.assistants import queries
from comity.assistants.diffing import Difference, differences
from comity.assistants.errors import AssistantNotFound, VersionNotFound
from comity.assistants.events import AssistantPublished
from comity.assistants.gating import Override, as_warnings, check_sets, judge, pass_gate
from comity.assistants.models import Assistant, AssistantVersion
from comity.assistants.schemas import AssistantRead, AssistantWrite, Content, Operation
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Page, Tx
from comity.kernel.errors import InUse, Validation, field_error
from comity.kernel.events import publish as announce
from comity.kernel.http.rules import field_errors
from comity.kernel.http.schema import check_revision
from comity.kernel.realtime import announce as show

READ_RIGHT = "genai.assistants.read"
NUMBER_MAX = 2**31 - 1

UsersHook = Callable[[Tx, Assistant], list[dict[str, Any]]]
USED_BY: list[UsersHook] = []
"""Filled from above: who uses an assistant (flows, channels), as items of `errors[]`. Asked before a delete."""


def get_assistant(tx: Tx, actor: Actor, assistant_id: str, *, lock: bool = False) -> Assistant:
    """The assistant; raises `AssistantNotFound` (404900) also for another workspace's."""
    found = queries.find_assistant(tx, actor.workspace_id, assistant_id, lock=lock)
    if found is None:
        raise AssistantNotFound
    return found


def list_assistants(tx: Tx, actor: Actor, q: str, limit: int, cursor: str | None) -> Page[Assistant]:
    """A page of the workspace's assistants."""
    return queries.list_assistants(tx, actor.workspace_id, q, limit, cursor)


def show_assistant(tx: Tx, assistant: Assistant) -> AssistantRead:
    """The flat wire object: draft, operation and standing."""
    content = Content.model_validate(assistant.draft)
    live = queries.find_version(tx, assistant, assistant.live_version) if assistant.live_version else None
    return AssistantRead(
        **content.model_dump(by_alias=False),
        enabled=assistant.enabled,
        rate_limit_per_minute=assistant.rate_limit_per_minute,
        user_rate_limit_per_minute=assistant.user_rate_limit_per_minute,
        max_concurrent_runs=assistant.max_concurrent_runs,
        retention_days=assistant.retention_days,
        gate=assistant.gate,  # pyright: ignore[reportArgumentType]  validated from its JSON form
        id=assistant.id,
        revision=assistant.revision,
        live_version=assistant.live_version,
        draft_changed=live is None or live.content_hash != assistant.draft_hash,
        warnings=content.warnings,
        edited_at=assistant.edited_at,
        edited_by=assistant.edited_by,
        created_at=assistant.created_at,
        updated_at=assistant.updated_at,
    )


def create_assistant(tx: Tx, actor: Actor, sent: dict[str, Any]) -> Assistant:
    """A new assistant with a draft and no version.

    Raises `Validation` (422000), also when the name is taken (`rule: "unique"`); then nothing is stored.
    """
    days = accounts.kept_days(tx, actor.workspace_id, Operation().retention_days)
    sent = {"model": models.workspace_default(tx, actor.workspace_id), "retentionDays": days, **sent}
    both = _parse(AssistantWrite, sent)
    _check_retention(tx, actor, both.operation)
    content, operation = both.content, both.operation
    _check(tx, actor, content, None, models_of(content))
    check_sets(tx, actor.workspace_id, operation.gate.model_dump(mode="json"))
    assistant = Assistant(
        workspace_id=actor.workspace_id,
        name=content.name,
        name_key=content.name.casefold(),
        draft=content.model_dump(mode="json"),
        draft_hash=content_hash(content),
        edited_at=clock.now(),
        edited_by=actor.name,
        created_by=actor.name,
        **_columns(operation),
    )
    tx.session.add(assistant)
    tx.flush()
    accounts.audit(
        tx, actor, "assistant.created", target_kind="assistant", target_id=assistant.id, target_label=assistant.name
    )
    _announce_change(tx, assistant)
    return assistant


def update_assistant(tx: Tx, actor: Actor, assistant_id: str, sent: dict[str, Any], revision: int | None) -> Assistant:
    """Saves the draft and what applies at once.

    Raises `StaleRevision` (409001) when `revision` is behind, `Validation` (422000) when a field breaks its rule.
    """
    assistant = get_assistant(tx, actor, assistant_id, lock=True)
    check_revision(revision, assistant.revision, lambda: show_assistant(tx, assistant))
    before = _whole(assistant)
    both = _parse(AssistantWrite, {**before, **sent})
    if both.operation.retention_days != assistant.retention_days:
        _check_retention(tx, actor, both.operation)
    _check(tx, actor, both.content, assistant.id, models_of(both.content) - models_of(Content(**assistant.draft)))
    if both.operation.gate.test_set_ids != assistant.gate.get("testSetIds", []):
        check_sets(tx, actor.workspace_id, both.operation.gate.model_dump(mode="json"))
    _write_draft(assistant, actor, both.content)
    for name, value in _columns(both.operation).items():
        setattr(assistant, name, value)
    _audit_change(tx, actor, assistant, "assistant.changed", before)
    _announce_change(tx, assistant)
    return assistant


def publish_assistant(
    tx: Tx,
    actor: Actor,
    assistant_id: str,
    note: str = "",
    restored_from: int | None = None,
    override: Override | None = None,
) -> tuple[AssistantVersion, bool]:
    """Copies the draft to the next version and makes it live; an unchanged draft gives the existing version and False.

    Raises `PublishBlocked` (409902) when its gate blocks that and nobody overrides it.
    """
    assistant = get_assistant(tx, actor, assistant_id, lock=True)
    live = queries.find_version(tx, assistant, assistant.live_version) if assistant.live_version else None
    if live is not None and live.content_hash == assistant.draft_hash and restored_from is None:
        return live, False
    judged = pass_gate(tx, actor, assistant, override)
    version = AssistantVersion(
        workspace_id=assistant.workspace_id,
        assistant_id=assistant.id,
        number=queries.last_version_number(tx, assistant) + 1,
        content=assistant.draft,
        content_hash=assistant.draft_hash,
        fulfillment_revisions=_revisions(tx, actor, assistant.draft["fulfillmentIds"]),
        note=note,
        published_by=actor.name,
        restored_from=restored_from,
        lab_run_id=judged.run_id,
    )
    tx.session.add(version)
    assistant.live_version = version.number
    tx.flush()
    _audit_publish(tx, actor, assistant, version, live)
    announce(tx, AssistantPublished(actor.workspace_id, assistant.id, version.number))
    _announce_change(tx, assistant)
    return version, True


def gate_warnings(tx: Tx, actor: Actor, assistant_id: str) -> list[dict[str, str]]:
    """What the gate says against the draft, for a publish that goes on all the same."""
    return as_warnings(judge(tx, get_assistant(tx, actor, assistant_id)))


def get_version(tx: Tx, assistant: Assistant, number: int) -> AssistantVersion:
    """A version by its number; raises `VersionNotFound` (404902)."""
    found = queries.find_version(tx, assistant, number) if 0 < number <= NUMBER_MAX else None
    if found is None:
        raise VersionNotFound
    return found


def diff(tx: Tx, actor: Actor, assistant_id: str, from_: str, to: str) -> Difference:
    """What differs between two of {`draft`, a version number}."""
    assistant = get_assistant(tx, actor, assistant_id)
    old, old_revisions = _content_at(tx, actor, assistant, from_)
    new, new_revisions = _content_at(tx, actor, assistant, to)
    found = differences(old, new, old_revisions, new_revisions)
    named = {f.id: f.name for f in fulfillments.in_order(tx, actor.workspace_id, [m["id"] for m in found.fulfillments])}
    for moved in found.fulfillments:
        moved["name"] = named.get(moved["id"])
    return found


def restore_version(
    tx: Tx, actor: Actor, assistant_id: str, number: int, *, publish: bool, override: Override | None = None
) -> tuple[Assistant, AssistantVersion | None, list[dict[str, str]]]:
    """Copies version `number` into the draft and, with `publish`, makes it the next version.

    A fulfillment that is gone is dropped with a warning. Returns the assistant, the new version if any, the warnings.
    """
    assistant = get_assistant(tx, actor, assistant_id, lock=True)
    version = get_version(tx, assistant, number)
    before = _whole(assistant)
    content, warnings = _without_missing(tx, actor, Content.model_validate(version.content))
    _check(tx, actor, content, assistant.id, set())
    _write_draft(assistant, actor, content)
    if not publish:
        _audit_change(tx, actor, assistant, "assistant.restored", before, reason=f"Version {number}")
        _announce_change(tx, assistant)
        return assistant, None, warnings
    note = f"Restored version {number}"
    made, _ = publish_assistant(tx, actor, assistant_id, note, restored_from=number, override=override)
    return assistant, made, warnings


def duplicate_assistant(tx: Tx, actor: Actor, assistant_id: str) -> Assistant:
    """Copies the draft as `<name> (copy)`, counting on when that is taken."""
    source = get_assistant(tx, actor, assistant_id)
    count = 1
    while True:
        suffix = " (copy)" if count == 1 else f" (copy {count})"
        name = source.name[: 255 - len(suffix)] + suffix
        if not queries.name_taken(tx, actor.workspace_id, name.casefold(), None):
            operation = _operation_of(source).model_dump(mode="json")
            operation["retentionDays"] = accounts.kept_days(tx, actor.workspace_id, source.retention_days)
            return create_assistant(tx, actor, {**source.draft, **operation, "name": name})
        count += 1


def delete_assistant(tx: Tx, actor: Actor, assistant_id: str) -> Assistant:
    """Deletes softly: keys die with it, messages stay in reports. Raises `InUse` (409003) listing flows and channels."""
    assistant = get_assistant(tx, actor, assistant_id, lock=True)
    users = [item for hook in USED_BY for item in hook(tx, assistant)]
    if users:
        raise InUse("This assistant is still used. Remove it there first.", users)
    assistant.deleted_at = clock.now()
    assistant.name_key = f"deleted:{assistant.id}"
    for key in queries.keys_of(tx, assistant):
        key.status = "revoked"
    accounts.audit(
        tx, actor, "assistant.deleted", target_kind="assistant", target_id=assistant.id, target_label=assistant.name
    )
    show(tx, assistant.workspace_id, "assistant.deleted", {"id": assistant.id}, right=READ_RIGHT)
    return assistant


def content_hash(content: Content) -> str:
    """SHA-256 of the content's canonical JSON: equal for equal drafts."""
    encoded = msgspec.json.encode(content.model_dump(mode="json"), order="sorted")
    return hashlib.sha256(encoded).hexdigest()


def _parse(model: Any, sent: dict[str, Any]) -> Any:
    try:
        return model.model_validate(sent)
    except ValidationError as error:
        raise Validation(field_errors(error.errors())) from error


def models_of(content: Content) -> set[str]:
    """The connected models that a content names."""
    return {name for name in (content.model, content.fallback_model) if name and name != models.EXTRACTIVE}


def _check(tx: Tx, actor: Actor, content: Content, but: str | None, new_models: set[str]) -> None:
    """Raises `Validation` for a taken name, and for fulfillments and newly chosen models that are not there."""
    if queries.name_taken(tx, actor.workspace_id, content.name.casefold(), but):
        message = f"Another assistant is called '{content.name}'. Choose another name."
        raise Validation([field_error("name", "unique", message)])
    known = _revisions(tx, actor, content.fulfillment_ids)
    missing = [(i, id_) for i, id_ in enumerate(content.fulfillment_ids) if id_ not in known]
    if missing:
        message = "There is no such fulfillment in this workspace."
        raise Validation([field_error(f"fulfillmentIds[{i}]", "exists", message, value=id_) for i, id_ in missing])
    unknown = {name for name in new_models if not models.is_listed(tx, actor.workspace_id, name)}
    message = "No model connection of this workspace lists this model. Choose one of the list."
    fields = {"model": content.model, "fallbackModel": content.fallback_model}
    if broken := [field_error(path, "exists", message) for path, name in fields.items() if name in unknown]:
        raise Validation(broken)


def _check_retention(tx: Tx, actor: Actor, operation: Operation) -> None:
    most = accounts.kept_days(tx, actor.workspace_id, operation.retention_days)
    if most < operation.retention_days:
        message = f"This workspace keeps nothing longer than {most} days. Choose {most} or less."
        found = field_error("retentionDays", "max", message, limit=most, actual=operation.retention_days)
        raise Validation([found])


def _revisions(tx: Tx, actor: Actor, ids: list[str]) -> dict[str, int]:
    return fulfillments.revisions(tx, actor.workspace_id, ids)


def users_of_fulfillment(tx: Tx, workspace_id: str, fulfillment_id: str) -> list[dict[str, Any]]:
    """Assistants that name a fulfillment in their draft or live version, as items of `errors[]`."""
    return [
        _user("fulfillmentIds", assistant)
        for assistant, contents in queries.contents_in_use(tx, workspace_id)
        if any(fulfillment_id in content.get("fulfillmentIds", []) for content in contents)
    ]


def users_of_connection(tx: Tx, workspace_id: str, connection_id: str) -> list[dict[str, Any]]:
    """Assistants whose draft or live version answers with a model of a connection, as items of `errors[]`."""
    return [
        _user("model", assistant)
        for assistant, contents in queries.contents_in_use(tx, workspace_id)
        if any(name.startswith(f"{connection_id}/") for content in contents for name in models_of(Content(**content)))
    ]


def _user(path: str, assistant: Assistant) -> dict[str, Any]:
    message = f"Assistant '{assistant.name}' uses it."
    return field_error(path, "inUse", message, kind="assistant", id=assistant.id, name=assistant.name)


def _without_missing(tx: Tx, actor: Actor, content: Content) -> tuple[Content, list[dict[str, str]]]:
    known = _revisions(tx, actor, content.fulfillment_ids)
    missing = [id_ for id_ in content.fulfillment_ids if id_ not in known]
    kept = content.model_copy(update={"fulfillment_ids": [i for i in content.fulfillment_ids if i in known]})
    message = "A fulfillment of this version no longer exists and was left out."
    return kept, [{"code": "fulfillment_missing", "message": message, "id": id_} for id_ in missing]


def _write_draft(assistant: Assistant, actor: Actor, content: Content) -> None:
    assistant.draft = content.model_dump(mode="json")
    assistant.draft_hash = content_hash(content)
    assistant.name = content.name
    assistant.name_key = content.name.casefold()
    assistant.revision += 1
    assistant.edited_at = clock.now()
    assistant.edited_by = actor.name


def _content_at(tx: Tx, actor: Actor, assistant: Assistant, which: str) -> tuple[dict[str, Any], dict[str, int]]:
    if which == "draft":
        return assistant.draft, _revisions(tx, actor, assistant.draft["fulfillmentIds"])
    if which == "live" and assistant.live_version:
        which = str(assistant.live_version)
    if not which.isdigit():
        raise VersionNotFound("Name 'draft', 'live' or the number of a version.")
    version = get_version(tx, assistant, int(which))
    return version.content, version.fulfillment_revisions


def _operation_of(assistant: Assistant) -> Operation:
    return Operation.model_validate(assistant)


def _columns(operation: Operation) -> dict[str, Any]:
    return {**operation.model_dump(exclude={"gate"}, by_alias=False), "gate": operation.gate.model_dump(mode="json")}


def _announce_change(tx: Tx, assistant: Assistant) -> None:
    tx.flush()
    shown = show_assistant(tx, assistant).model_dump(mode="json")
    show(tx, assistant.workspace_id, "assistant.changed", shown, right=READ_RIGHT)


def _whole(assistant: Assistant) -> dict[str, Any]:
    return {**assistant.draft, **_operation_of(assistant).model_dump(mode="json")}


def _audit_change(
    tx: Tx, actor: Actor, assistant: Assistant, action: str, before: dict[str, Any], reason: str | None = None
) -> None:
    after = _whole(assistant)
    changed = sorted(key for key in after if after[key] != before.get(key))
    accounts.audit(
        tx,
        actor,
        action,
        target_kind="assistant",
        target_id=assistant.id,
        target_label=assistant.name,
        before={key: before.get(key) for key in changed},
        after={key: after[key] for key in changed},
        reason=reason,
    )


def _audit_publish(
    tx: Tx, actor: Actor, assistant: Assistant, version: AssistantVersion, live: AssistantVersion | None
) -> None:
    accounts.audit(
        tx,
        actor,
        "assistant.published",
        target_kind="assistant",
        target_id=assistant.id,
        target_label=assistant.name,
        before={"liveVersion": live.number if live else None},
        after={"liveVersion": version.number, "restoredFrom": version.restored_from},
        reason=version.note or None,
    )
