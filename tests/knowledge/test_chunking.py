"""Cutting documents into chunks (`knowledge.md` 3.3)."""

from typing import Any

import pytest

from comity.kernel.text import count_tokens
from comity.knowledge.chunking import chunk_document

HEADER = "| Item | Price |"


def page(*blocks: tuple[str, str], **more: Any) -> dict[str, Any]:
    """One page of blocks (kind, text)."""
    text, found = "", []
    for kind, content in blocks:
        start = len(text)
        text += content + "\n\n"
        found.append({"kind": kind, "level": 2, "text": content, "start": start, "end": start + len(content), **more})
    return {"number": 1, "text": text, "blocks": found, "start": 0, "status": "ok", "label": ""}


def table(rows: int) -> str:
    return "\n".join([HEADER, *(f"| Pen number {n} in blue and green | {n}.50 |" for n in range(rows))])


def test_a_table_of_forty_rows_is_one_chunk() -> None:
    drafts = chunk_document([page(("table", table(40)), header_rows=1)])
    assert [draft.content for draft in drafts] == [table(40)]


def test_every_part_of_a_table_of_two_thousand_rows_begins_with_its_header_and_no_row_is_cut() -> None:
    drafts = chunk_document([page(("table", table(2000)), header_rows=1)])
    lines = [draft.content.split("\n") for draft in drafts]
    assert len(drafts) > 20
    assert {part[0] for part in lines} == {HEADER}
    assert [row for part in lines for row in part[1:]] == table(2000).split("\n")[1:]


@pytest.mark.parametrize("target", [100, 350, 800])
def test_chunks_stay_within_the_target_and_never_cut_a_word(target: int) -> None:
    text = " ".join(f"Sentence {n} tells that counter {n} opens early on market days." for n in range(400))
    drafts = chunk_document([page(("heading", "Hours"), ("paragraph", text))], target_tokens=target)
    assert all(count_tokens(draft.content) <= target * 1.5 for draft in drafts)
    assert all(draft.content.rstrip().endswith(".") for draft in drafts)
    assert all(draft.heading_path == ["Hours"] for draft in drafts)


def test_no_chunk_crosses_a_heading_when_both_sections_are_large() -> None:
    parts = [("heading", "One"), ("paragraph", "alpha " * 300), ("heading", "Two"), ("paragraph", "beta " * 300)]
    drafts = chunk_document([page(*parts)])
    assert not any("alpha" in draft.content and "beta" in draft.content for draft in drafts)
    assert {draft.heading_path[0] for draft in drafts} == {"One", "Two"}
