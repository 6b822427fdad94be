"""A Comity of its own in another process, as somebody runs it: started, set up over its API, killed and started again."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx2

import comity

READY_SECONDS = 60
ACCOUNT = {"email": "nok@example.com", "displayName": "Nok", "password": "Abcdef1!"}
WORKSPACE = {"name": "Example", "slug": "example", "timeZone": "Asia/Bangkok", "language": "en"}


class Server:
    """The process and its admin's client. `allow`: addresses it may call (`host:port`)."""

    def __init__(self, folder: Path, *allow: str) -> None:
        self.folder = folder
        self.allow = allow
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.admin = httpx2.Client(base_url=self.url, headers={"Origin": self.url}, timeout=60)
        self.log = folder / "server.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Serves, and returns once it is ready."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("COMITY_")}
        allow = "[" + ",".join(f'"{address}"' for address in self.allow) + "]"
        env = {**kept, "PYTHONPATH": str(Path(comity.__file__).parent.parent), "COMITY_OUTBOUND__ALLOW": allow}
        command = [
            sys.executable,
            "-m",
            "comity",
            "serve",
            "--port",
            str(self.port),
            "--data-dir",
            str(self.folder / "data"),
        ]
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=out, env=env, cwd=self.folder)
        until = time.monotonic() + READY_SECONDS
        while not self._is_ready():
            assert self.process.poll() is None and time.monotonic() < until, self.log.read_text("utf-8")
            time.sleep(0.1)

    def _is_ready(self) -> bool:
        try:
            return self.admin.get("/readyz").status_code == 200
        except httpx2.TransportError:
            return False

    def set_up(self) -> None:
        """Makes workspace and admin with the printed token, and signs in."""
        printed = re.search(r"token=(\S+)", self.log.read_text("utf-8"))
        assert printed, self.log.read_text("utf-8")
        made = self.post("/setup", {"token": printed[1], "workspace": WORKSPACE, "account": ACCOUNT})
        self.admin.headers["X-CSRF-Token"] = made["csrfToken"]
        self.admin.headers["X-Comity-Workspace"] = WORKSPACE["slug"]

    def post(self, path: str, body: Any) -> Any:
        """A call that must succeed."""
        reply = self.admin.post(f"/api/v1{path}", json=body)
        assert reply.status_code < 300, reply.text
        return reply.json()

    def connect(self, model_url: str) -> str:
        """Connects a model server; returns the reference of its model."""
        offers = [{"name": "m-1", "contextTokens": 32_000, "maxOutputTokens": 4096}]
        made = self.post("/model-connections", {"name": "M", "baseUrl": model_url, "apiKey": "k", "models": offers})
        return f"{made['id']}/m-1"

    def assistant(self, **content: Any) -> dict[str, str]:
        """A published assistant; returns the header that its callers send."""
        made = self.post("/assistants", content)
        self.post(f"/assistants/{made['id']}/publish", {})
        shown = self.admin.get(f"/api/v1/assistants/{made['id']}/secret-key?reveal=true").json()
        return {"Authorization": f"Bearer {shown['secretKey']}"}

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal to the process."""
        assert self.process is not None
        self.process.send_signal(number)

    def ended(self) -> int:
        """The exit code, once the process has ended."""
        assert self.process is not None
        return self.process.wait(40)

    def close(self) -> None:
        """Ends everything."""
        self.admin.close()
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)
