"""HTTP of knowledge bases and of search in them."""

import asyncio
from typing import Any

from fastapi import APIRouter, Response

from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.http import Cursor, IfMatch, Limit, Listing, Rt, requires
from comity.knowledge import retrieval, service
from comity.knowledge.external.endpoints import check_address
from comity.knowledge.generations import service as generations
from comity.knowledge.models import KnowledgeBase
from comity.knowledge.parsing import ocr
from comity.knowledge.schemas import BaseCreate, BaseRead, BaseUpdate, OcrRead
from comity.knowledge.search.schemas import SearchManyRequest, SearchReply, SearchRequest

router = APIRouter(tags=["knowledge"])
READ, WRITE = "genai.knowledge.read", "genai.knowledge.write"
FOUND: dict[int | str, dict[str, Any]] = {200: {"model": SearchReply}}
"""Searches reply with plain data, which costs no second look at every hit; this describes it."""


@router.get("/knowledge-bases")
async def get_bases(
    rt: Rt, q: str = "", type: str = "", limit: Limit = 50, cursor: Cursor = None, actor: Actor = requires(READ)
) -> Listing[BaseRead]:
    """The workspace's knowledge bases."""

    def read(tx: Tx) -> Listing[BaseRead]:
        page = service.list_bases(tx, actor, q, type, limit, cursor)
        return Listing(data=service.show_bases(tx, page.rows), next_cursor=page.next_cursor)

    return await rt.db.aread(read)


@router.post("/knowledge-bases", status_code=201)
async def post_base(rt: Rt, response: Response, body: BaseCreate, actor: Actor = requires(WRITE)) -> BaseRead:
    """A new, empty knowledge base; 422558 for a Target Endpoint that the egress guard does not let through."""
    await check_address(rt, body.target_endpoint)
    return await _write(rt, response, lambda tx: service.create_base(tx, actor, body, secrets=rt.secrets))


@router.get("/knowledge-bases/ocr")
async def get_ocr(actor: Actor = requires(READ)) -> OcrRead:
    """Whether the OCR engine (Tesseract) is installed on this server, and with which languages."""
    engine = await asyncio.to_thread(ocr.look)
    return OcrRead(installed=bool(engine.version), version=engine.version, languages=list(engine.languages))


@router.get("/knowledge-bases/{base_id}")
async def get_base(rt: Rt, response: Response, base_id: str, actor: Actor = requires(READ)) -> BaseRead:
    """One knowledge base with its counts."""
    shown = await rt.db.aread(lambda tx: service.show_base(tx, service.get_base(tx, actor, base_id)))
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown


@router.patch("/knowledge-bases/{base_id}")
async def patch_base(
    rt: Rt, response: Response, base_id: str, body: BaseUpdate, revision: IfMatch, actor: Actor = requires(WRITE)
) -> BaseRead:
    """Changes a base's settings. Another `embedder` begins to embed the base anew, another `language` to analyse it anew.

    It goes on serving meanwhile, and has the new one from the moment that this serves; `nextLanguage` tells what is under way.
    """
    await check_address(rt, body.target_endpoint)

    def write(tx: Tx) -> KnowledgeBase:
        base = service.update_base(tx, actor, base_id, body, revision, secrets=rt.secrets)
        if body.embedder is not None and body.embedder != base.embedder:
            generations.reembed(tx, actor, base, body.embedder)
        if body.language is not None:
            generations.change_language(tx, actor, base, body.language)
        return base

    return await _write(rt, response, write)


@router.delete("/knowledge-bases/{base_id}", status_code=204)
async def delete_base(rt: Rt, base_id: str, force: bool = False, actor: Actor = requires(WRITE)) -> None:
    """Deletes a base; 409003 while it is used, unless forced."""
    await rt.db.awrite(lambda tx: service.delete_base(tx, actor, base_id, force=force))


@router.post("/knowledge-bases/{base_id}/convert")
async def convert_base(rt: Rt, response: Response, base_id: str, actor: Actor = requires(WRITE)) -> BaseRead:
    """Makes a documents base of a legacy one; chunk ids stay, and so does what uses it."""
    return await _write(rt, response, lambda tx: service.convert_base(tx, actor, base_id))


@router.post("/knowledge-bases/search", response_model=None, responses=FOUND)
async def search_many(rt: Rt, body: SearchManyRequest, actor: Actor = requires(READ)) -> dict[str, Any]:
    """Searches several bases and merges by score."""
    found = await retrieval.search_many(rt, actor.workspace_id, body.knowledge_base_ids, body)
    return retrieval.show(found, body.explain)


@router.post("/knowledge-bases/{base_id}/search", response_model=None, responses=FOUND)
async def search(rt: Rt, base_id: str, body: SearchRequest, actor: Actor = requires(READ)) -> dict[str, Any]:
    """Searches one base, with every arm's ranks and scores when `explain` is on."""
    found = await retrieval.search_many(rt, actor.workspace_id, [base_id], body)
    return retrieval.show(found, body.explain)


async def _write(rt: Rt, response: Response, work: Any) -> BaseRead:
    def write(tx: Tx) -> BaseRead:
        base: KnowledgeBase = work(tx)
        return service.show_base(tx, base)

    shown = await rt.db.awrite(write)
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown
