from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.assistants.answering import Grounder, Grounding, SelectedChunk, SentenceVectors, answer_sentences
from comity.assistants.answering.grounding import Judgement
from tests.assistants.answering.encoders import LetterEncoder

POLICY = (
    "Refunds are paid within 7 days after Mary Jones in Bangkok has checked the item. "
    "Order PPR-9087 cost 1,500 baht on 5 March 2026. Gift cards cannot be refunded. The warranty does not cover batteries."
)
THAI = "บริษัทจะคืนเงินภายใน ๗ วันหลังจากได้รับสินค้าคืน\nไม่รับคืนสินค้าที่แกะกล่องแล้ว\nเริ่มใช้ตั้งแต่วันที่ 1 มกราคม พ.ศ. 2569"
CHINESE = "公司会在七天内退款给张伟明。已拆封的商品不能退货。活动于2026年3月5日开始。"


def chunk(text: str, name: str = "c1") -> SelectedChunk:
    return SelectedChunk(
        name, text, document_id="d1", revision=2, document_version=3, page=4, start=100, end=100 + len(text)
    )


def verdict(sentence: str, *texts: str) -> str:
    return judge(sentence, *texts).verdict


def judge(sentence: str, *texts: str) -> Judgement:
    chunks = [chunk(text, f"c{n}") for n, text in enumerate(texts or (POLICY,))]
    return Grounding(chunks, vectors=SentenceVectors(LetterEncoder())).judge([sentence])[0]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Gift cards cannot be refunded. [1]", POLICY),
        (
            "After Mary Jones in Bangkok has checked the item, refunds are paid within seven days.".replace(
                "seven", "7"
            ),
            POLICY,
        ),
        ("According to the policy, gift cards cannot be refunded.", POLICY),
        ("Order PPR9087 cost 1500 baht on 2026-03-05.", POLICY),
        ("The warranty does not cover batteries.", POLICY),
        ("บริษัทจะคืนเงินภายใน 7 วันหลังจากได้รับสินค้าคืนค่ะ", THAI),
        ("เริ่มใช้ตั้งแต่วันที่ 1 มกราคม พ.ศ. 2026", THAI),
        ("公司会在7天内退款给张伟明。", CHINESE),
        ("The source says that gift cards cannot be refunded.", POLICY),
        ("A repair takes 10-15 working days.", "A repair takes 10–15 working days, spare parts included."),
        ("การซ่อมใช้เวลา 10-15 วันทำการ", "การซ่อมใช้เวลา 10 ถึง 15 วันทำการ รวมอะไหล่"),
        ("เอกสารระบุว่าบริษัทจะคืนเงินภายใน 7 วันหลังจากได้รับสินค้าคืน", THAI),
    ],
)
def test_what_a_source_says_is_supported(sentence, source):
    found = judge(sentence, source)
    assert found.verdict == "supported"
    assert found.sources


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Refunds are paid within 9 days after Mary Jones in Bangkok has checked the item.", POLICY),
        ("Refunds are paid within 7 days after Mary Jones in Phuket has checked the item.", POLICY),
        ("Refunds are not paid within 7 days after Mary Jones in Bangkok has checked the item.", POLICY),
        ("Gift cards can be refunded.", POLICY),
        ("Order PPR-9088 cost 1,500 baht on 5 March 2026.", POLICY),
        ("Order PPR-9087 cost 1,500 baht on 5 April 2026.", POLICY),
        ("The moon is made of green cheese.", POLICY),
        ("บริษัทจะคืนเงินภายใน 9 วันหลังจากได้รับสินค้าคืน", THAI),
        ("บริษัทจะไม่คืนเงินภายใน 7 วันหลังจากได้รับสินค้าคืน", THAI),
        ("公司会在九天内退款给王小红。", CHINESE),
        ("公司不会在七天内退款给张伟明。", CHINESE),
        ("A repair takes 10-14 working days.", "A repair takes 10–15 working days, spare parts included."),
        ("Spare part 15-10 is included.", "Spare parts 15 and 10 are included, spare part 10-15 is not."),
    ],
)
def test_a_changed_number_name_date_code_or_negation_is_not_supported(sentence, source):
    assert verdict(sentence, source) in {"unsupported", "partly"}


def test_a_literal_that_stands_only_in_another_used_chunk_makes_it_partly():
    other = "The shop in Chiang Mai opens at 9."
    sentence = "Refunds are paid within 9 days after Mary Jones in Bangkok has checked the item."
    assert verdict(sentence, POLICY) == "unsupported"
    assert verdict(sentence, POLICY, other) == "partly"


@pytest.mark.parametrize(
    "sentence",
    ["Hello!", "Would you like to know more?", "ขออภัยค่ะ", "I could not find this in the documents I have.", "***"],
)
def test_greetings_questions_and_apologies_claim_nothing(sentence):
    assert verdict(sentence) == "not_factual"


def test_a_question_that_states_a_number_is_still_checked():
    assert verdict("Did you know that refunds take 99 days?") in {"unsupported", "partly"}


def test_without_chunks_every_claim_is_unsupported():
    assert Grounding([]).judge(["Refunds take 7 days."])[0].verdict == "unsupported"


