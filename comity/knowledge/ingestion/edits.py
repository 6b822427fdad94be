"""What people wrote themselves gets its vectors apart from any reading: text is found at once, its meaning a moment later."""

from comity.kernel.db import Tx
from comity.kernel.embed import EmbedderUnavailable
from comity.kernel.jobs import RetryLater, enqueue
from comity.kernel.logs import logger
from comity.kernel.runtime import Runtime
from comity.knowledge.embedders.errors import EmbedderNotFound, EmbedderRefused, EmbedderWaits
from comity.knowledge.ingestion import vectors
from comity.knowledge.models import Document, KnowledgeBase

JOB = "knowledge.embed"
log = logger("ingestion")


def ask(tx: Tx, base: KnowledgeBase, document_id: str) -> None:
    """Has what a document's chunks say now embedded; one at a time for each document, in the process that answers."""
    enqueue(tx, JOB, {"documentId": document_id}, workspace_id=base.workspace_id, lane=f"{JOB}:{document_id}")


async def embed(rt: Runtime, document_id: str) -> None:
    """Embeds every chunk of a document that has no vector yet. Without an embedder the text alone is found."""
    try:
        while await _embed_some(rt, document_id):
            pass
    except EmbedderWaits as waits:
        raise RetryLater(waits.seconds) from waits
    except (EmbedderUnavailable, EmbedderRefused, EmbedderNotFound) as error:
        log.warning("edit was not embedded", document=document_id, error=error.message)


async def _embed_some(rt: Runtime, document_id: str) -> bool:
    base = await rt.db.aread(lambda tx: _living(tx, document_id))
    found = await vectors.missing(rt, base.workspace_id, base.id, document_id) if base else None
    if found is None:
        return False
    made = await vectors.encode(found.embedder, found.rows)
    await rt.db.awrite(lambda tx: vectors.save(tx, found.base, found.generation_id, made))
    return True


def _living(tx: Tx, document_id: str) -> KnowledgeBase | None:
    document = tx.session.get(Document, document_id)
    base = tx.session.get(KnowledgeBase, document.base_id) if document and document.deleted_at is None else None
    return base if base and base.deleted_at is None else None
