"""Bringing a bundle in: into a base that nobody sees until it is whole. Killed half-way, the next try begins with nothing."""

import asyncio
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from comity.kernel.db import Tx
from comity.kernel.errors import ComityError
from comity.kernel.runtime import Runtime
from comity.kernel.text import ANALYSER_VERSION, count_tokens
from comity.knowledge.bundles import format as f
from comity.knowledge.bundles import naming, queries, reading, replacing, service
from comity.knowledge.bundles.service import Placed
from comity.knowledge.chunking.identity import text_hash
from comity.knowledge.chunks.service import Said, with_terms
from comity.knowledge.embedders.queries import find_by_vectors
from comity.knowledge.embedders.using import LOCAL, bundled
from comity.knowledge.jobs import upkeep
from comity.knowledge.jobs.upkeep import Stopped, Wanted
from comity.knowledge.models import KnowledgeBase
from comity.knowledge.search.terms import analysed_as

BATCH = 200


async def import_(rt: Runtime, job_id: str) -> None:
    """Brings in the bundle of a job, or leaves nothing of it."""
    wanted = await rt.db.awrite(lambda tx: upkeep.begin(tx, job_id))
    if wanted is None:
        await _leave_nothing(rt, job_id)
        return
    try:
        async with rt.storage.local_path(wanted.file_key) as path:
            await Import(rt, wanted, path).run()
    except Stopped:
        await _leave_nothing(rt, job_id)
    except ComityError as error:
        failed = error
        await rt.db.awrite(lambda tx: upkeep.fail_with(tx, job_id, failed))
        await _leave_nothing(rt, job_id)


async def _leave_nothing(rt: Runtime, job_id: str) -> None:
    left = await rt.db.awrite(lambda tx: service.clear_unfinished(tx, job_id))
    if left is not None:
        for key in left.keys:
            await rt.storage.delete(key)
        await rt.storage.delete_under(left.folder)


@dataclass(slots=True)
class Told:
    """What is told when a bundle has been brought in."""

    documents: int = 0
    chunks: int = 0
    renamed: dict[str, str] = field(default_factory=dict)
    purged: int = 0
    embedded: bool = False


