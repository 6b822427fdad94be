"""What is searched: generated terms, translations for external bases, chosen searches, and failures that leave the others in use.

The rules: `assistants.md` 3.3 (stages 5 to 8), 3.9; `knowledge.md` 3.7.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from comity.kernel.outbound import Outbound
from comity.worker import every_queue
from tests.assistants.messaging.conftest import Desk
from tests.assistants.messaging.model_server import ModelServer, Say
from tests.knowledge.external.endpoint_server import EndpointServer, endpoint_server

pytestmark = pytest.mark.anyio
TERMS = '{"searchTerms": ["refund period"], "keywords": ["money"]}'
ANSWER = Say(["Refunds are paid within 7 days. [1]"])
QUESTION = "When are refunds paid?"


@pytest.fixture
async def endpoint(desk: Desk) -> AsyncIterator[EndpointServer]:
    """A Target Endpoint beside the model."""
    async with endpoint_server() as server:
        hosts = (server.url, desk.model.url.removesuffix("/v1"))
        before, desk.rt.outbound = desk.rt.outbound, Outbound(tuple(url.removeprefix("http://") for url in hosts))
        yield server
        await desk.rt.outbound.aclose()
        desk.rt.outbound = before


@pytest.fixture(autouse=True)
def kinds_of_jobs() -> None:
    """The jobs that making chunks enqueues are known, though nothing runs them: words alone are searched."""
    every_queue()


async def base(desk: Desk, name: str = "Policies", *texts: str, **fields: Any) -> str:
    made = await desk.manage("POST", "/knowledge-bases", {"name": name, **fields})
    for text in texts:
        await desk.manage("POST", f"/knowledge-bases/{made['id']}/chunks", {"content": text})
    return made["id"]


async def search(desk: Desk, name: str, base_id: str | None, **fields: Any) -> str:
    made = await desk.manage("POST", "/fulfillments", {"name": name, "knowledgeBaseId": base_id, **fields})
    return made["id"]


async def generating(desk: Desk, **content: Any) -> Desk:
    """An assistant with one search that has its generator on."""
    base_id = await base(desk, "Policies", "Refunds are paid within 7 days.", "Delivery takes three working days.")
    found = await search(desk, "Policies", base_id, searchTermGenerator=True)
    return await desk.another("Generating", fulfillmentIds=[found], groundingPolicy="off", **content)


def told(reply: dict[str, Any], place: int = 0) -> dict[str, Any]:
    return reply["inspection"]["fulfillments"][place]


def codes(reply: dict[str, Any]) -> list[str]:
    found = [warning["code"] for warning in reply["inspection"]["warnings"]]
    return [code for code in found if code != "dense_unavailable"]


def stage(reply: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in reply["inspection"]["stages"] if one["name"] == name)


async def test_terms_are_generated_at_temperature_0_with_the_history_and_shown(desk: Desk, model: ModelServer) -> None:
    asker = await generating(desk)
    model.queue = [Say([TERMS]), ANSWER, Say([TERMS]), ANSWER]
    reply = await asker.ask(QUESTION, sessionId="s")
    fulfillment = told(reply)
    assert fulfillment["searchTermGenerator"] is True
    assert (fulfillment["searchTerms"], fulfillment["keywords"]) == (["refund period"], ["money"])
    assert (stage(reply, "search_terms")["status"], codes(reply)) == ("ok", [])
    await asker.ask("And for members?", sessionId="s")
    asked = model.bodies[2]
    assert (model.bodies[0]["temperature"], asked["temperature"]) == (0, 0)
    assert [message["content"] for message in asked["messages"][1:]] == [
        QUESTION,
        "Refunds are paid within 7 days. [1]",
        "And for members?",
    ]


async def test_searches_with_the_same_prompt_share_one_call_and_another_prompt_has_its_own(
    desk: Desk, model: ModelServer
) -> None:
    on = {"searchTermGenerator": True}
    refunds = await search(desk, "Refunds", await base(desk, "R", "Refunds are paid within 7 days."), **on)
    ships = await search(desk, "Delivery", await base(desk, "D", "Delivery takes three days."), **on)
    asker = await desk.another("Sharing", fulfillmentIds=[refunds, ships], groundingPolicy="off")
    model.queue = [Say([TERMS]), ANSWER]
    reply = await asker.ask(QUESTION)
    assert [one["searchTerms"] for one in reply["inspection"]["fulfillments"]] == [["refund period"]] * 2
    assert (len(model.bodies), codes(reply)) == (2, [])
    own = {"searchTermGeneratorPrompt": "Give search terms about parcels as JSON."}
    parcels = await search(desk, "Parcels", await base(desk, "P", "Parcels are brought by bicycle."), **on, **own)
    asker = await desk.another("Apart", fulfillmentIds=[refunds, ships, parcels], groundingPolicy="off")
    model.queue = [Say([TERMS]), Say([TERMS]), ANSWER]
    await asker.ask(QUESTION)
    assert len(model.bodies) == 5


async def test_a_reply_that_is_not_the_json_is_repaired_once(desk: Desk, model: ModelServer) -> None:
    asker = await generating(desk)
    model.queue = [Say(["Sure!"]), Say([f"```json\n{TERMS}\n```"]), ANSWER]
    reply = await asker.ask(QUESTION)
    assert (told(reply)["searchTerms"], codes(reply)) == (["refund period"], [])
    assert model.bodies[1]["messages"][-2] == {"role": "assistant", "content": "Sure!"}


async def test_a_second_reply_that_is_not_the_json_leaves_the_question_alone_with_a_warning(
    desk: Desk, model: ModelServer
) -> None:
    asker = await generating(desk)
    model.queue = [Say(["Sure!"]), Say(["Sure!"]), ANSWER]
    reply = await asker.ask(QUESTION)
    assert (reply["inspection"]["outcome"], codes(reply)) == ("answered", ["stg_failed"])
    assert (told(reply)["searchTerms"], told(reply)["aboveThreshold"]) == ([], 1)
    assert (stage(reply, "search_terms")["status"], len(model.bodies)) == ("failed", 3)


async def test_terms_are_shown_when_nothing_is_over_the_threshold(desk: Desk, model: ModelServer) -> None:
    asker = await generating(desk)
    model.queue = [Say(['{"searchTerms": ["string theory"], "keywords": ["gluon"]}'])]
    reply = await asker.ask("Who found quarks?")
    assert (reply["inspection"]["outcome"], told(reply)["chunkIds"]) == ("fallback", [])
    assert (told(reply)["searchTerms"], told(reply)["keywords"]) == (["string theory"], ["gluon"])


async def test_terms_find_what_the_question_does_not_and_keywords_never_take_from_what_it_finds(
    desk: Desk, model: ModelServer
) -> None:
    asker = await generating(desk)
    strange = '{"searchTerms": ["refunds are paid"], "keywords": ["zyxw", "qqqq", "vvvv", "kkkk"]}'
    model.queue = [Say([strange]), ANSWER, Say(['{"searchTerms": [], "keywords": ["zyxw", "qqqq"]}']), ANSWER]
    found = await asker.ask("How do I get my cash back?")
    assert "Refunds are paid" in found["searchResults"]["data"][0]["document"]["content"]
    kept = await asker.ask(QUESTION)
    assert kept["searchResults"]["data"][0]["sortingScore"] >= 0.7


@pytest.mark.parametrize("base_kind", ["none", "empty"])
async def test_a_search_without_a_base_or_with_an_empty_one_calls_no_generator(
    desk: Desk, model: ModelServer, base_kind: str
) -> None:
    base_id = await base(desk) if base_kind == "empty" else None
    found = await search(desk, "Policies", base_id, searchTermGenerator=True)
    asker = await desk.another("Generating", fulfillmentIds=[found])
    reply = await asker.ask(QUESTION)
    assert (model.bodies, told(reply)["searchTerms"]) == ([], [])
    assert (reply["inspection"]["outcome"], stage(reply, "search_terms")["status"]) == ("fallback", "skipped")


async def test_without_a_model_the_generator_takes_the_question_before_into_account(
    desk: Desk, model: ModelServer
) -> None:
    asker = await generating(desk, model="extractive")
    await asker.ask("How long does a refund take?", sessionId="s")
    reply = await asker.ask("And delivery?", sessionId="s")
    assert told(reply)["searchTerms"] == ["delivery long refund take"]
    assert told(reply)["keywords"] == ["delivery", "long", "refund", "take"]
    assert (reply["inspection"]["provider"], model.bodies) == ("extractive", [])


async def test_an_external_base_is_asked_with_the_translation_and_others_with_the_question(
    desk: Desk, model: ModelServer, endpoint: EndpointServer
) -> None:
    own = await search(desk, "Policies", await base(desk, "Policies", "คืนเงินภายใน 7 วัน"))
    asked = {"type": "external", "targetEndpoint": f"{endpoint.url}/good", "sendGeneratedTerms": True}
    partner = await search(desk, "Partner", await base(desk, "Partner", **asked), searchTermGenerator=True)
    asker = await desk.another("Both", fulfillmentIds=[own, partner], groundingPolicy="off", confidenceThreshold=0.2)
    model.queue = [Say(["How many days until a refund?"]), Say([TERMS]), ANSWER]
    reply = await asker.ask("คืนเงินกี่วัน")
    assert endpoint.asked == [
        {
            "message": "คืนเงินกี่วัน",
            "message_en": "How many days until a refund?",
            "searchTerms": ["refund period"],
            "keywords": ["money"],
        }
    ]
    assert reply["inspection"]["questionEn"] == "How many days until a refund?"
    assert (stage(reply, "translate")["status"], model.bodies[2]["messages"][-1]["content"]) == ("ok", "คืนเงินกี่วัน")
    by = {one["fulfillmentId"]: one for one in reply["searchResults"]["data"]}
    assert set(by) == {partner, own}
    assert (by[partner]["score"], by[partner]["document"]["documentId"]) == (0.82, None)


async def test_each_way_an_external_base_fails_is_named_and_leaves_the_others_in_use(
    desk: Desk, model: ModelServer, endpoint: EndpointServer
) -> None:
    ways = {
        "broken": (500, 500),
        "slow": (11.0,),
        "page": ("<html></html>",),
        "bare": ({"data": [{}]},),
        "proud": ({"data": [{"score": 7, "document": {"content": "Gift cards last a year."}}]},),
        "moved": (301,),
    }
    searches = [await search(desk, "Policies", await base(desk, "Policies", "Refunds are paid within 7 days."))]
    for name, replies in ways.items():
        fields = {"type": "external", "targetEndpoint": endpoint.says(name, *replies), "timeoutSeconds": 1}
        searches.append(await search(desk, name, await base(desk, name, **fields)))
    asker = await desk.another("All", fulfillmentIds=searches, groundingPolicy="off")
    model.queue = [ANSWER]
    reply = await asker.ask(QUESTION)
    told_of = {one["name"]: one["error"] for one in reply["inspection"]["fulfillments"]}
    assert list(told_of) == ["Policies", *ways]
    assert told_of == {
        "Policies": None,
        "broken": "'broken' could not be asked. It answered with status 500.",
        "slow": "'slow' could not be asked. It did not answer within 1 s.",
        "page": "'page' could not be asked. The reply is not JSON.",
        "bare": None,
        "proud": None,
        "moved": "'moved' could not be asked. It answered with a redirect (status 301), which is not followed.",
    }
    assert codes(reply) == ["entry_skipped", "score_out_of_range"]
    assert reply["inspection"]["outcome"] == "answered"
    assert "Refunds are paid within 7 days." in [one["document"]["content"] for one in reply["searchResults"]["data"]]


async def test_auto_searches_what_the_model_picks_by_description_and_all_when_it_does_not_say(
    desk: Desk, model: ModelServer
) -> None:
    refunds = await search(
        desk, "Refunds", await base(desk, "R", "Refunds are paid within 7 days."), description="Money"
    )
    ships = await search(desk, "Delivery", await base(desk, "D", "Delivery takes three days."), description="Parcels")
    asker = await desk.another("Auto", fulfillmentIds=[refunds, ships], routing="auto", groundingPolicy="off")
    model.queue = [Say(['{"sources": [1]}']), ANSWER, Say(["Both."]), ANSWER]
    reply = await asker.ask(QUESTION)
    assert [one["name"] for one in reply["inspection"]["fulfillments"]] == ["Refunds"]
    assert "1. Refunds: Money" in model.bodies[0]["messages"][0]["content"]
    assert stage(reply, "search")["detail"] == "The model chose 1 of 2: Refunds."
    reply = await asker.ask(QUESTION)
    assert (len(reply["inspection"]["fulfillments"]), codes(reply)) == (2, ["routing_failed"])
    await asker.change(model="extractive")
    assert len((await asker.ask(QUESTION))["inspection"]["fulfillments"]) == 2
