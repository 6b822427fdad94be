"""The memorized questions of this process: one index for each workspace, brought up to date when its entries change."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field

import numpy as np

from comity.assistants.memorized import queries
from comity.assistants.memorized.matching import Entry, Index, read_variant
from comity.assistants.memorized.matching.entries import ALWAYS_FROM, ALWAYS_TO
from comity.assistants.memorized.models import MemorizedResponse, MemorizedVariant
from comity.assistants.memorized.saving import Embedded, primary
from comity.kernel import clock
from comity.kernel.computing import computed
from comity.kernel.db import Tx
from comity.kernel.embed import Embedder, EmbedderUnavailable, local_embedder
from comity.kernel.logs import logger
from comity.kernel.remembered import Remembered
from comity.kernel.runtime import Runtime

KEEP_SECONDS = 0.5
"""How late another process hears of a change, at most, less the time to read it."""
EMBED_SECONDS = 2.0
WORKSPACES = 100
log = logger("memorized")


@dataclass(slots=True)
class _Known:
    """What is held of a workspace: up to which number, entries with the number of their last change, and the index."""

    seq: int = 0
    entries: dict[str, tuple[int, Entry]] = field(default_factory=dict)
    index: Index = field(default_factory=lambda: Index(()))


class Memory:
    """The indexes of one process and the embedder that their vectors come from."""

    def __init__(self, rt: Runtime) -> None:
        self._rt = rt
        self.embedder: Embedder = rt.parts.get("embedder") or local_embedder(rt.settings.data_dir)
        self._heads = Remembered(self._head, KEEP_SECONDS)
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._reading: dict[str, asyncio.Task[_Known]] = {}

    async def index(self, workspace_id: str) -> Index | None:
        """The workspace's index as it stands now; None where nothing was ever memorized."""
        head = await self._heads.get(workspace_id)
        if not head:
            return None
        while True:
            known = self._known.get(workspace_id)
            if known is not None and known.seq >= head:
                self._known.move_to_end(workspace_id)
                return known.index
            await asyncio.shield(self._catch_up(workspace_id))

    def clear(self) -> None:
        """Something changed in this process: the next question looks."""
        self._heads.clear()

    async def vector(self, text: str) -> np.ndarray | None:
        """The vector of a question; None without an embedder, or when it does not answer in time."""
        try:
            async with asyncio.timeout(EMBED_SECONDS):
                return (await computed(self.embedder.encode_queries, [text]))[0]
        except (EmbedderUnavailable, TimeoutError) as error:
            log.warning("compared by words alone", error=str(error))
            return None

    def vector_now(self, text: str) -> np.ndarray | None:
        """The vector of a text, waited for in this thread; None without an embedder."""
        try:
            return self.embedder.encode_queries([text])[0]
        except EmbedderUnavailable:
            return None

    async def embedded(self, texts: list[str]) -> Embedded:
        """The vectors of an entry's variants, as they are stored; empty without an embedder."""
        try:
            vectors = await asyncio.to_thread(self.embedder.encode_queries, texts)
        except EmbedderUnavailable:
            return Embedded()
        packed = (np.asarray(vector, "<f2").tobytes() for vector in vectors)
        return Embedded(self.embedder.revision, dict(zip(texts, packed, strict=True)))

    async def _head(self, workspace_id: str) -> int:
        return await self._rt.db.aread(lambda tx: queries.head(tx, workspace_id))

    def _catch_up(self, workspace_id: str) -> "asyncio.Task[_Known]":
        """The one reading of a workspace, shared by all who wait for it."""
        task = self._reading.get(workspace_id)
        if task is None:
            task = self._reading[workspace_id] = asyncio.create_task(self._read(workspace_id))
            task.add_done_callback(lambda _done: self._reading.pop(workspace_id, None))
        return task

    async def _read(self, workspace_id: str) -> _Known:
        before = self._known.get(workspace_id) or _Known()
        known = await asyncio.to_thread(self._caught_up, workspace_id, before)
        self._known[workspace_id] = known
        while len(self._known) > WORKSPACES:
            self._known.popitem(last=False)
        return known

    def _caught_up(self, workspace_id: str, before: _Known) -> _Known:
        """Reads what changed since; entries that did not are taken over as they are. Blocking."""
        revision = self.embedder.revision

        def read(tx: Tx) -> tuple[int, dict[str, int], list[tuple[MemorizedResponse, list[MemorizedVariant]]]]:
            seq, seqs = queries.head(tx, workspace_id), queries.seqs(tx, workspace_id)
            changed = [id_ for id_, at in seqs.items() if before.entries.get(id_, (-1,))[0] != at]
            return seq, seqs, queries.responses_with_variants(tx, workspace_id, changed)

        seq, seqs, changed = self._rt.db.read(read)
        fresh = {row.id: (row.seq, entry_of(row, variants, revision)) for row, variants in changed}
        entries = {id_: fresh.get(id_) or before.entries[id_] for id_ in seqs}
        return _Known(seq, entries, Index((entry for _, entry in entries.values()), self.embedder.name).ready())


def entry_of(row: MemorizedResponse, variants: list[MemorizedVariant], embedder: str) -> Entry:
    """A stored entry as matching holds it; vectors of another embedder are not compared."""
    return Entry(
        id=row.id,
        created_us=clock.to_us(row.created_at),
        enabled=row.enabled,
        language=primary(row.language),
        assistant_ids=frozenset(row.assistant_ids),
        from_us=clock.to_us(row.valid_from) if row.valid_from else ALWAYS_FROM,
        to_us=clock.to_us(row.valid_to) if row.valid_to else ALWAYS_TO,
        variants=tuple(read_variant(one.text, _vector(one, embedder)) for one in variants),
    )


def _vector(variant: MemorizedVariant, embedder: str) -> np.ndarray | None:
    if variant.vector is None or variant.embedder != embedder:
        return None
    return np.frombuffer(variant.vector, "<f2")


def memory_of(rt: Runtime) -> Memory:
    """The memory of this process."""
    part = rt.parts.get("memorized")
    if part is None:
        part = rt.parts["memorized"] = Memory(rt)
    return part
