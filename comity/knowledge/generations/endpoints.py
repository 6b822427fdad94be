"""HTTP of generations: embedding a base anew, and going back."""

from fastapi import APIRouter, Response

from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.http import Rt, requires
from comity.knowledge import service as base_service
from comity.knowledge.embedders.using import bundled
from comity.knowledge.generations import building, service
from comity.knowledge.generations.schemas import GenerationList, ReembedReply, ReembedRequest, UndoReply
from comity.knowledge.jobs import upkeep
from comity.knowledge.models import KnowledgeBase

router = APIRouter(tags=["knowledge"])
READ, WRITE = "genai.knowledge.read", "genai.knowledge.write"
BASE = "/knowledge-bases/{base_id}"


@router.get(BASE + "/generations")
async def get_generations(rt: Rt, base_id: str, actor: Actor = requires(READ)) -> GenerationList:
    """By what a base is embedded, what is being built, and what can be gone back to."""

    def read(tx: Tx) -> GenerationList:
        return service.show_generations(tx, base_service.get_holding_base(tx, actor, base_id), bundled(rt).revision)

    return await rt.db.aread(read)


@router.post(BASE + "/reembed", status_code=202)
async def post_reembed(
    rt: Rt, response: Response, base_id: str, body: ReembedRequest, actor: Actor = requires(WRITE)
) -> ReembedReply:
    """Embeds a base anew while it goes on serving (202), or with `dryRun` tells what that takes (200)."""
    if body.dry_run:

        def read(tx: Tx) -> tuple[KnowledgeBase, str]:
            base = base_service.get_holding_base(tx, actor, base_id)
            return base, service.find_embedder(tx, actor.workspace_id, body.embedder)

        base, embedder = await rt.db.aread(read)
        response.status_code = 200
        return ReembedReply(job=None, estimate=await building.estimate(rt, base, embedder))

    def write(tx: Tx) -> ReembedReply:
        base = base_service.get_holding_base(tx, actor, base_id, lock=True)
        return ReembedReply(job=upkeep.show(service.reembed(tx, actor, base, body.embedder)), estimate=None)

    return await rt.db.awrite(write)


@router.post(BASE + "/reembed/undo")
async def post_reembed_undo(rt: Rt, base_id: str, actor: Actor = requires(WRITE)) -> UndoReply:
    """Serves from the vectors before again, within 24 hours of the switch."""
    return await rt.db.awrite(
        lambda tx: service.undo(tx, actor, base_service.get_holding_base(tx, actor, base_id, lock=True))
    )
