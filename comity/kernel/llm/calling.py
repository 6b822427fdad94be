"""Asking a model with patience: one retry while nothing was shown, and a circuit per connection (`assistants.md` 3.5)."""

import asyncio
import random
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from comity.kernel.llm.circuit import Circuit, State
from comity.kernel.llm.errors import ModelFailed, ModelRefused
from comity.kernel.llm.messages import ChatRequest, Done, Provider
from comity.kernel.llm.registry import PROVIDERS
from comity.kernel.logs import logger
from comity.kernel.outbound import Outbound

RETRY_AFTER_AT_MOST = 5.0
RETRY_BETWEEN = (0.5, 1.5)

log = logger("llm")


@dataclass(frozen=True, slots=True)
class Completion:
    """A reply read to its end."""

    text: str
    done: Done


class Llm:
    """Asks models through their providers. One per process, for the circuits are its memory."""

    def __init__(self, outbound: Outbound) -> None:
        self._providers: dict[str, Provider] = {name: make(outbound) for name, make in PROVIDERS.items()}
        self._circuits: dict[str, Circuit] = {}

    async def stream(self, request: ChatRequest, *, retry: bool = True) -> AsyncGenerator[str | Done, None]:
        """Texts as they arrive, then one `Done`. Close the generator (`aclosing`) to abort the call at once.

        Raises `ModelFailed`: before the first text after one retry, later at once.
        """
        attempts = 2 if retry else 1
        while True:
            attempts -= 1
            shown = False
            try:
                async with aclosing(self._attempt(request)) as texts:
                    async for item in texts:
                        shown = True
                        yield item
                return
            except ModelFailed as error:
                wait = _pause(error) if self._may_retry(request) and attempts and not shown else None
                log.warning("model call failed", model=request.model, reason=error.reason, detail=error.detail)
                if wait is None:
                    raise
            await asyncio.sleep(wait)

    async def complete(self, request: ChatRequest, *, retry: bool = True) -> Completion:
        """The whole reply at once. Raises `ModelFailed`."""
        texts: list[str] = []
        done = Done()
        async with aclosing(self.stream(request, retry=retry)) as items:
            async for item in items:
                if isinstance(item, str):
                    texts.append(item)
                else:
                    done = item
        return Completion("".join(texts), done)

    def circuit(self, connection_id: str) -> State:
        """The state of a connection's circuit in this process."""
        known = self._circuits.get(connection_id)
        return known.state if known else "closed"

    def forget(self, connection_id: str) -> None:
        """Closes the circuit: the connection was changed, so what it did before says nothing."""
        self._circuits.pop(connection_id, None)

    def _may_retry(self, request: ChatRequest) -> bool:
        """Whether a second attempt would be made at all: not once the first one opened the circuit."""
        return self.circuit(request.connection.id) == "closed"

    async def _attempt(self, request: ChatRequest) -> AsyncGenerator[str | Done, None]:
        circuit = self._circuits.setdefault(request.connection.id, Circuit())
        circuit.enter()
        provider = self._providers.get(request.connection.provider)
        if provider is None:
            raise ModelRefused(f"There is no provider '{request.connection.provider}'.")
        settled = False
        try:
            async with aclosing(provider.stream(request)) as items:
                async for item in items:
                    if not settled:
                        circuit.succeeded()
                        settled = True
                    yield item
        except ModelFailed as error:
            settled = True
            if error.trips_circuit:
                circuit.failed()
            else:
                circuit.left()
            raise
        finally:
            if not settled:
                circuit.left()


def _pause(error: ModelFailed) -> float | None:
    """Seconds before the retry, or None when there is to be none."""
    if not error.is_retried:
        return None
    after = error.retry_after_seconds
    if after is not None and after <= RETRY_AFTER_AT_MOST:
        return after
    return random.uniform(*RETRY_BETWEEN)


def llm_of(rt: Any) -> Llm:
    """The one that this process opened."""
    return rt.parts["llm"]
