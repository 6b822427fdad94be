"""Asks an assistant over the messaging API: the answer as it is written, then its sources. A session remembers what was said."""

import json
import os
import sys
import urllib.request
from collections.abc import Iterator
from typing import Any


def frames(question: str, session_id: str) -> Iterator[dict[str, Any]]:
    """The frames of the answer's stream; a refusal before the first of them raises `HTTPError`."""
    request = urllib.request.Request(
        os.environ["COMITY_URL"] + "/api/v1/messages",
        data=json.dumps(
            {"message": question, "sessionId": session_id, "stream": True, "streamFormat": "delta"}
        ).encode(),
        headers={"Authorization": f"Bearer {os.environ['COMITY_SECRET_KEY']}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=130) as reply:
        for line in reply:
            if line.startswith(b"data: "):
                yield json.loads(line[6:])


def ask(question: str, session_id: str) -> dict[str, Any]:
    """Prints the answer while it comes and returns the finished frame."""
    for frame in frames(question, session_id):
        if frame.get("__error"):
            raise SystemExit(f"{frame['code']} {frame['message']}")
        if frame["__status"] == "finished":
            print()
            return frame
        if frame.get("reset"):  # the model failed, and another one begins the answer again
            print("\n---")
        print(frame["delta"], end="", flush=True)
    raise SystemExit("The stream ended early. Read on at GET /api/v1/messages/{id}/stream.")


if __name__ == "__main__":
    finished = ask(" ".join(sys.argv[1:]) or "What can you help me with?", "example-1")
    for number, result in enumerate(finished["searchResults"]["data"], 1):
        print(f"[{number}] {result['document']['path']}")
