from hypothesis import given, settings
from hypothesis import strategies as st

from comity.assistants.answering import SelectedChunk, SentenceVectors, extract, least_idf
from comity.assistants.answering.passages import passages
from tests.assistants.answering.encoders import LetterEncoder

POLICY = (
    "Refunds are paid within 7 days after we receive the item. Our shops open at nine. Gift cards cannot be refunded."
)


def chunk(text: str, name: str = "c1", start: int = 1000) -> SelectedChunk:
    return SelectedChunk(
        name, text, document_id=f"d-{name}", revision=2, document_version=3, page=4, start=start, end=start + len(text)
    )


def test_the_answer_is_the_sentence_verbatim_with_its_number_and_span():
    answer = extract("Within how many days are refunds paid?", [chunk(POLICY)])
    assert answer is not None
    assert answer.text == "Refunds are paid within 7 days after we receive the item. [1]"
    source = answer.quotes[0].source
    assert (
        POLICY[source.start - 1000 : source.end - 1000] == "Refunds are paid within 7 days after we receive the item."
    )
    assert (source.chunk_revision, source.document_version, source.page) == (2, 3, 4)


def test_an_unrelated_question_has_no_answer():
    assert extract("Who won the football final in 1998?", [chunk(POLICY)]) is None
    assert extract("anything", []) is None


def test_sentences_as_good_come_in_rank_order():
    first = chunk("The warranty covers the pump. It lasts long.", "a")
    second = chunk("Which parts does the pump warranty cover? The pump warranty covers all parts.", "b")
    answer = extract("Which parts does the pump warranty cover?", [first, second])
    assert answer is not None
    numbers = [quote.source.chunk_id for quote in answer.quotes]
    assert numbers == sorted(numbers)


def test_at_most_three_sentences_are_quoted():
    text = " ".join(f"Refund rule {n} says that refunds are paid." for n in range(9))
    answer = extract("Which refund rule says refunds are paid?", [chunk(text)])
    assert answer is not None
    assert len(answer.quotes) == 3


def test_a_colon_pulls_up_to_five_list_items_behind_it():
    text = (
        "To get a refund you need these papers:\n"
        + "\n".join(f"- paper {n}" for n in range(7))
        + "\nShops open at nine."
    )
    answer = extract("What papers do I need to get a refund?", [chunk(text)])
    assert answer is not None
    assert [line for line in answer.text.splitlines() if "- paper" in line] == [f"- paper {n} [1]" for n in range(5)]


def test_a_table_row_is_quoted_with_its_headers():
    text = "| Product | Price |\n| --- | --- |\n| Pump A7 | 1,500 THB |\n| Filter B2 | 90 THB |"
    answer = extract("What is the price of Filter B2?", [chunk(text)])
    assert answer is not None
    assert answer.text == "Product: Filter B2; Price: 90 THB [1]"
    source = answer.quotes[0].source
    assert text[source.start - 1000 : source.end - 1000].strip() == "| Filter B2 | 90 THB |"


def test_a_question_and_answer_chunk_yields_its_answer():
    answer = extract(
        "How long do refunds take?", [chunk("Q: How long do refunds take?\nA: Refunds take about a week.")]
    )
    assert answer is not None
    assert answer.text == "Refunds take about a week. [1]"


def test_a_heading_is_never_the_answer():
    answer = extract("What are the refund rules?", [chunk("## Refund rules\nRefund rules are printed on the receipt.")])
    assert answer is not None
    assert answer.text.startswith("Refund rules are printed")


def test_thai_is_answered_in_thai():
    text = "ร้านเปิดเวลาเก้าโมงเช้าทุกวันยกเว้นวันหยุด บริษัทจะคืนเงินภายใน 7 วันหลังจากได้รับสินค้าคืน\nติดต่อเราทางอีเมล"
    answer = extract("คืนเงินภายในกี่วัน", [chunk(text)])
    assert answer is not None
    assert "คืนเงินภายใน 7 วัน" in answer.text


def test_without_citations_no_number_is_added():
    answer = extract("Within how many days are refunds paid?", [chunk(POLICY)], cite=False)
    assert answer is not None
    assert "[1]" not in answer.text


def test_the_same_input_gives_the_same_answer_and_sources_are_encoded_once():
    encoder = LetterEncoder()
    vectors = SentenceVectors(encoder)
    first = extract("When are refunds paid?", [chunk(POLICY)], vectors=vectors)
    count = len(encoder.encoded)
    assert extract("When are refunds paid?", [chunk(POLICY)], vectors=vectors) == first
    assert len(encoder.encoded) == count


def test_the_grounding_of_a_quotation_is_supported_by_construction():
    answer = extract("Within how many days are refunds paid?", [chunk(POLICY)])
    assert answer is not None
    grounding = answer.to_grounding("flag")
    assert (grounding["supported"], grounding["partly"], grounding["unsupported"]) == (1, 0, 0)
    assert grounding["sentences"][0]["sources"][0]["chunkId"] == "c1"


