"""Importing many entries at once: upsert by exact question and language, all or nothing (`assistants.md` 3.8)."""

from collections import defaultdict
from collections.abc import Sequence
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
    columns_of,
    key_of,
    place_of,
    primary,
    variant_rows,
    wanted_place,
)
from comity.assistants.memorized.schemas import ImportReply, MemorizedWrite
from comity.assistants.memorized.service import CHANGED, READ_RIGHT, want_vectors
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import FieldError
from comity.kernel.ids import new_id
from comity.kernel.realtime import announce, wake_after_commit

Key = tuple[str, str]
CHANGED_SHOWN = 200
"""Ids of changed entries that the audit row holds."""


@dataclass(frozen=True, slots=True)
class _Change:
    """An entry that is added, or one that is there as it will be; `number` is that of its row."""

    number: int
    id: str
    wanted: MemorizedWrite
    columns: dict[str, Any]
    there: MemorizedResponse | None = None

    @property
    def texts(self) -> list[str]:
        """The question and its alternates."""
        return [self.wanted.question, *self.columns["alternates"]]


@dataclass(slots=True)
class _Plan:
    """What an import would do."""

    changes: list[_Change]
    unchanged: int

    @property
    def added(self) -> list[_Change]:
        """Those that are new."""
        return [change for change in self.changes if change.there is None]


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
        changed=len(plan.changes) - len(plan.added),
        unchanged=plan.unchanged,
        ignored_columns=rows.ignored,
        dry_run=dry_run,
    )


def export_rows(tx: Tx, actor: Actor) -> bytes:
    """Every entry as the file that an import takes."""
    names = {assistant.id: assistant.name for assistant, _ in assistant_queries.contents_in_use(tx, actor.workspace_id)}
    entries = (MemorizedWrite.model_validate(row) for row in queries.all_responses(tx, actor.workspace_id))
    return csvfile.write(entries, names)


def _plan(rows: Rows, known: Sequence[MemorizedResponse]) -> _Plan:
    by_key: dict[Key, MemorizedResponse] = {(row.question_key, primary(row.language)): row for row in known}
    plan, seen, errors = _Plan([], 0), dict[Key, int](), list[FieldError]()
    for row in rows.rows:
        key = (row.columns["question_key"], primary(row.wanted.language))
        if key in seen:
            message = f"Row {seen[key]} has this question in the same language already. Keep one of them."
            errors.append(csvfile.row_error(row.number, "question", "duplicate", message))
        seen.setdefault(key, row.number)
        change = _change(row, by_key.get(key), rows.fields)
        if change is None:
            plan.unchanged += 1
        else:
            plan.changes.append(change)
    if errors:
        raise csvfile.refuse(errors)
    return plan


def _change(row: Row, there: MemorizedResponse | None, fields: frozenset[str]) -> _Change | None:
    if there is None:
        return _Change(row.number, new_id(), row.wanted, row.columns)
    wanted, columns = row.wanted, row.columns
    missing = [name for name in MemorizedWrite.model_fields if name not in fields]
    if missing:
        wanted = wanted.model_copy(update={name: getattr(there, name) for name in missing})
        columns = columns_of(wanted)
    if all(getattr(there, name) == value for name, value in columns.items()):
        return None
    return _Change(row.number, there.id, wanted, columns, there)


def _clashes(tx: Tx, workspace_id: str, plan: _Plan) -> list[FieldError]:
    """Questions of rows that other rows, or entries that no row changes, have exactly where these would answer."""
    written = {change.id for change in plan.changes}
    keys = {change.id: [key_of(text) for text in change.texts] for change in plan.changes}
    holders: dict[str, list[Place]] = defaultdict(list)
    for variant, response in queries.responses_by_keys(tx, workspace_id, [k for ks in keys.values() for k in ks]):
        if response.id not in written:
            holders[variant.key].append(place_of(response))
    errors: list[FieldError] = []
    for change in plan.changes:
        mine = wanted_place(change.id, change.wanted)
        for at, key in enumerate(keys[change.id]):
            other = next((place for place in holders[key] if place.id != change.id and place.meets(mine)), None)
            if other is not None:
                message = (
                    f"'{other.question}' answers this question already, for the same assistants, language and dates."
                )
                column = "alternates" if at else "question"
                errors.append(csvfile.row_error(change.number, column, "conflict", message, id=other.id))
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
    queries.add_responses(tx, [{**made, "id": change.id, **change.columns} for change in plan.added])
    for change in plan.changes:
        if (there := change.there) is not None:
            for name, value in change.columns.items():
                setattr(there, name, value)
            there.seq, there.edited_by, there.revision = seq, actor.name, there.revision + 1
    tx.flush()
    changed = [change.id for change in plan.changes if change.there is not None]
    queries.drop_variants(tx, actor.workspace_id, changed)
    rows = [row for one in plan.changes for row in variant_rows(actor.workspace_id, one.id, one.texts, Embedded())]
    queries.add_variants(tx, rows)
    _tell(tx, actor, {"added": len(plan.added), "changed": len(changed), "unchanged": plan.unchanged}, changed)


def _tell(tx: Tx, actor: Actor, counts: dict[str, Any], changed: list[str]) -> None:
    accounts.audit(
        tx,
        actor,
        "memorizedResponses.imported",
        target_kind="memorizedResponses",
        target_id=actor.workspace_id,
        after={**counts, "changedIds": changed[:CHANGED_SHOWN]},
    )
    announce(tx, actor.workspace_id, "memorizedResponses.imported", counts, right=READ_RIGHT)
    want_vectors(tx, actor.workspace_id)
    wake_after_commit(tx, CHANGED)
