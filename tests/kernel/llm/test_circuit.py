"""When a circuit opens, and how it closes again (`assistants.md` 3.5)."""

import pytest

from comity.kernel.llm import ChatRequest, CircuitOpen, Llm, ModelFailed, Scripted, play, scripted_connection
from comity.kernel.llm.circuit import Circuit
from comity.kernel.outbound import Outbound


class Seconds:
    """A clock that a test moves."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Seconds:
    return Seconds()


@pytest.fixture
def opened(clock: Seconds) -> Circuit:
    circuit = Circuit(clock)
    for _ in range(5):
        circuit.enter()
        circuit.failed()
    return circuit


def test_four_failures_leave_it_closed(clock: Seconds) -> None:
    circuit = Circuit(clock)
    for _ in range(4):
        circuit.failed()
    circuit.enter()
    assert circuit.state == "closed"


def test_a_success_between_failures_starts_the_count_anew(clock: Seconds) -> None:
    circuit = Circuit(clock)
    for _ in range(4):
        circuit.failed()
    circuit.succeeded()
    for _ in range(4):
        circuit.failed()
    assert circuit.state == "closed"


def test_failures_spread_over_more_than_thirty_seconds_do_not_count_together(clock: Seconds) -> None:
    circuit = Circuit(clock)
    for _ in range(20):
        circuit.failed()
        clock.now += 8
    assert circuit.state == "closed"


def test_it_stays_open_for_thirty_seconds_and_then_lets_one_call_try(clock: Seconds, opened: Circuit) -> None:
    clock.now += 29.9
    with pytest.raises(CircuitOpen):
        opened.enter()
    clock.now += 0.2
    assert opened.state == "half_open"
    opened.enter()
    with pytest.raises(CircuitOpen):
        opened.enter()


def test_a_probe_that_works_closes_it(clock: Seconds, opened: Circuit) -> None:
    clock.now += 31
    opened.enter()
    opened.succeeded()
    opened.enter()
    assert opened.state == "closed"


def test_a_probe_that_fails_opens_it_for_another_thirty_seconds(clock: Seconds, opened: Circuit) -> None:
    clock.now += 31
    opened.enter()
    opened.failed()
    clock.now += 29
    with pytest.raises(CircuitOpen):
        opened.enter()


def test_a_probe_that_was_called_off_lets_the_next_one_try(clock: Seconds, opened: Circuit) -> None:
    clock.now += 31
    opened.enter()
    opened.left()
    opened.enter()


async def test_the_failure_that_opens_the_circuit_is_told_at_once_without_a_second_try(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("comity.kernel.llm.calling.RETRY_BETWEEN", (0.0, 0.0))
    script = play("opening", Scripted(status=500))
    llm = Llm(Outbound())
    reasons = []
    for _ in range(4):
        with pytest.raises(ModelFailed) as caught:
            await llm.complete(ChatRequest(scripted_connection("opening"), "m", []))
        reasons.append(caught.value.reason)
    assert reasons == ["provider_5xx", "provider_5xx", "provider_5xx", "circuit_open"]
    assert len(script.calls) == 5
