"""What a new reading makes of chunks that were split or merged: they keep their text, and follow the pieces they stand for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from comity.kernel.db import Tx
from comity.knowledge import limits
from comity.knowledge.chunking.identity import Old, text_hash
from comity.knowledge.chunks.parts import BETWEEN, Piece, piece_of, placed
from comity.knowledge.chunks.reshaping import NOTHING, Held, regions_of
from comity.knowledge.chunks.service import Said, revise, said_of
from comity.knowledge.models import KnowledgeBase


class Shaped:
    """The split and merged chunks of a document, in reading order, beside the rows that a reading looks at as ever."""

    def __init__(self, rows: Sequence[Held]) -> None:
        self._rows = {chunk.chunk_id: chunk for chunk, _ in rows}
        self._held = [one for one in rows if one[1].sources and not one[0].deleted]
        self._pieces: dict[str, Piece] = {p["id"]: p for _, revision in self._held for p in revision.sources}
        self._placed: dict[str, int] = {}

    def is_apart(self, held: Held) -> bool:
        """Whether a row is no piece that the document could say: a half that was split off, or one that another chunk stands for."""
        chunk, current = held
        is_half = bool(current.sources) and chunk.chunk_id not in {piece["id"] for piece in current.sources}
        return chunk.chunk_id in self._pieces or is_half

    def known(self) -> list[Old]:
        """The pieces, as a reading looks for them."""
        return [Old(p["id"], p["hash"], p["text"], p["headings"], edited=True) for p in self._pieces.values()]

    def holds(self, id_: str | None) -> bool:
        """Whether a matched id is that of a piece."""
        return id_ in self._pieces

    def place(self, id_: str, ordinal: int) -> int:
        """Gives the chunks of a piece their places from `ordinal` on, each once; returns the next free one."""
        for chunk, revision in self._held:
            if chunk.id not in self._placed and id_ in {piece["id"] for piece in revision.sources}:
                self._placed[chunk.id] = ordinal
                ordinal += 1
        return ordinal

    def follow(
        self, tx: Tx, base: KnowledgeBase, version_id: str, number: int, found: Mapping[str, Said], *, seq: int
    ) -> None:
        """Moves every chunk to where its pieces are now, and flags it when one of them says something else.

        `found`: what the document says of the pieces it still has.
        """
        now = {id_: _piece_now(piece, found.get(id_)) for id_, piece in self._pieces.items()}
        for id_, piece in now.items():
            if (row := self._rows.get(id_)) is not None:
                row.source_hash = piece["hash"]
        for held in self._held:
            chunk = held[0]
            chunk.ordinal, chunk.document_version = self._placed.get(chunk.id, chunk.ordinal), number
            pieces = [now[piece["id"]] for piece in held[1].sources]
            self._move(tx, base, held, pieces, version_id, seq)

    def _move(self, tx: Tx, base: KnowledgeBase, held: Held, pieces: list[Piece], version_id: str, seq: int) -> None:
        chunk, current = held
        before = {piece["id"]: piece["hash"] for piece in current.sources}
        if any(before[piece["id"]] != piece["hash"] for piece in pieces):
            chunk.source_changed = True
            now = BETWEEN.join(piece["text"] for piece in pieces if piece["text"])
            chunk.source_text = now[: limits.CONTENT_CHARACTERS]
        said = said_of(current)
        living = [piece for piece in pieces if piece["text"]]
        regions, labels = regions_of(tx, version_id, living)
        moved = replace(placed(said, living, regions, labels=labels), sources=pieces)
        if moved != said:
            revise(tx, base, chunk, current, moved, seq=seq, author=current.author)


def _piece_now(piece: Piece, said: Said | None) -> Piece:
    if said is None:
        return Piece({**piece, "hash": NOTHING, "text": ""})
    return piece_of(piece["id"], text_hash(said.content), said.content, said)
