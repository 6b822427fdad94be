"""What an answer begins with, what stands behind it, and what is rather not said."""

from comity.assistants.answering import SelectedChunk, SentenceVectors, extract, select
from comity.assistants.answering.expecting import expected
from tests.assistants.answering.encoders import LetterEncoder

REFUNDS = (
    "บริษัทคืนเงินภายใน 7 วันหลังจากสินค้าถึงคลังสินค้า หากชำระด้วยบัตรจะคืนเข้าบัตรใบเดิม "
    "หากชำระด้วยเงินสดหรือโอนเงินจะคืนเข้าบัญชีธนาคารในชื่อของลูกค้า"
)
PRICES = (
    "| รหัส | สินค้า | ราคา (บาท) |\n| --- | --- | --- |\n"
    "| WSH-8010 | เครื่องซักผ้า สะอาด ฝาหน้า | 13,500 |\n| IRN-6022 | เตารีดไอน้ำ | 990 |"
)


def chunk(text: str, name: str = "c", questions: tuple[str, ...] = (), score: float = 0.5) -> SelectedChunk:
    return SelectedChunk(
        name, text, document_id=name, start=0, end=len(text), questions=questions, sorting_score=score
    )  # fmt: skip


def told(question: str, *texts: str) -> str:
    answer = extract(question, [chunk(text, f"c{n}") for n, text in enumerate(texts)], cite=False)
    return answer.text if answer else ""


def test_the_sentence_that_answers_comes_first_though_its_chunk_was_found_second():
    text = told(
        "How long does the pump warranty last?",
        "The pump warranty covers all parts. It is given by the maker of the pump.",
        "The pump warranty lasts 48 months.",
    )
    assert text.startswith("The pump warranty lasts 48 months.")


def test_what_stands_behind_the_first_sentence_keeps_the_order_of_the_chunks():
    answer = extract(
        "Which pump parts does the warranty cover?",
        [
            chunk("The warranty covers pump parts.", "a"),
            chunk("Which pump parts does the warranty cover: all pump parts.", "b"),
            chunk("Pump parts of which the warranty does cover half.", "c"),
        ],
    )
    assert answer is not None
    behind = [quote.source.chunk_id for quote in answer.quotes[1:]]
    assert behind == sorted(behind)


def test_a_sentence_that_adds_nothing_asked_for_stays_away():
    assert (
        told("How many days until refunds are paid?", "Refunds are paid within 7 days. Refunds are recorded on paper.")
        == "Refunds are paid within 7 days."
    )


def test_a_thai_window_is_cut_to_the_clause_that_says_how_long():
    assert told("คืนเงินภายในกี่วัน", REFUNDS) == "บริษัทคืนเงินภายใน 7 วันหลังจากสินค้าถึงคลังสินค้า"


def test_a_cut_thai_window_names_the_span_of_what_is_left():
    text = "ร้านเปิดทุกวันตลอดทั้งปี\n" + REFUNDS
    answer = extract("คืนเงินภายในกี่วัน", [chunk(text)], cite=False)
    assert answer is not None
    [quote] = answer.quotes
    assert text[quote.source.start : quote.source.end] == answer.text


def test_a_thai_condition_stays_with_its_clause():
    text = "หากสินค้าชำรุดและลูกค้ามีใบเสร็จรับเงิน บริษัทคืนเงินภายใน 7 วันหลังจากสินค้าถึงคลังสินค้า"
    assert told("คืนเงินภายในกี่วัน", text).startswith("หากสินค้าชำรุด")


def test_a_thai_window_stays_whole_when_the_question_expects_nothing_of_a_kind():
    assert told("เงื่อนไขการคืนเงินของบริษัท", REFUNDS) == REFUNDS


def test_a_price_row_does_not_answer_what_is_wrong_with_the_machine():
    assert told("เครื่องซักผ้าสั่นแรงมาก", PRICES) == ""


def test_a_price_row_answers_what_the_machine_costs():
    assert "13,500" in told("เครื่องซักผ้าราคากี่บาท", PRICES)


def test_a_long_thai_name_does_not_outweigh_what_is_asked_about_it():
    care = "เครื่องซักผ้า สั่นแรงมาก ให้ปรับขาตั้งให้ได้ระดับ"
    assert told("เครื่องซักผ้าสั่นแรงมาก", "เครื่องซักผ้าต้องมีก๊อกน้ำและท่อระบายน้ำ", care).startswith(care)


def test_a_code_is_found_however_it_is_written():
    for written in ("PPR-9087", "PPR9087", "ppr 9087"):
        assert "48 months" in told(f"warranty of {written}", "The warranty of PPR-9087 is 48 months.")


def test_a_product_that_no_document_names_is_not_answered_by_another():
    assert told("What is the warranty of PPR-1111?", "The warranty of PPR-9087 is 48 months.") == ""


def test_a_sentence_about_another_product_is_left_out():
    text = told(
        "price of pump PPR-9088", "The price of pump PPR-9087 is 7,850 baht.", "Pump PPR-9088: price 9,150 baht."
    )
    assert "9,150" in text
    assert "7,850" not in text


def test_an_error_code_does_not_hide_the_sentence_that_also_names_a_product():
    assert "fill the tank" in told("pump shows error E2", "If pump PPR-9087 shows error E2, fill the tank.")


def test_when_inside_a_sentence_asks_for_no_time():
    assert expected("When do you open?") == "clock"
    assert expected("Until when are refunds paid?") is not None
    assert expected("When are refunds paid?") == "time"
    assert expected("What if nobody is at home when the driver comes?") is None


def test_hours_and_places_are_expected_by_their_words():
    assert expected("What time does the shop close?") == "clock"
    assert expected("ร้านปิดกี่โมง") == "clock"
    assert expected("Where is the shop?") == "place"
    assert expected("สาขาภูเก็ตอยู่ที่ไหน") == "place"


def test_chunks_in_ones_own_script_are_used_first_when_the_answer_is_quoted():
    found = [[chunk("Refunds are paid within 7 days.", "en", score=0.8), chunk(REFUNDS, "th", score=0.7)]]
    question = "คืนเงินภายในกี่วัน"
    assert [c.chunk_id for c in select(found, threshold=0.1, limit=2, quoting=question).used] == ["th", "en"]
    assert [c.chunk_id for c in select(found, threshold=0.1, limit=2).used] == ["en", "th"]


def test_the_other_case_of_a_list_stands_beside_the_one_that_is_more_alike():
    fees = "Delivery\n- Delivery in Bangkok and the three provinces around it costs 120 baht\n- Delivery elsewhere costs 250 baht"
    alike = SentenceVectors(LetterEncoder())
    answer = extract("What does delivery cost?", [chunk(fees)], vectors=alike, cite=False)
    assert answer is not None
    assert "250 baht" in answer.text
    assert "120 baht" in answer.text
