"""Work beside the event loop: in turns, no more at a time than there are cores for, and never holding up the loop."""

import asyncio
import os
import threading
import time

import pytest

from comity.kernel.computing import computed


async def test_pieces_take_turns_and_the_loop_goes_on() -> None:
    lanes = max(1, len(os.sched_getaffinity(0)) - 1)
    running, most = 0, 0
    lock = threading.Lock()

    def piece(number: int) -> int:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.02)
        with lock:
            running -= 1
        return number

    pieces = asyncio.gather(*(computed(piece, number) for number in range(4 * lanes)))
    turns_of_the_loop = 0
    while not pieces.done():
        await asyncio.sleep(0.001)
        turns_of_the_loop += 1
    assert await pieces == list(range(4 * lanes))
    assert most == lanes
    assert turns_of_the_loop >= 8


async def test_what_fails_in_a_turn_fails_where_it_is_waited_for() -> None:
    with pytest.raises(ZeroDivisionError):
        await computed(lambda: 1 // 0)
    assert await computed(int, "7", base=8) == 7
