import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.assistants.answering import (
    AnswerFilter,
    AnswerText,
    ForbiddenPhrases,
    Grounder,
    Grounding,
    Masker,
    SelectedChunk,
    SentenceVectors,
    Topic,
    blocked_topic,
    forbidden_phrase,
    mask,
)
from comity.assistants.answering.links import clean
from tests.assistants.answering.encoders import LetterEncoder

POLITICS = Topic("politics", ("election results", "การเมือง", "选举"), "I do not speak about politics.")
SOURCE = SelectedChunk(
    "c1", "Read https://docs.example.com/refund. Refunds take 7 days. Gift cards cannot be refunded."
)


@pytest.mark.parametrize(
    "text", ["What do you think of the ELECTION  results?", "คุณคิดอย่างไรกับการเมืองไทย", "你怎么看这次选举？"]
)
def test_a_topic_is_blocked_by_its_phrase(text):
    assert blocked_topic(text, [POLITICS]) is POLITICS


@pytest.mark.parametrize("text", ["How long do refunds take?", "selection results", "คืนเงินกี่วัน"])
def test_other_messages_are_not_blocked(text):
    assert blocked_topic(text, [POLITICS]) is None


def test_a_topic_is_blocked_by_likeness_when_an_encoder_is_there():
    vectors = SentenceVectors(LetterEncoder())
    assert blocked_topic("the results of election", [POLITICS], vectors) is POLITICS
    assert blocked_topic("opening hours of shops", [POLITICS], vectors) is None


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 9))
def test_a_forbidden_phrase_is_never_shown_even_in_part(size):
    watch = ForbiddenPhrases(["we guarantee", "รับประกัน"])
    text = "Of course WE  Guarantee this".replace("  ", " ")
    shown = "".join(watch.feed(text[at : at + size]) for at in range(0, len(text), size)) + watch.finish()
    assert shown == "Of course "
    assert watch.hit is not None
    assert watch.hit.rule == "forbidden_phrase"


def test_without_a_forbidden_phrase_the_text_comes_out_whole():
    watch = ForbiddenPhrases(["we guarantee"])
    assert "".join(watch.feed(c) for c in "Now we guard and we gu") + watch.finish() == "Now we guard and we gu"
    assert forbidden_phrase("We   GUARANTEE it", ["we guarantee"]) is not None


PERSONAL = {
    "EMAIL": "ann.lee+x@mail.example.co.th",
    "PHONE": "081-234-5678",
    "CARD": "4111 1111 1111 1111",
    "ID": "1-1017-00230-70-8",
    "IBAN": "GB82 WEST 1234 5698 7654 32",
}


@pytest.mark.parametrize(("label", "value"), PERSONAL.items())
def test_personal_data_gets_a_placeholder_and_comes_back(label, value):
    masker = Masker()
    masked = masker.mask(f"It is {value}, yes {value}.")
    assert masked == f"It is <{label}_1>, yes <{label}_1>."
    assert masker.unmask(masked) == f"It is {value}, yes {value}."
    assert [hit.detail for hit in masker.hits] == [f"<{label}_1>"]


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1112",
        "1-1017-00230-70-9",
        "GB82 WEST 1234 5698 7654 33",
        "2026-01-31 09:15",
        "order AA1234567",
        "1,500 baht",
    ],
)
def test_numbers_that_only_look_personal_stay(text):
    assert mask(text) == text


def test_a_passport_number_is_masked_where_a_passport_is_spoken_of():
    assert mask("my passport is AA1234567") == "my passport is <PASSPORT_1>"


def test_a_placeholder_that_a_person_typed_is_not_mistaken():
    masker = Masker()
    masked = masker.mask("literally <EMAIL_1> and a@b.example")
    assert masked == "literally <EMAIL_1> and <EMAIL_2>"
    assert masker.unmask(masked) == "literally <EMAIL_1> and a@b.example"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([*PERSONAL.values(), "<EMAIL_1>", "word", "คำ", "12", "<", "a@"]), max_size=12).map(
        " ".join
    ),
    st.integers(1, 9),
)
def test_masking_and_unmasking_give_the_text_back_also_in_pieces(text, size):
    masker = Masker()
    masked = masker.mask(text)
    assert masker.unmask(masked) == text
    pieces = [masker.feed(masked[at : at + size]) for at in range(0, len(masked), size)]
    assert "".join(pieces) + masker.finish() == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("See [our page](https://evil.example/q?a=(1)).", "See our page."),
        ("![x](https://evil.example/pixel.png?d=secret)", "x"),
        ('<img src="https://evil.example/p.png"> hi <b>there</b>', " hi there"),
        ("Go to https://evil.example/a.", "Go to evil.example/a."),
        ("[run](javascript:alert(1))", "run"),
        ("https://ok.example@evil.example/", "ok.example@evil.example/"),
        ("5 < 6 and a <- b", "5 < 6 and a <- b"),
    ],
)
def test_links_images_and_html_become_plain_text(text, left):
    assert clean(text, ["ok.example"], [SOURCE]) == left


