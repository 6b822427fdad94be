"""Language models: asking them, at the cost of few microseconds for a streamed chunk, and living with their failures.

`Llm.stream` yields texts as they arrive and one `Done`; every failure is a `ModelFailed` whose `reason` is the documented
`degradedReason`. Providers are reached through the registry; `scripted` ships for tests and demonstrations.
"""

from comity.kernel.llm.calling import Completion, Llm, llm_of
from comity.kernel.llm.circuit import Circuit
from comity.kernel.llm.errors import CircuitOpen, ModelFailed, ModelRefused
from comity.kernel.llm.messages import ChatRequest, Connection, Done, ToolCall, Usage
from comity.kernel.llm.registry import SCRIPTS, Script, Scripted, play, scripted_connection

__all__ = [
    "SCRIPTS",
    "ChatRequest",
    "Circuit",
    "CircuitOpen",
    "Completion",
    "Connection",
    "Done",
    "Llm",
    "ModelFailed",
    "ModelRefused",
    "Script",
    "Scripted",
    "ToolCall",
    "Usage",
    "llm_of",
    "play",
    "scripted_connection",
]
