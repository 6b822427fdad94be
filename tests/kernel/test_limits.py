"""A limit lets through exactly what it says in any minute, in one process and over several."""

import asyncio

import pytest

from comity.kernel import clock
from comity.kernel.db import Database
from comity.kernel.errors import RateLimit
from comity.kernel.limits import Limits, MemoryLimits, SharedLimits


async def taken(limits: Limits, count: int, limit: int = 10, key: str = "k") -> int:
    results = await asyncio.gather(*[limits.take(key, limit) for _ in range(count)], return_exceptions=True)
    refused = [result for result in results if isinstance(result, RateLimit)]
    return count - len(refused)


async def test_in_memory_the_window_slides_call_by_call(frozen_clock: object) -> None:
    limits = MemoryLimits()
    assert await taken(limits, 6) == 6
    clock.tick(30)
    assert await taken(limits, 6) == 4
    clock.tick(30)
    assert await taken(limits, 12) == 6
    assert await taken(limits, 3, key="other") == 3


async def test_over_processes_parallel_calls_get_exactly_the_limit(database: Database, frozen_clock: object) -> None:
    first, second = SharedLimits(database), SharedLimits(database)
    counts = await asyncio.gather(taken(first, 8), taken(second, 8))
    assert sum(counts) == 10


async def test_over_processes_the_window_slides_second_by_second(database: Database, frozen_clock: object) -> None:
    limits = SharedLimits(database)
    clock.tick(50)
    assert await taken(limits, 6) == 6
    clock.tick(30)
    assert await taken(limits, 6) == 4
    clock.tick(29)
    assert await taken(limits, 1) == 0
    clock.tick(1)
    assert await taken(limits, 12) == 6
    clock.tick(120)
    assert await taken(limits, 10) == 10


async def test_a_refusal_says_when_to_come_back_and_what_the_limit_is(frozen_clock: object) -> None:
    limits = MemoryLimits()
    allowance = await limits.take("k", 2)
    assert (allowance.limit, allowance.remaining) == (2, 1)
    clock.tick(10)
    await limits.take("k", 2)
    with pytest.raises(RateLimit) as refused:
        await limits.take("k", 2)
    assert refused.value.headers == {
        "RateLimit-Limit": "2",
        "RateLimit-Remaining": "0",
        "RateLimit-Reset": "50",
        "Retry-After": "50",
    }


async def test_over_processes_a_key_may_be_longer_than_its_column(database: Database, frozen_clock: object) -> None:
    limits = SharedLimits(database)
    assert await taken(limits, 3, limit=2, key="k" * 400 + "a") == 2
    assert await taken(limits, 1, limit=2, key="k" * 400 + "b") == 1


@pytest.mark.parametrize("limit", [1, 3, 10])
@pytest.mark.parametrize("second", [0, 20.7, 59.999])
async def test_over_processes_who_waits_as_long_as_a_refusal_says_is_let_through(
    database: Database, frozen_clock: object, limit: int, second: float
) -> None:
    limits = SharedLimits(database)
    clock.tick(60 - clock.now().second + second)
    for _ in range(3):
        await taken(limits, limit + 1, limit)
        with pytest.raises(RateLimit) as refused:
            await limits.take("k", limit)
        assert 1 <= int(refused.value.headers["Retry-After"]) <= 60
        clock.tick(int(refused.value.headers["Retry-After"]))
        assert (await limits.take("k", limit)).limit == limit
        clock.tick(13)


async def pressed(limits: Limits, count: int) -> int:
    """How many of so many calls at once are let through, by a limit of 60 in a minute and 5 at once."""
    results = await asyncio.gather(*[limits.burst("k", 60, 5) for _ in range(count)], return_exceptions=True)
    assert all(result is None or isinstance(result, RateLimit) for result in results)
    return sum(result is None for result in results)


async def test_no_more_calls_than_a_burst_holds_pass_at_once_and_time_gives_them_back(
    database: Database, frozen_clock: object
) -> None:
    for processes in ([MemoryLimits()] * 2, [SharedLimits(database), SharedLimits(database)]):
        assert sum([await pressed(one, 4) for one in processes]) == 5
        clock.tick(2)
        assert sum([await pressed(one, 4) for one in processes]) == 2
        with pytest.raises(RateLimit) as refused:
            await processes[0].burst("k", 60, 5)
        assert refused.value.headers["Retry-After"] == "1"
        clock.tick(600)
        assert sum([await pressed(one, 4) for one in processes]) == 5
        clock.tick(600)
