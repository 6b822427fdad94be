"""The verbs of the prompt library."""

from comity import accounts
from comity.assistants import queries
from comity.assistants.models import PromptTemplate
from comity.assistants.prompts.builtin import BUILT_IN
from comity.assistants.schemas import PromptTemplateRead, PromptTemplateWrite
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import NotFound
from comity.kernel.realtime import announce

READ_RIGHT = "genai.assistants.read"


def list_templates(tx: Tx, actor: Actor) -> list[PromptTemplateRead]:
    """The built-in prompts, then the workspace's own by name."""
    built_in = [
        PromptTemplateRead(kind="assistant", knowledge_type=None, built_in=True, **template) for template in BUILT_IN
    ]
    return [*built_in, *(_show(row) for row in queries.list_templates(tx, actor.workspace_id))]


def create_template(tx: Tx, actor: Actor, wanted: PromptTemplateWrite) -> PromptTemplateRead:
    """A new prompt of the workspace's own."""
    made = PromptTemplate(workspace_id=actor.workspace_id, **wanted.model_dump(by_alias=False))
    tx.session.add(made)
    tx.flush()
    return _note(tx, actor, made, "promptTemplate.created")


def update_template(tx: Tx, actor: Actor, template_id: str, wanted: PromptTemplateWrite) -> PromptTemplateRead:
    """Changes a prompt; raises `NotFound` (404000), also for a built-in one."""
    found = _get(tx, actor, template_id)
    for name, value in wanted.model_dump(by_alias=False).items():
        setattr(found, name, value)
    tx.flush()
    return _note(tx, actor, found, "promptTemplate.changed")


def delete_template(tx: Tx, actor: Actor, template_id: str) -> None:
    """Deletes a prompt; assistants keep the text they were given."""
    found = _get(tx, actor, template_id)
    tx.session.delete(found)
    _audit(tx, actor, found, "promptTemplate.deleted")
    announce(tx, found.workspace_id, "promptTemplate.deleted", {"id": found.id}, right=READ_RIGHT)


def _note(tx: Tx, actor: Actor, row: PromptTemplate, action: str) -> PromptTemplateRead:
    _audit(tx, actor, row, action)
    shown = _show(row)
    announce(tx, row.workspace_id, "promptTemplate.changed", shown.model_dump(mode="json"), right=READ_RIGHT)
    return shown


def _audit(tx: Tx, actor: Actor, row: PromptTemplate, action: str) -> None:
    accounts.audit(tx, actor, action, target_kind="promptTemplate", target_id=row.id, target_label=row.name)


def _get(tx: Tx, actor: Actor, template_id: str) -> PromptTemplate:
    found = queries.find_template(tx, actor.workspace_id, template_id)
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
    )
