"""Stages 9 and 10: a model, another model, or the documents' own words, and the verdict on each sentence."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace

from comity.assistants.answering import (
    AnswerFilter,
    AnswerText,
    Grounder,
    Grounding,
    Prompt,
    SelectedChunk,
    answer_language,
    build_prompt,
    extract,
    least_idf,
)
from comity.assistants.errors import ModelProvider
from comity.assistants.messaging.ledger import Ending
from comity.assistants.writing.answer import Answer, vectors_of
from comity.assistants.writing.falling_back import fall_back
from comity.kernel.llm import ChatRequest, Done, ModelFailed, Usage, llm_of
from comity.models import ResolvedModel


class Generating:
    """Writes the text of one answer."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._content = answer.content
        self._inspection = answer.inspection

    async def write(self, chunks: list[SelectedChunk], *, without_context: bool = False, phrase: str = "") -> Ending:
        """Tries the assistant's models in turn, then quotes the chunks, or says `phrase` where it is given."""
        content = self._content
        has_model = any(self._answer.config.models)
        if not chunks and not without_context and not (content.fallback_behaviour == "model_answers" and has_model):
            return await fall_back(self._answer)
        for model in self._answer.config.models:
            ending = await self._with_model(model, chunks) if model else self._degrade("no_key")
            if ending is not None:
                return ending
        if self._answer.config.models and not content.degrade_to_extractive:
            raise ModelProvider
        if phrase:
            return self._answer.end(phrase, "answered")
        return await self._extract(chunks)

    def _degrade(self, reason: str) -> None:
        """The next step is taken; what was shown is taken back."""
        self._inspection.degraded_reason = reason
        if self._answer.run.text:
            self._answer.run.reset()

    async def _with_model(self, model: ResolvedModel, chunks: list[SelectedChunk]) -> Ending | None:
        """An answer written by one model; None when it failed."""
        inspection = self._inspection
        prompt = self._answer.prompt = self._build(model, chunks)
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
            return await fall_back(self._answer, handoff=composed.handoff)
        self._answer.say(composed.text[len(text.shown) :])
        return self._answer.ending(composed.text, "answered")

    def _build(self, model: ResolvedModel, chunks: Sequence[SelectedChunk]) -> Prompt:
        content, exchange = self._content, self._answer.exchange
        prompt = content.prompt if chunks else content.prompt.replace("<CONTEXT>", "")
        built = build_prompt(
            prompt,
            self._answer.question,
            chunks,
            self._answer.history,
            language=answer_language(content.answer_language, exchange.question),
            window=model.window,
            max_answer_tokens=min(content.max_answer_tokens, model.max_output),
            cite=content.citation_style == "numbered",
        )
        if not chunks:
            built = replace(built, warnings=[])
        if self._answer.masker is None:
            return built
        masked = [{**message, "content": self._answer.masker.mask(message["content"])} for message in built.messages]
        return replace(built, messages=masked)

    def _answer_text(self, used: Sequence[SelectedChunk]) -> AnswerText:
        content, final = self._content, self._answer.is_final
        vectors = None if content.grounding_policy == "off" else vectors_of(self._answer.rt)
        grounder = Grounder(
            Grounding(used, idf=least_idf(self._answer.idfs), vectors=vectors)
            if content.grounding_policy != "off"
            else Grounding(()),
            policy=content.grounding_policy,
            fallback_texts=content.fallback_text,
            whole_sentences=final,
        )
        cleaned = AnswerFilter(content.allowed_link_domains, used, cite=content.citation_style == "numbered")
        masker = self._answer.masker
        return AnswerText(grounder, cleaned, forbidden=content.forbidden_phrases, masker=masker, final=final)

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
        done, say = Done(), self._answer.say
        async with aclosing(llm_of(self._answer.rt).stream(request)) as items:
            async for item in items:
                if isinstance(item, str):
                    say(text.feed(item))
                    if text.stopped:
                        break
                else:
                    done = item
        return done

    def _account(self, model: ResolvedModel, prompt: Prompt, text: AnswerText, done: Done) -> None:
        inspection = self._inspection
        inspection.provider, inspection.model = "openai_compatible", model.model
        usage = done.usage or Usage(prompt.tokens(), max(1, len(text.shown) // 4))
        inspection.spend(usage, model.cost(usage))

    async def _extract(self, chunks: list[SelectedChunk]) -> Ending:
        """The documents' own words (`assistants.md` 3.4)."""
        inspection = self._inspection
        inspection.provider, inspection.model, inspection.temperature = "extractive", None, None
        question = self._answer.question
        with inspection.stage("generate"):
            answer = await asyncio.to_thread(
                extract,
                question,
                chunks,
                idf=least_idf(self._answer.idfs),
                vectors=vectors_of(self._answer.rt),
                cite=self._content.citation_style == "numbered",
            )
        inspection.results = [chunk.to_wire() for chunk in chunks]
        if answer is None:
            return await fall_back(self._answer)
        inspection.grounding = answer.to_grounding(self._content.grounding_policy)
        return self._answer.end(answer.text, "answered")
