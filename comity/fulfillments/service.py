"""The verbs of fulfillments. They are edited live: a change holds for the next message."""

from collections.abc import Callable, Sequence
from typing import Any

from comity import accounts, knowledge
from comity.fulfillments import kinds, queries
from comity.fulfillments.actions.service import show_action
from comity.fulfillments.calls.queries import delete_calls
from comity.fulfillments.errors import FulfillmentNotFound
from comity.fulfillments.generator_prompts import default_prompt, is_default
from comity.fulfillments.mcp.listing import take
from comity.fulfillments.mcp.service import show_server
from comity.fulfillments.models import Fulfillment
from comity.fulfillments.schemas import FulfillmentCreate, FulfillmentRead, FulfillmentUpdate
from comity.fulfillments.tools import Tool, uniquely_named
from comity.kernel.context import Actor
from comity.kernel.db import Page, Tx
from comity.kernel.errors import InUse, Validation, field_error
from comity.kernel.http.schema import check_revision
from comity.kernel.ids import new_id
from comity.kernel.realtime import announce
from comity.kernel.secrets import Secrets

READ_RIGHT = "genai.fulfillments.read"

UsersHook = Callable[[Tx, str, str], list[dict[str, Any]]]
USED_BY: list[UsersHook] = []
"""Filled from above: who uses a fulfillment (workspace id, fulfillment id), as items of `errors[]`."""


def get_fulfillment(tx: Tx, actor: Actor, fulfillment_id: str, *, lock: bool = False) -> Fulfillment:
    """The fulfillment; raises `FulfillmentNotFound` (404903) also for another workspace's."""
    found = queries.find_fulfillment(tx, actor.workspace_id, fulfillment_id, lock=lock)
    if found is None:
        raise FulfillmentNotFound
    return found


def list_fulfillments(tx: Tx, actor: Actor, q: str, limit: int, cursor: str | None) -> Page[Fulfillment]:
    """A page of the workspace's fulfillments."""
    return queries.list_fulfillments(tx, actor.workspace_id, q, limit, cursor)


def create_fulfillment(tx: Tx, secrets: Secrets, actor: Actor, wanted: FulfillmentCreate) -> Fulfillment:
    """A new fulfillment; raises `Validation` (422000) for a taken name, an unknown base, or a broken rule of its kind."""
    kinds.check_parts(wanted.kind, wanted, is_new=True)
    _check(tx, actor, wanted.name, wanted.knowledge_base_id, None)
    _check_labels(tx, actor, wanted.knowledge_base_id, wanted.labels)
    made = Fulfillment(
        id=new_id(),
        workspace_id=actor.workspace_id,
        name_key=wanted.name.casefold(),
        created_by=actor.name,
        **wanted.model_dump(by_alias=False, exclude={"action", "mcp", "labels"}),
    )
    made.labels = _each_once(wanted.labels)
    made.search_term_generator_prompt = _own_prompt(wanted.search_term_generator_prompt)
    kinds.store(tx, secrets, made, wanted)
    tx.session.add(made)
    tx.flush()
    _audit(tx, actor, made, "fulfillment.created", after=_public(made))
    _announce(tx, made)
    return made


def update_fulfillment(
    tx: Tx, secrets: Secrets, actor: Actor, fulfillment_id: str, change: FulfillmentUpdate, revision: int | None
) -> Fulfillment:
    """Changes a fulfillment; raises `StaleRevision` (409001) when `revision` is behind."""
    found = get_fulfillment(tx, actor, fulfillment_id, lock=True)
    check_revision(revision, found.revision, lambda: show_fulfillment(tx, found))
    kinds.check_parts(found.kind, change, is_new=False)
    before = _public(found)
    sent = change.model_dump(exclude_unset=True, by_alias=False)
    _check(tx, actor, sent.get("name") or found.name, sent.get("knowledge_base_id"), found.id)
    if change.name is not None:
        found.name, found.name_key = change.name, change.name.casefold()
    if change.description is not None:
        found.description = change.description
    if "knowledge_base_id" in sent:
        found.knowledge_base_id = change.knowledge_base_id
    if change.labels is not None:
        found.labels = _each_once(change.labels)
    _check_labels(tx, actor, found.knowledge_base_id, found.labels)
    if change.search_term_generator is not None:
        found.search_term_generator = change.search_term_generator
    if change.search_term_generator_prompt is not None:
        found.search_term_generator_prompt = _own_prompt(change.search_term_generator_prompt)
    kinds.store(tx, secrets, found, change)
    found.revision += 1
    tx.flush()
    after = _public(found)
    changed = [key for key in after if after[key] != before[key]]
    _audit(
        tx,
        actor,
        found,
        "fulfillment.changed",
        before={key: before[key] for key in changed},
        after={key: after[key] for key in changed},
    )
    _announce(tx, found)
    return found


def take_tools(tx: Tx, actor: Actor, fulfillment_id: str, listed: list[dict[str, Any]]) -> FulfillmentRead:
    """Stores what an MCP server lists; a difference is a new revision, with an audit row."""
    found = get_fulfillment(tx, actor, fulfillment_id, lock=True)
    before = found.revision
    take(tx, actor.workspace_id, fulfillment_id, listed)
    if found.revision != before:
        _audit(tx, actor, found, "fulfillment.toolsListed", after={"tools": [tool["name"] for tool in listed]})
    _announce(tx, found)
    return show_fulfillment(tx, found)


