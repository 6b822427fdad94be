"""What is past its retention goes, and what a person said is erased from every table and file (`assistants.md` 6, checks 44, 45)."""

import sqlite3
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import select

from comity import assistants
from comity.assistants.confirmations.models import Confirmation
from comity.assistants.lab.models import LabResult
from comity.assistants.memorized.models import MemorizedHit
from comity.assistants.messaging.run_log import LogRange, append_log
from comity.assistants.report.tasks import retention
from comity.fulfillments.calls.models import FulfillmentCall
from comity.kernel import clock
from comity.kernel.db import SQL, Tx
from comity.kernel.runtime import Runtime
from tests.assistants.report.conftest import Say
from tests.assistants.report.test_export import written
from tests.assistants.report.test_report import Words, found
from tests.assistants.test_drafts import keep_ninety_days
from tests.conftest import Store

SEEDED = "zanzibar4711"


async def workspace_of(client: httpx2.AsyncClient) -> str:
    return (await client.get("/api/v1/me")).json()["workspaces"][0]["id"]


def holding(tx: Tx, store: Store, text: str) -> list[str]:
    """The columns that hold a text anywhere, word index included."""
    hits = []
    for table in store.tables.sorted_tables:
        for row in tx.connection.execute(select(table)):
            hits += [f"{table.name}.{name}" for name, value in row._mapping.items() if text in str(value)]
    for row in tx.rows(SQL("SELECT message_id, terms FROM assistant_message_words")):
        hits += ["words"] if text in str(row.terms) else []
    return hits


def add_copies(tx: Tx, workspace_id: str, message_id: str) -> None:
    """What a memorized answer, a tool call, its confirmation and the lab keep of a message."""
    of = {"workspace_id": workspace_id, "message_id": message_id}
    said = {"name": SEEDED}
    tx.session.add(
        MemorizedHit(
            **of, response_id="r", assistant_id="a", source="api", asked_text=SEEDED, matched_variant="Who?", score=1.0,
            exact=True, at=clock.now(),
        )
    )  # fmt: skip
    tx.session.add(
        Confirmation(
            **of, assistant_id="a", session_id="s", fulfillment_id="f", fulfillment_revision=1, tool="t", arguments=said,
            context=said, confirm="contact", expires_at=clock.now(),
        )
    )  # fmt: skip
    tx.session.add(
        FulfillmentCall(
            **of, fulfillment_id="f", fulfillment_revision=1, tool="t", purpose="message", safe=True, arguments=said,
            context=said, request=said, reply=SEEDED, error=SEEDED, ms=1,
        )
    )  # fmt: skip
    tx.session.add(
        LabResult(**of, run_id="r", position=1, target="live", mode="actual_km", answer=SEEDED, chunks=[SEEDED])
    )


def sound_bytes(file: Path) -> bytes:
    """The bytes of an SQLite file that is whole."""
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return file.read_bytes()


async def test_what_is_past_its_retention_is_deleted_with_everything_that_hangs_on_it(
    signed_in: httpx2.AsyncClient,
    runtime: Runtime,
    store: Store,
    say: Say,
    words: Words,
    assistant: dict[str, Any],
    frozen_clock: object,
) -> None:
    old = await say(f"{SEEDED}?")
    await signed_in.put(f"/api/v1/messages/{old}/feedback", json={"rating": "up", "comment": SEEDED})
    await words()
    clock.tick(181 * 86_400)
    new = await say("Where are you?", session="s-2")
    await retention(runtime)
    assert await found(signed_in) == [new]
    left = await runtime.db.aread(lambda tx: holding(tx, store, old) + holding(tx, store, SEEDED))
    assert left == []


async def test_a_workspace_that_keeps_less_deletes_sooner(
    signed_in: httpx2.AsyncClient, runtime: Runtime, say: Say, assistant: dict[str, Any], frozen_clock: object
) -> None:
    await say()
    await runtime.db.awrite(keep_ninety_days)
    clock.tick(91 * 86_400)
    new = await say("Where are you?", session="s-2")
    await retention(runtime)
    assert await found(signed_in) == [new]


