"""Every check and every test, one after the other, each with its time: `make test`, and what CI runs.

    python .ci/check.py                     everything
    python .ci/check.py lint types          only the steps with these names

It ends with one line that counts tests as pytest does, and with exit code 1 when a step failed. All output of a failed step is shown.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from json import loads
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
CONSOLE = ROOT / "console"
TESTS_AT_ONCE = 3
COUNTS = re.compile(r"(\d+) (passed|failed|skipped|errors?)\b")


@dataclass
class Step:
    """A check: what `make` calls it, what it is, and the commands; `skip` says why it cannot run here."""

    group: str
    title: str
    work: Callable[[], None] | list[str]
    folder: Path = ROOT
    skip: str = ""


class Failed(Exception):
    """A step found something; its message is what there is to see."""


def steps() -> Iterator[Step]:
    """The steps in their order: the quick ones first."""
    yield Step("lint", "format", [str(BIN / "ruff"), "format", "--check", "."])
    yield Step("lint", "lint", [str(BIN / "ruff"), "check", "."])
    yield Step("lint", "import contracts", [str(BIN / "lint-imports")])
    yield Step("types", "types", [str(BIN / "basedpyright")])
    yield Step("docs", "reference is up to date", [str(BIN / "python"), ".ci/reference.py", "--check"])
    npm = "" if shutil.which("npm") else "npm is missing: install Node 20"
    yield Step("lint types tests", "console packages", install_console, skip=npm)  # tests run their OpenAI client
    # Most of their time the tests wait for processes that they start, so that more run at once than there are cores.
    spread = ["-p", "no:cacheprovider", "-n", str(TESTS_AT_ONCE), "--dist", "loadfile"]
    yield Step("tests", "tests on SQLite and PostgreSQL", [str(BIN / "python"), "-m", "pytest", *spread])
    yield from console_steps(npm)


def console_steps(npm: str) -> Iterator[Step]:
    """The console's own scripts, and the browser stories on servers of their own; `npm` says why they cannot run."""
    scripts = loads((CONSOLE / "package.json").read_text())["scripts"]
    fresh = ["npm", "run", "--silent", "api:check"]
    yield Step("types", "console API types are up to date", fresh, CONSOLE, npm)
    groups = {"lint": "lint", "types": "types", "test": "tests", "build": "tests"}
    for script, group in groups.items():
        if script in scripts:
            yield Step(group, f"console {script}", ["npm", "run", "--silent", script], CONSOLE, npm)
    if "e2e" in scripts:
        yield Step("tests", "browser stories", ["npm", "run", "--silent", "e2e"], CONSOLE, npm or without_chromium())


def install_console() -> None:
    """Installs what package-lock.json names, unless that was done."""
    stamp, lock = CONSOLE / "node_modules" / ".package-lock.json", CONSOLE / "package-lock.json"
    if not stamp.is_file() or stamp.stat().st_mtime < lock.stat().st_mtime:
        run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], CONSOLE)
        stamp.touch()


def without_chromium() -> str:
    """Installs Debian's Chromium where that is allowed; else says why the stories cannot run."""
    if shutil.which("chromium"):
        return ""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update"], check=False, **quiet)
        command = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
        if subprocess.run(command, check=False, **quiet).returncode == 0:
            return ""
    return "no Chromium here, and it may not be installed: apt-get install chromium"


def run(command: list[str], folder: Path = ROOT) -> str:
    """The output of a command; raises `Failed` with it when the command fails."""
    env = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "CI": "true"}
    done = subprocess.run(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise Failed(done.stdout)
    return done.stdout


def perform(step: Step) -> tuple[str, str]:
    """Runs a step; returns `ok`, `failed` or `skipped`, and what it printed."""
    if step.skip:
        return "skipped", step.skip
    try:
        return "ok", run(step.work, step.folder) if isinstance(step.work, list) else step.work() or ""
    except Failed as failed:
        return "failed", str(failed)


def main(wanted: list[str]) -> int:
    """Runs the wanted steps, prints a line for each and the counts at the end."""
    began, counts = time.monotonic(), {"passed": 0, "failed": 0, "skipped": 0}
    for step in steps():
        if wanted and not set(wanted) & set(step.group.split()):
            continue
        print(f"{step.title:<34}", end="", flush=True)
        at = time.monotonic()
        state, output = perform(step)
        print(f"{state:>8}{time.monotonic() - at:8.1f} s", flush=True)
        if state == "failed" or step.skip:
            print(output, flush=True)
        add(counts, state, output if "pytest" in str(step.work) else "")
    text = ", ".join(f"{number} {word}" for word, number in counts.items() if number)
    print(f"===== {text or 'nothing ran'} in {time.monotonic() - began:.2f}s =====")
    return 1 if counts["failed"] else 0


def add(counts: dict[str, int], state: str, pytest_output: str) -> None:
    """Counts a step as one test, or by the tests that pytest counted in it."""
    found = COUNTS.findall(pytest_output.strip().splitlines()[-1]) if pytest_output.strip() else []
    for number, word in found:
        counts["failed" if word.startswith("error") else word] += int(number)
    if not found or (state == "failed" and not any(word.startswith(("failed", "error")) for _number, word in found)):
        counts[{"ok": "passed"}.get(state, state)] += 1


sys.exit(main(sys.argv[1:]))
