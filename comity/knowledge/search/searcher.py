"""The async edge of an engine: taking in what changed, running the arms at once within their time, scoring what they found."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from comity.kernel import clock
from comity.kernel.computing import computed
from comity.kernel.embed import Calibration, Embedder, EmbedderUnavailable, local_embedder
from comity.kernel.logs import logger
from comity.kernel.runtime import Runtime
from comity.knowledge.search.engines import open_engine
from comity.knowledge.search.feed import RowFeed
from comity.knowledge.search.port import Engine, Filters, Head, Query, Ranked, Reached, View
from comity.knowledge.search.query import read_query
from comity.knowledge.search.scoring import Scored, best_of, score

ARM_SECONDS = 2.0
LOADING_SECONDS = 20.0
"""What a first question may wait for: the embedder to load, and the index of its base to be made where nothing of it was."""
TEXT_ARMS = ("lexical", "exact")
log = logger("knowledge.search")

Warnings = dict[str, str]
"""Codes and sentences."""
NO_ANSWER = "Search by meaning was left out: the embedder did not answer in time. Words and codes were searched."
NO_VECTORS = (
    "Search by meaning was left out: nothing in this base has been embedded yet. Words and codes were searched."
)
CHANGED = "Search by meaning was left out: the embedder is another than the one that this base was embedded with."
LATE_VECTORS = "Search by meaning covers a part of this base: its index is being rebuilt."
NO_TEXT = "Search by words was left out: its index did not answer in time."
LATE_TEXT = "The search covers a part of this base: its index is being rebuilt."


class Meaning(Protocol):
    """An embedder in another process, as far as a search needs it."""

    @property
    def revision(self) -> str: ...
    @property
    def calibration(self) -> Calibration: ...

    async def query(self, text: str) -> np.ndarray:
        """The unit vector of a question."""
        ...


@dataclass(slots=True)
class Found:
    """Scored candidates best first, what was left out, and the weights of terms for the chunks that are shown."""

    scored: list[Scored]
    view: View
    queries: Sequence[Query]
    warnings: Warnings = field(default_factory=dict)


class Searcher:
    """The engine of one process, the embedder, and the threads that they work in."""

    def __init__(self, rt: Runtime) -> None:
        self._rt = rt
        self._embedder: Embedder = rt.parts.get("embedder") or local_embedder(rt.settings.data_dir)
        self._embedder_is_loaded = False
        self._opening = threading.Lock()
        self._engines: dict[str, Engine] = {}
        self._threads = ThreadPoolExecutor(4, thread_name_prefix="search")
        self._embedding = ThreadPoolExecutor(2, thread_name_prefix="embed-query")
        self._taking_in = ThreadPoolExecutor(2, thread_name_prefix="index")
        self._catching_up: dict[Head, asyncio.Future[None]] = {}

    def engine(self, name: str = "") -> Engine:
        """An engine by its name, without one that of the settings; opened at its first use. Blocking."""
        settings = self._rt.settings.knowledge
        name = name or settings.engine
        with self._opening:
            if name not in self._engines:
                folder = self._rt.settings.data_dir / "index"
                opened = open_engine(name, self._rt.db, RowFeed(self._rt.db), settings.index_cache_mb, folder)
                self._engines[name] = self._engines.setdefault(opened.name, opened)
            return self._engines[name]

    async def find(
        self,
        head: Head,
        queries: Sequence[Query],
        filters: Filters,
        arms: Sequence[str],
        embedded_by: str | None,
        meaning: Meaning | None = None,
    ) -> Found:
        """Candidates of several questions with the best score of each; arms that fail or are late are left out.

        `embedded_by`: the revision of the embedder that made the base's vectors, None when there are none; `meaning`: that
        embedder where it is another than the bundled one.
        """
        warnings: Warnings = {}
        reached = await self._caught_up(head)
        if reached.seq < head.seq:
            warnings["text_unavailable"] = LATE_TEXT
        asked = list(arms)
        if "dense" in arms and (reason := self._why_no_dense(head, reached, embedded_by, meaning)):
            warnings["dense_unavailable"] = reason
            if reason != LATE_VECTORS:
                asked.remove("dense")
        now = clock.now_us()
        view = await self.run(
            lambda: self.engine(head.engine).view(head, filters, now),
            at_once=self._is_in_memory(head) and not filters.asks(),
        )
        results = await asyncio.gather(*(self._one(view, query, asked, warnings, meaning) for query in queries))
        scored = results[0] if len(results) == 1 else best_of(results)
        return Found(scored, view, queries, warnings)

    async def is_made(self, head: Head, *, begin: bool = False) -> bool:
        """Whether the index of a state has been made, however many changes it lacks; with `begin` that is begun behind this."""
        reached = await self.run(lambda: self.engine(head.engine).reached(head), at_once=self._is_in_memory(head))
        if head.seq == 0 or (reached.seq > 0 and reached.vector_seq == reached.seq):
            return True
        if begin:
            self._catch_up(head)
        return False

    async def make(self, head: Head) -> None:
        """Returns when the index of a state is made, however long that takes; raises what kept it from being made."""
        while not await self.is_made(head):
            await asyncio.shield(self._catch_up(head))

    async def tidy(self, in_use: Sequence[str] = ()) -> None:
        """Lets go of engines that are not in use (without names, that of the settings is), and these of what they need no more."""
        await asyncio.get_running_loop().run_in_executor(self._taking_in, self._tidy, in_use)

    async def idf(self, found: Found, chunk_ids: Sequence[str]) -> Callable[[str], float]:
        """How telling terms are, for those of the first question and of the chunks that are shown."""
        wanted = set(chunk_ids)
        shown = [one.held for one in found.scored if one.held.chunk_id in wanted]
        query = found.queries[0] if found.queries else read_query("")
        return await self.run(lambda: found.view.idf(query, shown), at_once=found.view.in_memory)

    def _tidy(self, in_use: Sequence[str]) -> None:
        self.engine(*in_use[:1])
        with self._opening:
            kept = {name: one for name, one in self._engines.items() if not in_use or one.name in in_use}
            self._engines = kept
        for engine in set(kept.values()):
            engine.tidy()

    def _is_in_memory(self, head: Head) -> bool:
        engine = self._engines.get(head.engine or self._rt.settings.knowledge.engine)
        return engine is not None and engine.in_memory

    def _why_no_dense(self, head: Head, reached: Reached, embedded_by: str | None, meaning: Meaning | None) -> str:
        if embedded_by is None:
            return NO_VECTORS if head.seq else ""
        if embedded_by != (meaning or self._embedder).revision:
            return CHANGED
        return LATE_VECTORS if reached.vector_seq < head.seq else ""

    async def run(self, work: Callable[[], Any], *, at_once: bool = False) -> Any:
        """Runs blocking work in the search threads; `at_once` work that waits for nothing and is soon done, here and now."""
        if at_once:
            return work()
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    async def _caught_up(self, head: Head) -> Reached:
        """Waits until the engine has taken in the base, at most the time of an arm; the work itself goes on behind that.

        An index that is made for the first time in this process is given longer: a part of it would find a part of the answers
        and let the rest seem not to exist.
        """
        loop = asyncio.get_running_loop()
        begun, is_first = loop.time(), None
        while True:
            reached = await self.run(lambda: self.engine(head.engine).reached(head), at_once=self._is_in_memory(head))
            is_first = reached.vector_seq == 0 if is_first is None else is_first
            left = begun + (LOADING_SECONDS if is_first else ARM_SECONDS) - loop.time()
            if reached.vector_seq >= head.seq or left <= 0:
                return reached
            work = self._catch_up(head)
            await asyncio.wait({work}, timeout=left)
            if work.done() and work.exception() is not None:
                return reached

    def _catch_up(self, head: Head) -> "asyncio.Future[None]":
        """The one piece of work that takes a base in up to a number, shared by all who wait for it."""
        work = self._catching_up.get(head)
        if work is None:
            loop = asyncio.get_running_loop()
            work = loop.run_in_executor(self._taking_in, lambda: self.engine(head.engine).catch_up(head))
            self._catching_up[head] = work
            work.add_done_callback(lambda done: self._caught(head, done))
        return work

    def _caught(self, head: Head, done: "asyncio.Future[None]") -> None:
        self._catching_up.pop(head, None)
        if not done.cancelled() and (error := done.exception()):
            log.error("index_failed", base=head.base_id, error=str(error), exc_info=error)

    async def _one(
        self, view: View, query: Query, arms: Sequence[str], warnings: Warnings, meaning: Meaning | None
    ) -> list[Scored]:
        """One question: its arms, then the scores of everything that they found."""
        if meaning is None and view.in_memory and self._embedder_is_loaded:
            begun = time.monotonic()
            return await computed(lambda: self._in_one_piece(view, query, arms, warnings, begun))
        return await self._arm_by_arm(view, query, arms, warnings, meaning)

    def _in_one_piece(
        self, view: View, query: Query, arms: Sequence[str], warnings: Warnings, begun: float
    ) -> list[Scored]:
        """All of it at once, for an engine and an embedder that wait for nothing.

        A question that had to wait too long for its turn, counted from `begun`, leaves out the dearest part for those behind it.
        """
        found: dict[str, Ranked] = {}
        vector: np.ndarray | None = None
        with _left_out("text_unavailable", NO_TEXT, warnings):
            found.update({arm: getattr(view, arm)(query) for arm in TEXT_ARMS if arm in arms})
        if "dense" in arms and time.monotonic() - begun > ARM_SECONDS:
            warnings["dense_unavailable"] = NO_ANSWER
        elif "dense" in arms:
            with _left_out("dense_unavailable", NO_ANSWER, warnings):
                asked = self._embedder.encode_queries([query.text])[0]
                vector, found["dense"] = asked, view.dense(asked)
        return _scores(view, query, vector, found, self._embedder)

    async def _arm_by_arm(
        self, view: View, query: Query, arms: Sequence[str], warnings: Warnings, meaning: Meaning | None
    ) -> list[Scored]:
        """The arms beside each other, each within its time, for what waits for a database, an endpoint or the model's loading."""
        text = [arm for arm in TEXT_ARMS if arm in arms]
        work = {"text": asyncio.ensure_future(self.run(lambda: {arm: getattr(view, arm)(query) for arm in text}))}
        if "dense" in arms:
            work["dense"] = asyncio.ensure_future(self._dense(view, query, meaning))
        wait = ARM_SECONDS if self._embedder_is_loaded or meaning is not None else LOADING_SECONDS
        await asyncio.wait(work.values(), timeout=wait)
        found: dict[str, Ranked] = _result(work["text"], "text_unavailable", NO_TEXT, warnings) or {}
        vector: np.ndarray | None = None
        if "dense" in work and (dense := _result(work["dense"], "dense_unavailable", NO_ANSWER, warnings)):
            vector, found["dense"] = dense
        return await self.run(lambda: _scores(view, query, vector, found, meaning or self._embedder))

    async def _dense(self, view: View, query: Query, meaning: Meaning | None) -> tuple[np.ndarray, Ranked]:
        vector = await (self._embedded(query.text) if meaning is None else meaning.query(query.text))
        return vector, await self.run(lambda: view.dense(vector))

    async def _embedded(self, text: str) -> np.ndarray:
        def embed() -> np.ndarray:
            vector = self._embedder.encode_queries([text])[0]
            self._embedder_is_loaded = True
            return vector

        return await asyncio.get_running_loop().run_in_executor(self._embedding, embed)


def _scores(
    view: View, query: Query, vector: np.ndarray | None, found: Mapping[str, Ranked], embedder: Embedder | Meaning
) -> list[Scored]:
    calibration = embedder.calibration if vector is not None else None
    return score(view.material(query, vector, found), query, calibration)


@contextmanager
def _left_out(code: str, message: str, warnings: Warnings) -> Iterator[None]:
    """Goes on without an arm that failed, and says so."""
    try:
        yield
    except EmbedderUnavailable as error:
        log.warning("arm_left_out", code=code, error=error.message)
        warnings[code] = error.message
    except Exception as error:
        log.warning("arm_left_out", code=code, exc_info=error)
        warnings[code] = message


def _result(work: "asyncio.Future[Any]", code: str, message: str, warnings: Warnings) -> Any:
    """What an arm found; None with a warning when it failed or is late."""
    if not work.done():
        work.cancel()
        warnings[code] = message
        return None
    with _left_out(code, message, warnings):
        return work.result()
    return None


def searcher(rt: Runtime) -> Searcher:
    """The searcher of this process."""
    part = rt.parts.get("searcher")
    if part is None:
        part = rt.parts["searcher"] = Searcher(rt)
    return part
