"""The contract with a Target Endpoint: what is sent, and what is taken from the reply (`knowledge.md` 3.7). Pure."""

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

ENTRIES = 100
CONTENT_CHARACTERS = 20_000
PATH_CHARACTERS = 2048
REPLY_BYTES = 2 * 1024 * 1024


class NotTheContract(Exception):
    """The reply is not what was agreed; `rule` is `notJson` or `noData`."""

    def __init__(self, rule: str, message: str) -> None:
        self.rule, self.message = rule, message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Entry:
    """A usable entry: `score` as it came, `sorting_score` cut to 0..1."""

    chunk_id: str
    content: str
    path: str
    score: float
    sorting_score: float


def request_body(
    message: str, message_en: str | None, terms: Sequence[str], keywords: Sequence[str], *, send_terms: bool
) -> dict[str, Any]:
    """The body: exactly two keys, and the generated terms where the base is set up to send them."""
    body: dict[str, Any] = {"message": message, "message_en": message_en or message}
    if send_terms:
        body |= {"searchTerms": list(terms), "keywords": list(keywords)}
    return body


def read_reply(body: bytes) -> tuple[list[Entry], list[dict[str, str]]]:
    """The usable entries of a reply, best first and each chunk once, with warnings on the others.

    Raises `NotTheContract` for what is no JSON object with a list `data`.
    """
    data = _data(body)
    notes: Counter[str] = Counter()
    if len(data) > ENTRIES:
        notes["too_many_entries"] = len(data) - ENTRIES
    best: dict[str, Entry] = {}
    for raw in data[:ENTRIES]:
        entry = _entry(raw, notes)
        if entry and (entry.chunk_id not in best or entry.sorting_score > best[entry.chunk_id].sorting_score):
            best[entry.chunk_id] = entry
    found = sorted(best.values(), key=lambda entry: (-entry.sorting_score, entry.chunk_id))
    return found, [{"code": code, "message": SAYS[code].format(count)} for code, count in notes.items()]


SAYS = {
    "too_many_entries": f"Entries beyond the first {ENTRIES} that were not read: {{}}.",
    "entry_skipped": "Entries without a text 'content' or a number 'score' that were left out: {}.",
    "score_out_of_range": "Scores outside 0 to 1 that were cut to that range: {}.",
    "content_cut": f"Texts that were cut to {CONTENT_CHARACTERS:,} characters: {{}}.",
}


def chunk_id(path: str, content: str) -> str:
    """`x` and 11 characters of base32: the same for the same path and content."""
    digest = hashlib.sha256((path + content).encode("utf-8", "surrogatepass")).digest()
    return "x" + base64.b32encode(digest).decode()[:11].lower()


def _data(body: bytes) -> list[Any]:
    try:
        reply = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotTheContract("notJson", "The reply is not JSON.") from error
    data = reply.get("data") if isinstance(reply, dict) else None
    if not isinstance(data, list):
        raise NotTheContract("noData", "The reply is JSON, but no object with a list 'data'.")
    return data


def _entry(raw: Any, notes: Counter[str]) -> Entry | None:
    content, path, score = _parts(raw)
    if not isinstance(content, str) or not content.strip() or not isinstance(score, int | float):
        notes["entry_skipped"] += 1
        return None
    if len(content) > CONTENT_CHARACTERS:
        notes["content_cut"] += 1
        content = content[:CONTENT_CHARACTERS]
    if not 0 <= score <= 1:
        notes["score_out_of_range"] += 1
    place = path[:PATH_CHARACTERS] if isinstance(path, str) else ""
    return Entry(chunk_id(place, content), content, place, float(score), float(min(1, max(0, score))))


def _parts(raw: Any) -> tuple[Any, Any, Any]:
    """Content, path and score as they came; None for what is not there."""
    entry: dict[str, Any] = raw if isinstance(raw, dict) else {}
    document: dict[str, Any] = entry["document"] if isinstance(entry.get("document"), dict) else {}
    score = entry.get("score")
    return document.get("content"), document.get("path"), None if isinstance(score, bool) else score
