"""The providers by name."""

from collections.abc import Callable

from comity.kernel.llm.messages import Provider
from comity.kernel.llm.providers.openai_compatible import OpenAICompatible
from comity.kernel.llm.providers.scripted import (
    SCRIPTS,
    Script,
    Scripted,
    ScriptedProvider,
    play,
    scripted_connection,
)
from comity.kernel.outbound import Outbound

PROVIDERS: dict[str, Callable[[Outbound], Provider]] = {
    "openai_compatible": OpenAICompatible,
    "scripted": lambda _outbound: ScriptedProvider(),
}

__all__ = ["PROVIDERS", "SCRIPTS", "Script", "Scripted", "play", "scripted_connection"]
