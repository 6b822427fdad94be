"""Chunks by their visible ids, for what names them from outside, such as the test files of the AI Lab."""

from collections.abc import Collection, Sequence

from comity.kernel.db import Tx
from comity.knowledge.chunks import queries
from comity.knowledge.models import Chunk, ChunkRevision
from comity.knowledge.search import Hit

READ_AT_ONCE = 500


def chunks_by_id(
    tx: Tx, workspace_id: str, chunk_ids: Sequence[str], base_ids: Collection[str] | None = None
) -> list[Hit]:
    """The living chunks with these ids, of any base or of `base_ids`, in the order of the ids; what nobody has is left out."""
    found: dict[str, Hit] = {}
    for begin in range(0, len(chunk_ids), READ_AT_ONCE):
        called = queries.chunks_called(tx, workspace_id, chunk_ids[begin : begin + READ_AT_ONCE])
        terms = queries.served_terms(tx, [revision.id for _, revision in called])
        for chunk, revision in called:
            if base_ids is None or chunk.base_id in base_ids:
                found.setdefault(chunk.chunk_id, _hit(chunk, revision, terms.get(revision.id, revision.terms)))
    return [found[id_] for id_ in dict.fromkeys(chunk_ids) if id_ in found]


def _hit(chunk: Chunk, revision: ChunkRevision, terms: bytes) -> Hit:
    return Hit(
        chunk_id=chunk.chunk_id,
        revision=revision.number,
        document_id=chunk.document_id,
        document_version=chunk.document_version,
        base_id=chunk.base_id,
        title=revision.title,
        content=revision.content,
        path=revision.path,
        metadata=dict(revision.metadata_),
        heading_path=list(revision.heading_path),
        questions=tuple(revision.questions),
        kind=revision.kind,
        page=revision.page,
        start=revision.start,
        end=revision.end,
        fused=1.0,
        sorting_score=1.0,
        arms={},
        terms=frozenset(),
        language=revision.language,
        analysis=terms,
    )
