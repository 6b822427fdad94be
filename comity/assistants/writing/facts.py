"""What reports count of an answer, taken from its inspection (`assistants.md` 5, Dashboard)."""

from decimal import Decimal

from comity.assistants.messaging.ledger import Facts
from comity.assistants.writing.inspection import Inspection

NANO = 1_000_000_000


def facts_of(inspection: Inspection) -> Facts:
    """The figures of an answer that has ended."""
    grounding = inspection.grounding or {}
    cost = inspection.cost
    searched = [one for one in inspection.fulfillments if one["kind"] == "search" and one["knowledgeBaseId"]]
    return Facts(
        first_token_ms=inspection.first_token_ms,
        cost_nano=int(Decimal(cost["amount"]) * NANO) if cost else 0,
        currency=cost["currency"] if cost else None,
        degraded=inspection.degraded_reason is not None,
        below_threshold=bool(searched) and not any(one["aboveThreshold"] for one in searched),
        supported=grounding.get("supported", 0),
        partly=grounding.get("partly", 0),
        unsupported=grounding.get("unsupported", 0),
    )
