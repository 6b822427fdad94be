"""Cutting a version: one consistent look at the head gets the next number. No chunk is written."""

from datetime import datetime
from typing import Any

from comity.kernel.db import Tx
from comity.kernel.events import publish
from comity.knowledge.events import KnowledgeVersionPublished
from comity.knowledge.models import KnowledgeBase
from comity.knowledge.versions import queries
from comity.knowledge.versions.models import KnowledgeVersion

SETTINGS = {
    "type": "type",
    "language": "language",
    "generate": "generate",
    "chunking": "chunking",
    "ocr": "ocr",
    "ocrLanguages": "ocr_languages",
    "embedder": "embedder",
}
"""What a version is compared by: the name on the wire and that of the base's field."""


def cut(
    tx: Tx, base: KnowledgeBase, now: datetime, *, author: str, note: str = "", restored_from: int | None = None
) -> tuple[KnowledgeVersion, bool]:
    """The version that holds the head: a new one, or the newest when nothing differs from it; and whether it is new.

    The caller holds the base's row, so that of many who publish one head the first makes the version. Documents in work are
    not part of it and join the next.
    """
    tx.flush()
    before = queries.newest(tx, base.id)
    number, after = base.live_version + 1, before.seq if before else 0
    settings = settings_of(base)
    changed = queries.close_changed(tx, base.id, number, after) + queries.open_changed(tx, base.id, number, after)
    waits = queries.any_embedding(tx, base.id)
    seq = after if waits else base_seq(tx, base)
    base.changed_at = base.change_began_at = None
    if before is not None and not changed and settings == before.settings:
        before.seq = seq
        return before, False
    counts = queries.counts_at(tx, base.id, number)
    made = KnowledgeVersion(
        workspace_id=base.workspace_id,
        base_id=base.id,
        number=number,
        note=note,
        author=author,
        documents=counts.documents,
        chunks=counts.chunks,
        restored_from=restored_from,
        settings=settings,
        seq=seq,
        published_at=now,
    )
    tx.session.add(made)
    base.live_version = number
    tx.flush()
    queries.drop_versions_beyond(tx, base.id, base.keep_versions)
    publish(tx, KnowledgeVersionPublished(base.workspace_id, base.id, number))
    return made, True


def base_seq(tx: Tx, base: KnowledgeBase) -> int:
    """The base's count of changes as it stands in the row, which fixed SQL raises."""
    tx.session.refresh(base, ["index_seq"])
    return base.index_seq


def settings_of(base: KnowledgeBase) -> dict[str, Any]:
    """The settings that a version is compared by."""
    return {name: getattr(base, field) for name, field in SETTINGS.items()}
