"""The indexes of one process by base and generation, within a budget of memory."""

import threading
from collections import OrderedDict
from threading import Thread

from comity.knowledge.search.engines.embedded.index import BaseIndex
from comity.knowledge.search.engines.embedded.snapshots import Snapshots
from comity.knowledge.search.engines.embedded.view import EmbeddedView
from comity.knowledge.search.port import Feed, Filters, Head, Reached

INDEXES_MAX = 64


class EmbeddedEngine:
    """Holds what searches asked for last. A dropped or broken index is made anew from the rows, without an embedder.

    `snapshots`: where large indexes are kept as files, so that the next start need not make them; without it none are.
    """

    name = "embedded"
    in_memory = True

    def __init__(self, feed: Feed, cache_mb: int, snapshots: Snapshots | None = None) -> None:
        self._feed = feed
        self._snapshots = snapshots
        self._budget = cache_mb * 1024 * 1024
        self._indexes: OrderedDict[tuple[str, str], BaseIndex] = OrderedDict()
        self._lock = threading.Lock()

    def reached(self, head: Head) -> Reached:
        """How far a base has been taken in."""
        return self._index(head).state.reached

    def catch_up(self, head: Head) -> None:
        """Takes in every change up to `head.seq`; searches go on with the state before meanwhile."""
        index = self._index(head)
        try:
            index.catch_up(head, self._feed, self._snapshots)
        except BaseException:
            with self._lock:
                self._indexes.pop((head.base_id, head.index_id), None)
            raise
        self._drop_surplus()
        if self._snapshots is not None and index.is_to_be_saved:
            Thread(target=index.save, args=(head, self._snapshots), name="index-file", daemon=True).start()

    def view(self, head: Head, filters: Filters, now_us: int) -> EmbeddedView:
        """A look at what has been taken in so far."""
        return EmbeddedView(self._index(head).state, filters, now_us)

    def counts(self, head: Head) -> tuple[int, int]:
        """The living chunks and their vectors."""
        state = self._index(head).state
        return state.total, int(state.vector_counts[state.alive].sum())

    def _index(self, head: Head) -> BaseIndex:
        key = (head.base_id, head.index_id)
        with self._lock:
            found = self._indexes.setdefault(key, BaseIndex())
            self._indexes.move_to_end(key)
            return found

    def tidy(self) -> None:
        """Drops what was asked for longest ago while the budget is exceeded, and files of what is gone."""
        self._drop_surplus()
        if self._snapshots is not None:
            self._snapshots.tidy()

    def _drop_surplus(self) -> None:
        """Never the last one."""
        with self._lock:
            while len(self._indexes) > 1 and (
                len(self._indexes) > INDEXES_MAX or sum(i.memory_bytes for i in self._indexes.values()) > self._budget
            ):
                self._indexes.popitem(last=False)
