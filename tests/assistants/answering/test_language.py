import pytest

from comity.assistants.answering import answer_language, fallback_text, question_language, reply, small_talk
from comity.assistants.answering.language import FALLBACK_TEXTS


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("How long do refunds take?", "en"),
        ("คืนเงินกี่วัน", "th"),
        ("iPhone 15 Pro Max ราคาเท่าไหร่", "th"),
        ("返金はいつですか", "ja"),
        ("退款要多久", "zh"),
        ("환불 기간은 얼마인가요", "ko"),
    ],
)
def test_a_question_has_the_language_of_its_script(question, language):
    assert question_language(question) == language


def test_a_question_without_letters_has_the_language_of_the_question_before():
    assert question_language("12/5?", earlier=["คืนเงินกี่วัน"]) == "th"
    assert question_language("12/5?") == "en"


def test_the_answer_language_is_the_assistants_unless_it_follows_the_question():
    assert answer_language("same_as_question", "คืนเงินกี่วัน") == "th"
    assert answer_language("en-GB", "คืนเงินกี่วัน") == "en-GB"


def test_the_fallback_text_is_the_assistants_own_before_the_built_in_one():
    texts = {"default": "Nothing here.", "th": "ไม่มี"}
    assert fallback_text(texts, "th-TH") == "ไม่มี"
    assert fallback_text(texts, "ko") == "Nothing here."
    assert fallback_text({}, "ko") == FALLBACK_TEXTS["ko"]
    assert fallback_text({}, "sw") == FALLBACK_TEXTS["en"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hello!", ("en", "greeting")),
        ("THANK YOU so much!!", ("en", "thanks")),
        ("สวัสดีครับ", ("th", "greeting")),
        ("ขอบคุณมากๆ นะคะ 🙏", ("th", "thanks")),
        ("ありがとうございます。", ("ja", "thanks")),
        ("你好！", ("zh", "greeting")),
        ("안녕히 계세요~", ("ko", "goodbye")),
    ],
)
def test_small_talk_is_known_whatever_its_punctuation_and_particles(text, found):
    assert small_talk(text) == found
    assert reply(*found)


@pytest.mark.parametrize("text", ["Hello, how long do refunds take?", "สวัสดีค่ะ คืนเงินกี่วัน", "hi-fi prices", "", "?"])
def test_whatever_may_be_a_question_is_not_small_talk(text):
    assert small_talk(text) is None
