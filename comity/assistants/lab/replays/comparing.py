"""What is different in an answer: its outcome, the chunks it was written from, its text. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from comity.assistants.lab.runs.schemas import Difference


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it is compared."""

    outcome: str | None
    chunk_ids: Sequence[str]
    answer: str


def differences(before: Said, after: Said) -> list[Difference]:
    """What is not as it was; the order of the sources counts, spaces in the text do not."""
    found: list[Difference] = []
    if before.outcome != after.outcome:
        found.append("outcome")
    if list(before.chunk_ids) != list(after.chunk_ids):
        found.append("sources")
    if before.answer.split() != after.answer.split():
        found.append("answer")
    return found
