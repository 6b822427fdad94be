"""Stages 9 and 10: a model, another model, or the documents' own words, and the verdict on each sentence."""

from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import replace

from comity.assistants.answering import (
    AnswerFilter,
    AnswerText,
    Composed,
    Grounder,
    Grounding,
    Prompt,
    SelectedChunk,
    answer_language,
    ask_text,
    build_prompt,
    extract,
    least_idf,
)
from comity.assistants.confirmations.service import WantedCall
from comity.assistants.errors import ModelProvider
from comity.assistants.messaging.ledger import Ending
from comity.assistants.writing.answer import Answer, vectors_of
from comity.assistants.writing.falling_back import fall_back
from comity.assistants.writing.tools import NOTHING, DoneCall, Offer, ToolLoop, offer_of
from comity.kernel.computing import computed
from comity.kernel.llm import ChatRequest, Done, ModelFailed, Usage, llm_of
from comity.models import ResolvedModel


class Generating:
    """Writes the text of one answer."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._content = answer.content
        self._inspection = answer.inspection
        self._has_tools = True
        self._needs_call = False
        self._done: DoneCall | None = None
        self._loop: ToolLoop | None = None

    async def write(self, chunks: list[SelectedChunk], *, without_context: bool = False, phrase: str = "") -> Ending:
        """Tries the assistant's models in turn, then quotes the chunks, or says `phrase` where it is given.

        Without a chunk a model is asked only where it may, or where it has tools: then what it says counts once it called one.
        """
        content, models = self._content, self._answer.config.models
        may_answer = without_context or (content.fallback_behaviour == "model_answers" and any(models))
        self._has_tools = not phrase
        self._needs_call = not chunks and not may_answer
        if self._needs_call and not any(offer_of(self._answer, model) for model in models):
            return await fall_back(self._answer)
        ending = await self._try_models(chunks)
        if ending is not None:
            return ending
        if models and not content.degrade_to_extractive:
            raise ModelProvider
        if phrase:
            return self._answer.end(phrase, "answered")
        return await self._extract(chunks)

    async def go_on(self, done: DoneCall) -> Ending:
        """Tells how a call went that a person confirmed: by a model, or in built-in words and those of the result."""
        self._done = done
        ending = await self._try_models([])
        return ending or self._answer.end(done.in_words(self._inspection.language), "answered")

    async def _try_models(self, chunks: list[SelectedChunk]) -> Ending | None:
        for model in self._answer.config.models:
            ending = await self._with_model(model, chunks) if model else self._degrade("no_key")
            if ending is not None:
                return ending
        return None

    def _degrade(self, reason: str) -> None:
        """The next step is taken; what was shown is taken back."""
        self._inspection.degraded_reason = reason
        if self._answer.run.text:
            self._answer.run.reset()

    async def _with_model(self, model: ResolvedModel, chunks: list[SelectedChunk]) -> Ending | None:
        """An answer written by one model; None when it failed."""
        inspection = self._inspection
        offer = offer_of(self._answer, model) if self._has_tools else NOTHING
        prompt = self._answer.prompt = self._build(model, chunks, offer)
        inspection.results = [chunk.to_wire() for chunk in prompt.used]
        text = self._answer_text(prompt.used)
        offer = offer_of(self._answer, model) if self._has_tools else NOTHING
        loop = self._loop = ToolLoop(self._answer, offer, prompt.messages, earlier=self._loop)
        if self._done is not None:
            text.learn(loop.add_done(self._done))
        try:
            with inspection.stage("generate"):
                await self._converse(model, prompt, loop, text)
        except ModelFailed as failure:
            return self._degrade(failure.reason)
        finally:
            self._answer.prompt = replace(prompt, messages=loop.shown)
        if loop.wanted is not None:
            return await self._ask_first(loop.wanted, text, prompt)
        if self._needs_call and not loop.has_called:
            return await fall_back(self._answer)
        return await self._judged(prompt, text)

    async def _converse(self, model: ResolvedModel, prompt: Prompt, loop: ToolLoop, text: AnswerText) -> None:
        """Asks the model, and again with the results as long as it calls tools."""
        while True:
            said, done = await self._stream(model, loop, text)
            self._account(model, prompt, text, done)
            if not done.tool_calls or text.stopped:
                return
            if not await loop.take(done.tool_calls, said):
                return
            text.learn(loop.learnt)

    async def _ask_first(self, wanted: WantedCall, text: AnswerText, prompt: Prompt) -> Ending:
        """Ends with the question whether to make a call; what the model said before stays in front of it."""
        answer, tool = self._answer, wanted.tool
        composed = await self._ground(prompt, text)
        kept = "" if composed.fallback or self._needs_call else composed.text.rstrip()
        if answer.run.text and not kept:
            answer.run.reset()
        answer.say(kept[len(answer.run.text) :])
        by_agent = tool.confirm == "agent"
        question = ask_text(answer.inspection.language, tool.fulfillment_name, wanted.arguments, by_agent=by_agent)
        answer.wanted = wanted
        answer.inspection.actions.append(wanted.to_action())
        answer.say(f"\n\n{question}" if kept else question)
        return answer.ending(answer.run.text, "answered")

    async def _judged(self, prompt: Prompt, text: AnswerText) -> Ending:
        composed = await self._ground(prompt, text)
        if composed.fallback and self._done is not None:
            if self._answer.run.text:
                self._answer.run.reset()
            return self._answer.end(self._done.in_words(self._inspection.language), "answered")
        if composed.fallback:
            return await fall_back(self._answer, handoff=composed.handoff)
        self._answer.say(composed.text[len(text.shown) :])
        return self._answer.ending(composed.text, "answered")

    async def _ground(self, prompt: Prompt, text: AnswerText) -> Composed:
        """Stage 10: the verdict on what the model said."""
        inspection = self._inspection
        with inspection.stage("ground") as stage:
            if self._content.grounding_policy == "off":
                stage.status = "skipped"
                composed = text.finish()
            else:
                composed = await computed(text.finish)
        inspection.warnings += prompt.warnings
        inspection.grounding = composed.grounded.to_wire()
        inspection.guardrails += [hit.to_wire() for hit in composed.guardrails]
        return composed

    def _build(self, model: ResolvedModel, chunks: Sequence[SelectedChunk], offer: Offer) -> Prompt:
        content, exchange = self._content, self._answer.exchange
        prompt = content.prompt if chunks else content.prompt.replace("<CONTEXT>", "")
        built = build_prompt(
            prompt,
            self._answer.question,
            chunks,
            self._answer.history,
            language=answer_language(content.answer_language, exchange.question),
            window=model.window - offer.tokens,
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

    async def _stream(self, model: ResolvedModel, loop: ToolLoop, text: AnswerText) -> tuple[str, Done]:
        """One reply: what the model said in it, and its end. Nothing is shown while a call has to come first."""
        content = self._content
        self._inspection.temperature = content.temperature
        request = ChatRequest(
            model.connection,
            model.model,
            loop.messages,
            temperature=content.temperature,
            max_tokens=min(content.max_answer_tokens, model.max_output),
            tools=loop.offered,
        )
        done, said, say = Done(), [], self._show_from(loop, text)
        async with aclosing(llm_of(self._answer.rt).stream(request)) as items:
            async for item in items:
                if isinstance(item, str):
                    if loop.rounds and not said and text.shown:
                        say(await _fed(text, "\n\n"))
                    said.append(item)
                    say(await _fed(text, item))
                    if text.stopped:
                        break
                else:
                    done = item
        return "".join(said), done

    def _show_from(self, loop: ToolLoop, text: AnswerText) -> Callable[[str], None]:
        """Where text goes: to the readers, with what was held back so far, or nowhere yet."""
        if self._needs_call and not loop.has_called:
            return lambda _text: None
        if not self._answer.run.text:
            self._answer.say(text.shown)
        return self._answer.say

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
            answer = await computed(
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


async def _fed(text: AnswerText, delta: str) -> str:
    """What may be shown after a delta. Sentences that have to be judged first are judged beside the event loop."""
    return await computed(text.feed, delta) if text.may_judge(delta) else text.feed(delta)
