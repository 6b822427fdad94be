"""Writes a migration: the difference between the tables in the code and the newest migration.

    python .ci/write_migration.py "add due dates to documents"
    python .ci/write_migration.py --initial      replaces 0001, as long as nothing was released

It compares on an empty SQLite database; look at the file before you commit it: renames look like a drop and an add.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from alembic import command

from comity.kernel.config import Settings
from comity.kernel.db.schema import alembic_config, open_for_migration, upgrade
from comity.migrations import FOLDER
from comity.worker import tables


def main(message: str) -> None:
    """Writes `NNNN_<message>.py` into the folder of migrations."""
    versions = FOLDER / "versions"
    if message == "--initial":
        for file in versions.glob("[0-9]*_*.py"):
            file.unlink()
        message = "initial"
    number = f"{len(list(versions.glob('[0-9]*_*.py'))) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        engine = open_for_migration(Settings(data_dir=Path(folder)))
        with engine.connect() as connection:
            if number != "0001":
                upgrade(connection, FOLDER)
            config = alembic_config(FOLDER, connection)
            config.attributes["tables"] = tables()
            config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
            script = command.revision(config, message, autogenerate=True, rev_id=number)
        engine.dispose()
    path = Path(script.path)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.lstrip().startswith("# ###")))


main(" ".join(sys.argv[1:]) or "change")
