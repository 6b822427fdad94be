"""When the model fails: the documents' own words, marked, and no error (`assistants.md` 3.5)."""

import time

import pytest

from comity.kernel.llm import llm_of
from tests.assistants.messaging.conftest import DIRECT, Desk
from tests.assistants.messaging.model_server import ModelServer, Say
from tests.assistants.messaging.sse import text_of

pytestmark = pytest.mark.anyio
HONEST = "I could not find this in the documents I have."


@pytest.fixture(autouse=True)
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pause before a retry is short."""
    monkeypatch.setattr("comity.kernel.llm.calling.RETRY_BETWEEN", (0.01, 0.02))


async def test_a_broken_model_degrades_every_answer_and_after_five_failures_costs_no_wait(
    desk: Desk, model: ModelServer
) -> None:
    model.say = Say(status=500)
    for _ in range(3):
        reply = await desk.ask()
        assert (reply["inspection"]["degraded"], reply["inspection"]["degradedReason"]) == (True, "provider_5xx")
        assert reply["inspection"]["provider"] == "extractive"
        assert reply["answer"] == HONEST
    asked = len(model.bodies)
    assert asked == 5
    for _ in range(3):
        found = (await desk.stream())[-1].data or {}
        assert (found["__status"], found["inspection"]["degradedReason"]) == ("finished", "circuit_open")
    assert len(model.bodies) == asked


async def test_a_model_that_dies_in_mid_answer_is_replaced_by_the_next_step(desk: Desk, model: ModelServer) -> None:
    model.say = Say([f"t{i} " for i in range(150)], between_seconds=0.002, dies_after=100)
    deltas = await desk.stream(streamFormat="delta")
    resets = [frame for frame in deltas if (frame.data or {}).get("reset")]
    assert len(resets) == 1
    assert resets[0].data == {"__status": "active", "reset": True, "delta": ""}
    assert text_of(deltas[:-1]) == (deltas[-1].data or {})["answer"] == HONEST
    assert (deltas[-1].data or {})["inspection"]["degradedReason"] == "connect"
    cumulative = await desk.stream()
    assert text_of(cumulative[:1]).startswith("t0")
    assert (cumulative[-1].data or {})["answer"] == HONEST


async def test_the_fallback_model_is_asked_before_the_documents_are_quoted(desk: Desk, model: ModelServer) -> None:
    other = await desk.another("Two models", **DIRECT, fallbackModel=desk.reference)
    model.queue = [Say(status=500), Say(status=500), Say(("second ", "model"))]
    reply = await other.ask()
    assert (reply["answer"], reply["inspection"]["provider"]) == ("second model", "openai_compatible")


async def test_without_degrading_the_error_is_told_as_json_or_as_the_last_frame(desk: Desk, model: ModelServer) -> None:
    strict = await desk.another("Strict", **DIRECT, degradeToExtractive=False)
    model.say = Say(status=500)
    status, reply, _ = await strict.call("POST", "/messages", {"message": "x"})
    expected = {
        "name": "ModelProviderException",
        "code": 502900,
        "status": 502,
        "message": "The model did not answer.",
        "errors": [],
    }
    assert (status, reply) == (502, expected)
    found = await strict.stream()
    assert found[-1].data == {"__error": True, **expected}
    assert len(found) == 1


async def test_a_model_that_is_silent_is_waited_for_and_then_left(
    desk: Desk, model: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {"first_token_seconds": 0.4}
    streaming = llm_of(desk.rt).stream

    def impatient(request, **more):
        for name, value in fields.items():
            object.__setattr__(request, name, value)
        return streaming(request, **more)

    monkeypatch.setattr(llm_of(desk.rt), "stream", impatient)
    model.say = Say(("late",), first_seconds=30)
    asked = time.monotonic()
    last = (await desk.stream())[-1]
    assert (last.data or {})["inspection"]["degradedReason"] == "timeout"
    assert 0.8 <= last.at - asked < 3
    assert len(model.bodies) == 2
