"""What differs between two versions of an assistant: by field, and for texts by lines."""

import difflib
from dataclasses import dataclass
from typing import Any

LINE_FIELDS = {"prompt", "greetingMessage"}


@dataclass(frozen=True, slots=True)
class Difference:
    """`data`: items {path, before, after, hunks?}; `fulfillments`: {id, before, after} whose revision moved."""

    data: list[dict[str, Any]]
    fulfillments: list[dict[str, Any]]


def differences(
    old: dict[str, Any], new: dict[str, Any], old_revisions: dict[str, int], new_revisions: dict[str, int]
) -> Difference:
    """Compares two contents and the fulfillment revisions they were made with."""
    data = [
        _item(path, old.get(path), new.get(path))
        for path in dict.fromkeys([*old, *new])
        if old.get(path) != new.get(path)
    ]
    shared = set(old.get("fulfillmentIds", [])) & set(new.get("fulfillmentIds", []))
    moved = [
        {"id": id_, "before": old_revisions[id_], "after": new_revisions[id_]}
        for id_ in sorted(shared)
        if id_ in old_revisions and id_ in new_revisions and old_revisions[id_] != new_revisions[id_]
    ]
    return Difference(data, moved)


def _item(path: str, before: Any, after: Any) -> dict[str, Any]:
    item = {"path": path, "before": before, "after": after}
    if path in LINE_FIELDS:
        item["hunks"] = line_hunks(before or "", after or "")
    return item


def line_hunks(before: str, after: str) -> list[dict[str, Any]]:
    """Line hunks with three lines around: {beforeStart, afterStart, lines: [{kind: same|added|removed, text}]}."""
    old, new = before.splitlines(), after.splitlines()
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    hunks = []
    for group in matcher.get_grouped_opcodes(3):
        lines: list[dict[str, str]] = []
        for tag, a1, a2, b1, b2 in group:
            if tag == "equal":
                lines += [{"kind": "same", "text": text} for text in old[a1:a2]]
            else:
                lines += [{"kind": "removed", "text": text} for text in old[a1:a2]]
                lines += [{"kind": "added", "text": text} for text in new[b1:b2]]
        hunks.append({"beforeStart": group[0][1] + 1, "afterStart": group[0][3] + 1, "lines": lines})
    return hunks
