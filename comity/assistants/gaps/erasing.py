"""What a person asked goes from gaps with their messages: its place in a gap, and what was named after it (`ContactErased`)."""

from collections.abc import Sequence

from comity.assistants.answering import mask
from comity.assistants.gaps import grouping, queries
from comity.assistants.gaps.models import Gap
from comity.kernel.db import Tx


def erase(tx: Tx, workspace_id: str, message_ids: Sequence[str]) -> int:
    """Takes messages out of gaps and names those gaps anew; one that held nothing else is deleted. Returns how many there were."""
    touched = queries.gaps_of_messages(tx, workspace_id, message_ids)
    queries.drop_messages(tx, workspace_id, message_ids)
    for gap in touched:
        if rest := [row for row in queries.newest_questions(tx, gap.id) if row.question]:
            _rename(tx, gap, rest[-1], set(message_ids))
        else:
            queries.delete_gap(tx, gap)
    return len(touched)


def _rename(tx: Tx, gap: Gap, other: object, gone: set[str]) -> None:
    """A draft that was made for the old name may repeat it, so that it goes too."""
    if gap.leader_message_id in gone:
        gap.leader, gap.leader_message_id = mask(other.question), other.message_id  # pyright: ignore[reportAttributeAccessIssue]
        gap.leader_vector = other.vector  # pyright: ignore[reportAttributeAccessIssue]
    if gap.label_message_id in gone:
        gap.draft, gap.draft_of = None, ""
    grouping.name(tx, gap)
