"""The words of questions and answers, for the report's search: FTS5 on SQLite, `tsvector` on PostgreSQL, over our own terms.

Derived data in a table that no migration knows: it is made when it is missing, and filled a moment after each answer. A place is
a message's time with a few bits of its id: it orders the words of all messages by time, which is how a page is read.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from comity.kernel.db import SQL, Database, Tx
from comity.kernel.text import analyse

ANSWER_CHARACTERS = 1000
MERGE_PAGES = 500
NEWEST = 10_000
"""PostgreSQL cannot tell a rare word from a frequent one: as many are looked through in order, what is rarer is taken by its terms."""
PLACE_BITS = 11
PLACE_END = 2**63 - 1
LANGUAGE = "und"
"""One for texts and queries: a query is too short to tell its language, and both must give the same stems."""

_SQLITE = [
    SQL(
        """CREATE VIRTUAL TABLE IF NOT EXISTS assistant_message_words USING fts5
        (message_id UNINDEXED, terms, detail=none, tokenize="unicode61 remove_diacritics 0")"""
    )
]
_POSTGRESQL = [
    SQL(
        """CREATE TABLE IF NOT EXISTS assistant_message_words
        (place bigint PRIMARY KEY, workspace_id text NOT NULL, message_id text NOT NULL, terms tsvector NOT NULL)"""
    ),
    SQL("CREATE INDEX IF NOT EXISTS ix_message_words_place ON assistant_message_words (workspace_id, place)"),
    SQL("CREATE INDEX IF NOT EXISTS ix_message_words_terms ON assistant_message_words USING gin (terms)"),
]
_LOCK_MAKING = SQL("SELECT pg_advisory_xact_lock(7204992)")
_ADD_SQLITE = SQL(
    "INSERT OR REPLACE INTO assistant_message_words (rowid, message_id, terms) VALUES (:place, :message_id, :terms)"
)
_ADD_POSTGRESQL = SQL(
    """INSERT INTO assistant_message_words (place, workspace_id, message_id, terms)
    VALUES (:place, :workspace_id, :message_id, array_to_tsvector(string_to_array(:terms, ' ')))
    ON CONFLICT (place) DO UPDATE SET message_id = :message_id, terms = excluded.terms"""
)
_FIND_SQLITE = SQL(
    """SELECT rowid AS place, message_id FROM assistant_message_words WHERE assistant_message_words MATCH :wanted
    AND rowid < :before AND rowid >= :first ORDER BY rowid DESC LIMIT :limit"""
)
_FIND_AMONG_NEWEST = SQL(
    """SELECT place, message_id FROM (SELECT place, message_id, terms FROM assistant_message_words
        WHERE workspace_id = :workspace_id AND place < :before AND place >= :first ORDER BY place DESC LIMIT :newest) newest
    WHERE terms @@ CAST(:wanted AS tsquery) ORDER BY place DESC LIMIT :limit"""
)
_FIND_BY_TERMS = SQL(
    """SELECT place, message_id FROM assistant_message_words WHERE workspace_id = :workspace_id
    AND terms @@ CAST(:wanted AS tsquery) AND place < :before AND place >= :first ORDER BY place + 0 DESC LIMIT :limit"""
)
_DELETE_SQLITE = SQL("DELETE FROM assistant_message_words WHERE rowid = :place")
_DELETE_POSTGRESQL = SQL("DELETE FROM assistant_message_words WHERE place = :place")
_MERGE_SQLITE = SQL("INSERT INTO assistant_message_words (assistant_message_words, rank) VALUES ('merge', :pages)")


@dataclass(frozen=True, slots=True)
class Words:
    """The terms of one message, ready to be stored."""

    message_id: str
    workspace_id: str
    at: int
    terms: str


def prepare(database: Database) -> None:
    """Makes the table when it is missing."""

    def make(tx: Tx) -> None:
        if tx.dialect == "postgresql":
            tx.rows(_LOCK_MAKING)
        for statement in _SQLITE if tx.dialect == "sqlite" else _POSTGRESQL:
            tx.run(statement)

    database.write(make)


def read(message_id: str, workspace_id: str, at: int, question: str, answer: str | None) -> Words:
    """Takes a message's terms; slow enough to be done outside a transaction."""
    found = analyse(f"{question}\n{(answer or '')[:ANSWER_CHARACTERS]}", LANGUAGE).terms
    terms = [_workspace_term(workspace_id), *sorted({_plain(term) for term in found})]
    return Words(message_id, workspace_id, at, " ".join(terms))


def store(tx: Tx, found: Sequence[Words]) -> None:
    """Adds messages to the index."""
    statement = _ADD_SQLITE if tx.dialect == "sqlite" else _ADD_POSTGRESQL
    for one in found:
        more: dict[str, Any] = {} if tx.dialect == "sqlite" else {"workspace_id": one.workspace_id}
        tx.run(statement, place=place_of(one.at, one.message_id), message_id=one.message_id, terms=one.terms, **more)


def find(tx: Tx, workspace_id: str, q: str, *, first: int, before: int, limit: int) -> Sequence[Any]:
    """Place and message of what holds every word of `q`, the newest first, of places in `[first, before)`."""
    wanted, span = _wanted(q, tx.dialect), {"first": first, "before": before, "limit": limit}
    if tx.dialect == "sqlite":
        return tx.rows(_FIND_SQLITE, wanted=f"{_workspace_term(workspace_id)} AND {wanted}", **span)
    frequent = tx.rows(_FIND_AMONG_NEWEST, workspace_id=workspace_id, wanted=wanted, newest=NEWEST, **span)
    if len(frequent) == limit:
        return frequent
    return tx.rows(_FIND_BY_TERMS, workspace_id=workspace_id, wanted=wanted, **span)


def forget(tx: Tx, messages: Sequence[tuple[int, str]]) -> None:
    """Takes messages, by time and id, out of the index."""
    statement = _DELETE_SQLITE if tx.dialect == "sqlite" else _DELETE_POSTGRESQL
    tx.run_many(statement, [{"place": place_of(at, id_)} for at, id_ in messages])


def merge(tx: Tx, *, begin: bool) -> bool:
    """Has SQLite rewrite a little of its index without deleted words; True while there is more of it. `begin`: the first time."""
    if tx.dialect != "sqlite":
        return False
    driver: Any = tx.connection.connection.driver_connection
    before = driver.total_changes
    tx.run(_MERGE_SQLITE, pages=-MERGE_PAGES if begin else MERGE_PAGES)
    return driver.total_changes - before >= 2


def place_of(at: int, message_id: str = "") -> int:
    """Where a message stands; without an id the first place of that microsecond."""
    tail = zlib.crc32(message_id.encode()) & ((1 << PLACE_BITS) - 1) if message_id else 0
    return (at << PLACE_BITS) | tail


def can_search(q: str) -> bool:
    """Whether anything in `q` is a word."""
    return bool(analyse(q, LANGUAGE).terms)


def _wanted(q: str, dialect: str) -> str:
    """The query in the engine's language: terms hold letters and digits alone, so that none of them can be an operator."""
    both, quote = (" AND ", '"') if dialect == "sqlite" else (" & ", "'")
    terms = dict.fromkeys(_plain(term) for term in analyse(q, LANGUAGE).terms)
    return both.join(f"{quote}{term}{quote}" for term in terms)


def _plain(term: str) -> str:
    """A term as letters and digits alone: marks, such as Thai vowels, would end a word for the engines."""
    return "".join(c if c.isalnum() else f"x{ord(c):x}x" for c in term)


def _workspace_term(workspace_id: str) -> str:
    return "workspace" + workspace_id.replace("-", "")
