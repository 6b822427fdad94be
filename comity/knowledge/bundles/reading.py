"""Reading a bundle that anybody may have made: every name, size, hash and line is checked before anything is stored.

Blocking; run it in a thread.
"""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

import msgspec

from comity.knowledge import limits
from comity.knowledge.bundles import format as f
from comity.knowledge.errors import BundleInvalid
from comity.knowledge.search.terms import is_sound

L = TypeVar("L", bound=msgspec.Struct)
PIECE = 1 << 20
MANIFEST_BYTES = 32 * 1024 * 1024
ENTRIES = 1_000_000
ENCRYPTED = 0x1
TYPES = ("documents", "csv", "documents_legacy")
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
F16_BYTES = 2
FIELD_CHARACTERS = {"kind": 12, "language": 35, "source_hash": 64, "made_for": 64, "path": 2200}
PIECE_CHARACTERS = {"kind": 12, "hash": 64, "path": 2200}
DOCUMENT_CHARACTERS = {"path": 2048, "mime": 120, "language": 35, "source": 10, "file_type": 10, "id": 64}


@dataclass(frozen=True, slots=True)
class Checked:
    """A bundle that may be brought in: its manifest, and how much there is."""

    manifest: f.Manifest
    documents: int
    chunk_ids: frozenset[str]
    vectors: int


