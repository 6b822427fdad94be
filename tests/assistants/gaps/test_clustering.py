"""Grouping questions: by meaning and words where there are vectors, else by words alone; and never into more groups than there is room."""

import numpy as np

from comity.assistants.gaps.clustering import SIMILARITY, Leaders, Question, central, same_question


def turned(degrees: float) -> np.ndarray:
    """A unit vector at an angle to the first axis."""
    angle = np.radians(degrees)
    return np.array([np.cos(angle), np.sin(angle), 0.0], np.float32)


def test_a_question_joins_the_nearest_leader_that_asks_the_same() -> None:
    leaders = Leaders("local")
    leaders.add("far", Question("opening hours on public holidays", "en", turned(60)))
    leaders.add("near", Question("How much is delivery?", "en", turned(10)))
    found = leaders.nearest(Question("What does shipping cost?", "en", turned(0)))
    assert found is not None and found.id == "near" and found.similarity >= SIMILARITY
    assert leaders.nearest(Question("Can I bring my dog?", "en", turned(120))) is None


def test_the_same_likeness_is_worth_what_was_measured_for_the_language() -> None:
    leaders = Leaders("local")
    leaders.add("one", Question("ค่าส่งเท่าไหร่", "th", turned(0)))
    asked = "คิดค่าบริการอย่างไร"
    thai, english = (float(leaders.similarities(Question(asked, language, turned(22)))[0]) for language in ("th", "en"))
    assert thai != english


def test_without_vectors_shared_words_decide() -> None:
    leaders = Leaders("none")
    leaders.add("laos", Question("Do you ship to Laos?", "en"))
    assert leaders.nearest(Question("do you ship parcels to Laos", "en")) is not None
    assert leaders.nearest(Question("Do you ship to Japan?", "en")) is None
    leaders.add("thai", Question("ส่งของไปลาวไหม", "th"))
    found = leaders.nearest(Question("ส่งของไปลาวได้ไหม", "th"))
    assert found is not None and found.id == "thai"


def test_a_leader_without_a_vector_is_compared_by_words_beside_those_that_have_one() -> None:
    leaders = Leaders("local")
    leaders.add("words", Question("Do you ship to Laos?", "en"))
    leaders.add("meaning", Question("gift wrapping", "en", turned(90)))
    found = leaders.nearest(Question("Do you ship to Laos?", "en", turned(0)))
    assert found is not None and found.id == "words"


def test_there_is_room_for_so_many_groups_and_no_more() -> None:
    leaders = Leaders("none", most=300)
    for number in range(300):
        assert not leaders.is_full
        leaders.add(f"g{number}", Question(f"topic{number} alone{number}", "en"))
    assert leaders.is_full and len(leaders) == 300
    found = leaders.nearest(Question("topic299 alone299", "en"))
    assert found is not None and found.id == "g299"


def test_the_centre_is_what_is_nearest_to_all() -> None:
    assert central([turned(0), turned(20), turned(40)]) == 1


def test_one_answer_is_suggested_only_for_questions_that_surely_ask_the_same() -> None:
    points = Question("How do I use my points?", "en", turned(0))
    assert same_question(Question("How can I use points?", "en", turned(5)), points)
    assert not same_question(Question("Until when can I use my points?", "en", turned(5)), points), "another aim"
    assert not same_question(Question("Redeem something", "en", turned(25)), points)
