"""The worker: what every process of Comity opens, and the processes that run jobs without serving HTTP.

The list of domains stands here once, in their order. A domain is found by its file names: `models` for its tables, `tasks` for its
jobs (with an optional `lifespan(rt)` for what working needs), `endpoints` for its HTTP (see `comity.app`).
"""

import asyncio
import pkgutil
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from sqlalchemy import MetaData

from comity.kernel import realtime
from comity.kernel.config import Settings
from comity.kernel.db import Base, Database, open_database
from comity.kernel.db.schema import bring_to_head
from comity.kernel.jobs import KINDS, Runner
from comity.kernel.limits import Limits, MemoryLimits, SharedLimits
from comity.kernel.logs import logger
from comity.kernel.runtime import Runtime

DOMAINS = ("accounts", "models", "knowledge", "fulfillments", "assistants")
KERNEL_TABLES = ("jobs", "limits", "realtime", "secrets", "http.idempotency")
INGEST_QUEUE = "ingest"
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
    for name in filter(lambda name: find_spec(f"comity.kernel.{name}"), KERNEL_TABLES):
        import_module(f"comity.kernel.{name}")
    list(parts_of("models"))
    return Base.metadata
