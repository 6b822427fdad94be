"""Writing a bundle: a version read a part at a time into a file of this machine, then stored. Memory stays the same however large."""

import asyncio
import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec

from comity.kernel import clock
from comity.kernel.db import Tx
from comity.kernel.errors import ComityError
from comity.kernel.runtime import Runtime
from comity.kernel.storage import FileMissing
from comity.kernel.text import ANALYSER_VERSION
from comity.knowledge.bundles import format as f
from comity.knowledge.bundles import queries
from comity.knowledge.bundles.lines import chunk_line, document_line
from comity.knowledge.chunks import queries as chunk_queries
from comity.knowledge.embedders import calibrating
from comity.knowledge.embedders.queries import find_by_vectors
from comity.knowledge.embedders.using import bundled
from comity.knowledge.jobs import queries as job_queries
from comity.knowledge.jobs import upkeep
from comity.knowledge.jobs.upkeep import Stopped, Wanted
from comity.knowledge.models import Generation, KnowledgeBase
from comity.knowledge.queries import serving_generation
from comity.knowledge.uploads import clean_name

BATCH = 500
PAGES = 50
encode = msgspec.json.encode
SECOND = (1980, 1, 1, 0, 0, 0)
"""The time of every entry: the same version makes the same file, whenever it is written."""


async def export(rt: Runtime, job_id: str) -> None:
    """Makes the bundle that a job asks for, and keeps it for download. Begun anew while purges come in between."""
    wanted = await rt.db.awrite(lambda tx: upkeep.begin(tx, job_id))
    await _clear(rt, job_id)
    if wanted is None:
        await _delete_unoffered(rt, job_id)
        return
    try:
        while not await _written(rt, wanted):
            pass
    except Stopped:
        return
    except ComityError as error:
        failed = error
        await rt.db.awrite(lambda tx: upkeep.fail_with(tx, job_id, failed))


async def _written(rt: Runtime, wanted: Wanted) -> bool:
    folder = _folder(rt)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=f"export-{wanted.job_id}-") as place:
        return await Export(rt, wanted, Path(place)).run()


def _folder(rt: Runtime) -> Path:
    return rt.settings.data_dir / "work"


async def _clear(rt: Runtime, job_id: str) -> None:
    """Deletes what a killed run of the job has left on this machine."""
    for left in _folder(rt).glob(f"export-{job_id}-*"):
        await asyncio.to_thread(shutil.rmtree, left, ignore_errors=True)


async def _delete_unoffered(rt: Runtime, job_id: str) -> None:
    """Deletes the file of a job that was killed after storing it and cancelled before it could offer it."""
    job = await rt.db.aread(lambda tx: job_queries.find_any(tx, job_id))
    if job is not None and not job.file_key:
        await rt.storage.delete(_key(job.workspace_id, job_id))


def _key(workspace_id: str, job_id: str) -> str:
    return f"{workspace_id}/exports/{job_id}"


