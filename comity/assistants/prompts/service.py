"""The verbs of the prompt library."""

from comity import accounts
from comity.assistants.models import PromptTemplate
from comity.assistants.prompts import queries
from comity.assistants.prompts.builtin import BUILT_IN
from comity.assistants.prompts.schemas import PromptTemplateCreate, PromptTemplateRead, PromptTemplateUpdate
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import NotFound, Validation, field_error
from comity.kernel.http.schema import check_revision
from comity.kernel.realtime import announce

READ_RIGHT = "genai.assistants.read"
COPIED = {"en": "copy", "th": "สำเนา"}
NAME_CHARACTERS = 255
_BUILT_IN = {one["id"]: PromptTemplateRead.model_validate({**one, "builtIn": True}) for one in BUILT_IN}


def list_templates(tx: Tx, actor: Actor, *, kind: str = "", knowledge_type: str = "") -> list[PromptTemplateRead]:
    """The built-in prompts, then the workspace's own by name; of one kind or knowledge type where asked for."""
    every = [*_BUILT_IN.values(), *(_show(row) for row in queries.list_templates(tx, actor.workspace_id))]
    return [
        one
        for one in every
        if (not kind or one.kind == kind) and (not knowledge_type or one.knowledge_type == knowledge_type)
    ]


def get_template(tx: Tx, actor: Actor, template_id: str) -> PromptTemplateRead:
    """A prompt, built in or the workspace's own; raises `NotFound` (404000)."""
    if template_id in _BUILT_IN:
        return _BUILT_IN[template_id]
    found = queries.find_template(tx, actor.workspace_id, template_id)
    if found is None:
        raise NotFound("There is no such prompt in this workspace.")
    return _show(found)


def create_template(tx: Tx, actor: Actor, wanted: PromptTemplateCreate) -> PromptTemplateRead:
    """A new prompt of the workspace's own. Raises 422000 when a generator's has no knowledge type, or another has one."""
    _check_type(wanted.kind, wanted.knowledge_type)
    made = PromptTemplate(
        workspace_id=actor.workspace_id, created_by=actor.name, **wanted.model_dump(by_alias=False), revision=1
    )
    tx.session.add(made)
    tx.flush()
    return _note(tx, actor, made, "promptTemplate.created")


def copy_template(tx: Tx, actor: Actor, template_id: str) -> PromptTemplateRead:
    """A copy of the workspace's own of any prompt; raises `NotFound` (404000)."""
    found = get_template(tx, actor, template_id)
    mark = f" ({COPIED.get(found.language, COPIED['en'])})"
    fields = found.model_dump(include={"kind", "language", "knowledge_type", "body"}, by_alias=True)
    name = found.name[: NAME_CHARACTERS - len(mark)] + mark
    return create_template(tx, actor, PromptTemplateCreate.model_validate({**fields, "name": name}))


def update_template(
    tx: Tx, actor: Actor, template_id: str, change: PromptTemplateUpdate, revision: int | None
) -> PromptTemplateRead:
    """Changes a prompt; raises `NotFound` (404000), also for a built-in one, and 409001 for a stale revision."""
    found = _own(tx, actor, template_id)
    check_revision(revision, found.revision, lambda: _show(found))
    for name, value in change.model_dump(exclude_unset=True, exclude_none=True, by_alias=False).items():
        setattr(found, name, value)
    _check_type(found.kind, found.knowledge_type)
    found.revision += 1
    tx.flush()
    return _note(tx, actor, found, "promptTemplate.changed")


def delete_template(tx: Tx, actor: Actor, template_id: str) -> None:
    """Deletes a prompt; assistants and fulfillments keep the text they were given."""
    found = _own(tx, actor, template_id)
    tx.session.delete(found)
    _audit(tx, actor, found, "promptTemplate.deleted")
    announce(tx, found.workspace_id, "promptTemplate.deleted", {"id": found.id}, right=READ_RIGHT)


def _check_type(kind: str, knowledge_type: str | None) -> None:
    if kind == "stg" and knowledge_type is None:
        message = "Say for which type of knowledge base this Search Term Generator prompt is."
        raise Validation([field_error("knowledgeType", "required", message)])
    if kind == "assistant" and knowledge_type is not None:
        message = "Only a prompt of the Search Term Generator is for a type of knowledge base. Leave this out."
        raise Validation([field_error("knowledgeType", "notForThisKind", message)])


def _note(tx: Tx, actor: Actor, row: PromptTemplate, action: str) -> PromptTemplateRead:
    _audit(tx, actor, row, action)
    shown = _show(row)
    announce(tx, row.workspace_id, "promptTemplate.changed", shown.model_dump(mode="json"), right=READ_RIGHT)
    return shown


def _audit(tx: Tx, actor: Actor, row: PromptTemplate, action: str) -> None:
    accounts.audit(tx, actor, action, target_kind="promptTemplate", target_id=row.id, target_label=row.name)


def _own(tx: Tx, actor: Actor, template_id: str) -> PromptTemplate:
    found = queries.find_template(tx, actor.workspace_id, template_id, lock=True)
    if found is None:
        raise NotFound("There is no such prompt, or it is a built-in one, which can only be copied.")
    return found


def _show(row: PromptTemplate) -> PromptTemplateRead:
    return PromptTemplateRead(
        id=row.id,
        kind=row.kind,
        name=row.name,
        language=row.language,
        knowledge_type=row.knowledge_type,
        body=row.body,
        built_in=False,
        revision=row.revision,
        created_by=row.created_by,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
