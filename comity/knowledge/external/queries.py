"""The SQL of external endpoints."""

from collections.abc import Sequence

from comity.kernel.db import Tx, scoped
from comity.knowledge.external.models import ExternalEndpoint


def find_endpoint(tx: Tx, workspace_id: str, base_id: str) -> ExternalEndpoint | None:
    """The endpoint of a base of the workspace."""
    statement = scoped(ExternalEndpoint, workspace_id).where(ExternalEndpoint.base_id == base_id)
    return tx.session.scalars(statement).first()


def endpoints_of(tx: Tx, workspace_id: str, base_ids: Sequence[str]) -> dict[str, ExternalEndpoint]:
    """The endpoints of some bases of the workspace, by base id."""
    statement = scoped(ExternalEndpoint, workspace_id).where(ExternalEndpoint.base_id.in_(base_ids))
    return {row.base_id: row for row in tx.session.scalars(statement)}
