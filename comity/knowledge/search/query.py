"""Reading a question for search, and marking what matched."""

from collections.abc import Sequence

from comity.kernel.text import analyse, code_forms, codes, detect_language, script_of, terms_with_spans
from comity.knowledge.search.port import Query

COLLAPSE_SHARE = 0.95
GRAM = 5


def read_query(text: str, keywords: Sequence[str] = (), language: str = "auto") -> Query:
    """The distinct terms, their scripts and the codes of a question; keywords add terms."""
    terms = list(dict.fromkeys(analyse(text, language).terms))
    terms += [t for keyword in keywords for t in analyse(keyword, language).terms if t not in terms]
    found = list(dict.fromkeys(codes(text)))
    forms = [code_forms(code) for code in found]
    return Query(
        text=text,
        language=detect_language(text),
        terms=tuple(dict.fromkeys(terms)),
        scripts=tuple(script_of(term) for term in dict.fromkeys(terms)),
        codes=tuple((form.written, form.joined) for form in forms),
        shown_codes=tuple(found),
    )


def highlights(content: str, terms: set[str], language: str = "auto") -> list[list[int]]:
    """Spans of the query's terms in a text, joined where they touch."""
    spans = sorted((t.start, t.end) for t in terms_with_spans(content, language) if t.text in terms)
    joined: list[list[int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return joined


def is_near_copy(one: str, other: str) -> bool:
    """Whether two texts share 95 % of their five-character runs."""
    if one == other:
        return True
    if not 0.9 < (len(one) + 1) / (len(other) + 1) < 1.12:
        return False
    a, b = _grams(one), _grams(other)
    return len(a & b) >= COLLAPSE_SHARE * max(len(a), len(b), 1)


def _grams(text: str) -> set[str]:
    return {text[i : i + GRAM] for i in range(max(1, len(text) - GRAM + 1))}
