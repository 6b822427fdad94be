"""Search terms: what the generator is asked, how its reply is read, and what stands in for it without a model (`assistants.md` 3.9)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from comity.assistants.answering.prompt import Turn, fitting
from comity.kernel.text import STOP_WORDS, THAI_FUNCTION_WORDS, codes, terms_with_spans

TERMS, TERM_CHARACTERS = 5, 200
KEYWORDS, KEYWORD_CHARACTERS = 10, 100
FEW_WORDS = 3
HISTORY_TOKENS = 1500
ANSWER_CHARACTERS = 600
"""What is told of an earlier answer: enough to know what "it" is."""
FORMAT = (
    "Reply with exactly one JSON object and nothing else, in this form:\n"
    '{"searchTerms": ["..."], "keywords": ["..."]}\n'
    f"At most {TERMS} search terms of at most {TERM_CHARACTERS} characters, at most {KEYWORDS} keywords of at most "
    f"{KEYWORD_CHARACTERS}. Both lists may be empty."
)
REPAIR = "That was not the JSON object that is needed. " + FORMAT
_FENCED = re.compile(r"```(?:json)?[ \t]*\n(.*)\n?```", re.DOTALL | re.IGNORECASE)
_PRONOUN = re.compile(
    r"\W*(?:(?:and|but|so|or|then)\s+)?(?:(?:what|how)\s+about\s+)?"
    r"(?:(?:it|its|it's|they|them|their|this|that|these|those|he|she|his|her|him|one|ones|the same)\b"
    r"|(?:แล้ว|และ)?(?:อันนี้|อันนั้น|อันไหน|ตัวนี้|ตัวนั้น|เรื่องนี้|เรื่องนั้น|แบบนี้|แบบนั้น|ที่นั่น|พวกนี้|พวกนั้น|สิ่งนี้|สิ่งนั้น|นี่|นั่น|มัน|เขา|เธอ)"
    r"|それ|これ|あれ|その|この|あの|彼|彼女|它|这|這|那|他|她|그것|이것|저것|그건|이건|저건|그|이|저(?=\s))",
    re.IGNORECASE,
)

_MARKS = re.compile(r"[^\w\s]+")
_SAYS_NOTHING = STOP_WORDS | THAI_FUNCTION_WORDS | {"ล่ะ", "หละ", "จ้ะ", "จ๊ะ", "เหรอ", "หรอ", "สิ", "ซิ"}
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_EAST_BETWEEN = re.compile(
    r"[\u3040-\u309f]+|什么|什麼|哪[些个個里裡种年]|何[时時]|怎[么样麼]+|如何|为什么|為什麼|多少|多久|几个|是否|可以|我们|你们|他们"
    r"|[这那][个些]|请问|請問|是什么|需要|有没有|吗|呢|的|了|是"
)


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What is searched beside the question: phrases that are searched each, and words that weigh in the lexical arm only."""

    terms: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


def term_messages(prompt: str, question: str, history: Sequence[Turn]) -> list[dict[str, str]]:
    """What the generator is asked: its prompt and the form of the reply, the segment's history, the question."""
    earlier = [Turn(turn.question, turn.answer[:ANSWER_CHARACTERS]) for turn in history]
    messages = [{"role": "system", "content": f"{prompt.rstrip()}\n\n{FORMAT}"}]
    for turn in fitting(earlier, HISTORY_TOKENS):
        messages.append({"role": "user", "content": turn.question})
        messages.append({"role": "assistant", "content": turn.answer})
    messages.append({"role": "user", "content": question})
    return messages


def repair_messages(messages: Sequence[dict[str, str]], reply: str) -> list[dict[str, str]]:
    """The second and last try: what was said, and what is needed."""
    return [*messages, {"role": "assistant", "content": reply[:2000] or "-"}, {"role": "user", "content": REPAIR}]


def read_terms(reply: str) -> SearchTerms | None:
    """The terms of a reply that is exactly the JSON object, bare or in one fenced block; None for anything else.

    Extra keys are ignored. What is too long, empty or said twice is left out, and what is too many.
    """
    found = read_object(reply)
    terms, keywords = _texts(found.get("searchTerms")), _texts(found.get("keywords"))
    if terms is None or keywords is None:
        return None
    return SearchTerms(_kept(terms, TERMS, TERM_CHARACTERS), _kept(keywords, KEYWORDS, KEYWORD_CHARACTERS))


def read_object(reply: str) -> dict[str, Any]:
    """The JSON object that a reply is, bare or in one fenced block; empty for anything else."""
    text = reply.strip()
    if fenced := _FENCED.fullmatch(text):
        text = fenced[1]
    try:
        found = msgspec.json.decode(text)
    except msgspec.DecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def terms_without_model(question: str, previous: str | None) -> SearchTerms:
    """The content words of the question; with those of the one before it when it has few, or opens with a pronoun."""
    said = content_words(question)
    if previous and (sum(map(_counts, said)) < FEW_WORDS or _PRONOUN.match(question)):
        known = {word.casefold() for word in said}
        said += [word for word in content_words(previous) if word.casefold() not in known]
    phrase = " ".join(said)[:TERM_CHARACTERS].strip()
    adds = bool(phrase) and phrase.casefold() != " ".join(_MARKS.sub(" ", question).split()).casefold()
    return SearchTerms((phrase,) if adds else (), _kept(said, KEYWORDS, KEYWORD_CHARACTERS))


def content_words(text: str) -> list[str]:
    """The words of a text that say something, as they are written and each once; codes are whole, kanji and hanzi stay in runs."""
    whole = list(codes(text))
    spans: list[tuple[int, int]] = []
    for term in sorted(terms_with_spans(text), key=lambda term: (term.start, -term.end)):
        if term.kind == "gram" or (spans and term.end <= spans[-1][1]):
            continue
        begin = spans.pop()[0] if spans and term.start < spans[-1][1] else term.start
        spans.append((begin, term.end))
    parts = [part for start, end in spans for part in _east(text[start:end])]
    told = [part for part in parts if part.casefold() not in _SAYS_NOTHING and not any(part in code for code in whole)]
    return list(dict.fromkeys([*whole, *told]))


def _east(run: str) -> list[str]:
    """A run of kanji, hanzi and kana without what only asks or joins; any other word as it is."""
    if not _EAST_ASIAN.match(run):
        return [run]
    return [part for part in _EAST_BETWEEN.split(run) if part] or [run]


def _counts(word: str) -> int:
    """How many words a run counts for: two characters are one where words are not set apart."""
    return (len(word) + 1) // 2 if _EAST_ASIAN.match(word) else 1


def _texts(value: Any) -> list[str] | None:
    return value if isinstance(value, list) and all(isinstance(item, str) for item in value) else None


def _kept(texts: Sequence[str], most: int, characters: int) -> tuple[str, ...]:
    clean = {" ".join(text.split()): None for text in texts}
    first = {text.casefold(): text for text in reversed(clean) if 0 < len(text) <= characters}
    return tuple(text for text in clean if first.get(text.casefold()) == text)[:most]
