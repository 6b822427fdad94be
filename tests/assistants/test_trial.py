"""Trying a search before it is saved: what its generator makes of a question and what is found (`assistants.md` 5)."""

from typing import Any

import httpx2
import pytest

from comity.kernel.llm import SCRIPTS, Script, play
from comity.worker import every_queue

PATH = "/api/v1/fulfillments/trial"
TERMS = '{"searchTerms": ["refund period"], "keywords": ["money"]}'


@pytest.fixture
async def base(signed_in: httpx2.AsyncClient) -> str:
    """A base with a chunk on refunds among others."""
    every_queue()
    made = (await signed_in.post("/api/v1/knowledge-bases", json={"name": "Policies"})).json()
    url = f"/api/v1/knowledge-bases/{made['id']}/chunks"
    for text in ("Refunds are paid within 7 days.", *(f"Room {n} has a window and a desk." for n in range(9))):
        assert (await signed_in.post(url, json={"content": text})).status_code == 201
    return made["id"]


@pytest.fixture
async def script(signed_in: httpx2.AsyncClient) -> Any:
    """A model of the workspace that says the terms."""
    script = play("terms", TERMS)
    body = {"name": "Scripted", "baseUrl": "scripted://terms", "models": [{"name": "m"}]}
    made = (await signed_in.post("/api/v1/model-connections", json=body)).json()
    await signed_in.put("/api/v1/model-connections/default", json={"model": f"{made['id']}/m"})
    yield script
    del SCRIPTS["terms"]


async def test_terms_of_the_workspaces_model_are_shown_with_what_is_found(
    signed_in: httpx2.AsyncClient, base: str, script: Script
) -> None:
    asked = {"question": "How long?", "knowledgeBaseId": base, "searchTermGenerator": True}
    told = {"searchTermGeneratorPrompt": "Find rules.", "previousQuestion": "What of refunds?"}
    tried = (await signed_in.post(PATH, json={**asked, **told})).json()
    assert (tried["searchTerms"], tried["keywords"], tried["model"]) == (["refund period"], ["money"], "m")
    assert tried["found"]["data"][0]["document"]["content"] == "Refunds are paid within 7 days."
    messages = script.calls[0].request.messages
    assert messages[0]["content"].startswith("Find rules.\n\n")
    assert [message["content"] for message in messages[1:]] == ["What of refunds?", "", "How long?"]


async def test_without_a_model_or_with_the_generator_off_nothing_is_asked(
    signed_in: httpx2.AsyncClient, base: str
) -> None:
    asked = {"question": "Are refunds paid soon?", "knowledgeBaseId": base}
    off = (await signed_in.post(PATH, json=asked)).json()
    assert (off["searchTerms"], off["model"], off["found"]["total"]) == ([], None, 1)
    on = (await signed_in.post(PATH, json={**asked, "searchTermGenerator": True})).json()
    assert (on["searchTerms"], on["model"]) == (["refunds paid soon"], "extractive")


async def test_a_reply_that_is_not_the_json_leaves_the_question_alone_with_a_warning(
    signed_in: httpx2.AsyncClient, base: str, script: Script
) -> None:
    play("terms", "Sure!")
    asked = {"question": "Refunds?", "knowledgeBaseId": base, "searchTermGenerator": True}
    tried = (await signed_in.post(PATH, json=asked)).json()
    assert ([warning["code"] for warning in tried["warnings"]], tried["found"]["total"]) == (["stg_failed"], 1)


async def test_a_base_of_nobody_is_not_found(signed_in: httpx2.AsyncClient) -> None:
    asked = {"question": "Refunds?", "knowledgeBaseId": "0197aaaa-0000-7000-8000-000000000000"}
    assert (await signed_in.post(PATH, json=asked)).json()["code"] == 404950


async def test_an_external_base_that_cannot_be_asked_is_a_warning(signed_in: httpx2.AsyncClient) -> None:
    body = {"name": "Partner", "type": "external", "targetEndpoint": "https://93.184.215.14/q", "timeoutSeconds": 1}
    external = (await signed_in.post("/api/v1/knowledge-bases", json=body)).json()["id"]
    tried = (await signed_in.post(PATH, json={"question": "Refunds?", "knowledgeBaseId": external})).json()
    assert [warning["code"] for warning in tried["found"]["warnings"]] == ["external_unavailable"]
    saved = (await signed_in.post("/api/v1/fulfillments", json={"name": "P", "knowledgeBaseId": external})).json()
    tested = (await signed_in.post(f"/api/v1/fulfillments/{saved['id']}/test", json={"question": "Refunds?"})).json()
    assert (tested["total"], [one["code"] for one in tested["warnings"]]) == (0, ["external_unavailable"])
