"""The grounding policy over an answer as it is written: what may be shown, what is taken out (`assistants.md` 3.6)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from comity.assistants.answering.chunks import SelectedChunk
from comity.assistants.answering.grounding import Grounding, Judgement
from comity.kernel.text import sentences

Policy = Literal["off", "flag", "remove", "refuse", "handoff"]

_MAY_END = re.compile(r"[.!?…。！？｡\n]|[\u0e00-\u0e7f)”] ")
_LEADING_MARKS = re.compile(r"(?:\[\d+(?:\s*,\s*\d+)*\]\s*)*\[\d+(?:\s*,\s*\d+)*\][.。]?")
_SETTLED = 12


@dataclass(frozen=True, slots=True)
class GroundedSentence:
    """Code points `[start, end)` of the answer; a removed sentence has its `text`, and stands where it would have stood."""

    start: int
    end: int
    judgement: Judgement
    removed_text: str | None = None

    def to_wire(self) -> dict[str, Any]:
        """The item of `inspection.grounding.sentences`."""
        item: dict[str, Any] = {
            "start": self.start,
            "end": self.end,
            "verdict": self.judgement.verdict,
            "score": round(self.judgement.score, 2),
            "removed": self.removed_text is not None,
            "sources": [source.to_wire() for source in self.judgement.sources],
        }
        return item if self.removed_text is None else {**item, "text": self.removed_text}


@dataclass(frozen=True, slots=True)
class Grounded:
    """The end of grounding. `fallback`: the fallback text is to be said instead; `handoff`: and a person asked for."""

    answer: str
    policy: Policy
    sentences: tuple[GroundedSentence, ...]
    fallback: bool = False
    handoff: bool = False

    def to_wire(self) -> dict[str, Any]:
        """`inspection.grounding`."""
        verdicts = [sentence.judgement.verdict for sentence in self.sentences]
        return {
            "policy": self.policy,
            "supported": verdicts.count("supported"),
            "partly": verdicts.count("partly"),
            "unsupported": verdicts.count("unsupported"),
            "sentences": [sentence.to_wire() for sentence in self.sentences],
        }


@dataclass(slots=True)
class _Shown:
    text: str = ""
    sentences: list[GroundedSentence] = field(default_factory=list)


class Grounder:
    """Takes an answer piece by piece and gives back what may be shown.

    `off` and `flag` show everything at once and look at it at the end. `remove`, `refuse` and `handoff` hold each sentence
    back until it is judged; with the last two the first unsupported sentence ends the showing (`refused`), and what was
    shown before it is to be taken back. `whole_sentences`: the first two too show nothing but whole sentences.
    """

    def __init__(
        self,
        grounding: Grounding,
        *,
        policy: Policy = "flag",
        fallback_texts: Mapping[str, str] | None = None,
        whole_sentences: bool = False,
    ) -> None:
        self.policy: Policy = policy
        self.whole_sentences = whole_sentences
        self.refused = False
        self._grounding = grounding
        self._fallback_texts = list((fallback_texts or {}).values())
        self._waiting = ""
        self._shown = _Shown()

    @property
    def holds_back(self) -> bool:
        """Whether a sentence is shown only once it is whole, and after its check."""
        return self.whole_sentences or self.policy in {"remove", "refuse", "handoff"}

    @property
    def is_final(self) -> bool:
        """Whether nothing that was shown can be taken back by the policy any more."""
        if self.policy == "remove":
            return self._states_a_fact()
        return self.policy in {"off", "flag"}

    def may_judge(self, text: str) -> bool:
        """Whether `feed` may have sentences to judge with this text, which takes long enough to be kept off an event loop."""
        if not self.holds_back or self.policy == "off" or self.refused:
            return False
        return bool(_MAY_END.search(self._waiting) or _MAY_END.search(self._waiting[-1:] + text))

    def learn(self, chunks: Sequence[SelectedChunk]) -> None:
        """Adds sources that the sentences from here on may rest on."""
        if self.policy != "off":
            self._grounding.learn(chunks)

    def feed(self, text: str) -> str:
        """More of the answer; returns what may be shown now."""
        if not self.holds_back:
            self._shown.text += text
            return text
        self._waiting += text
        if self.refused or not _MAY_END.search(self._waiting):
            return ""
        spans = answer_sentences(self._waiting)
        settled = spans[: _settled(self._waiting, spans)]
        return self._pass(settled) if self.policy == "off" else self._release(settled)

    def finish(self) -> Grounded:
        """The whole verdict. Text still held back and allowed is in `answer`, behind what was shown."""
        if self.policy == "off":
            return Grounded(self._shown.text + self._waiting, self.policy, ())
        if not self.holds_back:
            return self._flagged()
        self._release(answer_sentences(self._waiting))
        if not self.refused and self.policy != "remove":
            self._shown.text += self._waiting
        answer = self._shown.text.rstrip()
        fallback = self.refused or self._nothing_left()
        return Grounded(
            answer, self.policy, tuple(self._shown.sentences), fallback, fallback and self.policy == "handoff"
        )

    def _flagged(self) -> Grounded:
        text = self._shown.text
        spans = answer_sentences(text)
        judged = self._judge([text[start:end] for start, end in spans])
        found = [GroundedSentence(start, end, one) for (start, end), one in zip(spans, judged, strict=True)]
        return Grounded(text, self.policy, tuple(found))

    def _judge(self, texts: Sequence[str]) -> list[Judgement]:
        return self._grounding.judge(texts, self._fallback_texts)

    def _pass(self, spans: Sequence[tuple[int, int]]) -> str:
        end = spans[-1][1] if spans else 0
        text, self._waiting = self._waiting[:end], self._waiting[end:]
        self._shown.text += text
        return text

    def _release(self, spans: Sequence[tuple[int, int]]) -> str:
        """Judges complete sentences of what waits and shows those that may be; each with the white space before it."""
        if not spans or self.refused:
            return ""
        before = len(self._shown.text)
        texts = [self._waiting[start:end] for start, end in spans]
        at = 0
        for (start, end), text, judged in zip(spans, texts, self._judge(texts), strict=True):
            gap, at = self._waiting[at:start], end
            if judged.verdict != "unsupported" or self.policy == "flag":
                self._show(gap, text, judged)
                continue
            place = len(self._shown.text)
            self._shown.sentences.append(GroundedSentence(place, place, judged, text))
            if self.policy != "remove":
                self.refused = True
                break
        self._waiting = self._waiting[at:]
        return self._shown.text[before:]

    def _show(self, gap: str, text: str, judged: Judgement) -> None:
        shown = self._shown
        shown.text += gap if shown.text else ""
        start = len(shown.text)
        shown.text += text
        shown.sentences.append(GroundedSentence(start, len(shown.text), judged))

    def _nothing_left(self) -> bool:
        """Whether sentences were removed and none that states a fact is left."""
        kept = [one for one in self._shown.sentences if one.removed_text is None]
        return len(kept) < len(self._shown.sentences) and not self._states_a_fact()

    def _states_a_fact(self) -> bool:
        kept = [one for one in self._shown.sentences if one.removed_text is None]
        return any(one.judgement.verdict in {"supported", "partly"} for one in kept)


def answer_sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of an answer as spans. Citation marks belong to the sentence before them."""
    found: list[tuple[int, int]] = []
    for start, end in sentences(text):
        marks = _LEADING_MARKS.match(text, start, end)
        if found and marks and "\n" not in text[found[-1][1] : start]:
            found[-1] = (found[-1][0], marks.end())
            start = marks.end() + len(text[marks.end() : end]) - len(text[marks.end() : end].lstrip())
        if start < end:
            found.append((start, end))
    return found


def _settled(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """How many of the sentences cannot change any more: all before the last, once that has grown past its citations."""
    if len(spans) < 2:
        return 0
    start, end = spans[-1]
    is_begun = end - start >= _SETTLED and not text[start:].startswith("[")
    return len(spans) - 1 if is_begun else max(0, len(spans) - 2)
