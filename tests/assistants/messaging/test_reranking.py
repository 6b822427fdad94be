"""What a base's reranker does to an answer: its order is used, and its failure is named (`knowledge.md` 3.9, 7)."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from comity.kernel.outbound import Outbound
from comity.worker import every_queue
from tests.assistants.messaging.conftest import Desk
from tests.assistants.messaging.model_server import ModelServer, Say
from tests.assistants.messaging.test_search_terms import base, codes, search
from tests.knowledge.reranking_server import RerankingServer, reranking_server

pytestmark = pytest.mark.anyio
ANSWER = Say(["Members are paid within 3 days. [1]"])


@pytest.fixture(autouse=True)
def kinds_of_jobs() -> None:
    """The jobs that making chunks enqueues are known, though nothing runs them: words alone are searched."""
    every_queue()


@pytest.fixture
async def server(desk: Desk) -> AsyncIterator[RerankingServer]:
    """A rerank API beside the model."""
    async with reranking_server() as made:
        hosts = (made.url, desk.model.url.removesuffix("/v1"))
        before, desk.rt.outbound = desk.rt.outbound, Outbound(tuple(url.removeprefix("http://") for url in hosts))
        yield made
        await desk.rt.outbound.aclose()
        desk.rt.outbound = before


async def asker(desk: Desk, server: RerankingServer) -> Desk:
    """An assistant whose base is searched with the reranker, which prefers what speaks of members."""
    body = {"name": "Judge", "baseUrl": f"{server.url}/v1", "model": "judge-1"}
    reranker = (await desk.manage("POST", "/rerankers", body))["id"]
    texts = ("Refunds are paid within 7 days.", "When refunds are due, members are paid within 3 days.")
    base_id = await base(desk, "Policies", *texts, reranker=reranker)
    found = await search(desk, "Policies", base_id)
    server.favourite = "members"
    return await desk.another("Judged", fulfillmentIds=[found], groundingPolicy="off")


async def scores_of(desk: Desk, reply: dict[str, Any]) -> dict[str, Any]:
    """What the inspector shows of each chunk's scores."""
    shown = await desk.manage("GET", f"/messages/{reply['messageId']}")
    return shown["searches"][0]["scores"]


async def test_the_reranker_s_order_reaches_the_answer_with_its_scores(
    desk: Desk, model: ModelServer, server: RerankingServer
) -> None:
    one = await asker(desk, server)
    model.queue = [ANSWER]
    inspection = (reply := await one.ask("When are refunds paid?"))["inspection"]
    scores = await scores_of(desk, reply)
    best = max(scores, key=lambda id_: scores[id_]["rerank"]["value"])
    assert inspection["fulfillments"][0]["chunkIds"][0] == best
    assert scores[best]["rerank"]["rank"] == 1
    assert {"fused", "lexical"} <= scores[best].keys()


async def test_while_it_fails_the_fused_order_answers_and_the_inspection_names_it(
    desk: Desk, model: ModelServer, server: RerankingServer
) -> None:
    one = await asker(desk, server)
    server.status = 500
    model.queue = [ANSWER]
    reply = await one.ask("When are refunds paid?")
    assert codes(reply) == ["rerank_unavailable"]
    assert reply["inspection"]["fulfillments"][0]["chunkIds"]
    assert "rerank" not in str(await scores_of(desk, reply))
