"""The SQL of what is kept up to date about documents."""

from collections.abc import Sequence

from sqlalchemy import select

from comity.kernel import clock
from comity.kernel.db import Tx, scoped
from comity.knowledge.models import Document, KnowledgeBase


def documents_to_review(tx: Tx, workspace_id: str, base_id: str, limit: int) -> Sequence[Document]:
    """Living documents past the day by which they were to be read again, the longest due first; of a base where one is named."""
    living = select(KnowledgeBase.id).where(
        KnowledgeBase.workspace_id == workspace_id, KnowledgeBase.deleted_at.is_(None)
    )
    due = (Document.deleted_at.is_(None), Document.enabled, Document.review_by < clock.now())
    statement = scoped(Document, workspace_id).where(*due, Document.base_id.in_(living))
    if base_id:
        statement = statement.where(Document.base_id == base_id)
    return tx.session.scalars(statement.order_by(Document.review_by, Document.id).limit(limit)).all()
