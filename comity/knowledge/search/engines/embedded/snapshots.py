"""Large indexes as files, so that a process that starts again searches at once instead of making them from the rows.

A file of arrays is mapped into memory and read where it is looked at. What a snapshot lacks is caught up by number, like any change.
It is derived data: one that is missing, damaged, of another form or of rows that a restored database does not have is made anew.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Protocol

import msgspec
import numpy as np

from comity.kernel.ids import new_id
from comity.kernel.logs import logger
from comity.knowledge.search.port import Head

FORMAT = 1
META = "meta"
NEW = ".new"
log = logger("knowledge.search")


class Rows(Protocol):
    """What the rows say of an index that was kept as a file."""

    def standing(self, base_id: str) -> tuple[int, int] | None:
        """How often something was purged from a base, and its newest number of a change; None when it is gone."""
        ...

    def has_revision(self, revision_id: str) -> bool:
        """Whether a revision exists."""
        ...


class Meta(msgspec.Struct, frozen=True):
    """What a snapshot is of, and what is no array. `terms` are those of the postings, in their order; `codes`: the places of each."""

    format: int
    index_id: str
    seq: int
    count: int
    newest_revision: str
    fitted_to: int
    terms: list[str]
    codes: dict[str, bytes]
    groups: list[tuple[str, tuple[str, ...], dict[str, Any]]]
    scripts: list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Texts:
    """Many short texts in one array of bytes."""

    data: np.ndarray
    ends: np.ndarray

    def __getitem__(self, place: int) -> str:
        begin = int(self.ends[place - 1]) if place else 0
        return self.data[begin : int(self.ends[place])].tobytes().decode()

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Texts":
        """These texts in one piece."""
        written = [text.encode() for text in texts]
        ends = np.cumsum([len(one) for one in written], dtype=np.int64)
        return cls(np.frombuffer(b"".join(written), np.uint8), ends)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An index as it was read: arrays by name, and the rest."""

    meta: Meta
    arrays: dict[str, np.ndarray]


class Snapshots:
    """The files of one data directory: a folder for each base, in it one for each index."""

    def __init__(self, folder: Path, rows: Rows) -> None:
        self._folder = folder
        self.rows = rows

    def read(self, head: Head) -> Snapshot | None:
        """The snapshot of an index, if there is one that can be caught up from; others are taken away."""
        standing = self.rows.standing(head.base_id)
        folder = self._of(head, standing[0] if standing else 0)
        if not (folder / META).exists():
            return None
        try:
            found = _read(folder)
        except (OSError, ValueError, KeyError, msgspec.MsgspecError) as error:
            log.warning("index_file_damaged", base=head.base_id, error=str(error))
            found = None
        if found is None or not self._fits(found.meta, head):
            shutil.rmtree(folder, ignore_errors=True)
            return None
        return found

    def write(self, head: Head, purges: int, snapshot: Snapshot) -> None:
        """Puts a snapshot in the place of the one before, and lets those of other generations and versions go."""
        folder = self._of(head, purges)
        made = folder.with_name(f"{new_id()}{NEW}")
        made.mkdir(parents=True)
        for name, array in snapshot.arrays.items():
            np.save(made / f"{name}.npy", array)
        (made / META).write_bytes(_sealed(msgspec.msgpack.encode(snapshot.meta)))
        for other in folder.parent.iterdir():
            if other != made:
                shutil.rmtree(other, ignore_errors=True)
        made.rename(folder)

    def seq_of(self, head: Head, purges: int) -> int:
        """How far the stored snapshot of an index reaches; 0 without one."""
        try:
            return _meta(self._of(head, purges)).seq
        except (OSError, ValueError, msgspec.MsgspecError):
            return 0

    def tidy(self) -> None:
        """Takes away what was kept of bases that are gone, or that something was purged from since."""
        for base in self._folder.iterdir() if self._folder.is_dir() else ():
            standing = self.rows.standing(base.name)
            for one in base.iterdir():
                if standing is None or not one.name.endswith((f".{standing[0]}", NEW)):
                    shutil.rmtree(one, ignore_errors=True)

    def _of(self, head: Head, purges: int) -> Path:
        index = blake2b(head.index_id.encode(), digest_size=8).hexdigest()
        return self._folder / head.base_id / f"{index}.{purges}"

    def _fits(self, meta: Meta, head: Head) -> bool:
        same = (meta.format, meta.index_id) == (FORMAT, head.index_id) and meta.seq <= head.seq
        return same and self.rows.has_revision(meta.newest_revision)


def _read(folder: Path) -> Snapshot:
    meta = _meta(folder)
    return Snapshot(meta, {file.stem: np.asarray(np.load(file, mmap_mode="r")) for file in folder.glob("*.npy")})


def _meta(folder: Path) -> Meta:
    sealed = (folder / META).read_bytes()
    if sealed != _sealed(sealed[16:]):
        raise ValueError("the file was cut or changed")
    return msgspec.msgpack.decode(sealed[16:], type=Meta)


def _sealed(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest() + data
