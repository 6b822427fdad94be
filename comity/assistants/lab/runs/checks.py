"""What is asked of an answer without a model: pure, the same every time (`assistants.md` 3.13)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from comity.assistants.lab.testsets.schemas import StepSpec
from comity.kernel.text import detect_language, fold

_NUMBER = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Found:
    """A chunk that was sent: its id, its score, and the names by which a file may call its document."""

    id: str
    score: float
    names: tuple[str, ...] = ()
    wire: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heard:
    """What came back for a question. `answer` is None where none was wanted; `cited`: ids of chunks that sentences rest on."""

    chunks: Sequence[Found] = ()
    answer: str | None = None
    outcome: str | None = None
    cited: frozenset[str] = frozenset()
    hands_over: bool = False
    seconds: float = 0.0


def found_of(results: Sequence[dict[str, Any]], bases: Mapping[str, str]) -> list[Found]:
    """The chunks of `searchResults.data`; `bases`: the id of the base that each fulfillment searches."""
    return [_found(item, bases.get(item["fulfillmentId"])) for item in results]


def _found(item: dict[str, Any], base_id: str | None) -> Found:
    document = item["document"]
    path: str = document["path"] or ""
    names = (document["id"], document["documentId"] or "", path, path.partition("#")[0], document["title"] or "")
    wire = {"id": document["id"], "score": item["sortingScore"], "title": document["title"] or "", "path": path}
    return Found(
        document["id"],
        item["sortingScore"],
        tuple(fold(name) for name in names if name),
        {**wire, "content": document["content"], "knowledgeBaseId": base_id},
    )


def cited_chunks(answer: str, chunks: Sequence[Found], grounding: dict[str, Any] | None) -> frozenset[str]:
    """The chunks that an answer names by `[n]`, or that its sentences were found to rest on."""
    numbers = {int(match) for match in _NUMBER.findall(answer)}
    named = {chunk.id for number, chunk in enumerate(chunks, 1) if number in numbers}
    sentences = (grounding or {}).get("sentences", [])
    return frozenset(named | {source["chunkId"] for one in sentences for source in one["sources"]})


def match_of(expected: Sequence[str], chunks: Sequence[Found]) -> tuple[str, int | None]:
    """Whether an expected chunk is among those sent, and the rank of the first of them, from 1."""
    if not expected:
        return "n/a", None
    ranks = [rank for rank, chunk in enumerate(chunks, 1) if chunk.id in expected]
    return ("match", ranks[0]) if ranks else ("no_match", None)


def check(spec: StepSpec, heard: Heard) -> list[dict[str, Any]]:
    """Each check of the file with whether it holds and what to know about it; none where no answer was wanted."""
    if heard.answer is None:
        return []
    checks = [_contains(text, heard, wanted=True) for text in spec.must_contain]
    checks += [_contains(text, heard, wanted=False) for text in spec.must_not_contain]
    checks += [_cites(name, heard) for name in spec.must_cite]
    if spec.expect is not None:
        checks.append(_expected(spec.expect, heard))
    if spec.language is not None:
        checks.append(_speaks(spec.language, heard.answer))
    if spec.max_seconds is not None:
        holds = heard.seconds <= spec.max_seconds
        checks.append(_said("max seconds", holds, f"{spec.max_seconds:g}"))
    return checks


def _said(name: str, passed: bool, detail: str) -> dict[str, Any]:
    return {"check": name, "passed": passed, "detail": detail}


def _contains(text: str, heard: Heard, *, wanted: bool) -> dict[str, Any]:
    holds = _plain(text) in _plain(heard.answer or "")
    return _said("must contain" if wanted else "must not contain", holds is wanted, text)


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def _cites(name: str, heard: Heard) -> dict[str, Any]:
    wanted = fold(name)
    holds = any(wanted in chunk.names or chunk.id == name for chunk in heard.chunks if chunk.id in heard.cited)
    return _said("must cite", holds, name)


def _expected(expect: str, heard: Heard) -> dict[str, Any]:
    holds = heard.hands_over if expect == "handoff" else heard.outcome == expect
    return _said("expect", holds, expect if holds else f"{expect}, but it was {heard.outcome}")


def _speaks(language: str, answer: str) -> dict[str, Any]:
    spoken = detect_language(_NUMBER.sub("", answer))
    holds = spoken.partition("-")[0].lower() == language.partition("-")[0].lower()
    return _said("language", holds, language if holds else f"{language}, but it was {spoken}")


def verdict(
    mode: str, match: str, checks: Sequence[dict[str, Any]], judged: bool | None, *, require_match: bool
) -> bool | None:
    """Whether a step passes: every check, the match where it is asked, the judge; None where nothing was asked."""
    asked = [one["passed"] for one in checks]
    if match != "n/a" and (mode == "search_km" or (mode == "actual_km" and require_match)):
        asked.append(match == "match")
    if judged is not None:
        asked.append(judged)
    return all(asked) if asked else None
