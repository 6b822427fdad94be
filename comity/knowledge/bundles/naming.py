"""The visible ids of chunks that are brought in: their own, and where those are taken new ones in the same order."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from comity.kernel.db import Tx
from comity.knowledge.chunks import queries
from comity.knowledge.chunks.service import new_ids

BATCH = 500


def plan(tx: Tx, workspace_id: str, base_type: str, ids: Iterable[str]) -> dict[str, str]:
    """New ids for those that are taken in the workspace. Their order stays: chunks of equal score are ordered by id.

    Rows of a CSV base keep theirs, whatever other bases hold.
    """
    if base_type == "csv":
        return {}
    wanted = sorted(ids)
    taken: list[str] = []
    fresh: list[str] = []
    for begin in range(0, len(wanted), BATCH):
        found = queries.chunk_ids_taken(tx, workspace_id, wanted[begin : begin + BATCH])
        taken += sorted(found)
        fresh += new_ids(tx, workspace_id, len(found))
    return dict(zip(taken, sorted(fresh), strict=True))


def renamed(
    tx: Tx, workspace_id: str, ids: Sequence[str], planned: Mapping[str, str], kept: Collection[str] = ()
) -> dict[str, str]:
    """Those ids that change, as planned but where somebody took the planned one meanwhile. `kept` stay in any case."""
    names = {id_: id_ if id_ in kept else planned.get(id_, id_) for id_ in ids}
    late = queries.chunk_ids_taken(tx, workspace_id, list(names.values())) - set(kept)
    fresh = dict(zip(sorted(late), new_ids(tx, workspace_id, len(late)), strict=True))
    return {id_: made for id_, name in names.items() if (made := fresh.get(name, name)) != id_}
