"""The worker: what every process of Comity opens, and the processes that run jobs without serving HTTP.

The list of domains stands here once, the lowest first. A domain is found by its file names: `models` for its tables, `tasks` for its
jobs (with an optional `lifespan(rt)` for what working needs), `endpoints` for its HTTP (see `comity.app`).
"""

import asyncio
import os
import pkgutil
import signal
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from sqlalchemy import MetaData

from comity import accounts
from comity.kernel import realtime
from comity.kernel.config import Settings
from comity.kernel.db import Base, Database, open_database
from comity.kernel.db.schema import bring_to_head
from comity.kernel.jobs import KINDS, Runner, waiting
from comity.kernel.limits import MemoryLimits, SharedLimits
from comity.kernel.llm import Llm
from comity.kernel.logs import logger
from comity.kernel.outbound import Outbound
from comity.kernel.runtime import Runtime
from comity.kernel.secrets import Secrets, generate_secret_files
from comity.kernel.storage import open_storage
from comity.migrations import FOLDER

DOMAINS = ("accounts", "models", "knowledge", "fulfillments", "assistants")
KERNEL_TABLES = ("jobs", "limits", "realtime", "secrets", "http.idempotency")
OWN_PROCESS = ("ingest", "upkeep", "sync")
"""Queues of heavy work: reading files; exporting, importing and embedding whole bases, which must not hold up the reading; websites."""
SLOTS = 8
UPKEEP_SLOTS = 2
SYNC_SLOTS = 16
"""Syncs wait most of their time: for a site's next second."""
NICE = 5
log = logger("worker")


def parts_of(noun: str) -> Iterator[ModuleType]:
    """Every module called `noun` in the domains, the lowest domain first, sub-folders after their domain."""
    for domain in filter(lambda name: find_spec(f"comity.{name}"), DOMAINS):
        package = import_module(f"comity.{domain}")
        found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        names = sorted((info.name for info in found if info.name.endswith(f".{noun}")), key=lambda n: (n.count("."), n))
        yield from map(import_module, names)


def tables() -> MetaData:
    """Every table of the product: what migrations are compared with."""
    for name in KERNEL_TABLES:
        import_module(f"comity.kernel.{name}")
    list(parts_of("models"))
    return Base.metadata


@asynccontextmanager
async def open_runtime(settings: Settings, database: Database | None = None) -> AsyncIterator[Runtime]:
    """Opens what every process needs and closes it again; `database`: one that is open already and stays so."""
    files = generate_secret_files(settings.data_dir, master_key=settings.secrets.master_key.get_secret_value())
    secrets = Secrets(files.master_key)
    db = database or open_database(settings)
    db.read(secrets.check)
    limits = MemoryLimits() if settings.is_embedded else SharedLimits(db)
    outbound = Outbound.of(settings)
    rt = Runtime(settings, db, open_storage(settings, outbound), outbound, secrets, limits)
    rt.parts["authentication"] = accounts.Authentication(rt, files.session_key)
    rt.parts["auditSigner"] = files.audit_signer()
    rt.parts["llm"] = Llm(outbound)
    watcher = realtime.watch(db.engine, db.dialect)
    watcher.start()
    try:
        yield rt
    finally:
        watcher.stop()
        await outbound.aclose()
        await asyncio.to_thread(watcher.join)
        if database is None:
            await asyncio.to_thread(db.close)


@asynccontextmanager
async def lifespans(rt: Runtime, noun: str) -> AsyncIterator[AsyncExitStack]:
    """Enters the `lifespan(rt)` of every module called `noun` that has one; the stack can be closed early."""
    async with AsyncExitStack() as stack:
        for module in parts_of(noun):
            if lifespan := getattr(module, "lifespan", None):
                await stack.enter_async_context(lifespan(rt))
        yield stack


@asynccontextmanager
async def working(rt: Runtime, queues: set[str], *, schedules: bool = True) -> AsyncIterator[list[Runner]]:
    """Runs the jobs of the queues in this process."""
    async with lifespans(rt, "tasks"):
        runners = [
            Runner(rt, rt.db, queue=queue, slots=_slots(rt, queue), schedules=schedules and queue == "main")
            for queue in sorted(queues)
        ]
        for runner in runners:
            await runner.start()
        try:
            yield runners
        finally:
            await asyncio.gather(*(runner.stop() for runner in runners))


def _slots(rt: Runtime, queue: str) -> int:
    slots = {"ingest": rt.settings.knowledge.ingest_workers, "upkeep": UPKEEP_SLOTS, "sync": SYNC_SLOTS}
    return slots.get(queue, SLOTS)


def every_queue() -> set[str]:
    """The queues that the domains' jobs use."""
    list(parts_of("tasks"))
    return {kind.queue for kind in KINDS.values()} | {"main"}


class OnDemand:
    """Keeps heavy work out of the serving process: starts a worker for the queues of heavy work when something waits there.

    The worker ends by itself after `knowledge.ingest_idle_seconds` without work, so that an idle install stays small.
    """

    def __init__(self, rt: Runtime, arguments: list[str]) -> None:
        self._rt = rt
        self._arguments = arguments
        self._process: asyncio.subprocess.Process | None = None

    async def run(self) -> None:
        """Watches until cancelled, then ends the worker."""
        try:
            while True:
                if await self._rt.db.aread(lambda tx: any(waiting(tx, queue) for queue in OWN_PROCESS)):
                    await self._start_and_wait()
                await realtime.hub.wait(f"jobs:{OWN_PROCESS[0]}", 2.0)
        finally:
            await self._end()

    async def _start_and_wait(self) -> None:
        idle = str(self._rt.settings.knowledge.ingest_idle_seconds)
        command = [sys.executable, "-m", "comity", "worker", "--idle-exit", idle]
        command += [part for queue in OWN_PROCESS for part in ("--queue", queue)]
        command += ["--parent", str(os.getpid())]
        self._process = await asyncio.create_subprocess_exec(*command, *self._arguments)
        code = await self._process.wait()
        if code:
            log.error("ingest worker ended", code=code)
            await asyncio.sleep(1)

    async def _end(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()


async def work(
    settings: Settings, queues: set[str], idle_exit_seconds: float | None = None, parent: int | None = None
) -> None:
    """A worker process: runs jobs until a signal, or until nothing was to do for `idle_exit_seconds`.

    With `parent`, the server that started it and brought the schema up to date, it ends when that server is gone, at a lower
    priority than the server's: a new server starts a new worker, and answering comes first.
    """
    if parent is None:
        await asyncio.to_thread(bring_to_head, settings, FOLDER)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signal_ in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signal_, stopping.set)
    async with open_runtime(settings) as rt, working(rt, queues or every_queue()) as runners:
        busy_at = time.monotonic()
        if parent is not None:
            os.nice(NICE)
        while not stopping.is_set():
            if any(runner.is_busy for runner in runners):
                busy_at = time.monotonic()
            if idle_exit_seconds is not None and time.monotonic() - busy_at > idle_exit_seconds:
                return
            if parent is not None and os.getppid() != parent:
                log.warning("the server is gone, so its worker ends", server=parent)
                return
            try:
                await asyncio.wait_for(stopping.wait(), 1.0)
            except TimeoutError:
                continue
