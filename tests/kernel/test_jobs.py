"""Jobs run at least once, in order within a lane, come back after a crash, and end as dead letters when they keep failing."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from comity.kernel import clock, events, jobs
from comity.kernel.db import SQL, Database
from comity.kernel.events import publish, subscribe
from comity.kernel.jobs import RetryLater, Runner, enqueue, job

STATES = SQL("SELECT state, attempt, last_error FROM jobs ORDER BY id")


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """What the handlers below did; registrations are undone."""
    monkeypatch.setattr(jobs, "KINDS", dict(jobs.KINDS))
    monkeypatch.setattr(events, "_SUBSCRIBERS", type(events._SUBSCRIBERS)(list))
    seen: list[Any] = []

    @job("test.note", queue="test")
    async def note(_rt: Any, payload: dict[str, Any]) -> None:
        await asyncio.sleep(payload.get("wait", 0))
        seen.append(payload["n"])

    @job("test.fail", queue="test", attempts=3, backoff_seconds=(0,))
    async def fail(_rt: Any, payload: dict[str, Any]) -> None:
        seen.append(payload["n"])
        raise ValueError("broken")

    @job("test.later", queue="test", attempts=2)
    async def later(_rt: Any, _payload: dict[str, Any]) -> None:
        seen.append("try")
        if len(seen) < 4:
            raise RetryLater(0)

    @job("test.stuck", queue="test")
    async def stuck(_rt: Any, _payload: dict[str, Any]) -> None:
        seen.append("began")
        await asyncio.sleep(60)

    yield seen


async def run_until(database: Database, condition: Any, *, slots: int = 8) -> None:
    runner = Runner(None, database, queue="test", slots=slots, schedules=False)
    await runner.start()
    try:
        async with asyncio.timeout(20):
            while not condition():  # noqa: ASYNC110  the condition is a row of the database as often as not
                await asyncio.sleep(0.01)
    finally:
        await runner.stop(grace_seconds=0.2)


def add(database: Database, kind: str, payload: dict[str, Any], **more: Any) -> None:
    database.write(lambda tx: enqueue(tx, kind, payload, workspace_id="w1", **more))


def states(database: Database) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in database.read(lambda tx: tx.rows(STATES))]


async def test_a_committed_job_runs_and_is_gone_and_a_rolled_back_one_never_was(
    database: Database, done: list[Any]
) -> None:
    def rolled_back(tx: Any) -> None:
        enqueue(tx, "test.note", {"n": "lost"}, workspace_id="w1")
        raise ValueError

    add(database, "test.note", {"n": 1})
    with pytest.raises(ValueError):
        database.write(rolled_back)
    await run_until(database, lambda: done)
    assert done == [1]
    assert states(database) == []


async def test_a_lane_runs_in_order_however_long_each_takes(database: Database, done: list[Any]) -> None:
    for n, wait in enumerate((0.05, 0.0, 0.02, 0.0, 0.01)):
        add(database, "test.note", {"n": n, "wait": wait}, lane="conversation:1")
    await run_until(database, lambda: len(done) == 5)
    assert done == [0, 1, 2, 3, 4]


async def test_other_lanes_do_not_wait_for_a_slow_one(database: Database, done: list[Any]) -> None:
    add(database, "test.note", {"n": "slow", "wait": 0.5}, lane="a")
    add(database, "test.note", {"n": "fast"}, lane="b")
    await run_until(database, lambda: len(done) == 2)
    assert done == ["fast", "slow"]


async def test_a_failing_job_is_tried_as_often_as_its_kind_says_and_then_lies_dead(
    database: Database, done: list[Any]
) -> None:
    add(database, "test.fail", {"n": 1})
    await run_until(database, lambda: states(database) and states(database)[0][0] == "dead")
    assert done == [1, 1, 1]
    assert states(database) == [("dead", 3, "ValueError: broken")]


async def test_a_dead_letter_does_not_block_its_lane(database: Database, done: list[Any]) -> None:
    add(database, "test.fail", {"n": "x"}, lane="a")
    add(database, "test.note", {"n": "next"}, lane="a")
    await run_until(database, lambda: "next" in done)
    assert done == ["x", "x", "x", "next"]


async def test_asking_for_later_is_not_counted_as_a_failure(database: Database, done: list[Any]) -> None:
    add(database, "test.later", {})
    await run_until(database, lambda: len(done) == 4)
    assert states(database) == []


async def test_a_key_admits_one_job_until_it_has_run(database: Database, done: list[Any]) -> None:
    for n in range(3):
        add(database, "test.note", {"n": n}, key="once")
    await run_until(database, lambda: done)
    add(database, "test.note", {"n": 9}, key="once")
    await run_until(database, lambda: len(done) == 2)
    assert done == [0, 9]


async def test_a_stopped_runner_gives_its_job_back_unfailed(database: Database, done: list[Any]) -> None:
    add(database, "test.stuck", {})
    await run_until(database, lambda: done)
    assert states(database) == [("ready", 0, "stopped")]


async def test_a_job_whose_lease_ran_out_is_taken_again(database: Database, done: list[Any]) -> None:
    add(database, "test.note", {"n": 1})
    lost = SQL("UPDATE jobs SET state = 'running', lease_owner = 'elsewhere:1:1', lease_until = :until")
    database.write(lambda tx: tx.run(lost, until=clock.now_us() - 1))
    await run_until(database, lambda: done)
    assert done == [1]


async def test_a_job_of_a_dead_process_of_this_machine_is_taken_back_at_once(
    database: Database, done: list[Any]
) -> None:
    import socket

    add(database, "test.note", {"n": 1})
    lost = SQL("UPDATE jobs SET state = 'running', lease_owner = :owner, lease_until = :until")
    owner = f"{socket.gethostname()}:999999:1"
    database.write(lambda tx: tx.run(lost, owner=owner, until=clock.now_us() + 3_600_000_000))
    await run_until(database, lambda: done)
    assert done == [1]


async def test_two_runners_share_the_work_without_doing_any_twice(database: Database, done: list[Any]) -> None:
    for n in range(60):
        add(database, "test.note", {"n": n})
    await asyncio.gather(*[run_until(database, lambda: len(done) >= 60, slots=4) for _ in range(2)])
    assert sorted(done) == list(range(60))


async def test_a_delayed_job_waits_for_its_time(database: Database, done: list[Any]) -> None:
    add(database, "test.note", {"n": "late"}, delay_seconds=0.4)
    add(database, "test.note", {"n": "now"})
    await run_until(database, lambda: len(done) == 2)
    assert done == ["now", "late"]


@dataclass(frozen=True, slots=True)
class Happened:
    """Something happened."""

    workspace_id: str
    n: int


async def test_every_subscriber_hears_an_event_once_committed(database: Database, done: list[Any]) -> None:
    for name in ("test.first", "test.second"):

        @subscribe(Happened, name)
        async def heard(_rt: Any, event: Happened, name: str = name) -> None:
            done.append((name, event.n))

    jobs.KINDS.update({name: _in_queue(jobs.KINDS[name]) for name in ("test.first", "test.second")})
    database.write(lambda tx: publish(tx, Happened("w1", 7)))
    await run_until(database, lambda: len(done) == 2)
    assert sorted(done) == [("test.first", 7), ("test.second", 7)]


def _in_queue(kind: jobs.Kind) -> jobs.Kind:
    return jobs.Kind(kind.name, kind.handler, "test", kind.attempts, kind.backoff_seconds, kind.lease_seconds)
