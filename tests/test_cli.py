"""The command line as a person uses it, in processes of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import comity

ANSWER_SECONDS = 60


def run(*arguments: str, data_dir: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "comity", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=300, cwd=data_dir, env=_env())


def _env(**more: str) -> dict[str, str]:
    root = str(Path(comity.__file__).parent.parent)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMITY_")}
    return {**kept, "PYTHONPATH": root, **more}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(data_dir: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of its own, ready; killed at the end if it still runs."""
    port = free_port()
    command = [sys.executable, "-m", "comity", "serve", "--port", str(port), "--data-dir", str(data_dir)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_env(), cwd=data_dir) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            until = time.monotonic() + ANSWER_SECONDS
            while status_of(f"{url}/readyz") != 200:
                assert server.poll() is None and time.monotonic() < until, "the server did not become ready"
                time.sleep(0.1)
            yield server, url
        finally:
            server.kill()


def status_of(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=5) as reply:
            return reply.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def test_version_says_the_version(tmp_path: Path) -> None:
    assert run("version", data_dir=tmp_path).stdout.strip() == comity.__version__


def test_an_unknown_setting_stops_the_start_with_its_name(tmp_path: Path) -> None:
    env = _env(COMITY_DATABSE__URL="x")
    command = [sys.executable, "-m", "comity", "serve"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=env, cwd=tmp_path)
    assert done.returncode != 0
    assert "COMITY_DATABSE__URL" in done.stderr


def test_set_up_without_a_browser_works_once_and_refuses_a_weak_password(tmp_path: Path) -> None:
    arguments = ("setup", "--email", "a@example.com", "--password-stdin", "--data-dir", str(tmp_path / "d"))
    weak = run(*arguments, data_dir=tmp_path, stdin="short\n")
    assert weak.returncode == 1
    assert "at least 8 characters" in weak.stderr
    assert run(*arguments, data_dir=tmp_path, stdin="Abcdef1!\n").returncode == 0
    again = run(*arguments, data_dir=tmp_path, stdin="Abcdef1!\n")
    assert again.returncode == 1
    assert "set up already" in again.stderr


def test_a_first_start_prints_a_set_up_link_and_makes_secrets_that_no_other_install_has(tmp_path: Path) -> None:
    kept = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        with served(folder) as (server, url):
            assert status_of(f"{url}/api/v1/me") == 503
            server.send_signal(signal.SIGTERM)
            out = server.communicate(timeout=30)[0]
        assert f"{url}/setup?token=" in out
        files = sorted((folder / "secrets").iterdir())
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
        kept.append([file.read_bytes() for file in files])
    assert len(kept[0]) == 4
    assert not set(kept[0]) & set(kept[1])


def test_a_new_set_up_link_can_be_asked_for_beside_a_running_server(tmp_path: Path) -> None:
    with served(tmp_path) as (server, _url):
        link = run("setup", "link", "--data-dir", str(tmp_path), data_dir=tmp_path)
        assert "/setup?token=" in link.stdout
        server.send_signal(signal.SIGTERM)
        assert server.wait(30) == 0


def test_a_worker_without_work_ends_by_itself(tmp_path: Path) -> None:
    done = run("worker", "--idle-exit", "0.5", "--data-dir", str(tmp_path / "d"), data_dir=tmp_path)
    assert done.returncode == 0, done.stderr
