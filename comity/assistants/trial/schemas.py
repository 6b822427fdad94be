"""The wire shapes of a trial."""

from typing import Annotated

from pydantic import Field, StringConstraints

from comity import knowledge
from comity.kernel.http.schema import Wire
from comity.knowledge import SearchReply

Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]


class SearchTrial(Wire):
    """A search as it stands in a form, and a question. `previousQuestion`: the one before it in the conversation.

    `labels`: documents with any of these alone are found.

    An empty prompt is the default of the base's type. The workspace's model generates the terms, where one is chosen.
    """

    question: Asked
    previous_question: Asked | None = None
    knowledge_base_id: str
    search_term_generator: bool = False
    search_term_generator_prompt: Annotated[str, StringConstraints(max_length=20_000)] = ""
    labels: Annotated[list[knowledge.Label], Field(max_length=knowledge.LABELS)] = Field(default_factory=list)
    limit: int = Field(default=5, ge=1, le=50)


class TrialWarning(Wire):
    """Something that did not go as it should."""

    code: str
    message: str


class SearchTrialResult(Wire):
    """What was generated, by which model (`extractive` without one), in how many milliseconds, and what was found."""

    search_terms: list[str]
    keywords: list[str]
    model: str | None
    terms_ms: int
    warnings: list[TrialWarning]
    found: SearchReply
