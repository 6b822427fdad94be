"""What endpoints ask for in their signatures: the runtime, the actor with a right, paging and the revision they edit."""

from typing import Annotated, Any

from fastapi import Depends, Header, Query, Request

from comity.kernel.context import Actor
from comity.kernel.errors import Validation, field_error
from comity.kernel.runtime import Runtime


def _runtime(request: Request) -> Runtime:
    return request.app.state.rt


Rt = Annotated[Runtime, Depends(_runtime)]
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=2000)]


def requires(right: str) -> Any:
    """A parameter default: the actor, who must hold `right` (401000 without one, 403000 or 403551 without the right)."""

    async def actor_with_right(request: Request) -> Actor:
        actor: Actor = await request.app.state.authenticate(request)
        actor.require(right)
        return actor

    return Depends(actor_with_right)


def anyone() -> Any:
    """A parameter default: the actor, whatever their rights (401000 without one)."""

    async def actor_signed_in(request: Request) -> Actor:
        return await request.app.state.authenticate(request)

    return Depends(actor_signed_in)


def _revision(if_match: Annotated[str | None, Header(alias="If-Match")] = None) -> int | None:
    if if_match is None or if_match.strip() == "*":
        return None
    text = if_match.strip().removeprefix("W/").strip('"')
    if not text.isdigit():
        raise Validation([field_error("If-Match", "revision", 'Send the revision you edited as If-Match: "7".')])
    return int(text)


IfMatch = Annotated[int | None, Depends(_revision)]
