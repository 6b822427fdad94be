"""Which state of a base a search looks at: the head, what is published, or any kept version."""

from typing import Any

from comity.kernel.db import Tx
from comity.knowledge import queries as base_queries
from comity.knowledge.errors import KnowledgeBaseNotFound, KnowledgeVersionNotFound
from comity.knowledge.search.port import Head
from comity.knowledge.versions import queries
from comity.knowledge.versions.feeding import whole

LIVE, HEAD = "live", "head"
Version = str | int
NOTHING_PUBLISHED = "Nothing of this base has been published yet, so nothing was searched. Publish it first."


def head_of(tx: Tx, workspace_id: str, base_id: str, version: Version) -> tuple[Any, Head, int]:
    """The base's row, the state to search, and the number of the version it is.

    `live` is what assistants see: the head of an automatic base, the newest version of a manual one. Raises
    `KnowledgeBaseNotFound` (404950), `KnowledgeVersionNotFound` (404953).
    """
    base = base_queries.base_head(tx, workspace_id, base_id)
    if base is None:
        raise KnowledgeBaseNotFound
    generation = base.generation_id or ""
    if version == HEAD or (version == LIVE and base.publishing == "automatic"):
        return base, Head(workspace_id, base_id, generation, base.index_seq, engine=base.engine), base.live_version
    number = base.live_version if version == LIVE else _kept(tx, base_id, version)
    name = f"v{number}" if number != base.live_version or base.publishing == "automatic" else LIVE
    view = f"@{name}.{base.purges}"
    return base, Head(workspace_id, base_id, generation, whole(number), view, base.engine), number


def _kept(tx: Tx, base_id: str, version: Version) -> int:
    number = int(version) if str(version).isascii() and str(version).isdigit() else 0
    if not 0 < number < 2**31 or queries.find_version(tx, base_id, number) is None:
        raise KnowledgeVersionNotFound
    return number
