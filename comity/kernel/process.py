"""This process's name as the holder of leases, and whether another holder on this machine is gone.

The start time is part of the name, so a process id that was given out again is not taken for the old holder.
"""

import os
import socket
from functools import cache
from pathlib import Path


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
