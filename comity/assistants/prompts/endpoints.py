"""HTTP of the prompt library (`assistants.md` 2.2, 4.5)."""

from typing import Literal

from fastapi import APIRouter, Response

from comity.assistants.prompts import service
from comity.assistants.prompts.schemas import PromptTemplateCreate, PromptTemplateRead, PromptTemplateUpdate
from comity.kernel.context import Actor
from comity.kernel.http import IfMatch, Listing, Rt, requires

router = APIRouter(tags=["assistants"])
READ, WRITE = "genai.assistants.read", "genai.assistants.write"


@router.get("/prompt-templates")
async def get_templates(
    rt: Rt,
    kind: Literal["", "assistant", "stg"] = "",
    knowledgeType: str = "",
    actor: Actor = requires(READ),
) -> Listing[PromptTemplateRead]:
    """The prompt library: the built-in ones, then the workspace's own."""
    found = await rt.db.aread(lambda tx: service.list_templates(tx, actor, kind=kind, knowledge_type=knowledgeType))
    return Listing(data=found)


@router.post("/prompt-templates", status_code=201)
async def post_template(
    rt: Rt, response: Response, body: PromptTemplateCreate, actor: Actor = requires(WRITE)
) -> PromptTemplateRead:
    """A prompt of the workspace's own."""
    return _with_etag(response, await rt.db.awrite(lambda tx: service.create_template(tx, actor, body)))


@router.get("/prompt-templates/{template_id}")
async def get_template(
    rt: Rt, response: Response, template_id: str, actor: Actor = requires(READ)
) -> PromptTemplateRead:
    """One prompt, built in or the workspace's own."""
    return _with_etag(response, await rt.db.aread(lambda tx: service.get_template(tx, actor, template_id)))


@router.post("/prompt-templates/{template_id}/copy", status_code=201)
async def copy_template(
    rt: Rt, response: Response, template_id: str, actor: Actor = requires(WRITE)
) -> PromptTemplateRead:
    """A copy of the workspace's own."""
    return _with_etag(response, await rt.db.awrite(lambda tx: service.copy_template(tx, actor, template_id)))


@router.patch("/prompt-templates/{template_id}")
async def patch_template(
    rt: Rt,
    response: Response,
    template_id: str,
    body: PromptTemplateUpdate,
    revision: IfMatch,
    actor: Actor = requires(WRITE),
) -> PromptTemplateRead:
    """Changes a prompt of the workspace's own."""
    shown = await rt.db.awrite(lambda tx: service.update_template(tx, actor, template_id, body, revision))
    return _with_etag(response, shown)


@router.delete("/prompt-templates/{template_id}", status_code=204)
async def delete_template(rt: Rt, template_id: str, actor: Actor = requires(WRITE)) -> None:
    """Deletes a prompt of the workspace's own."""
    await rt.db.awrite(lambda tx: service.delete_template(tx, actor, template_id))


def _with_etag(response: Response, shown: PromptTemplateRead) -> PromptTemplateRead:
    if shown.revision is not None:
        response.headers["ETag"] = f'"{shown.revision}"'
    return shown
