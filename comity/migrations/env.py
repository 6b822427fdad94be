"""Run by Alembic: the connection comes from `kernel.db.schema`, the tables, when a migration is written, from the caller."""

from typing import Any

from alembic import context

from comity.kernel.db.columns import Json, Time


def render(kind: str, item: Any, autogen: Any) -> str | bool:
    """Our column types as the plain ones they are in the database: a migration must not change when the code does."""
    if kind == "type" and isinstance(item, Time):
        return "sa.BigInteger()"
    if kind == "type" and isinstance(item, Json):
        return "sa.Text()"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("tables"),
    render_item=render,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=True,
)
context.run_migrations()
