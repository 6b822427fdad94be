"""This process's name as the holder of leases, and whether another holder on this machine is gone.

The start time is part of the name, so a process id that was given out again is not taken for the old holder.
"""

import ctypes
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

SERVER_NOTE = "server.json"


@cache
def process_name() -> str:
    """Host, process id and start time: `host:4242:918273`."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def is_gone(owner: str) -> bool:
    """Whether the holder ran on this machine and has ended; False for other machines, of which nothing is known here."""
    host, _, rest = owner.rpartition(":")[0].rpartition(":")
    pid, started = rest, owner.rpartition(":")[2]
    if host != socket.gethostname() or not pid.isdigit():
        return False
    return _started(int(pid)) != started


def _started(pid: int) -> str:
    """When a process began, in clock ticks since boot; empty when there is none."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    state, *fields = stat.rpartition(")")[2].split()
    return "" if state == "Z" else fields[18]


def give_back_memory() -> None:
    """Returns freed memory to the system, which the C library would keep for later: after loading, that is tens of MB."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of glibc alone
    if trim is not None:
        trim(0)


@contextmanager
def noted_as_server(data_dir: Path, url: str) -> Iterator[None]:
    """Leaves a note in the data directory while this process serves `url`, so that the command line finds it."""
    note = data_dir / SERVER_NOTE
    note.write_text(json.dumps({"url": url, "process": process_name()}), encoding="utf-8")
    try:
        yield
    finally:
        if _note(data_dir).get("process") == process_name():
            note.unlink(missing_ok=True)


def running_server(data_dir: Path) -> str | None:
    """The address of the server that works on this data directory; None when there is none, or it died."""
    note = _note(data_dir)
    return None if is_gone(note.get("process", "")) else note.get("url")


def _note(data_dir: Path) -> dict[str, str]:
    try:
        return json.loads((data_dir / SERVER_NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
