"""Reading in a child process: a file that crashes, loops or eats memory costs its own process, nothing else."""

import asyncio
import base64
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec

from comity.knowledge.parsing.blocks import Block, Head, ParsedPage
from comity.knowledge.parsing.errors import ParseFailure
from comity.knowledge.parsing.nursery import Child, Nursery
from comity.knowledge.parsing.ocr import Recognition

HEAD_SECONDS = 60
MEMORY_MB = 512
_HEADROOM_MB = 128


class PageDied(Exception):
    """The child process ended while it read a page, or ran out of its memory."""


class PageTimedOut(Exception):
    """The page took longer than it may."""


class ParserProcess:
    """One opened file in a child process, started at the first question and again after it died."""

    def __init__(
        self,
        nursery: Nursery,
        path: Path,
        file_type: str,
        *,
        memory_mb: int = MEMORY_MB,
        ocr: Recognition | None = None,
    ) -> None:
        self._nursery = nursery
        self._path = path.absolute()
        self._type = file_type
        self._memory_mb = memory_mb + _HEADROOM_MB
        self._ocr = asdict(ocr) if ocr else None
        self._child: Child | None = None

    async def head(self) -> Head:
        """What the file says of itself; raises `ParseFailure`."""
        try:
            reply = await self._ask({"do": "head"}, HEAD_SECONDS)
        except PageDied as error:
            raise ParseFailure("out_of_memory", f"The file could not be opened: {error}") from error
        except PageTimedOut as error:
            raise ParseFailure("corrupt_file", "Opening the file took longer than a minute.") from error
        if "broken" in reply:
            raise ParseFailure("corrupt_file", "The file is damaged. Open it, save it again and upload that.")
        return Head(**reply)

    async def page(self, number: int, timeout: float = 60) -> ParsedPage:  # noqa: ASYNC109  bounds the child, not the task
        """One page; raises `PageDied`, `PageTimedOut`, or `ParseFailure` for what ends the whole file."""
        reply = await self._ask({"do": "page", "page": number}, timeout)
        if "broken" in reply:
            await self.close()
            raise PageDied(reply["broken"])
        blocks = [
            Block(**{**block, "bbox": tuple(block["bbox"]) if block["bbox"] else None}) for block in reply.pop("blocks")
        ]
        return ParsedPage(blocks=blocks, **reply)

    async def image(self, number: int, scale: float) -> bytes:
        """A PDF page as PNG."""
        reply = await self._ask({"do": "image", "page": number, "scale": scale}, HEAD_SECONDS)
        if "broken" in reply:
            raise PageDied(reply["broken"])
        return base64.b64decode(reply["png"])

    async def close(self) -> None:
        """Ends the child."""
        if self._child is not None:
            child, self._child = self._child, None
            await self._nursery.kill(child)

    async def _ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        if self._child is None:
            self._child = await self._nursery.open(self._path, self._type, self._memory_mb, self._ocr)
        child = self._child
        try:
            async with asyncio.timeout(seconds):
                child.writer.write(msgspec.json.encode(request) + b"\n")
                await child.writer.drain()
                line = await child.reader.readline()
        except TimeoutError as error:
            await self.close()
            raise PageTimedOut(f"It took longer than {seconds:.0f} s.") from error
        except (ConnectionError, ValueError) as error:
            await self.close()
            raise PageDied("The reader died.") from error
        return await self._read(line)

    async def _read(self, line: bytes) -> dict[str, Any]:
        reply = msgspec.json.decode(line) if line.endswith(b"\n") else {"outOfMemory": "The reader died."}
        if "outOfMemory" in reply:
            await self.close()
            raise PageDied(reply["outOfMemory"])
        if "failure" in reply:
            raise ParseFailure(reply["failure"], reply["message"])
        return reply


async def render_page(path: Path, number: int, scale: float) -> bytes:
    """A PDF page as PNG, drawn in a child process; raises `ParseFailure`."""
    nursery = Nursery()
    process = ParserProcess(nursery, path, "pdf")
    try:
        return await process.image(number, scale)
    except (PageDied, PageTimedOut) as error:
        raise ParseFailure("corrupt_file", f"The page could not be drawn: {error}") from error
    finally:
        await process.close()
        await nursery.close()
