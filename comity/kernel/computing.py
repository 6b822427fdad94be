"""Work of the processor beside the event loop: as many pieces at a time as there are cores left beside the loop's.

More threads than cores take turns by force: one that holds the interpreter is put aside while the others wait for it, and the
answers of everybody come late. Pieces that wait in line come sooner. What waits for a disk or a network has threads of its own.
"""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def computed(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What `work` returns. It is begun in its turn, and must be short and wait for nothing: all answers share the lanes."""
    return await asyncio.get_running_loop().run_in_executor(_lanes(), partial(work, *args, **kwargs))


@cache
def _lanes() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max(1, len(os.sched_getaffinity(0)) - 1), thread_name_prefix="compute")
