"""The async side of the nursery (`child.py`): starts it when the first file is opened, and again if it died."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

LINE_MAX = 256 * 1024 * 1024
SCRIPT = Path(__file__).with_name("child.py")


@dataclass(slots=True)
class Child:
    """A process that reads one file: lines of JSON both ways."""

    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class Nursery:
    """One nursery process, shared by every file that this process has read."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._lock = threading.Lock()

    async def open(self, path: Path, file_type: str, memory_mb: int, ocr: dict[str, Any] | None = None) -> Child:
        """Forks a child for a file; raises `OSError` when no process can be had."""
        request = {"do": "open", "path": str(path), "type": file_type, "memoryMb": memory_mb, "ocr": ocr}
        mine, theirs = socket.socketpair()
        try:
            pid = await asyncio.to_thread(self._ask, request, theirs)
        except OSError:
            mine.close()
            raise
        finally:
            theirs.close()
        mine.setblocking(False)
        reader, writer = await asyncio.open_connection(sock=mine, limit=LINE_MAX)
        return Child(pid, reader, writer)

    async def ready(self) -> None:
        """Starts the nursery if need be and waits for it; raises `OSError` when no process can be had."""
        await asyncio.to_thread(self._ask, {"do": "wait"})

    async def kill(self, child: Child) -> None:
        """Ends a child at once."""
        child.writer.close()
        if self._process is not None and self._process.poll() is None:
            with suppress(OSError):
                await asyncio.to_thread(self._ask, {"do": "kill", "pid": child.pid})

    async def close(self) -> None:
        """Ends the nursery; its children end with it."""
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = self._control = None

    def _ask(self, request: dict[str, Any], passed: socket.socket | None = None) -> int:
        """The answer to a request, one at a time; a nursery that died is replaced once."""
        with self._lock:
            try:
                return self._answer(request, passed)
            except OSError:
                self._end()
                return self._answer(request, passed)

    def _answer(self, request: dict[str, Any], passed: socket.socket | None) -> int:
        control = self._started()
        socket.send_fds(control, [msgspec.json.encode(request)], [passed.fileno()] if passed else [])
        reply = control.recv(64)
        if not reply:
            raise ConnectionError("the nursery ended")
        return int(reply)

    def _started(self) -> socket.socket:
        if self._control is not None and self._process is not None and self._process.poll() is None:
            return self._control
        mine, theirs = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(SCRIPT), str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
        theirs.close()
        self._control = mine
        return mine
