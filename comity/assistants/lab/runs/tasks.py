"""The job of a run."""

from typing import Any

from comity.assistants.lab.gate.publishing import publish_when_passed
from comity.assistants.lab.runs import running, service
from comity.kernel.jobs import job
from comity.kernel.runtime import Runtime


@job(service.RUN_JOB, queue="lab", lease_seconds=60)
async def run(rt: Runtime, payload: dict[str, Any]) -> None:
    """Carries a run out, then publishes the draft where that was asked and the gate passes."""
    await running.carry_out(rt, payload["workspaceId"], payload["id"])
    await publish_when_passed(rt, payload["workspaceId"], payload["id"])
