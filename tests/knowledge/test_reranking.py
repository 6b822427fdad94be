"""Rerankers: measured before use, asked over a real socket, left out when they fail (`knowledge.md` 3.9, 7)."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx2
import pytest

from comity.kernel.outbound import Outbound
from comity.kernel.runtime import Runtime
from comity.knowledge.embedders.calibrating import pairs
from comity.knowledge.rerankers import using
from comity.knowledge.rerankers.calibrating import Calibration
from comity.knowledge.search.reranking import TOP, reordered
from comity.knowledge.search.result import Hit
from tests.knowledge.conftest import Knowledge
from tests.knowledge.reranking_server import KEY, RerankingServer, reranking_server

REFUND = b"# Refunds\n\nRefunds are paid within 7 days of the return of the goods.\n"
PARKING = b"# Parking\n\nVisitors park their cars in the basement, and refunds are not paid there.\n"
LAMP = b"# Lamp\n\nModel PPR-9087 has a warranty of two years. Refunds are paid by the shop.\n"
QUESTION = "When are refunds paid?"


@pytest.fixture
async def server(runtime: Runtime) -> AsyncIterator[RerankingServer]:
    """A rerank API that the runtime may call."""
    async with reranking_server() as made:
        before, runtime.outbound = runtime.outbound, Outbound((made.url.removeprefix("http://"),))
        yield made
        await runtime.outbound.aclose()
        runtime.outbound = before


async def add(http: httpx2.AsyncClient, server: RerankingServer, **more: Any) -> httpx2.Response:
    body = {"name": "Judge", "baseUrl": f"{server.url}/v1/rerank", "model": "judge-1", "apiKey": KEY, **more}
    return await http.post("/api/v1/rerankers", json=body)


async def judged(base: Knowledge, server: RerankingServer) -> Knowledge:
    """A base of three documents that is searched with the reranker."""
    for name, content in (("refund.md", REFUND), ("parking.md", PARKING), ("lamp.md", LAMP)):
        await base.take(name, content)
    reranker = (await add(base.http, server)).json()["id"]
    reply = await base.http.patch(base.path, json={"reranker": reranker})
    assert reply.json()["reranker"] == reranker, reply.text
    server.bodies.clear()
    return base


async def found(base: Knowledge, query: str = QUESTION, **more: Any) -> dict[str, Any]:
    reply = await base.http.post(f"{base.path}/search", json={"query": query, **more})
    assert reply.status_code == 200, reply.text
    return reply.json()


def titles(reply: dict[str, Any]) -> list[str]:
    return [hit["document"]["title"] for hit in reply["data"]]


@pytest.mark.parametrize("logits", [False, True])
async def test_a_reranker_is_measured_before_it_is_kept_and_its_key_never_comes_out(
    signed_in: httpx2.AsyncClient, server: RerankingServer, logits: bool
) -> None:
    server.logits = logits
    made = (await add(signed_in, server)).json()
    assert (made["baseUrl"], made["apiKeyMasked"], made["circuit"]) == (f"{server.url}/v1", "••••1234", "closed")
    assert made["calibration"]["logits"] is logits
    assert 0 <= made["calibration"]["lo"] < made["calibration"]["hi"] <= 1
    assert set(made["calibration"]["byLanguage"]) == {"en", "th", "zh", "ja", "ko"}
    listed = await signed_in.get("/api/v1/rerankers")
    assert [one["name"] for one in listed.json()["data"]] == ["Judge"]
    assert KEY not in listed.text
    assert server.keys == {f"Bearer {KEY}"}
    server.favourite = re.escape(pairs()["en"][0][1])
    tried = (await signed_in.post(f"/api/v1/rerankers/{made['id']}/test")).json()
    assert tried["ok"]
    assert tried["similar"] > tried["different"]


@pytest.mark.parametrize(
    "broken",
    [
        {"status": 401},
        {"status": 429},
        {"blind": True},
        {"reply": []},
        {"reply": {"results": [{"index": 0, "relevance_score": 1}]}},
        {"reply": {"results": [{"index": n, "relevance_score": "much"} for n in range(12)]}},
        {"reply": {"results": [{"index": n, "relevance_score": None} for n in range(12)]}},
    ],
)
async def test_one_that_gives_no_scores_or_tells_nothing_apart_is_not_kept(
    signed_in: httpx2.AsyncClient, server: RerankingServer, broken: dict[str, Any]
) -> None:
    for name, value in broken.items():
        setattr(server, name, value)
    reply = await add(signed_in, server)
    assert (reply.status_code, reply.json()["code"], reply.json()["name"]) == (
        422,
        422955,
        "RerankerUnavailableException",
    )
    assert KEY not in reply.text
    assert (await signed_in.get("/api/v1/rerankers")).json()["data"] == []


async def test_addresses_that_may_not_be_called_are_refused(signed_in: httpx2.AsyncClient) -> None:
    body = {"name": "Judge", "baseUrl": "http://169.254.169.254/v1", "model": "judge-1"}
    reply = await signed_in.post("/api/v1/rerankers", json=body)
    assert (reply.json()["code"], reply.json()["errors"][0]["path"]) == (422558, "baseUrl")


async def test_its_score_takes_the_place_of_the_fused_one_which_is_shown_beside_it(
    base: Knowledge, server: RerankingServer
) -> None:
    base = await judged(base, server)
    before = await found(base, rerank=False)
    assert server.bodies == []
    server.favourite = "basement"
    after = await found(base)
    assert (titles(before)[0] != "Parking", titles(after)[0]) == (True, "Parking")
    first = after["data"][0]
    assert first["arms"]["rerank"] == {"rank": 1, "value": first["score"]}
    fused = {hit["document"]["id"]: hit["fused"] for hit in before["data"]}
    assert {hit["document"]["id"]: hit["fused"] for hit in after["data"]} == fused
    assert all(0 <= hit["score"] <= 1 for hit in after["data"])
    assert [hit["sortingScore"] for hit in after["data"]] == sorted(
        (hit["sortingScore"] for hit in after["data"]), reverse=True
    )
    assert "rerank" not in before["data"][0]["arms"]
    assert await found(base) | {"tookMs": 0} == after | {"tookMs": 0}


async def test_it_reads_the_question_and_each_chunk_with_its_headings(base: Knowledge, server: RerankingServer) -> None:
    base = await judged(base, server)
    await found(base, limit=1)
    [body] = server.bodies
    assert (body["model"], body["query"], body["top_n"]) == ("judge-1", QUESTION, 3)
    assert sorted(text.splitlines()[0] for text in body["documents"]) == ["Lamp", "Parking", "Refunds"]


async def test_a_whole_code_lifts_what_is_judged_too(base: Knowledge, server: RerankingServer) -> None:
    base = await judged(base, server)
    server.favourite = "basement"
    reply = await found(base, "PPR-9087 refunds")
    lamp = next(hit for hit in reply["data"] if hit["document"]["title"] == "Lamp")
    assert lamp["sortingScore"] == pytest.approx(lamp["score"] + (1 - lamp["score"]) * 0.6, abs=1e-3)
    parking = next(hit for hit in reply["data"] if hit["document"]["title"] == "Parking")
    assert parking["sortingScore"] == pytest.approx(parking["score"] * 0.7, abs=1e-3)


@pytest.mark.parametrize("broken", [{"status": 500}, {"seconds": 1.0}, {"reply": {"results": []}}])
async def test_while_it_fails_the_fused_order_answers_and_says_so(
    base: Knowledge, server: RerankingServer, broken: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    base = await judged(base, server)
    fused = await found(base, rerank=False)
    monkeypatch.setattr(using, "SECONDS", 0.2)
    for name, value in broken.items():
        setattr(server, name, value)
    reply = await found(base)
    assert reply["data"] == fused["data"]
    assert [warning["code"] for warning in reply["warnings"]] == ["rerank_unavailable"]
    assert KEY not in str(reply)


async def test_one_that_keeps_failing_is_left_alone_until_it_is_tried(base: Knowledge, server: RerankingServer) -> None:
    base = await judged(base, server)
    server.status = 503
    for _ in range(6):
        await found(base)
    reply = await found(base)
    assert len(server.bodies) == 5
    assert "half a minute" in reply["warnings"][0]["message"]
    id_ = (await base.http.get(base.path)).json()["reranker"]
    assert (await base.http.get(f"/api/v1/rerankers/{id_}")).json()["circuit"] == "open"
    server.status = 200
    assert (await base.http.post(f"/api/v1/rerankers/{id_}/test")).json()["ok"]
    assert (await found(base))["warnings"] == []


async def test_one_in_use_is_kept_until_its_bases_let_go(base: Knowledge, server: RerankingServer) -> None:
    base = await judged(base, server)
    id_ = (await base.http.get(base.path)).json()["reranker"]
    assert (await base.http.get(f"/api/v1/rerankers/{id_}")).json()["usedBy"] == 1
    refused = await base.http.delete(f"/api/v1/rerankers/{id_}")
    assert (refused.json()["code"], refused.json()["errors"][0]["id"]) == (409003, base.id)
    await base.http.patch(base.path, json={"reranker": None})
    assert (await base.http.get(base.path)).json()["reranker"] is None
    assert (await base.http.delete(f"/api/v1/rerankers/{id_}")).status_code == 204
    assert (await base.http.get(f"/api/v1/rerankers/{id_}")).json()["code"] == 404000


async def test_what_is_unknown_or_of_no_use_is_refused(base: Knowledge, server: RerankingServer) -> None:
    nobody = "0198f3d2-0000-7000-8000-000000000000"
    for reply in (
        await base.http.patch(base.path, json={"reranker": nobody}),
        await base.http.post("/api/v1/knowledge-bases", json={"name": "Other", "reranker": nobody}),
    ):
        assert (reply.json()["code"], reply.json()["errors"][0]["path"]) == (422000, "reranker")
    made = (await add(base.http, server)).json()
    again = await add(base.http, server)
    assert again.json()["errors"][0]["rule"] == "unique"
    stale = await base.http.patch(f"/api/v1/rerankers/{made['id']}", json={"name": "Late"}, headers={"If-Match": '"7"'})
    assert stale.json()["code"] == 409001


async def test_another_model_is_measured_anew_and_another_host_asks_for_the_key(
    base: Knowledge, server: RerankingServer
) -> None:
    made = (await add(base.http, server)).json()
    path = f"/api/v1/rerankers/{made['id']}"
    asked = len(server.bodies)
    renamed = (await base.http.patch(path, json={"name": "Other"})).json()
    assert (renamed["name"], renamed["revision"], len(server.bodies)) == ("Other", 2, asked)
    server.logits = True
    changed = (await base.http.patch(path, json={"model": "judge-2"})).json()
    assert (changed["model"], changed["calibration"]["logits"]) == ("judge-2", True)
    port = server.url.rpartition(":")[2]
    moved = await base.http.patch(path, json={"baseUrl": f"http://localhost:{port}/v1"})
    assert moved.status_code == 422
    assert {error["path"] for error in moved.json()["errors"]} <= {"apiKey", "baseUrl"}


def test_scores_are_read_by_the_language_of_the_question_and_cut_to_shares() -> None:
    plain = Calibration(False, 0.1, 0.9, {"th": (0.3, 0.5)})
    assert [plain.read(score, "en") for score in (0.0, 0.5, 2.0)] == [0.0, pytest.approx(0.5), 1.0]
    assert plain.read(0.4, "th") == pytest.approx(0.5)
    assert Calibration(True, 0.0, 1.0).read(0.0, "en") == pytest.approx(0.5)
    assert Calibration(True, 0.0, 1.0).read(-1e9, "en") < 1e-6


def test_what_was_not_judged_stands_behind_what_was() -> None:
    hit = Hit(
        chunk_id="", revision=1, document_id="", document_version=1, base_id="", title="", content="", path="",
        metadata={}, heading_path=[], questions=(), kind="", page=None, start=None, end=None, fused=0.8,
        sorting_score=0.8, arms={"exact": {"rank": None, "value": 0.0}}, terms=frozenset(), language="en",
    )  # fmt: skip
    hits = [replace(hit, chunk_id=f"c{n:02}") for n in range(TOP + 2)]
    scores = [n / TOP for n in range(TOP)]
    made = reordered(hits, scores)
    assert [one.chunk_id for one in made] == [f"c{n:02}" for n in [*reversed(range(TOP)), TOP, TOP + 1]]
    assert [one.sorting_score for one in made[-2:]] == [0.0, 0.0]
    assert (made[0].fused, made[0].reranked, made[-1].reranked) == (0.8, scores[-1], None)
