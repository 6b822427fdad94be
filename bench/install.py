"""A Comity server of its own for a measurement: started, set up over its API, ended."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

ROOT = Path(__file__).parent.parent
ADMIN = {"email": "bench@example.com", "displayName": "Bench", "password": "Abcdef1!"}
WORKSPACE = {"name": "Bench", "slug": "bench", "timeZone": "UTC", "language": "en"}
READY_SECONDS = 60


@dataclass(frozen=True)
class Install:
    """A running server and a client that is signed in as its admin."""

    url: str
    pid: int
    data_dir: Path
    admin: httpx2.Client

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Creates something; raises `RuntimeError` with the reply when it is refused."""
        reply = self.admin.post(f"/api/v1{path}", json=body)
        if reply.status_code >= 400:
            raise RuntimeError(f"{path}: {reply.text}")
        return reply.json()

    def assistant(self, **content: Any) -> str:
        """A published assistant whose limits are no bottleneck; returns its secret key."""
        limits = {"rateLimitPerMinute": 6000, "userRateLimitPerMinute": 600, "maxConcurrentRuns": 1000}
        made = self.post("/assistants", {**limits, **content})
        self.post(f"/assistants/{made['id']}/publish", {})
        return self.admin.get(f"/api/v1/assistants/{made['id']}/secret-key?reveal=true").json()["secretKey"]

    def key(self, *scopes: str) -> str:
        """An API key of the workspace that may ask a hundred times a second."""
        wanted = {"name": f"Bench {time.time()}", "scopes": list(scopes), "ratePerMinute": 6000}
        return self.post("/api-keys", wanted)["key"]

    def model(self, base_url: str) -> str:
        """A connection to a model server; returns the reference of its model `mock`."""
        offers = [{"name": "mock", "contextTokens": 32_000, "maxOutputTokens": 4096}]
        made = self.post(
            "/model-connections", {"name": f"Bench {time.time()}", "baseUrl": base_url, "apiKey": "k", "models": offers}
        )
        return f"{made['id']}/mock"


@contextmanager
def running(data_dir: Path, port: int, *, cores: str = "", **settings: str) -> Iterator[Install]:
    """Serves on a port, set up, until the end of the block. `cores`: as `taskset -c` takes them; `settings`: environment."""
    pin = ["taskset", "-c", cores] if cores else []
    command = [*pin, sys.executable, "-m", "comity", "serve", "--port", str(port), "--data-dir", str(data_dir)]
    log = data_dir / "server.log"
    data_dir.mkdir(parents=True, exist_ok=True)
    env = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
    with (
        log.open("w", encoding="utf-8") as out,
        subprocess.Popen(command, stdout=out, stderr=out, env=env, cwd=data_dir) as server,
    ):
        try:
            url = f"http://127.0.0.1:{port}"
            with httpx2.Client(base_url=url, headers={"Origin": url}, timeout=60) as admin:
                _wait(admin, server)
                _set_up(admin, log)
                yield Install(url, server.pid, data_dir, admin)
        finally:
            server.terminate()
            try:
                server.wait(40)
            except subprocess.TimeoutExpired:
                server.kill()


def _wait(admin: httpx2.Client, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            if admin.get("/readyz").status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.05)
    raise RuntimeError("the server did not become ready; its log stands in the data directory")


def _set_up(admin: httpx2.Client, log: Path) -> None:
    """Signs in; the first time with the token that the server printed."""
    printed = re.search(r"token=(\S+)", log.read_text())
    if printed:
        body = {"token": printed[1], "workspace": WORKSPACE, "account": ADMIN}
        reply = admin.post("/api/v1/setup", json=body)
    else:
        sign_in = {"email": ADMIN["email"], "password": ADMIN["password"]}
        reply = admin.post("/api/v1/sign-in", json=sign_in)
    if reply.status_code >= 400:
        raise RuntimeError(reply.text)
    admin.headers["X-CSRF-Token"] = reply.json()["csrfToken"]
    admin.headers["X-Comity-Workspace"] = WORKSPACE["slug"]
