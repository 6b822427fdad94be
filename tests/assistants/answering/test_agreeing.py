"""Yes and no when a call waits for a word, and what a call is asked with (`assistants.md` 3.10)."""

import pytest

from comity.assistants.answering import ask_text, word_for, yes_or_no


@pytest.mark.parametrize("word", ["yes", "Yes!", "OK", "go ahead.", "ใช่ค่ะ", "ยืนยันครับ", "ตกลง", "はい。", "好的", "네!"])
def test_a_listed_word_of_agreement_is_a_yes(word: str) -> None:
    assert yes_or_no(word) is True


@pytest.mark.parametrize("word", ["no", "No, thanks", "cancel", "don't", "ไม่ครับ", "ยกเลิก", "いいえ", "不用", "아니요"])
def test_a_listed_word_of_refusal_is_a_no(word: str) -> None:
    assert yes_or_no(word) is False


@pytest.mark.parametrize("text", ["yes but not today", "is it ok?", "ใช่ไหมที่เปิดวันอาทิตย์", "no idea", "", "yes " * 20])
def test_everything_else_is_neither(text: str) -> None:
    assert yes_or_no(text) is None


def test_the_question_shows_the_values_and_cuts_long_ones() -> None:
    asked = ask_text("en", "cancelOrder", {"orderId": "17", "note": "n" * 999, "count": 2}, by_agent=False)
    assert asked.startswith("I can do this: cancelOrder (orderId: 17, note: nnn")
    assert "…, count: 2)" in asked
    assert len(asked) < 500
    assert "เจ้าหน้าที่" in ask_text("th-TH", "cancelOrder", {}, by_agent=True)
    assert (word_for("th", True), word_for("xx", False)) == ("ใช่", "No")
