"""Bundles carried out of a base and in again, as a person would."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import httpx2

from comity.kernel.runtime import Runtime
from comity.knowledge.bundles import exporting, importing
from tests.knowledge.conftest import Knowledge

REFUND = b"# Refunds\n\nRefunds are paid within 7 days of the return of the goods.\n"
PARKING = "# ที่จอดรถ\n\nผู้มาติดต่อจอดรถได้ที่ชั้นใต้ดินของอาคาร\n".encode()
QUERIES = ("When are refunds paid?", "ที่จอดรถ", "PPR-9087", "basement")


async def export(base: Knowledge, runtime: Runtime, **asked: Any) -> bytes:
    reply = await base.http.post(f"{base.path}/export", params=asked)
    assert reply.status_code == 202, reply.text
    job = reply.json()["jobId"]
    await exporting.export(runtime, job)
    shown = (await base.http.get(f"/api/v1/jobs/{job}")).json()
    assert shown["state"] == "done", shown
    return (await base.http.get(f"/api/v1/jobs/{job}/file")).content


async def send(http: httpx2.AsyncClient, bundle: bytes, **fields: Any) -> httpx2.Response:
    files = {"file": ("base.comity-kb", bundle)}
    return await http.post("/api/v1/knowledge-bases/import", files=files, data=fields)


async def bring_in(base: Knowledge, runtime: Runtime, bundle: bytes, **fields: Any) -> tuple[Knowledge, dict[str, Any]]:
    reply = await send(base.http, bundle, **fields)
    assert reply.status_code == 202, reply.text
    job = reply.json()["jobId"]
    await importing.import_(runtime, job)
    shown = (await base.http.get(f"/api/v1/jobs/{job}")).json()
    assert shown["state"] == "done", shown
    return Knowledge(base.http, base.drain, shown["result"]["baseId"]), shown["result"]


def unpacked(bundle: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(bundle)) as opened:
        return b"".join(opened.read(name) for name in opened.namelist())


async def results(base: Knowledge) -> list[list[tuple[str, float]]]:
    found = []
    for query in QUERIES:
        reply = await base.http.post(f"{base.path}/search", json={"query": query, "version": "head"})
        hits = reply.json()["data"]
        found.append([(hit["document"]["content"], round(hit["sortingScore"], 3)) for hit in hits])
    return found


async def filled(base: Knowledge) -> Knowledge:
    await base.take("refund.md", REFUND)
    await base.take("parking.md", PARKING)
    chunk = (await base.chunks())[0]["chunkId"]
    body = {"content": "Model PPR-9087 has a warranty of two years.", "keywords": ["warranty"], "metadata": {"a": 1}}
    assert (await base.http.post(f"{base.path}/chunks", json=body)).status_code == 201
    await base.http.patch(f"{base.path}/chunks/{chunk}", json={"title": "Edited"})
    await base.drain()
    return base


def rewritten(bundle: bytes, change: Callable[[dict[str, bytes]], None], *, fix: bool = True) -> bytes:
    """The bundle with its entries changed, and with `fix` a manifest that fits them."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as old:
        entries = {name: old.read(name) for name in old.namelist()}
    change(entries)
    if fix:
        manifest = json.loads(entries["manifest.json"])
        manifest["parts"] = {n: hashlib.sha256(c).hexdigest() for n, c in entries.items() if n != "manifest.json"}
        entries["manifest.json"] = json.dumps(manifest).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return out.getvalue()


def manifest(**changes: Any) -> Callable[[dict[str, bytes]], None]:
    def change(entries: dict[str, bytes]) -> None:
        entries["manifest.json"] = json.dumps(json.loads(entries["manifest.json"]) | changes).encode()

    return change


def line(part: str, **changes: Any) -> Callable[[dict[str, bytes]], None]:
    def change(entries: dict[str, bytes]) -> None:
        first, _, rest = entries[part].partition(b"\n")
        entries[part] = json.dumps(json.loads(first) | changes).encode() + b"\n" + rest

    return change
