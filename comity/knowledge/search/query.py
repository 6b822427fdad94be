"""Reading a question for search, and marking what matched."""

import re
from collections.abc import Iterator, Sequence, Set

from comity.kernel.text import Term, code_forms, codes, detect_language, script_of, terms_with_spans
from comity.knowledge.search.port import Query

TRIGRAM = 0.6
"""What a Thai trigram counts beside the words: it says again what they say, and bridges where words are cut in another way. At
full weight a long word outweighs the others, and what shares half of it looks like what was asked for. Measured by
`evals.retrieval`."""
_ASKING = re.compile(
    r"\bhow (?:long|much|many|often|soon|far|old|big|large|tall|high|deep|wide|fast|heavy)\b"
    r"|\b(?:what|which) (?:time|year|date|kind|type|sort)\b",
    re.IGNORECASE,
)
"""What an English question asks for: its answer says "7 days", not "long"."""
_YEAR = re.compile(r"1[89]\d{2}|20\d{2}|2[45]\d{2}")
"""A year by itself, of the common or of the Buddhist era."""


def read_query(text: str, keywords: Sequence[str] = (), language: str = "auto") -> Query:
    """The distinct terms, their scripts and the codes of a question; keywords add terms."""
    asked = _asked(text, terms_with_spans(text, language))
    asked += [term for keyword in keywords for term in terms_with_spans(keyword, language)]
    terms = tuple(dict.fromkeys(term.text for term in asked))
    trigrams = {term.text for term in asked if _is_trigram(term)} - {t.text for t in asked if not _is_trigram(t)}
    found = _codes(text, {term.text for term in asked})
    forms = [code_forms(code) for code in found]
    return Query(
        text=text,
        language=detect_language(text),
        terms=terms,
        scripts=tuple(map(script_of, terms)),
        worth=tuple(TRIGRAM if term in trigrams else 1.0 for term in terms),
        codes=tuple((form.written, form.joined) for form in forms),
        shown_codes=tuple(found),
    )


def _codes(text: str, terms: Set[str]) -> list[str]:
    """The codes of a question, each once. A year beside other words is none: it says when, not which, and many chunks hold it."""
    found = list(dict.fromkeys(codes(text)))
    return [code for code in found if not _YEAR.fullmatch(code) or terms <= {code}]


def _asked(text: str, found: list[Term]) -> list[Term]:
    """The terms that say what is asked, not how: without phrases of asking and Thai trigrams that reach into a function word."""
    told = {at for term in found if term.kind == "word" for at in range(term.start, term.end)}
    asking = set(_places_of_asking(text))
    return [term for term in found if term.start not in asking and not _reaches_out(term, told)] or found


def _places_of_asking(text: str) -> Iterator[int]:
    for phrase in _ASKING.finditer(text):
        yield from range(*phrase.span())


def _reaches_out(term: Term, told: Set[int]) -> bool:
    return _is_trigram(term) and not told >= set(range(term.start, term.end))


def _is_trigram(term: Term) -> bool:
    return term.kind == "gram" and term.script == "Thai"


def highlights(content: str, terms: Set[str], language: str = "auto") -> list[list[int]]:
    """Spans of the query's terms in a text, joined where they touch."""
    spans = sorted((t.start, t.end) for t in terms_with_spans(content, language) if t.text in terms)
    joined: list[list[int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return joined
