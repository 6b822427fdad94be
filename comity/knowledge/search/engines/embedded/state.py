"""What a search looks at: one state of a base's index. It never changes; the next one shares with it what stayed the same."""

from array import array
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from comity.knowledge.search import bm25
from comity.knowledge.search.engines.embedded.codes import Coder
from comity.knowledge.search.engines.embedded.segments import Segment
from comity.knowledge.search.engines.embedded.snapshots import Snapshot, Texts
from comity.knowledge.search.port import Held, Reached

NEVER = (1 << 63) - 1
IDFS_MOST = 100_000


@dataclass(frozen=True, slots=True)
class State:
    """What a search sees: places 0 to `count` of everything. What is shared with later states only grows behind that."""

    reached: Reached
    count: int
    total: int
    vocabulary: defaultdict[str, int]
    segments: tuple[Segment, ...]
    held: list[Held | None]
    known: Snapshot | None
    groups: list[Held]
    group_of: np.ndarray
    codes: "dict[str, array[int]]"
    alive: np.ndarray
    expires: np.ndarray
    soonest: int
    norms: np.ndarray
    vectors: np.ndarray
    vector_docs: np.ndarray
    vector_starts: np.ndarray
    vector_counts: np.ndarray
    coder: Coder | None
    codes_by_word: tuple[np.ndarray, ...]
    _idfs: dict[str, float] = field(init=False, default_factory=dict, repr=False, compare=False)

    def idf(self, term: str) -> float:
        """How telling a term is; remembered, as answers repeat the words of their base."""
        found = self._idfs.get(term)
        if found is None:
            if len(self._idfs) >= IDFS_MOST:
                self._idfs.clear()
            found = self._idfs[term] = bm25.idf(self._holders(term), self.total)
        return found

    def held_at(self, doc: int) -> Held:
        """What is kept of the chunk at a place; of one from a snapshot it is made when it is first asked for."""
        one = self.held[doc]
        if one is None:
            one = self.held[doc] = self._from_snapshot(doc)
        return one

    def _from_snapshot(self, doc: int) -> Held:
        assert self.known is not None
        arrays, group = self.known.arrays, self.groups[int(self.group_of[doc])]
        chunk = Texts(arrays["chunks"], arrays["chunk_ends"])[doc]
        revision = Texts(arrays["revisions"], arrays["revision_ends"])[doc]
        scripts = self.known.meta.scripts[int(arrays["scripts"][doc])]
        return Held(chunk, revision, group.document_id, group.labels, group.metadata, scripts)

    def is_whole(self, now_us: int) -> bool:
        """Whether every place may be found now: none is dead, none has expired."""
        return self.total == self.count and self.soonest > now_us

    def postings(self, term: str) -> tuple[np.ndarray, np.ndarray]:
        """The places that hold a term, ascending, and the packed counts; dead places too."""
        number = self.vocabulary.get(term)  # an index would add it
        found = [hit for s in self.segments if number is not None and (hit := s.find(number))]
        if not found:
            return np.zeros(0, np.uint32), np.zeros(0, np.uint32)
        if len(found) == 1:
            return found[0]
        return np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])

    def _holders(self, term: str) -> int:
        """How many living chunks hold a term."""
        if self.total < self.count:
            return int(np.count_nonzero(self.alive[self.postings(term)[0]]))
        number = self.vocabulary.get(term)
        if number is None:
            return 0
        return sum(end - begin for begin, end in (one.span(number) for one in self.segments))
