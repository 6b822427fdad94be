"""The history of the schema: one line of numbered Alembic migrations, run on SQLite and PostgreSQL alike."""

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where Alembic finds `env.py` and `versions/`; inside the package, so that an installed Comity can upgrade itself."""
