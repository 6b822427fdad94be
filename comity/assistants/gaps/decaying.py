"""What of the knowledge has aged, put together: reviews that are due as they stand now, the rest as the last search found it."""

from comity import knowledge
from comity.assistants.gaps import queries
from comity.assistants.gaps.comparing import CHUNK, MEMORIZED
from comity.assistants.gaps.schemas import DecayRead, MemorizedDiffers, ReviewDue, SuspectChunk
from comity.kernel.context import Actor
from comity.kernel.db import Tx

SHOWN = 200


def read_decay(tx: Tx, actor: Actor, base_id: str) -> DecayRead:
    """The list, of one base where it is named. A memorized response that was deleted since is left out."""
    due = knowledge.documents_to_review(tx, actor.workspace_id, base_id, SHOWN)
    differing = queries.list_decay(tx, actor.workspace_id, MEMORIZED, base_id, SHOWN)
    questions = queries.questions_of(tx, actor.workspace_id, [one.target for one in differing])
    suspects = queries.list_decay(tx, actor.workspace_id, CHUNK, base_id, SHOWN)
    return DecayRead(
        documents=[
            ReviewDue(document_id=one.id, knowledge_base_id=one.base_id, title=one.title, review_by=one.review_by)
            for one in due
            if one.review_by is not None
        ],
        memorized_responses=[
            MemorizedDiffers.model_validate(
                {"memorizedResponseId": one.target, "question": questions[one.target], **one.detail}
            )
            for one in differing
            if one.target in questions
        ],
        chunks=[SuspectChunk.model_validate(one.detail) for one in suspects],
    )
