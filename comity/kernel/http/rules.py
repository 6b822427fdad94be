"""Broken fields in the product's own words: one table from the validator's findings to `errors[]` (README, Errors).

A rule that a validator of ours finds raises `broken(rule, sentence)`; a text of a fixed form is annotated with `Form`, which
keeps the pattern in the API's description and gives the refusal a sentence that says what to write.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from comity.kernel.errors import FieldError, field_error

Found = dict[str, Any]
Sentence = Callable[[Found], tuple[str, dict[str, Any]]]
PLACES = {"body", "query", "path", "header", "cookie"}
OWN = "comity:"
TIME_EXAMPLE = "Use a time with its zone, such as 2026-03-01T02:03:04Z."


def broken(rule: str, sentence: str, **beside: Any) -> PydanticCustomError:
    """What a validator raises: the spec's name of the rule, and what the person should do instead."""
    return PydanticCustomError(OWN + rule, "{sentence}", {"sentence": sentence, "beside": beside})  # pyright: ignore[reportArgumentType]


class Form:
    """Annotates a text of a fixed form: the pattern it must match as a whole, and the sentence that says so."""

    def __init__(self, pattern: str, sentence: str) -> None:
        self._pattern = re.compile(pattern)
        self._sentence = sentence

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "pattern": f"^(?:{self._pattern.pattern})$"}

    def _check(self, value: str) -> str:
        if not self._pattern.fullmatch(value):
            raise broken("pattern", self._sentence)
        return value


def field_errors(found: Sequence[Any]) -> list[FieldError]:
    """A validator's findings as items of `errors[]`, each field once for each rule."""
    items = [_item(finding) for finding in found]
    return [item for i, item in enumerate(items) if item not in items[:i]]


def wire_path(location: Sequence[Any]) -> str:
    """`blockedTopics[2].phrases[0]` for where in the body, query or path something stands."""
    text = ""
    for part in location[1:] if location and location[0] in PLACES else location:
        if part == "[key]":
            continue
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _item(finding: Found) -> FieldError:
    kind: str = finding["type"]
    context = finding.get("ctx", {})
    if kind.startswith(OWN):
        return field_error(
            wire_path(finding["loc"]), kind.removeprefix(OWN), context["sentence"], **context.get("beside", {})
        )
    if kind == "value_error":  # a sentence of our own, from a validator that names no rule
        return field_error(wire_path(finding["loc"]), "value", str(context["error"]))
    rule, sentence = RULES.get(kind) or _by_family(kind)
    message, beside = sentence(finding)
    return field_error(wire_path(finding["loc"]), rule, message, **beside)


def _by_family(kind: str) -> tuple[str, Sentence]:
    if kind.startswith(("datetime", "date", "time", "timezone")):
        return "type", _says(TIME_EXAMPLE)
    if kind.startswith(("url", "uuid")):
        return "type", _says("Use an address or id in its usual form.")
    return ("type" if kind.endswith("_type") else "value"), _says("This field does not take such a value.")


def _says(sentence: str) -> Sentence:
    return lambda _finding: (sentence, {})


def _limit(name: str, sentence: str, *, measured: bool = False, one: str = "") -> Sentence:
    """A sentence about a bound, with `limit` and `actual` beside it. `one` stands in for the sentence where the bound is 1."""

    def say(finding: Found) -> tuple[str, dict[str, Any]]:
        limit = _plain(finding["ctx"][name])
        sent = finding.get("input")
        actual = finding["ctx"].get("actual_length", _length(sent)) if measured else _plain(sent)
        text = one if one and limit == 1 else sentence.format(limit=limit)
        return text, {"limit": limit, **({"actual": actual} if actual is not None else {})}

    return say


def _length(sent: Any) -> int | None:
    return len(sent) if hasattr(sent, "__len__") else None


def _plain(value: Any) -> Any:
    """A number as JSON has it; whatever is none is left out of the reply."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return value
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return int(number) if number.is_integer() else number


def _one_of(finding: Found) -> tuple[str, dict[str, Any]]:
    return f"Use one of {finding['ctx']['expected']}.".replace("'", ""), {}


def _decimals(finding: Found) -> tuple[str, dict[str, Any]]:
    places = finding["ctx"]["decimal_places"]
    return f"At most {places} digits after the point.", {"limit": places}


WHOLE, NUMBER, TEXT = _says("Use a whole number."), _says("Use a number."), _says("Use text.")
YES_NO, LIST, OBJECT = _says("Use true or false."), _says("Use a list."), _says("Use an object.")

RULES: dict[str, tuple[str, Sentence]] = {
    "missing": ("required", _says("This field is needed.")),
    "string_type": ("type", TEXT),
    "string_unicode": ("type", TEXT),
    "string_sub_type": ("type", TEXT),
    "int_type": ("type", WHOLE),
    "int_parsing": ("type", WHOLE),
    "int_parsing_size": ("type", WHOLE),
    "int_from_float": ("type", WHOLE),
    "float_type": ("type", NUMBER),
    "float_parsing": ("type", NUMBER),
    "finite_number": ("type", NUMBER),
    "decimal_type": ("type", NUMBER),
    "decimal_parsing": ("type", NUMBER),
    "bool_type": ("type", YES_NO),
    "bool_parsing": ("type", YES_NO),
    "list_type": ("type", LIST),
    "set_type": ("type", LIST),
    "tuple_type": ("type", LIST),
    "dict_type": ("type", OBJECT),
    "model_type": ("type", OBJECT),
    "model_attributes_type": ("type", OBJECT),
    "string_too_long": ("maxLength", _limit("max_length", "At most {limit} characters.", measured=True)),
    "string_too_short": (
        "minLength",
        _limit("min_length", "At least {limit} characters.", measured=True, one="Write something here."),
    ),
    "string_pattern_mismatch": ("pattern", _says("This text does not have the form that this field takes.")),
    "too_long": ("maxItems", _limit("max_length", "At most {limit} entries.", measured=True)),
    "too_short": (
        "minItems",
        _limit("min_length", "At least {limit} entries.", measured=True, one="Add at least one."),
    ),
    "greater_than_equal": ("min", _limit("ge", "At least {limit}.")),
    "greater_than": ("min", _limit("gt", "More than {limit}.")),
    "less_than_equal": ("max", _limit("le", "At most {limit}.")),
    "less_than": ("max", _limit("lt", "Less than {limit}.")),
    "multiple_of": ("step", _limit("multiple_of", "Use steps of {limit}.")),
    "decimal_max_places": ("step", _decimals),
    "literal_error": ("enum", _one_of),
    "enum": ("enum", _one_of),
    "extra_forbidden": ("unknown", _says("There is no such field. Leave it out.")),
}
