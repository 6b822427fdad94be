"""The nursery: a small process with the parsers loaded, which forks a child for each file. It is run as a script.

    python -P child.py SOCKET

It imports the parsers alone. The front door of `comity.knowledge` opens the way to the database and the embedder; a process that
reads strangers' files has no business with either, and would need seconds to load them.

On the socket: a request is one JSON object, `{"do": "open", "path", "type", "memoryMb", "ocr"}` with one end of a pair of sockets,
`{"do": "kill", "pid"}`, or `{"do": "wait"}` for it to be up; each is answered by one byte or by the child's process id. A child answers
a line of JSON for each line it gets: `head`, `page n`, `image n scale`. When the other side goes away, the nursery ends and its
children with it.
"""

import base64
import ctypes
import os
import resource
import select
import signal
import socket
import sys
import types
from contextlib import suppress
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parents[1]
PR_SET_PDEATHSIG = 1
NICE = 10
MEMORY = "Reading it needs more memory than it may take."


def main() -> None:
    """Serves the socket whose number is the first argument, until the other side closes it."""
    sys.path.insert(0, str(PACKAGE.parents[1]))
    knowledge = types.ModuleType("comity.knowledge")
    knowledge.__path__ = [str(PACKAGE)]
    sys.modules["comity.knowledge"] = knowledge
    import_module("comity.knowledge.parsing.opening")
    os.nice(NICE)
    control = socket.socket(fileno=int(sys.argv[1]))
    children: set[int] = set()
    while True:
        readable, _, _ = select.select([control], [], [], 1.0)
        _reap(children)
        if readable and not _serve(control, children):
            return


def _serve(control: socket.socket, children: set[int]) -> bool:
    import msgspec

    message, passed, _, _ = socket.recv_fds(control, 65536, 1)
    if not message:
        return False
    request = msgspec.json.decode(message)
    if request["do"] != "open":
        if request["do"] == "kill":
            _kill(request["pid"], children)
        control.send(b"0")
        return True
    _load(request["type"])
    pid = os.fork()
    if pid == 0:
        control.close()
        _child(socket.socket(fileno=passed[0]), request)
    os.close(passed[0])
    children.add(pid)
    control.send(str(pid).encode())
    return True


def _kill(pid: int, children: set[int]) -> None:
    """Ends a child of ours that was not reaped yet, so that no other process can have its number."""
    if pid in children:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        children.discard(pid)


def _reap(children: set[int]) -> None:
    for pid in list(children):
        if os.waitpid(pid, os.WNOHANG)[0]:
            children.discard(pid)


def _load(file_type: str) -> None:
    """Imports the parser of a type, so that later children have it already."""
    from comity.knowledge.parsing.opening import PARSERS

    import_module(f"comity.knowledge.parsing.{PARSERS[file_type].partition(':')[0]}")


def _child(connection: socket.socket, request: dict[str, Any]) -> None:
    """Reads one file under limits, then ends the process whatever happened."""
    code = 1
    try:
        _limit(request["memoryMb"])
        Answers(connection, Path(request["path"]), request["type"], request.get("ocr")).until_closed()
        code = 0
    finally:
        os._exit(code)


def _limit(memory_mb: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == 1:
        os._exit(1)
    size = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Answers:
    """The answers about one file."""

    def __init__(
        self, connection: socket.socket, path: Path, file_type: str, ocr: dict[str, Any] | None = None
    ) -> None:
        self._connection = connection
        self._path = path
        self._type = file_type
        self._ocr = ocr
        self._parser: Any = None

    def until_closed(self) -> None:
        """Answers each line; the reply to a request that breaks the parser says so, then the process ends."""
        import msgspec

        with self._connection.makefile("rb") as lines, suppress(ConnectionError):
            for line in lines:
                request, reply = msgspec.json.decode(line), {"broken": "The reader broke on it."}
                try:
                    reply = self._reply(request)
                finally:
                    self._connection.sendall(msgspec.json.encode(reply) + b"\n")
                if "outOfMemory" in reply:
                    return

    def _reply(self, request: dict[str, Any]) -> dict[str, Any]:
        from comity.knowledge.parsing.errors import ParseFailure

        try:
            return self._answer(request)
        except ParseFailure as failure:
            return {"failure": failure.code, "message": failure.message}
        except MemoryError:
            return {"outOfMemory": MEMORY}

    def _answer(self, request: dict[str, Any]) -> dict[str, Any]:
        if request["do"] == "image":
            from comity.knowledge.parsing.pdf import render

            return {"png": base64.b64encode(render(self._path, request["page"], request["scale"])).decode()}
        if self._parser is None:
            self._parser = self._opened()
        return asdict(self._parser.head if request["do"] == "head" else self._parser.page(request["page"]))

    def _opened(self) -> Any:
        from comity.knowledge.parsing.opening import open_file

        parser: Any = open_file(self._path, self._type)
        if self._ocr is None or self._type != "pdf":
            return parser
        from comity.knowledge.parsing.ocr import Recognition
        from comity.knowledge.parsing.recognised import RecognisedPdf

        return RecognisedPdf(parser, Recognition(**self._ocr))


if __name__ == "__main__":
    main()
