"""What a bundle says of the rows of a version. Pure."""

from typing import Any

import msgspec

from comity.kernel import clock
from comity.knowledge.bundles import format as f
from comity.knowledge.chunking.identity import text_hash
from comity.knowledge.generating.values import Generated, read_generated


def document_line(row: Any, has_file: bool) -> f.DocumentLine:
    """A document as the version has it; `has_file`: its original goes along."""
    return f.DocumentLine(
        id=row.document_id,
        title=row.title,
        path=row.path,
        source=row.source,
        mime=row.mime,
        size_bytes=row.size_bytes,
        sha256=row.sha256,
        language=row.language,
        enabled=bool(row.enabled),
        expires_at=_time(row.expires_at),
        review_by=_time(row.review_by),
        labels=msgspec.json.decode(row.labels),
        metadata=msgspec.json.decode(row.metadata),
        file_type=row.file_type,
        version=row.number,
        pages=row.page_count,
        head=msgspec.json.decode(row.head),
        file=has_file,
    )


def _time(us: int | None) -> str | None:
    return None if us is None else clock.iso(clock.from_us(us))


def chunk_line(row: Any, parts: list[str]) -> f.ChunkLine:
    """A chunk as the version has it, with the parts that have vectors."""
    same = (
        "ordinal",
        "document_version",
        "content",
        "title",
        "kind",
        "tokens",
        "page",
        "path",
        "language",
        "source_hash",
    )
    lists = ("heading_path", "keywords", "questions", "metadata", "generated", "boxes", "sources")
    made, made_for = _generated(row)
    return f.ChunkLine(
        id=row.chunk_id,
        document=row.document_id,
        start=row.start_offset,
        end=row.end_offset,
        enabled=bool(row.enabled),
        edited=bool(row.edited),
        manual=bool(row.manual),
        source_changed=bool(row.is_current and row.source_changed),
        source_text=row.source_text if row.is_current else None,
        made=made,
        made_for=made_for,
        terms=bytes(row.terms or b""),
        vectors=parts,
        **{name: getattr(row, name) for name in same},
        **{name: msgspec.json.decode(getattr(row, name)) for name in lists},
    )


def _generated(row: Any) -> tuple[Generated, str]:
    """What was generated for a chunk as the version has it: that of the present, unless the chunk said something else then."""
    is_of_this_text = row.generated != "[]" and row.made_for == text_hash(row.content)
    if not row.is_current and not is_of_this_text:
        return Generated(), ""
    return read_generated(msgspec.json.decode(row.made)), row.made_for
