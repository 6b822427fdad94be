"""The wire shapes of the prompt library."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints

from comity.assistants.schemas import Language
from comity.kernel.http.schema import Wire

Kind = Literal["assistant", "stg"]
KnowledgeType = Literal["documents", "csv", "external", "documents_legacy"]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]
Body = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]


class PromptTemplateRead(Wire):
    """A prompt of the library; built-in ones are read-only and have no times. `knowledgeType`: of a generator's prompt."""

    id: str
    kind: str
    name: str
    language: str
    knowledge_type: str | None
    body: str
    built_in: bool
    revision: int | None = None
    created_by: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class PromptTemplateCreate(Wire):
    """A prompt of the workspace's own."""

    kind: Kind = "assistant"
    name: Name
    language: Language = "en"
    knowledge_type: KnowledgeType | None = None
    body: Body


class PromptTemplateUpdate(Wire):
    """What can be changed of a prompt of the workspace's own."""

    name: Name | None = None
    language: Language | None = None
    knowledge_type: KnowledgeType | None = None
    body: Body | None = None