def test_sources_name_document_version_page_and_characters():
    source = judge("Gift cards cannot be refunded.").sources[0]
    assert POLICY[source.start - 100 : source.end - 100] == "Gift cards cannot be refunded."
    assert (source.chunk_revision, source.document_version, source.page) == (2, 3, 4)


def grounder(policy: str, text: str = POLICY) -> Grounder:
    return Grounder(Grounding([chunk(text)], vectors=SentenceVectors(LetterEncoder())), policy=policy)  # pyright: ignore


def stream(one: Grounder, text: str) -> list[str]:
    return [one.feed(text[at : at + 3]) for at in range(0, len(text), 3)]


FALSE = "Refunds are paid within 9 days after Mary Jones in Bangkok has checked the item."
MIXED = f"Gift cards cannot be refunded. [1] {FALSE} [1] The warranty does not cover batteries."


def test_flag_shows_everything_at_once_and_judges_at_the_end():
    one = grounder("flag")
    assert "".join(stream(one, MIXED)) == MIXED
    found = one.finish()
    assert found.answer == MIXED
    assert [s.judgement.verdict for s in found.sentences] == ["supported", "unsupported", "supported"]


def test_remove_shows_the_false_sentence_in_no_piece_and_keeps_it_in_the_inspection():
    one = grounder("remove")
    shown = "".join(stream(one, MIXED))
    found = one.finish()
    assert "9 days" not in shown
    assert found.answer == "Gift cards cannot be refunded. [1] The warranty does not cover batteries."
    assert found.answer.startswith(shown)
    assert [(s["verdict"], s["removed"]) for s in found.to_wire()["sentences"]] == [
        ("supported", False), ("unsupported", True), ("supported", False),
    ]  # fmt: skip


@pytest.mark.parametrize("size", [1, 3, 7, 200])
@pytest.mark.parametrize("policy", ["off", "flag", "remove", "refuse", "handoff"])
def test_a_sentence_is_judged_only_with_a_piece_that_was_said_to_have_one(policy, size, monkeypatch):
    one, judged = grounder(policy), []
    monkeypatch.setattr(one, "_judge", lambda texts, judge=one._judge: judged.extend(texts) or judge(texts))
    for at in range(0, len(MIXED), size):
        before, expected = len(judged), one.may_judge(MIXED[at : at + size])
        one.feed(MIXED[at : at + size])
        assert expected or len(judged) == before
    assert bool(judged) == (policy in {"remove", "refuse", "handoff"})


def test_remove_falls_back_when_nothing_that_states_a_fact_is_left():
    one = grounder("remove")
    stream(one, f"Hello! {FALSE}")
    assert one.finish().fallback


@pytest.mark.parametrize(("policy", "handoff"), [("refuse", False), ("handoff", True)])
def test_refuse_and_handoff_end_at_the_first_false_sentence(policy, handoff):
    one = grounder(policy)
    stream(one, MIXED + " More text follows here.")
    found = one.finish()
    assert (found.fallback, found.handoff, one.refused) == (True, handoff, True)


def test_refuse_lets_a_true_answer_through_whole():
    one = grounder("refuse")
    shown = "".join(stream(one, "Gift cards cannot be refunded. [1] The warranty does not cover batteries."))
    found = one.finish()
    assert not found.fallback
    assert found.answer == "Gift cards cannot be refunded. [1] The warranty does not cover batteries."
    assert found.answer.startswith(shown)


def test_off_judges_nothing():
    one = grounder("off")
    assert one.feed(MIXED) == MIXED
    assert one.finish().to_wire() == {"policy": "off", "supported": 0, "partly": 0, "unsupported": 0, "sentences": []}


def test_source_sentences_are_encoded_once_for_all_answers():
    encoder = LetterEncoder()
    vectors = SentenceVectors(encoder)
    for sentence in (
        "Refunds reach people in 7 days.",
        "Refunds will reach people within 7 days.",
        "Cards given away bring no refund.",
    ):
        Grounding([chunk(POLICY)], vectors=vectors).judge([sentence])
    assert len(encoder.encoded) == len(set(encoder.encoded)) > 2


PIECES = st.lists(
    st.sampled_from(["Refunds", "are paid.", "[1]",
          "คืนเงินภายใน", "7 วัน", "。", "退款", "\n", "- a", "Mr.", "1.5", "?", "Gift cards cannot be refunded."]),
    max_size=40,
).map(" ".join)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_the_sentences_cover_all_of_an_answer_in_order(text):
    spans = answer_sentences(text)
    covered = "".join(text[start:end] for start, end in spans)
    assert covered.replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@settings(max_examples=100, deadline=None)
@given(PIECES, st.integers(1, 7), st.sampled_from(["flag", "remove"]))
def test_what_was_shown_is_the_beginning_of_the_answer_and_spans_point_into_it(text, size, policy):
    one = grounder(policy)
    shown = "".join(one.feed(text[at : at + size]) for at in range(0, len(text), size))
    found = one.finish()
    assert found.answer.startswith(shown.rstrip())
    for sentence in found.sentences:
        assert 0 <= sentence.start <= sentence.end <= len(found.answer)
        assert (sentence.start == sentence.end) == (sentence.removed_text is not None)
