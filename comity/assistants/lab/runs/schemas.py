"""The wire shapes of runs (`assistants.md` 3.13)."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from comity.assistants.lab.testsets.schemas import StepSpec
from comity.assistants.report.schemas import ReportFilters
from comity.kernel.http.rules import Form, broken
from comity.kernel.http.schema import Wire

Mode = Literal["search_km", "actual_km", "expected_km"]
MODE_LABELS = {
    "search_km": "Search KM Answer",
    "actual_km": "Generate Answer with Actual KM",
    "expected_km": "Generate Answer with Expected KM",
}
Status = Literal["queued", "running", "cancelling", "finished", "cancelled", "failed"]
Match = Literal["match", "no_match", "n/a"]
Difference = Literal["outcome", "sources", "answer"]


def once(value: list[str]) -> list[str]:
    """A list that names nothing twice."""
    if len(set(value)) != len(value):
        raise broken("unique", "Name each of them once.")
    return value


Target = Annotated[str, Form("draft|live|[1-9][0-9]{0,8}", "Use draft, live or the number of a version.")]


class RunOptions(Wire):
    """How a run judges. `judge`: a model says whether answers agree with the expected ones; `require_match`: a search that
    misses the expected chunks fails the case.
    """

    judge: bool = False
    require_match: bool = True
    allow_multiple_knowledge_bases: bool = False


class RunCreate(RunOptions):
    """A trial of a test set. Several targets are compared: with `live` among them that is the baseline, else the first."""

    test_set_id: str
    assistant_id: str
    modes: Annotated[list[Mode], Field(min_length=1, max_length=3), AfterValidator(once)] = ["actual_km"]
    targets: Annotated[list[Target], Field(min_length=1, max_length=5), AfterValidator(once)] = ["draft"]


class TargetRead(Wire):
    """What was tried: the draft, or a version, as it was when the run began."""

    target: str
    version: int | None
    content_hash: str
    model: str


class Interval(Wire):
    """Where a rate lies with 95 % confidence."""

    low: float
    high: float


class Differing(Wire):
    """How many turns of a replay are not as they were, and in what: one may differ in several."""

    turns: int
    outcome: int
    sources: int
    answer: int


class Figures(Wire):
    """How a target did in one mode, or in all of them together (`mode` null).

    Cases count as passed when all their steps did; those of which nothing was asked are left out of the rates. `interval` is
    the 95 % Wilson interval of the pass rate, `regressions` are cases that pass on the baseline and fail here. In a replay a
    case is a session, and passes when every answer is as it was; `differing` says what is not.
    """

    target: str
    mode: Mode | None
    cases: int
    steps: int
    passed: int
    failed: int
    pass_rate: float | None
    interval: Interval | None
    matched: int
    not_matched: int
    not_asked: int
    match_rate: float | None
    mean_rank: float | None
    skipped: int
    fallbacks: int
    errors: int
    mean_seconds: float | None
    p95_seconds: float | None
    prompt_tokens: int
    completion_tokens: int
    cost: dict[str, str] | None
    regressions: list[str]
    differing: Differing | None = None


class ReplayRead(Wire):
    """How the sessions of a replay were chosen, and how many there were. `messages`: how many exchanges were named.

    `isCut`: more sessions fitted, or some were left out because a replay has at most 1,000 turns.
    """

    messages: int
    filters: ReportFilters
    sessions: int
    is_cut: bool


class RecordedRead(Wire):
    """What was answered when the question was first asked."""

    message_id: str
    session_id: str
    version: str
    at: datetime
    outcome: str
    answer: str
    chunk_ids: list[str]
    rating: Literal["up", "down"] | None


class RunRead(Wire):
    """A run and how far it is; `failed` counts steps that did not pass. `figures` come with its end.

    `replay` tells of the sessions that are asked again in place of a test set; there `failed` counts turns that differ.
    """

    id: str
    status: Status
    test_set_id: str | None
    test_set_name: str
    file_revision: int
    replay: ReplayRead | None = None
    assistant_id: str
    assistant_name: str
    modes: list[Mode]
    targets: list[TargetRead]
    baseline: str | None
    options: RunOptions
    judge_model: str | None
    knowledge_versions: dict[str, int]
    knowledge_bases: dict[str, str]
    """What the bases of `knowledgeVersions` were called when the run began."""
    done: int
    total: int
    failed: int
    figures: list[Figures]
    publishes: bool
    published_version: int | None
    publish_refused: str | None
    error: str
    requested_by: str
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


class FoundChunk(Wire):
    """A chunk that was sent to the model, or quoted, and the base it was found in."""

    id: str
    score: float
    title: str = ""
    content: str = ""
    path: str = ""
    knowledge_base_id: str | None = None


class CheckRead(Wire):
    """One thing that was asked of an answer."""

    check: str
    passed: bool
    detail: str


class JudgeRead(Wire):
    """What the judge said: the share of its votes that agree, and the reason of the majority."""

    score: float
    passed: bool
    reason: str
    votes: list[bool]


class ResultRead(Wire):
    """How a step went on one target in one mode."""

    target: str
    mode: Mode
    passed: bool | None
    outcome: str | None
    answer: str | None
    chunks: list[FoundChunk]
    match: Match
    rank: int | None
    checks: list[CheckRead]
    judge: JudgeRead | None
    differences: list[Difference] | None = None
    skipped: str
    error: str
    seconds: float
    prompt_tokens: int
    completion_tokens: int
    message_id: str | None


class CaseRead(Wire):
    """A step of the file with its results; `regressions` are the targets on which the case fails but passed on the baseline.

    In a replay it is a turn of a session, `recorded` is what was answered then (null once that was erased or had its time),
    and `firstDifference` names the targets on which it is the first turn of its session that differs.
    """

    position: int
    no: str
    case: str
    step: int
    question: str
    expected: StepSpec
    results: list[ResultRead]
    regressions: list[str]
    recorded: RecordedRead | None = None
    first_difference: list[str] = []


class GateStarted(Wire):
    """The runs that decide whether the draft is published."""

    lab_run_id: str
    lab_run_ids: list[str]


Shown = Literal["all", "failed", "regressions"]
Json = dict[str, Any]
