"""Gaps as the API shows them: texts are masked, and read anew from the exchanges, so that what was erased is shown nowhere."""

from collections.abc import Mapping, Sequence
from typing import Any

from comity.assistants.answering import mask
from comity.assistants.gaps import queries
from comity.assistants.gaps.models import Gap, GapRun
from comity.assistants.gaps.schemas import GapEffect, GapExample, GapPerson, GapRead, GapRunRead
from comity.assistants.gaps.state import is_open
from comity.kernel import clock
from comity.kernel.db import Tx

EXAMPLES = 5


def show_gaps(tx: Tx, gaps: Sequence[Gap]) -> list[GapRead]:
    """The wire objects of gaps of one workspace."""
    if not gaps:
        return []
    said = queries.exchanges(tx, [id_ for gap in gaps for id_ in gap.wordings])
    made = [gap.response_id for gap in gaps if gap.response_id]
    hits = queries.hits_of(tx, gaps[0].workspace_id, made)
    return [_show(gap, said, hits) for gap in gaps]


def _show(gap: Gap, said: Mapping[str, Any], hits: Mapping[str, int]) -> GapRead:
    asked = [said[id_] for id_ in gap.wordings if id_ in said]
    return GapRead.model_validate(
        {
            "id": gap.id,
            "label": gap.label,
            "language": gap.language,
            "state": gap.state,
            "assignee": GapPerson(id=gap.assignee_id, name=gap.assignee_name) if gap.assignee_id else None,
            "count": gap.count,
            "people": gap.people,
            "harm": gap.harm,
            "reasons": gap.reasons,
            "trend": gap.trend,
            "firstAskedAt": gap.first_at,
            "lastAskedAt": gap.last_at,
            "assistantIds": gap.assistant_ids,
            "knowledgeBaseIds": gap.base_ids,
            "alternates": list(dict.fromkeys(mask(said[id_].question) for id_ in gap.alternates if id_ in said)),
            "examples": [_example(one) for one in asked[:EXAMPLES]],
            "chunks": gap.chunks,
            "draft": gap.draft,
            "decidedAt": gap.decided_at,
            "decidedBy": gap.decided_by,
            "effect": _effect(gap, hits),
            "createdAt": gap.created_at,
            "updatedAt": gap.updated_at,
        }
    )


def _example(one: Any) -> GapExample:
    return GapExample(
        message_id=one.id,
        assistant_id=one.assistant_id,
        question=mask(one.question),
        answer=mask(one.answer or ""),
        outcome=one.outcome,
        rating=one.rating,
        at=clock.from_us(one.at),
    )


def _effect(gap: Gap, hits: Mapping[str, int]) -> GapEffect | None:
    if not gap.response_id and not gap.document_id:
        return None
    return GapEffect(
        memorized_response_id=gap.response_id,
        document_id=gap.document_id,
        knowledge_base_id=gap.document_base_id,
        answered=hits.get(gap.response_id) if gap.response_id else None,
        still_asked=gap.asked_since,
    )


def show_run(run: GapRun | None) -> GapRunRead:
    """How far the last search is."""
    if run is None:
        idle = {"done": 0, "total": 0, "new": 0, "requested_by": "", "begun_at": None, "ended_at": None}
        return GapRunRead(state="never", phase="collecting", **idle)
    state = "failed" if run.state in ("queued", "running") and not is_open(run) else run.state
    figures = {name: getattr(run, name) for name in ("phase", "done", "total", "new", "requested_by", "begun_at")}
    return GapRunRead.model_validate({"state": state, **figures, "ended_at": run.ended_at})
