"""A chunk as answering knows it: text, where it stands in its document, and how well it was found."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """Where a sentence comes from: code points `[start, end)` of one document version (`assistants.md` 4.2, `sources`).

    What an external base found has no document: `document_id` is empty, `document_version` 0, both null on the wire.
    """

    chunk_id: str
    chunk_revision: int
    document_id: str
    document_version: int
    page: int | None
    start: int | None
    end: int | None

    def to_wire(self) -> dict[str, Any]:
        """The item of `sources` in `inspection.grounding`."""
        return {
            "chunkId": self.chunk_id,
            "chunkRevision": self.chunk_revision,
            "documentId": self.document_id or None,
            "documentVersion": self.document_version or None,
            "page": self.page,
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True, slots=True)
class SelectedChunk:
    """A chunk revision found for a question. Without a document (an external base's): `document_id` empty, version 0.

    `start` and `end` are its place in the document's text, None when it has none. `page_starts` (document offset, page
    number; ascending) lets a sentence of a chunk over several pages name its own page. `questions` are those it answers,
    as they stand with it in the base (the CSV File type, generated ones). `score` is the source's own figure,
    `sorting_score` the 0..1 one that the threshold is compared with. `bag` gives the terms of its content where they are known,
    for what would else have to analyse it.
    """

    chunk_id: str
    content: str
    document_id: str = ""
    revision: int = 1
    document_version: int = 1
    title: str = ""
    path: str = ""
    heading_path: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    kind: str = "paragraph"
    page: int | None = None
    start: int | None = None
    end: int | None = None
    page_starts: tuple[tuple[int, int], ...] = ()
    score: float = 0.0
    sorting_score: float = 0.0
    fulfillment_id: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    bag: Callable[[], frozenset[str]] | None = None

    def span(self, start: int, end: int) -> SourceSpan:
        """The document span of `content[start:end]`; the whole region when an edit moved the text away from its source."""
        begin, stop, page = self.start, self.end, self.page
        if begin is not None and stop is not None and stop - begin == len(self.content):
            begin, stop = begin + start, begin + end
            page = self._page_at(begin)
        return SourceSpan(self.chunk_id, self.revision, self.document_id, self.document_version, page, begin, stop)

    def _page_at(self, offset: int) -> int | None:
        at = bisect_right(self.page_starts, offset, key=lambda item: item[0])
        return self.page_starts[at - 1][1] if at else self.page

    def to_wire(self, *, used: bool = True) -> dict[str, Any]:
        """The item of `searchResults.data`; `document.id` is the chunk id."""
        return {
            "score": round(self.score, 4),
            "sortingScore": round(self.sorting_score, 4),
            "fulfillmentId": self.fulfillment_id,
            "used": used,
            "document": {
                "id": self.chunk_id,
                "title": self.title,
                "content": self.content,
                "path": self.path,
                "metadata": dict(self.metadata),
                "documentId": self.document_id or None,
                "documentVersion": self.document_version or None,
                "page": self.page,
                "start": self.start,
                "end": self.end,
                "headingPath": list(self.heading_path),
            },
        }
