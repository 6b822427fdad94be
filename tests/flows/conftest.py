"""What the stories may ask for."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.assistants.messaging.model_server import ModelServer, model_server
from tests.flows.server import Server


class ModelThread:
    """The model server on an event loop of its own; `kill` closes its port."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self._serving = model_server()
        self.server: ModelServer = self._run(self._serving.__aenter__())
        self.is_up = True

    def kill(self) -> None:
        """Nobody answers any more."""
        if self.is_up:
            self.is_up = False
            self._run(self._serving.__aexit__(None, None, None))

    def close(self) -> None:
        """Ends the loop too."""
        self.kill()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(10)

    def _run(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(10)


@pytest.fixture
def model() -> Iterator[ModelThread]:
    """A model behind a socket."""
    thread = ModelThread()
    yield thread
    thread.close()


@pytest.fixture
def server(tmp_path: Path, model: ModelThread) -> Iterator[Server]:
    """A server that runs, set up, and may call the model."""
    made = Server(tmp_path, model.server.url.removeprefix("http://").removesuffix("/v1"))
    try:
        made.start()
        made.set_up()
        yield made
    finally:
        made.close()
