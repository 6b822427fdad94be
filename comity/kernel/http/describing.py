"""The API's own description (OpenAPI): readable operation ids, the one error shape, and the routes past the framework."""

import json
import re
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic.alias_generators import to_camel

from comity.kernel.http.asgi import Hot
from comity.kernel.http.schema import Wire

_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")


class FieldErrorRead(Wire):
    """A field that breaks a rule. `path` is where (`blockedTopics[2].phrases[0]`); a page may add values beside."""

    model_config = {"extra": "allow"}

    path: str
    rule: str
    message: str


class ErrorRead(Wire):
    """Every refusal has this shape; `code` is the status times 1000 plus a detail, and is unique."""

    model_config = {
        "json_schema_extra": {
            "examples": [
                {
                    "name": "ValidationException",
                    "code": 422000,
                    "status": 422,
                    "message": "At most 255 characters.",
                    "errors": [
                        {
                            "path": "name",
                            "rule": "maxLength",
                            "message": "At most 255 characters.",
                            "limit": 255,
                            "actual": 256,
                        }
                    ],
                }
            ]
        }
    }

    name: str
    code: int
    status: int
    message: str
    errors: list[FieldErrorRead]


REFUSALS: dict[int | str, dict[str, Any]] = {"4XX": {"model": ErrorRead, "description": "Refused, and why."}}


def partial(whole: type[Wire]) -> dict[str, Any]:
    """The request body of a PATCH that takes any of the fields of `whole`, which some POST describes in full."""
    schema = whole.model_json_schema(ref_template="#/components/schemas/{model}")
    fields = {name: {k: v for k, v in told.items() if k != "default"} for name, told in schema["properties"].items()}
    described = {"type": "object", "title": whole.__name__.replace("Write", "Update"), "properties": fields}
    return {"required": True, "content": {"application/json": {"schema": described}}}


def operation_id(route: APIRoute) -> str:
    """The endpoint's name in camelCase: stable for whoever generates a client."""
    return to_camel(route.name)


def describe(api: FastAPI, hot: Sequence[Hot]) -> None:
    """Has `api.openapi()` tell of the hot routes too, of which the framework knows nothing."""

    def openapi() -> dict[str, Any]:
        if api.openapi_schema is None:
            made = get_openapi(title=api.title, version=api.version, routes=api.routes)
            for route in hot:
                if route.operation is not None:
                    path = _GROUP.sub(r"{\1}", route.pattern.pattern)
                    made["paths"].setdefault(path, {})[route.method.lower()] = _operation(route.operation, path)
            api.openapi_schema = _as_input(made)
        return api.openapi_schema

    api.openapi = openapi


def _as_input(made: dict[str, Any]) -> dict[str, Any]:
    """Bodies described by `partial` name a schema plainly; the framework may have split it into `X-Input` and `X-Output`."""
    known = made["components"]["schemas"]
    text = json.dumps(made)
    for name in set(re.findall(r'"#/components/schemas/([^"]+)"', text)) - known.keys():
        text = text.replace(f'"#/components/schemas/{name}"', f'"#/components/schemas/{name}-Input"')
    return json.loads(text)


def _operation(told: dict[str, Any], path: str) -> dict[str, Any]:
    error = {"schema": {"$ref": "#/components/schemas/ErrorRead"}}
    refused = {"4XX": {"description": "Refused, and why.", "content": {"application/json": error}}}
    named = re.findall(r"\{(\w+)\}", path)
    places = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in named]
    parameters = [*places, *told.get("parameters", [])]
    return {**told, "parameters": parameters, "responses": {**told["responses"], **refused}}
