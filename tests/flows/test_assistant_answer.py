"""The way of an answer (`docs/flows/assistant-answer.md`), against a server in a process of its own."""

import json
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx2

from tests.assistants.messaging.model_server import Say
from tests.flows.conftest import ModelThread
from tests.flows.server import Server

POLICY = """# Refund policy

Refunds are paid within 7 days after the returned parcel has reached our warehouse.

Shipping costs 45 baht inside Bangkok.
"""
DIRECT = {"name": "Direct", "fallbackBehaviour": "model_answers", "groundingPolicy": "off", "prompt": "Answer briefly."}


def test_from_a_document_to_an_answer_whose_sentence_points_at_its_place_with_and_without_a_model(
    server: Server, model: ModelThread
) -> None:
    base = server.post("/knowledge-bases", {"name": "Policies", "type": "documents"})
    files = [("files[]", ("refunds.md", POLICY.encode()))]
    assert server.admin.post(f"/api/v1/knowledge-bases/{base['id']}/documents", files=files).status_code < 300
    document = wait_until_ready(server, base["id"])
    search = server.post("/fulfillments", {"kind": "search", "name": "Policies", "knowledgeBaseId": base["id"]})
    content = {"fulfillmentIds": [search["id"]], "confidenceThreshold": 0}
    by_quoting = server.assistant(name="Quotes", **content)
    by_model = server.assistant(name="Writes", model=server.connect(model.server.url), **content)

    quoted = ask(server, by_quoting, "How fast are refunds paid?")
    assert "Refunds are paid within 7 days" in quoted["answer"]
    assert "[1]" in quoted["answer"]
    assert words_at(quoted) in POLICY
    assert quoted["inspection"]["fulfillments"][0]["knowledgeBaseId"] == base["id"]
    best = quoted["searchResults"]["data"][0]
    assert best["document"]["documentId"] == document["id"]
    inspected = server.admin.get(f"/api/v1/messages/{quoted['messageId']}").json()
    how = inspected["searches"][0]
    assert (how["fulfillmentId"], inspected["threshold"]) == (search["id"], 0)
    assert how["scores"][best["document"]["id"]]["lexical"]["rank"] == 1
    assert ask(server, by_quoting, "What is the capital of Mongolia?")["inspection"]["outcome"] == "fallback"

    model.server.say = Say(("Refunds are ", "paid within ", "7 days [1]."), between_seconds=0.05)
    written = ask(server, by_model, "How fast are refunds paid?")
    assert written["answer"] == "Refunds are paid within 7 days [1]."
    assert (written["inspection"]["provider"], written["inspection"]["degraded"]) == ("openai_compatible", False)
    assert written["inspection"]["grounding"]["sentences"][0]["verdict"] == "supported"
    assert "Refunds are paid within 7 days after" in json.dumps(model.server.prompts[-1])

    model.kill()
    degraded = ask(server, by_model, "How fast are refunds paid?")
    assert "Refunds are paid within 7 days" in degraded["answer"]
    assert (degraded["inspection"]["degraded"], degraded["inspection"]["degradedReason"]) == (True, "connect")


def test_an_answer_outlives_a_killed_process_and_a_stopping_one_finishes_what_it_began(
    server: Server, model: ModelThread
) -> None:
    key = server.assistant(model=server.connect(model.server.url), **DIRECT)
    model.server.say = Say([f"w{i} " for i in range(60)], between_seconds=0.05)
    threading.Timer(1.2, server.signal, [signal.SIGKILL]).start()
    seen, message_id, last = cut_off(server, key)
    server.ended()
    assert seen
    server.start()
    path = f"{server.url}/api/v1/messages/{message_id}/stream?streamFormat=delta"
    with httpx2.stream("GET", path, headers={**key, "Last-Event-ID": last}, timeout=40) as again:
        rest = [frame for _, frame in frames(again)]
    assert rest[0] == {"__status": "active", "reset": True, "delta": ""}
    assert "".join(frame["delta"] for frame in rest[:-1]) == rest[-1]["answer"]
    assert rest[-1]["answer"].endswith("w59 ")

    with stream(server, key) as open_stream:
        reading = frames(open_stream)
        next(reading)
        server.signal(signal.SIGTERM)
        time.sleep(0.3)
        refused = httpx2.post(f"{server.url}/api/v1/messages", headers=key, json={"message": "x"}, timeout=10)
        assert (refused.status_code, refused.json()["code"], refused.headers["Retry-After"]) == (503, 503000, "2")
        *_, (_, end) = reading
    assert (end["__status"], end["inspection"]["outcome"]) == ("finished", "answered")
    assert server.ended() == 0


def wait_until_ready(server: Server, base_id: str) -> dict[str, Any]:
    """The base's one document, once it can be searched."""
    until = time.monotonic() + 90
    while True:
        document = server.admin.get(f"/api/v1/knowledge-bases/{base_id}/documents").json()["data"][0]
        if document["state"] == "ready":
            return document
        assert document["state"] != "failed" and time.monotonic() < until, document
        time.sleep(0.2)


def ask(server: Server, key: dict[str, str], question: str) -> dict[str, Any]:
    """The terminal frame of a stream in which no frame is an error."""
    with stream(server, key, question) as reply:
        found = [frame for _, frame in frames(reply)]
    assert not any("__error" in frame for frame in found)
    return found[-1]


def words_at(reply: dict[str, Any]) -> str:
    """What stands at the place that the first sentence of an answer points to."""
    sentence = reply["inspection"]["grounding"]["sentences"][0]
    source = sentence["sources"][0]
    chunk = next(r["document"] for r in reply["searchResults"]["data"] if r["document"]["id"] == source["chunkId"])
    words = chunk["content"][source["start"] - chunk["start"] : source["end"] - chunk["start"]]
    assert words in reply["answer"]
    return words


def stream(server: Server, key: dict[str, str], question: str = "x"):
    body = {"message": question, "stream": True, "streamFormat": "delta"}
    return httpx2.stream("POST", f"{server.url}/api/v1/messages", headers=key, json=body, timeout=60)


def frames(reply: httpx2.Response) -> Iterator[tuple[str, dict[str, Any]]]:
    id_ = ""
    for line in reply.iter_lines():
        if line.startswith("id: "):
            id_ = line.removeprefix("id: ")
        elif line.startswith("data: "):
            yield id_, json.loads(line.removeprefix("data: "))


def cut_off(server: Server, key: dict[str, str]) -> tuple[list[dict[str, Any]], str, str]:
    """The frames of a stream until its server dies, the message's id and the last frame's."""
    seen, last = [], ""
    with stream(server, key) as reply:
        try:
            for id_, frame in frames(reply):
                last = id_
                seen.append(frame)
        except httpx2.TransportError:
            return seen, reply.headers["Comity-Message-Id"], last
    raise AssertionError("the server outlived its kill")
