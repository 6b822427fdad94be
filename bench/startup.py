"""What an install weighs: size on disk, seconds to `/readyz`, memory of the process tree before and after the first question.

    python -m bench.startup [--size] [--rounds 3]

`--size` also makes a fresh environment with the locked dependencies and the wheel, which takes a minute or two. Limits: 600 MB on
disk, 5 s to ready, 300 MB before the first question and 600 MB after it. Memory is resident (RSS), summed over the tree.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent
MB = 1 << 20
QUIET_SECONDS = 3
LIMITS = {"install_mb": 600, "ready_s": 5, "rss_before_mb": 300, "rss_after_mb": 600}


def main() -> int:
    """Prints the figures beside their limits; returns 1 when one is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", action="store_true", help="also install into a fresh environment and weigh it")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="comity-startup-") as folder:
        found = measure(Path(folder) / "data", options.rounds)
        if options.size:
            found["install_mb"] = install_size(Path(folder) / "fresh")
    print(json.dumps(found, indent=2))
    over = [f"{name} is {found[name]}, over {limit}" for name, limit in LIMITS.items() if found.get(name, 0) > limit]
    print("\n".join(over) or "Within every limit.")
    return 1 if over else 0


def measure(data: Path, rounds: int) -> dict[str, float]:
    """Starts several times on the demo's data, then asks two questions. Seconds, and MB resident."""
    demo = json.loads(comity("demo", "--json", "--data-dir", str(data)))
    starts = [started(data) for _ in range(rounds)]
    with serving(data) as (server, url):
        time.sleep(QUIET_SECONDS)
        before = tree_mb(server)
        first = ask(url, demo["assistants"][0]["secretKey"], "How fast are refunds paid?")
        second = ask(url, demo["assistants"][1]["secretKey"], "คืนเงินภายในกี่วัน")
        after = tree_mb(server)
    return {
        "ready_s": round(statistics.median(seconds for seconds, _cpu in starts), 2),
        "ready_cpu_s": round(statistics.median(cpu for _seconds, cpu in starts), 2),
        "rss_before_mb": round(before),
        "rss_after_mb": round(after),
        "first_answer_s": round(first, 2),
        "second_answer_s": round(second, 2),
    }


def started(data: Path) -> tuple[float, float]:
    """Seconds, and seconds of CPU, from the command to ready."""
    began = time.monotonic()
    with serving(data) as (server, _url):
        times = server.cpu_times()
        return time.monotonic() - began, times.user + times.system


def comity(*arguments: str) -> str:
    """The output of a command of Comity."""
    return subprocess.run(
        [sys.executable, "-m", "comity", *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


@contextmanager
def serving(data: Path) -> Iterator[tuple[psutil.Process, str]]:
    """A server that has just become ready; ended by a signal."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "comity", "serve", "--port", str(port), "--data-dir", str(data)]
    server = psutil.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env={**os.environ, "COMITY_LOG_LEVEL": "error"})
    try:
        url = f"http://127.0.0.1:{port}"
        while not is_ready(url):
            time.sleep(0.02)
        yield server, url
    finally:
        server.terminate()
        server.wait(30)


def is_ready(url: str) -> bool:
    """Whether `/readyz` answers 200."""
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=5) as reply:
            return reply.status == 200
    except (urllib.error.URLError, ConnectionError):
        return False


def ask(url: str, key: str, question: str) -> float:
    """Seconds until the whole answer is there."""
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    body = json.dumps({"message": question}).encode()
    began = time.monotonic()
    with urllib.request.urlopen(urllib.request.Request(f"{url}/api/v1/messages", body, headers), timeout=120) as reply:
        reply.read()
    return time.monotonic() - began


def tree_mb(server: psutil.Process) -> float:
    """Resident memory of a process and everything it started."""
    return sum(process.memory_info().rss for process in [server, *server.children(recursive=True)]) / MB


def install_size(folder: Path) -> float:
    """MB on disk of a fresh environment with the locked dependencies and Comity's wheel, without its own pip."""
    python = folder / "bin" / "python"
    pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    subprocess.run([*pip, "install", "--require-hashes", "-r", str(ROOT / "requirements.lock")], check=True)
    subprocess.run([*pip, "install", "--no-deps", "--no-build-isolation", str(ROOT)], check=True)
    size = subprocess.run(["du", "-sm", str(folder)], check=True, stdout=subprocess.PIPE, text=True).stdout
    return float(size.split()[0])


if __name__ == "__main__":
    sys.exit(main())
