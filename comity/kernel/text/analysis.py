"""Analysis: the terms of a text, by script run, the same for documents and questions.

Thai: dictionary words plus character trigrams. Lao, Khmer, Burmese: trigrams. Han and kana: overlapping bigrams,
katakana runs also whole. Hangul: the word plus its bigrams. Arabic: folded and stemmed. Latin and the rest: stems,
with a second form without diacritics. Stop words go unless nothing would be left.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from comity.kernel.text.codes import codes
from comity.kernel.text.languages import detect_language
from comity.kernel.text.normal import comparable
from comity.kernel.text.scripts import (
    ARABIC,
    GRAM_SCRIPTS,
    HAN,
    HANGUL,
    HIRAGANA,
    KATAKANA,
    THAI,
    WORD,
    script_of,
)
from comity.kernel.text.stems import word_forms
from comity.kernel.text.stopwords import BY_LANGUAGE, NO_WORDS
from comity.kernel.text.thai import thai_words

ANALYSER_VERSION = 1
"""Raised whenever the same text would give other terms; a base then needs its index rebuilt."""

_RUNS = re.compile(
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?![\d,])|\d+(?:\.\d+)+)|(?P<word>{WORD}(?:['’]{WORD})*)|(?P<thai>[{THAI}]+)"
    rf"|(?P<cjk>[{HAN}{HIRAGANA}{KATAKANA}]+)|(?P<hangul>[{HANGUL}]+)|(?P<arabic>[{ARABIC}]+)|(?P<gram>[{GRAM_SCRIPTS}]+)"
)
_KATAKANA_RUN = re.compile(f"[{KATAKANA}]{{3,}}")
_DISPLAY_RUN = re.compile(f"[{HAN}]+|[{HIRAGANA}]+|[{KATAKANA}]+")
_OWN_LANGUAGE = {
    "Cyrillic": ("ru", {"uk", "bg", "sr", "mk"}),
    "Greek": ("el", set()),
    "Devanagari": ("hi", {"ne", "mr"}),
}
_ONE_LANGUAGE = {"Arabic": "ar", "Tamil": "ta", "Armenian": "hy"}
Found = tuple[str, int, int, str]
"""A term with its span in the comparable text and its kind."""


class Term(msgspec.Struct, frozen=True, gc=False):
    """One term and where it stands in the text that was given; `kind` is 'word', 'gram' or 'bigram'."""

    text: str
    start: int
    end: int
    script: str
    kind: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """The bag of terms of a text (in order, with repeats) and its codes as written (each once)."""

    language: str
    terms: tuple[str, ...]
    codes: tuple[str, ...]


def _word_language(word: str, language: str) -> str:
    """The language whose stemmer fits the script of `word`, given the language of the text."""
    if word.isascii():
        return language if language in BY_LANGUAGE else "en"
    script = script_of(word)
    if script == "Latin":
        return language if language in BY_LANGUAGE else "en"
    own, exempt = _OWN_LANGUAGE.get(script, ("", set()))
    return language if language in exempt else own or _ONE_LANGUAGE.get(script, "und")


def _words_of(word: str, start: int, end: int, language: str, stops: frozenset[str]) -> Iterator[Found]:
    word = word.replace("’", "'")
    if "'" in word and language != "en":
        for part in re.finditer("[^']+", word):
            yield from _words_of(part[0], start + part.start(), start + part.end(), language, stops)
        return
    if word not in stops:
        for form in word_forms(word, _word_language(word, language)):
            yield form, start, end, "word"


def _grams_of(run: str, start: int, size: int, kind: str, stops: frozenset[str]) -> Iterator[Found]:
    if len(run) < size:
        yield run, start, start + len(run), "word"
        return
    for at in range(len(run) - size + 1):
        gram = run[at : at + size]
        if gram not in stops:
            yield gram, start + at, start + at + size, kind


def _thai_of(run: str, start: int, stops: frozenset[str]) -> Iterator[Found]:
    at = start
    for word in thai_words(run):
        if len(word) > 1 and word not in stops:
            yield word, at, at + len(word), "word"
        at += len(word)
    yield from _grams_of(run, start, 3, "gram", NO_WORDS) if len(run) >= 3 else ()


def _cjk_of(run: str, start: int, stops: frozenset[str]) -> Iterator[Found]:
    yield from _grams_of(run, start, 2, "bigram", stops)
    for kana in _KATAKANA_RUN.finditer(run):
        yield kana[0], start + kana.start(), start + kana.end(), "word"


def _hangul_of(run: str, start: int, stops: frozenset[str]) -> Iterator[Found]:
    if run in stops:
        return
    yield run, start, start + len(run), "word"
    if len(run) > 2:
        yield from _grams_of(run, start, 2, "bigram", stops)


def _found(text: str, language: str, stop_words: bool) -> Iterator[Found]:
    """The terms of a comparable text."""
    plain = (
        BY_LANGUAGE.get(language if language in BY_LANGUAGE else "en", NO_WORDS) | BY_LANGUAGE["en"]
        if stop_words
        else NO_WORDS
    )
    stops = {name: BY_LANGUAGE[name] if stop_words else NO_WORDS for name in ("th", "zh", "ja", "ko", "ar")}
    east = stops["ja"] if language == "ja" else stops["zh"]
    for match in _RUNS.finditer(text):
        kind, run, start = match.lastgroup, match[0], match.start()
        if kind == "word":
            yield from _words_of(run, start, match.end(), language, plain)
        elif kind == "thai":
            yield from _thai_of(run, start, stops["th"])
        elif kind == "cjk":
            yield from _cjk_of(run, start, east)
        elif kind == "number":
            yield run.replace(",", ""), start, match.end(), "word"
        elif kind == "hangul":
            yield from _hangul_of(run, start, stops["ko"])
        elif kind == "arabic":
            yield from _words_of(run, start, match.end(), "ar", stops["ar"])
        else:
            yield from _grams_of(run, start, 3, "gram", NO_WORDS)


def _terms(text: str, language: str, stop_words: bool) -> list[Found]:
    found = list(_found(text, language, stop_words))
    return found or (list(_found(text, language, False)) if stop_words else found)


def analyse(text: str, language: str = "auto", *, stop_words: bool = True) -> Analysis:
    """The terms and codes of a document or a question.

    `language` is a BCP 47 primary tag or 'auto'; it decides stems and stop words only. With `stop_words` False they
    are kept. A text of stop words alone keeps them.
    """
    if language == "auto":
        language = detect_language(text)
    terms = tuple(found[0] for found in _terms(comparable(text).text, language, stop_words))
    return Analysis(language, terms, codes(text))


def terms_with_spans(text: str, language: str = "auto") -> list[Term]:
    """The terms of `analyse` with their spans in `text`, for highlights and grounding."""
    if language == "auto":
        language = detect_language(text)
    form = comparable(text)
    offsets = form.offsets
    return [
        Term(term, offsets[start], offsets[end - 1] + 1, script_of(term), kind)
        for term, start, end, kind in _terms(form.text, language, True)
    ]


def words(text: str, language: str = "auto") -> list[str]:
    """The words of `text` as a person would mark them, for display: Thai by dictionary, Han and kana by script run."""
    shown: list[str] = []
    for match in _RUNS.finditer(comparable(text).text):
        if match.lastgroup == "thai":
            shown.extend(thai_words(match[0]))
        elif match.lastgroup == "cjk":
            shown.extend(_DISPLAY_RUN.findall(match[0]))
        else:
            shown.append(match[0])
    return shown
