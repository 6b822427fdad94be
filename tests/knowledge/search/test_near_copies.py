"""Which texts are near copies of one another."""

import random

from hypothesis import given
from hypothesis import strategies as st

from comity.knowledge.search.near_copies import COLLAPSE_SHARE, NearCopies, grams_of

SENTENCES = [
    f"Rule {n}: goods of class {n * 7} come back within {n + 3} days, unless box {n * 13} is open. " for n in range(60)
]


def test_a_text_with_one_changed_number_is_a_copy_wherever_the_number_stands() -> None:
    text = "".join(SENTENCES)
    for at in range(0, len(text) - 1, 97):
        changed = f"{text[:at]}#{text[at + 1 :]}"
        copies = NearCopies()
        assert copies.first_like(text, 5) is None
        assert copies.first_like(changed, 5) == 0


def test_texts_of_one_length_about_other_things_are_kept_apart() -> None:
    copies = NearCopies()
    for begin in range(5):
        assert copies.first_like("".join(SENTENCES[begin * 10 : begin * 10 + 10]), 9) is None


def test_beyond_the_limit_only_copies_are_told() -> None:
    copies = NearCopies()
    assert copies.first_like(SENTENCES[0], 1) is None
    assert copies.first_like("something else", 1) is None
    assert copies.first_like("something else", 1) is None
    assert copies.first_like(SENTENCES[0], 1) == 0


@given(st.integers(0, 10_000), st.integers(1, 40))
def test_whatever_is_folded_shares_its_runs_and_a_changed_stretch_of_two_per_cent_is_folded(
    seed: int, width: int
) -> None:
    generator = random.Random(seed)
    text = "".join(generator.choices("abcdefghijklmnopqrstuvwxyz      ", k=2000))
    at = generator.randrange(len(text) - width)
    changed = f"{text[:at]}{'Z' * width}{text[at + width :]}"
    copies = NearCopies()
    copies.first_like(text, 2)
    mine, other = grams_of(changed), grams_of(text)
    shares = len(mine & other) >= COLLAPSE_SHARE * max(len(mine), len(other))
    assert (copies.first_like(changed, 2) == 0) == shares
