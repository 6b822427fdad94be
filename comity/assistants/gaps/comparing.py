"""Fourth phase: what of the knowledge has aged. Memorized answers are held against the chunk that answers their question now, and
chunks are listed whose answers people rated down.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from comity import knowledge
from comity.assistants.answering.literals import demanded, held, lacking
from comity.assistants.gaps import queries, service
from comity.assistants.gaps.grouping import bases_of
from comity.assistants.gaps.models import Decay, GapRun
from comity.assistants.memorized.models import MemorizedResponse
from comity.kernel import clock
from comity.kernel.db import Tx
from comity.kernel.errors import ComityError
from comity.kernel.runtime import Runtime
from comity.knowledge import Hit

BATCH = 50
ANSWERS_FROM = 0.45
"""From this score on a chunk is taken to answer a question: the default threshold of assistants."""
RATED_DOWN = 3
MEMORIZED, CHUNK = "memorized", "chunk"


async def compare(rt: Runtime, run: GapRun) -> None:
    """Finds memorized answers whose numbers differ, and suspect chunks; what is sound again is forgotten."""
    await _compare_responses(rt, run)
    suspects = await _suspects(rt, run)
    await rt.db.awrite(lambda tx: _store_suspects(tx, run, suspects))


async def _compare_responses(rt: Runtime, run: GapRun) -> None:
    workspace_id, after = run.workspace_id, run.mark
    bases = await rt.db.aread(lambda tx: _inner_bases(tx, workspace_id))
    while rows := await rt.db.aread(lambda tx, a=after: queries.responses_after(tx, workspace_id, a, BATCH)):
        after = rows[-1].id
        found = [decay for row in rows if (decay := await _compared(rt, row, bases)) is not None]
        await rt.db.awrite(lambda tx, f=found, a=after, n=len(rows): _store(tx, run, f, a, n))
    await rt.db.awrite(lambda tx: queries.forget_decay(tx, workspace_id, MEMORIZED, run.begun_at))


def _inner_bases(tx: Tx, workspace_id: str) -> dict[str, list[str]]:
    """The bases that each assistant searches and that are not asked over the network."""
    found = bases_of(tx, workspace_id)
    outer = {
        id_ for ids in found.values() for id_ in ids if knowledge.base_type(tx, workspace_id, id_) in (None, "external")
    }
    return {assistant: [id_ for id_ in ids if id_ not in outer] for assistant, ids in found.items()}


async def _compared(rt: Runtime, row: MemorizedResponse, bases: Mapping[str, Sequence[str]]) -> Decay | None:
    """What differs between a memorized answer and the chunk that answers its question; None where nothing does."""
    if not row.enabled or (row.valid_to is not None and row.valid_to <= clock.now()) or not numbers_of(row.answer):
        return None
    asked = row.assistant_ids or list(bases)
    top = await _top(rt, row, {base for id_ in asked for base in bases.get(id_, ())})
    differing = differing_numbers(row.answer, top.content) if top is not None else []
    if top is None or not differing:
        return None
    detail = {"numbers": differing, **_place(top)}
    return _decay(row.workspace_id, MEMORIZED, row.id, top.base_id, detail, len(differing))


async def _top(rt: Runtime, row: MemorizedResponse, bases: Iterable[str]) -> Hit | None:
    best: Hit | None = None
    for base_id in sorted(bases):
        try:
            hits = (await knowledge.search(rt, row.workspace_id, base_id, [row.question], limit=1)).hits
        except ComityError:
            continue
        if hits and hits[0].sorting_score >= max(ANSWERS_FROM, best.sorting_score if best else 0):
            best = hits[0]
    return best


def numbers_of(text: str) -> list[Any]:
    """The numbers and dates that a text states; codes, names and addresses are none."""
    return [one for one in demanded(text) if all(key[0] in "nm" for key in one.keys)]


def differing_numbers(answer: str, source: str) -> list[str]:
    """The numbers of an answer that its source does not hold, as they are written; none when the source has no numbers at all."""
    return [one.written for one in lacking(numbers_of(answer), held(source))] if numbers_of(source) else []


def _store(tx: Tx, run: GapRun, found: Sequence[Decay], after: str, count: int) -> None:
    for decay in found:
        queries.put_decay(tx, decay)
    service.move(tx, run.workspace_id, mark=after, more=count)


async def _suspects(rt: Runtime, run: GapRun) -> Counter[tuple[str, str]]:
    """How many answers that were rated down stood on each chunk, by document and chunk id."""
    found: Counter[tuple[str, str]] = Counter()
    after = (0, "")
    while rows := await rt.db.aread(lambda tx, a=after: queries.rated_down(tx, run.workspace_id, run.since, a, BATCH)):
        after = (rows[-1].at, rows[-1].message_id)
        for row in rows:
            found.update(stood_on(row.reply or "{}"))
    return Counter({key: times for key, times in found.items() if times >= RATED_DOWN})


def stood_on(reply: str) -> set[tuple[str, str]]:
    """Document and chunk id of what an answer stood on: the sources of its sentences, or what it was given where none were noted."""
    told: dict[str, Any] = msgspec.json.decode(reply)
    grounding = (told.get("inspection") or {}).get("grounding") or {}
    cited = {
        (source.get("documentId") or "", source["chunkId"])
        for sentence in grounding.get("sentences", [])
        for source in sentence.get("sources", [])
    }
    given = {
        (one["document"].get("documentId") or "", one["document"]["id"])
        for one in (told.get("searchResults") or {}).get("data", [])
    }
    return cited or given


def _store_suspects(tx: Tx, run: GapRun, suspects: Counter[tuple[str, str]]) -> None:
    hits = knowledge.chunks_by_id(tx, run.workspace_id, [id_ for _, id_ in suspects])
    for hit in hits:
        if times := suspects.get((hit.document_id, hit.chunk_id)):
            target = f"{hit.base_id}/{hit.chunk_id}"
            detail = {"ratedDown": times, **_place(hit)}
            queries.put_decay(tx, _decay(run.workspace_id, CHUNK, target, hit.base_id, detail, times))
    queries.forget_decay(tx, run.workspace_id, CHUNK, run.begun_at)


def _place(hit: Hit) -> dict[str, Any]:
    place = {"knowledgeBaseId": hit.base_id, "documentId": hit.document_id}
    return {"chunkId": hit.chunk_id, "title": hit.title, "path": hit.path, **place}


def _decay(workspace_id: str, kind: str, target: str, base_id: str, detail: dict[str, Any], weight: int) -> Decay:
    row = {"workspace_id": workspace_id, "kind": kind, "target": target}
    return Decay(**row, weight=weight, base_id=base_id, detail=detail, at=clock.now())
