"""The verbs of chunks: making, editing, deleting, and taking over a new reading of a document."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from comity import accounts
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Page, Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.http.schema import check_revision
from comity.kernel.ids import new_id
from comity.kernel.text import count_tokens, detect_language
from comity.knowledge.chunking.identity import new_chunk_id, text_hash
from comity.knowledge.chunks import queries
from comity.knowledge.chunks.schemas import ChunkCreate, ChunkRead, ChunkWrite, Reshaping
from comity.knowledge.errors import ChunkNotFound
from comity.knowledge.ingestion import edits
from comity.knowledge.models import Chunk, ChunkRevision, Document, KnowledgeBase
from comity.knowledge.search.terms import analysed_as, chunk_terms
from comity.knowledge.service import mark_changed

Facts = dict[str, Any] | None
CONTENT_FIELDS = ("content", "title", "keywords", "questions", "metadata")


@dataclass(frozen=True, slots=True)
class Said:
    """Everything a revision says: what is indexed, and where it came from."""

    content: str
    title: str = ""
    heading_path: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    metadata: dict[str, Any] = field(default_factory=dict)
    generated: list[str] = field(default_factory=list)
    kind: str = "paragraph"
    page: int | None = None
    start: int | None = None
    end: int | None = None
    boxes: list[Any] = field(default_factory=list)
    path: str = ""
    enabled: bool = True
    edited: bool = False
    tokens: int = 0
    language: str = ""
    terms: bytes = b""
    analysed_as: str = ""
    sources: list[Any] = field(default_factory=list)


def with_terms(said: Said, language: str) -> Said:
    """The same with its analysis: the costly part, done outside a transaction where there are many."""
    terms = chunk_terms(
        content=said.content,
        title=said.title,
        headings=said.heading_path,
        keywords=said.keywords,
        questions=said.questions,
        language=language,
    )
    values = {name: getattr(said, name) for name in Said.__slots__}
    return Said(
        **{
            **values,
            "terms": terms,
            "analysed_as": analysed_as(language),
            "tokens": said.tokens or count_tokens(said.content),
            "language": detect_language(said.content),
        }
    )


@dataclass(frozen=True, slots=True)
class NewChunk:
    """A chunk in the making: its visible id, its place in the document, and what it says."""

    chunk_id: str
    ordinal: int
    said: Said


def add_chunks(
    tx: Tx,
    base: KnowledgeBase,
    document: Document,
    wanted: Sequence[NewChunk],
    *,
    document_version: int,
    seq: int,
    author: str,
    manual: bool = False,
) -> None:
    """Stores new chunks with their first revisions, all together."""
    chunks = [
        Chunk(
            id=new_id(),
            workspace_id=base.workspace_id,
            base_id=base.id,
            chunk_id=one.chunk_id,
            document_id=document.id,
            document_version=document_version,
            ordinal=one.ordinal,
            source_hash="" if manual or one.said.sources else text_hash(one.said.content),
            current_revision=1,
            edited=bool(one.said.sources),
            manual=manual,
            index_seq=seq,
        )
        for one in wanted
    ]
    tx.session.add_all(chunks)
    tx.flush()
    for chunk, one in zip(chunks, wanted, strict=True):
        _add_revision(tx, base, chunk, one.said, 1, author)
    tx.flush()


def _add_revision(tx: Tx, base: KnowledgeBase, chunk: Chunk, said: Said, number: int, author: str) -> ChunkRevision:
    if said.analysed_as != analysed_as(base.language):  # the base's language was changed since the text was analysed
        said = with_terms(said, base.language)
    values = {name: getattr(said, name) for name in Said.__slots__ if name != "metadata"}
    revision = ChunkRevision(
        workspace_id=chunk.workspace_id,
        chunk_row_id=chunk.id,
        base_id=chunk.base_id,
        number=number,
        metadata_=said.metadata,
        author=author,
        **values,
    )
    tx.session.add(revision)
    return revision


def revise(
    tx: Tx, base: KnowledgeBase, chunk: Chunk, current: ChunkRevision, said: Said, *, seq: int, author: str
) -> ChunkRevision:
    """Closes what a chunk said and opens what it says now; vectors stay when the indexed text is the same."""
    chunk.current_revision = 1 + max(chunk.current_revision, queries.last_revision(tx, chunk))
    chunk.index_seq = seq
    chunk.deleted = False
    made = _add_revision(tx, base, chunk, said, chunk.current_revision, author)
    tx.flush()
    if indexed_text(said) == indexed_text(said_of(current)):
        queries.copy_vectors(tx, current.id, made.id)
    return made


def indexed_text(said: Said) -> tuple[Any, ...]:
    """What embedding looks at."""
    return (said.content, said.title, tuple(said.heading_path), tuple(said.questions))


def said_of(revision: ChunkRevision) -> Said:
    """What a stored revision says."""
    names = [name for name in Said.__slots__ if name != "metadata"]
    return Said(**{name: getattr(revision, name) for name in names}, metadata=revision.metadata_)


def source_text(tx: Tx, chunk: Chunk, current: ChunkRevision) -> str:
    """What the document said where the chunk came from, whatever people made of it."""
    edited = queries.source_of(tx, chunk) if chunk.edited and not chunk.source_text else None
    return chunk.source_text or edited or current.content


def get_chunk(tx: Tx, base: KnowledgeBase, chunk_id: str, *, lock: bool = False) -> tuple[Chunk, ChunkRevision]:
    """A living chunk and what it says; raises `ChunkNotFound` (404952)."""
    found = queries.find_chunk(tx, base.workspace_id, base.id, chunk_id, lock=lock)
    if found is None:
        raise ChunkNotFound
    return found


def list_chunks(tx: Tx, base: KnowledgeBase, **filters: Any) -> tuple[Page[Chunk], dict[str, ChunkRevision]]:
    """A page of living chunks and their current revisions by row id."""
    return queries.list_chunks(tx, base.workspace_id, base.id, **filters)


def new_ids(tx: Tx, workspace_id: str, count: int) -> list[str]:
    """Visible ids that nothing in the workspace has."""
    made: list[str] = []
    while len(made) < count:
        fresh = [new_chunk_id() for _ in range(count - len(made))]
        taken = queries.chunk_ids_taken(tx, workspace_id, fresh)
        made += [id_ for id_ in fresh if id_ not in taken]
    return made


def create_chunk(
    tx: Tx, actor: Actor, base: KnowledgeBase, document: Document, wanted: ChunkCreate
) -> tuple[Chunk, ChunkRevision]:
    """A chunk made by hand, at the end of a document."""
    said = with_terms(
        Said(
            content=wanted.content,
            title=wanted.title,
            keywords=wanted.keywords,
            questions=wanted.questions,
            metadata=wanted.metadata,
            path=document.path,
            edited=True,
        ),
        base.language,
    )
    ordinal = 1 + max((c.ordinal for c, _ in queries.chunks_of_document(tx, document.id)), default=-1)
    id_ = new_ids(tx, base.workspace_id, 1)[0]
    seq = mark_changed(tx, base)
    made = [NewChunk(id_, ordinal, said)]
    add_chunks(tx, base, document, made, document_version=1, seq=seq, author=actor.name, manual=True)
    edits.ask(tx, base, document.id)
    chunk, revision = get_chunk(tx, base, id_)
    audit_chunk(tx, actor, chunk, "chunk.added", after={"revision": revision.number})
    return chunk, revision


def edit_chunk(
    tx: Tx, actor: Actor, base: KnowledgeBase, chunk_id: str, change: ChunkWrite, revision: int | None
) -> tuple[Chunk, ChunkRevision]:
    """Changes what a chunk says or whether it is used; raises `StaleRevision` (409001) when somebody was faster.

    `keep_mine` settles a chunk whose source changed: true keeps the edited text, false takes the new source text.
    """
    chunk, current = get_chunk(tx, base, chunk_id, lock=True)
    check_revision(revision, chunk.current_revision, lambda: show_chunk(chunk, current))
    values = {name: getattr(said_of(current), name) for name in Said.__slots__}
    changed = {name: value for name in CONTENT_FIELDS if (value := getattr(change, name)) is not None}
    if change.keep_mine is False and chunk.source_text is not None:
        changed["content"] = _source_to_take(chunk.source_text)
    if change.content is not None and not change.content.strip():
        raise Validation([field_error("content", "minLength", "A chunk needs some text. Delete it instead.")])
    values.update(changed)
    if change.enabled is not None:
        values["enabled"] = change.enabled
    _settle(chunk, change, values, changed)
    said = with_terms(Said(**{**values, "tokens": 0}), base.language)
    made = revise(tx, base, chunk, current, said, seq=mark_changed(tx, base), author=actor.name)
    edits.ask(tx, base, chunk.document_id)
    tx.flush()
    fields = sorted(change.model_fields_set)
    after = {"revision": made.number, "fields": fields}
    audit_chunk(tx, actor, chunk, "chunk.changed", before={"revision": current.number}, after=after)
    return chunk, made


def audit_chunk(tx: Tx, actor: Actor, chunk: Chunk, action: str, before: Facts = None, after: Facts = None) -> None:
    """Notes a change of a chunk by ids and numbers alone: the row outlives a purge, and what was said stands in the revisions."""
    accounts.audit(
        tx,
        actor,
        action,
        target_kind="chunk",
        target_id=chunk.chunk_id,
        target_label=chunk.chunk_id,
        before=before,
        after={"baseId": chunk.base_id, "documentId": chunk.document_id, **(after or {})},
    )


def _source_to_take(text: str) -> str:
    if not text.strip():
        message = (
            "The document does not say this any more, so there is nothing to take. Delete the chunk, or keep yours."
        )
        raise Validation([field_error("keepMine", "value", message)])
    return text


def _settle(chunk: Chunk, change: ChunkWrite, values: dict[str, Any], changed: dict[str, Any]) -> None:
    if change.keep_mine is not None:
        values["edited"] = change.keep_mine
        chunk.edited, chunk.source_changed = change.keep_mine, False
        if chunk.source_text is not None and not values["sources"]:
            chunk.source_hash = text_hash(chunk.source_text)
        chunk.source_text = None
    elif changed:
        values["edited"] = chunk.edited = True
        values["generated"] = [name for name in values["generated"] if name not in changed]


def delete_chunk(tx: Tx, actor: Actor, base: KnowledgeBase, chunk_id: str) -> None:
    """Takes a chunk out of retrieval; it does not come back while its source text is unchanged."""
    chunk, _ = get_chunk(tx, base, chunk_id, lock=True)
    chunk.deleted = chunk.deleted_by_user = True
    chunk.index_seq = mark_changed(tx, base)
    chunk.updated_at = clock.now()
    audit_chunk(tx, actor, chunk, "chunk.deleted", before={"revision": chunk.current_revision})


def show_chunk(chunk: Chunk, revision: ChunkRevision) -> ChunkRead:
    """The wire form of a chunk."""
    from_revision = (
        "kind", "title", "heading_path", "content", "keywords", "questions", "generated", "page", "start", "end",
        "boxes", "tokens", "enabled", "path",
    )  # fmt: skip
    from_chunk = ("chunk_id", "document_id", "document_version", "ordinal", "edited", "source_changed", "source_text")
    act = revision.reshaping
    return ChunkRead(
        **{name: getattr(revision, name) for name in from_revision},
        **{name: getattr(chunk, name) for name in from_chunk},
        revision=revision.number,
        metadata=revision.metadata_,
        updated_by=revision.author,
        updated_at=revision.created_at,
        reshaping=Reshaping(kind=act["kind"], chunk_ids=_others_of(act, chunk.chunk_id)) if act else None,
    )


def _others_of(act: dict[str, Any], chunk_id: str) -> list[str]:
    ids = dict.fromkeys(one["chunkId"] for one in [*act["before"], *act["after"]])
    return [id_ for id_ in ids if id_ != chunk_id]


def bulk_seq(tx: Tx, base: KnowledgeBase, document_id: str) -> None:
    """Makes retrieval look again at a document's chunks, after a change of the document itself."""
    queries.touch_document(tx, document_id, mark_changed(tx, base))
