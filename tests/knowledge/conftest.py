"""What tests of knowledge may ask for: bases over HTTP, and ingestion in this process with its real parsers and embedder."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest

from comity.kernel.embed import LocalEmbedder
from comity.kernel.runtime import Runtime
from comity.knowledge.ingestion.worker import IngestWorker
from comity.knowledge.parsing.nursery import Nursery
from comity.worker import every_queue

Drain = Callable[[], Awaitable[None]]


@pytest.fixture(scope="session", autouse=True)
def kinds() -> None:
    """Every kind of job is known, as in a serving process."""
    every_queue()


@pytest.fixture(scope="session")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> LocalEmbedder:
    """The bundled embedder, made and loaded once for all tests."""
    return LocalEmbedder(tmp_path_factory.mktemp("model"))


@pytest.fixture
async def runtime(runtime: Runtime, embedder: LocalEmbedder) -> Runtime:
    """The runtime, with the embedder at hand."""
    runtime.parts["embedder"] = embedder
    return runtime


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """The process of the file readers, started once for all tests."""
    made = Nursery()
    yield made
    asyncio.run(made.close())


@pytest.fixture
def drain(runtime: Runtime, nursery: Nursery) -> Drain:
    """Works through every reading that is due, as the ingestion process does."""
    return lambda: IngestWorker(runtime, nursery).drain()


@dataclass
class Knowledge:
    """One base as its editors use it over HTTP."""

    http: httpx2.AsyncClient
    drain: Drain
    id: str

    @property
    def path(self) -> str:
        """The base's own path."""
        return f"/api/v1/knowledge-bases/{self.id}"

    async def upload(self, *files: tuple[str, bytes]) -> httpx2.Response:
        """Sends files."""
        return await self.http.post(f"{self.path}/documents", files=[("files[]", file) for file in files])

    async def take(self, name: str, content: bytes) -> dict[str, Any]:
        """Uploads one file, reads it to its end and returns the document."""
        reply = await self.upload((name, content))
        assert reply.status_code == 202, reply.text
        await self.drain()
        return await self.document(reply.json()["data"][0]["documentId"])

    async def replace(self, document_id: str, name: str, content: bytes) -> dict[str, Any]:
        """Replaces a document's file and reads it to its end."""
        reply = await self.http.put(f"{self.path}/documents/{document_id}", files={"file": (name, content)})
        assert reply.status_code == 202, reply.text
        await self.drain()
        return await self.document(document_id)

    async def document(self, id_: str) -> dict[str, Any]:
        """A document."""
        return (await self.http.get(f"{self.path}/documents/{id_}")).json()

    async def chunks(self, **filters: Any) -> list[dict[str, Any]]:
        """Every chunk, in reading order."""
        reply = await self.http.get(f"{self.path}/chunks", params={"limit": 200, **filters})
        return reply.json()["data"]

    async def text(self, document_id: str) -> str:
        """The one text of a document, that offsets count in."""
        pages = (await self.document(document_id))["pages"]
        found = [await self.http.get(f"{self.path}/documents/{document_id}/pages/{n + 1}") for n in range(pages)]
        return "\n\n".join(page.json()["text"] for page in found)

    async def search(self, query: str, **more: Any) -> list[str]:
        """Visible ids of what a search by words and codes finds."""
        body = {"query": query, "arms": ["lexical", "exact"], **more}
        reply = await self.http.post(f"{self.path}/search", json=body)
        assert reply.status_code == 200, reply.text
        return [hit["document"]["id"] for hit in reply.json()["data"]]

    async def put_csv(self, content: bytes, **fields: Any) -> httpx2.Response:
        """Sends the one file of a CSV base."""
        return await self.http.put(f"{self.path}/csv", files={"file": ("rows.csv", content)}, data=fields)


async def open_base(
    http: httpx2.AsyncClient, drain: Drain, name: str, type_: str = "documents", **more: Any
) -> Knowledge:
    """A new base."""
    reply = await http.post("/api/v1/knowledge-bases", json={"name": name, "type": type_, **more})
    assert reply.status_code == 201, reply.text
    return Knowledge(http, drain, reply.json()["id"])


@pytest.fixture
async def base(signed_in: httpx2.AsyncClient, drain: Drain) -> Knowledge:
    """An empty base of documents."""
    return await open_base(signed_in, drain, "Policies")


@pytest.fixture
async def csv_base(signed_in: httpx2.AsyncClient, drain: Drain) -> Knowledge:
    """An empty base of type CSV File."""
    return await open_base(signed_in, drain, "Rows", "csv")
