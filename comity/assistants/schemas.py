"""The wire shapes of assistants (`assistants.md` 2.1, 3.1, 3.12, 4.5)."""

import re
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from comity.kernel.http.schema import Wire

STYLE_TEMPERATURES = {"precise": 0.2, "creative": 0.8}
STARTER_PROMPT = (
    "You answer questions for our customers from the sources below.\n\n<CONTEXT>\n\n"
    "Answer briefly and only from the sources. Say so when they do not hold the answer."
)
_HOST = re.compile(r"^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$|^localhost$", re.IGNORECASE)
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
_MODEL = re.compile(r"^(extractive|[0-9a-f-]{36}/.{1,200})$")

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]


def _hundredths(value: float) -> float:
    return _stepped(value, "0.01")


def _tenths(value: float) -> float:
    return _stepped(value, "0.1")


def _stepped(value: float, step: str) -> float:
    if Decimal(str(value)) % Decimal(step):
        raise ValueError(f"Use steps of {step}.")
    return value


def _language(value: str) -> str:
    if value != "same_as_question" and not _LANGUAGE.match(value):
        raise ValueError("Use same_as_question or a language tag such as th or en-GB.")
    return value


def _model(value: str) -> str:
    if not _MODEL.match(value):
        raise ValueError("Use extractive or <connectionId>/<model>.")
    return value


def _hosts(value: list[str]) -> list[str]:
    for host in value:
        if not _HOST.match(host):
            raise ValueError(f"'{host}' is not a host name. Write it without https:// and without a path.")
    return [host.lower() for host in value]


def _fallback(value: dict[str, str]) -> dict[str, str]:
    if value and "default" not in value:
        raise ValueError("Give a text for 'default' beside those of single languages.")
    for text in value.values():
        if len(text) > 1000:
            raise ValueError("At most 1000 characters for each language.")
    return value


def _no_repeats(value: list[str]) -> list[str]:
    if len(set(value)) != len(value):
        raise ValueError("Name each fulfillment once.")
    return value


