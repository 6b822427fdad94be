"""The wire shapes of assistants (`assistants.md` 2.1, 3.1, 3.12, 4.5)."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, model_validator

from comity.kernel.http.rules import Form, broken
from comity.kernel.http.schema import Wire

STYLE_TEMPERATURES = {"precise": 0.2, "creative": 0.8}
STARTER_PROMPT = (
    "You answer questions for our customers from the sources below.\n\n<CONTEXT>\n\n"
    "Answer briefly and only from the sources. Say so when they do not hold the answer."
)
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_TAG = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}"
_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]
Language = Annotated[str, Form(_TAG, "Use a language tag such as th or en-GB.")]
AnswerLanguage = Annotated[
    str, Form(f"same_as_question|{_TAG}", "Use same_as_question or a language tag such as th or en-GB.")
]
ModelReference = Annotated[str, Form(f"extractive|{_UUID}/.{{1,200}}", "Use extractive or <connectionId>/<model>.")]
Host = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_lower=True, max_length=253),
    Form(
        rf"(\*\.)?({_LABEL}\.)+[a-z0-9-]{{2,63}}|localhost",
        "Use a host name such as docs.example.com, without https:// and without a path.",
    ),
]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
FallbackText = Annotated[str, Field(max_length=1000)]
FallbackKey = Annotated[str, Form(f"default|{_TAG}", "Name each text 'default' or by a language tag such as th.")]


def _hundredths(value: float) -> float:
    return _stepped(value, "0.01")


def _tenths(value: float) -> float:
    return _stepped(value, "0.1")


def _stepped(value: float, step: str) -> float:
    if Decimal(str(value)) % Decimal(step):
        raise broken("step", f"Use steps of {step}.", limit=float(step))
    return value


def _with_default(value: dict[str, str]) -> dict[str, str]:
    if value and "default" not in value:
        raise broken("required", "Give a text for 'default' beside those of single languages.")
    return value


def _no_repeats(value: list[str]) -> list[str]:
    if len(set(value)) != len(value):
        raise broken("unique", "Name each of them once.")
    return value


class BlockedTopic(Wire):
    """A topic the assistant does not speak about, and what it says instead."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    phrases: Annotated[list[Phrase], Field(min_length=1, max_length=20)]
    reply: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


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
    model: ModelReference = "extractive"
    fallback_model: ModelReference | None = None
    max_answer_tokens: int = Field(default=1024, ge=64, le=8192)
    history_turns: int = Field(default=6, ge=0, le=20)
    answer_language: AnswerLanguage = "same_as_question"
    citation_style: Literal["numbered", "none"] = "numbered"
    run_timeout_seconds: int = Field(default=120, ge=10, le=600)
    on_disconnect: Literal["complete", "cancel"] = "complete"
    fallback_behaviour: Literal["fixed_text", "model_answers", "handoff"] = "fixed_text"
    fallback_text: Annotated[dict[FallbackKey, FallbackText], AfterValidator(_with_default)] = {}
    degrade_to_extractive: bool = True
    grounding_policy: Literal["off", "flag", "remove", "refuse", "handoff"] = "flag"
    grounding_judge: Literal["rules", "rules_and_model"] = "rules"
    blocked_topics: list[BlockedTopic] = Field(default=[], max_length=50)
    forbidden_phrases: list[Phrase] = Field(default=[], max_length=100)
    allowed_link_domains: list[Host] = Field(default=[], max_length=100)
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


class AssistantWrite(Content, Operation):
    """A whole assistant as one flat object: both its parts, so that everything broken is named at once."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Help desk",
                    "fulfillmentIds": [],
                    "model": "extractive",
                    "fallbackText": {
                        "default": "Please write to help@example.com.",
                        "th": "กรุณาเขียนถึง help@example.com",
                    },
                }
            ]
        }
    )

    @property
    def content(self) -> Content:
        """The versioned part."""
        return Content.model_validate({name: getattr(self, name) for name in Content.model_fields})

    @property
    def operation(self) -> Operation:
        """What applies at once."""
        return Operation.model_validate({name: getattr(self, name) for name in Operation.model_fields})


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
    lab_run_id: str | None
    content_hash: str
    created_at: datetime
    live: bool
    content: dict[str, Any] | None = None


class PublishRequest(Wire):
    """A note for the version list. `run_gate`: the gate's test sets are run first, and the draft is published if they pass.

    `override`: it is published whatever the gate says, for the reason given.
    """

    note: str = Field(default="", max_length=500)
    run_gate: bool = False
    override: bool = False
    override_reason: str = Field(default="", max_length=500)


class PublishReply(Wire):
    """The live version after a publish; `created` is false when nothing had changed."""

    version: VersionRead
    created: bool
    warnings: list[dict[str, str]] = []


class RestoreRequest(Wire):
    """Into the draft, or published at once; the gate holds for that too."""

    publish: bool = False
    override: bool = False
    override_reason: str = Field(default="", max_length=500)


class RestoreReply(Wire):
    """The assistant after a restore, the version it made when it was published, and what was left out."""

    assistant: AssistantRead
    version: VersionRead | None
    warnings: list[dict[str, str]]


class DiffLine(Wire):
    """A line of a text as it stood before, stands after, or both."""

    kind: Literal["same", "removed", "added"]
    text: str


class DiffHunk(Wire):
    """Changed lines with three lines around; the starts count from 1."""

    before_start: int
    after_start: int
    lines: list[DiffLine]


class DiffItem(Wire):
    """A field that differs; `hunks` for long texts alone."""

    path: str
    before: Any = None
    after: Any = None
    hunks: list[DiffHunk] | None = None


class MovedFulfillment(Wire):
    """A fulfillment that was edited between the two: its revisions."""

    id: str
    name: str | None
    before: int
    after: int


class DiffRead(Wire):
    """What differs between two versions, by field; texts also by lines."""

    from_: str = Field(alias="from")
    to: str
    data: list[DiffItem]
    fulfillments: list[MovedFulfillment]


class SampleRead(Wire):
    """Code that asks the assistant; the key comes from the environment variable it names."""

    language: str
    stream: bool
    file_name: str
    key_variable: str
    masked_key: str
    code: str


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


class SandboxFeedback(Wire):
    """What somebody thought of an answer."""

    user_id: str
    rating: Literal["up", "down"] | None


class SandboxMessage(Wire):
    """An exchange as the inspector shows it. `inspection` holds the prompt as it was sent, `below` what was found and not used.

    `threshold` is the one that counted, `searches` says for each fulfillment how the question was read and chunks scored.
    """

    message_id: str
    session_id: str
    version: str
    status: Literal["queued", "running", "finished", "failed", "stopped"]
    question: str
    answer: str | None
    outcome: str | None
    created_at: datetime
    inspection: dict[str, Any] | None
    search_results: dict[str, Any] | None
    below: list[dict[str, Any]]
    threshold: float | None
    searches: list[dict[str, Any]]
    actions: list[dict[str, Any]]
    error: dict[str, Any] | None
    feedback: list[SandboxFeedback]
