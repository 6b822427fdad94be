"""Loading what the first answers need, in the background, so that the first person who asks does not wait for it."""

import asyncio

from comity import knowledge
from comity.assistants import queries
from comity.assistants.writing.answer import vectors_of
from comity.assistants.writing.configs import AssistantConfig, configs_of
from comity.kernel.embed import EmbedderUnavailable, local_embedder
from comity.kernel.errors import ComityError
from comity.kernel.logs import logger
from comity.kernel.process import give_back_memory
from comity.kernel.runtime import Runtime
from comity.kernel.text import words

AFTER_SECONDS = 2.0
"""A process answers `/readyz` first."""
ASSISTANTS = 50
"""Of as many the bases are made ready at the start; those of others when somebody asks."""
log = logger("assistants.warming")


async def warm(rt: Runtime) -> None:
    """Waits until the process has started, then loads the encoders and the Thai word list, and makes the indexes of bases."""
    await asyncio.sleep(AFTER_SECONDS)
    await asyncio.to_thread(_load, rt)
    for workspace_id, assistant_id in await rt.db.aread(lambda tx: queries.lately_published(tx, ASSISTANTS)):
        try:
            await make_ready(rt, await configs_of(rt).get(workspace_id, assistant_id, "live"))
        except ComityError as error:
            log.warning("not_made_ready", assistant=assistant_id, error=error.message)
    give_back_memory()


async def make_ready(rt: Runtime, config: AssistantConfig) -> None:
    """Returns when every base that an assistant searches is whole in the index of this process."""
    for one in config.searches:
        if one.knowledge_base_id and not one.is_external:
            await knowledge.make_ready(rt, config.workspace_id, one.knowledge_base_id)


def _load(rt: Runtime) -> None:
    words("สวัสดี")
    try:
        vectors_of(rt).vectors(["ready"])
        local_embedder(rt.settings.data_dir).warm()
    except EmbedderUnavailable:
        return  # searching and quoting by words alone need neither
