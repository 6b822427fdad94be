"""Promises about the repository itself: what stands in its files, and that its pages are true."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest

from comity.app import assemble
from comity.cli import COMMANDS
from comity.cli.demo.making import folder, plan
from comity.kernel.errors import ComityError
from comity.worker import DOMAINS, parts_of

ROOT = Path(__file__).parent.parent
BINARY = {".pdf", ".docx", ".pptx", ".xlsx", ".png", ".jpg", ".svg", ".woff2", ".xz", ".gz", ".npz", ".ico", ".snap"}
FOREIGN = re.compile(
    r"//(?:registry\.|pypi\.|files\.pythonhosted|deb\.debian|proxy\.)|(?<![\w.])/(?:work|root|home)/[a-z]"
    r"|-----BEGIN (?:RSA |EC )?PRIVATE KEY-----|cmt_(?:ak|sk)_[0-9A-Za-z]{43}"
)
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(#[^)]*)?\)")
LOCKS = ("requirements.lock", "requirements-dev.lock")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file under version control that is still there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(file for name in listed.split("\0") if name and (file := ROOT / name).is_file())


def pages() -> list[Path]:
    return [file for file in tracked() if file.suffix == ".md" and "documents" not in file.parts]


def lines_of(file: Path) -> Iterator[tuple[int, str]]:
    yield from enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1)


def test_no_file_names_a_registry_a_machines_path_or_a_secret() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number}: {match[0]}"
        for file in tracked()
        if file.suffix not in BINARY and file.name != Path(__file__).name
        for number, line in lines_of(file)
        if (match := FOREIGN.search(line))
    ]
    assert found == []


@pytest.mark.parametrize("name", [*LOCKS, "requirements-evals.lock"])
def test_every_locked_package_has_its_version_and_hashes(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())
    wrong = [
        entry.splitlines()[0] for entry in entries if not re.match(r"\S+==\S+", entry) or "--hash=sha256:" not in entry
    ]
    assert wrong == []


def test_the_lock_names_every_dependency_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["build"]]
    locked = {line.partition("==")[0] for line in (ROOT / LOCKS[0]).read_text().splitlines() if "==" in line}
    names = {re.split(r"[\[<>=!~ ;]", item)[0].lower().replace("_", "-") for item in wanted}
    assert names - locked == set()


def test_both_locks_agree() -> None:
    versions = [
        dict(
            line.split(" ")[0].split("==")
            for line in (ROOT / name).read_text().splitlines()
            if re.match(r"\S+==", line)
        )
        for name in LOCKS
    ]
    assert versions[0].items() - versions[1].items() == set()


def test_every_link_of_every_page_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {match[1]}"
        for page in pages()
        for match in LINK.finditer(page.read_text(encoding="utf-8"))
        if "://" not in match[1] and not match[1].startswith("mailto:") and not (page.parent / match[1]).exists()
    ]
    assert broken == []


def test_every_file_that_a_page_names_in_code_is_there() -> None:
    named = re.compile(r"`((?:comity|tests|docs|examples|bench|evals|console|\.ci)/[\w./-]+\.(?:py|md|json|ts|tsx))`")
    missing = [
        f"{page.relative_to(ROOT)}: {match[1]}"
        for page in pages()
        for match in named.finditer(page.read_text(encoding="utf-8"))
        if "NNNN" not in match[1] and not (ROOT / match[1]).exists()
    ]
    assert missing == []


def test_every_make_target_that_a_page_names_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {match for page in pages() for match in re.findall(r"`make ([a-z]+)", page.read_text(encoding="utf-8"))}
    assert named - targets == set()


def test_a_decision_is_shorter_than_a_page() -> None:
    long = [file.name for file in (ROOT / "docs" / "decisions").glob("*.md") if len(file.read_text().split()) > 500]
    assert long == []


def test_the_architecture_page_shows_the_domains_in_the_order_that_is_checked() -> None:
    picture = (ROOT / "docs" / "architecture.md").read_text().split("```")[1]
    shown = [line.split()[0] for line in picture.splitlines() if line and not line.startswith(" ")]
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    checked = next(contract["layers"] for contract in contracts if contract["name"].startswith("1."))
    assert shown[1:] == checked[checked.index("worker") + 1 :]
    assert set(DOMAINS) < set(shown)


def test_every_error_has_a_code_of_its_status_a_name_and_a_sentence() -> None:
    list(parts_of("errors"))
    list(parts_of("endpoints"))
    for kind in kinds(ComityError):
        assert kind.code // 1000 == kind.status, kind
        assert kind.message.endswith((".", "'")), kind
        assert list(kind("Told.").to_wire()) == ["name", "code", "status", "message", "errors"]
        assert kind("Told.").to_wire()["name"].endswith("Exception")


def kinds(root: type[ComityError]) -> Iterator[type[ComityError]]:
    for below in root.__subclasses__():
        if below.__module__.startswith("comity.") and below.__init__ is ComityError.__init__:
            yield below
        yield from kinds(below)


def test_every_call_and_every_command_says_what_it_does() -> None:
    silent = [
        f"{method} {path}"
        for path, calls in assemble()[1].openapi()["paths"].items()
        for method, call in calls.items()
        if not (call.get("description") or call.get("summary"))
    ]
    assert silent == []
    reference = (ROOT / "docs" / "reference" / "cli.md").read_text()
    assert [name for name in COMMANDS if f"## comity {name}" not in reference] == []


def test_every_public_thing_has_a_docstring() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--select", "D100,D101,D103,D104,D419", "--output-format", "concise", "comity"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    mine = [line for line in done.stdout.splitlines() if ".py:" in line and "migrations/versions" not in line]
    assert mine == []


def test_every_demo_document_is_there_and_says_where_it_comes_from() -> None:
    sources = (folder() / "SOURCES.md").read_text()
    wanted = {name for base in plan()["bases"] for name in base["files"]}
    assert {file.name for file in (folder() / "documents").iterdir()} == wanted
    assert [name for name in wanted if name not in sources] == []


def imported(folder: str) -> set[str]:
    """The packages that the code of a folder imports, but those of Python and of this repository."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in (ROOT / folder).rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"comity", "tests", "bench", "evals"}


def named(requirement: str) -> str:
    return canonical(re.split(r"[^A-Za-z0-9._-]", requirement)[0])


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(("folder", "group"), [("comity", None), ("tests", "dev")])
def test_what_is_imported_is_declared_and_not_only_brought_by_something_else(folder: str, group: str | None) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    declared = {named(one) for one in project["project"]["dependencies"]}
    declared |= {named(one) for one in project["dependency-groups"][group]} if group else set()
    brought_by = metadata.packages_distributions()
    missing = {name for name in imported(folder) if not {canonical(one) for one in brought_by.get(name, ())} & declared}
    assert not missing, (
        f"{folder} imports {sorted(missing)}: declare what brings them in pyproject.toml, then: make lock"
    )
