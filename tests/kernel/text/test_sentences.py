"""Sentence spans and token counts."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from comity.kernel.text import count_tokens, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_english_is_cut_at_full_stops_but_not_at_abbreviations_initials_or_decimals():
    text = "Dr. Smith paid 3.5 dollars. J. K. Rowling, e.g. in 1999, did not! Why?"
    assert cut(text) == ["Dr. Smith paid 3.5 dollars.", "J. K. Rowling, e.g. in 1999, did not!", "Why?"]


def test_chinese_and_japanese_are_cut_at_their_marks_without_spaces():
    assert cut("退款需要三天。请保留收据！谢谢") == ["退款需要三天。", "请保留收据！", "谢谢"]


def test_lines_and_list_items_are_sentences_of_their_own():
    assert cut("Steps:\n1. Open the app\n2. Press Refund") == ["Steps:", "1. Open the app", "2. Press Refund"]


def test_a_wrapped_line_is_not_cut():
    text = "The refund is paid to the card with which the order was made and\narrives within a week."
    assert len(cut(text)) == 1


def test_thai_is_cut_at_a_space_before_a_connective():
    text = "ลูกค้าสามารถขอคืนเงินได้ภายในสามสิบวันนับจากวันที่ซื้อสินค้า อย่างไรก็ตาม สินค้าลดราคาไม่สามารถคืนได้ในทุกกรณี"
    pieces = cut(text)
    assert len(pieces) == 2
    assert pieces[1].startswith("อย่างไรก็ตาม")


def test_a_space_before_a_number_does_not_cut_thai():
    text = "ลูกค้าสามารถขอคืนเงินได้ภายใน 30 วัน"
    assert cut(text) == [text]


def test_a_thai_date_with_its_era_and_an_open_bracket_are_not_cut():
    text = "สงครามสิ้นสุดลงอย่างเป็นทางการและมีการประกาศสันติภาพทั่วประเทศ (ตั้งแต่วันที่ 16 สิงหาคม พ.ศ. 2488 เป็นต้นมา)"
    assert "สิงหาคม พ.ศ. 2488" in cut(text)[-1]
    assert cut(text)[-1].endswith("เป็นต้นมา)")


def test_token_counts_are_near_those_of_the_bundled_model_in_every_script():
    texts = {
        "en": ("The refund is paid to the card with which the order was made within seven working days.", 18),
        "vi": ("Tiền hoàn lại sẽ được chuyển vào thẻ đã dùng để đặt hàng trong vòng bảy ngày làm việc.", 20),
        "zh": ("退款将在七个工作日内退回到下单时所使用的银行卡。", 16),
    }
    for text, tokens in texts.values():
        assert 0.7 <= count_tokens(text) / tokens <= 1.4


@given(st.text(alphabet="กขคเ \n.!?。aB1\t", max_size=120))
def test_spans_are_ordered_apart_and_lose_nothing_but_white_space(text: str):
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_token_counts_grow_with_the_text_and_are_zero_for_nothing():
    assert count_tokens("") == 0
    assert count_tokens("refund") == 1 or count_tokens("refund") == 2
    assert count_tokens("คืนเงิน " * 10) > count_tokens("คืนเงิน")
