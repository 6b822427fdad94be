"""The verbs of memorized responses. Edits are live at once (`assistants.md` 3.8)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import msgspec

from comity import accounts
from comity.assistants import queries as assistant_queries
from comity.assistants.memorized import queries
from comity.assistants.memorized.errors import DuplicateQuestion, MemorizedResponseNotFound
from comity.assistants.memorized.events import MemorizedResponseUsed
from comity.assistants.memorized.models import MemorizedHit, MemorizedResponse
from comity.assistants.memorized.queries import Filter
from comity.assistants.memorized.saving import (
    Embedded,
    clash,
    columns_of,
    key_of,
    paths_of,
    place_of,
    variant_rows,
    wanted_place,
)
from comity.assistants.memorized.schemas import HitRead, MemorizedQuestions, MemorizedRead, MemorizedWrite, State
from comity.assistants.messaging.ledger import Exchange
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Page, Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.events import publish
from comity.kernel.http.schema import check_revision
from comity.kernel.ids import new_id
from comity.kernel.jobs import enqueue
from comity.kernel.realtime import announce, wake_after_commit

READ_RIGHT = "genai.memorized.read"
HIT_DAYS = 180
EMBED = "memorized.embed"
CHANGED = "memorized"
"""The topic that is woken, for every workspace, when entries changed."""


def get_response(tx: Tx, actor: Actor, response_id: str, *, lock: bool = False) -> MemorizedResponse:
    """The entry; raises `MemorizedResponseNotFound` (404904) also for another workspace's."""
    found = queries.find_response(tx, actor.workspace_id, response_id, lock=lock)
    if found is None:
        raise MemorizedResponseNotFound
    return found


def list_responses(tx: Tx, actor: Actor, wanted: Filter, limit: int, cursor: str | None) -> Page[MemorizedResponse]:
    """A page of the workspace's entries."""
    return queries.list_responses(tx, actor.workspace_id, wanted, limit, cursor)


def create_response(
    tx: Tx, actor: Actor, wanted: MemorizedWrite, embedded: Embedded | None = None
) -> MemorizedResponse:
    """A new entry: from the form, from an answer that is memorized, or from a gap.

    Without vectors they are made soon after; until then the entry is found exactly and by its words.
    Raises `Validation` (422000) for an assistant that is not there, `DuplicateQuestion` (409903) for a question that another
    entry answers exactly.
    """
    seq = queries.next_seq(tx, actor.workspace_id)
    made = MemorizedResponse(id=new_id(), workspace_id=actor.workspace_id, created_by=actor.name, hits=0)
    _check_assistants(tx, actor, wanted, ())
    _write(tx, actor, made, wanted, seq)
    tx.session.add(made)
    _save_variants(tx, made, embedded)
    _audit(tx, actor, made, "memorizedResponse.created", after=public(made))
    announce_response(tx, made)
    return made


def update_response(
    tx: Tx,
    actor: Actor,
    response_id: str,
    wanted: MemorizedWrite,
    revision: int | None,
    embedded: Embedded | None = None,
) -> MemorizedResponse:
    """Saves a whole entry; raises as `create_response`, and `StaleRevision` (409001) when `revision` is behind."""
    seq = queries.next_seq(tx, actor.workspace_id)
    found = get_response(tx, actor, response_id, lock=True)
    check_revision(revision, found.revision, lambda: show_response(found))
    before = public(found)
    _check_assistants(tx, actor, wanted, found.assistant_ids)
    _write(tx, actor, found, wanted, seq)
    found.revision += 1
    queries.drop_variants(tx, found.workspace_id, [found.id])
    _save_variants(tx, found, embedded)
    after = public(found)
    changed = [name for name in after if after[name] != before[name]]
    change = {"before": {name: before[name] for name in changed}, "after": {name: after[name] for name in changed}}
    _audit(tx, actor, found, "memorizedResponse.changed", **change)
    announce_response(tx, found)
    return found


def delete_response(tx: Tx, actor: Actor, response_id: str) -> None:
    """Deletes an entry with its hits; it answers no more from now on."""
    queries.next_seq(tx, actor.workspace_id)
    found = get_response(tx, actor, response_id, lock=True)
    before = public(found)
    queries.delete_response(tx, found)
    _audit(tx, actor, found, "memorizedResponse.deleted", before=before)
    announce(tx, found.workspace_id, "memorizedResponse.deleted", {"id": found.id}, right=READ_RIGHT)
    wake_after_commit(tx, CHANGED)


def exact_conflicts(tx: Tx, workspace_id: str, id_: str, wanted: MemorizedQuestions) -> list[dict[str, Any]]:
    """For each question of an entry the others that have exactly it where it would answer, as items of `errors[]`."""
    texts = [wanted.question, *wanted.alternates]
    paths = {key_of(text): (path, text) for path, text in zip(paths_of(len(wanted.alternates)), texts, strict=True)}
    mine = wanted_place(id_, wanted)
    return [
        clash(*paths[variant.key], place_of(other), matched=variant.text)
        for variant, other in queries.responses_by_keys(tx, workspace_id, paths)
        if other.id != id_ and mine.meets(place_of(other))
    ]


