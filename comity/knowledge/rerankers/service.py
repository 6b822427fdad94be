"""The verbs of rerankers: kept after a test that has been passed, never deleted while a base is searched with one."""

from typing import Any, Literal

from comity import accounts
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import InUse, Validation, field_error
from comity.kernel.ids import new_id
from comity.kernel.realtime import announce
from comity.kernel.secrets import Secrets, leads_elsewhere, masked_key, set_key
from comity.knowledge.rerankers import queries
from comity.knowledge.rerankers.errors import RerankerNotFound
from comity.knowledge.rerankers.models import WorkspaceReranker
from comity.knowledge.rerankers.schemas import RerankerCreate, RerankerRead, RerankerUpdate
from comity.knowledge.rerankers.using import TABLE

READ_RIGHT = "genai.knowledge.read"
State = Literal["closed", "open", "half_open"]


def get_reranker(tx: Tx, actor: Actor, reranker_id: str, *, lock: bool = False) -> WorkspaceReranker:
    """The reranker; raises `RerankerNotFound` (404000) also for another workspace's."""
    found = queries.find_reranker(tx, actor.workspace_id, reranker_id, lock=lock)
    if found is None:
        raise RerankerNotFound
    return found


def check_known(tx: Tx, workspace_id: str, reranker_id: str) -> None:
    """Raises `Validation` (422000) for a reranker that the workspace does not have."""
    if queries.find_reranker(tx, workspace_id, reranker_id) is None:
        message = "There is no such reranker in this workspace. Add it under Models first."
        raise Validation([field_error("reranker", "unknown", message)])


def draft(actor: Actor, sent: RerankerCreate) -> WorkspaceReranker:
    """A reranker that is tried before it is kept."""
    return WorkspaceReranker(
        id=new_id(),
        workspace_id=actor.workspace_id,
        created_by=actor.name,
        name=sent.name,
        name_key=sent.name.casefold(),
        base_url=sent.base_url,
        model=sent.model,
        revision=1,
    )


def add_reranker(
    tx: Tx, secrets: Secrets, actor: Actor, row: WorkspaceReranker, key: str | None, calibration: dict[str, Any]
) -> WorkspaceReranker:
    """Keeps a reranker that passed its test; raises `Validation` (422000) for a name that is taken."""
    _check_name(tx, row)
    set_key(tx, secrets, TABLE, row, key)
    row.calibration, row.tested_at = calibration, clock.now()
    tx.session.add(row)
    tx.flush()
    _audit(tx, actor, row, "reranker.created")
    return row


def change(row: WorkspaceReranker, sent: RerankerUpdate) -> bool:
    """Applies what was sent, without its key; whether scores would be others. Raises 422000 when the key must be entered again."""
    before = (row.base_url, row.model)
    moved = sent.base_url is not None and leads_elsewhere(sent.base_url, row.base_url)
    if moved and row.api_key and "api_key" not in sent.model_fields_set:
        message = "The address leads elsewhere now: enter the key again."
        raise Validation([field_error("apiKey", "required", message)])
    row.base_url, row.model = sent.base_url or row.base_url, sent.model or row.model
    if sent.name is not None:
        row.name, row.name_key = sent.name, sent.name.casefold()
    return before != (row.base_url, row.model)


def update_reranker(
    tx: Tx,
    secrets: Secrets,
    actor: Actor,
    row: WorkspaceReranker,
    sent: RerankerUpdate,
    calibration: dict[str, Any] | None,
) -> WorkspaceReranker:
    """Keeps what was changed; with `calibration` also what a test measured anew."""
    _check_name(tx, row)
    if "api_key" in sent.model_fields_set:
        set_key(tx, secrets, TABLE, row, sent.api_key)
    if calibration is not None:
        row.calibration, row.tested_at = calibration, clock.now()
    row.revision += 1
    tx.flush()
    _audit(tx, actor, row, "reranker.changed")
    return row


def delete_reranker(tx: Tx, actor: Actor, reranker_id: str) -> None:
    """Removes a reranker. Raises `InUse` (409003) while bases are searched with it."""
    row = get_reranker(tx, actor, reranker_id, lock=True)
    users = [
        field_error(
            "reranker", "inUse", f"The base '{base.name}' is searched with it.", kind="knowledgeBase", id=base.id
        )
        for base in queries.users(tx, actor.workspace_id, row.id)
    ]
    if users:
        raise InUse("Knowledge bases are searched with it. Choose another, or none, in their settings first.", users)
    tx.session.delete(row)
    _audit(tx, actor, row, "reranker.deleted")
    announce(tx, row.workspace_id, "reranker.deleted", {"id": row.id}, right=READ_RIGHT)


def show_reranker(row: WorkspaceReranker, used_by: int, state: State) -> RerankerRead:
    """The wire form: nothing secret in it."""
    same = ("id", "name", "base_url", "model", "calibration", "tested_at", "revision")
    return RerankerRead(
        **{name: getattr(row, name) for name in same},
        api_key_masked=masked_key(row),
        circuit="halfOpen" if state == "half_open" else state,
        used_by=used_by,
    )


def _check_name(tx: Tx, row: WorkspaceReranker) -> None:
    if queries.is_name_taken(tx, row):
        raise Validation([field_error("name", "unique", "Another reranker has this name. Choose another.")])


def _audit(tx: Tx, actor: Actor, row: WorkspaceReranker, action: str) -> None:
    after = {"name": row.name, "baseUrl": row.base_url, "model": row.model, "hasApiKey": row.api_key is not None}
    accounts.audit(
        tx, actor, action, target_kind="reranker", target_id=row.id, target_label=row.name,
        after=after if action != "reranker.deleted" else None,
    )  # fmt: skip
