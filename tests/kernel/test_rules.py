"""Broken fields speak the specification's words: its rule names, its paths, and a sentence that says what to do."""

from typing import Annotated, Any, Literal

import pytest
from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints, ValidationError

from comity.kernel.errors import BadRequest, Validation
from comity.kernel.http import Wire
from comity.kernel.http.bodies import check_json
from comity.kernel.http.rules import Form, broken, field_errors, wire_path


def no_repeats(value: list[int]) -> list[int]:
    if len(set(value)) != len(value):
        raise broken("unique", "Name each of them once.", limit=1)
    return value


class Topic(Wire):
    """A part with parts."""

    phrases: Annotated[list[Annotated[str, Field(min_length=1, max_length=3)]], Field(min_length=1, max_length=2)]


class Everything(Wire):
    """A field for each rule."""

    some_text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=4)] = "ok"
    filled: Annotated[str, Field(min_length=1)] = "x"
    slug: Annotated[str, Form("[a-z0-9-]{3,40}", "3 to 40 of a-z, 0-9 and -.")] = "abc"
    raw: Annotated[str, Field(pattern="^a$")] = "a"
    whole: int = Field(default=1, ge=1, le=9)
    part: float = Field(default=0.5, gt=0, lt=1)
    flag: bool = False
    kind: Literal["a", "b", "c"] = "a"
    at: AwareDatetime | None = None
    numbers: Annotated[list[int], Field(max_length=3), AfterValidator(no_repeats)] = []
    blocked_topics: list[Topic] = []
    by_name: dict[Annotated[str, Form("[a-z]+", "Lower case.")], Annotated[str, Field(max_length=2)]] = {}


def refusals(sent: dict[str, Any]) -> list[dict[str, Any]]:
    with pytest.raises(ValidationError) as caught:
        Everything.model_validate(sent)
    return field_errors(caught.value.errors())


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"someText": "toolong"}, ("someText", "maxLength", "At most 4 characters.", {"limit": 4, "actual": 7})),
        ({"someText": " a "}, ("someText", "minLength", "At least 2 characters.", {"limit": 2})),
        ({"filled": ""}, ("filled", "minLength", "Write something here.", {"limit": 1, "actual": 0})),
        ({"someText": 5}, ("someText", "type", "Use text.", {})),
        ({"slug": "A b"}, ("slug", "pattern", "3 to 40 of a-z, 0-9 and -.", {})),
        ({"slug": "abc\n"}, ("slug", "pattern", "3 to 40 of a-z, 0-9 and -.", {})),
        ({"raw": "b"}, ("raw", "pattern", "This text does not have the form that this field takes.", {})),
        ({"whole": 0}, ("whole", "min", "At least 1.", {"limit": 1, "actual": 0})),
        ({"whole": 10}, ("whole", "max", "At most 9.", {"limit": 9, "actual": 10})),
        ({"whole": "x"}, ("whole", "type", "Use a whole number.", {})),
        ({"whole": 1.5}, ("whole", "type", "Use a whole number.", {})),
        ({"part": 1}, ("part", "max", "Less than 1.", {"limit": 1, "actual": 1})),
        ({"part": 0}, ("part", "min", "More than 0.", {"limit": 0, "actual": 0})),
        ({"part": float("nan")}, ("part", "max", "Less than 1.", {"limit": 1})),
        ({"flag": "perhaps"}, ("flag", "type", "Use true or false.", {})),
        ({"kind": "d"}, ("kind", "enum", "Use one of a, b or c.", {})),
        ({"at": "yesterday"}, ("at", "type", "Use a time with its zone, such as 2026-03-01T02:03:04Z.", {})),
        ({"at": "2026-03-01T02:03:04"}, ("at", "type", "Use a time with its zone, such as 2026-03-01T02:03:04Z.", {})),
        ({"numbers": [1, 2, 3, 4]}, ("numbers", "maxItems", "At most 3 entries.", {"limit": 3, "actual": 4})),
        ({"numbers": [1, 1]}, ("numbers", "unique", "Name each of them once.", {"limit": 1})),
        ({"numbers": 5}, ("numbers", "type", "Use a list.", {})),
        ({"blockedTopics": [{"phrases": []}]}, ("blockedTopics[0].phrases", "minItems", "Add at least one.", {})),
        ({"blockedTopics": [{}]}, ("blockedTopics[0].phrases", "required", "This field is needed.", {})),
        ({"blockedTopics": ["x"]}, ("blockedTopics[0]", "type", "Use an object.", {})),
        ({"byName": {"th": "long"}}, ("byName.th", "maxLength", "At most 2 characters.", {"limit": 2, "actual": 4})),
        ({"byName": {"TH": "x"}}, ("byName.TH", "pattern", "Lower case.", {})),
    ],
)
def test_a_broken_field_is_told_in_the_documented_words(sent: dict[str, Any], expected: tuple[Any, ...]) -> None:
    path, rule, message, beside = expected
    [item] = refusals(sent)
    assert (item["path"], item["rule"], item["message"]) == (path, rule, message)
    assert beside.items() <= item.items()


def test_every_broken_field_is_told_at_once_deep_ones_by_their_place() -> None:
    good, bad = {"phrases": ["ok"]}, {"phrases": ["ok", "toolong"]}
    items = refusals({"whole": 0, "kind": 1, "blockedTopics": [good, good, bad]})
    assert [(item["path"], item["rule"]) for item in items] == [
        ("whole", "min"),
        ("kind", "enum"),
        ("blockedTopics[2].phrases[1]", "maxLength"),
    ]


def test_nothing_of_the_validators_own_english_comes_through() -> None:
    wrong: dict[str, Any] = dict.fromkeys(
        ("someText", "slug", "whole", "part", "flag", "kind", "at", "numbers"), object()
    )
    for item in refusals(wrong):
        assert "Input should" not in item["message"]
        assert item["message"].endswith(".")
        assert item["rule"] in {"type", "enum"}


def test_a_path_leaves_out_where_in_the_request_it_stands() -> None:
    assert wire_path(("body", "blockedTopics", 2, "phrases", 0)) == "blockedTopics[2].phrases[0]"
    assert wire_path(("query", "limit")) == "limit"
    assert wire_path(("body", "fallbackText", "TH", "[key]")) == "fallbackText.TH"


def test_a_form_stands_in_the_apis_description() -> None:
    assert Everything.model_json_schema()["properties"]["slug"]["pattern"] == "^(?:[a-z0-9-]{3,40})$"


def test_json_of_thirty_two_levels_passes_and_deeper_is_refused() -> None:
    check_json(b"[" * 32 + b"]" * 32)
    check_json(b'{"a": "' + b"[" * 100 + b'", "b": "\\"[[[[", "c": [' + b"[]," * 40 + b"[]]}")
    with pytest.raises(BadRequest):
        check_json(b"[" * 33 + b"]" * 33)
    with pytest.raises(BadRequest):
        check_json(b'{"a":' * 33 + b"1" + b"}" * 33)


def test_a_text_that_no_store_keeps_is_refused_by_its_path() -> None:
    check_json(rb'{"name": "a backslash and u: \\u0000"}')
    with pytest.raises(Validation) as caught:
        check_json(rb'{"name": "a", "topics": [{"reply": "x\u0000"}]}')
    assert [(item["path"], item["rule"]) for item in caught.value.errors] == [("topics[0].reply", "pattern")]
