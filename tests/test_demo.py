"""The demo: whole after any interruption, the same each time, and its printed keys work."""

import json
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import httpx2
import pytest

from comity.accounts.queries import find_key_by_hash
from comity.accounts.rights import SCOPES
from comity.accounts.service import digest
from comity.cli.demo.making import make, plan
from comity.cli.demo.secrets import FILE, DemoSecretsLost
from comity.kernel.runtime import Runtime
from tests.test_cli import _env, run, served

KEYS = ["url", "email", "password", "apiKey", "assistants"]


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory in which `comity demo` was killed in the middle of its work."""
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "comity", "demo", "--data-dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_env()) as first:
        until = time.monotonic() + 60
        while not list(folder.glob("files/*/knowledge/*")):
            assert first.poll() is None and time.monotonic() < until, "the demo did not get as far as storing files"
            time.sleep(0.02)
        first.send_signal(signal.SIGKILL)
    return folder


@pytest.fixture(scope="module")
def demo(killed: Path) -> dict[str, Any]:
    """What a second call prints."""
    done = run("demo", "--json", "--data-dir", str(killed), data_dir=killed)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_demo_killed_midway_is_finished_by_the_next_call(demo: dict[str, Any], killed: Path) -> None:
    assert list(demo) == KEYS
    assert [list(assistant) for assistant in demo["assistants"]] == [["name", "id", "secretKey"]] * 2
    assert (killed / "secrets" / FILE).stat().st_mode & 0o777 == 0o600


def test_each_call_prints_the_same(demo: dict[str, Any], killed: Path) -> None:
    assert json.loads(run("demo", "--json", "--data-dir", str(killed), data_dir=killed).stdout) == demo
    text = run("demo", "--data-dir", str(killed), data_dir=killed).stdout
    assert demo["password"] in text and demo["assistants"][1]["secretKey"] in text and "curl -N" in text


def test_beside_a_server_it_prints_that_servers_address_and_every_printed_key_works(
    demo: dict[str, Any], killed: Path
) -> None:
    with served(killed) as (_server, url):
        beside = json.loads(run("demo", "--json", "--data-dir", str(killed), data_dir=killed).stdout)
        assert beside == {**demo, "url": url}
        bases = call(f"{url}/api/v1/knowledge-bases", demo["apiKey"])["data"]
        assert {base["name"]: base["health"] for base in bases} == {"Service policies": "ok", "FAQ": "ok"}
        reply = call(
            f"{url}/api/v1/messages", demo["assistants"][0]["secretKey"], {"message": "How long is a gift card valid?"}
        )
        assert "24 months" in reply["answer"]
        signed_in = call(f"{url}/api/v1/sign-in", "", {"email": demo["email"], "password": demo["password"]}, url)
        assert signed_in["workspaces"][0]["slug"] == "demo"


def test_ask_prints_the_answer_and_the_sources_it_cites(demo: dict[str, Any], killed: Path) -> None:
    done = run("ask", "How long is a gift card valid?", "--data-dir", str(killed), data_dir=killed)
    answer, _, sources = done.stdout.partition("\n\n")
    assert "24 months" in answer and "faq.csv" in sources, done.stderr
    unknown = run("ask", "Hello", "--assistant", "nobody", "--data-dir", str(killed), data_dir=killed)
    assert unknown.returncode == 1
    assert demo["assistants"][0]["name"] in unknown.stderr and "Traceback" not in unknown.stderr


def test_ask_says_what_to_do_when_nothing_is_published(tmp_path: Path) -> None:
    done = run("ask", "Hello", "--data-dir", str(tmp_path), data_dir=tmp_path)
    assert done.returncode == 1
    assert done.stderr.strip() == "No assistant is published here. Publish one in the console, or run 'comity demo'."


async def test_made_twice_it_is_there_once(runtime: Runtime) -> None:
    first = await make(runtime)
    assert await make(runtime) == first
    key = await runtime.db.aread(lambda tx: find_key_by_hash(tx, digest(first.api_key)))
    assert key is not None and (key.scopes, key.rate_per_minute) == (sorted(SCOPES), 6_000)
    names = [assistant.name for assistant in first.assistants]
    assert names == [wanted["name"] for wanted in plan()["assistants"]]


async def test_in_an_install_that_somebody_set_up_it_is_a_workspace_of_its_own(
    signed_in: httpx2.AsyncClient, runtime: Runtime
) -> None:
    made = await make(runtime)
    assert (await signed_in.get("/api/v1/assistants")).json()["data"] == []
    me = await signed_in.post("/api/v1/sign-in", json={"email": made.email, "password": made.password})
    assert [workspace["slug"] for workspace in me.json()["workspaces"]] == ["demo"]
    assert me.json()["account"]["superAdmin"] is False


async def test_without_its_secrets_file_it_says_what_to_do(runtime: Runtime) -> None:
    await make(runtime)
    (runtime.settings.secrets_dir / FILE).unlink()
    with pytest.raises(DemoSecretsLost, match=r"secrets/demo\.json"):
        await make(runtime)


def call(url: str, key: str, body: Any = None, origin: str = "") -> Any:
    """The JSON of a call with a key, or as a browser on the server's own page."""
    headers = {
        "Content-Type": "application/json",
        **({"Authorization": f"Bearer {key}"} if key else {"Origin": origin}),
    }
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=60) as reply:
        return json.loads(reply.read())