class BlockedTopic(Wire):
    """A topic the assistant does not speak about, and what it says instead."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    phrases: Annotated[list[Annotated[str, Field(min_length=1, max_length=200)]], Field(min_length=1, max_length=20)]
    reply: Annotated[str, Field(min_length=1, max_length=1000)]


class HandoffRule(Wire):
    """Whether the assistant may ask for a person, and after how many fallbacks in a row it does by itself."""

    enabled: bool = False
    offer_after_fallbacks: int = Field(default=2, ge=1, le=5)


class Content(Wire):
    """Sections 1 to 4: the versioned document of an assistant."""

    name: Name
    prompt: str = Field(default=STARTER_PROMPT, min_length=1, max_length=20_000)
    type: Literal["questions_and_answers"] = "questions_and_answers"
    question_input_source: Literal["original", "english"] = "original"
    greeting_message: str = Field(default="", max_length=2000)
    style: Literal["precise", "creative", "custom"] = "precise"
    temperature: Annotated[float, Field(ge=0, le=2), AfterValidator(_tenths)] = 0.2
    session_reset_hours: int = Field(default=1, ge=0, le=12)
    fulfillment_ids: Annotated[list[str], Field(max_length=10), AfterValidator(_no_repeats)] = []
    routing: Literal["all", "auto"] = "all"
    confidence_threshold: Annotated[float, Field(ge=0, le=1), AfterValidator(_hundredths)] = 0.45
    chunk_limit: int = Field(default=5, ge=1, le=20)
    model: Annotated[str, AfterValidator(_model)] = "extractive"
    fallback_model: Annotated[str, AfterValidator(_model)] | None = None
    max_answer_tokens: int = Field(default=1024, ge=64, le=8192)
    history_turns: int = Field(default=6, ge=0, le=20)
    answer_language: Annotated[str, AfterValidator(_language)] = "same_as_question"
    citation_style: Literal["numbered", "none"] = "numbered"
    run_timeout_seconds: int = Field(default=120, ge=10, le=600)
    on_disconnect: Literal["complete", "cancel"] = "complete"
    fallback_behaviour: Literal["fixed_text", "model_answers", "handoff"] = "fixed_text"
    fallback_text: Annotated[dict[str, str], AfterValidator(_fallback)] = {}
    degrade_to_extractive: bool = True
    grounding_policy: Literal["off", "flag", "remove", "refuse", "handoff"] = "flag"
    grounding_judge: Literal["rules", "rules_and_model"] = "rules"
    blocked_topics: list[BlockedTopic] = Field(default=[], max_length=50)
    forbidden_phrases: list[Annotated[str, Field(min_length=1, max_length=200)]] = Field(default=[], max_length=100)
    allowed_link_domains: Annotated[list[str], Field(max_length=100), AfterValidator(_hosts)] = []
    pii: Literal["off", "mask_in_logs", "mask_before_model"] = "off"
    handoff: HandoffRule = HandoffRule()
    memorized_threshold: Annotated[float, Field(ge=0.5, le=1), AfterValidator(_hundredths)] = 0.90

    @model_validator(mode="after")
    def _temperature_of_style(self) -> "Content":
        fixed = STYLE_TEMPERATURES.get(self.style)
        if fixed is not None:
            self.temperature = fixed
        return self

    @property
    def warnings(self) -> list[dict[str, str]]:
        """What the editor should know without being stopped."""
        if "<CONTEXT>" in self.prompt:
            return []
        message = "The prompt has no <CONTEXT> tag: the sources are put at its end."
        return [{"code": "context_tag_missing", "message": message}]


class Gate(Wire):
    """What must have passed before a publish."""

    mode: Literal["off", "warn", "block"] = "off"
    test_set_ids: list[str] = Field(default=[], max_length=10)
    min_pass_rate: float = Field(default=1.0, ge=0, le=1)
    max_regressions: int = Field(default=0, ge=0)


class Operation(Wire):
    """Section 5: what applies at once and is not versioned."""

    enabled: bool = True
    rate_limit_per_minute: int = Field(default=120, ge=1, le=6000)
    user_rate_limit_per_minute: int = Field(default=20, ge=1, le=600)
    max_concurrent_runs: int = Field(default=50, ge=1, le=1000)
    retention_days: int = Field(default=180, ge=1, le=3650)
    gate: Gate = Gate()


class AssistantRead(Content, Operation):
    """An assistant as one flat object: the draft, what applies at once, and where it stands."""

    id: str
    revision: int
    live_version: int | None
    draft_changed: bool
    warnings_: list[dict[str, str]] = Field(default=[], alias="warnings")
    edited_at: datetime
    edited_by: str
    created_at: datetime
    updated_at: datetime


class VersionRead(Wire):
    """A published version; `content` only when it is asked for alone."""

    number: int
    note: str
    published_by: str
    restored_from: int | None
    content_hash: str
    created_at: datetime
    live: bool
    content: dict[str, Any] | None = None


class PublishRequest(Wire):
    """A note for the version list."""

    note: str = Field(default="", max_length=500)


class PublishReply(Wire):
    """The live version after a publish; `created` is false when nothing had changed."""

    version: VersionRead
    created: bool
    warnings: list[dict[str, str]] = []


class RestoreRequest(Wire):
    """Into the draft, or published at once."""

    publish: bool = False


class RestoreReply(Wire):
    """The draft after a restore, and the version made of it when it was published at once."""

    assistant: AssistantRead
    version: VersionRead | None
    warnings: list[dict[str, str]] = []


class DiffRead(Wire):
    """What differs between two versions, by field; texts also by lines."""

    from_: str = Field(alias="from")
    to: str
    data: list[dict[str, Any]]
    fulfillments: list[dict[str, Any]]


class RotateRequest(Wire):
    """How long the old key goes on working."""

    grace_period_hours: int = Field(default=24, ge=0, le=168)
    force: bool = False


class SecretKeyRead(Wire):
    """An assistant's keys, masked; the whole current one only when revealed."""

    secret_key: str | None = None
    masked: str
    status: str
    expires_at: datetime | None
    last_used_at: datetime | None
    previous: "SecretKeyRead | None" = None


class FeedbackWrite(Wire):
    """What somebody thinks of an answer."""

    rating: Literal["up", "down"] | None
    reason: str = Field(default="", max_length=255)
    comment: str = Field(default="", max_length=2000)
    correct_answer: str = Field(default="", max_length=10_000)
    user_id: str = Field(default="", max_length=255)


class PromptTemplateRead(Wire):
    """A prompt of the library; built-in ones are read-only."""

    id: str
    kind: str
    name: str
    language: str
    knowledge_type: str | None
    body: str
    built_in: bool


class PromptTemplateWrite(Wire):
    """A prompt of the workspace's own."""

    kind: Literal["assistant", "stg"] = "assistant"
    name: Name
    language: str = Field(default="en", max_length=35)
    knowledge_type: str | None = None
    body: str = Field(min_length=1, max_length=20_000)
