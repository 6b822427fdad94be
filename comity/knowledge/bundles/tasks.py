"""Jobs of bundles."""

from typing import Any

from comity.kernel.jobs import job
from comity.kernel.runtime import Runtime
from comity.knowledge.bundles import exporting, importing


@job("knowledge.export", queue="upkeep", attempts=3)
async def export(rt: Runtime, payload: dict[str, Any]) -> None:
    """Writes a bundle."""
    await exporting.export(rt, payload["jobId"])


@job("knowledge.import", queue="upkeep", attempts=3)
async def import_(rt: Runtime, payload: dict[str, Any]) -> None:
    """Brings a bundle in."""
    await importing.import_(rt, payload["jobId"])


@job("knowledge.replace", queue="upkeep", attempts=3)
async def replace(rt: Runtime, payload: dict[str, Any]) -> None:
    """Puts a bundle in the place of a head."""
    await importing.import_(rt, payload["jobId"])
