"""Stems and the second, diacritic-free form of words; both are remembered, since a base repeats its words."""

import threading
import unicodedata

import snowballstemmer

# The Snowball algorithm per language; scripts with one main language get theirs whatever the text was taken for.
_ALGORITHMS = {
    "en": "english", "fr": "french", "de": "german", "es": "spanish", "pt": "portuguese", "it": "italian", "nl": "dutch",
    "sv": "swedish", "da": "danish", "no": "norwegian", "fi": "finnish", "tr": "turkish", "ro": "romanian",
    "hu": "hungarian", "pl": "polish", "cs": "czech", "ru": "russian", "ar": "arabic", "el": "greek", "hi": "hindi",
    "ne": "nepali", "ta": "tamil", "hy": "armenian", "id": "indonesian", "ca": "catalan", "lt": "lithuanian",
}  # fmt: skip
_SPECIAL_LETTERS = str.maketrans(
    {"đ": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)
_ARABIC_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ؤ": "و", "ئ": "ي", "ـ": None}
)
_MARKS_MATTER = frozenset({"hi", "ne", "mr", "ta", "und"})
_REMEMBERED = 60_000

_lock = threading.Lock()
_stemmers: dict[str, object] = {}
_forms: dict[tuple[str, str], tuple[str, ...]] = {}


def _stem(word: str, language: str) -> str:
    """The stem of a folded word; the word itself for a language without an algorithm. Callers hold the lock."""
    algorithm = _ALGORITHMS.get(language)
    if algorithm is None or len(word) < 3 or any(char.isdigit() for char in word):
        return word
    stemmer = _stemmers.get(language)
    if stemmer is None:
        if algorithm not in snowballstemmer.algorithms():
            _ALGORITHMS.pop(language)
            return word
        stemmer = _stemmers[language] = snowballstemmer.stemmer(algorithm)
    return stemmer.stemWord(word)  # pyright: ignore[reportAttributeAccessIssue]


def without_diacritics(word: str) -> str:
    """`word` with its accents taken off ('café' -> 'cafe', 'đường' -> 'duong')."""
    if word.isascii():
        return word
    bare = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare).translate(_SPECIAL_LETTERS)


def fold_arabic(word: str) -> str:
    """Arabic letters that writers interchange made one; vowel marks and tatweel dropped."""
    word = "".join(char for char in word if not unicodedata.combining(char) and char != "ٰ")
    return word.translate(_ARABIC_LETTERS)


def _made(word: str, language: str) -> tuple[str, ...]:
    if language == "ar":
        return (_stem(fold_arabic(word), "ar"),)
    stem = _stem(word.removesuffix("'s") if language == "en" else word, language)
    if word.isascii() or language in _MARKS_MATTER:
        return (stem,)
    return tuple(dict.fromkeys((stem, without_diacritics(stem), without_diacritics(word))))


def word_forms(word: str, language: str) -> tuple[str, ...]:
    """The terms of one folded word: its stem, then the stem and the word without diacritics where those differ."""
    key = (language, word)
    forms = _forms.get(key)
    if forms is None:
        with _lock:
            if len(_forms) >= _REMEMBERED:
                _forms.clear()
            forms = _forms[key] = _made(word, language)
    return forms
