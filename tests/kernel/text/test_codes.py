"""Codes: what counts as one and the forms it is compared in."""

import pytest

from comity.kernel.text import analyse, code_forms


@pytest.mark.parametrize(
    "code",
    [
        "PPR-9087",
        "ppr9087",
        "9087",
        "SKU_ABC",
        "AB/2024/15",
        "v2.10.3",
        "2024-01-31",
        "a.b@example.com",
        "https://example.com/a?b=1",
        "report.pdf",
        "TCP/IP",
        "1,500",
        "iPhone15",
        "C#7",
    ],
)
def test_a_code_is_found_as_it_was_written(code: str):
    assert analyse(f"ask about {code} please").codes == (code,)


@pytest.mark.parametrize("text", ["well-known", "and/or", "e.g. this", "in 30 days", "end. Next", "U.S."])
def test_plain_words_are_no_codes(text: str):
    assert analyse(text).codes == ()


def test_a_code_between_thai_letters_is_found():
    assert analyse("รุ่นPPR-9087ราคาเท่าไร").codes == ("PPR-9087",)


def test_a_code_said_twice_is_listed_once():
    assert analyse("PPR-9087 or PPR-9087").codes == ("PPR-9087",)


def test_forms_are_lower_case_joined_and_by_parts_of_three_or_more():
    forms = code_forms("PPR-9087/A1")
    assert (forms.written, forms.joined) == ("ppr-9087/a1", "ppr9087a1")
    assert forms.parts == ("ppr", "9087")


def test_a_code_without_separators_meets_the_one_with_them():
    assert code_forms("ppr9087").joined == code_forms("PPR-9087").joined


def test_thai_digits_make_the_same_code():
    assert code_forms("๑๕๐๐").written == "1500"