def list_hits(tx: Tx, actor: Actor, response_id: str, limit: int, cursor: str | None) -> Page[MemorizedHit]:
    """The uses of an entry, the newest first."""
    return queries.list_hits(tx, get_response(tx, actor, response_id), limit, cursor)


def note_hit(tx: Tx, exchange: Exchange, reply: str) -> None:
    """Stores that an entry answered, as the reply's inspection says; one that was deleted meanwhile is not counted."""
    found = msgspec.json.decode(reply)["inspection"]["memorized"]
    if queries.find_response(tx, exchange.workspace_id, found["id"]) is None:
        return
    hit = MemorizedHit(
        workspace_id=exchange.workspace_id,
        response_id=found["id"],
        assistant_id=exchange.assistant_id,
        message_id=exchange.message_id,
        source=exchange.source,
        asked_text=exchange.question,
        matched_variant=found["matched"],
        score=found["score"],
        exact=found["exact"],
        at=clock.now(),
    )
    queries.count_hit(tx, hit)
    place = (exchange.workspace_id, found["id"], exchange.assistant_id, exchange.message_id)
    publish(tx, MemorizedResponseUsed(*place, found["score"], found["exact"]))


def forget_old_hits(tx: Tx, limit: int) -> int:
    """Deletes up to `limit` hits older than 180 days; returns how many."""
    return queries.delete_hits_before(tx, clock.now() - timedelta(days=HIT_DAYS), limit)


def show_response(row: MemorizedResponse) -> MemorizedRead:
    """The wire form of an entry."""
    return MemorizedRead(
        **{name: getattr(row, name) for name in MemorizedRead.model_fields if name != "state"}, state=state_of(row)
    )


def show_hit(hit: MemorizedHit) -> HitRead:
    """The wire form of a hit."""
    return HitRead.model_validate(hit)


def state_of(row: MemorizedResponse) -> State:
    """Whether an entry answers now, and why not."""
    now = clock.now()
    if row.valid_to is not None and row.valid_to <= now:
        return "expired"
    if not row.enabled:
        return "disabled"
    return "scheduled" if row.valid_from is not None and row.valid_from > now else "active"


def public(row: MemorizedResponse) -> dict[str, Any]:
    """What an entry says, as the audit and a patch see it."""
    return MemorizedWrite(**{name: getattr(row, name) for name in MemorizedWrite.model_fields}).model_dump(mode="json")


def announce_response(tx: Tx, row: MemorizedResponse) -> None:
    """Tells open consoles of an entry, and every process that its index is behind."""
    shown = show_response(row).model_dump(mode="json")
    announce(tx, row.workspace_id, "memorizedResponse.changed", shown, right=READ_RIGHT)
    wake_after_commit(tx, CHANGED)


def want_vectors(tx: Tx, workspace_id: str) -> None:
    """Has the vectors made that are missing."""
    enqueue(tx, EMBED, {"workspaceId": workspace_id}, workspace_id=workspace_id, lane=f"{EMBED}:{workspace_id}")


def missing_assistants(tx: Tx, workspace_id: str, ids: Sequence[str]) -> list[str]:
    """Those of the ids that are no living assistant of the workspace."""
    return [id_ for id_ in dict.fromkeys(ids) if assistant_queries.find_assistant(tx, workspace_id, id_) is None]


def _write(tx: Tx, actor: Actor, row: MemorizedResponse, wanted: MemorizedWrite, seq: int) -> None:
    conflicts = exact_conflicts(tx, actor.workspace_id, row.id, wanted)
    if conflicts:
        raise DuplicateQuestion(conflicts)
    for name, value in columns_of(wanted).items():
        setattr(row, name, value)
    row.seq, row.edited_by = seq, actor.name


def _save_variants(tx: Tx, row: MemorizedResponse, embedded: Embedded | None) -> None:
    texts = [row.question, *row.alternates]
    known = embedded or Embedded()
    tx.flush()
    queries.add_variants(tx, variant_rows(row.workspace_id, row.id, texts, known))
    if any(text not in known.vectors for text in texts):
        want_vectors(tx, row.workspace_id)


def _check_assistants(tx: Tx, actor: Actor, wanted: MemorizedWrite, known: Sequence[str]) -> None:
    missing = set(missing_assistants(tx, actor.workspace_id, [i for i in wanted.assistant_ids if i not in known]))
    message = "There is no such assistant in this workspace. Choose another, or none for all."
    errors = [
        field_error(f"assistantIds[{at}]", "exists", message)
        for at, id_ in enumerate(wanted.assistant_ids)
        if id_ in missing
    ]
    if errors:
        raise Validation(errors)


def _audit(tx: Tx, actor: Actor, row: MemorizedResponse, action: str, **change: Any) -> None:
    kind = {"target_kind": "memorizedResponse", "target_id": row.id, "target_label": row.question}
    accounts.audit(tx, actor, action, **kind, **change)
