"""Run by Alembic: the connection comes from `kernel.db.schema`, the tables, when a migration is written, from the caller."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.sql.elements import False_, True_

from comity.kernel.db.columns import Json, Time


def render(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """Our column types as plain ones, for a migration must not change when the code does, and truth as both databases write it."""
    if kind == "type" and isinstance(item, Time):
        return "sa.BigInteger()"
    if kind == "type" and isinstance(item, Json):
        return "sa.Text()"
    if kind == "server_default" and isinstance(getattr(item, "arg", None), (True_, False_)):
        return "sa.true()" if isinstance(item.arg, True_) else "sa.false()"
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
