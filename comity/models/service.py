"""The verbs of model connections, and the look-up that every answer begins with."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from comity import accounts
from comity.kernel.context import Actor
from comity.kernel.db import Page, Tx
from comity.kernel.errors import InUse, Validation, field_error
from comity.kernel.http.schema import check_revision
from comity.kernel.ids import new_id
from comity.kernel.llm import Connection, Llm, Usage
from comity.kernel.realtime import announce
from comity.kernel.secrets import HIDDEN, Secrets, leads_elsewhere, masked_key, set_key
from comity.models import queries
from comity.models.errors import ModelConnectionNotFound, ModelNotFound
from comity.models.models import ModelConnection, ModelDefault
from comity.models.schemas import (
    EXTRACTIVE,
    ModelConnectionCreate,
    ModelConnectionRead,
    ModelConnectionUpdate,
    ModelOffer,
    Price,
)

READ_RIGHT = "genai.models.read"
TABLE = "model_connections"
SCRIPTED = "scripted://"

Show = Callable[[ModelConnection], ModelConnectionRead]
UsersHook = Callable[[Tx, str, str], list[dict[str, Any]]]
USED_BY: list[UsersHook] = []
"""Filled from above: who uses a connection (workspace id, connection id), as items of `errors[]`. Asked before a delete."""


@dataclass(frozen=True, slots=True)
class ResolvedModel:
    """A model ready to be asked; `window` and `max_output` in tokens."""

    connection: Connection
    model: str
    window: int
    max_output: int
    tools: bool
    price: Price | None

    def cost(self, usage: Usage) -> dict[str, str] | None:
        """What the tokens cost, as `{"amount": "0.00018", "currency": "USD"}`; None without a price."""
        if self.price is None:
            return None
        amount = usage.prompt_tokens * self.price.input_per_million
        amount += usage.completion_tokens * self.price.output_per_million
        plain = f"{amount / Decimal(1_000_000):f}"
        return {"amount": plain.rstrip("0").rstrip(".") if "." in plain else plain, "currency": self.price.currency}


def resolve(tx: Tx, secrets: Secrets, workspace_id: str, reference: str) -> ResolvedModel:
    """The model that `<connectionId>/<model>` names, with its key opened.

    Raises `ModelNotFound` (404906); also for `extractive`, which is no model.
    """
    connection_id, _, name = reference.partition("/")
    row = queries.find_for_a_call(tx, workspace_id, connection_id) if name else None
    offers = msgspec.json.decode(row.models) if row is not None else []
    offer = next((offer for offer in offers if offer["name"] == name), None)
    if row is None or offer is None:
        raise ModelNotFound
    return ResolvedModel(
        connection=_connection(tx, secrets, workspace_id, row),
        model=name,
        window=offer["contextTokens"],
        max_output=offer["maxOutputTokens"],
        tools=offer["tools"],
        price=Price.model_validate(offer["price"]) if offer["price"] else None,
    )


def is_listed(tx: Tx, workspace_id: str, reference: str) -> bool:
    """Whether a connection of the workspace lists the model that `<connectionId>/<model>` names."""
    connection_id, _, name = reference.partition("/")
    row = queries.find_for_a_call(tx, workspace_id, connection_id) if name else None
    return row is not None and any(offer["name"] == name for offer in msgspec.json.decode(row.models))


def resolve_for_test(tx: Tx, secrets: Secrets, actor: Actor, connection_id: str, name: str | None) -> ResolvedModel:
    """A model of the connection, the first it lists unless one is named. Raises 404905, 404906 and 422000 without any."""
    connection = get_connection(tx, actor, connection_id)
    if not connection.models:
        raise Validation([field_error("models", "required", "Add a model to the connection first.")])
    return resolve(tx, secrets, actor.workspace_id, f"{connection.id}/{name or connection.models[0]['name']}")


def workspace_default(tx: Tx, workspace_id: str) -> str:
    """The model that new assistants begin with; `extractive` until somebody chooses."""
    chosen = queries.find_default(tx, workspace_id)
    return chosen.model if chosen else EXTRACTIVE


def workspace_model(tx: Tx, secrets: Secrets, workspace_id: str) -> ResolvedModel | None:
    """The workspace's model, with its key opened; None while it is `extractive`, or no longer there."""
    try:
        return resolve(tx, secrets, workspace_id, workspace_default(tx, workspace_id))
    except ModelNotFound:
        return None


