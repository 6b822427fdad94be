"""Tools: what a model may call, whichever kind of fulfillment it comes from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Confirm = Literal["none", "contact", "agent"]
NAME_MAX = 64
_NOT_A_NAME = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool of one fulfillment at one revision.

    `name`: what the model calls it, unique within an assistant; `remote_name`: what the MCP server calls it. `parameters` is
    a JSON Schema. `settings` are the fulfillment's, `secrets` the values of its secret headers.
    """

    fulfillment_id: str
    fulfillment_name: str
    workspace_id: str
    revision: int
    kind: str
    name: str
    description: str
    parameters: dict[str, Any]
    safe: bool
    confirm: Confirm
    settings: dict[str, Any]
    secrets: dict[str, str] = field(default_factory=dict, repr=False)
    remote_name: str = ""

    @property
    def needs_confirmation(self) -> bool:
        """Whether somebody must agree before it is called."""
        return self.confirm != "none" or not self.safe

    def for_model(self) -> dict[str, Any]:
        """The tool as it is offered to a model."""
        function = {"name": self.name, "description": self.description, "parameters": self.parameters}
        return {"type": "function", "function": function}


def tool_name(name: str, fallback: str) -> str:
    """A name that every provider takes: letters, digits, `_` and `-`; `fallback` where nothing of it is left."""
    return _NOT_A_NAME.sub("_", name).strip("_")[:NAME_MAX] or fallback


def uniquely_named(tools: Iterable[Tool], taken: Iterable[str] = ()) -> list[Tool]:
    """The tools with a number behind each name that was there before."""
    known, named = set(taken), []
    for tool in tools:
        name, number = tool.name, 2
        while name in known:
            name, number = f"{tool.name[: NAME_MAX - 4]}_{number}", number + 1
        known.add(name)
        named.append(replace(tool, name=name))
    return named
