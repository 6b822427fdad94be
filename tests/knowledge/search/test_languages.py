"""Questions in Japanese and Korean find their passage by words alone (`knowledge.md` 3.9; check 20).

`passages/*.tsv`: a question and the passage that answers it, written for this test; each passage stands among all others of its file.
"""

from pathlib import Path

import pytest

from tests.knowledge.search.library import Library

PASSAGES = Path(__file__).parent / "passages"


@pytest.mark.parametrize("language", ["ja", "ko"])
async def test_nineteen_in_twenty_questions_find_their_passage_among_the_first_five(
    library: Library, language: str
) -> None:
    lines = (PASSAGES / f"{language}.tsv").read_text("utf-8").splitlines()
    questions, passages = zip(*(line.split("\t") for line in lines), strict=True)
    base = await library.base(language)
    ids = await library.add(base, *passages, embed=False)
    firsts = [await library.found(base, question, arms=["lexical", "exact"], limit=5) for question in questions]
    right = sum(wanted in found for wanted, found in zip(ids, firsts, strict=True))
    assert right >= 0.95 * len(questions)