WORDS = st.sampled_from(
    [
        "refund",
        "pays",
        "คืนเงิน",
        "ภายใน",
        "7",
        "days",
        "。",
        "退款",
        "| a |",
        "| b | c",
        "\n",
        "- item",
        ":",
        "# Head",
        "Mr.",
        "1.5",
        "?",
        "A:",
        "Q:",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_every_passage_stands_in_its_text_at_its_span(text):
    for passage in passages(text):
        assert 0 <= passage.start < passage.end <= len(text)
        if passage.kind != "row":
            assert text[passage.start : passage.end] == passage.text


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=60).map(" ".join), st.lists(WORDS, min_size=1, max_size=5).map(" ".join))
def test_every_quoted_sentence_is_verbatim_at_its_document_span(text, question):
    answer = extract(question, [chunk(text, start=50)])
    for quote in answer.quotes if answer else ():
        written = answer.text[quote.start : quote.end].removesuffix(" [1]")
        there = text[quote.source.start - 50 : quote.source.end - 50]
        assert written == there or "|" in there


def test_the_questions_that_a_base_holds_for_a_chunk_lead_to_its_text():
    row = SelectedChunk("r1", "About a week.", questions=("How long do refunds take?",))
    answer = extract("How long do refunds take?", [row])
    assert answer is not None
    assert answer.text == "About a week. [1]"


MANUAL = (
    "1 Returns and refunds\n\n1.1 Who may return goods\n\nUnused goods may be returned within 30 days.\n\n"
    "1.2 How refunds are paid\n\nRefunds are paid within 7 days after the goods have arrived. The delivery fee is kept."
)


def test_a_heading_without_any_mark_is_not_quoted_either():
    answer = extract("How are refunds paid?", [chunk(MANUAL)])
    assert answer is not None
    assert answer.text == "Refunds are paid within 7 days after the goods have arrived. [1]"


def test_a_line_that_names_nothing_is_no_heading():
    answer = extract("When is the shop open?", [chunk("The shop is open from nine to five")])
    assert answer is not None
    assert answer.text == "The shop is open from nine to five [1]"


def test_a_question_in_the_text_is_not_an_answer():
    answer = extract("Can I return goods?", [chunk("Can I return goods?\nYes, you can return goods within 30 days.")])
    assert answer is not None
    assert answer.text == "Yes, you can return goods within 30 days. [1]"


def test_a_row_about_another_code_is_left_out():
    text = "| Code | Price |\n| PPR-9087 | 7,850 baht |\n| PPR-9088 | 9,150 baht |"
    answer = extract("What is the price of PPR-9088?", [chunk(text)])
    assert answer is not None
    assert answer.text == "Code: PPR-9088; Price: 9,150 baht [1]"


def test_a_sentence_that_refers_back_brings_the_one_before_it():
    answer = extract("Which gift cards are valid for months?", [chunk("We sell cards. They are valid for 24 months.")])
    assert answer is not None
    assert answer.text == "We sell cards. [1] They are valid for 24 months. [1]"


def test_a_single_list_item_reads_without_its_dash():
    text = "- Bangkok: delivery costs 120 baht.\n- Other provinces: 250 baht, by van and ship."
    answer = extract("What does delivery to Bangkok cost?", [chunk(text, start=0)])
    assert answer is not None
    assert answer.text == "Bangkok: delivery costs 120 baht. [1]"
    source = answer.quotes[0].source
    assert text[source.start : source.end] == "Bangkok: delivery costs 120 baht."


def test_several_bullets_in_one_line_are_cut_apart():
    text = "• Pumps: two years of warranty. • Irons: one year of warranty. • Lamps: none at all."
    assert [passage.text for passage in passages(text)] == [
        "• Pumps: two years of warranty.",
        "• Irons: one year of warranty.",
        "• Lamps: none at all.",
    ]


def test_a_thai_question_takes_the_thai_sentence_beside_an_english_one():
    english = chunk("Refunds are paid within 7 days. Shops open at nine.", "en")
    thai = chunk("บริษัทคืนเงินภายใน 7 วันหลังจากสินค้าถึงคลังสินค้า", "th")
    for chunks in ([english, thai], [thai, english]):
        answer = extract("คืนเงินภายในกี่วัน", chunks, vectors=SentenceVectors(LetterEncoder()))
        assert answer is not None
        assert [quote.source.chunk_id for quote in answer.quotes] == ["th"]


def test_term_weights_over_several_bases_do_not_depend_on_their_order():
    one, two = {"a": 1.0, "b": 3.0}.__getitem__, {"a": 2.0, "b": 0.5}.__getitem__
    assert (
        [least_idf([one, two])(term) for term in "ab"] == [least_idf([two, one])(term) for term in "ab"] == [1.0, 0.5]
    )
    assert least_idf([])("a") == 1.0
