"""What tests of fulfillments begin with: a service on this machine that the egress guard lets through."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from comity.kernel.config import OutboundSettings
from comity.kernel.db import Database
from comity.kernel.runtime import Runtime
from comity.worker import open_runtime
from tests.conftest import Store
from tests.fulfillments.target_server import TargetServer, target_server


@pytest.fixture
async def target() -> AsyncIterator[TargetServer]:
    """The service."""
    async with target_server() as server:
        yield server


@pytest.fixture
async def runtime(store: Store, database: Database, tmp_path: Path, target: TargetServer) -> AsyncIterator[Runtime]:
    """A runtime whose configuration opens the service's address and nothing else of this machine."""
    update = {"data_dir": tmp_path, "outbound": OutboundSettings(allow=(target.place,))}
    async with open_runtime(store.settings.model_copy(update=update), database) as rt:
        yield rt