def delete_fulfillment(tx: Tx, actor: Actor, fulfillment_id: str) -> None:
    """Deletes a fulfillment; raises `InUse` (409003) listing the assistants that name it."""
    found = get_fulfillment(tx, actor, fulfillment_id, lock=True)
    users = _users(tx, found)
    if users:
        raise InUse("This fulfillment is still used. Take it out of these assistants first.", users)
    delete_calls(tx, found.workspace_id, found.id)
    tx.session.delete(found)
    _audit(tx, actor, found, "fulfillment.deleted", before=_public(found))
    announce(tx, found.workspace_id, "fulfillment.deleted", {"id": found.id}, right=READ_RIGHT)


def show_fulfillment(tx: Tx, found: Fulfillment) -> FulfillmentRead:
    """The wire form of a fulfillment."""
    base_id = found.knowledge_base_id
    return FulfillmentRead(
        id=found.id,
        kind=found.kind,
        name=found.name,
        description=found.description,
        revision=found.revision,
        knowledge_base_id=base_id,
        knowledge_base_name=knowledge.base_name(tx, found.workspace_id, base_id) if base_id else None,
        search_term_generator=found.search_term_generator,
        search_term_generator_prompt=generator_prompt(tx, found),
        labels=found.labels,
        action=show_action(found),
        mcp=show_server(found),
        used_by=len(_users(tx, found)),
        created_at=found.created_at,
        updated_at=found.updated_at,
    )


def generator_prompt(tx: Tx, found: Fulfillment) -> str:
    """The prompt of its Search Term Generator: its own, else the default of the type of its base."""
    if own := found.search_term_generator_prompt:
        return own
    base_id = found.knowledge_base_id
    return default_prompt(knowledge.base_type(tx, found.workspace_id, base_id) or "" if base_id else "")


def revisions(tx: Tx, workspace_id: str, ids: Sequence[str]) -> dict[str, int]:
    """The revisions of those of the ids that exist."""
    return {id_: found.revision for id_, found in queries.fulfillments_by_id(tx, workspace_id, ids).items()}


def in_order(tx: Tx, workspace_id: str, ids: Sequence[str]) -> list[Fulfillment]:
    """The fulfillments in the order of the ids, without those that are gone."""
    found = queries.fulfillments_by_id(tx, workspace_id, ids)
    return [found[id_] for id_ in ids if id_ in found]


def offered_tools(tx: Tx, secrets: Secrets, workspace_id: str, ids: Sequence[str]) -> tuple[Tool, ...]:
    """What a model may call of the fulfillments with these ids, in their order, each under a name of its own."""
    found = [tool for one in in_order(tx, workspace_id, ids) for tool in kinds.tools_of(tx, secrets, one)]
    return tuple(uniquely_named(found))


def users_of_base(tx: Tx, workspace_id: str, base_id: str) -> list[dict[str, Any]]:
    """Fulfillments that search a base and the assistants behind them, as items of `errors[]`."""
    users: list[dict[str, Any]] = []
    for found in queries.fulfillments_of_base(tx, workspace_id, base_id):
        message = f"Fulfillment '{found.name}' searches this base."
        users.append(field_error("knowledgeBaseId", "inUse", message, kind="fulfillment", id=found.id, name=found.name))
        users += [user for user in _users(tx, found) if user["id"] not in {known["id"] for known in users}]
    return users


def detach_base(tx: Tx, actor: Actor, base_id: str) -> None:
    """Lets every fulfillment go of a base that is deleted by force."""
    for found in queries.fulfillments_of_base(tx, actor.workspace_id, base_id):
        found.knowledge_base_id = None
        found.revision += 1
        tx.flush()
        _announce(tx, found)


def _users(tx: Tx, found: Fulfillment) -> list[dict[str, Any]]:
    return [user for hook in USED_BY for user in hook(tx, found.workspace_id, found.id)]


def _check(tx: Tx, actor: Actor, name: str, base_id: str | None, but: str | None) -> None:
    if queries.name_taken(tx, actor.workspace_id, name.casefold(), but):
        message = f"Another fulfillment is called '{name}'. Choose another name."
        raise Validation([field_error("name", "unique", message)])
    if base_id is not None and knowledge.base_name(tx, actor.workspace_id, base_id) is None:
        message = "There is no such knowledge base in this workspace."
        raise Validation([field_error("knowledgeBaseId", "exists", message)])


def _check_labels(tx: Tx, actor: Actor, base_id: str | None, labels: Sequence[str]) -> None:
    """Labels narrow what is found to what may be shown, so that they are not silently without effect."""
    if labels and base_id and knowledge.base_type(tx, actor.workspace_id, base_id) == "external":
        message = "An External Knowledge Base has no labels. Take them out, or choose a base with documents."
        raise Validation([field_error("labels", "kind", message)])


def _each_once(labels: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(labels))


def _own_prompt(prompt: str) -> str:
    """What is kept of a prompt: nothing of a default one, so that it stays that of the base's type."""
    return "" if is_default(prompt) else prompt


def _public(found: Fulfillment) -> dict[str, Any]:
    return {
        "name": found.name,
        "description": found.description,
        "knowledgeBaseId": found.knowledge_base_id,
        "searchTermGenerator": found.search_term_generator,
        "searchTermGeneratorPrompt": found.search_term_generator_prompt,
        "labels": found.labels,
        **kinds.audited(found),
    }


def _audit(tx: Tx, actor: Actor, found: Fulfillment, action: str, **change: Any) -> None:
    kind = {"target_kind": "fulfillment", "target_id": found.id, "target_label": found.name}
    accounts.audit(tx, actor, action, **kind, **change)


def _announce(tx: Tx, found: Fulfillment) -> None:
    shown = show_fulfillment(tx, found).model_dump(mode="json")
    announce(tx, found.workspace_id, "fulfillment.changed", shown, right=READ_RIGHT)
