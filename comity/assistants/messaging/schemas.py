"""The wire shapes of messaging: what a question may hold, and `inspection` and `searchResults` as documented (`assistants.md` 4.1, 4.2).

Answers are stored and sent as the bytes they were first written as; these shapes describe them, they do not make them.
"""

from typing import Any, Literal

from pydantic import Field

from comity.kernel.http.schema import Wire

Outcome = Literal["answered", "memorized", "fallback", "refused", "stopped", "failed"]
Status = Literal["queued", "running", "finished", "failed", "stopped"]


class MessageWrite(Wire):
    """A question to an assistant. Unknown fields are ignored."""

    message: str = Field(min_length=1, max_length=4000)
    session_id: str | None = Field(default=None, pattern=r"^[A-Za-z0-9._:-]{1,128}$")
    user_id: str | None = Field(default=None, max_length=255)
    metadata: dict[str, Any] | None = None
    stream: bool = False
    stream_format: Literal["cumulative", "delta"] = "cumulative"
    on_disconnect: Literal["complete", "cancel"] | None = None
    wait_seconds: int = Field(default=60, ge=1, le=120)
    version: str = Field(default="live", description="`live`; `draft` or a number for console users only.")


class ConfirmWrite(Wire):
    """A yes or no to the action `confirm` of a message."""

    confirmation_id: str
    accept: bool
    stream: bool = False
    stream_format: Literal["cumulative", "delta"] = "cumulative"
    wait_seconds: int = Field(default=60, ge=1, le=120)


class ToolCallRead(Wire):
    """What a model called; `fulfillmentId` is null for the request of a person.

    `status`: the HTTP status, null where no reply came; `confirmed`: null where no confirmation is needed, false while nobody
    said yes.
    """

    fulfillment_id: str | None
    tool: str
    arguments: Any
    status: int | None
    ms: int
    confirmed: bool | None


class ActionRead(Wire):
    """What the caller is asked to do: `handoff` (a person is wanted) or `confirm` (a call waits for a yes)."""

    type: Literal["handoff", "confirm"]
    reason: str | None = None
    summary: str | None = None
    confirmation_id: str | None = None
    tool: str | None = None
    arguments: dict[str, Any] | None = None
    expires_at: str | None = None


class StageRead(Wire):
    """A stage of the answer: how long it took and how it went."""

    name: str
    ms: int
    status: Literal["ok", "skipped", "failed"]
    detail: str | None


class FulfillmentRead(Wire):
    """What one fulfillment was asked and what it found."""

    id: str
    name: str
    kind: str
    revision: int
    knowledge_base_id: str | None
    knowledge_version: int | None
    search_term_generator: bool
    search_terms: list[str]
    keywords: list[str]
    chunk_ids: list[str]
    candidates: int
    above_threshold: int
    ms: int
    error: str | None


class SourceRead(Wire):
    """The place that supports a sentence: characters `[start, end)` of a version of a document."""

    chunk_id: str
    chunk_revision: int
    document_id: str | None
    document_version: int | None
    page: int | None
    start: int | None
    end: int | None


class SentenceRead(Wire):
    """A sentence of the answer, `[start, end)` in code points, and what the documents say to it."""

    start: int
    end: int
    verdict: Literal["supported", "partly", "unsupported", "not_factual"]
    score: float
    removed: bool
    sources: list[SourceRead]


class GroundingRead(Wire):
    """The verdicts on the answer's sentences."""

    policy: Literal["off", "flag", "remove", "refuse", "handoff"]
    supported: int
    partly: int
    unsupported: int
    sentences: list[SentenceRead]


class GuardrailRead(Wire):
    """A rule that was hit."""

    rule: str
    action: str
    detail: str


class WarningRead(Wire):
    """Something the editors of the assistant should know."""

    code: str
    message: str


class MemorizedUse(Wire):
    """Which memorized response answered: how sure that was, whether the question was exactly one of its own, and which."""

    id: str
    score: float
    exact: bool
    matched: str


class InspectionRead(Wire):
    """How an answer came about. Unused parts are null or empty, never absent; `prompt` is for console readers only."""

    question: str
    question_en: str | None
    language: str
    outcome: Outcome
    fallback: bool
    assistant_id: str
    assistant_version: int | None
    segment: int
    soft_reset: bool
    source: str
    provider: str
    model: str | None
    temperature: float | None
    degraded: bool
    degraded_reason: str | None
    memorized_response_id: str | None
    memorized: MemorizedUse | None
    prompt_tokens: int
    completion_tokens: int
    cost: dict[str, str] | None
    first_token_ms: int | None
    latency_ms: int
    stages: list[StageRead]
    fulfillments: list[FulfillmentRead]
    tool_calls: list[ToolCallRead]
    grounding: GroundingRead | None
    guardrails: list[GuardrailRead]
    warnings: list[WarningRead]
    prompt: list[dict[str, Any]] | None = None


class ResultDocument(Wire):
    """A chunk as the model was given it; `id` is the chunk's."""

    id: str
    title: str
    content: str
    path: str
    metadata: dict[str, Any]
    document_id: str | None
    document_version: int | None
    page: int | None
    start: int | None
    end: int | None
    heading_path: list[str]


class SearchResult(Wire):
    """A chunk with its scores: `sortingScore` is what the threshold is compared with."""

    score: float
    sorting_score: float
    fulfillment_id: str
    used: bool
    document: ResultDocument


class SearchResults(Wire):
    """The chunks sent to the model, best first."""

    total: int
    data: list[SearchResult]


class MessageReply(Wire):
    """The answer with everything that explains it."""

    answer: str
    inspection: InspectionRead
    search_results: SearchResults
    session_id: str
    message_id: str
    actions: list[ActionRead]


class MessageRunning(Wire):
    """The answer is being written: read it later at `Location`."""

    message_id: str
    session_id: str
    status: Literal["running"]


class MessageRead(Wire):
    """A stored exchange. The answer's parts are absent until it has ended. From `question` on: for console readers alone."""

    message_id: str
    session_id: str
    status: Status
    answer: str | None = None
    inspection: InspectionRead | None = None
    search_results: SearchResults | None = None
    actions: list[ActionRead] | None = None
    error: dict[str, Any] | None = None
    question: str | None = None
    below: list[SearchResult] | None = None
    threshold: float | None = None
    searches: list[dict[str, Any]] | None = None


class FeedbackRead(Wire):
    """What one user thought of an answer."""

    user_id: str
    rating: Literal["up", "down"] | None


class SessionMessage(Wire):
    """An exchange as its session lists it."""

    message_id: str
    session_id: str
    question: str
    answer: str | None
    outcome: Outcome | None
    created_at: str
    feedback: list[FeedbackRead]
    inspection: InspectionRead | None = None
    search_results: SearchResults | None = None
    actions: list[ActionRead] | None = None


class SessionPage(Wire):
    """A page of a session, oldest first."""

    data: list[SessionMessage]
    next_cursor: str | None = None


class StopReply(Wire):
    """`stopping`, or how the answer had ended before."""

    message_id: str
    status: Literal["stopping", "finished", "failed", "stopped"]


class FeedbackReply(Wire):
    """What is stored now."""

    message_id: str
    rating: Literal["up", "down"] | None
