"""The child process that reads one file: a request a line in, a reply a line out, under limits set before anything is opened.

Run as `python -m comity.knowledge.parsing.child PATH TYPE MEMORY_MB`.
"""

import base64
import os
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec

from comity.knowledge.parsing.errors import ParseFailure


def main() -> None:
    """Answers `head`, `page n` and `image n scale` until the input ends."""
    path, file_type, memory_mb = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    os.nice(10)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    parser: Any = None
    for line in sys.stdin.buffer:
        request = msgspec.json.decode(line)
        try:
            if parser is None and request["do"] != "image":
                from comity.knowledge.parsing.opening import open_file

                parser = open_file(path, file_type)
            reply = _answer(parser, path, request)
        except ParseFailure as failure:
            reply = {"failure": failure.code, "message": failure.message}
        except MemoryError:
            reply = {"failure": "out_of_memory", "message": "The file needs more memory than reading it may take."}
        out.write(msgspec.json.encode(reply) + b"\n")
        out.flush()


def _answer(parser: Any, path: Path, request: dict[str, Any]) -> dict[str, Any]:
    if request["do"] == "head":
        return asdict(parser.head)
    if request["do"] == "image":
        from comity.knowledge.parsing.pdf import render

        return {"png": base64.b64encode(render(path, request["page"], request["scale"])).decode()}
    return asdict(parser.page(request["page"]))


if __name__ == "__main__":
    main()
