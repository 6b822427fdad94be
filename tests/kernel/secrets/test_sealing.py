"""Secrets at rest: they open in their place, with their key, and nowhere else (`accounts.md` 3.12)."""

import pytest

from comity.kernel.db import SQL, Database
from comity.kernel.secrets import Secrets, SecretUnreadable

HERE = ("w1", "model_connections", "api_key", "row-1")


@pytest.fixture
def secrets() -> Secrets:
    return Secrets(b"m" * 32)


@pytest.fixture
def sealed(database: Database, secrets: Secrets) -> str:
    return database.write(lambda tx: secrets.seal(tx, *HERE, "sk-geheim-ก"))


def test_what_was_sealed_opens_in_its_place(database: Database, secrets: Secrets, sealed: str) -> None:
    assert sealed.startswith("v1:")
    assert "geheim" not in sealed
    assert database.read(lambda tx: secrets.open(tx, *HERE, sealed)) == "sk-geheim-ก"


def test_the_same_text_is_never_sealed_the_same_way_twice(database: Database, secrets: Secrets, sealed: str) -> None:
    assert database.write(lambda tx: secrets.seal(tx, *HERE, "sk-geheim-ก")) != sealed


@pytest.mark.parametrize("part", range(4))
def test_a_value_moved_elsewhere_does_not_open(database: Database, secrets: Secrets, sealed: str, part: int) -> None:
    place = [*HERE]
    place[part] = "other"
    database.write(lambda tx: secrets.seal(tx, "other", "t", "c", "r", "x"))
    with pytest.raises(SecretUnreadable):
        database.read(lambda tx: secrets.open(tx, *place, sealed))


def test_an_altered_value_does_not_open(database: Database, secrets: Secrets, sealed: str) -> None:
    head, _, box = sealed.rpartition(":")
    altered = f"{head}:{box[:20]}{'A' if box[20] != 'A' else 'B'}{box[21:]}"
    for wrong in (altered, "", "v1:", "v2:" + sealed[3:], sealed + "!", "plain"):
        with pytest.raises(SecretUnreadable):
            database.read(lambda tx, wrong=wrong: secrets.open(tx, *HERE, wrong))


def test_another_master_key_stops_the_start_with_the_id_that_is_needed(
    database: Database, secrets: Secrets, sealed: str
) -> None:
    database.read(secrets.check)
    with pytest.raises(SystemExit, match=secrets.key_id):
        database.read(Secrets(b"x" * 32).check)


def test_a_data_key_that_was_rolled_back_is_not_used_again(database: Database, secrets: Secrets) -> None:
    def fail(tx: object) -> None:
        secrets.seal(tx, "w9", "t", "c", "r", "x")  # pyright: ignore[reportArgumentType]
        raise LookupError

    with pytest.raises(LookupError):
        database.write(fail)
    sealed = database.write(lambda tx: secrets.seal(tx, "w9", "t", "c", "r", "kept"))
    assert database.read(lambda tx: Secrets(b"m" * 32).open(tx, "w9", "t", "c", "r", sealed)) == "kept"


def test_the_data_key_is_not_stored_in_the_clear(database: Database, secrets: Secrets, sealed: str) -> None:
    row = database.read(lambda tx: tx.row(SQL("SELECT * FROM data_keys WHERE workspace_id = 'w1'")))
    assert row is not None
    assert row.master_key_id == secrets.key_id
    assert len(row.wrapped) > 60
