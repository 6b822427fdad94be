"""A model that says what it was told to say, at the pace it was told: for tests, demonstrations and measurements.

A script is registered under a name; a connection with provider `scripted` and base URL `scripted://<name>` plays it.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from comity.kernel.llm.errors import ModelRefused, ModelSilent, ModelUnreachable, failure_of_status
from comity.kernel.llm.messages import ChatRequest, Connection, Done, ToolCall, Usage

SCHEME = "scripted://"


@dataclass(frozen=True, slots=True)
class Scripted:
    """One reply: its texts, the tools it wants called, the seconds before the first text and between two, how it fails, if it does.

    `status` other than 200 fails before any text; `dies_after` ends the connection after so many texts; None never does.
    """

    texts: Sequence[str] = ()
    first_seconds: float = 0.0
    between_seconds: float = 0.0
    status: int = 200
    retry_after_seconds: float | None = None
    detail: str = ""
    dies_after: int | None = None
    finish_reason: str = "stop"
    usage: Usage | None = None
    tool_calls: Sequence[ToolCall] = ()


@dataclass(slots=True)
class Call:
    """A call that was made: what was asked, how many texts were given, and how it ended."""

    request: ChatRequest
    texts_sent: int = 0
    is_finished: bool = False
    is_aborted: bool = False


@dataclass(slots=True)
class Script:
    """The replies of a scripted model, in order; the last is repeated. `calls` shows what was asked of it."""

    replies: list[Scripted]
    calls: list[Call] = field(default_factory=list)

    def next(self) -> Scripted:
        """The reply to the call that is being made."""
        return self.replies[min(len(self.calls), len(self.replies)) - 1]


SCRIPTS: dict[str, Script] = {}


def play(name: str, *replies: Scripted | str) -> Script:
    """Registers a script under a name; a plain string is a reply of one text. Returns it, to look at its calls."""
    made = [Scripted(texts=(reply,)) if isinstance(reply, str) else reply for reply in replies]
    script = SCRIPTS[name] = Script(made)
    return script


def scripted_connection(name: str) -> Connection:
    """The connection that plays the script of that name."""
    return Connection(id=f"scripted/{name}", base_url=SCHEME + name, api_key="scripted", provider="scripted")


class ScriptedProvider:
    """Plays the registered scripts."""

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Done, None]:
        """Texts at the script's pace, then one `Done`. Raises `ModelFailed` where the script says so."""
        script = SCRIPTS.get(request.connection.base_url.removeprefix(SCHEME))
        if script is None:
            raise ModelRefused("There is no script of this name.")
        call = Call(request)
        script.calls.append(call)
        reply = script.next()
        try:
            async with aclosing(_texts(reply, request)) as texts:
                async for text in texts:
                    call.texts_sent += 1
                    yield text
            call.is_finished = True
        except (asyncio.CancelledError, GeneratorExit):
            call.is_aborted = True
            raise
        yield Done(reply.finish_reason, reply.usage, tuple(reply.tool_calls))


async def _texts(reply: Scripted, request: ChatRequest) -> AsyncGenerator[str, None]:
    await _wait(reply.first_seconds, request.first_token_seconds)
    if reply.status != 200:
        after = {} if reply.retry_after_seconds is None else {"Retry-After": str(reply.retry_after_seconds)}
        raise failure_of_status(reply.status, reply.detail, after, has_key=bool(request.connection.api_key))
    for number, text in enumerate(reply.texts):
        if number == reply.dies_after:
            break
        if number:
            await _wait(reply.between_seconds, request.between_seconds)
        yield text
    if reply.dies_after is not None:
        raise ModelUnreachable("The script ends the connection here.")


async def _wait(seconds: float, allowed_seconds: float) -> None:
    if seconds > allowed_seconds:
        await asyncio.sleep(allowed_seconds)
        raise ModelSilent("The script is silent for longer than is waited.")
    if seconds:
        await asyncio.sleep(seconds)
