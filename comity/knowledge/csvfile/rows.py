"""A row of the CSV File type."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One chunk in the making: its id in the base, its text and what belongs to it."""

    id: str
    content: str
    title: str = ""
    keywords: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rows:
    """A whole file: its rows in order and the headers that were not used."""

    rows: list[Row]
    ignored_columns: list[str]
