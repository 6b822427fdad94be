"""Rolling a large base back after 500 of its documents were deleted (`knowledge.md` check 30): `python -m bench.rollback --folder F`.

The ten results of 200 questions, with their scores, are those of the old version again; the difference between the versions lists
the documents. The folder is made when it is new, as by `bench.reembed`. Prints what happened and one JSON line.
"""

import json
import time
from typing import Any

import httpx2

from bench.filling import questions
from bench.large import Large, large, options
from bench.move_kills import compare

QUESTIONS = 200
DELETED = 500


def listed(base: Large, old: int, new: int) -> dict[str, Any]:
    """What the difference between two versions lists, read page by page: ids of documents, and how many chunks it counts."""
    ids: list[str] = []
    page: dict[str, Any] = {"nextCursor": ""}
    while page["nextCursor"] is not None:
        page = base.get("/diff", **{"from": old}, to=new, kind="document", limit=200, cursor=page["nextCursor"])
        ids += [item["documentId"] for item in page["data"] if item["change"] == "removed"]
    return {"ids": ids, "documents": page["documents"], "chunks": page["chunks"]}


def deleted(base: Large, writer: httpx2.Client) -> list[str]:
    """Deletes documents out of the middle; returns their ids."""
    found: list[str] = []
    cursor = ""
    while len(found) < 2 * DELETED:
        page = base.get("/documents", limit=200, cursor=cursor)
        found += [row["id"] for row in page["data"]]
        cursor = page["nextCursor"]
    chosen = found[1::2][:DELETED]
    for id_ in chosen:
        writer.delete(f"{base.path}/documents/{id_}").raise_for_status()
    return chosen


def published(writer: httpx2.Client, base: Large, path: str = "/publish") -> tuple[int, float]:
    """The number of the version that came of it, and seconds."""
    begun = time.perf_counter()
    made = writer.post(base.path + path, json={}).raise_for_status().json()
    return made["version"]["number"], round(time.perf_counter() - begun, 2)


def measure(base: Large, chosen: Any) -> dict[str, Any]:
    """All of it."""
    asked = questions(chosen.data)[:QUESTIONS]
    headers = {"Authorization": f"Bearer {base.install.key('knowledge:read', 'knowledge:write')}"}
    with httpx2.Client(base_url=base.install.url, headers=headers, timeout=300) as writer:
        old, first = published(writer, base)
        base.wait_until_whole(asked[0])
        before = [base.ten(text) for text in asked]
        ids = deleted(base, writer)
        new, second = published(writer, base)
        base.wait_until_whole(asked[0])
        without = [base.ten(text) for text in asked]
        begun = time.perf_counter()
        difference = listed(base, old, new)
        read = round(time.perf_counter() - begun, 2)
        restored, third = published(writer, base, f"/versions/{old}/rollback")
        base.wait_until_whole(asked[0])
        after = [base.ten(text) for text in asked]
        base.wait_until_whole(asked[0], str(old))
        of_version = [base.ten(text, str(old)) for text in asked]
    return {
        "seconds: first version, after the deletion, rollback": [first, second, third],
        "seconds to read the difference": read,
        "documents deleted, and listed": [len(ids), len(set(ids) & set(difference["ids"]))],
        "counted": [difference["documents"], difference["chunks"]],
        "questions that the deletion changed": sum(one != two for one, two in zip(before, without, strict=True)),
        "before and after the rollback": compare(before, after),
        "the head and the old version": compare(after, of_version),
        "versions": [old, new, restored],
    }


def main() -> None:
    """Measures and prints."""
    chosen = options(__doc__, port=9920, documents=5_000).parse_args()
    with large(chosen) as base:
        found = measure(base, chosen)
    for name, value in found.items():
        print(f"{name:56}{value}")
    print(json.dumps({"bench": "rollback", **found}))


if __name__ == "__main__":
    main()
