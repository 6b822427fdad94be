"""Whose turn it is: fair queueing of workspaces by pages (Goyal and others, "Start-time Fair Queuing", 1996). Pure."""

from collections import defaultdict


class Turns:
    """Counts what each workspace was given in this process. One that was idle gets no credit for it, and none owes for long."""

    def __init__(self) -> None:
        self._given: dict[str, float] = defaultdict(float)
        self._now = 0.0

    def place(self, workspace_id: str) -> float:
        """The lower, the sooner it is the workspace's turn."""
        return max(self._given[workspace_id], self._now)

    def begin(self, workspace_id: str) -> None:
        """The workspace has its turn."""
        self._now = self._given[workspace_id] = self.place(workspace_id)

    def give(self, workspace_id: str, pages: float) -> None:
        """So many pages were done for the workspace."""
        self._given[workspace_id] += pages
