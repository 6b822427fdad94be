"""The tools that Comity offers: an assistant's answer, and a search in a knowledge base."""

import time
from typing import Any

import msgspec

from comity import knowledge
from comity.assistants import queries
from comity.assistants.errors import AssistantDisabled
from comity.assistants.mcp.protocol import Offered, Result, text_result
from comity.assistants.messaging.accepting import as_asked, begun, runs_of, take_allowance
from comity.assistants.messaging.callers import Caller
from comity.assistants.messaging.requests import WAIT_MAX_SECONDS, MessageRequest, request_of
from comity.assistants.messaging.run import Waiting
from comity.assistants.writing.configs import configs_of
from comity.kernel.context import Actor
from comity.kernel.errors import ComityError
from comity.kernel.runtime import Runtime
from comity.knowledge import SearchResult

ASK_RIGHT, SEARCH_RIGHT = "genai.sandbox.live", "genai.knowledge.read"
LISTED_MAX = 200
LIMIT, LIMIT_MAX = 5, 20
_TEXT = {"type": "string"}
_READS = {"readOnlyHint": True, "openWorldHint": False}

_ASK: dict[str, Any] = {
    "name": "ask_assistant",
    "title": "Ask an assistant",
    "description": "Asks one of the workspace's assistants and returns its answer with the sources it rests on.",
    "inputSchema": {
        "type": "object",
        "properties": {
            "question": {**_TEXT, "minLength": 1, "maxLength": 4000},
            "assistant": {**_TEXT, "description": "Name or id. May be left out where the workspace has one assistant."},
            "sessionId": {
                **_TEXT,
                "description": "To go on with an earlier conversation: the sessionId of its answer.",
            },
        },
        "required": ["question"],
    },
    "annotations": {"readOnlyHint": False, "openWorldHint": False},
}
_SEARCH: dict[str, Any] = {
    "name": "search_knowledge",
    "title": "Search a knowledge base",
    "description": "Searches the documents of a knowledge base and returns the best passages with their places.",
    "inputSchema": {
        "type": "object",
        "properties": {
            "query": {**_TEXT, "minLength": 1, "maxLength": 4000},
            "knowledgeBase": {**_TEXT, "description": "Name or id. May be left out where the workspace has one base."},
            "limit": {"type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": LIMIT},
        },
        "required": ["query"],
    },
    "annotations": _READS,
}


def offered(rt: Runtime, actor: Actor) -> list[Offered]:
    """The tools that this actor has the rights for."""

    async def ask(arguments: dict[str, Any]) -> Result:
        return await _told(_ask(rt, actor, arguments))

    async def search(arguments: dict[str, Any]) -> Result:
        return await _told(_search(rt, actor, arguments))

    tools = ((ASK_RIGHT, Offered(_ASK, ask)), (SEARCH_RIGHT, Offered(_SEARCH, search)))
    return [tool for right, tool in tools if actor.may(right)]


async def _told(work: Any) -> Result:
    """A refusal is a result that the calling model can read."""
    try:
        return await work
    except ComityError as error:
        broken = "; ".join(f"{item['path']}: {item['message']}" for item in error.errors)
        return text_result(broken or error.message, failed=True)


async def _ask(rt: Runtime, actor: Actor, arguments: dict[str, Any]) -> Result:
    named = await rt.db.aread(lambda tx: queries.list_assistants(tx, actor.workspace_id, "", LISTED_MAX, None).rows)
    live = {one.id: one.name for one in named if one.live_version is not None}
    assistant_id, refusal = _choose(live, arguments.get("assistant"), "assistant")
    if refusal:
        return text_result(refusal, failed=True)
    began = time.perf_counter()
    session = arguments.get("sessionId")
    asked = request_of({"message": arguments.get("question"), "sessionId": session, "waitSeconds": WAIT_MAX_SECONDS})
    return await _answered(rt, actor, assistant_id, asked, began)


async def _answered(rt: Runtime, actor: Actor, assistant_id: str, asked: MessageRequest, began: float) -> Result:
    runs_of(rt).refuse_when_closing()
    caller = Caller(f"{actor.kind}:{actor.id}", actor.workspace_id, assistant_id, "api", False, {}, actor)
    config = await configs_of(rt).get(actor.workspace_id, assistant_id, "live")
    if not config.enabled:
        raise AssistantDisabled
    await take_allowance(rt, config, None)
    async with begun(rt, as_asked(caller, config, asked, began), {}) as run:
        with Waiting(run):
            await run.done.wait()
        if run.error is not None:
            return text_result(msgspec.json.decode(run.error)["message"], failed=True)
        return _shown(msgspec.json.decode(run.reply or b"{}"))


async def _search(rt: Runtime, actor: Actor, arguments: dict[str, Any]) -> Result:
    named = await rt.db.aread(lambda tx: knowledge.list_bases(tx, actor, "", "", LISTED_MAX, None).rows)
    base_id, refusal = _choose({one.id: one.name for one in named}, arguments.get("knowledgeBase"), "knowledge base")
    query, limit = arguments.get("query"), arguments.get("limit", LIMIT)
    if not refusal and not (isinstance(query, str) and 0 < len(query.strip()) <= 4000):
        refusal = "Send the words to search for as 'query', at most 4000 characters."
    if not refusal and not (isinstance(limit, int) and 1 <= limit <= LIMIT_MAX):
        refusal = f"'limit' is a number from 1 to {LIMIT_MAX}."
    if refusal:
        return text_result(refusal, failed=True)
    return _found(await knowledge.search(rt, actor.workspace_id, base_id, [str(query).strip()], limit=limit))


def _choose(named: dict[str, str], wanted: Any, noun: str) -> tuple[str, str]:
    """The id that a name or an id stands for, or the sentence that says which there are."""
    if wanted is None and len(named) == 1:
        return next(iter(named)), ""
    key = str(wanted or "").strip().casefold()
    for id_, name in named.items():
        if key in {id_, name.casefold()}:
            return id_, ""
    names = ", ".join(f"'{name}'" for name in named.values()) or "none"
    return "", f"Choose the {noun} by its name or id. There are: {names}."


def _shown(reply: dict[str, Any]) -> Result:
    sources = [
        {"title": item["document"]["title"], "path": item["document"]["path"], "page": item["document"]["page"]}
        for item in reply["searchResults"]["data"]
    ]
    kept = {name: reply[name] for name in ("answer", "sessionId", "messageId", "actions")}
    structured = {**kept, "outcome": reply["inspection"]["outcome"], "sources": sources}
    lines = [f"[{n}] {source['path'] or source['title']}" for n, source in enumerate(sources, 1)]
    return text_result("\n".join((reply["answer"], *(("", *lines) if lines else ()))), structured)


def _found(result: SearchResult) -> Result:
    passages = [
        {
            "chunkId": hit.chunk_id,
            "title": hit.title,
            "path": hit.path,
            "page": hit.page,
            "score": round(hit.sorting_score, 4),
            "content": hit.content,
        }
        for hit in result.hits
    ]
    text = "\n\n".join(
        f"[{n}] {p['path'] or p['title']} ({p['score']:.2f})\n{p['content']}" for n, p in enumerate(passages, 1)
    )
    return text_result(text or "Nothing found.", {"passages": passages})
