"""HTTP of generated values: asking for them anew."""

from fastapi import APIRouter

from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.http import Rt, requires
from comity.knowledge import service as base_service
from comity.knowledge.generating import service
from comity.knowledge.generating.schemas import GenerateAsked, GenerateRequest

router = APIRouter(tags=["knowledge"])


@router.post("/knowledge-bases/{base_id}/chunks/generate", status_code=202)
async def post_generate(
    rt: Rt, base_id: str, body: GenerateRequest, actor: Actor = requires("genai.knowledge.write")
) -> GenerateAsked:
    """Has titles, keywords and questions of chosen chunks generated anew; what people wrote stays."""

    def write(tx: Tx) -> GenerateAsked:
        base = base_service.get_editable_base(tx, actor, base_id)
        return GenerateAsked(asked=service.regenerate(tx, actor, base, body.chunk_ids))

    return await rt.db.awrite(write)
