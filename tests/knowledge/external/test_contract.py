"""What is sent to a Target Endpoint and what is taken from its reply (`knowledge.md` 3.7)."""

import json
from typing import Any

import pytest

from comity.knowledge.external.contract import NotTheContract, chunk_id, read_reply, request_body


def reply(*entries: Any) -> bytes:
    return json.dumps({"total": len(entries), "data": list(entries)}).encode()


def entry(score: Any = 0.8, content: Any = "Refunds are paid within 7 days.", **document: Any) -> dict[str, Any]:
    return {"score": score, "document": {"content": content, **document}}


def test_the_body_has_exactly_two_keys_and_without_a_translation_both_say_the_question() -> None:
    assert request_body("คืนเงินกี่วัน", None, ["a"], ["b"], send_terms=False) == {
        "message": "คืนเงินกี่วัน",
        "message_en": "คืนเงินกี่วัน",
    }
    told = request_body("คืนเงินกี่วัน", "How many days?", ["refund"], ["days"], send_terms=True)
    assert told == {
        "message": "คืนเงินกี่วัน",
        "message_en": "How many days?",
        "searchTerms": ["refund"],
        "keywords": ["days"],
    }


def test_entries_come_best_first_with_ids_that_stay() -> None:
    found, warnings = read_reply(reply(entry(0.5, "B"), entry(0.9, "A", path="p"), entry(0.4, "B")))
    assert [(one.content, one.path, one.score) for one in found] == [("A", "p", 0.9), ("B", "", 0.5)]
    assert (warnings, found[0].chunk_id) == ([], chunk_id("p", "A"))
    assert (len(chunk_id("p", "A")), chunk_id("p", "A")[0]) == (12, "x")
    assert chunk_id("p", "A") != chunk_id("", "A")


@pytest.mark.parametrize(
    "odd",
    [{}, [], None, 5, entry("0.8"), entry(True), entry(None), entry(0.8, 5), entry(0.8, "  "), {"score": 0.8}],
)
def test_an_entry_without_text_or_score_is_left_out_with_a_warning(odd: Any) -> None:
    found, warnings = read_reply(reply(odd, entry()))
    assert len(found) == 1
    assert [warning["code"] for warning in warnings] == ["entry_skipped"]


def test_scores_outside_0_to_1_are_cut_and_keep_what_the_endpoint_said() -> None:
    found, warnings = read_reply(reply(entry(7), entry(-3, "Other")))
    assert [(one.score, one.sorting_score) for one in found] == [(7.0, 1.0), (-3.0, 0.0)]
    assert [warning["code"] for warning in warnings] == ["score_out_of_range"]


def test_a_hundred_entries_are_read_and_long_texts_are_cut() -> None:
    found, warnings = read_reply(reply(entry(0.5, "x" * 20_001), *(entry(0.5, str(n)) for n in range(120))))
    assert (len(found), max(len(one.content) for one in found)) == (100, 20_000)
    assert sorted(warning["code"] for warning in warnings) == ["content_cut", "too_many_entries"]


def test_an_empty_list_is_a_normal_nothing() -> None:
    assert read_reply(b'{"data": []}') == ([], [])


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (b"", "notJson"),
        (b"<html></html>", "notJson"),
        (b'{"data": [NaN]}', "notJson"),
        (b"[]", "noData"),
        (b'{"total": 0}', "noData"),
        (b'{"data": {}}', "noData"),
    ],
)
def test_anything_else_is_not_the_contract(body: bytes, rule: str) -> None:
    with pytest.raises(NotTheContract) as refused:
        read_reply(body)
    assert refused.value.rule == rule
