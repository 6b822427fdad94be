"""What happened, told to whoever asked: `publish` in the caller's transaction, delivered as one job per subscriber.

An event is a frozen dataclass named in the past tense with a `workspace_id`. Delivery is at least once and, with a `lane`, in order.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any, Protocol, TypeVar

import msgspec

from comity.kernel.db import Tx
from comity.kernel.jobs import enqueue, job


class Event(Protocol):
    """Anything that can be announced."""

    @property
    def workspace_id(self) -> str: ...


E = TypeVar("E")
_SUBSCRIBERS: dict[type, list[tuple[str, Callable[[Any], str] | None]]] = defaultdict(list)


def publish(tx: Tx, event: Event) -> None:
    """Announces an event: never lost once committed, never heard if not."""
    for name, lane in _SUBSCRIBERS[type(event)]:
        payload = asdict(event)  # pyright: ignore[reportArgumentType]  events are dataclasses
        enqueue(tx, name, payload, workspace_id=event.workspace_id, lane=lane(event) if lane else None)


def subscribe(
    event_type: type[E], name: str, *, lane: Callable[[E], str] | None = None
) -> Callable[[Callable[[Any, E], Awaitable[None]]], Callable[[Any, E], Awaitable[None]]]:
    """Registers `handler(rt, event)` for an event; `name` is the job's kind and stays the same for good."""

    def register(handler: Callable[[Any, E], Awaitable[None]]) -> Callable[[Any, E], Awaitable[None]]:
        @job(name)
        async def deliver(rt: Any, payload: dict[str, Any]) -> None:
            await handler(rt, msgspec.convert(payload, event_type))

        _SUBSCRIBERS[event_type].append((name, lane))
        return handler

    return register
