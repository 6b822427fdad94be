"""The SQL of rerankers."""

from collections.abc import Sequence

from sqlalchemy import func, select

from comity.kernel.db import Tx, scoped
from comity.knowledge.models import KnowledgeBase
from comity.knowledge.rerankers.models import WorkspaceReranker


def list_rerankers(tx: Tx, workspace_id: str) -> Sequence[WorkspaceReranker]:
    """The workspace's rerankers by name."""
    return tx.session.scalars(scoped(WorkspaceReranker, workspace_id).order_by(WorkspaceReranker.name_key)).all()


def find_reranker(tx: Tx, workspace_id: str, reranker_id: str, *, lock: bool = False) -> WorkspaceReranker | None:
    """A reranker of the workspace, by its id."""
    statement = scoped(WorkspaceReranker, workspace_id).where(WorkspaceReranker.id == reranker_id)
    return tx.session.scalars(statement.with_for_update() if lock else statement).first()


def is_name_taken(tx: Tx, row: WorkspaceReranker) -> bool:
    """Whether another reranker of the workspace has the same name."""
    statement = scoped(WorkspaceReranker, row.workspace_id).where(WorkspaceReranker.name_key == row.name_key)
    with tx.session.no_autoflush:
        return tx.session.scalars(statement.where(WorkspaceReranker.id != row.id)).first() is not None


def uses(tx: Tx, workspace_id: str) -> dict[str, int]:
    """How many living bases are searched with each reranker."""
    mine = (KnowledgeBase.workspace_id == workspace_id, KnowledgeBase.deleted_at.is_(None))
    statement = select(KnowledgeBase.reranker, func.count()).where(*mine, KnowledgeBase.reranker.is_not(None))
    return {str(row[0]): row[1] for row in tx.session.execute(statement.group_by(KnowledgeBase.reranker))}


def users(tx: Tx, workspace_id: str, reranker_id: str) -> Sequence[KnowledgeBase]:
    """The living bases that are searched with a reranker."""
    mine = scoped(KnowledgeBase, workspace_id).where(KnowledgeBase.deleted_at.is_(None))
    return tx.session.scalars(mine.where(KnowledgeBase.reranker == reranker_id)).all()