async def test_an_open_run_is_not_deleted(signed_in: httpx2.AsyncClient, runtime: Runtime, say: Say) -> None:
    id_ = await say()
    await runtime.db.awrite(lambda tx: tx.run(SQL("UPDATE assistant_messages SET outcome = NULL")))
    clock.tick(200 * 86_400)
    try:
        await retention(runtime)
        rows = await runtime.db.aread(lambda tx: tx.rows(SQL("SELECT id FROM assistant_messages")))
        assert [row.id for row in rows] == [id_]
    finally:
        clock.tick(-200 * 86_400)


async def test_erasing_a_user_leaves_no_hit_for_what_they_said_and_keeps_the_counts(
    signed_in: httpx2.AsyncClient, runtime: Runtime, store: Store, say: Say, words: Words
) -> None:
    person = f"{SEEDED}@example.com"
    erased = [
        await say(f"My name is {SEEDED} {n}", f"Hello {SEEDED}", user=person, session=f"{SEEDED}-{n}",
                  metadata=f'{{"name": "{SEEDED}"}}', tokens=(10, 5))
        for n in range(3)
    ]  # fmt: skip
    other = await say("Open on Sunday?", user="u8", session="s-2")
    said = {"rating": "down", "comment": SEEDED, "userId": person, "correctAnswer": SEEDED, "reason": SEEDED}
    await signed_in.put(f"/api/v1/messages/{erased[0]}/feedback", json=said)
    await runtime.db.awrite(lambda tx: append_log(tx, [LogRange(erased[0], 1, [SEEDED])]))
    workspace_id = await workspace_of(signed_in)
    await runtime.db.awrite(lambda tx: add_copies(tx, workspace_id, erased[0]))
    await words()
    export, _ = await written(signed_in, runtime)
    assert await runtime.db.aread(lambda tx: holding(tx, store, SEEDED))

    done = await assistants.erase_user(runtime, workspace_id, person)

    assert (done.messages, done.exports, done.elsewhere) == (3, 1, 4)
    assert await runtime.db.aread(lambda tx: holding(tx, store, SEEDED)) == []
    assert not await runtime.storage.exists(f"{workspace_id}/exports/{export['id']}.csv")
    _, rows = await written(signed_in, runtime)
    assert SEEDED not in str(rows) and len(rows) == 4
    assert await found(signed_in) == [other, *erased[::-1]]
    assert await found(signed_in, q=SEEDED) == []
    board = (await signed_in.get("/api/v1/gen-ai/dashboard")).json()
    assert (board["totals"]["messages"], board["totals"]["promptTokens"], board["totals"]["down"]) == (4, 30, 1)
    shown = await signed_in.get(f"/api/v1/messages/{erased[0]}")
    assert (shown.status_code, shown.json()["answer"]) == (200, "")
    assert (await assistants.erase_user(runtime, workspace_id, person)).messages == 0


async def test_erased_words_are_gone_from_the_file_too(
    signed_in: httpx2.AsyncClient, runtime: Runtime, say: Say, words: Words
) -> None:
    if runtime.db.dialect != "sqlite":
        pytest.skip("PostgreSQL frees its pages by itself")
    await say(f"{SEEDED} was here", user="u7")
    await words()
    await assistants.erase_user(runtime, await workspace_of(signed_in), "u7")
    while not runtime.db.forget_deleted():
        pass
    file = runtime.db.engine.url.database
    assert file
    assert SEEDED.encode() not in sound_bytes(Path(file))


async def test_a_user_of_the_same_name_in_another_workspace_is_left_alone(
    signed_in: httpx2.AsyncClient, runtime: Runtime, say: Say
) -> None:
    await say(user="u7")
    await assistants.erase_user(runtime, "0197aaaa-0000-7000-8000-000000000000", "u7")
    assert len(await found(signed_in, userId="u7")) == 1
