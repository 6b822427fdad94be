"""Has a base's chunks, or those of one document, get their generated values apart from any reading."""

from comity.kernel.db import Tx
from comity.kernel.jobs import enqueue
from comity.knowledge.models import KnowledgeBase

JOB = "knowledge.generate"


def ask(tx: Tx, base: KnowledgeBase) -> None:
    """Asks for every chunk of the base that lacks them; one at a time for each base, in the process that answers."""
    enqueue(tx, JOB, {"baseId": base.id}, workspace_id=base.workspace_id, lane=f"{JOB}:{base.id}")
