"""Loading what the first answer needs, in the background, so that the first person who asks does not wait for it."""

import asyncio

from comity.assistants.writing.answer import vectors_of
from comity.kernel.embed import EmbedderUnavailable, local_embedder
from comity.kernel.process import give_back_memory
from comity.kernel.runtime import Runtime
from comity.kernel.text import words

AFTER_SECONDS = 2.0
"""A process answers `/readyz` first."""


async def warm(rt: Runtime) -> None:
    """Waits until the process has started, then loads the encoders and the Thai word list in a thread."""
    await asyncio.sleep(AFTER_SECONDS)
    await asyncio.to_thread(_load, rt)
    give_back_memory()


def _load(rt: Runtime) -> None:
    words("สวัสดี")
    try:
        vectors_of(rt).vectors(["ready"])
        local_embedder(rt.settings.data_dir).warm()
    except EmbedderUnavailable:
        return  # searching and quoting by words alone need neither
