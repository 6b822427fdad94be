"""The stages of one answer, in their order (`assistants.md` 3.3)."""

from typing import Any

from comity.assistants.answering import (
    Topic,
    Turn,
    blocked_topic,
    question_language,
    reply,
    small_talk,
    topic_hit,
)
from comity.assistants.messaging import ledger
from comity.assistants.messaging.ledger import Ending
from comity.assistants.messaging.run import OpenRun
from comity.assistants.writing.answer import Answer, vectors_of
from comity.assistants.writing.configs import AssistantConfig
from comity.assistants.writing.confirming import carry_out, find_settled
from comity.assistants.writing.generating import Generating
from comity.assistants.writing.generating_terms import generate_terms
from comity.assistants.writing.remembering import recall
from comity.assistants.writing.routing import choose_searches
from comity.assistants.writing.searching import find
from comity.assistants.writing.translating import translate
from comity.kernel.computing import computed
from comity.kernel.runtime import Runtime


class AnswerWriting:
    """Writes one answer through its run."""

    def __init__(self, rt: Runtime, run: OpenRun, config: AssistantConfig) -> None:
        self._answer = Answer(rt, run, config)

    async def write(self) -> Ending:
        """Runs every stage and returns how the answer ended."""
        answer, inspection, exchange = self._answer, self._answer.inspection, self._answer.exchange
        inspection.done("authenticate", exchange.options.get("authenticateMs", 0))
        inspection.warnings += exchange.options.get("warnings", [])
        with inspection.stage("session"):
            await read_history(answer)
        inspection.language = question_language(
            exchange.question, earlier=[t.question for t in reversed(answer.history)]
        )
        settled = await find_settled(answer)
        if settled is not None:
            return await carry_out(answer, settled)
        with inspection.stage("guard_input"):
            topic = await find_topic(answer)
        if topic is not None:
            inspection.guardrails.append(topic_hit(topic).to_wire())
            return answer.end(topic.reply, "refused")
        remembered = await recall(answer)
        if remembered is not None:
            return remembered
        talk = small_talk(exchange.question)
        if talk is not None:
            return await _small_talk(answer, *talk)
        await choose_searches(answer)
        with inspection.stage("translate") as stage:
            stage.status = await translate(answer)
        with inspection.stage("search_terms") as stage:
            await generate_terms(answer, stage)
        return await Generating(answer).write(await find(answer))

    def stopped(self) -> Ending:
        """The ending of a run that was stopped: the text so far."""
        return self._answer.ending(self._answer.run.text, "stopped")


async def read_history(answer: Answer) -> None:
    """Reads the earlier turns of the session that a model or a generator is sent."""
    turns, pairs = answer.config.history_turns, answer.exchange.history
    if pairs is None and turns:
        pairs = await answer.rt.db.aread(lambda tx: ledger.history(tx, answer.exchange, turns))
    answer.history = [Turn(question, said) for question, said in pairs or ()]


async def find_topic(answer: Answer) -> Topic | None:
    """The blocked topic that the question touches."""
    topics = [Topic(t.name, tuple(t.phrases), t.reply) for t in answer.content.blocked_topics]
    if not topics:
        return None
    return await computed(blocked_topic, answer.exchange.question, topics, vectors_of(answer.rt))


async def _small_talk(answer: Answer, language: str, kind: Any) -> Ending:
    phrase = reply(language, kind)
    if answer.config.models:
        return await Generating(answer).write([], without_context=True, phrase=phrase)
    return answer.end(phrase, "answered")
