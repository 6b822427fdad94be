"""The audit log: one row for each change, and no way to alter the past unseen."""

import httpx2
import pytest

from comity import accounts
from comity.accounts import verification
from comity.accounts.tasks import checkpoint
from comity.kernel.context import Actor, system_actor
from comity.kernel.db import SQL, Tx
from comity.kernel.runtime import Runtime

WHO = Actor(kind="user", id="u1", name="Somchai", workspace_id="w1", ip="203.0.113.7", user_agent="Browser")


def act(tx: Tx, count: int, actor: Actor = WHO) -> None:
    for i in range(count):
        accounts.audit(tx, actor, "thing.changed", target_kind="thing", target_id=str(i), after={"n": i})


async def verdict(rt: Runtime) -> dict[str, object]:
    key = rt.parts["auditSigner"].public_key()
    return (await rt.db.aread(lambda tx: accounts.verify_chain(tx, "w1", key))).to_wire()


async def test_numbers_have_no_gaps_and_each_workspace_its_own(runtime: Runtime) -> None:
    await runtime.db.awrite(lambda tx: act(tx, 3))
    await runtime.db.awrite(lambda tx: act(tx, 2, system_actor("w2")))
    with pytest.raises(ValueError):
        await runtime.db.awrite(lambda tx: (act(tx, 1), int("x")))
    await runtime.db.awrite(lambda tx: act(tx, 1))
    rows = await runtime.db.aread(lambda tx: tx.rows(SQL("SELECT seq FROM audit_rows WHERE workspace_id = 'w1'")))
    assert sorted(row.seq for row in rows) == [1, 2, 3, 4]
    assert await verdict(runtime) == {"rows": 4, "ok": True, "firstBroken": None}


@pytest.mark.parametrize(
    ("damage", "seq", "why"),
    [
        ("UPDATE audit_rows SET after = '{\"n\":9}' WHERE seq = 3", 3, "altered"),
        ("UPDATE audit_rows SET actor_id = 'u2' WHERE seq = 2", 2, "altered"),
        ("UPDATE audit_rows SET at = at + 1 WHERE seq = 4", 4, "altered"),
        ("UPDATE audit_identities SET name = 'Somebody' WHERE seq = 5", 5, "altered"),
        ("DELETE FROM audit_rows WHERE seq = 3", 3, "missing"),
        ("DELETE FROM audit_rows WHERE seq > 4", 5, "cutOff"),
        ("UPDATE audit_rows SET prev_hash = 'x' WHERE seq = 4", 4, "inserted"),
        ("UPDATE audit_checkpoints SET signature = '00'", 6, "signature"),
    ],
)
async def test_damage_is_named_with_its_first_row(runtime: Runtime, damage: str, seq: int, why: str) -> None:
    await runtime.db.awrite(lambda tx: tx.session.add(_workspace()))
    await runtime.db.awrite(lambda tx: act(tx, 6))
    await checkpoint(runtime)
    assert (await verdict(runtime))["ok"] is True
    await runtime.db.awrite(lambda tx: tx.run(SQL(damage)))
    assert (await verdict(runtime))["firstBroken"] == {"seq": seq, "why": why}


async def test_a_tail_cut_off_with_its_personal_parts_is_found_by_the_checkpoint(runtime: Runtime) -> None:
    await runtime.db.awrite(lambda tx: tx.session.add(_workspace()))
    await runtime.db.awrite(lambda tx: act(tx, 6))
    await checkpoint(runtime)
    for table in ("audit_rows", "audit_identities"):
        await runtime.db.awrite(lambda tx, name=table: tx.run(SQL(f"DELETE FROM {name} WHERE seq > 2")))
    assert (await verdict(runtime))["firstBroken"] == {"seq": 3, "why": "cutOff"}


async def test_erasing_a_person_leaves_the_chain_valid_and_no_trace_in_its_rows(runtime: Runtime) -> None:
    await runtime.db.awrite(lambda tx: act(tx, 3))
    await runtime.db.awrite(lambda tx: tx.run(SQL("DELETE FROM audit_identities WHERE name = 'Somchai'")))
    assert (await verdict(runtime))["ok"] is True
    dump = str([tuple(r) for r in await runtime.db.aread(lambda tx: tx.rows(SQL("SELECT * FROM audit_rows")))])
    assert "Somchai" not in dump
    assert "203.0.113.7" not in dump


async def test_a_checkpoint_stands_at_every_so_many_rows_and_outside_the_database(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "CHECKPOINT_ROWS", 10)
    await runtime.db.awrite(lambda tx: tx.session.add(_workspace()))
    await runtime.db.awrite(lambda tx: act(tx, 25))
    await checkpoint(runtime)
    await checkpoint(runtime)
    rows = await runtime.db.aread(lambda tx: tx.rows(SQL("SELECT seq FROM audit_checkpoints ORDER BY seq")))
    assert [row.seq for row in rows] == [10, 20, 25]
    assert len((await runtime.storage.read("w1/audit-anchors.jsonl")).splitlines()) == 3


async def test_the_log_shows_who_did_what_and_can_be_narrowed(signed_in: httpx2.AsyncClient) -> None:
    made = (await signed_in.post("/api/v1/api-keys", json={"name": "k", "scopes": ["audit:read"]})).json()
    rows = (await signed_in.get("/api/v1/audit")).json()["data"]
    assert [row["action"] for row in rows] == ["apiKey.created", "workspace.created"]
    assert rows[0]["actor"]["name"] == "Nok"
    assert rows[0]["target"] == {"kind": "apiKey", "id": made["id"], "label": "k"}
    assert rows[0]["after"] == {"scopes": ["audit:read"]}
    assert rows[0]["ip"] == "127.0.0.1"
    narrowed = await signed_in.get("/api/v1/audit", params={"action": "workspace.", "limit": 1})
    assert [row["action"] for row in narrowed.json()["data"]] == ["workspace.created"]
    assert (await signed_in.get("/api/v1/audit", params={"until": "2020-01-01T00:00:00Z"})).json()["data"] == []
    assert (await signed_in.get("/api/v1/audit", params={"limit": 500})).status_code == 422
    assert (await signed_in.post("/api/v1/audit/verify")).json()["ok"] is True


def _workspace() -> object:
    from comity.accounts.models import Workspace

    return Workspace(id="w1", name="One", slug="one")
