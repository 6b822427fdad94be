"""An answer on its way from a model to its readers: unmasked, cleaned, grounded, watched; piece by piece."""

from collections.abc import Sequence
from dataclasses import dataclass

from comity.assistants.answering.chunks import SelectedChunk
from comity.assistants.answering.grounder import Grounded, Grounder
from comity.assistants.answering.guardrails import ForbiddenPhrases, GuardrailHit, forbidden_phrase
from comity.assistants.answering.links import AnswerFilter
from comity.assistants.answering.pii import Masker


@dataclass(frozen=True, slots=True)
class Composed:
    """The end of an answer.

    `text`: the answer; with `fallback` the fallback text is to be said instead, with `handoff` a person asked for too.
    `refused`: a forbidden phrase stood in it (outcome `fallback` with the row in `guardrails`). `grounded` goes to
    `inspection.grounding`, `guardrails` to `inspection.guardrails`.
    """

    text: str
    grounded: Grounded
    fallback: bool
    handoff: bool
    refused: bool
    guardrails: list[GuardrailHit]


class AnswerText:
    """The four checks of stage 10 in their order, over the deltas of a model.

    `final`: for readers who cannot take anything back. What the policy or a forbidden phrase could still withdraw is held.
    """

    def __init__(
        self,
        grounder: Grounder,
        answer_filter: AnswerFilter,
        *,
        forbidden: Sequence[str] = (),
        masker: Masker | None = None,
        final: bool = False,
    ) -> None:
        self._grounder = grounder
        self._filter = answer_filter
        self._phrases = forbidden
        self._forbidden = ForbiddenPhrases(forbidden)
        self._masker = masker
        self._final = final
        self._held: list[str] = []
        self._shown: list[str] = []

    @property
    def stopped(self) -> bool:
        """Whether nothing more will be shown, so that the model may be stopped: refused by policy or by a phrase."""
        return self._grounder.refused or self._forbidden.hit is not None

    @property
    def shown(self) -> str:
        """Everything that readers were given so far."""
        return "".join(self._shown)

    def learn(self, chunks: Sequence[SelectedChunk]) -> None:
        """Adds what tools said: sentences may rest on it. Links in it stay as untrusted as any."""
        self._grounder.learn(chunks)

    def may_judge(self, delta: str) -> bool:
        """Whether to `feed` this delta may take tens of milliseconds."""
        return self._grounder.may_judge(delta)

    def feed(self, delta: str) -> str:
        """What may be shown after this delta; often the delta itself, sometimes nothing yet."""
        text = self._masker.feed(delta) if self._masker else delta
        return self._show(self._grounder.feed(self._filter.feed(text)))

    def finish(self) -> Composed:
        """The verdict on the whole. `text` begins with what was shown, unless it is to be taken back (`fallback`)."""
        rest = self._masker.finish() if self._masker else ""
        self._grounder.feed(self._filter.feed(rest) + self._filter.finish())
        grounded = self._grounder.finish()
        hit = self._forbidden.hit or forbidden_phrase(grounded.answer, self._phrases)
        guardrails = [*self._filter.hits, *([hit] if hit else [])]
        fallback = grounded.fallback or hit is not None
        return Composed(grounded.answer, grounded, fallback, grounded.handoff, hit is not None, guardrails)

    def _show(self, text: str) -> str:
        allowed = self._forbidden.feed(text) if text else ""
        if self._final and allowed:
            allowed = self._what_stays(allowed)
        if allowed:
            self._shown.append(allowed)
        return allowed

    def _what_stays(self, text: str) -> str:
        self._held.append(text)
        if self._phrases or not self._grounder.is_final:
            return ""
        held, self._held = self._held, []
        return "".join(held)