def set_workspace_default(tx: Tx, secrets: Secrets, actor: Actor, model: str) -> None:
    """Chooses the model of new assistants. Raises `ModelNotFound` for one that no connection lists."""
    if model != EXTRACTIVE:
        resolve(tx, secrets, actor.workspace_id, model)
    before = workspace_default(tx, actor.workspace_id)
    tx.session.merge(ModelDefault(workspace_id=actor.workspace_id, model=model))
    announce(tx, actor.workspace_id, "model.defaultChanged", {"model": model}, right=READ_RIGHT)
    accounts.audit(
        tx,
        actor,
        "model.defaultChanged",
        target_kind="workspace",
        target_id=actor.workspace_id,
        before={"model": before},
        after={"model": model},
    )


def get_connection(tx: Tx, actor: Actor, connection_id: str, *, lock: bool = False) -> ModelConnection:
    """The connection; raises `ModelConnectionNotFound` (404905) also for another workspace's."""
    found = queries.find_connection(tx, actor.workspace_id, connection_id, lock=lock)
    if found is None:
        raise ModelConnectionNotFound
    return found


def list_connections(tx: Tx, actor: Actor, q: str, limit: int, cursor: str | None) -> Page[ModelConnection]:
    """A page of the workspace's connections; `q` is a part of the name."""
    return queries.list_connections(tx, actor.workspace_id, q, limit, cursor)


def create_connection(
    tx: Tx, secrets: Secrets, actor: Actor, sent: ModelConnectionCreate, show: Show
) -> ModelConnection:
    """A new connection. Its address must have passed the egress guard. Raises 422000 for a name that is taken."""
    connection = ModelConnection(
        id=new_id(), workspace_id=actor.workspace_id, revision=1, header_names=[], created_by=actor.name
    )
    _rename(tx, connection, sent.name)
    connection.base_url = sent.base_url
    connection.models = _offers(sent.models)
    set_key(tx, secrets, TABLE, connection, sent.api_key)
    _set_headers(tx, secrets, connection, sent.headers)
    tx.session.add(connection)
    tx.flush()
    _audit(tx, actor, connection, "modelConnection.created", after=_public(connection))
    _announce(tx, connection, show)
    return connection


def update_connection(
    tx: Tx,
    secrets: Secrets,
    actor: Actor,
    connection_id: str,
    sent: ModelConnectionUpdate,
    revision: int | None,
    show: Show,
) -> ModelConnection:
    """Changes what was sent. Raises 409001 for a stale revision, 422000 when the key must be entered again."""
    connection = get_connection(tx, actor, connection_id, lock=True)
    check_revision(revision, connection.revision, lambda: show(connection))
    before = _public(connection)
    if sent.name is not None:
        _rename(tx, connection, sent.name)
    if sent.base_url is not None:
        _move(connection, sent)
    if sent.models is not None:
        connection.models = _offers(sent.models)
    if "api_key" in sent.model_fields_set:
        set_key(tx, secrets, TABLE, connection, sent.api_key)
    if sent.headers is not None:
        _set_headers(tx, secrets, connection, sent.headers)
    connection.revision += 1
    tx.flush()
    _audit(tx, actor, connection, "modelConnection.changed", before=before, after=_public(connection))
    _announce(tx, connection, show)
    return connection


def delete_connection(tx: Tx, actor: Actor, connection_id: str) -> None:
    """Removes a connection. Raises `InUse` (409003) while assistants or the workspace's default name it."""
    connection = get_connection(tx, actor, connection_id, lock=True)
    users = [item for hook in USED_BY for item in hook(tx, actor.workspace_id, connection.id)]
    if workspace_default(tx, actor.workspace_id).startswith(f"{connection.id}/"):
        users.append(field_error("default", "inUse", "It is the model that new assistants begin with."))
    if users:
        raise InUse("This model connection is still used. Choose another model there first.", users)
    tx.session.delete(connection)
    _audit(tx, actor, connection, "modelConnection.deleted", before=_public(connection))
    announce(tx, connection.workspace_id, "modelConnection.deleted", {"id": connection.id}, right=READ_RIGHT)


