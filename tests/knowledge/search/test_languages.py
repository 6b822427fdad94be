"""Questions in Japanese and Korean find their passage by words alone (`knowledge.md` 3.9; check 20).

`passages/*.tsv`: a question and the passage that answers it, written for this test; each passage stands among all others of its file.
"""

from pathlib import Path

import pytest

from comity.knowledge.search import read_query
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


def test_a_thai_word_counts_whole_and_the_trigrams_that_repeat_it_less() -> None:
    query = read_query("รับประกันตู้เย็น PPR-9087 กี่เดือน", keywords=["เครื่องซักผ้า"])
    worth = dict(zip(query.terms, query.worth, strict=True))
    whole = {"รับประกัน", "ตู้เย็น", "เดือน", "เครื่องซักผ้า", "9087"}
    assert {term: worth[term] for term in whole} == dict.fromkeys(whole, 1.0)
    assert worth["ประ"] == worth["ซัก"] == 0.6


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("Who won the cup in 2007?", ()),
        ("ใครได้แชมป์ปี 2550", ()),
        ("2007", ("2007",)),
        ("in 2007?", ("2007",)),
        ("Was PPR-9087 sold in 2007?", ("PPR-9087",)),
        ("pump 9087", ("9087",)),
    ],
)
def test_a_year_is_a_code_only_where_nothing_else_is_asked(question: str, codes: tuple[str, ...]) -> None:
    query = read_query(question)
    assert query.shown_codes == codes
    assert not codes or query.codes[0][0] == codes[0].lower()


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("How long does a refund take?", {"refund", "take"}),
        ("how many days until delivery", {"day", "until", "deliveri"}),
        ("What time does the shop close?", {"shop", "close"}),
        ("Is the cable long?", {"cabl", "long"}),
        ("How long?", {"long"}),
    ],
)
def test_english_phrases_of_asking_are_not_looked_for(question: str, terms: set[str]) -> None:
    assert set(read_query(question).terms) == terms
