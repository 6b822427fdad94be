"""When space is given back."""

from comity.kernel.jobs import every
from comity.kernel.runtime import Runtime
from comity.knowledge.tidying import service

TIDY_SECONDS = 3_600


@every(TIDY_SECONDS, "knowledge.tidying")
async def tidy(rt: Runtime) -> None:
    """Gives back what nobody can ask for any more."""
    await service.tidy(rt)
