"""Search terms: the reply that is taken, and what stands in for it without a model (`assistants.md` 3.9)."""

import pytest

from comity.assistants.answering import (
    SearchTerms,
    Turn,
    read_choice,
    read_terms,
    repair_messages,
    term_messages,
    terms_without_model,
)

REFUND = SearchTerms(("refund period",), ("refund",))


@pytest.mark.parametrize(
    "reply",
    [
        '{"searchTerms": ["refund period"], "keywords": ["refund"]}',
        '  {"searchTerms": ["refund  period"], "keywords": ["refund"], "language": "en"}\n',
        '```json\n{"searchTerms": ["refund period"], "keywords": ["refund"]}\n```',
        '```\n{"searchTerms": ["refund period", "Refund Period", ""], "keywords": ["refund"]}\n```',
    ],
)
def test_the_json_object_is_taken_bare_or_in_one_fenced_block_and_extra_keys_are_ignored(reply: str) -> None:
    assert read_terms(reply) == REFUND


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "refund period",
        'Here you are: {"searchTerms": ["refund period"], "keywords": []}',
        '{"searchTerms": "refund period", "keywords": []}',
        '{"searchTerms": ["refund period"]}',
        '{"searchTerms": [1], "keywords": []}',
        '["refund period"]',
        '```json\n{"searchTerms": [], "keywords": []}\n```\n```json\n{}\n```',
    ],
)
def test_anything_else_is_not_taken(reply: str) -> None:
    assert read_terms(reply) is None


def test_five_terms_and_ten_keywords_are_kept_and_what_is_too_long_is_not() -> None:
    terms = ["x" * 201, *(f"term {n}" for n in range(9))]
    keywords = ["y" * 101, *(f"word{n}" for n in range(20))]
    found = read_terms(f'{{"searchTerms": {terms!r}, "keywords": {keywords!r}}}'.replace("'", '"'))
    assert found == SearchTerms(tuple(terms[1:6]), tuple(keywords[1:11]))


def test_the_model_is_given_the_prompt_the_form_the_history_and_the_question() -> None:
    turns = [Turn("How long does a refund take?", "Seven days. " * 200)]
    messages = term_messages("Find the right pages.", "And for members?", turns)
    assert [message["role"] for message in messages] == ["system", "user", "assistant", "user"]
    assert messages[0]["content"].startswith("Find the right pages.\n\n")
    assert '{"searchTerms": ["..."], "keywords": ["..."]}' in messages[0]["content"]
    assert messages[-1]["content"] == "And for members?"
    assert len(messages[2]["content"]) < 1000
    repaired = repair_messages(messages, "No.")
    assert repaired[:-2] == messages
    assert repaired[-2] == {"role": "assistant", "content": "No."}


def test_history_beyond_its_tokens_is_left_out_oldest_first() -> None:
    turns = [Turn(f"Question {n} " * 300, "Answer") for n in range(5)]
    asked = term_messages("Prompt", "Now?", turns)
    assert len(asked) == 4
    assert asked[1]["content"].startswith("Question 4")


@pytest.mark.parametrize(
    ("question", "previous", "phrase"),
    [
        ("Does this product ship to Chiang Mai by air?", "Unrelated question", "product ship Chiang Mai air"),
        ("And for students?", "How long does a refund take?", "students long refund take"),
        ("Is it delivered?", None, "delivered"),
        (
            "it costs how much for members with gold cards",
            "Delivery fee?",
            "costs much members gold cards Delivery fee",
        ),
        ("What about it?", "Delivery fee?", "Delivery fee"),
        ("แล้วของนักเรียนล่ะ", "คืนเงินภายในกี่วัน", "นักเรียน คืนเงิน ภายใน วัน"),
        ("返金は何日かかりますか", None, "返金 何日"),
        ("那会员呢", "退款政策的时间限制", "那会员 退款政策 时间限制"),
        ("What about PPR-9087?", None, "PPR-9087"),
    ],
)
def test_without_a_model_the_content_words_are_searched_with_those_before_where_the_question_leans_on_them(
    question: str, previous: str | None, phrase: str
) -> None:
    assert terms_without_model(question, previous).terms == (phrase,)


def test_without_a_model_the_same_question_gives_the_same_terms_and_no_phrase_where_it_would_repeat_the_question() -> (
    None
):
    assert terms_without_model("refund period", None) == SearchTerms((), ("refund", "period"))
    assert terms_without_model("...", None) == SearchTerms()


@pytest.mark.parametrize(
    ("reply", "chosen"),
    [
        ('{"sources": [2, 1, 2]}', [0, 1]),
        ('```json\n{"sources": [3]}\n```', [2]),
        ('{"sources": [3, 9]}', [2]),
        ('{"sources": []}', None),
        ('{"sources": [9]}', None),
        ("All of them.", None),
    ],
)
def test_a_choice_of_sources_is_read_or_there_is_none(reply: str, chosen: list[int] | None) -> None:
    assert read_choice(reply, 3) == chosen
