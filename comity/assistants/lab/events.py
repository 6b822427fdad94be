"""What the AI Lab announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LabRunFinished:
    """A run ended: `finished`, `cancelled` or `failed`."""

    workspace_id: str
    run_id: str
    assistant_id: str
    status: str
