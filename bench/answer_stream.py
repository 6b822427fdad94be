"""The answer stream beside the bare relay: `python -m bench.answer_stream [--streams 200] [--seconds 10] [--rounds 3]`.

a. an assistant without knowledge (`model_answers`, grounding off), server pinned to one core
"""

import argparse
import json
import tempfile
from pathlib import Path

from bench import comparing
from bench.install import running

PORT = 8250


def plain(folder: Path, streams: int, seconds: float, rounds: int) -> dict:
    """Without knowledge: what the path itself costs."""
    with (
        comparing.references() as targets,
        running(folder, PORT, cores="0", COMITY_OUTBOUND__ALLOW='["127.0.0.1:9900"]') as install,
    ):
        model = install.model(f"http://127.0.0.1:{comparing.MODEL_PORT}/v1")
        key = install.assistant(
            name="Plain",
            model=model,
            fallbackBehaviour="model_answers",
            groundingPolicy="off",
            prompt="Answer briefly.",
        )
        body = {
            "message": "When is order {n} paid back?",
            "sessionId": "bench-{i}",
            "stream": True,
            "streamFormat": "delta",
        }
        target = comparing.target("comity", f"{install.url}/api/v1/messages", body, key=key, pid=install.pid)
        return comparing.compare([*targets, target], streams=streams, seconds=seconds, rounds=rounds)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--streams", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="comity-bench-") as folder:
        print(json.dumps(plain(Path(folder), asked.streams, asked.seconds, asked.rounds), indent=1))


if __name__ == "__main__":
    main()
