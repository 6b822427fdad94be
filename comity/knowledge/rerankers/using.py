"""Opening a reranker for use, and judging the best hits of a search by it."""

from collections.abc import Sequence
from dataclasses import dataclass

from comity.kernel.db import Tx
from comity.kernel.llm import Circuit
from comity.kernel.runtime import Runtime
from comity.kernel.secrets import key_of
from comity.knowledge.rerankers import calibrating, queries
from comity.knowledge.rerankers.calibrating import Calibration
from comity.knowledge.rerankers.errors import RerankerFailed, RerankerNotFound
from comity.knowledge.rerankers.models import WorkspaceReranker
from comity.knowledge.rerankers.remote import Address, RemoteReranker
from comity.knowledge.search.reranking import TOP, passage_of, reordered
from comity.knowledge.search.result import Hit

TABLE = "rerankers"
SECONDS = 2.0
"""As long as an arm of the search may take."""
LEFT_OUT = "The reranker was left out, and the hits stand as words and meaning order them. {}"


@dataclass(frozen=True, slots=True)
class Opened:
    """A reranker with how its scores are read."""

    remote: RemoteReranker
    calibration: Calibration


def circuit_of(rt: Runtime, reranker_id: str) -> Circuit:
    """How this process fares with a reranker."""
    circuits: dict[str, Circuit] = rt.parts.setdefault("rerankCircuits", {})
    return circuits.setdefault(reranker_id, Circuit())


def forget_circuit(rt: Runtime, reranker_id: str) -> None:
    """Asks a reranker again at once: it was changed, or somebody tries it."""
    rt.parts.setdefault("rerankCircuits", {}).pop(reranker_id, None)


def made(rt: Runtime, row: WorkspaceReranker, key: str) -> RemoteReranker:
    """A reranker from its row and its key."""
    return RemoteReranker(rt.outbound, Address(row.base_url, row.model, key), circuit_of(rt, row.id))


def opened(rt: Runtime, tx: Tx, row: WorkspaceReranker) -> Opened:
    """A kept reranker with its key unsealed."""
    return Opened(made(rt, row, key_of(tx, rt.secrets, TABLE, row)), calibrating.opened(row.calibration))


async def rerank(
    rt: Runtime, workspace_id: str, reranker_id: str, question: str, language: str, hits: Sequence[Hit]
) -> tuple[list[Hit], str | None]:
    """The hits, the best 30 of them as the reranker judges them; and a sentence that says why not, when it gave no scores in 2 s."""
    try:
        one = await rt.db.aread(lambda tx: _open(rt, tx, workspace_id, reranker_id))
        raw = await one.remote.scores(question, [passage_of(hit) for hit in hits[:TOP]], SECONDS)
    except RerankerNotFound as error:
        return list(hits), LEFT_OUT.format(error.message)
    except RerankerFailed as error:
        return list(hits), LEFT_OUT.format(error.detail)
    return reordered(hits, [one.calibration.read(score, language) for score in raw]), None


def _open(rt: Runtime, tx: Tx, workspace_id: str, reranker_id: str) -> Opened:
    row = queries.find_reranker(tx, workspace_id, reranker_id)
    if row is None:
        raise RerankerNotFound
    return opened(rt, tx, row)