def check(path: Path) -> Checked:
    """Reads a bundle from its first byte to its last; raises `BundleInvalid` (422953) at the first thing that is not as it must be."""
    with opened(path) as bundle:
        entries = _entries(bundle)
        manifest = _manifest(bundle, entries)
        if entries.keys() - {f.MANIFEST} != manifest.parts.keys():
            raise BundleInvalid("The files in the bundle are not those that its manifest lists.")
        for name, info in entries.items():
            if name != f.MANIFEST:
                _check_hash(bundle, info, manifest.parts[name])
        documents = _check_documents(bundle, entries)
        chunk_ids, vectors = _check_chunks(bundle, entries, manifest, documents)
        _check_vectors(entries, manifest, vectors)
        _check_pages(bundle, entries, documents)
    return Checked(manifest, len(documents), chunk_ids, vectors)


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The bundle, with every way in which a zip file can be broken told as `BundleInvalid` (422953)."""
    try:
        with zipfile.ZipFile(path) as bundle:
            yield bundle
    except (zipfile.BadZipFile, EOFError, RuntimeError, OSError, ValueError) as error:
        raise BundleInvalid(f"This is not a bundle, or it is damaged: {error}.") from error
    except zlib.error as error:
        raise BundleInvalid("The bundle is damaged: a part of it cannot be unpacked.") from error


def _entries(bundle: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    infos = bundle.infolist()
    if len(infos) > ENTRIES:
        raise BundleInvalid(f"The bundle holds more than {ENTRIES:,} files.")
    total = 0
    for info in infos:
        if info.filename != f.MANIFEST and not f.PART.fullmatch(info.filename):
            raise BundleInvalid(f"'{info.filename[:200]}' is no file of a bundle.")
        if info.flag_bits & ENCRYPTED or info.compress_type not in METHODS:
            raise BundleInvalid(f"'{info.filename}' is encrypted, or packed in a way that is not taken.")
        if info.file_size > f.RATIO_FROM and info.file_size > f.RATIO * max(1, info.compress_size):
            raise BundleInvalid(f"'{info.filename}' unpacks to more than {f.RATIO} times its size.")
        total += info.file_size
    if total > f.EXPANDED_BYTES:
        raise BundleInvalid(f"The bundle unpacks to more than {f.EXPANDED_BYTES >> 30} GB.")
    entries = {info.filename: info for info in infos}
    if len(entries) != len(infos):
        raise BundleInvalid("The bundle holds a file twice.")
    return entries


def _manifest(bundle: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> f.Manifest:
    info = entries.get(f.MANIFEST)
    if info is None or info.file_size > MANIFEST_BYTES:
        raise BundleInvalid("The bundle has no manifest.json.")
    content = bundle.read(info)
    format_ = _plain(content).get("format")
    if format_ != f.FORMAT:
        raise BundleInvalid(f"The bundle has format {format_!r}; this Comity reads format {f.FORMAT}.")
    manifest = _decode(content, f.Manifest, f.MANIFEST)
    if manifest.type not in TYPES:
        raise BundleInvalid(f"A base of type '{manifest.type[:40]}' cannot be brought in.")
    if manifest.embedder is not None and not 1 <= manifest.embedder.dimensions <= 65_536:
        raise BundleInvalid("The manifest's embedder has no dimensions.")
    if not {f.DOCUMENTS, f.CHUNKS} <= manifest.parts.keys():
        raise BundleInvalid("The bundle has no documents.jsonl or no chunks.jsonl.")
    return manifest


def _plain(content: bytes) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BundleInvalid("The manifest is not JSON.") from error
    return found if isinstance(found, dict) else {}


def _check_hash(bundle: zipfile.ZipFile, info: zipfile.ZipInfo, wanted: str) -> None:
    digest, size = hashlib.sha256(), 0
    with bundle.open(info) as entry:
        while piece := entry.read(PIECE):
            size += len(piece)
            digest.update(piece)
    name = info.filename
    if size != info.file_size or digest.hexdigest() != wanted or (name.startswith("files/") and name[6:] != wanted):
        raise BundleInvalid(f"'{name}' is not what the manifest says: its SHA-256 differs.")


def lines(bundle: zipfile.ZipFile, name: str, kind: type[L]) -> Iterator[L]:
    """The lines of a part, one at a time."""
    decoder = msgspec.json.Decoder(kind)
    with bundle.open(name) as entry:
        for number, line in enumerate(_bounded(entry, name), 1):
            try:
                yield decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                raise BundleInvalid(f"Line {number} of {name} is not as it must be: {error}.") from error


def _bounded(entry: IO[bytes], name: str) -> Iterator[bytes]:
    while line := entry.readline(f.LINE_BYTES):
        if len(line) >= f.LINE_BYTES:
            raise BundleInvalid(f"A line of {name} is longer than {f.LINE_BYTES >> 20} MB.")
        if line.strip():
            yield line


def _decode(content: bytes, kind: type[L], name: str) -> L:
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BundleInvalid(f"{name} is not as it must be: {error}.") from error


def _check_documents(bundle: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> set[str]:
    known: set[str] = set()
    for one in lines(bundle, f.DOCUMENTS, f.DocumentLine):
        _refuse(one.id in known or not one.id, f"Document '{one.id[:64]}' stands in the bundle twice, or has no id.")
        _refuse(
            not one.title.strip() or len(one.title) > limits.TITLE_CHARACTERS,
            f"Document '{one.id[:64]}' needs a title.",
        )
        _within(one, DOCUMENT_CHARACTERS, one.id)
        _refuse(
            one.file and f"files/{one.sha256}" not in entries, f"The original file of '{one.title[:80]}' is missing."
        )
        _refuse(
            len(one.labels) > limits.LABELS or _is_large(one.metadata),
            f"'{one.title[:80]}' has too many labels or metadata.",
        )
        known.add(one.id)
    return known


def _check_chunks(
    bundle: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], manifest: f.Manifest, documents: set[str]
) -> tuple[frozenset[str], int]:
    known: set[str] = set()
    vectors = 0
    for one in lines(bundle, f.CHUNKS, f.ChunkLine):
        _refuse(
            not 1 <= len(one.id) <= limits.CHUNK_ID_CHARACTERS or one.id in known,
            f"Chunk id '{one.id[:80]}' is used twice, or none.",
        )
        _refuse(
            bool(one.document) and one.document not in documents,
            f"Chunk '{one.id}' is of a document that is not there.",
        )
        _refuse(not one.document and manifest.type != "documents_legacy", f"Chunk '{one.id}' names no document.")
        _refuse(
            not 1 <= len(one.content.strip()) <= limits.CONTENT_CHARACTERS,
            f"Chunk '{one.id}' has no text, or too much.",
        )
        _refuse(
            len(one.source_text or "") > limits.CONTENT_CHARACTERS, f"The source text of chunk '{one.id}' is too long."
        )
        _refuse(len(one.title) > limits.TITLE_CHARACTERS, f"The title of chunk '{one.id}' is too long.")
        _refuse(
            not _are(one.keywords, limits.KEYWORDS, limits.KEYWORD_CHARACTERS),
            f"Chunk '{one.id}' has too many keywords.",
        )
        _refuse(
            not _are(one.questions, limits.QUESTIONS, limits.QUESTION_CHARACTERS),
            f"Chunk '{one.id}' has too many questions.",
        )
        _refuse(_is_large(one.metadata), f"The metadata of chunk '{one.id}' is larger than 8 KB.")
        _within(one, FIELD_CHARACTERS, one.id)
        _refuse(
            len(set(one.vectors)) != len(one.vectors) or not _are(one.vectors, 10_000, 20),
            f"The vectors of '{one.id}' have bad names.",
        )
        _check_made(one)
        _check_sources(one)
        known.add(one.id)
        vectors += len(one.vectors)
    return frozenset(known), vectors


def _check_made(one: f.ChunkLine) -> None:
    _refuse(bool(one.terms) and not is_sound(one.terms), f"The analysis of chunk '{one.id}' cannot be read.")
    _refuse(
        len(one.made.title) > limits.TITLE_CHARACTERS
        or not _are(list(one.made.keywords), limits.KEYWORDS, limits.KEYWORD_CHARACTERS)
        or not _are(list(one.made.questions), limits.QUESTIONS, limits.QUESTION_CHARACTERS),
        f"Chunk '{one.id}' has too many generated values.",
    )


def _check_sources(one: f.ChunkLine) -> None:
    for piece in one.sources:
        numbers = [piece[name] or 0 for name in ("page", "start", "end")]
        _refuse(
            not 1 <= len(piece["id"]) <= limits.CHUNK_ID_CHARACTERS
            or len(piece["text"]) > limits.CONTENT_CHARACTERS
            or any(len(piece[name]) > most for name, most in PIECE_CHARACTERS.items())
            or not all(0 <= number < 1 << 31 for number in numbers),
            f"A piece that chunk '{one.id}' stands for is not as it must be.",
        )


def _check_vectors(entries: dict[str, zipfile.ZipInfo], manifest: f.Manifest, count: int) -> None:
    size = sum(info.file_size for name, info in entries.items() if name.startswith("vectors/"))
    dimensions = manifest.embedder.dimensions if manifest.embedder else 0
    _refuse(size != count * dimensions * F16_BYTES, "The vectors are not as many as the chunks name.")


def _check_pages(bundle: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], documents: set[str]) -> None:
    if f.PAGES in entries:
        seen: set[tuple[str, int]] = set()
        for one in lines(bundle, f.PAGES, f.PageLine):
            place = (one.document, one.number)
            _refuse(
                one.document not in documents or place in seen,
                f"Page {one.number} is of no document, or stands there twice.",
            )
            _refuse(len(one.label) > 255 or len(one.status) > 10, f"The label of page {one.number} is too long.")
            seen.add(place)


def _within(one: msgspec.Struct, most: dict[str, int], id_: str) -> None:
    for name, count in most.items():
        _refuse(len(getattr(one, name)) > count, f"'{name}' of '{id_[:80]}' is longer than {count} characters.")


def _are(values: list[str], count: int, length: int) -> bool:
    return len(values) <= count and all(len(value) <= length for value in values)


def _is_large(metadata: dict[str, Any]) -> bool:
    return len(msgspec.json.encode(metadata)) > limits.METADATA_BYTES


def _refuse(broken: bool, message: str) -> None:
    if broken:
        raise BundleInvalid(message)


class VectorReader:
    """The vectors of a bundle in their order, whatever file each lies in."""

    def __init__(self, bundle: zipfile.ZipFile, dimensions: int) -> None:
        names = sorted((n for n in bundle.namelist() if n.startswith("vectors/")), key=lambda n: int(n[8:-4]))
        self._bundle, self._left, self._size = bundle, names, dimensions * F16_BYTES
        self._entry: IO[bytes] | None = None

    def take(self) -> bytes:
        """The next vector."""
        found = b""
        while len(found) < self._size:
            if self._entry is None:
                self._entry = self._bundle.open(self._left.pop(0))
            piece = self._entry.read(self._size - len(found))
            found += piece
            if not piece:
                self._entry.close()
                self._entry = None
        return found
