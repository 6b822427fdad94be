"""Stage 4: an answer that somebody memorized for the question, given without search or model (`assistants.md` 3.8)."""

from dataclasses import replace

from comity.assistants.memorized import memory_of, read_answer
from comity.assistants.memorized.matching import Asked, Index, Match
from comity.assistants.messaging.ledger import Ending
from comity.assistants.writing.answer import Answer
from comity.assistants.writing.inspection import Stage
from comity.kernel import clock
from comity.kernel.computing import computed
from comity.kernel.logs import logger

log = logger("memorized")


async def recall(answer: Answer) -> Ending | None:
    """The ending with a memorized answer; None when nothing memorized is sure enough, or the look-up failed."""
    with answer.inspection.stage("memorized") as stage:
        try:
            match = await _look_up(answer, stage)
        except (
            Exception
        ) as error:  # the look-up is a short cut: whatever happens in it, the question is answered as usual
            stage.status, stage.detail = "failed", "The look-up failed; the question was answered as usual."
            log.error("look-up failed", message=answer.exchange.message_id, exc_info=error)
            return None
    if match is None:
        return None
    workspace_id, id_ = answer.exchange.workspace_id, match.entry.id
    text = await answer.rt.db.aread(lambda tx: read_answer(tx, workspace_id, id_))
    if text is None:  # deleted this moment
        return None
    inspection = answer.inspection
    inspection.provider, inspection.model = "memorized", None
    inspection.memorized = {
        "id": id_,
        "score": round(match.score, 4),
        "exact": match.exact,
        "matched": match.matched,
    }
    return answer.end(text, "memorized")


async def _look_up(answer: Answer, stage: Stage) -> Match | None:
    exchange, memory = answer.exchange, memory_of(answer.rt)
    index = await memory.index(exchange.workspace_id)
    if index is None or not index.entries:
        stage.status = "skipped"
        return None
    at_us = exchange.recorded.at_us if exchange.recorded else clock.now_us()
    asked = Asked(exchange.question, exchange.assistant_id, answer.inspection.language, at_us)
    match = index.exact(asked) or await _alike(answer, index, asked)
    if match is None:
        stage.detail = "no"
        return None
    if match.answers(answer.content.memorized_threshold):
        stage.detail = "exact" if match.exact else f"{match.score:.2f}"
        return match
    stage.detail = f"no ({match.score:.2f})"
    return None


async def _alike(answer: Answer, index: Index, asked: Asked) -> Match | None:
    vector = await memory_of(answer.rt).vector(asked.text)
    return await computed(index.best, replace(asked, vector=vector))
