"""What stands in a bundle: the shapes of its lines and the limits of what is taken from one."""

import re
from typing import Any

import msgspec

from comity.knowledge.chunks.parts import Piece
from comity.knowledge.generating.values import Generated

FORMAT = 1
SUFFIX = ".comity-kb"
MANIFEST, DOCUMENTS, PAGES, CHUNKS = "manifest.json", "documents.jsonl", "pages.jsonl", "chunks.jsonl"
PART = re.compile(r"documents\.jsonl|pages\.jsonl|chunks\.jsonl|vectors/\d{1,6}\.f16|files/[0-9a-f]{64}")
LINE_BYTES = 64 * 1024 * 1024
RATIO, RATIO_FROM = 100, 1024 * 1024
EXPANDED_BYTES = 64 * 1024**3
VECTOR_FILE_BYTES = 8 * 1024 * 1024
Short = str


class EmbedderOf(msgspec.Struct, rename="camel"):
    """Who made the vectors. `revision` alone decides whether they can be used."""

    name: str
    revision: str
    dimensions: int
    calibration: dict[str, Any] = {}


class Manifest(msgspec.Struct, rename="camel"):
    """The first thing that is read."""

    format: int
    name: str
    type: str
    parts: dict[str, str]
    description: str = ""
    language: str = "auto"
    generate: bool = False
    chunking: dict[str, Any] = {}
    ocr: str = "auto"
    ocr_languages: list[str] = []
    embedder: EmbedderOf | None = None
    analyser: int = 0
    version: int = 0
    counts: dict[str, int] = {}
    exported_at: str = ""


class DocumentLine(msgspec.Struct, rename="camel"):
    """A document. `file`: whether its original lies under `files/<sha256>`."""

    id: str
    title: str
    path: str = ""
    source: str = "file"
    mime: str = "application/octet-stream"
    size_bytes: int = 0
    sha256: str = ""
    language: str = "und"
    enabled: bool = True
    expires_at: str | None = None
    review_by: str | None = None
    labels: list[str] = []
    metadata: dict[str, Any] = {}
    file_type: str = "txt"
    version: int = 1
    pages: int = 0
    head: dict[str, Any] = {}
    file: bool = False


class PageLine(msgspec.Struct, rename="camel"):
    """A parsed page of a document."""

    document: str
    number: int
    text: str
    blocks: list[Any] = []
    status: str = "ok"
    start: int = 0
    width: float = 0
    height: float = 0
    label: str = ""


class ChunkLine(msgspec.Struct, rename="camel"):
    """A chunk. `vectors` names the parts whose vectors follow each other in the vector files, in the order of the lines.

    `terms`: its analysis, as good as one's own where the manifest's analyser is the same; `made` and `made_for`: what was generated.
    `source_text`: what the document says now where an edited chunk says otherwise (`source_changed`). `sources`: the pieces
    of the document that a chunk which was split or merged stands for.
    """

    id: str
    content: str
    document: str = ""
    ordinal: int = 0
    document_version: int = 1
    title: str = ""
    heading_path: list[str] = []
    keywords: list[str] = []
    questions: list[str] = []
    metadata: dict[str, Any] = {}
    generated: list[str] = []
    kind: str = "paragraph"
    tokens: int = 0
    page: int | None = None
    start: int | None = None
    end: int | None = None
    boxes: list[Any] = []
    path: str = ""
    enabled: bool = True
    edited: bool = False
    manual: bool = False
    language: str = "und"
    source_hash: str = ""
    source_changed: bool = False
    source_text: str | None = None
    sources: list[Piece] = []
    made: Generated = Generated()
    made_for: str = ""
    terms: bytes = b""
    vectors: list[str] = []
