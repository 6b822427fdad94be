"""The parameters that a model fills: a JSON Schema of at most 20 properties, and the judgement of what it filled in."""

import re
from typing import Any

import msgspec

MAX_PARAMETERS = 20
MAX_SCHEMA_BYTES = 20_000
MAX_ARGUMENT_BYTES = 65_536
MAX_FINDINGS = 5
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
EMPTY: dict[str, Any] = {"type": "object", "properties": {}}


def broken_schema(schema: dict[str, Any]) -> str:
    """What is wrong with a parameter schema, as a sentence; empty when nothing is."""
    properties = schema.get("properties", {})
    if schema.get("type") != "object" or not isinstance(properties, dict):
        return 'Describe the parameters as a JSON Schema of type "object" with "properties".'
    if len(properties) > MAX_PARAMETERS:
        return f"At most {MAX_PARAMETERS} parameters."
    if len(msgspec.json.encode(schema)) > MAX_SCHEMA_BYTES:
        return f"The schema is longer than {MAX_SCHEMA_BYTES} bytes."
    for name in properties:
        if not _NAME.fullmatch(name) or name == "metadata":
            return f"'{name}' cannot be a parameter. Use letters, digits and _, and not 'metadata'."
    return _not_a_schema(schema)


def broken_arguments(schema: dict[str, Any], arguments: Any) -> str:
    """What is wrong with the arguments of a call, in words that a model can mend; empty when nothing is."""
    from jsonschema import Draft202012Validator  # takes a tenth of a second to import; most processes never call
    from referencing import Registry

    if not isinstance(arguments, dict):
        return "The arguments must be a JSON object."
    if len(msgspec.json.encode(arguments)) > MAX_ARGUMENT_BYTES:
        return "The arguments are too long."
    closed = {"additionalProperties": False, **schema}
    validator: Any = Draft202012Validator(closed, registry=Registry())
    try:
        found = [_finding(error) for error in validator.iter_errors(arguments)]
    except Exception as error:  # noqa: BLE001  a reference in the schema that leads nowhere, in the library's own error types
        return f"The parameter schema cannot be used: {error}"
    return "; ".join(found[:MAX_FINDINGS])


def _finding(error: Any) -> str:
    place = ".".join(str(part) for part in error.absolute_path)
    return f"{place}: {error.message}" if place else str(error.message)


def _not_a_schema(schema: dict[str, Any]) -> str:
    from jsonschema import Draft202012Validator, SchemaError

    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        place = ".".join(str(part) for part in error.absolute_path)
        return f"This is not a JSON Schema: {f'{place}: ' if place else ''}{error.message}"
    return "" if not _leads_away(schema) else "'$ref' may only point into the schema itself ('#/$defs/...')."


def _leads_away(schema: Any) -> bool:
    if isinstance(schema, dict):
        reference = schema.get("$ref")
        if isinstance(reference, str) and not reference.startswith("#"):
            return True
        return any(_leads_away(value) for value in schema.values())
    return isinstance(schema, list) and any(_leads_away(item) for item in schema)
