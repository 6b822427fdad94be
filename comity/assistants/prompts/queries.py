"""The SQL of the prompt library."""

from collections.abc import Sequence

from comity.assistants.models import PromptTemplate
from comity.kernel.db import Tx, scoped


def list_templates(tx: Tx, workspace_id: str) -> Sequence[PromptTemplate]:
    """The workspace's own prompts by name."""
    statement = scoped(PromptTemplate, workspace_id).order_by(PromptTemplate.name, PromptTemplate.id)
    return tx.session.scalars(statement).all()


def find_template(tx: Tx, workspace_id: str, template_id: str, *, lock: bool = False) -> PromptTemplate | None:
    """One of the workspace's own prompts; `lock` holds the row until the end of the transaction."""
    statement = scoped(PromptTemplate, workspace_id).where(PromptTemplate.id == template_id)
    return tx.session.scalars(statement.with_for_update() if lock else statement).first()