class Import:
    """One try of a job."""

    def __init__(self, rt: Runtime, wanted: Wanted, path: Path) -> None:
        self._rt = rt
        self._asked = wanted
        self._into = wanted.base_id if "beside" in wanted.params else None
        self._job = replacing.beside(wanted) if self._into else wanted
        self._path = path
        self._folder = (
            replacing.folder_of(wanted) if self._into else f"{wanted.workspace_id}/knowledge/{wanted.base_id}"
        )
        self._told = Told()
        self._documents: dict[str, Placed] = {}
        self._names: dict[str, str] = {}
        self._homes: dict[str, str] = {}
        self._language = ""

    async def run(self) -> None:
        """The hidden base, then its documents, chunks and files, then the step in which it is seen."""
        checked = await asyncio.to_thread(reading.check, self._path)
        manifest = checked.manifest
        await self._rt.storage.delete_under(self._folder)
        embedder = await self._rt.db.aread(lambda tx: self._known_embedder(tx, manifest.embedder))
        generation = await self._rt.db.awrite(
            lambda tx: service.begin(tx, self._job, manifest, embedder, len(checked.chunk_ids))
        )
        self._names = await self._rt.db.aread(
            lambda tx: naming.plan(tx, self._job.workspace_id, manifest.type, checked.chunk_ids)
        )
        purged = await self._rt.db.aread(lambda tx: queries.purged(tx, self._job.workspace_id))
        self._language = await self._rt.db.aread(self._target_language)
        with reading.opened(self._path) as bundle:
            await self._documents_in(bundle, manifest, purged)
            await self._pages_in(bundle)
            await self._chunks_in(bundle, manifest, generation, purged)
        self._told.embedded = generation is not None and checked.vectors > 0
        told = self._told
        result = {
            "documents": told.documents, "chunks": told.chunks, "renamed": dict(islice(told.renamed.items(), 1000)),
            "renamedCount": len(told.renamed), "purged": told.purged, "embedded": told.embedded,
        }  # fmt: skip
        await self._finish(manifest, embedder, result)
        await self._rt.storage.delete(self._job.file_key)

    async def _finish(self, manifest: f.Manifest, embedder: str | None, result: dict[str, Any]) -> None:
        """Shows what was brought in: as a base of its own, or in the place of a head."""
        if self._into is None:
            await self._rt.db.awrite(lambda tx: service.finish(tx, self._job, manifest, embedder, result))
            return
        job = self._asked
        await self._rt.db.awrite(lambda tx: upkeep.enter(tx, job.job_id, "switching", 1))
        await self._rt.db.awrite(lambda tx: replacing.switch(tx, job, manifest, self._documents, self._homes, result))

    def _known_embedder(self, tx: Tx, made_by: f.EmbedderOf | None) -> str | None:
        """The embedder of the workspace, or of the base whose head is replaced, that makes the bundle's vectors."""
        if self._into is not None:
            return replacing.embeds_as(tx, self._into, made_by)
        if made_by is None:
            return None
        if made_by.revision == bundled(self._rt).revision:
            return LOCAL
        row = find_by_vectors(tx, self._job.workspace_id, made_by.revision)
        return row.id if row is not None and row.dimensions == made_by.dimensions else None

    def _target_language(self, tx: Tx) -> str:
        """The language for which the base whose head is replaced is analysed; empty for a new base."""
        return tx.session.get_one(KnowledgeBase, self._into).language if self._into else ""

    async def _documents_in(self, bundle: zipfile.ZipFile, manifest: f.Manifest, purged: set[str]) -> None:
        for rows in _batches(reading.lines(bundle, f.DOCUMENTS, f.DocumentLine)):
            kept = [row for row in rows if not row.sha256 or row.sha256 not in purged]
            self._told.purged += len(rows) - len(kept)
            keys = {row.id: await self._file_in(bundle, row) for row in kept}
            placed = await self._rt.db.awrite(lambda tx, r=kept, k=keys: service.add_documents(tx, self._job, r, k))
            self._documents |= placed
            await self._find_homes(kept)
            self._told.documents += len(kept)
        if manifest.type == "documents_legacy" and not self._documents:
            line = f.DocumentLine(id="", title=manifest.name, path=manifest.name, source="manual")
            self._documents |= await self._rt.db.awrite(
                lambda tx: service.add_documents(tx, self._job, [line], {"": ""})
            )
            await self._find_homes([line])

    async def _find_homes(self, rows: Sequence[f.DocumentLine]) -> None:
        """Notes which documents the base has that the bundle replaces."""
        if (into := self._into) is not None:
            self._homes |= await self._rt.db.aread(lambda tx: replacing.homes_of(tx, into, rows))

    def _kept(self, tx: Tx, rows: Sequence[f.ChunkLine]) -> set[str]:
        """The ids that are those of the chunks that are replaced, each in the same document."""
        if self._into is None:
            return set()
        homes = queries.homes_of_chunks(tx, self._into, [row.id for row in rows])
        return {row.id for row in rows if row.id in homes and homes[row.id] == self._homes.get(row.document)}

    async def _file_in(self, bundle: zipfile.ZipFile, row: f.DocumentLine) -> str:
        if not row.file:
            return ""
        key = f"{self._folder}/{row.sha256}"
        await self._rt.storage.put(key, _pieces(bundle, f"files/{row.sha256}"))
        return key

    async def _pages_in(self, bundle: zipfile.ZipFile) -> None:
        if f.PAGES not in bundle.namelist():
            return
        for rows in _batches(reading.lines(bundle, f.PAGES, f.PageLine)):
            await self._rt.db.awrite(lambda tx, r=rows: service.add_pages(tx, self._job, r, self._documents))

    async def _chunks_in(
        self, bundle: zipfile.ZipFile, manifest: f.Manifest, generation: str | None, purged: set[str]
    ) -> None:
        dimensions = manifest.embedder.dimensions if manifest.embedder else 0
        reader, done = reading.VectorReader(bundle, dimensions), 0
        for rows in _batches(reading.lines(bundle, f.CHUNKS, f.ChunkLine)):
            vectors = {row.id: [reader.take() for _ in row.vectors] for row in rows}
            done += len(rows)
            kept = [row for row in rows if row.document in self._documents and not purged & _hashes(row)]
            said = await asyncio.to_thread(_analysed, kept, manifest, self._language or manifest.language)
            own = await self._rt.db.aread(lambda tx, k=kept: self._kept(tx, k))
            renamed = await self._rt.db.awrite(
                lambda tx, k=kept, s=said, v=vectors, o=own, n=done: service.add_chunks_of(
                    tx, self._job, manifest, generation, k, s, v, self._documents, self._names, o, n
                )
            )
            self._told.renamed |= renamed
            self._told.chunks += len(kept)


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


async def _pieces(bundle: zipfile.ZipFile, name: str):
    with bundle.open(name) as entry:
        while piece := await asyncio.to_thread(entry.read, 1 << 20):
            yield piece


def _analysed(rows: Sequence[f.ChunkLine], manifest: f.Manifest, language: str) -> list[Said]:
    """What the chunks say, with the analysis that the bundle brings where the same analyser made it for the same language."""
    is_same = manifest.analyser == ANALYSER_VERSION and manifest.language == language
    return [
        replace(_said(row), terms=row.terms, analysed_as=analysed_as(language), language=row.language)
        if is_same and row.terms
        else with_terms(_said(row), language)
        for row in rows
    ]


def _hashes(row: f.ChunkLine) -> set[str]:
    """The hashes of the texts that a chunk holds."""
    return {text_hash(row.content), *(text_hash(piece["text"]) for piece in row.sources)}


def _said(row: f.ChunkLine) -> Said:
    same = (
        "content", "title", "heading_path", "keywords", "questions", "metadata", "generated", "kind", "page", "start",
        "end", "boxes", "path", "enabled", "sources",
    )  # fmt: skip
    tokens = row.tokens or count_tokens(row.content)
    return Said(**{name: getattr(row, name) for name in same}, tokens=tokens, edited=row.edited or row.manual)
