"""What an entry would answer: the last questions of the workspace asked of it alone, and the entries that answer its own."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from comity.assistants import queries as assistant_queries
from comity.assistants.answering import question_language
from comity.assistants.memorized import queries
from comity.assistants.memorized.matching import Asked, Entry, Index, Match, exact_form, read_variant
from comity.assistants.memorized.matching.entries import ALWAYS_FROM, ALWAYS_TO
from comity.assistants.memorized.memory import Memory
from comity.assistants.memorized.saving import different, primary
from comity.assistants.memorized.schemas import (
    ConflictRead,
    PreviewConflict,
    PreviewQuestion,
    PreviewReply,
    PreviewRequest,
)
from comity.assistants.schemas import Content
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.runtime import Runtime

QUESTIONS = 1_000
SHOWN = 100
SOURCES = ("api", "openai", "sandbox", "channel", "copilot")
THRESHOLD = Content.model_fields["memorized_threshold"].default
CONFLICTS, TRIED = 200, 500
_NOBODY = "new"


@dataclass(slots=True)
class _Question:
    """A question that was asked, once for all who asked it in the same form of the same assistant."""

    newest: Any
    times: int = 1


async def preview(rt: Runtime, memory: Memory, actor: Actor, wanted: PreviewRequest) -> PreviewReply:
    """Which of the last 1,000 questions an entry would answer, by each assistant's own threshold, and who else answers it."""

    def read(tx: Tx) -> tuple[list[Any], dict[str, float]]:
        rows = queries.last_questions(tx, actor.workspace_id, SOURCES, QUESTIONS)
        return [
            row for row in rows if not wanted.assistant_ids or row.assistant_id in wanted.assistant_ids
        ], thresholds(tx, actor.workspace_id)

    rows, limits = await rt.db.aread(read)
    known = await memory.index(actor.workspace_id) or Index(())
    return await asyncio.to_thread(_preview, memory, known, wanted, rows, limits)


def thresholds(tx: Tx, workspace_id: str) -> dict[str, float]:
    """The memorized threshold of each assistant: the live version's, or the draft's before the first."""
    found = assistant_queries.contents_in_use(tx, workspace_id)
    return {assistant.id: float(contents[-1].get("memorizedThreshold", THRESHOLD)) for assistant, contents in found}


def _preview(
    memory: Memory, known: Index, wanted: PreviewRequest, rows: list[Any], limits: Mapping[str, float]
) -> PreviewReply:
    entry = _entry(memory if rows or known.entries else None, wanted)
    alone = Index([entry], memory.embedder.name, idf=known.idf if known.entries else None)
    found: list[tuple[_Question, Match]] = []
    for question in _grouped(rows):
        match = _match(memory, alone, question.newest, limits.get(question.newest.assistant_id, THRESHOLD))
        if match is not None:
            found.append((question, match))
    found.sort(key=lambda one: (-one[1].score, -one[0].newest.created_at))
    return PreviewReply(
        asked=len(rows),
        answered=sum(question.times for question, _ in found),
        data=[_show(question, match) for question, match in found[:SHOWN]],
        conflicts=_conflicts(known, wanted, entry),
    )


def _entry(memory: Memory | None, wanted: PreviewRequest) -> Entry:
    """The entry as if it were on, whatever its dates: the preview is about its questions. Without a memory it has no vectors."""
    texts = [wanted.question, *different(wanted.question, wanted.alternates)]
    variants = tuple(read_variant(text, memory.vector_now(text) if memory else None) for text in texts)
    where = (primary(wanted.language), frozenset(wanted.assistant_ids), ALWAYS_FROM, ALWAYS_TO)
    return Entry(wanted.id or _NOBODY, clock.now_us(), True, *where, variants)


def _grouped(rows: list[Any]) -> list[_Question]:
    found: dict[tuple[str, str], _Question] = {}
    for row in rows:
        key = (row.assistant_id, exact_form(row.question))
        if key in found:
            found[key].times += 1
        else:
            found[key] = _Question(row)
    return list(found.values())


def _match(memory: Memory, alone: Index, row: Any, threshold: float) -> Match | None:
    """The match if it would answer; a vector is made only for a question whose words leave the chance."""
    language = question_language(row.question)
    asked = Asked(row.question, row.assistant_id, language, clock.now_us())
    match = alone.best(asked)
    if match is not None and not match.exact and alone.could_reach(row.question, language, threshold):
        vector = memory.vector_now(row.question)
        match = alone.best(Asked(row.question, row.assistant_id, language, clock.now_us(), vector))
    return match if match is not None and match.answers(threshold) else None


def _show(question: _Question, match: Match) -> PreviewQuestion:
    row = question.newest
    return PreviewQuestion(
        message_id=row.id,
        assistant_id=row.assistant_id,
        question=row.question,
        matched=match.matched,
        score=round(match.score, 2),
        exact=match.exact,
        times=question.times,
        outcome=row.outcome,
        at=clock.from_us(row.created_at),
    )


def _conflicts(known: Index, wanted: PreviewRequest, entry: Entry) -> list[PreviewConflict]:
    """The others that answer one of the entry's questions where it would: exactly, or by likeness."""
    found: dict[str, PreviewConflict] = {}
    for variant in entry.variants:
        for assistant_id in wanted.assistant_ids or [""]:
            language = entry.language or question_language(variant.text)
            asked = Asked(variant.text, assistant_id, language, clock.now_us(), variant.vector)
            for match in known.answering(asked, THRESHOLD, but=entry.id):
                shown = PreviewConflict(
                    id=match.entry.id,
                    question=match.entry.variants[0].text,
                    asked=variant.text,
                    matched=match.matched,
                    score=round(match.score, 2),
                    exact=match.exact,
                )
                if match.entry.id not in found or shown.score > found[match.entry.id].score:
                    found[match.entry.id] = shown
    return sorted(found.values(), key=lambda one: -one.score)


def pairs(known: Index) -> list[ConflictRead]:
    """Pairs of entries of which one answers the other's question, of those whose questions are nearest; at most 200."""
    found: dict[tuple[str, str], ConflictRead] = {}
    for entry in known.by_nearness(TRIED):
        for match in known.answering(_own_question(entry), THRESHOLD, but=entry.id):
            pair = _pair(entry, match)
            key = (pair.id, pair.other_id)
            if key not in found or pair.score > found[key].score:
                found[key] = pair
        if len(found) >= CONFLICTS:
            break
    return sorted(found.values(), key=lambda one: -one.score)[:CONFLICTS]


def _own_question(entry: Entry) -> Asked:
    first = entry.variants[0]
    language = entry.language or question_language(first.text)
    return Asked(first.text, next(iter(entry.assistant_ids), ""), language, clock.now_us(), first.vector)


def _pair(entry: Entry, match: Match) -> ConflictRead:
    one, other = sorted((entry, match.entry), key=lambda each: each.id)
    questions = {"question": one.variants[0].text, "other_question": other.variants[0].text}
    return ConflictRead(id=one.id, other_id=other.id, score=round(match.score, 2), **questions)
