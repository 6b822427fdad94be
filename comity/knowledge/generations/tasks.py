"""Jobs of generations: building them, dropping them."""

from typing import Any

from comity.kernel.jobs import every, job
from comity.kernel.runtime import Runtime
from comity.knowledge.embedders import checking
from comity.knowledge.generations import building, service

DROP_SECONDS = 3_600
ANALYSER_SECONDS = 600
CHECK_SECONDS = 6 * 3_600


@job("knowledge.reembed", queue="upkeep", attempts=5)
async def reembed(rt: Runtime, payload: dict[str, Any]) -> None:
    """Embeds a base anew."""
    await building.build(rt, payload["jobId"])


@job("knowledge.reanalyse", queue="upkeep", attempts=5)
async def reanalyse(rt: Runtime, payload: dict[str, Any]) -> None:
    """Analyses a base anew."""
    await building.build(rt, payload["jobId"])


@every(ANALYSER_SECONDS, "knowledge.analysers")
async def analyse_outdated(rt: Runtime) -> None:
    """Has the bases that an older analyser analysed analysed by this one."""
    await rt.db.awrite(service.analyse_outdated)


@every(DROP_SECONDS, "knowledge.generations")
async def drop_retired(rt: Runtime) -> None:
    """Deletes vectors that can be gone back to no more."""
    await building.drop_retired(rt)


@every(CHECK_SECONDS, "knowledge.embedders")
async def check_embedders(rt: Runtime) -> None:
    """Looks whether every embedder still makes the vectors that it made."""
    await checking.check_all(rt)
