"""What must hold before a draft becomes a version: asked of those above who know, such as the AI Lab (`assistants.md` 3.13)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from comity import accounts
from comity.assistants.errors import PublishBlocked
from comity.assistants.models import Assistant
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import FieldError, Validation, field_error

OVERRIDE_RIGHT = "genai.gate.override"
REASON_MAX = 500


@dataclass(frozen=True, slots=True)
class Judged:
    """What stands against publishing, as items of `errors[]`, and the run that speaks for it."""

    failing: list[FieldError] = field(default_factory=list)
    run_id: str | None = None


@dataclass(frozen=True, slots=True)
class Gatekeeper:
    """Who judges a draft by its gate. `unknown`: which of a gate's test sets there are not."""

    judge: Callable[[Tx, Assistant], Judged]
    unknown: Callable[[Tx, str, Sequence[str]], list[str]]


GATEKEEPERS: list[Gatekeeper] = []
"""Filled from above."""


@dataclass(frozen=True, slots=True)
class Override:
    """Somebody wants to publish whatever the gate says, for a reason."""

    reason: str


def judge(tx: Tx, assistant: Assistant) -> Judged:
    """What the gate says of the draft, whether it blocks or only warns."""
    if assistant.gate.get("mode", "off") == "off":
        return Judged()
    found = [keeper.judge(tx, assistant) for keeper in GATEKEEPERS]
    run_id = next((one.run_id for one in found if one.run_id), None)
    return Judged([item for one in found for item in one.failing], run_id)


def pass_gate(tx: Tx, actor: Actor, assistant: Assistant, override: Override | None) -> Judged:
    """What the gate says of the draft that is being published.

    Raises `PublishBlocked` (409902) listing what fails, where the gate blocks and nobody overrides it; `Forbidden` (403000) for
    an override without the right, `Validation` (422000) for one without a reason.
    """
    if override is not None:
        check_override(actor, override)
    judged = judge(tx, assistant)
    if judged.failing and assistant.gate.get("mode") == "block":
        if override is None:
            raise PublishBlocked(errors=judged.failing)
        _audit(tx, actor, assistant, override, judged)
    return judged


def check_override(actor: Actor, override: Override) -> None:
    """Raises `Forbidden` (403000) without the right, `Validation` (422000) without a reason."""
    actor.require(OVERRIDE_RIGHT)
    if not override.reason.strip():
        raise Validation([field_error("overrideReason", "required", "Say why it is published all the same.")])


def as_warnings(judged: Judged) -> list[dict[str, str]]:
    """What fails, for a reply that is given all the same."""
    return [{"code": "gate_failed", "message": item["message"]} for item in judged.failing]


def check_sets(tx: Tx, workspace_id: str, gate: dict[str, Any]) -> None:
    """Raises `Validation` (422000) for test sets of a gate that are not there."""
    ids: list[str] = gate.get("testSetIds", [])
    unknown = {id_ for keeper in GATEKEEPERS for id_ in keeper.unknown(tx, workspace_id, ids)}
    message = "There is no such test set in this workspace."
    if broken := [
        field_error(f"gate.testSetIds[{at}]", "exists", message, value=id_)
        for at, id_ in enumerate(ids)
        if id_ in unknown
    ]:
        raise Validation(broken)


def _audit(tx: Tx, actor: Actor, assistant: Assistant, override: Override, judged: Judged) -> None:
    accounts.audit(
        tx,
        actor,
        "assistant.gateOverridden",
        target_kind="assistant",
        target_id=assistant.id,
        target_label=assistant.name,
        after={"failing": [item["message"] for item in judged.failing[:20]]},
        reason=override.reason.strip()[:REASON_MAX],
    )
