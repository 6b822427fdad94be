"""Beginning a run: what every trial of an assistant's targets has in common, and a trial of a test set."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from comity import fulfillments, knowledge, models
from comity.assistants.lab.errors import LabAssistantNotSupported
from comity.assistants.lab.models import LabRun
from comity.assistants.lab.runs import queries
from comity.assistants.lab.runs.schemas import RunCreate, RunOptions
from comity.assistants.lab.runs.service import audit, enqueue_run, tell
from comity.assistants.lab.testsets.service import get_set
from comity.assistants.models import Assistant
from comity.assistants.schemas import Content
from comity.assistants.service import content_hash, get_assistant
from comity.assistants.writing.configs import content_at
from comity.kernel.context import Actor, system_actor
from comity.kernel.db import Tx
from comity.kernel.errors import LimitReached

OPEN_MAX = 20


@dataclass(frozen=True, slots=True)
class Kit:
    """What is tried: an assistant's contents as they are now, and the bases that each of them searches."""

    assistant: Assistant
    targets: list[dict[str, Any]]
    bases: list[dict[str, dict[str, Any]]]

    def run_of(self, actor: Actor, *, modes: Sequence[str], total: int) -> LabRun:
        """A run of it, not stored yet; what is asked is still to be named."""
        return LabRun(
            workspace_id=actor.workspace_id,
            assistant_id=self.assistant.id,
            assistant_name=self.assistant.name,
            modes=list(modes),
            targets=self.targets,
            knowledge_versions={base: seen for one in self.bases for base, seen in one.items()},
            total=total,
            actor_id=actor.id,
            requested_by=actor.name,
        )


def kit_of(tx: Tx, actor: Actor, assistant_id: str, targets: Sequence[str]) -> Kit:
    """The assistant's targets. Raises 404900, 404902, 409900, and 429000 where too many runs of the actor wait."""
    assistant = get_assistant(tx, actor, assistant_id)
    if queries.count_open(tx, actor.workspace_id, actor.id) >= OPEN_MAX:
        message = f"{OPEN_MAX} of your runs are waiting already. Wait, or cancel some."
        raise LimitReached(message, retry_after_seconds=60)
    found = [_target(tx, assistant, name) for name in targets]
    bases = [bases_of(tx, actor.workspace_id, one["content"]["fulfillmentIds"]) for one in found]
    return Kit(assistant, found, bases)


def start_run(tx: Tx, actor: Actor, wanted: RunCreate, publish: dict[str, Any] | None = None) -> LabRun:
    """Begins a run of a test set. `publish`: what to publish the draft with once its gate passes.

    Raises 404900, 404902, 404910, 409900, and 422911 for an assistant that searches several bases.
    """
    found = get_set(tx, actor, wanted.test_set_id)
    kit = kit_of(tx, actor, wanted.assistant_id, wanted.targets)
    if not wanted.allow_multiple_knowledge_bases and any(len(one) > 1 for one in kit.bases):
        raise LabAssistantNotSupported
    options = RunOptions.model_validate(wanted.model_dump()).model_dump(mode="json")
    run = kit.run_of(actor, modes=wanted.modes, total=found.steps * len(kit.targets) * len(wanted.modes))
    run.test_set_id, run.test_set_name, run.file_revision = found.id, found.name, found.file_revision
    run.options = {**options, "judgeModel": _judge_model(tx, actor, kit.targets) if wanted.judge else None}
    run.publish = publish
    return add_run(tx, actor, run)


def add_run(tx: Tx, actor: Actor, run: LabRun) -> LabRun:
    """Stores a run and has it carried out; somebody's runs go one after the other."""
    tx.session.add(run)
    tx.flush()
    enqueue_run(tx, run, lane=f"lab:{actor.workspace_id}:{actor.id}")
    audit(
        tx, actor, run, "labRun.started", after={"targets": [one["target"] for one in run.targets], "modes": run.modes}
    )
    tell(tx, run)
    return run


def bases_of(tx: Tx, workspace_id: str, fulfillment_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The bases that fulfillments search, each with its name, its live version and a mark that changes with what its searches see.

    An automatic base serves every change at once, and its versions are cut later: there the mark is its count of changes.
    """
    found = fulfillments.in_order(tx, workspace_id, list(fulfillment_ids))
    ids = dict.fromkeys(one.knowledge_base_id for one in found if one.kind == "search" and one.knowledge_base_id)
    actor = system_actor(workspace_id)
    return {id_: _knowledge_of(knowledge.get_base(tx, actor, id_)) for id_ in ids}


def _knowledge_of(base: knowledge.KnowledgeBase) -> dict[str, Any]:
    seen = base.index_seq if base.publishing == "automatic" else base.live_version
    return {"name": base.name, "version": base.live_version, "mark": f"{base.publishing} {seen} {base.purges}"}


def _target(tx: Tx, assistant: Assistant, name: str) -> dict[str, Any]:
    number, raw = content_at(tx, assistant, name)
    content = Content.model_validate(raw)
    return {
        "target": name,
        "version": number,
        "contentHash": content_hash(content),
        "model": content.model,
        "content": content.model_dump(mode="json"),
    }


def _judge_model(tx: Tx, actor: Actor, targets: Sequence[dict[str, Any]]) -> str | None:
    """The workspace's model, else the first that a target answers with; None where there is none."""
    named = [models.workspace_default(tx, actor.workspace_id), *(one["content"]["model"] for one in targets)]
    known = [name for name in named if name != models.EXTRACTIVE and models.is_listed(tx, actor.workspace_id, name)]
    return known[0] if known else None
