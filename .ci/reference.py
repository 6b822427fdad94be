"""Writes `docs/reference/` from the code: the HTTP API, settings, the command line and errors.

python .ci/reference.py             writes the pages: `make docs`
python .ci/reference.py --check     writes nothing; fails when a page is not what the code says
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from pydantic import BaseModel, SecretStr
from typer.main import get_command

import comity
from comity.app import assemble
from comity.cli import build
from comity.kernel.config import Settings
from comity.kernel.errors import ComityError
from comity.worker import parts_of

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
NOTE = "<!-- Written by `make docs` from the code: do not edit. -->"
METHODS = ("get", "post", "put", "patch", "delete")


def api() -> str:
    """Every path with what it does."""
    lines = [
        "# HTTP API",
        NOTE,
        "",
        "Every path with what it does. Shapes of bodies and replies: `comity openapi` prints the whole description as OpenAPI 3.1.",
        "Keys go into `Authorization: Bearer <key>`; errors have [one shape](errors.md). Lists take `limit` and `cursor` and",
        'answer `{"data", "nextCursor"}`.',
    ]
    groups: dict[str, list[str]] = {}
    for path, calls in sorted(assemble()[1].openapi()["paths"].items()):
        for method in METHODS:
            if call := calls.get(method):
                text = _first_line(call.get("description") or call.get("summary", ""))
                groups.setdefault((call.get("tags") or ["other"])[0], []).append(
                    f"| `{method.upper()} {path}` | {text} |"
                )
    hot = [f"| `{route.method} {_readable(route)}` | {_first_line(route.handler.__doc__ or '')} |" for route in _hot()]
    groups.setdefault("messaging", []).extend(line for line in hot if line not in groups.get("messaging", []))
    for tag, rows in groups.items():
        lines += ["", f"## {tag.capitalize()}", "| call | does |", "| --- | --- |", *rows]
    return "\n".join(lines) + "\n"


def _hot() -> Iterator[Any]:
    described = assemble()[1].openapi()["paths"]
    for module in parts_of("endpoints"):
        for route in getattr(module, "HOT", ()):
            if route.method.lower() not in described.get(_readable(route), {}):
                yield route


def _readable(route: Any) -> str:
    return route.pattern.pattern.replace("(?P<", "{").replace(">[^/]+)", "}")


def settings() -> str:
    """Every setting with its default."""
    lines = [
        "# Settings",
        NOTE,
        "",
        "From the environment, or `comity.toml` in the working directory with the same names in lower case and groups as tables. An",
        "unknown name stops the start. What a customer can change while Comity runs is kept in the database, not here.",
        "",
        "| name | type | default |",
        "| --- | --- | --- |",
        *_rows(Settings, "COMITY_"),
    ]
    return "\n".join(lines) + "\n"


def _rows(model: type[BaseModel], prefix: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield f"| **{name}** | | {_first_line(kind.__doc__ or '')} |"
            yield from _rows(kind, f"{prefix}{name.upper()}__")
            continue
        default = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
        shown = f"`{default}`" if str(default) else "empty"
        yield f"| `{prefix}{name.upper()}` | {_kind(kind)} | {shown if default != () else 'empty'} |"


def _kind(kind: Any) -> str:
    if kind is SecretStr:
        return "secret"
    text = kind.__name__ if isinstance(kind, type) and not hasattr(kind, "__args__") else str(kind)
    return text.replace("typing.Literal", "one of ").replace("tuple[str, ...]", "list").replace("|", "or")


def cli() -> str:
    """Every command with its help."""
    group = get_command(build())
    lines = ["# Command line", NOTE]
    with typer.Context(group, info_name="comity") as context:
        for name in group.list_commands(context):  # pyright: ignore[reportAttributeAccessIssue]
            lines += _command(context, group.get_command(context, name), name)  # pyright: ignore[reportAttributeAccessIssue]
    return "\n".join(lines) + "\n"


def _command(parent: Any, command: Any, name: str) -> list[str]:
    with type(parent)(command, info_name=name, parent=parent) as context:
        lines = ["", f"## {context.command_path}", "", (command.help or "").strip(), ""]
        rows = [record for item in command.params if (record := item.get_help_record(context))]
        lines += ["| option | does |", "| --- | --- |"]
        lines += [f"| `{_cell(option)}` | {_cell(text)} |" for option, text in rows]
        for inner in getattr(command, "commands", {}):
            lines += _command(context, command.commands[inner], inner)
    return lines


def errors() -> str:
    """Every error by its code."""
    for info in pkgutil.walk_packages(comity.__path__, "comity."):
        if info.name.endswith(".errors"):
            importlib.import_module(info.name)
    list(parts_of("endpoints"))
    lines = [
        "# Errors",
        NOTE,
        "",
        'One shape everywhere: `{"name", "code", "status", "message", "errors": []}`; in a stream the frame also carries',
        '`"__error": true`. `code` is the HTTP status times 1000 plus a detail; an item of `errors` is `{path, rule, message}`.',
        "",
        "| code | name | default message |",
        "| --- | --- | --- |",
    ]
    found = {(kind.code, f"{kind.__name__}Exception", kind.message) for kind in _kinds(ComityError)}
    lines += [f"| {code} | `{name}` | {_cell(message)} |" for code, name, message in sorted(found)]
    return "\n".join(lines) + "\n"


def _kinds(kind: type[ComityError]) -> Iterator[type[ComityError]]:
    for below in kind.__subclasses__():
        if below.__module__.startswith("comity."):
            yield below
            yield from _kinds(below)


def _first_line(text: str) -> str:
    return _cell(text.strip().partition("\n\n")[0])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


PAGES = {"api.md": api, "settings.md": settings, "cli.md": cli, "errors.md": errors}


def main(only_check: bool) -> int:
    """Writes or compares the pages; returns 1 when one is stale."""
    stale = []
    for name, page in PAGES.items():
        file, text = FOLDER / name, page()
        if only_check and (not file.is_file() or file.read_text(encoding="utf-8") != text):
            stale.append(name)
        elif not only_check:
            file.write_text(text, encoding="utf-8")
    if stale:
        print(f"Not what the code says: docs/reference/{', '.join(stale)}. Run: make docs")
    return 1 if stale else 0


sys.exit(main("--check" in sys.argv))
