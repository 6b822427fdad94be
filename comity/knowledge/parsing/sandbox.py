"""Reading in a child process: a file that crashes, loops or eats memory costs its own process, nothing else."""

import asyncio
import base64
import os
import sys
from pathlib import Path
from typing import Any

import msgspec

from comity.knowledge.parsing.blocks import Block, Head, ParsedPage
from comity.knowledge.parsing.errors import ParseFailure

LINE_MAX = 256 * 1024 * 1024
HEAD_SECONDS = 60
MEMORY_MB = 512
_HEADROOM_MB = 256


class PageDied(Exception):
    """The child process ended while it read a page."""


class PageTimedOut(Exception):
    """The page took longer than it may."""


class ParserProcess:
    """One opened file in a child process, started at the first question and again after it died."""

    def __init__(self, path: Path, file_type: str, *, memory_mb: int = MEMORY_MB) -> None:
        self._arguments = [str(path), file_type, str(memory_mb + _HEADROOM_MB)]
        self._process: asyncio.subprocess.Process | None = None

    async def head(self) -> Head:
        """What the file says of itself; raises `ParseFailure`."""
        try:
            reply = await self._ask({"do": "head"}, HEAD_SECONDS)
        except PageDied as error:
            raise ParseFailure("out_of_memory", "Opening the file needs more memory than it may take.") from error
        except PageTimedOut as error:
            raise ParseFailure("corrupt_file", "Opening the file took longer than a minute.") from error
        return Head(**reply)

    async def page(self, number: int, timeout: float = 60) -> ParsedPage:  # noqa: ASYNC109  bounds the child, not the task
        """One page; raises `PageDied`, `PageTimedOut`, or `ParseFailure` for what ends the whole file."""
        reply = await self._ask({"do": "page", "page": number}, timeout)
        blocks = [
            Block(**{**block, "bbox": tuple(block["bbox"]) if block["bbox"] else None}) for block in reply.pop("blocks")
        ]
        return ParsedPage(blocks=blocks, **reply)

    async def image(self, number: int, scale: float) -> bytes:
        """A PDF page as PNG."""
        reply = await self._ask({"do": "image", "page": number, "scale": scale}, HEAD_SECONDS)
        return base64.b64decode(reply["png"])

    async def close(self) -> None:
        """Ends the child."""
        if self._process is not None:
            if self._process.returncode is None:
                self._process.kill()
            await self._process.wait()
            self._process = None

    async def _ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        process = await self._started()
        assert process.stdin and process.stdout, "both are pipes"
        try:
            async with asyncio.timeout(seconds):
                process.stdin.write(msgspec.json.encode(request) + b"\n")
                await process.stdin.drain()
                line = await process.stdout.readline()
        except TimeoutError as error:
            await self.close()
            raise PageTimedOut(f"it took longer than {seconds:.0f} s") from error
        except (ConnectionError, ValueError) as error:
            await self.close()
            raise PageDied("the reader died") from error
        if not line:
            await self.close()
            raise PageDied("the reader died")
        reply = msgspec.json.decode(line)
        if "failure" in reply:
            raise ParseFailure(reply["failure"], reply["message"])
        return reply

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "comity.knowledge.parsing.child",
                *self._arguments,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=LINE_MAX,
                env={**os.environ, "OMP_NUM_THREADS": "1"},
            )
        return self._process


async def render_page(path: Path, number: int, scale: float) -> bytes:
    """A PDF page as PNG, drawn in a child process; raises `ParseFailure`."""
    process = ParserProcess(path, "pdf")
    try:
        return await process.image(number, scale)
    except (PageDied, PageTimedOut) as error:
        raise ParseFailure("corrupt_file", f"The page could not be drawn: {error}.") from error
    finally:
        await process.close()
