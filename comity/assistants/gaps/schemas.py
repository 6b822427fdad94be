"""The wire shapes of gaps."""

from datetime import datetime
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from comity.assistants.memorized import MemorizedWrite
from comity.assistants.report.schemas import by_comma
from comity.kernel.http.rules import broken
from comity.kernel.http.schema import Wire
from comity.knowledge import TextCreate

State = Literal["open", "assigned", "accepted", "ignored"]
Rating = Literal["up", "down"]


class GapQuery(Wire):
    """Which gaps: of some states, of a base (with those that no base is asked about), of whoever looks after them."""

    state: list[State] = []
    base_id: str = Field(default="", max_length=36)
    assignee_id: str = Field(default="", max_length=36)
    limit: int = Field(default=50, ge=1, le=200)
    cursor: str | None = Field(default=None, max_length=2000)

    _by_comma = field_validator("state", mode="before")(by_comma)


class GapPerson(Wire):
    """Somebody of the workspace who can answer gaps."""

    id: str
    name: str


class GapReasons(Wire):
    """Why its questions count: how many ended with the fallback text, stood on nothing for half of the answer, were rated down."""

    fallback: int = 0
    unsupported: int = 0
    rated_down: int = 0


class GapExample(Wire):
    """A question as it was asked, masked, and what the assistant said."""

    message_id: str
    assistant_id: str
    question: str
    answer: str
    outcome: str
    rating: Rating | None
    at: datetime


class GapChunk(Wire):
    """A chunk that comes nearest, though it does not answer."""

    id: str
    title: str
    excerpt: str
    path: str
    score: float
    knowledge_base_id: str
    document_id: str


class GapSource(Wire):
    """A chunk that the draft stands on."""

    id: str
    title: str
    path: str
    knowledge_base_id: str
    document_id: str


class GapDraft(Wire):
    """A suggested answer: written by a model from the sources, quoted from them, or what a user gave as the right answer."""

    text: str
    by: Literal["model", "documents", "feedback"]
    sources: list[GapSource]


class GapEffect(Wire):
    """What an accepted gap was made into, and what came of it since.

    `answered`: how often the memorized response was given, null for a document; `stillAsked`: questions that were not answered well.
    """

    memorized_response_id: str | None
    document_id: str | None
    knowledge_base_id: str | None
    answered: int | None
    still_asked: int


class GapRead(Wire):
    """A gap. `harm` ranks it; `trend`: questions of each of the last 30 days; `alternates`: other wordings that surely
    ask what the label asks."""

    id: str
    label: str
    language: str
    state: State
    assignee: GapPerson | None
    count: int
    people: int
    harm: int
    reasons: GapReasons
    trend: list[int]
    first_asked_at: datetime
    last_asked_at: datetime
    assistant_ids: list[str]
    knowledge_base_ids: list[str]
    alternates: list[str]
    examples: list[GapExample]
    chunks: list[GapChunk]
    draft: GapDraft | None
    decided_at: datetime | None
    decided_by: str
    effect: GapEffect | None
    created_at: datetime
    updated_at: datetime


class GapText(TextCreate):
    """A text document that answers a gap, and the base it goes into."""

    knowledge_base_id: str = Field(max_length=36)


class GapAccept(Wire):
    """What a gap is made into: exactly one of the two."""

    memorized_response: MemorizedWrite | None = None
    document: GapText | None = Field(default=None, validate_default=True)

    @field_validator("document")
    @classmethod
    def _one_of_both(cls, value: GapText | None, info: ValidationInfo) -> GapText | None:
        if "memorized_response" in info.data and (value is None) == (info.data["memorized_response"] is None):
            raise broken("required", "Send either memorizedResponse or document.")
        return value


class GapAssign(Wire):
    """Who looks after a gap; null opens it again."""

    assignee_id: str | None = Field(default=None, max_length=36)


class GapRunRead(Wire):
    """The last search for gaps. `new`: gaps it found that nobody had seen. `endedAt` is null while it is at work."""

    state: Literal["never", "queued", "running", "done", "failed"]
    phase: Literal["collecting", "grouping", "drafting", "comparing"]
    done: int
    total: int
    new: int
    requested_by: str
    begun_at: datetime | None
    ended_at: datetime | None


class GapCounts(Wire):
    """How many gaps there are in each state."""

    open: int = 0
    assigned: int = 0
    accepted: int = 0
    ignored: int = 0


class GapOverview(Wire):
    """The last search and the counts by state."""

    run: GapRunRead
    counts: GapCounts


class ReviewDue(Wire):
    """A document past the day by which it was to be read again."""

    document_id: str
    knowledge_base_id: str
    title: str
    review_by: datetime


class MemorizedDiffers(Wire):
    """A memorized answer that states numbers which the chunk that answers its question does not hold."""

    memorized_response_id: str
    question: str
    numbers: list[str]
    chunk_id: str
    title: str
    path: str
    knowledge_base_id: str
    document_id: str


class SuspectChunk(Wire):
    """A chunk whose answers were rated down at least three times in 30 days."""

    chunk_id: str
    title: str
    path: str
    knowledge_base_id: str
    document_id: str
    rated_down: int


class DecayRead(Wire):
    """What of the knowledge has aged, the worst first; at most 200 of each."""

    documents: list[ReviewDue]
    memorized_responses: list[MemorizedDiffers]
    chunks: list[SuspectChunk]
