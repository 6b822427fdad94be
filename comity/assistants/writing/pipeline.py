"""The stages of one answer, in their order (`assistants.md` 3.3)."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import msgspec

from comity import knowledge
from comity.assistants.answering import (
    AnswerFilter,
    AnswerText,
    Grounder,
    Grounding,
    Idf,
    Masker,
    Prompt,
    SelectedChunk,
    SentenceVectors,
    Topic,
    Turn,
    answer_language,
    blocked_topic,
    build_prompt,
    extract,
    fallback_text,
    least_idf,
    question_language,
    reply,
    select,
    small_talk,
    topic_hit,
)
from comity.assistants.errors import ModelProvider
from comity.assistants.messaging import ledger
from comity.assistants.messaging.ledger import Ending
from comity.assistants.messaging.run import OpenRun
from comity.assistants.writing.configs import AssistantConfig, SearchConfig
from comity.assistants.writing.inspection import Inspection
from comity.kernel import metrics
from comity.kernel.embed import cheap_encoder
from comity.kernel.errors import ComityError
from comity.kernel.llm import ChatRequest, Done, ModelFailed, Usage, llm_of
from comity.kernel.runtime import Runtime
from comity.knowledge import Hit, SearchResult
from comity.models import ResolvedModel

SEARCH_SECONDS = 10.0
TRANSLATE = (
    "Translate the user's message into English. Reply with the translation alone, without quotes and without remarks."
)


def vectors_of(rt: Runtime) -> SentenceVectors:
    """The sentence vectors of this process, remembered across answers."""
    part = rt.parts.get("sentenceVectors")
    if part is None:
        part = rt.parts["sentenceVectors"] = SentenceVectors(cheap_encoder(rt.settings.data_dir))
    return part


class AnswerWriting:
    """Writes one answer through its run."""

    def __init__(self, rt: Runtime, run: OpenRun, config: AssistantConfig) -> None:
        self._rt = rt
        self._run = run
        self._exchange = run.exchange
        self._config = config
        self._content = config.content
        self._inspection = Inspection(run.exchange, config)
        self._history: list[Turn] = []
        self._masker = Masker() if self._content.pii == "mask_before_model" else None
        self._prompt: Prompt | None = None
        self._idfs: list[Idf] = []
        self._text = ""

    async def write(self) -> Ending:
        """Runs every stage and returns how the answer ended."""
        inspection, exchange = self._inspection, self._exchange
        inspection.done("authenticate", exchange.options.get("authenticateMs", 0))
        with inspection.stage("session"):
            await self._read_history()
        inspection.language = question_language(
            exchange.question, earlier=[t.question for t in reversed(self._history)]
        )
        with inspection.stage("guard_input"):
            topic = await self._blocked_topic()
        if topic is not None:
            inspection.guardrails.append(topic_hit(topic).to_wire())
            return self._end(topic.reply, "refused")
        talk = small_talk(exchange.question)
        if talk is not None:
            return await self._small_talk(*talk)
        with inspection.stage("translate") as stage:
            stage.status = await self._translate()
        chunks = await self._find()
        return await self._answer(chunks)

    def stopped(self) -> Ending:
        """The ending of a run that was stopped: the text so far."""
        self._inspection.outcome = "stopped"
        return self._ending(self._run.text, "stopped")

    async def _read_history(self) -> None:
        turns, pairs = self._content.history_turns, self._exchange.history
        if pairs is None and turns and self._config.models:
            pairs = await self._rt.db.aread(lambda tx: ledger.history(tx, self._exchange, turns))
        self._history = [Turn(question, answer) for question, answer in pairs or ()]

    async def _blocked_topic(self) -> Topic | None:
        topics = [Topic(t.name, tuple(t.phrases), t.reply) for t in self._content.blocked_topics]
        if not topics:
            return None
        return await asyncio.to_thread(blocked_topic, self._exchange.question, topics, vectors_of(self._rt))

    async def _small_talk(self, language: str, kind: Any) -> Ending:
        if self._config.models:
            return await self._answer([], without_context=True, phrase=reply(language, kind))
        return self._end(reply(language, kind), "answered")

    async def _translate(self) -> str:
        inspection = self._inspection
        if self._content.question_input_source != "english" or inspection.language == "en":
            return "skipped"
        model = next((m for m in self._config.models if m is not None), None)
        if model is None:
            self._warn("translation_unavailable", "No model is connected, so the original question was used.")
            return "skipped"
        messages = [{"role": "system", "content": TRANSLATE}, {"role": "user", "content": self._masked_question()}]
        request = ChatRequest(model.connection, model.model, messages, temperature=0, max_tokens=400)
        try:
            completion = await llm_of(self._rt).complete(request)
        except ModelFailed:
            self._warn("translation_unavailable", "The model did not translate, so the original question was used.")
            return "failed"
        translated = completion.text.strip()
        inspection.question_en = self._masker.unmask(translated) if self._masker else translated
        return "ok"

    async def _find(self) -> list[SelectedChunk]:
        """Stages 7 and 8: every search in parallel, then the best chunks."""
        inspection = self._inspection
        question = inspection.question_en or self._exchange.question
        with inspection.stage("search") as stage:
            found = await asyncio.gather(*(self._search(one, question) for one in self._config.searches))
            if not self._config.searches:
                stage.status = "skipped"
        with inspection.stage("select"):
            content, quoting = self._content, None if any(self._config.models) else question
            chosen = select(found, threshold=content.confidence_threshold, limit=content.chunk_limit, quoting=quoting)
        inspection.below = [chunk.to_wire(used=False) for chunk in chosen.below[:20]]
        return list(chosen.used)

    async def _search(self, one: SearchConfig, question: str) -> list[SelectedChunk]:
        began = time.perf_counter()
        result, error = await self._search_base(one, question)
        hits = result.hits if result else []
        threshold = self._content.confidence_threshold
        self._inspection.fulfillments.append(
            {
                "id": one.id,
                "name": one.name,
                "kind": "search",
                "revision": one.revision,
                "knowledgeBaseId": one.knowledge_base_id,
                "knowledgeVersion": result.knowledge_version if result else None,
                "searchTermGenerator": False,
                "searchTerms": [],
                "keywords": [],
                "chunkIds": [hit.chunk_id for hit in hits if hit.sorting_score >= threshold],
                "candidates": result.candidates if result else 0,
                "aboveThreshold": sum(hit.sorting_score >= threshold for hit in hits),
                "ms": round((time.perf_counter() - began) * 1000),
                "error": error,
            }
        )
        if result:
            self._idfs.append(result.idf)
            self._inspection.warnings += result.warnings
            self._inspection.searches.append(_how_found(result, one.id))
        return [_selected(hit, one.id) for hit in hits]

    async def _search_base(self, one: SearchConfig, question: str) -> tuple[SearchResult | None, str | None]:
        if one.knowledge_base_id is None:
            return None, None
        limit = max(self._content.chunk_limit * 2, 10)
        try:
            async with asyncio.timeout(SEARCH_SECONDS):
                return await knowledge.search(
                    self._rt, self._config.workspace_id, one.knowledge_base_id, [question], limit=limit
                ), None
        except TimeoutError:
            return None, "The search took longer than 10 s and was left out."
        except ComityError as error:
            return None, error.message

    async def _answer(self, chunks: list[SelectedChunk], *, without_context: bool = False, phrase: str = "") -> Ending:
        """Stages 9 and 10: a model, another model, or the documents' own words."""
        content = self._content
        has_model = any(self._config.models)
        if not chunks and not without_context and not (content.fallback_behaviour == "model_answers" and has_model):
            return await self._fall_back()
        for model in self._config.models:
            ending = await self._with_model(model, chunks) if model else self._degrade("no_key")
            if ending is not None:
                return ending
        if self._config.models and not content.degrade_to_extractive:
            raise ModelProvider
        if phrase:
            return self._end(phrase, "answered")
        return await self._extract(chunks)

    def _degrade(self, reason: str) -> None:
        """The next step is taken; what was shown is taken back."""
        self._inspection.degraded_reason = reason
        if self._run.text:
            self._run.reset()

    async def _with_model(self, model: ResolvedModel, chunks: list[SelectedChunk]) -> Ending | None:
        """An answer written by one model; None when it failed."""
        inspection = self._inspection
        prompt = self._prompt = self._build(model, chunks)
        inspection.results = [chunk.to_wire() for chunk in prompt.used]
        text = self._answer_text(prompt.used)
        try:
            with inspection.stage("generate"):
                done = await self._stream(model, prompt, text)
        except ModelFailed as failure:
            return self._degrade(failure.reason)
        self._account(model, prompt, text, done)
        with inspection.stage("ground") as stage:
            if self._content.grounding_policy == "off":
                stage.status = "skipped"
                composed = text.finish()
            else:
                composed = await asyncio.to_thread(text.finish)
        inspection.warnings += prompt.warnings
        inspection.grounding = composed.grounded.to_wire()
        inspection.guardrails += [hit.to_wire() for hit in composed.guardrails]
        if composed.fallback:
            return await self._fall_back(handoff=composed.handoff)
        self._say(composed.text[len(text.shown) :])
        return self._ending(composed.text, "answered")

    def _build(self, model: ResolvedModel, chunks: Sequence[SelectedChunk]) -> Prompt:
        content, exchange = self._content, self._exchange
        prompt = content.prompt if chunks else content.prompt.replace("<CONTEXT>", "")
        built = build_prompt(
            prompt,
            self._inspection.question_en or exchange.question,
            chunks,
            self._history,
            language=answer_language(content.answer_language, exchange.question),
            window=model.window,
            max_answer_tokens=min(content.max_answer_tokens, model.max_output),
            cite=content.citation_style == "numbered",
        )
        if not chunks:
            built = replace(built, warnings=[])
        if self._masker is None:
            return built
        masked = [{**message, "content": self._masker.mask(message["content"])} for message in built.messages]
        return replace(built, messages=masked)

    def _answer_text(self, used: Sequence[SelectedChunk]) -> AnswerText:
        content = self._content
        vectors = None if content.grounding_policy == "off" else vectors_of(self._rt)
        grounder = Grounder(
            Grounding(used, idf=least_idf(self._idfs), vectors=vectors)
            if content.grounding_policy != "off"
            else Grounding(()),
            policy=content.grounding_policy,
            fallback_texts=content.fallback_text,
        )
        cleaned = AnswerFilter(content.allowed_link_domains, used, cite=content.citation_style == "numbered")
        return AnswerText(grounder, cleaned, forbidden=content.forbidden_phrases, masker=self._masker)

    async def _stream(self, model: ResolvedModel, prompt: Prompt, text: AnswerText) -> Done:
        content = self._content
        self._inspection.temperature = content.temperature
        request = ChatRequest(
            model.connection,
            model.model,
            prompt.messages,
            temperature=content.temperature,
            max_tokens=min(content.max_answer_tokens, model.max_output),
        )
        done = Done()
        async with aclosing(llm_of(self._rt).stream(request)) as items:
            async for item in items:
                if isinstance(item, str):
                    self._say(text.feed(item))
                    if text.stopped:
                        break
                else:
                    done = item
        return done

    def _account(self, model: ResolvedModel, prompt: Prompt, text: AnswerText, done: Done) -> None:
        inspection = self._inspection
        inspection.provider, inspection.model = "openai_compatible", model.model
        usage = done.usage or Usage(prompt.tokens(), max(1, len(text.shown) // 4))
        inspection.prompt_tokens, inspection.completion_tokens = usage.prompt_tokens, usage.completion_tokens
        inspection.cost = model.cost(usage)

    def _say(self, text: str) -> None:
        if text:
            self._inspection.first_token()
            self._run.say(text)

    async def _extract(self, chunks: list[SelectedChunk]) -> Ending:
        """The documents' own words (`assistants.md` 3.4)."""
        inspection = self._inspection
        inspection.provider, inspection.model, inspection.temperature = "extractive", None, None
        question = inspection.question_en or self._exchange.question
        with inspection.stage("generate"):
            answer = await asyncio.to_thread(
                extract,
                question,
                chunks,
                idf=least_idf(self._idfs),
                vectors=vectors_of(self._rt),
                cite=self._content.citation_style == "numbered",
            )
        inspection.results = [chunk.to_wire() for chunk in chunks]
        if answer is None:
            return await self._fall_back()
        inspection.grounding = answer.to_grounding(self._content.grounding_policy)
        return self._end(answer.text, "answered")

    async def _fall_back(self, *, handoff: bool = False) -> Ending:
        """The honest text; a handoff is asked for where the assistant is set up to."""
        content = self._content
        language = answer_language(content.answer_language, self._exchange.question)
        text = fallback_text(content.fallback_text, language)
        if self._run.text:
            self._run.reset()
        wants = handoff or content.fallback_behaviour == "handoff"
        if not wants and content.handoff.enabled:
            limit = content.handoff.offer_after_fallbacks
            earlier = await self._rt.db.aread(lambda tx: ledger.fallbacks_in_a_row(tx, self._exchange, limit))
            wants = earlier + 1 >= limit
        if wants:
            action = {"type": "handoff", "reason": "fallback", "summary": self._exchange.question[:500]}
            self._inspection.actions.append(action)
        return self._end(text, "fallback")

    def _end(self, text: str, outcome: str) -> Ending:
        self._say(text)
        return self._ending(text, outcome)

    def _warn(self, code: str, message: str) -> None:
        self._inspection.warnings.append({"code": code, "message": message})

    def _masked_question(self) -> str:
        question = self._exchange.question
        return self._masker.mask(question) if self._masker else question

    def _ending(self, text: str, outcome: str) -> Ending:
        inspection, exchange = self._inspection, self._exchange
        inspection.outcome = outcome
        if self._masker is not None:
            inspection.guardrails += [hit.to_wire() for hit in self._masker.hits]
        inspection.done("deliver", 0)
        latency = inspection.elapsed_ms
        stored = {
            "answer": text,
            "inspection": inspection.to_wire(),
            "searchResults": {"total": len(inspection.results), "data": inspection.results},
            "sessionId": exchange.session_key,
            "messageId": exchange.message_id,
            "actions": inspection.actions,
        }
        metrics.FIRST_TOKEN_SECONDS.observe((inspection.first_token_ms or latency) / 1000)
        console = inspection.to_console(self._prompt.messages if self._prompt else [])
        return Ending(
            status="stopped" if outcome == "stopped" else "finished",
            outcome=outcome,
            answer=text,
            reply=msgspec.json.encode(stored).decode(),
            error=None,
            last_seq=self._run.last_seq,
            question_en=inspection.question_en,
            prompt=msgspec.json.encode(console).decode(),
            handoff=next((a["reason"] for a in inspection.actions if a["type"] == "handoff"), None),
            degraded_reason=inspection.degraded_reason,
            prompt_tokens=inspection.prompt_tokens,
            completion_tokens=inspection.completion_tokens,
            latency_ms=latency,
        )


def _how_found(result: SearchResult, fulfillment_id: str) -> dict[str, Any]:
    """What a search made of the question, and each chunk's rank and value by arm before they became one score."""
    scores = {hit.chunk_id: {**hit.arms, "fused": hit.fused} for hit in result.hits}
    read = {"words": result.words, "codes": result.codes, "terms": result.terms}
    return {"fulfillmentId": fulfillment_id, **read, "scores": scores}


def _selected(hit: Hit, fulfillment_id: str) -> SelectedChunk:
    return SelectedChunk(
        chunk_id=hit.chunk_id,
        content=hit.content,
        document_id=hit.document_id,
        revision=hit.revision,
        document_version=hit.document_version,
        title=hit.title,
        path=hit.path,
        heading_path=tuple(hit.heading_path),
        questions=hit.questions,
        kind=hit.kind,
        page=hit.page,
        start=hit.start,
        end=hit.end,
        score=hit.sorting_score,
        sorting_score=hit.sorting_score,
        fulfillment_id=fulfillment_id,
        metadata=hit.metadata,
    )
