"""When two questions are the same, when they only look alike, and which entry may answer (`assistants.md` 3.8)."""

from typing import Any

import numpy as np
import pytest

from comity.assistants.memorized.matching import (
    Asked,
    Entry,
    Index,
    differ,
    exact_form,
    facts_of,
    read_variant,
    shares_of,
)
from comity.assistants.memorized.matching.entries import ALWAYS_FROM, ALWAYS_TO

NOW = 1_000_000


def entry(id_: str, *texts: str, **fields: Any) -> Entry:
    vector = fields.pop("vector", None)
    plain: dict[str, Any] = {
        "created_us": 0,
        "enabled": True,
        "language": "",
        "assistant_ids": frozenset(),
        "from_us": ALWAYS_FROM,
        "to_us": ALWAYS_TO,
    }
    return Entry(id=id_, **{**plain, **fields}, variants=tuple(read_variant(text, vector) for text in texts))


def asked(text: str, language: str = "en", assistant: str = "a", vector: Any = None) -> Asked:
    return Asked(text, assistant, language, NOW, vector)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("When are you OPEN?", "when are  you open"),
        ("Ｗｈｅｎ are you open？", "When are you open!"),
        ("ทํา อย่างไร", "ทำ อย่างไร"),
        ("เเลกแต้มยังไง", "แลกแต้มยังไง"),
        ("เปิดกี่โมง…", "เปิดกี่โมง"),
    ],
)
def test_letters_width_spaces_end_marks_and_thai_spelling_do_not_make_another_question(one: str, other: str) -> None:
    assert exact_form(one) == exact_form(other)


def test_a_question_of_marks_alone_keeps_a_form() -> None:
    assert exact_form("?!") == "?!"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Where is order 12?", "Where is order 21?"),
        ("Is PPR-9087 in stock?", "Is PPR-9088 in stock?"),
        ("Can I get 2 for 1?", "Can I get 1 for 2?"),
        ("Do you deliver?", "Do you not deliver?"),
        ("ส่งวันที่ ๕ ได้ไหม", "ส่งวันที่ 6 ได้ไหม"),
        ("ใช้คูปองได้", "ใช้คูปองไม่ได้"),
        ("Are you open on Sunday?", "Are you open on Saturday?"),
        ("How do I use my points?", "Until when can I use my points?"),
    ],
)
def test_numbers_codes_negation_days_and_aims_tell_questions_apart(one: str, other: str) -> None:
    assert differ(facts_of(one), facts_of(other))
    assert differ(facts_of(other), facts_of(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Where is order 12?", "Order 12, where is it?"),
        ("ส่งวันที่ ๕ ได้ไหม", "ส่งวันที่ 5 ได้ไหม"),
        ("ไม่ทราบว่าเปิดกี่โมงคะ", "เปิดกี่โมง"),
        ("Two tickets, how much?", "How much are 2 tickets?"),
    ],
)
def test_the_same_facts_in_other_words_are_no_difference(one: str, other: str) -> None:
    assert not differ(facts_of(one), facts_of(other))


def test_an_exact_question_wins_over_a_likely_one() -> None:
    vector = np.ones(4, np.float32) / 2
    likely = entry("likely", "When do you open in the morning?", created_us=2, vector=vector)
    exact = entry("exact", "When do you open?", created_us=1)
    found = Index([likely, exact], "local").best(asked("when do you open", vector=vector))
    assert found is not None
    assert (found.entry.id, found.score, found.exact) == ("exact", 1.0, True)


def test_the_newest_of_equals_answers() -> None:
    entries = [entry(f"e{at}", "When do you open?", created_us=at) for at in (3, 9, 5)]
    index = Index(entries)
    exact, alike = index.best(asked("When do you open?")), index.best(asked("Open when, do you?"))
    assert exact is not None and alike is not None
    assert (exact.entry.id, alike.entry.id) == ("e9", "e9")


@pytest.mark.parametrize(
    "fields",
    [
        {"enabled": False},
        {"to_us": NOW},
        {"from_us": NOW + 1},
        {"language": "th"},
        {"assistant_ids": frozenset({"b"})},
    ],
)
def test_what_is_off_out_of_its_dates_in_another_language_or_of_others_never_answers(fields: dict[str, Any]) -> None:
    index = Index([entry("e", "When do you open?", **fields)])
    assert index.exact(asked("When do you open?")) is None
    assert index.best(asked("When do you open?")) is None


def test_what_differs_is_capped_at_a_half_and_does_not_answer_at_any_threshold() -> None:
    vector = np.ones(4, np.float32) / 2
    index = Index([entry("e", "Where is order 12?", vector=vector)], "local")
    found = index.best(asked("Where is order 21?", vector=vector))
    assert found is not None
    assert found.score <= 0.5
    assert not found.answers(0.5)


def test_of_two_variants_the_one_that_fits_is_taken() -> None:
    vector = np.ones(4, np.float32) / 2
    index = Index([entry("e", "Where is order 12?", "Where is order 21?", vector=vector)], "local")
    found = index.best(asked("Order 21, where is it?", vector=vector))
    assert found is not None
    assert (found.matched, found.answers(0.9)) == ("Where is order 21?", True)


def test_shares_rise_with_likeness_and_leave_certainty_to_exact_questions() -> None:
    for name in ("local", "none"):
        table = shares_of(name)
        assert table is not None
        for language in ("en", "th", "de"):
            shares = table.share(np.linspace(0, 1, 101), language)
            assert (np.diff(shares) >= 0).all()
            assert 0 <= shares[0] < 0.5
            assert 0.9 <= shares[-1] < 1
    assert shares_of("another embedder") is None
