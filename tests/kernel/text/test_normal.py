"""Normal forms and the way back to the original."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from comity.kernel.text import fold, normalise

THAI = st.text(alphabet="กขนเแ\u0e31\u0e33\u0e32\u0e48\u0e49\u0e4d\u0e34\u200b\ufeff a1", max_size=30)


def test_decomposed_sara_am_is_joined_with_and_without_a_tone_mark():
    assert normalise("น\u0e4d\u0e32").text == "น\u0e33"
    assert normalise("น\u0e4d\u0e49\u0e32").text == "น\u0e49\u0e33"
    assert normalise("น\u0e49\u0e4d\u0e32").text == "น\u0e49\u0e33"


def test_a_tone_mark_before_its_vowel_moves_behind_it():
    assert normalise("ก\u0e48\u0e35").text == "ก\u0e35\u0e48"


def test_stray_zero_width_characters_are_dropped_and_offsets_lead_back():
    original = "คืน\u200bเงิน"
    form = normalise(original)
    assert form.text == "คืนเงิน"
    assert [original[form.offsets[i]] for i in range(len(form.text))] == list(form.text)
    assert form.offsets[len(form.text)] == len(original)


def test_text_that_is_normal_already_comes_back_as_it_is():
    text = "Refund: 30 วัน, น้ำ, 退款"
    form = normalise(text)
    assert form.text == text
    assert list(form.offsets) == list(range(len(text) + 1))


@given(THAI)
def test_offsets_never_run_backwards_and_end_at_the_end(text: str):
    form = normalise(text)
    offsets = list(form.offsets)
    assert len(offsets) == len(form.text) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)


@given(THAI)
def test_normalising_twice_changes_nothing(text: str):
    once = normalise(text).text
    assert normalise(once).text == once


def test_fold_makes_equal_what_people_type_differently():
    assert fold("  Ｒefund\u3000 Policy ") == "refund policy"
    assert fold("น้ำ") == fold(unicodedata.normalize("NFKD", "น้ำ"))
    assert fold("๑๕ วัน") == "15 วัน"


def test_fold_keeps_sara_am_whole():
    assert "\u0e33" in fold("ทำ")
    assert "\u0e4d" not in fold("ทำ")
