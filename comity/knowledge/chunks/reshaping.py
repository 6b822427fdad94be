"""The verbs of splitting and merging chunks (`knowledge.md` 3.4).

What comes out stands for pieces of the document: it keeps its text through new readings as any edit does, and the pieces tell when
the document says something else. Which they are is part of a revision, so that versions, rollbacks and bundles carry it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.http.schema import check_revision
from comity.knowledge import limits
from comity.knowledge import queries as base_queries
from comity.knowledge.chunking.identity import text_hash
from comity.knowledge.chunks import queries
from comity.knowledge.chunks.parts import Piece, Region, divide, join, piece_of, placed
from comity.knowledge.chunks.schemas import ChunkDraft, MergedChunk
from comity.knowledge.chunks.service import (
    NewChunk,
    Said,
    add_chunks,
    audit_chunk,
    get_chunk,
    new_ids,
    revise,
    said_of,
    show_chunk,
    source_text,
    with_terms,
)
from comity.knowledge.errors import NotForThisType, ReshapedSince
from comity.knowledge.generating.asking import ask as ask_generating
from comity.knowledge.generating.values import apart, read_generated
from comity.knowledge.ingestion import edits
from comity.knowledge.models import Chunk, ChunkRevision, Document, KnowledgeBase
from comity.knowledge.service import mark_changed

Held = tuple[Chunk, ChunkRevision]
SPLIT, MERGE = "split", "merge"
NOTHING = text_hash("")


def preview_split(tx: Tx, base: KnowledgeBase, chunk_id: str, at: int, revision: int | None) -> list[ChunkDraft]:
    """The two chunks that a split would make; raises as `split_chunk`."""
    chunk, current = _open(tx, base, chunk_id, revision)
    first, second = _halves(tx, base, (chunk, current), at)
    return [_draft(first, chunk.chunk_id), _draft(second)]


def split_chunk(
    tx: Tx, actor: Actor, base: KnowledgeBase, chunk_id: str, at: int, revision: int | None
) -> list[ChunkDraft]:
    """Cuts a chunk in two: the first keeps its id, the second gets one of its own.

    Raises `StaleRevision` (409001), `Validation` (422000) where a half would be empty, `NotForThisType` (422951) for a row of a CSV.
    """
    chunk, current = _open(tx, base, chunk_id, revision)
    first, second = _halves(tx, base, (chunk, current), at)
    queries.make_room(tx, chunk.document_id, chunk.ordinal, 1)
    seq = mark_changed(tx, base)
    before = [_mark(chunk)]
    new_id = new_ids(tx, base.workspace_id, 1)[0]
    new = NewChunk(new_id, chunk.ordinal + 1, with_terms(second, base.language))
    document = tx.session.get_one(Document, chunk.document_id)
    version = chunk.document_version
    add_chunks(tx, base, document, [new], document_version=version, seq=seq, author=actor.name, manual=chunk.manual)
    made = [_say(tx, actor, base, (chunk, current), first, seq), get_chunk(tx, base, new_id)]
    _note(tx, SPLIT, before, made)
    _ask_for_the_rest(tx, base, made)
    after = {"revision": made[0][1].number, "into": [chunk.chunk_id, new_id]}
    audit_chunk(tx, actor, chunk, "chunk.split", before={"revision": current.number}, after=after)
    return _drafts(made)


def preview_merge(
    tx: Tx, base: KnowledgeBase, chunk_id: str, others: Sequence[MergedChunk], revision: int | None
) -> list[ChunkDraft]:
    """The chunk that a merge would make; raises as `merge_chunks`."""
    held = _opened(tx, base, chunk_id, others, revision)
    return [_draft(_joined(tx, base, held, chunk_id), chunk_id)]


def merge_chunks(
    tx: Tx, actor: Actor, base: KnowledgeBase, chunk_id: str, others: Sequence[MergedChunk], revision: int | None
) -> list[ChunkDraft]:
    """Makes neighbours of one document part of a chunk, which keeps its id; theirs leave search.

    Raises `StaleRevision` (409001) of any of them, `Validation` (422000) for chunks that do not follow each other or are too long
    together, `NotForThisType` (422951) for rows of a CSV.
    """
    held = _opened(tx, base, chunk_id, others, revision)
    said = _joined(tx, base, held, chunk_id)
    lead = next(one for one in held if one[0].chunk_id == chunk_id)
    seq = mark_changed(tx, base)
    before = [_mark(chunk) for chunk, _ in held]
    for chunk, _ in held:
        if chunk.chunk_id != chunk_id:
            _leave(chunk, seq, by_user=True)
    lead[0].ordinal = held[0][0].ordinal
    made = [_say(tx, actor, base, lead, said, seq)]
    _note(tx, MERGE, before, made)
    _ask_for_the_rest(tx, base, made)
    after = {"revision": made[0][1].number, "from": [chunk.chunk_id for chunk, _ in held]}
    audit_chunk(tx, actor, lead[0], "chunk.merged", before={"revision": lead[1].number}, after=after)
    return _drafts(made)


def undo_reshaping(tx: Tx, actor: Actor, base: KnowledgeBase, chunk_id: str, revision: int | None) -> list[ChunkDraft]:
    """Takes back the split or merge that a chunk's revision came from: every chunk says again what it said before.

    Raises `StaleRevision` (409001), `ReshapedSince` (409955) when one of them was changed since, `Validation` (422000) for a
    revision that came from neither.
    """
    chunk, current = _open(tx, base, chunk_id, revision)
    act = current.reshaping
    if not act:
        message = "This chunk says what it says from no split or merge, so there is none to undo."
        raise Validation([field_error("chunkId", "value", message)])
    rows = {one.chunk_id: (one, said) for one, said in queries.chunks_of_document(tx, chunk.document_id)}
    earlier = _earlier(tx, rows, act)
    seq = mark_changed(tx, base)
    made = [_bring_back(tx, actor, base, rows[one["chunkId"]][0], one, earlier, seq) for one in act["before"]]
    for gone in {one["chunkId"] for one in act["after"]} - {one["chunkId"] for one in act["before"]}:
        _leave(rows[gone][0], seq)
    edits.ask(tx, base, chunk.document_id)
    tx.flush()
    after = {
        "revision": chunk.current_revision,
        "kind": act["kind"],
        "chunks": [one["chunkId"] for one in act["before"]],
    }
    audit_chunk(tx, actor, chunk, "chunk.reshapingUndone", before={"revision": current.number}, after=after)
    return _drafts(made)


def take_source(tx: Tx, actor: Actor, base: KnowledgeBase, chunk_id: str, revision: int | None) -> Held | None:
    """Has the pieces that a split or merged chunk stands for say what the document says, each a chunk of its own again.

    Returns the first of them; None for a chunk that was neither split nor merged. Raises `StaleRevision` (409001), and
    `Validation` (422000) when the document says none of them any more.
    """
    chunk, current = get_chunk(tx, base, chunk_id, lock=True)
    if not current.sources:
        return None
    check_revision(revision, chunk.current_revision, lambda: show_chunk(chunk, current))
    rows = {one.chunk_id: (one, said) for one, said in queries.chunks_of_document(tx, chunk.document_id)}
    group, pieces = _group(list(rows.values()), current)
    said_now = [piece for piece in pieces if piece["text"].strip()]
    if not said_now:
        message = (
            "The document does not say this any more, so there is nothing to take. Delete the chunk, or keep yours."
        )
        raise Validation([field_error("keepMine", "value", message)])
    place = min(one.ordinal for one, _ in group)
    queries.make_room(tx, chunk.document_id, place, len(said_now) - 1)
    seq = mark_changed(tx, base)
    for one, _ in group:
        if one.chunk_id not in {piece["id"] for piece in said_now}:
            _leave(one, seq)
    made = [_restore(tx, actor, base, chunk, rows, piece, place + n, seq) for n, piece in enumerate(said_now)]
    edits.ask(tx, base, chunk.document_id)
    after = {"revision": made[0][1].number, "fields": ["keepMine"], "chunks": [one.chunk_id for one, _ in made]}
    audit_chunk(tx, actor, chunk, "chunk.changed", before={"revision": current.number}, after=after)
    return made[0]


def regions_of(tx: Tx, version_id: str | None, pieces: Sequence[Piece]) -> tuple[list[Region], dict[int, str]]:
    """The blocks of a reading around some pieces, and what its pages are called."""
    starts = [piece["start"] for piece in pieces if piece["start"] is not None]
    if version_id is None or not starts:
        return [], {}
    end = max(piece["end"] or 0 for piece in pieces)
    pages = base_queries.pages_around(tx, version_id, min(starts), end)
    regions = [
        Region(page.number, page.start + block["start"], page.start + block["end"], _box(page.number, block["bbox"]))
        for page in pages
        for block in page.blocks
    ]
    return regions, {page.number: page.label for page in pages}


def _box(page: int, bbox: Sequence[float] | None) -> dict[str, Any] | None:
    return {"page": page, **dict(zip("xywh", bbox, strict=True))} if bbox else None


def _open(tx: Tx, base: KnowledgeBase, chunk_id: str, revision: int | None) -> Held:
    """A chunk that may be split or merged, locked."""
    if base.type == "csv":
        raise NotForThisType("A row of a CSV is one chunk. Split or merge the rows in the file, and upload it again.")
    chunk, current = get_chunk(tx, base, chunk_id, lock=True)
    check_revision(revision, chunk.current_revision, lambda: show_chunk(chunk, current))
    if chunk.source_changed:
        message = f"The document changed what '{chunk_id}' was made of. Choose between both texts first."
        raise Validation([field_error("chunkId", "value", message)])
    return chunk, current


def _halves(tx: Tx, base: KnowledgeBase, held: Held, at: int) -> tuple[Said, Said]:
    content = held[1].content
    if not content[:at].strip() or not content[at:].strip():
        message = f"Choose a place inside the text: between its first and its last word, below {len(content)}."
        raise Validation([field_error("at", "range", message)])
    first, second = divide(_by_people(base, held), at)
    pieces = _pieces_of(tx, held)
    return _placed(tx, held[0], first, pieces), _placed(tx, held[0], second, pieces)


def _opened(
    tx: Tx, base: KnowledgeBase, chunk_id: str, others: Sequence[MergedChunk], revision: int | None
) -> list[Held]:
    """The chunks of a merge in reading order."""
    held = [_open(tx, base, chunk_id, revision), *(_open(tx, base, one.chunk_id, one.revision) for one in others)]
    document_id = held[0][0].document_id
    living = [one.chunk_id for one, _ in queries.chunks_of_document(tx, document_id) if not one.deleted]
    wanted = {one.chunk_id for one, _ in held}
    places = [place for place, id_ in enumerate(living) if id_ in wanted]
    if len(wanted) < len(held) or len(places) < len(held) or places[-1] - places[0] >= len(held):
        message = "Only chunks that follow each other in one document can be merged. Choose neighbours, each once."
        raise Validation([field_error("chunks", "neighbours", message)])
    return sorted(held, key=lambda one: living.index(one[0].chunk_id))


def _joined(tx: Tx, base: KnowledgeBase, held: Sequence[Held], lead_id: str) -> Said:
    said = [_by_people(base, one) for one in held]
    lead = next(n for n, (chunk, _) in enumerate(held) if chunk.chunk_id == lead_id)
    joined = join(said, said[lead])
    if len(joined.content) > limits.CONTENT_CHARACTERS:
        message = f"Together they have {len(joined.content):,} characters; a chunk holds {limits.CONTENT_CHARACTERS:,}."
        raise Validation([field_error("chunks", "maxLength", message, limit=limits.CONTENT_CHARACTERS)])
    if len(msgspec.json.encode(joined.metadata)) > limits.METADATA_BYTES:
        message = "Together they have more than 8 KB of metadata. Shorten that of one of them first."
        raise Validation([field_error("chunks", "maxLength", message, limit=limits.METADATA_BYTES)])
    pieces = {piece["id"]: piece for one in held for piece in _pieces_of(tx, one)}
    return _placed(tx, held[lead][0], joined, list(pieces.values()))


def _by_people(base: KnowledgeBase, held: Held) -> Said:
    """What a chunk says; without generated values where they are generated again for what comes out."""
    chunk, current = held
    said = said_of(current)
    return apart(said, read_generated(chunk.made)) if base.generate else replace(said, generated=[])


def _pieces_of(tx: Tx, held: Held) -> list[Piece]:
    chunk, current = held
    if current.sources or chunk.manual or not chunk.source_hash:
        return list(current.sources)
    text = "" if chunk.source_hash == NOTHING else source_text(tx, chunk, current)
    return [piece_of(chunk.chunk_id, chunk.source_hash, text, said_of(current))]


def _placed(tx: Tx, chunk: Chunk, said: Said, pieces: Sequence[Piece]) -> Said:
    document = tx.session.get_one(Document, chunk.document_id)
    regions, labels = regions_of(tx, document.serving_version_id, pieces)
    return placed(said, pieces, regions, labels=labels)


def _say(tx: Tx, actor: Actor, base: KnowledgeBase, held: Held, said: Said, seq: int) -> Held:
    chunk, current = held
    chunk.edited = True
    made = revise(tx, base, chunk, current, with_terms(said, base.language), seq=seq, author=actor.name)
    return chunk, made


def _leave(chunk: Chunk, seq: int, *, by_user: bool = False) -> None:
    """Takes a chunk out of search; with `by_user` it does not come back while the document says the same."""
    chunk.deleted, chunk.deleted_by_user = True, by_user
    chunk.index_seq, chunk.updated_at = seq, clock.now()


def _mark(chunk: Chunk) -> dict[str, Any]:
    return {
        "chunkId": chunk.chunk_id,
        "revision": chunk.current_revision,
        "made": chunk.made,
        "madeFor": chunk.made_for,
    }


def _note(tx: Tx, kind: str, before: list[dict[str, Any]], made: Sequence[Held]) -> None:
    """Each revision that an act opened knows the whole act, so that it can be undone from any of them."""
    after = [{"chunkId": chunk.chunk_id, "revision": revision.number} for chunk, revision in made]
    for _, revision in made:
        revision.reshaping = {"kind": kind, "before": before, "after": after}
    tx.flush()


def _ask_for_the_rest(tx: Tx, base: KnowledgeBase, made: Sequence[Held]) -> None:
    """Vectors for what they say now, and generated values where the base has them."""
    edits.ask(tx, base, made[0][0].document_id)
    if base.generate:
        for chunk, _ in made:
            chunk.made, chunk.made_for = {}, ""
        ask_generating(tx, base)
    tx.flush()


def _earlier(tx: Tx, rows: Mapping[str, Held], act: Mapping[str, Any]) -> dict[str, ChunkRevision]:
    """What the chunks of an act said before it; raises `ReshapedSince` when any was changed since or its text is not kept."""
    after = {one["chunkId"]: one["revision"] for one in act["after"]}
    expected = {one["chunkId"]: one["revision"] for one in act["before"]} | after
    for id_, number in expected.items():
        if id_ not in rows or rows[id_][0].current_revision != number or rows[id_][0].deleted is (id_ in after):
            raise ReshapedSince
    found = {
        one["chunkId"]: queries.revision_numbered(tx, rows[one["chunkId"]][0], one["revision"]) for one in act["before"]
    }
    kept = {id_: revision for id_, revision in found.items() if revision is not None and revision.content}
    if len(kept) < len(found):
        raise ReshapedSince
    return kept


def _bring_back(
    tx: Tx,
    actor: Actor,
    base: KnowledgeBase,
    chunk: Chunk,
    one: Mapping[str, Any],
    earlier: Mapping[str, ChunkRevision],
    seq: int,
) -> Held:
    revision = earlier[chunk.chunk_id]
    chunk.edited, chunk.deleted_by_user = revision.edited, False
    chunk.made, chunk.made_for = one["made"], one["madeFor"]
    said = said_of(revision)
    return chunk, revise(tx, base, chunk, revision, said, seq=seq, author=actor.name)


def _group(rows: Sequence[Held], current: ChunkRevision) -> tuple[list[Held], list[Piece]]:
    """The living chunks that stand for the pieces of a revision, or for pieces that those stand for; and all of the pieces."""
    shaped = [(chunk, revision) for chunk, revision in rows if revision.sources and not chunk.deleted]
    pieces: dict[str, Piece] = {piece["id"]: piece for piece in current.sources}
    group: list[Held] = []
    while more := [one for one in shaped if one not in group and pieces.keys() & {p["id"] for p in one[1].sources}]:
        group += more
        pieces |= {piece["id"]: piece for _, revision in more for piece in revision.sources}
    return group, sorted(pieces.values(), key=lambda piece: piece["start"] or 0)


def _restore(
    tx: Tx,
    actor: Actor,
    base: KnowledgeBase,
    of: Chunk,
    rows: Mapping[str, Held],
    piece: Piece,
    ordinal: int,
    seq: int,
) -> Held:
    """A piece as a chunk of its own; one whose chunk stayed behind, as with a bundle, gets a new one."""
    held = rows.get(piece["id"])
    before = said_of(held[1]) if held else Said(content="")
    said = _as_source(before, piece)
    if held is None:
        document = tx.session.get_one(Document, of.document_id)
        id_ = piece["id"] if not queries.chunk_ids_taken(tx, base.workspace_id, [piece["id"]]) else None
        new = NewChunk(id_ or new_ids(tx, base.workspace_id, 1)[0], ordinal, with_terms(said, base.language))
        add_chunks(tx, base, document, [new], document_version=of.document_version, seq=seq, author=actor.name)
        return get_chunk(tx, base, new.chunk_id)
    chunk, current = held
    chunk.ordinal, chunk.source_hash, chunk.document_version = ordinal, piece["hash"], of.document_version
    chunk.edited = chunk.source_changed = chunk.deleted_by_user = False
    chunk.source_text = None
    made = revise(tx, base, chunk, current, with_terms(said, base.language), seq=seq, author=actor.name)
    return chunk, made


def _as_source(before: Said, piece: Piece) -> Said:
    return replace(
        before,
        content=piece["text"],
        title=before.title or (piece["headings"][-1] if piece["headings"] else ""),
        heading_path=list(piece["headings"]),
        kind=piece["kind"],
        page=piece["page"],
        start=piece["start"],
        end=piece["end"],
        boxes=list(piece["boxes"]),
        path=piece["path"],
        edited=False,
        sources=[],
        tokens=0,
    )


def _draft(said: Said, chunk_id: str | None = None, revision: int | None = None) -> ChunkDraft:
    names = ("title", "heading_path", "content", "keywords", "questions", "metadata", "page", "start", "end", "tokens")
    return ChunkDraft(chunk_id=chunk_id, revision=revision, **{name: getattr(said, name) for name in names})


def _drafts(made: Sequence[Held]) -> list[ChunkDraft]:
    return [_draft(said_of(revision), chunk.chunk_id, revision.number) for chunk, revision in made]
