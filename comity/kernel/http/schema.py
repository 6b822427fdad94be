"""The base of wire shapes: camelCase outside, snake_case inside."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, field_serializer
from pydantic.alias_generators import to_camel

from comity.kernel import clock
from comity.kernel.db import Page
from comity.kernel.errors import StaleRevision

T = TypeVar("T")
R = TypeVar("R")


class Wire(BaseModel):
    """A request or reply body. Unknown fields are ignored; field names are camelCase on the wire."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=True,
        from_attributes=True,
        serialize_by_alias=True,
        json_schema_serialization_defaults_required=True,  # a reply always has them
    )

    @field_serializer("*", when_used="json", mode="wrap", check_fields=False)
    def _times(self, value: Any, handler: Callable[[Any], Any]):  # a return type would hide the fields' in OpenAPI
        return clock.iso(value) if isinstance(value, datetime) else handler(value)


class Listing(Wire, Generic[T]):
    """A page of a list: `{"data": [...], "nextCursor": null}`."""

    data: list[T]
    next_cursor: str | None = None

    @classmethod
    def of(cls, page: Page[R], show: Callable[[R], T]) -> "Listing[T]":
        """The wire form of a page, each row shown by `show`."""
        return cls(data=[show(row) for row in page.rows], next_cursor=page.next_cursor)


def check_revision(sent: int | None, current: int, current_object: Callable[[], Wire]) -> None:
    """Raises `StaleRevision` (409001) with the current object when `If-Match` names another revision; None passes."""
    if sent is not None and sent != current:
        raise StaleRevision(sent, current, current_object().model_dump(mode="json"))
