"""The terms of documents and questions, by script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.kernel.text import analyse, detect_language, script_of, script_shares, terms_with_spans, words


def terms(text: str) -> tuple[str, ...]:
    return analyse(text).terms


@pytest.mark.parametrize(
    ("document", "question"),
    [
        ("Refunds are paid within 30 days", "refunding policy"),
        ("ลูกค้าขอคืนเงินได้ภายใน 30 วัน", "คืนเงินกี่วัน"),
        ("我们在三十天内退款", "退款需要多少天"),
        ("ご返金は三十日以内に行います", "返金はいつですか"),
        ("환불은 30일 이내에 처리됩니다", "환불 기간"),
        ("يمكن استرداد المبلغ خلال شهر", "مبلغ الاسترداد"),
        ("Le café est ouvert", "cafe"),
        ("Hoàn tiền trong vòng 30 ngày", "hoan tien"),
        ("ราคา ๑,๕๐๐ บาท", "1500 บาท"),
        ("ລາຄາສິນຄ້າ", "ສິນຄ້າ"),
        ("ราคาน\u0e4d\u0e49\u0e32มัน", "น้ำมัน"),
    ],
)
def test_a_question_shares_a_term_with_the_text_that_answers_it(document: str, question: str):
    assert set(terms(document)) & set(terms(question))


def test_thai_gives_dictionary_words_and_character_trigrams():
    found = terms("ลูกค้าคืนเงิน")
    assert {"ลูกค้า", "คืนเงิน"} <= set(found)
    assert {"ลูก", "เงิ"} <= set(found)


def test_chinese_gives_overlapping_bigrams():
    assert terms("退款政策") == ("退款", "款政", "政策")


def test_a_katakana_run_is_also_kept_whole():
    assert {"ポリ", "ポリシー"} <= set(terms("返金ポリシー"))


def test_a_korean_word_is_kept_with_its_bigrams():
    assert terms("환불정책") == ("환불정책", "환불", "불정", "정책")


def test_stop_words_are_dropped():
    assert terms("What is the refund policy?") == ("refund", "polici")
    assert analyse("What is the refund policy?", stop_words=False).terms[:2] == ("what", "is")


@pytest.mark.parametrize("text", ["what is it", "the", "อะไร", "什么"])
def test_a_text_of_stop_words_alone_keeps_them(text: str):
    assert terms(text)


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "!!!", "' OR 1=1 --", 'NEAR("a" b)*', "\x00", "ำ"])
def test_odd_texts_are_analysed_without_an_error(text: str):
    analyse(text)
    terms_with_spans(text)
    words(text)


def test_repeats_stay_in_the_bag():
    assert terms("refund refund").count("refund") == 2


@given(st.text(max_size=80))
def test_spans_carry_the_same_terms_and_lie_inside_the_text(text: str):
    found = terms_with_spans(text)
    assert tuple(term.text for term in found) == terms(text)
    assert all(0 <= term.start < term.end <= len(text) for term in found)


def test_a_span_points_at_the_word_as_it_was_written():
    text = "Ask for REFUNDS today"
    term = next(term for term in terms_with_spans(text) if term.text == "refund")
    assert text[term.start : term.end] == "REFUNDS"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How many days until the refund?", "en"),
        ("คืนเงินกี่วัน", "th"),
        ("iPhone 15 Pro Max ราคาเท่าไร", "th"),
        ("退款需要多少天", "zh"),
        ("返金はいつですか", "ja"),
        ("환불 기간은 얼마입니까", "ko"),
        ("كم يوما لاسترداد المبلغ", "ar"),
        ("Bao nhiêu ngày để được hoàn tiền?", "vi"),
        ("Wie lange dauert die Erstattung?", "de"),
        ("Combien de jours pour être remboursé ?", "fr"),
        ("Сколько дней ждать возврата?", "ru"),
        ("12345 !!", "und"),
    ],
)
def test_the_language_is_guessed(text: str, language: str):
    assert detect_language(text) == language


def test_scripts_are_told_apart_and_shares_add_up():
    assert [script_of(term) for term in ("refund", "เงิน", "退款", "ポリ", "환불", "مبلغ", "15")] == [
        "Latin",
        "Thai",
        "Han",
        "Kana",
        "Hangul",
        "Arabic",
        "Digit",
    ]
    shares = script_shares("เงิน abcd 12")
    assert shares == {"Thai": 0.5, "Latin": 0.5}


def test_words_are_shown_as_the_dictionary_cuts_them():
    assert words("ต้องการคืนเงินกี่วัน") == ["ต้องการ", "คืนเงิน", "กี่", "วัน"]
