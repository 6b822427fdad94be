"""The one analysis for documents and queries (`knowledge.md` 3.9): a bag of terms by script, and the codes as written."""

import re
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from comity.kernel.text.normal import fold, unaccent
from comity.kernel.text.scripts import KATAKANA, RUNS, detect_language, script_of
from comity.kernel.text.stopwords import STOP_WORDS
from comity.kernel.text.thai import thai_words

ANALYSER_VERSION = 1

_CODE = re.compile(
    r"https?://[^\s<>\"')\]]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w])[A-Za-z0-9]+(?:[-_/.#][A-Za-z0-9]+)+(?![\w])"
    r"|(?<![A-Za-z0-9])(?:[A-Za-z]+[0-9]|[0-9]+[A-Za-z]|[0-9]{4,})[A-Za-z0-9]*"
)
_DIGIT = re.compile(r"[0-9]")
_LETTER = re.compile(r"[A-Za-z]")
_SEPARATORS = re.compile(r"[-_/.#\s]+")
_ARABIC_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
_ARABIC_FOLD = str.maketrans("أإآٱىة", "ااااية")
_STEMMERS = {
    "en": "english", "ar": "arabic", "de": "german", "fr": "french", "es": "spanish", "it": "italian",
    "pt": "portuguese", "nl": "dutch", "ru": "russian", "sv": "swedish", "da": "danish", "fi": "finnish",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its place in the text: a `word`, a `gram` (trigram) or a `bigram`."""

    text: str
    start: int
    end: int
    script: str
    kind: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """`terms`: the bag, with repeats, in order. `codes`: tokens of the exact channel as they were written."""

    language: str
    terms: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeForms:
    """A code as it is compared: lower case as written, without separators, and its parts of three characters or more."""

    written: str
    joined: str
    parts: tuple[str, ...]


def analyse(text: str, language: str = "auto", *, stop_words: bool = True) -> Analysis:
    """The terms and codes of a text. Stop words are dropped unless nothing else is left."""
    found = terms_with_spans(text, language)
    terms = [t.text for t in found]
    if stop_words:
        kept = [term for term in terms if term not in STOP_WORDS]
        terms = kept or terms
    return Analysis(detect_language(text), tuple(terms), codes(text))


def codes(text: str) -> tuple[str, ...]:
    """Tokens with letters and digits mixed, inner separators, four digits or more, e-mails and URLs, as written."""
    return tuple(match.group().rstrip(".,") for match in _CODE.finditer(text) if _is_code(match.group()))


def _is_code(token: str) -> bool:
    if "@" in token or "://" in token:
        return True
    if not _DIGIT.search(token):
        return any(sep in token for sep in "-_/#") and len(token) >= 5 and token.upper() == token
    return bool(_LETTER.search(token)) or len(_SEPARATORS.sub("", token)) >= 4


@lru_cache(maxsize=16384)
def code_forms(code: str) -> CodeForms:
    """The forms under which a code is indexed and asked for."""
    written = code.lower()
    pieces = [p for p in _SEPARATORS.split(written) if p]
    split = [p for piece in pieces for p in re.findall(r"[a-z]+|[0-9]+|[^\Wa-z0-9_]+", piece)]
    parts = dict.fromkeys(p for p in [*pieces, *split] if len(p) >= 3)
    return CodeForms(written, "".join(pieces), tuple(parts))


def terms_with_spans(text: str, language: str = "auto") -> list[Term]:
    """Every term with its place in `text`, for highlights and grounding."""
    found: list[Term] = []
    for match in RUNS.finditer(text):
        kind = match.lastgroup
        run, start = match.group(), match.start()
        if kind == "Word":
            found += _word(run, start, language)
        elif kind == "Thai":
            found += _thai(run, start)
        elif kind == "Cjk":
            found += _cjk(run, start)
        elif kind == "Hangul":
            found += [Term(run, start, match.end(), "Hangul", "word"), *_grams(run, start, 2, "Hangul")]
        elif kind == "Arabic":
            found += _arabic(run, start)
        else:
            found += _grams(run, start, 3, "Lao")
    return found


def _word(run: str, start: int, language: str) -> list[Term]:
    end = start + len(run)
    script = script_of(run)
    return [Term(form, start, end, script, "word") for form in _stems(run, language)]


@lru_cache(maxsize=65536)
def _stems(run: str, language: str) -> tuple[str, ...]:
    """The stem of a word and, when diacritics make it differ, of its bare form."""
    word = fold(run)
    stem = _stem(word, language)
    bare = unaccent(word)
    return (stem,) if bare == word else tuple(dict.fromkeys((stem, _stem(bare, language))))


def _stem(word: str, language: str) -> str:
    if len(word) < 4 or not word.isalpha():
        return word
    name = _STEMMERS.get(language.split("-")[0]) or ("russian" if "\u0400" <= word[0] <= "\u04ff" else "english")
    return _stemmer(name).stemWord(word)


@lru_cache(maxsize=16)
def _stemmer(name: str) -> snowballstemmer.stemmer:  # pyright: ignore[reportGeneralTypeIssues]
    return snowballstemmer.stemmer(name)


def _thai(run: str, start: int) -> list[Term]:
    found: list[Term] = []
    at = start
    for word in thai_words(run):
        if len(word) > 1:
            found.append(Term(fold(word), at, at + len(word), "Thai", "word"))
        at += len(word)
    if len(run) >= 3:
        found += _grams(run, start, 3, "Thai")
    return found or [Term(fold(run), start, start + len(run), "Thai", "word")]


def _cjk(run: str, start: int) -> list[Term]:
    found = _grams(run, start, 2, "Han")
    for match in KATAKANA.finditer(run):
        if len(match.group()) > 2:
            found.append(Term(fold(match.group()), start + match.start(), start + match.end(), "Han", "word"))
    return found


def _arabic(run: str, start: int) -> list[Term]:
    word = _ARABIC_MARKS.sub("", run).translate(_ARABIC_FOLD)
    return [Term(_stem(word, "ar"), start, start + len(run), "Arabic", "word")] if word else []


def _grams(run: str, start: int, size: int, script: str) -> list[Term]:
    kind = "bigram" if size == 2 else "gram"
    if len(run) < size:
        return [Term(fold(run), start, start + len(run), script, kind)]
    return [
        Term(fold(run[i : i + size]), start + i, start + i + size, script, kind) for i in range(len(run) - size + 1)
    ]
