"""The tables of the index, in a schema of their own: derived data, so that no migration needs to know them.

`LAYOUT` is raised when they change; an older layout is dropped and filled again from the rows. Words are kept as lexemes with the
number of their base in front (`7:word`), so that no list of places ever spans two bases.
"""

from sqlalchemy.exc import DBAPIError

from comity.kernel.db import SQL, Database, Tx
from comity.kernel.errors import Unavailable

LAYOUT = 1
LOCK = "comity_search"


class PostgresSearchMissing(Unavailable):
    """The database cannot hold the index."""

    message = "PostgreSQL has no pgvector here. Install it, or set COMITY_KNOWLEDGE__ENGINE=embedded."


_AVAILABLE = SQL("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'")
_HAS_LAYOUT = SQL("SELECT to_regclass('comity_search.layout') IS NOT NULL")
_FORGET = SQL("DROP SCHEMA comity_search CASCADE")
_LAYOUT = SQL("SELECT max(version) FROM comity_search.layout")
_STATEMENTS = [
    SQL(text)
    for text in (
        "CREATE EXTENSION IF NOT EXISTS vector",
        "DROP SCHEMA IF EXISTS comity_search CASCADE",
        "CREATE SCHEMA comity_search",
        "CREATE TABLE comity_search.layout (version integer NOT NULL)",
        """CREATE TABLE comity_search.bases (
            no serial PRIMARY KEY, base_id text NOT NULL, generation_id text NOT NULL,
            seq bigint NOT NULL DEFAULT 0, vector_seq bigint NOT NULL DEFAULT 0,
            chunks bigint NOT NULL DEFAULT 0, lengths bigint[] NOT NULL DEFAULT '{0,0,0,0,0}',
            UNIQUE (base_id, generation_id))""",
        """CREATE TABLE comity_search.chunks (
            no integer NOT NULL REFERENCES comity_search.bases ON DELETE CASCADE, chunk_id text NOT NULL,
            revision_id text NOT NULL, document_id text NOT NULL, expires_us bigint NOT NULL, labels text[] NOT NULL,
            metadata jsonb NOT NULL, lengths integer[] NOT NULL, codes text[] NOT NULL, terms tsvector NOT NULL,
            PRIMARY KEY (no, chunk_id))""",
        "CREATE INDEX ON comity_search.chunks USING gin (terms)",
        "CREATE INDEX ON comity_search.chunks USING gin (codes)",
        """CREATE TABLE comity_search.vectors (
            no integer NOT NULL REFERENCES comity_search.bases ON DELETE CASCADE, chunk_id text NOT NULL,
            part integer NOT NULL, expires_us bigint NOT NULL, embedding halfvec NOT NULL,
            PRIMARY KEY (no, chunk_id, part))""",
        "ALTER TABLE comity_search.vectors ALTER COLUMN embedding SET STORAGE PLAIN",
        """CREATE TABLE comity_search.terms (
            no integer NOT NULL REFERENCES comity_search.bases ON DELETE CASCADE, term text NOT NULL,
            chunks integer NOT NULL, PRIMARY KEY (no, term))""",
        f"INSERT INTO comity_search.layout VALUES ({LAYOUT})",
    )
]


def prepare(database: Database) -> None:
    """Makes the tables when they are missing or of another layout; raises `PostgresSearchMissing`."""
    if database.dialect != "postgresql" or not database.read(lambda tx: tx.value(_AVAILABLE)):
        raise PostgresSearchMissing
    if database.read(_is_current):
        return
    try:
        database.write(_make)
    except DBAPIError as error:
        reason = str(error.orig).strip().partition("\n")[0]
        raise PostgresSearchMissing(
            f"PostgreSQL refused the search index ({reason}). Let the database's owner run CREATE EXTENSION vector, and let "
            "Comity's role create a schema, or set COMITY_KNOWLEDGE__ENGINE=embedded."
        ) from error


def forget(database: Database) -> None:
    """Drops the tables, if there are any."""
    if database.read(lambda tx: tx.value(_HAS_LAYOUT)):
        database.write(lambda tx: tx.run(_FORGET))


def _is_current(tx: Tx) -> bool:
    return bool(tx.value(_HAS_LAYOUT)) and tx.value(_LAYOUT) == LAYOUT


def _make(tx: Tx) -> None:
    tx.lock(LOCK)
    if not _is_current(tx):
        for statement in _STATEMENTS:
            tx.run(statement)
