"""Runs every measurement of `bench/` or `evals/`, one after the other: `make bench`, `make evals`.

What a measurement needs beside the checkout it says itself.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEASUREMENTS = {
    "bench": ("startup", "answer_stream", "search", "ingestion"),
    "evals": ("retrieval", "extractive", "grounding", "offtopic"),
}


def main(folder: str) -> int:
    """Runs each measurement in a process of its own; returns 1 when one failed."""
    failed = []
    for name in MEASUREMENTS[folder]:
        if (ROOT / folder / f"{name}.py").is_file():
            print(f"\n##### {folder}.{name}", flush=True)
            if subprocess.run([sys.executable, "-m", f"{folder}.{name}"], cwd=ROOT).returncode:
                failed.append(name)
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll measurements ran.")
    return 1 if failed else 0


sys.exit(main(sys.argv[1]))
