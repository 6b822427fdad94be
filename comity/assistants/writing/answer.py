"""The answer while it is written: what every stage reads and adds to, and how it ends."""

from collections.abc import Sequence

import msgspec

from comity.assistants.answering import Idf, Masker, Prompt, SearchTerms, SentenceVectors, Turn
from comity.assistants.confirmations.service import WantedCall
from comity.assistants.messaging.ledger import Ending
from comity.assistants.messaging.run import OpenRun
from comity.assistants.writing.configs import AssistantConfig, SearchConfig
from comity.assistants.writing.facts import facts_of
from comity.assistants.writing.inspection import Inspection
from comity.kernel import metrics
from comity.kernel.embed import cheap_encoder
from comity.kernel.runtime import Runtime


def vectors_of(rt: Runtime) -> SentenceVectors:
    """The sentence vectors of this process, remembered across answers."""
    part = rt.parts.get("sentenceVectors")
    if part is None:
        part = rt.parts["sentenceVectors"] = SentenceVectors(cheap_encoder(rt.settings.data_dir))
    return part


class Answer:
    """One answer in the making.

    `searches`: those that are made for it, with `terms` by fulfillment id; `routed`: how they were chosen, for people to read;
    `idfs`: how telling terms are in each base that was searched; `prompt`: as last sent.
    """

    def __init__(self, rt: Runtime, run: OpenRun, config: AssistantConfig) -> None:
        self.rt = rt
        self.run = run
        self.exchange = run.exchange
        self.config = config
        self.content = config.content
        self.inspection = Inspection(run.exchange, config)
        self.history: list[Turn] = []
        self.masker = Masker() if self.content.pii == "mask_before_model" else None
        self.searches: Sequence[SearchConfig] = config.searches
        self.routed: str | None = None
        self.terms: dict[str, SearchTerms] = {}
        self.wanted: WantedCall | None = None
        self.prompt: Prompt | None = None
        self.idfs: list[Idf] = []

    @property
    def question(self) -> str:
        """The question that is searched and answered: the translation where the assistant works in English."""
        if self.content.question_input_source == "english":
            return self.inspection.question_en or self.exchange.question
        return self.exchange.question

    @property
    def is_final(self) -> bool:
        """Whether readers cannot take back what they were shown, so that only whole checked sentences may be."""
        return self.exchange.options.get("final", False)

    def masked(self, text: str) -> str:
        """A text as a model may see it."""
        return self.masker.mask(text) if self.masker else text

    def unmasked(self, text: str) -> str:
        """A model's text with what was masked put back."""
        return self.masker.unmask(text) if self.masker else text

    def warn(self, code: str, message: str) -> None:
        """Notes a warning once."""
        warning = {"code": code, "message": message}
        if warning not in self.inspection.warnings:
            self.inspection.warnings.append(warning)

    def say(self, text: str) -> None:
        """Shows more of the answer."""
        if text:
            self.inspection.first_token()
            self.run.say(text)

    def ask_for_human(self, reason: str, summary: str) -> None:
        """Adds the action `handoff`, once: the caller decides what becomes of it."""
        if not any(action["type"] == "handoff" for action in self.inspection.actions):
            self.inspection.actions.append({"type": "handoff", "reason": reason, "summary": summary})

    def end(self, text: str, outcome: str) -> Ending:
        """Shows the whole answer at once and ends."""
        self.say(text)
        return self.ending(text, outcome)

    def ending(self, text: str, outcome: str) -> Ending:
        """What is stored of the answer, once its text was shown."""
        inspection, exchange = self.inspection, self.exchange
        inspection.outcome = outcome
        if self.masker is not None:
            inspection.guardrails += [hit.to_wire() for hit in self.masker.hits]
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
        console = inspection.to_console(self.prompt.messages if self.prompt else [])
        return Ending(
            status="stopped" if outcome == "stopped" else "finished",
            outcome=outcome,
            answer=text,
            reply=msgspec.json.encode(stored).decode(),
            error=None,
            last_seq=self.run.last_seq,
            question_en=inspection.question_en,
            prompt=msgspec.json.encode(console).decode(),
            handoff=next((a["reason"] for a in inspection.actions if a["type"] == "handoff"), None),
            confirmation=self.wanted,
            degraded_reason=inspection.degraded_reason,
            prompt_tokens=inspection.prompt_tokens,
            completion_tokens=inspection.completion_tokens,
            latency_ms=latency,
            facts=facts_of(inspection),
        )
