"""What an assistant is at this moment, read once a second at most and at once after a change in this process."""

from dataclasses import dataclass

from comity import fulfillments, knowledge, models
from comity.assistants import queries
from comity.assistants.errors import AssistantNotFound, AssistantNotPublished, VersionNotFound
from comity.assistants.models import Assistant
from comity.assistants.schemas import Content
from comity.fulfillments import Fulfillment, Tool
from comity.kernel.db import Tx
from comity.kernel.remembered import Remembered
from comity.kernel.runtime import Runtime
from comity.models import ModelNotFound, ResolvedModel

KEEP_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class SearchConfig:
    """A search fulfillment as a message uses it.

    `generator_prompt` is that of its Search Term Generator, None while it is off; `labels`: documents with any of these alone are
    found; `is_empty`: there is nothing to search.
    """

    id: str
    name: str
    revision: int
    knowledge_base_id: str | None
    description: str = ""
    generator_prompt: str | None = None
    labels: tuple[str, ...] = ()
    is_external: bool = False
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class AssistantConfig:
    """One version of an assistant with everything a run needs; `models` are tried in order, None where one is gone.

    `tools`: what its models may call.
    """

    assistant_id: str
    workspace_id: str
    version: int | None
    content: Content
    enabled: bool
    rate_limit: int
    user_rate_limit: int
    max_runs: int
    searches: tuple[SearchConfig, ...]
    models: tuple[ResolvedModel | None, ...]
    tools: tuple[Tool, ...] = ()

    @property
    def history_turns(self) -> int:
        """How many earlier exchanges a message needs: none where neither a model nor a Search Term Generator reads them."""
        reads = bool(self.models) or any(one.generator_prompt is not None for one in self.searches)
        return self.content.history_turns if reads else 0


class Configs:
    """The configurations this process remembers."""

    def __init__(self, rt: Runtime) -> None:
        self._rt = rt
        self._known = Remembered(self._read, KEEP_SECONDS)

    async def get(self, workspace_id: str, assistant_id: str, version: str) -> AssistantConfig:
        """The configuration of `live`, `draft` or a number; raises 404900, 404902, 409900."""
        return await self._known.get((workspace_id, assistant_id, version))

    def clear(self) -> None:
        """Forgets everything: something changed."""
        self._known.clear()

    async def _read(self, key: tuple[str, str, str]) -> AssistantConfig:
        return await self._rt.db.aread(lambda tx: load(tx, self._rt, *key))


def configs_of(rt: Runtime) -> Configs:
    """The process's configurations."""
    part = rt.parts.get("assistantConfigs")
    if part is None:
        part = rt.parts["assistantConfigs"] = Configs(rt)
    return part


def load(tx: Tx, rt: Runtime, workspace_id: str, assistant_id: str, version: str) -> AssistantConfig:
    """Reads a configuration from rows."""
    assistant = queries.find_assistant(tx, workspace_id, assistant_id)
    if assistant is None:
        raise AssistantNotFound
    number, raw = content_at(tx, assistant, version)
    return config_of(tx, rt, assistant, number, raw)


def config_of(tx: Tx, rt: Runtime, assistant: Assistant, number: int | None, raw: dict[str, object]) -> AssistantConfig:
    """The configuration that a content of an assistant makes; `number`: the version it is, None for a draft."""
    workspace_id = assistant.workspace_id
    content = Content.model_validate(raw)
    found = fulfillments.in_order(tx, workspace_id, content.fulfillment_ids)
    references = [r for r in (content.model, content.fallback_model) if r and r != models.EXTRACTIVE]
    return AssistantConfig(
        assistant_id=assistant.id,
        workspace_id=workspace_id,
        version=number,
        content=content,
        enabled=assistant.enabled,
        rate_limit=assistant.rate_limit_per_minute,
        user_rate_limit=assistant.user_rate_limit_per_minute,
        max_runs=assistant.max_concurrent_runs,
        searches=tuple(_search(tx, one) for one in found if one.kind == "search"),
        tools=fulfillments.offered_tools(tx, rt.secrets, workspace_id, content.fulfillment_ids) if references else (),
        models=tuple(_resolve(tx, rt, workspace_id, reference) for reference in references),
    )


def _search(tx: Tx, found: Fulfillment) -> SearchConfig:
    base_id = found.knowledge_base_id
    type_ = knowledge.base_type(tx, found.workspace_id, base_id) if base_id else None
    is_external = type_ == "external"
    asks_first = found.search_term_generator
    return SearchConfig(
        id=found.id,
        name=found.name,
        revision=found.revision,
        knowledge_base_id=base_id,
        description=found.description,
        generator_prompt=fulfillments.generator_prompt(tx, found) if asks_first else None,
        labels=tuple(found.labels),
        is_external=is_external,
        is_empty=type_ is None or (asks_first and not is_external and not knowledge.has_chunks(tx, base_id or "")),
    )


def content_at(tx: Tx, assistant: Assistant, version: str) -> tuple[int | None, dict[str, object]]:
    """The content of `live`, `draft` or a number, with its number; raises 404902, 409900."""
    if version == "draft":
        return None, assistant.draft
    if version == "live" and assistant.live_version is None:
        raise AssistantNotPublished
    number = assistant.live_version if version == "live" else int(version)
    found = queries.find_version(tx, assistant, number or 0)
    if found is None:
        raise VersionNotFound
    return number, found.content


def _resolve(tx: Tx, rt: Runtime, workspace_id: str, reference: str) -> ResolvedModel | None:
    try:
        return models.resolve(tx, rt.secrets, workspace_id, reference)
    except ModelNotFound:
        return None