@pytest.mark.parametrize(
    "text",
    [
        "See https://docs.example.com/refund.",
        "[here](https://docs.example.com/refund)",
        "https://ok.example/a?b=1",
        "[x](https://shop.fine.example/)",
    ],
)
def test_allowed_hosts_and_urls_of_used_chunks_stay(text):
    assert clean(text, ["ok.example", "*.fine.example"], [SOURCE]) == text


def test_unknown_source_numbers_are_removed_and_none_are_inserted():
    assert clean("A [1] b [2] c [1, 7] d.", [], [SOURCE]) == "A [1] b c [1] d."
    assert clean("A [1] b.", [], [SOURCE], cite=False) == "A b."


def test_what_is_taken_out_never_joins_what_it_kept_apart():
    assert "https://evil" not in clean("https://<img src=x>evil.example")
    assert "https://evil" not in clean("javascript:!https://evil.example")
    assert "](javascript:alert" not in clean("[a](java<b>script:alert(1))")
    assert "](//evil" not in clean("[a](//<b>evil.example)")


def test_a_tag_is_not_put_together_from_the_halves_around_another():
    cleaned = clean("<img src=x onerror=alert(1) <b>>")
    assert "<img" not in cleaned
    assert clean("[<img src=x>](https://evil.example)") == ""
    assert clean("x <y") == "x < y"


TRICKY = st.lists(
    st.sampled_from(
        [
            "[x](https://evil.example/a)",
            "![",
            "](",
            "<b",
            ">",
            "<img src=x>",
            "https://",
            "evil.example",
            "[1]",
            "[9]",
            " ",
            "a",
            "\n",
            "www.",
            "!",
            "(",
            ")",
            "<!--",
            "-->",
            "javascript:",
            "/",
            "ht",
            "https:",
            "//",
            "'",
        ]
    ),
    max_size=14,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(TRICKY, st.integers(1, 5))
def test_in_pieces_no_address_of_another_host_can_be_followed(text, size):
    one = AnswerFilter(["ok.example"], [SOURCE])
    out = "".join(one.feed(text[at : at + size]) for at in range(0, len(text), size)) + one.finish()
    for bad in ("](https://evil", "https://evil", "<img", "[9]"):
        assert bad not in out


def answer_text(policy: str = "flag", **more) -> AnswerText:
    grounder = Grounder(Grounding([SOURCE], vectors=SentenceVectors(LetterEncoder())), policy=policy)  # pyright: ignore
    return AnswerText(grounder, AnswerFilter([], [SOURCE]), **more)


def test_the_whole_way_of_an_answer_cleans_checks_and_reports():
    one = answer_text()
    shown = "".join(one.feed(c) for c in "Refunds take 7 days. [1] [4] See [this](http://evil.example).")
    done = one.finish()
    assert done.text == "Refunds take 7 days. [1] See this."
    assert done.text.startswith(shown)
    assert [hit.rule for hit in done.guardrails] == ["link"]
    assert done.grounded.to_wire()["supported"] == 1


def test_a_forbidden_phrase_stops_the_answer_and_makes_it_the_fallback():
    one = answer_text(forbidden=["gift cards"])
    shown = "".join(one.feed(c) for c in "Refunds take 7 days. Gift cards cannot be refunded.")
    assert one.stopped
    assert "gift" not in shown.lower()
    done = one.finish()
    assert (done.fallback, done.refused) == (True, True)


def test_masked_data_is_restored_in_the_answer():
    masker = Masker()
    masker.mask("I am ann@mail.example")
    one = answer_text(masker=masker)
    shown = "".join(one.feed(c) for c in "Dear <EMAIL_1>, refunds take 7 days.")
    assert one.finish().text.startswith("Dear ann@mail.example")
    assert "<EMAIL" not in shown


def test_plain_text_is_shown_piece_by_piece_without_delay():
    one = answer_text()
    for piece in ("Refunds", " take", " 7", " days"):
        assert one.feed(piece) == piece
