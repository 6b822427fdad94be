"""What accounts announce (`accounts.md` 6)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkspaceCreated:
    """A workspace came into being."""

    workspace_id: str
    name: str


@dataclass(frozen=True, slots=True)
class ApiKeyRevoked:
    """A key must not work any more."""

    workspace_id: str
    api_key_id: str
