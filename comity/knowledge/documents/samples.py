"""Sample documents that come with Comity, for a first try."""

from pathlib import Path

import comity

PACKAGE = Path(comity.__file__).parent
NAMES = ("service-policy-en.md", "service-policy-th.md", "price-list.html")
"""Those of the demo that answer its example questions, and are read in seconds."""


def folder() -> Path:
    """The demo's folder: inside an installed package, or in a checkout."""
    installed = PACKAGE / "examples" / "demo"
    return installed if installed.is_dir() else PACKAGE.parent / "examples" / "demo"


def read_samples() -> list[tuple[str, bytes]]:
    """Name and content of each sample document. Raises `OSError` when this installation lacks them."""
    return [(name, (folder() / "documents" / name).read_bytes()) for name in NAMES]
