"""Looking, now and then, whether embedders still make the vectors that they made."""

from comity.kernel.logs import logger
from comity.kernel.runtime import Runtime
from comity.knowledge.embedders import calibrating, queries, service
from comity.knowledge.embedders.errors import EmbedderRefused, EmbedderWaits
from comity.knowledge.embedders.using import opened

log = logger("knowledge.embedders")


async def check_all(rt: Runtime) -> None:
    """Disables those whose vectors moved; one that does not answer is left as it is."""
    rows = await rt.db.aread(lambda tx: [(row, opened(rt, tx, row)) for row in queries.every_embedder(tx)])
    for row, embedder in rows:
        try:
            probe = (await embedder.passages([calibrating.PROBE]))[0]
        except (EmbedderWaits, EmbedderRefused) as error:
            log.warning("embedder_does_not_answer", embedder=row.id, error=str(error))
            continue
        await rt.db.awrite(lambda tx, r=row, p=probe: service.compare_probe(tx, r.workspace_id, r.id, p))
