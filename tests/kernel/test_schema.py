"""The migrations make exactly the tables of the code, on both databases, and refuse what is newer than they are."""

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, inspect

from comity.kernel.config import Settings
from comity.kernel.db.schema import SchemaIsNewer, bring_to_head, current_revision, head_of, open_for_migration
from comity.migrations import FOLDER
from tests.conftest import DATABASES


@pytest.fixture(params=DATABASES)
def settings(request: pytest.FixtureRequest, settings_of: Any) -> Settings:
    return settings_of(request.param)


def test_an_empty_database_at_head_has_the_tables_of_the_code(settings: Settings, tables: MetaData) -> None:
    bring_to_head(settings, FOLDER)
    engine = open_for_migration(settings)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), tables)
        assert current_revision(connection) == head_of(FOLDER)
    engine.dispose()
    assert differences == []


def test_bringing_to_head_again_changes_nothing(settings: Settings) -> None:
    bring_to_head(settings, FOLDER)
    bring_to_head(settings, FOLDER)
    engine = open_for_migration(settings)
    with engine.connect() as connection:
        assert inspect(connection).has_table("accounts")
    engine.dispose()


def test_a_database_of_a_newer_program_is_left_alone(settings: Settings) -> None:
    bring_to_head(settings, FOLDER)
    engine = open_for_migration(settings)
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    engine.dispose()
    with pytest.raises(SchemaIsNewer, match="9999"):
        bring_to_head(settings, FOLDER)
