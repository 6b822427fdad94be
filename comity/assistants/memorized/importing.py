"""Importing many entries at once: upsert by exact question and language, all or nothing (`assistants.md` 3.8)."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from comity import accounts
from comity.assistants import queries as assistant_queries
from comity.assistants.memorized import csvfile, queries
from comity.assistants.memorized.csvfile import Row, Rows
from comity.assistants.memorized.models import MemorizedResponse
from comity.assistants.memorized.saving import (
    Embedded,
    Place,
    key_of,
    place_of,
    primary,
    variant_rows,
    wanted_place,
)
from comity.assistants.memorized.schemas import ImportReply, MemorizedWrite
from comity.assistants.memorized.service import CHANGED, READ_RIGHT, columns_of, want_vectors
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import FieldError
from comity.kernel.ids import new_id
from comity.kernel.realtime import announce, wake_after_commit

Key = tuple[str, str]


@dataclass(slots=True)
class _Plan:
    """What an import would do, with the number of the row for every entry it names."""

    added: list[tuple[Row, str, MemorizedWrite]]
    changed: list[tuple[Row, MemorizedResponse, MemorizedWrite]]
    unchanged: int


def place_for(tx: Tx, workspace_id: str) -> csvfile.Place:
    """What a file of this workspace is read against."""
    by_name: dict[str, str] = {}
    for assistant, _ in assistant_queries.contents_in_use(tx, workspace_id):
        by_name |= {assistant.name_key: assistant.id, assistant.id: assistant.id}
    workspace = accounts.find_workspace(tx, workspace_id)
    return csvfile.Place(by_name, ZoneInfo(workspace.settings.get("timeZone", "UTC") if workspace else "UTC"))


def import_rows(tx: Tx, actor: Actor, rows: Rows, *, dry_run: bool) -> ImportReply:
    """Takes a file in; columns that it does not have stay as they are in entries that are there.

    Raises `ImportInvalid` (422000) for rows that ask what another row or entry answers; then nothing is changed.
    """
    seq = 0 if dry_run else queries.next_seq(tx, actor.workspace_id)
    known = queries.all_responses(tx, actor.workspace_id)
    plan = _plan(rows, known)
    errors = _clashes(tx, actor.workspace_id, plan)
    if errors:
        raise csvfile.refuse(errors)
    if not dry_run:
        _store(tx, actor, plan, seq)
    return ImportReply(
        rows=len(rows.rows),
        added=len(plan.added),
        changed=len(plan.changed),
        unchanged=plan.unchanged,
        ignored_columns=rows.ignored,
        dry_run=dry_run,
    )


def export_rows(tx: Tx, actor: Actor) -> bytes:
    """Every entry as the file that an import takes."""
    names = {assistant.id: assistant.name for assistant, _ in assistant_queries.contents_in_use(tx, actor.workspace_id)}
    entries = (MemorizedWrite.model_validate(row) for row in queries.all_responses(tx, actor.workspace_id))
    return csvfile.write(entries, names)


def _plan(rows: Rows, known: Any) -> _Plan:
    by_key: dict[Key, MemorizedResponse] = {(row.question_key, primary(row.language)): row for row in known}
    plan, seen, errors = _Plan([], [], 0), dict[Key, int](), list[FieldError]()
    for row in rows.rows:
        wanted = MemorizedWrite.model_validate(row.fields)
        key = (key_of(wanted.question), primary(wanted.language))
        if key in seen:
            message = f"Row {seen[key]} has this question in the same language already. Keep one of them."
            errors.append(csvfile.row_error(row.number, "question", "duplicate", message))
        seen.setdefault(key, row.number)
        _sort_in(plan, row, wanted, by_key.get(key), rows.fields)
    if errors:
        raise csvfile.refuse(errors)
    return plan


def _sort_in(
    plan: _Plan, row: Row, wanted: MemorizedWrite, there: MemorizedResponse | None, fields: frozenset[str]
) -> None:
    if there is None:
        plan.added.append((row, new_id(), wanted))
        return
    before = MemorizedWrite.model_validate(there)
    kept = {name: getattr(before, name) for name in MemorizedWrite.model_fields if name not in fields}
    whole = wanted.model_copy(update=kept)
    if columns_of(whole) == columns_of(before):
        plan.unchanged += 1
    else:
        plan.changed.append((row, there, whole))


def _clashes(tx: Tx, workspace_id: str, plan: _Plan) -> list[FieldError]:
    """Questions of rows that other rows, or entries that no row changes, have exactly where these would answer."""
    written = [(row, id_, wanted) for row, id_, wanted in plan.added]
    written += [(row, there.id, wanted) for row, there, wanted in plan.changed]
    replaced = {id_ for _, id_, _ in written}
    keys = {id_: [key_of(text) for text in (wanted.question, *wanted.alternates)] for _, id_, wanted in written}
    holders: dict[str, list[Place]] = defaultdict(list)
    for variant, response in queries.responses_by_keys(tx, workspace_id, [k for ks in keys.values() for k in ks]):
        if response.id not in replaced:
            holders[variant.key].append(place_of(response))
    errors: list[FieldError] = []
    for row, id_, wanted in written:
        mine = wanted_place(id_, wanted)
        for at, key in enumerate(keys[id_]):
            other = next((place for place in holders[key] if place.id != id_ and place.meets(mine)), None)
            if other is not None:
                message = (
                    f"'{other.question}' answers this question already, for the same assistants, language and dates."
                )
                column = "alternates" if at else "question"
                errors.append(csvfile.row_error(row.number, column, "conflict", message, id=other.id))
            holders[key].append(mine)
    return errors


def _store(tx: Tx, actor: Actor, plan: _Plan, seq: int) -> None:
    now = clock.now()
    made = {
        "workspace_id": actor.workspace_id,
        "seq": seq,
        "revision": 1,
        "hits": 0,
        "created_at": now,
        "updated_at": now,
    }
    made |= {"created_by": actor.name, "edited_by": actor.name}
    queries.add_responses(tx, [{**made, "id": id_, **columns_of(wanted)} for _, id_, wanted in plan.added])
    for _, there, wanted in plan.changed:
        for name, value in columns_of(wanted).items():
            setattr(there, name, value)
        there.seq, there.edited_by, there.revision = seq, actor.name, there.revision + 1
    tx.flush()
    _store_variants(tx, actor, plan)
    counts = {"added": len(plan.added), "changed": len(plan.changed), "unchanged": plan.unchanged}
    accounts.audit(
        tx,
        actor,
        "memorizedResponses.imported",
        target_kind="memorizedResponses",
        target_id=actor.workspace_id,
        after={**counts, **_changes(plan)},
    )
    announce(tx, actor.workspace_id, "memorizedResponses.imported", counts, right=READ_RIGHT)
    want_vectors(tx, actor.workspace_id)
    wake_after_commit(tx, CHANGED)


def _changes(plan: _Plan) -> dict[str, Any]:
    """What an import wrote over: the entries as they are now, by id, as far as a row of the audit holds them."""
    return {"changedIds": [there.id for _, there, _ in plan.changed[:200]]}


def _store_variants(tx: Tx, actor: Actor, plan: _Plan) -> None:
    texts = {id_: [wanted.question, *columns_of(wanted)["alternates"]] for _, id_, wanted in plan.added}
    texts |= {there.id: [there.question, *there.alternates] for _, there, _ in plan.changed}
    queries.drop_variants(tx, actor.workspace_id, [there.id for _, there, _ in plan.changed])
    rows = [row for id_, said in texts.items() for row in variant_rows(actor.workspace_id, id_, said, Embedded())]
    queries.add_variants(tx, rows)
