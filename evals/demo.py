"""The demo workspace as evals ask it: a copy of an install, asked through the whole pipeline in this process."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comity.kernel.config import Settings

QUESTIONS = Path(__file__).parent / "questions"
Ask = Callable[[str], Awaitable[dict[str, Any]]]


@dataclass(frozen=True)
class DemoQuestion:
    """A question as a visitor asks it, and what a right answer holds: any one of `facts`."""

    language: str
    question: str
    facts: tuple[str, ...]


def demo_questions(*, held_out: bool = False) -> list[DemoQuestion]:
    """The questions that the demo's documents answer, written by hand; `held_out`: those that nothing was tuned on."""
    names = ("held-out.tsv",) if held_out else ("demo.tsv", "visitors.tsv")
    texts = [(QUESTIONS / name).read_text(encoding="utf-8") for name in names]
    rows = [line.split("\t") for text in texts for line in text.splitlines() if line]
    return [DemoQuestion(language, question, tuple(facts.split("|"))) for language, question, facts in rows]


@asynccontextmanager
async def asking_demo(install: Path | None) -> AsyncIterator[Ask]:
    """Asks the demo's first assistant, each question in a session of its own; gives the documented reply.

    `install`: a data directory made by `comity demo`, which is copied and stays as it is; without one the demo is made anew.
    """
    with tempfile.TemporaryDirectory(prefix="comity-eval-") as folder:
        data_dir = Path(folder) / "data"
        if install is not None:
            shutil.copytree(install, data_dir)
        async with _demo(Settings(data_dir=data_dir)) as ask:
            yield ask


@asynccontextmanager
async def _demo(settings: Settings) -> AsyncIterator[Ask]:
    from comity.assistants.messaging.directly import ask_once
    from comity.cli.ask import choose
    from comity.cli.demo.making import make
    from comity.cli.demo.waiting import work_until_ready
    from comity.kernel.db.schema import bring_to_head
    from comity.migrations import FOLDER
    from comity.worker import every_queue, lifespans, open_runtime

    every_queue()
    bring_to_head(settings, FOLDER)
    async with open_runtime(settings) as rt:
        await make(rt)
        await work_until_ready(rt)
        assistant = await rt.db.aread(lambda tx: choose(tx, None))

        async def ask(question: str) -> dict[str, Any]:
            return await ask_once(rt, assistant.workspace_id, assistant.id, question, lambda text: None)

        async with lifespans(rt, "endpoints"):
            yield ask
