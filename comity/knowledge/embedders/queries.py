"""The SQL of embedders."""

from collections.abc import Sequence

from sqlalchemy import func, select

from comity.kernel.db import Tx, scoped
from comity.knowledge.embedders.models import WorkspaceEmbedder
from comity.knowledge.models import Generation, KnowledgeBase


def list_embedders(tx: Tx, workspace_id: str) -> Sequence[WorkspaceEmbedder]:
    """The workspace's own embedders by name."""
    return tx.session.scalars(scoped(WorkspaceEmbedder, workspace_id).order_by(WorkspaceEmbedder.name_key)).all()


def every_embedder(tx: Tx) -> Sequence[WorkspaceEmbedder]:
    """The embedders of every workspace."""
    return tx.session.scalars(select(WorkspaceEmbedder)).all()


def find_embedder(tx: Tx, workspace_id: str, embedder_id: str, *, lock: bool = False) -> WorkspaceEmbedder | None:
    """An embedder of the workspace, by its id."""
    statement = scoped(WorkspaceEmbedder, workspace_id).where(WorkspaceEmbedder.id == embedder_id)
    return tx.session.scalars(statement.with_for_update() if lock else statement).first()


def find_by_name(tx: Tx, workspace_id: str, name_key: str) -> WorkspaceEmbedder | None:
    """An embedder of the workspace, by its name."""
    statement = scoped(WorkspaceEmbedder, workspace_id).where(WorkspaceEmbedder.name_key == name_key)
    return tx.session.scalars(statement).first()


def find_by_vectors(tx: Tx, workspace_id: str, vectors_of: str) -> WorkspaceEmbedder | None:
    """An embedder of the workspace that makes these vectors."""
    statement = scoped(WorkspaceEmbedder, workspace_id).where(WorkspaceEmbedder.vectors_of == vectors_of)
    return tx.session.scalars(statement.limit(1)).first()


def uses(tx: Tx, workspace_id: str) -> dict[str, int]:
    """How many living bases are embedded by each embedder."""
    statement = (
        select(KnowledgeBase.embedder, func.count())
        .where(KnowledgeBase.workspace_id == workspace_id, KnowledgeBase.deleted_at.is_(None))
        .group_by(KnowledgeBase.embedder)
    )
    return {row[0]: row[1] for row in tx.session.execute(statement)}


def users(tx: Tx, workspace_id: str, embedder_id: str) -> Sequence[KnowledgeBase]:
    """The living bases that are embedded by an embedder, or have been within the day in which that can be undone."""
    kept = select(Generation.base_id).where(Generation.embedder == embedder_id, Generation.state != "dropped")
    statement = scoped(KnowledgeBase, workspace_id).where(KnowledgeBase.deleted_at.is_(None))
    return tx.session.scalars(
        statement.where((KnowledgeBase.embedder == embedder_id) | KnowledgeBase.id.in_(kept))
    ).all()
