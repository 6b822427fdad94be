"""First phase: exchanges that were not answered well are sorted in, some hundreds at a time, by what their questions ask."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from comity.assistants.answering import mask, question_language
from comity.assistants.gaps import queries, service
from comity.assistants.gaps.clustering import LEADERS_MAX, Leaders, Question
from comity.assistants.gaps.models import GapRun
from comity.assistants.memorized import memory_of
from comity.kernel import clock
from comity.kernel.db import Tx
from comity.kernel.embed import Embedder, EmbedderUnavailable
from comity.kernel.ids import new_id
from comity.kernel.runtime import Runtime

BATCH = 200


@dataclass(slots=True)
class Sorted:
    """A batch as it is stored: rows of new gaps, and rows that say which gap each exchange belongs to."""

    gaps: list[dict[str, Any]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)


async def collect(rt: Runtime, run: GapRun) -> None:
    """Sorts in what has come since the last search. What is held in memory does not grow with the number of exchanges."""
    workspace_id, embedder = run.workspace_id, memory_of(rt).embedder
    total = run.done + await rt.db.aread(lambda tx: queries.count_waiting(tx, workspace_id, run.since))
    leaders = await rt.db.aread(lambda tx: _leaders(tx, workspace_id, embedder))
    after = (run.at, run.mark)
    while rows := await rt.db.aread(lambda tx, a=after: queries.waiting(tx, workspace_id, run.since, a, BATCH)):
        found = await asyncio.to_thread(sort_in, leaders, embedder, workspace_id, rows)
        after = (rows[-1].at, rows[-1].message_id)
        await rt.db.awrite(lambda tx, f=found, a=after: _store(tx, workspace_id, f, a, total))


def _leaders(tx: Tx, workspace_id: str, embedder: Embedder) -> Leaders:
    found = Leaders(embedder.name)
    for gap in queries.leaders(tx, workspace_id, LEADERS_MAX):
        vector = gap.leader_vector if gap.embedder == embedder.revision else None
        read = np.frombuffer(vector, "<f2").astype(np.float32) if vector else _vectors(embedder, [gap.leader])[0]
        found.add(gap.id, Question(gap.leader, gap.language, read))
    return found


def sort_in(leaders: Leaders, embedder: Embedder, workspace_id: str, rows: Sequence[Any]) -> Sorted:
    """Finds the gap of each exchange (message_id, at, question), or makes one of it."""
    texts, found = [mask(row.question) for row in rows], Sorted()
    for row, text, vector in zip(rows, texts, _vectors(embedder, texts), strict=True):
        question = Question(text, question_language(text), vector)
        packed = None if vector is None else np.asarray(vector, "<f2").tobytes()
        near = leaders.nearest(question)
        id_ = near.id if near else None
        if near is None and not leaders.is_full:
            gap = _new_gap(workspace_id, row, question, packed, embedder.revision)
            id_ = gap["id"]
            found.gaps.append(gap)
            leaders.add(gap["id"], question)
        place = {"message_id": row.message_id, "workspace_id": workspace_id, "gap_id": id_, "at": row.at}
        found.questions.append({**place, "vector": packed})
    return found


def _vectors(embedder: Embedder, texts: Sequence[str]) -> Sequence[np.ndarray | None]:
    try:
        return list(embedder.encode_queries(texts))
    except EmbedderUnavailable:
        return [None] * len(texts)


def _new_gap(workspace_id: str, row: Any, question: Question, vector: bytes | None, embedder: str) -> dict[str, Any]:
    at = clock.from_us(row.at)
    named = {"label": question.text, "label_message_id": row.message_id}
    led = {"leader": question.text, "leader_message_id": row.message_id, "leader_vector": vector}
    place = {"id": new_id(), "workspace_id": workspace_id, "language": question.language}
    return {**place, **named, **led, "embedder": embedder if vector else "", "first_at": at, "last_at": at}


def _store(tx: Tx, workspace_id: str, found: Sorted, after: tuple[int, str], total: int) -> None:
    queries.add_gaps(tx, found.gaps)
    queries.add_questions(tx, found.questions)
    at, mark = after
    service.move(tx, workspace_id, at=at, mark=mark, more=len(found.questions), total=total, new=len(found.gaps))