class Export:
    """One run of a job."""

    def __init__(self, rt: Runtime, wanted: Wanted, folder: Path) -> None:
        self._rt = rt
        self._job = wanted
        self._number: int = wanted.params["version"]
        self._with_files: bool = wanted.params["files"]
        self._folder = folder
        self._parts: dict[str, str] = {}
        self._counts = {"documents": 0, "pages": 0, "chunks": 0, "vectors": 0, "files": 0}

    async def run(self) -> bool:
        """Writes and keeps the bundle; returns whether it did. Not when something was purged meanwhile: the bundle may hold it."""
        base, generation, total = await self._rt.db.aread(self._look)
        await self._rt.db.awrite(lambda tx: upkeep.enter(tx, self._job.job_id, "writing", total))
        try:
            path = await self._write(base, generation)
        except FileMissing:
            if await self._rt.db.aread(lambda tx: self._is_purged_since(tx, base)):
                return False
            raise
        return await self._keep(base, path)

    async def _write(self, base: KnowledgeBase, generation: Generation | None) -> Path:
        path = self._folder / "bundle"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=4) as bundle:
            files = await self._write_documents(bundle)
            await self._write_chunks(bundle, generation)
            for name in sorted(self._folder.glob("*.f16")):
                await self._copy(bundle, f"vectors/{name.name}", _pieces(name))
            await self._write_files(bundle, files)
            manifest = await self._rt.db.aread(lambda tx: self._manifest(tx, base, generation))
            bundle.writestr(_entry(f.MANIFEST), encode(manifest))
        return path

    async def _keep(self, base: KnowledgeBase, path: Path) -> bool:
        """Stores the file, under one key however often the job is run, and offers it; an unwanted one is deleted again."""
        key = _key(self._job.workspace_id, self._job.job_id)
        stored = await self._rt.storage.put(key, path)
        name = clean_name(f"{base.name.replace('/', '-')}{f.SUFFIX}")
        result = {"name": name, "version": self._number, "sizeBytes": stored.size_bytes, **self._counts}
        try:
            is_kept = await self._rt.db.awrite(lambda tx: self._offer(tx, base, result, key))
        except Stopped:
            await self._rt.storage.delete(key)
            raise
        if not is_kept:
            await self._rt.storage.delete(key)
        return is_kept

    def _offer(self, tx: Tx, base: KnowledgeBase, result: dict[str, Any], key: str) -> bool:
        """One transaction decides: a purge that commits before it is seen here, one that comes later finds the file and takes it."""
        if self._is_purged_since(tx, base, lock=True):
            return False
        upkeep.end(tx, self._job.job_id, result, file_key=key)
        return True

    def _is_purged_since(self, tx: Tx, base: KnowledgeBase, *, lock: bool = False) -> bool:
        return tx.session.get_one(KnowledgeBase, base.id, with_for_update=lock).purges != base.purges

    def _look(self, tx: Tx) -> tuple[KnowledgeBase, Generation | None, int]:
        base = tx.session.get_one(KnowledgeBase, self._job.base_id)
        return base, serving_generation(tx, base.id), self._job.params["chunks"]

    async def _write_documents(self, bundle: zipfile.ZipFile) -> dict[str, str]:
        """Writes documents, then their pages; returns the storage keys of the originals by their hashes."""
        keys: dict[str, str] = {}
        versions: list[tuple[str, str]] = []
        async with self._part(bundle, f.DOCUMENTS) as write:
            async for rows in self._batches(queries.documents, "document_id"):
                for row in rows:
                    has_file = self._with_files and bool(row.file_key) and bool(row.sha256)
                    if has_file:
                        keys[row.sha256] = row.file_key
                    versions.append((row.document_id, row.version_id))
                    write(encode(document_line(row, has_file)))
                self._counts["documents"] += len(rows)
        async with self._part(bundle, f.PAGES) as write:
            for document_id, version_id in versions:
                await self._write_pages(write, document_id, version_id)
        return keys

    async def _write_pages(self, write: Callable[[bytes], None], document_id: str, version_id: str) -> None:
        after = 0
        while rows := await self._rt.db.aread(lambda tx, a=after: queries.pages(tx, version_id, a, PAGES)):
            for row in rows:
                plain = {**row._asdict(), "blocks": msgspec.json.decode(row.blocks), "document": document_id}
                write(encode(f.PageLine(**plain)))
            self._counts["pages"] += len(rows)
            after = rows[-1].number

    async def _write_chunks(self, bundle: zipfile.ZipFile, generation: Generation | None) -> None:
        vectors = VectorFiles(self._folder)
        async with self._part(bundle, f.CHUNKS) as write:
            async for rows in self._batches(queries.chunks, "place"):
                found = await self._rt.db.aread(lambda tx, r=rows: _vectors(tx, generation, r))
                for row in rows:
                    own = found.get(row.revision_id, [])
                    vectors.add([vector for _, vector in own])
                    write(encode(chunk_line(row, [part for part, _ in own])))
                    self._counts["vectors"] += len(own)
                self._counts["chunks"] += len(rows)
                done = self._counts["chunks"]
                await self._rt.db.awrite(lambda tx, n=done: upkeep.advance(tx, self._job.job_id, n))
        vectors.close()

    async def _write_files(self, bundle: zipfile.ZipFile, keys: dict[str, str]) -> None:
        for sha256, key in keys.items():
            await self._copy(bundle, f"files/{sha256}", self._rt.storage.open(key))
            self._counts["files"] += 1
            await self._rt.db.awrite(lambda tx: upkeep.held(tx, self._job.job_id))

    async def _copy(self, bundle: zipfile.ZipFile, name: str, pieces: AsyncIterator[bytes]) -> None:
        """An entry that is stored as it is: it is packed already, or would not become smaller."""
        digest = hashlib.sha256()
        with bundle.open(_entry(name, zipfile.ZIP_STORED), "w", force_zip64=True) as entry:
            async for piece in pieces:
                digest.update(piece)
                await asyncio.to_thread(entry.write, piece)
        self._parts[name] = digest.hexdigest()

    @asynccontextmanager
    async def _part(self, bundle: zipfile.ZipFile, name: str) -> AsyncIterator[Callable[[bytes], None]]:
        """An entry of lines, hashed on its way."""
        digest = hashlib.sha256()
        with bundle.open(_entry(name), "w", force_zip64=True) as entry:

            def write(line: bytes) -> None:
                digest.update(line + b"\n")
                entry.write(line + b"\n")

            yield write
        self._parts[name] = digest.hexdigest()

    async def _batches(self, following: Callable[..., Sequence[Any]], place: str) -> AsyncIterator[Sequence[Any]]:
        after = ""
        while rows := await self._rt.db.aread(
            lambda tx, a=after: following(tx, self._job.base_id, self._number, a, BATCH)
        ):
            yield rows
            after = getattr(rows[-1], place)

    def _manifest(self, tx: Tx, base: KnowledgeBase, generation: Generation | None) -> f.Manifest:
        return f.Manifest(
            format=f.FORMAT,
            name=base.name,
            type=base.type,
            parts=self._parts,
            description=base.description,
            language=base.language,
            generate=base.generate,
            chunking=base.chunking,
            ocr=base.ocr,
            ocr_languages=base.ocr_languages,
            embedder=self._embedder(tx, generation) if generation else None,
            analyser=ANALYSER_VERSION,
            version=self._number,
            counts=self._counts,
            exported_at=clock.iso(clock.now()),
        )

    def _embedder(self, tx: Tx, generation: Generation) -> f.EmbedderOf:
        """Name and revision of who made the vectors; no address and no key."""
        local, calibration, name = bundled(self._rt), {}, generation.embedder
        row = find_by_vectors(tx, self._job.workspace_id, generation.embedder_revision)
        if generation.embedder_revision == local.revision:
            calibration = calibrating.kept(local.calibration)
        elif row is not None:
            name, calibration = row.name, row.calibration
        return f.EmbedderOf(name, generation.embedder_revision, generation.dimensions, calibration)


class VectorFiles:
    """Vectors one behind the other, in files of some megabytes beside the bundle until their turn comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0
        self._file: Any = None

    def add(self, vectors: Sequence[bytes]) -> None:
        """Appends the vectors of a chunk."""
        for vector in vectors:
            if self._file is None:
                self._file = (self._folder / f"{self._number:06d}.f16").open("wb")
                self._number += 1
            self._file.write(vector)
            if self._file.tell() >= f.VECTOR_FILE_BYTES:
                self.close()

    def close(self) -> None:
        """Ends the present file."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _entry(name: str, how: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, SECOND)
    info.compress_type, info.external_attr = how, 0o600 << 16
    return info


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece


def _vectors(tx: Tx, generation: Generation | None, rows: Sequence[Any]) -> dict[str, list[tuple[str, bytes]]]:
    found: dict[str, list[tuple[str, bytes]]] = {}
    if generation is not None:
        for row in chunk_queries.vectors_of(tx, generation.id, [row.revision_id for row in rows]):
            found.setdefault(row.revision_id, []).append((row.part, bytes(row.vector)))
    return {id_: sorted(parts) for id_, parts in found.items()}