def show_connection(connection: ModelConnection, llm: Llm) -> ModelConnectionRead:
    """The wire object: nothing secret in it."""
    state = llm.circuit(connection.id)
    return ModelConnectionRead(
        id=connection.id,
        name=connection.name,
        base_url=connection.base_url,
        api_key_masked=masked_key(connection),
        headers=dict.fromkeys(connection.header_names, HIDDEN),
        models=[ModelOffer.model_validate(offer) for offer in connection.models],
        circuit="halfOpen" if state == "half_open" else state,
        revision=connection.revision,
        created_at=connection.created_at,
        updated_at=connection.updated_at,
        created_by=connection.created_by,
    )


def _connection(tx: Tx, secrets: Secrets, workspace_id: str, row: Any) -> Connection:
    place = (workspace_id, TABLE)
    return Connection(
        id=row.id,
        base_url=row.base_url,
        api_key=secrets.open(tx, *place, "api_key", row.id, row.api_key) if row.api_key else "",
        headers=msgspec.json.decode(secrets.open(tx, *place, "headers", row.id, row.headers)) if row.headers else {},
        provider="scripted" if row.base_url.startswith(SCRIPTED) else "openai_compatible",
    )


def _rename(tx: Tx, connection: ModelConnection, name: str) -> None:
    connection.name, connection.name_key = name, name.casefold()
    if queries.is_name_taken(tx, connection.workspace_id, connection.name_key, connection.id):
        raise Validation([field_error("name", "unique", "Another model connection has this name.")])


def _move(connection: ModelConnection, sent: ModelConnectionUpdate) -> None:
    """Another host must not be handed the secrets that were entered for this one."""
    assert sent.base_url is not None
    has_moved = leads_elsewhere(sent.base_url, connection.base_url)
    if has_moved and connection.api_key and "api_key" not in sent.model_fields_set:
        raise Validation([field_error("apiKey", "required", "The address leads elsewhere now: enter the key again.")])
    entered = {name for name, value in (sent.headers or {}).items() if value != HIDDEN}
    kept = set(connection.header_names) - entered
    if has_moved and kept:
        raise Validation(
            [field_error("headers", "required", "The address leads elsewhere now: enter the headers again.")]
        )
    connection.base_url = sent.base_url


def _set_headers(tx: Tx, secrets: Secrets, connection: ModelConnection, sent: dict[str, str | None]) -> None:
    place = (connection.workspace_id, TABLE, "headers", connection.id)
    known: dict[str, str] = (
        msgspec.json.decode(secrets.open(tx, *place, connection.headers)) if connection.headers else {}
    )
    for name, value in sent.items():
        if value is None:
            known.pop(name, None)
        elif value != HIDDEN:
            known[name] = value
    connection.header_names = sorted(known)
    connection.headers = secrets.seal(tx, *place, msgspec.json.encode(known).decode()) if known else None


def _offers(models: list[ModelOffer]) -> list[dict[str, Any]]:
    return [offer.model_dump(mode="json") for offer in models]


def _public(connection: ModelConnection) -> dict[str, Any]:
    """What the audit log keeps: no secret, only whether there is one."""
    return {
        "name": connection.name,
        "baseUrl": connection.base_url,
        "hasApiKey": connection.api_key is not None,
        "headers": connection.header_names,
        "models": [offer["name"] for offer in connection.models],
    }


def _announce(tx: Tx, connection: ModelConnection, show: Show) -> None:
    shown = show(connection).model_dump(mode="json")
    announce(tx, connection.workspace_id, "modelConnection.changed", shown, right=READ_RIGHT)


def _audit(tx: Tx, actor: Actor, connection: ModelConnection, action: str, **change: Any) -> None:
    accounts.audit(
        tx,
        actor,
        action,
        target_kind="modelConnection",
        target_id=connection.id,
        target_label=connection.name,
        **change,
    )
