"""The OCR engine: Tesseract as a program on the PATH, asked for its languages and for the words of one picture (`knowledge.md` 3.2).

It runs as a process of its own below whoever asks. It inherits the memory limit of its parent and ends with it, so a page that a
reader may not finish in time takes its recognition along.
"""

import ctypes
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

PROGRAM = "tesseract"
LANGUAGES = ("tha", "eng", "jpn", "chi_sim", "kor")
"""What is looked for when neither the base's list nor its language says more."""
OF_TAG = {"th": "tha", "en": "eng", "ja": "jpn", "zh": "chi_sim", "ko": "kor"}
DPI = 300
ASK_SECONDS = 20
CPU_SECONDS = 600
PR_SET_PDEATHSIG = 1
_NOT_LANGUAGES = {"osd", "equ"}


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a base wants: `mode` is `off`, `auto` or `always`; its Tesseract languages, and its own language as a hint."""

    mode: str = "off"
    languages: tuple[str, ...] = ()
    language: str = "auto"


@dataclass(frozen=True, slots=True)
class Engine:
    """What is installed here: `version` is empty without the program."""

    version: str = ""
    languages: tuple[str, ...] = ()


class EngineFailed(Exception):
    """Tesseract ended with an error; says its last words."""


def look() -> Engine:
    """Looks for the engine and its language packs, anew each time: installing one needs no restart."""
    program = shutil.which(PROGRAM)
    if program is None:
        return Engine()
    try:
        version = _said(program, "--version").split("\n")[0].removeprefix("tesseract").strip()
        listed = _said(program, "--list-langs").split("\n")[1:]
    except (OSError, subprocess.SubprocessError):
        return Engine()
    names = {name.strip() for name in listed if name.strip()}
    return Engine(version or "?", tuple(sorted(names - _NOT_LANGUAGES)))


def chosen(wanted: Recognition, installed: Sequence[str]) -> tuple[list[str], list[str]]:
    """The languages to read with, and those that were wanted and have no pack here.

    Thai pages hold Latin names, which the Thai pack alone reads wrong: English goes along with a base's language where it is
    installed, and is not missed where it is not.
    """
    own = OF_TAG.get(wanted.language.split("-")[0].lower())
    if wanted.languages:
        asked = list(dict.fromkeys(wanted.languages))
    elif own:
        asked = [own, "eng"] if own != "eng" and {own, "eng"} <= set(installed) else [own]
    else:
        asked = [language for language in LANGUAGES if language in installed]
    return [one for one in asked if one in installed], [one for one in asked if one not in installed]


def package(language: str) -> str:
    """The Debian package of a language pack."""
    return f"{PROGRAM}-ocr-{language.replace('_', '-').lower()}"


def advice(wanted: Recognition, engine: Engine) -> str:
    """What to do so that pages that are pictures are read; empty when nothing stands in the way."""
    if wanted.mode == "off":
        return "Text recognition is off for this knowledge base: turn it on in its settings."
    use, missing = chosen(wanted, engine.languages)
    if not engine.version:
        packs = missing or ["tha", "eng"]
        return f"Install Tesseract with its language packs ({_packages(packs)})."
    if not use:
        return f"Install the language packs of Tesseract ({_packages(missing or LANGUAGES[:2], base=False)})."
    return ""


def _packages(languages: Sequence[str], *, base: bool = True) -> str:
    names = [package(language) for language in languages]
    return "Debian packages " + ", ".join([f"{PROGRAM}-ocr", *names] if base else names)


def words_of(picture: bytes, languages: Sequence[str], *, dpi: int = DPI) -> str:
    """Tesseract's table (TSV) of the words in a picture (PNG or PNM bytes); raises `EngineFailed`, `MemoryError`."""
    command = [PROGRAM, "stdin", "stdout", "-l", "+".join(languages), "--dpi", str(dpi), "tsv"]
    try:
        done = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            preexec_fn=_bound,
        )
    except OSError as error:
        raise EngineFailed(f"Tesseract could not be started: {error.strerror}.") from error
    if b"bad_alloc" in done.stderr:
        raise MemoryError
    if done.returncode != 0:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:200]
        raise EngineFailed(f"Tesseract gave up on it: {last or f'it ended with {done.returncode}'}")
    return done.stdout.decode("utf-8", "replace")


def _bound() -> None:
    """In the new process: it ends with its parent, and never takes more than its share."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def _said(program: str, option: str) -> str:
    done = subprocess.run([program, option], capture_output=True, check=True, timeout=ASK_SECONDS)
    return (done.stdout or done.stderr).decode("utf-8", "replace")
