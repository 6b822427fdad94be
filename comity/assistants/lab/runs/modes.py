"""The three ways of asking: the search alone, the whole path, and an answer from the expected chunks (`assistants.md` 3.13)."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from comity import knowledge
from comity.assistants.answering import question_language, topic_hit
from comity.assistants.lab.runs.checks import Found, Heard, cited_chunks, found_of
from comity.assistants.messaging.ledger import Ending, Exchange
from comity.assistants.messaging.run import OpenRun
from comity.assistants.writing.answer import Answer
from comity.assistants.writing.configs import AssistantConfig
from comity.assistants.writing.generating import Generating
from comity.assistants.writing.generating_terms import generate_terms
from comity.assistants.writing.inspection import Inspection
from comity.assistants.writing.pipeline import AnswerWriting, find_topic, read_history
from comity.assistants.writing.routing import choose_searches
from comity.assistants.writing.searching import find, selected
from comity.assistants.writing.translating import translate
from comity.kernel.runtime import Runtime

NO_CHUNK = "no_expected_chunk"
ERASED = "question_erased"


@dataclass(frozen=True, slots=True)
class Spent:
    """What a search alone took."""

    prompt_tokens: int
    completion_tokens: int
    cost: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class Asked:
    """How a question went: what came back, the ending of its exchange where it was answered, or why it was not asked."""

    heard: Heard
    ending: Ending | None = None
    spent: Spent | None = None
    skipped: str = ""


async def ask(rt: Runtime, config: AssistantConfig, exchange: Exchange, mode: str, expected: Sequence[str]) -> Asked:
    """Asks in one of the modes; nothing is stored. Raises what ended the answering."""
    if mode == "search_km":
        return await _search(rt, config, exchange)
    if mode == "actual_km":
        return answered(await AnswerWriting(rt, _run(exchange), config).write(), config)
    return await _from_expected(rt, config, exchange, expected)


def answered(ending: Ending, config: AssistantConfig) -> Asked:
    """What an exchange of the assistant that has ended said."""
    reply = msgspec.json.decode(ending.reply or "{}")
    chunks = found_of(reply.get("searchResults", {}).get("data", []), _bases(config))
    grounding = reply.get("inspection", {}).get("grounding")
    answer = ending.answer or ""
    heard = Heard(
        chunks=chunks,
        answer=answer,
        outcome=ending.outcome,
        cited=cited_chunks(answer, chunks, grounding),
        hands_over=any(action["type"] == "handoff" for action in reply.get("actions", [])),
    )
    return Asked(heard, ending)


def _bases(config: AssistantConfig) -> dict[str, str]:
    """The base of each fulfillment that searches one."""
    return {one.id: one.knowledge_base_id for one in config.searches if one.knowledge_base_id}


def _run(exchange: Exchange) -> OpenRun:
    return OpenRun(exchange, cancel_on_leave=False)


async def _begin(answer: Answer) -> Ending | None:
    """History, language and the blocked topics; the ending where one is touched."""
    inspection, question = answer.inspection, answer.exchange.question
    with inspection.stage("session"):
        await read_history(answer)
    inspection.language = question_language(question, earlier=[turn.question for turn in reversed(answer.history)])
    with inspection.stage("guard_input"):
        topic = await find_topic(answer)
    if topic is None:
        return None
    inspection.guardrails.append(topic_hit(topic).to_wire())
    return answer.end(topic.reply, "refused")


async def _search(rt: Runtime, config: AssistantConfig, exchange: Exchange) -> Asked:
    answer = Answer(rt, _run(exchange), config)
    refused = await _begin(answer)
    found: list[Found] = []
    if refused is None:
        await choose_searches(answer)
        with answer.inspection.stage("translate") as stage:
            stage.status = await translate(answer)
        with answer.inspection.stage("search_terms") as stage:
            await generate_terms(answer, stage)
        found = found_of([chunk.to_wire() for chunk in await find(answer)], _bases(config))
    return Asked(Heard(found, outcome="refused" if refused else None), spent=_spent(answer.inspection))


def _spent(inspection: Inspection) -> Spent:
    return Spent(inspection.prompt_tokens, inspection.completion_tokens, inspection.cost)


async def _from_expected(rt: Runtime, config: AssistantConfig, exchange: Exchange, expected: Sequence[str]) -> Asked:
    by_base = {base_id: id_ for id_, base_id in _bases(config).items()}
    hits = await rt.db.aread(lambda tx: knowledge.chunks_by_id(tx, config.workspace_id, expected, by_base))
    if not hits:
        return Asked(Heard(), skipped=NO_CHUNK)
    answer = Answer(rt, _run(exchange), config)
    refused = await _begin(answer)
    if refused is not None:
        return answered(refused, config)
    chunks = [selected(hit, by_base[hit.base_id]) for hit in hits]
    return answered(await Generating(answer).write(chunks), config)
