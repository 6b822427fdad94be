"""What is kept of how an answer came about: the documented `inspection`, built while the stages run (`assistants.md` 4.2)."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from comity.assistants.messaging.ledger import Exchange
from comity.assistants.writing.configs import AssistantConfig
from comity.fulfillments import Tool
from comity.kernel.llm import Usage

STAGES = (
    "authenticate", "session", "guard_input", "memorized", "translate", "search_terms", "search", "select",
    "generate", "ground", "deliver",
)  # fmt: skip


@dataclass(slots=True)
class Stage:
    """A stage while it runs; `status` and `detail` may be set inside it."""

    name: str
    ms: int = 0
    status: str = "ok"
    detail: str | None = None


@dataclass(slots=True)
class Inspection:
    """Everything an answer is explained with."""

    exchange: Exchange
    config: AssistantConfig
    language: str = "und"
    question_en: str | None = None
    outcome: str = "answered"
    provider: str = "extractive"
    model: str | None = None
    temperature: float | None = None
    degraded_reason: str | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: dict[str, str] | None = None
    first_token_ms: int | None = None
    grounding: dict[str, Any] | None = None
    memorized: dict[str, Any] | None = None
    fulfillments: list[dict[str, Any]] = field(default_factory=list)
    tool_calls: list[dict[str, Any]] = field(default_factory=list)
    guardrails: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, str]] = field(default_factory=list)
    actions: list[dict[str, Any]] = field(default_factory=list)
    results: list[dict[str, Any]] = field(default_factory=list)
    below: list[dict[str, Any]] = field(default_factory=list)
    searches: list[dict[str, Any]] = field(default_factory=list)
    stages: dict[str, Stage] = field(default_factory=dict)
    started: float = field(default_factory=time.perf_counter)

    @contextmanager
    def stage(self, name: str) -> Iterator[Stage]:
        """Times a stage; an exception marks it failed and goes on its way."""
        stage = self.stages[name] = Stage(name)
        began = time.perf_counter()
        try:
            yield stage
        except BaseException:
            stage.status = "failed"
            raise
        finally:
            stage.ms = _ms(time.perf_counter() - began)

    def done(self, name: str, ms: float) -> None:
        """Notes a stage that ran before the run began."""
        self.stages[name] = Stage(name, round(ms))

    def spend(self, usage: Usage, cost: dict[str, str] | None) -> None:
        """Adds what a call took; amounts of another currency than the first stay out."""
        self.prompt_tokens += usage.prompt_tokens
        self.completion_tokens += usage.completion_tokens
        known = self.cost
        if cost is None or (known is not None and known["currency"] != cost["currency"]):
            return
        amount = Decimal(cost["amount"]) + Decimal(known["amount"] if known else 0)
        self.cost = {"amount": f"{amount:f}", "currency": cost["currency"]}

    def note_call(self, tool: Tool | None, arguments: Any, status: int | None, ms: int, confirmed: bool | None) -> None:
        """Notes what a model called; `tool` is None for the request of a person, `confirmed` for what needs no confirmation."""
        self.tool_calls.append(
            {
                "fulfillmentId": tool.fulfillment_id if tool else None,
                "tool": tool.name if tool else "request_human",
                "arguments": arguments,
                "status": status,
                "ms": ms,
                "confirmed": confirmed,
            }
        )

    def first_token(self) -> None:
        """The first text was shown."""
        if self.first_token_ms is None:
            self.first_token_ms = self.elapsed_ms

    @property
    def elapsed_ms(self) -> int:
        """Milliseconds since the run began."""
        return _ms(time.perf_counter() - self.started)

    def to_wire(self) -> dict[str, Any]:
        """The documented object; unused parts are null or empty, never absent."""
        exchange = self.exchange
        return {
            "question": exchange.question,
            "questionEn": self.question_en,
            "language": self.language,
            "outcome": self.outcome,
            "fallback": self.outcome == "fallback",
            "assistantId": exchange.assistant_id,
            "assistantVersion": self.config.version,
            "segment": exchange.segment,
            "softReset": exchange.soft_reset,
            "source": exchange.source,
            "provider": self.provider,
            "model": self.model,
            "temperature": self.temperature,
            "degraded": self.degraded_reason is not None,
            "degradedReason": self.degraded_reason,
            "memorizedResponseId": self.memorized["id"] if self.memorized else None,
            "memorized": self.memorized,
            "promptTokens": self.prompt_tokens,
            "completionTokens": self.completion_tokens,
            "cost": self.cost,
            "firstTokenMs": self.first_token_ms,
            "latencyMs": self.elapsed_ms,
            "stages": [self._show(name) for name in STAGES],
            "fulfillments": self.fulfillments,
            "toolCalls": self.tool_calls,
            "grounding": self.grounding,
            "guardrails": self.guardrails,
            "warnings": self.warnings,
        }

    def to_console(self, prompt: list[dict[str, str]]) -> dict[str, Any]:
        """What only the console's inspector shows: the prompt as sent, what was not used, and how each search scored."""
        threshold = self.config.content.confidence_threshold
        return {"prompt": prompt, "below": self.below, "threshold": threshold, "searches": self.searches}

    def _show(self, name: str) -> dict[str, Any]:
        stage = self.stages.get(name) or Stage(name, status="skipped")
        return {"name": name, "ms": stage.ms, "status": stage.status, "detail": stage.detail}


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
