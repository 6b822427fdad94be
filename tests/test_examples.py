"""The clients in `examples/clients` run against a live server; Node's OpenAI client is the one that the console's packages hold."""

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.assistants.messaging.conftest import Desk, desk, model, outbound, rt

__all__ = ["desk", "model", "outbound", "rt"]

ROOT = Path(__file__).parent.parent
PROGRAMS = {".py": sys.executable, ".mjs": shutil.which("node"), ".sh": shutil.which("sh")}
CLIENTS = sorted(file.name for file in (ROOT / "examples" / "clients").iterdir() if file.suffix in PROGRAMS)


@pytest.mark.parametrize("name", CLIENTS)
async def test_a_client_asks_a_live_server_and_prints_the_answer(desk: Desk, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    program = PROGRAMS[file.suffix]
    packages = ROOT / "console" / "node_modules"
    if program is None or (file.suffix == ".mjs" and not packages.is_dir()):
        pytest.skip("Node or its packages are missing: install Node 20, then make install")
    shutil.copy(ROOT / "examples" / "clients" / name, file)
    if file.suffix == ".mjs":
        (tmp_path / "node_modules").symlink_to(packages)
    environment = {**os.environ, "COMITY_URL": desk.url, "COMITY_SECRET_KEY": desk.key}
    done = await asyncio.to_thread(
        subprocess.run,
        [program, str(file), 'When are "refunds" paid?'],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "Refunds are paid within 7 days." in done.stdout
    assert desk.model.prompts[-1][-1]["content"] == 'When are "refunds" paid?'
