"""CSV as spreadsheets write and show it."""

import pytest

from comity.kernel.text import BYTE_ORDER_MARK, NoCsv, csv_columns, csv_lines, csv_text, inert, plain, utf8_csv_lines


def test_lines_keep_their_numbers_and_blank_ones_are_left_out() -> None:
    assert csv_lines('a,b\r\n\r\n1,"two\r\nlines"\n , \n2,3') == [
        (1, ["a", "b"]),
        (3, ["1", "two\r\nlines"]),
        (5, ["2", "3"]),
    ]


@pytest.mark.parametrize(
    ("text", "cells"), [("a;b", ["a", "b"]), ("a\tb", ["a", "b"]), ("a,b;c", ["a", "b;c"]), ("a", ["a"])]
)
def test_the_header_tells_what_separates(text: str, cells: list[str]) -> None:
    assert csv_lines(text)[0][1] == cells


@pytest.mark.parametrize(
    ("content", "rule"), [(b"\xff\xfea", "encoding"), (b"a,\0", "pattern"), (b"a,\xff", "encoding")]
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, rule: str) -> None:
    with pytest.raises(NoCsv) as refused:
        utf8_csv_lines(content)
    assert refused.value.rule == rule


def test_columns_are_found_in_any_case_and_the_rest_is_named() -> None:
    assert csv_columns([" ID", "Valid  From", "note ", "", "id"], ("id", "valid from")) == (
        {"id": 0, "valid from": 1},
        ["note", "id"],
    )


@pytest.mark.parametrize("cell", ["=1+1", "+66 2", "-x", "@me", "plain", "'quoted"])
def test_what_was_made_inert_reads_as_it_was(cell: str) -> None:
    assert plain(inert(cell)) == cell
    assert utf8_csv_lines((BYTE_ORDER_MARK + csv_text([[cell]])).encode()) == [(1, [inert(cell)])]
