"""What knowledge announces (`knowledge.md` 6)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnowledgeBaseCreated:
    """A base came into being."""

    workspace_id: str
    base_id: str


@dataclass(frozen=True, slots=True)
class KnowledgeBaseDeleted:
    """A base is gone."""

    workspace_id: str
    base_id: str


@dataclass(frozen=True, slots=True)
class DocumentIngested:
    """A document is ready."""

    workspace_id: str
    base_id: str
    document_id: str


@dataclass(frozen=True, slots=True)
class DocumentFailed:
    """A document could not be taken in."""

    workspace_id: str
    base_id: str
    document_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReembedFinished:
    """A base is served by vectors of another embedder."""

    workspace_id: str
    base_id: str
    embedder: str


@dataclass(frozen=True, slots=True)
class KnowledgeVersionPublished:
    """A base serves a new version."""

    workspace_id: str
    base_id: str
    number: int


@dataclass(frozen=True, slots=True)
class SourceSynced:
    """A sync of a website ended: `done`, `failed` or `cancelled`."""

    workspace_id: str
    base_id: str
    source_id: str
    state: str
