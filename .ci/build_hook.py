"""Puts the built console and the demo's documents into the wheel, so that `pip install comity` needs neither Node nor a checkout."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ConsoleAndDemo(BuildHookInterface):
    """A hook of the wheel target. An editable install finds both in the checkout and needs nothing."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds the console when that was not done yet. Raises `SystemExit` when it cannot be built."""
        if version == "editable":
            return
        root = Path(self.root)
        build_data["force_include"][str(root / "examples" / "demo")] = "comity/examples/demo"
        if (root / "console" / "package.json").is_file():
            build_data["force_include"][str(_built(root / "console"))] = "comity/console"


def _built(console: Path) -> Path:
    dist = console / "dist"
    if not (dist / "index.html").is_file():
        if shutil.which("npm") is None:
            raise SystemExit(
                "The console is not built and npm is missing. Install Node 20, or run 'make console' first."
            )
        subprocess.run(["npm", "ci"], cwd=console, check=True)
        subprocess.run(["npm", "run", "build"], cwd=console, check=True)
    return dist
